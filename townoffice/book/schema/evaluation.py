"""Contests with their indicators, entrants, marks, ballots and decisions; yearly appraisals."""

import sqlalchemy as sa

from townoffice.book.columns import Codes, Day, Exact, Flag, Moment, Named, Word
from townoffice.book.schema.making import of, of_unit, table
from townoffice.records import AdjustmentKind, ContestKind, IssuerLevel, Scoring

contests = table(
    "contests",
    sa.Column("kind", Word(ContestKind), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("template", sa.Text),
    sa.Column("closed_at", Moment),
    of("plan_id", "plans", nullable=True),
    sa.Column("reopened_for", sa.Text),
    sa.UniqueConstraint("year", "title"),
)

assessment_indicators = table(
    "assessment_indicators",
    of("contest_id", "contests"),
    sa.Column("group", sa.Text, nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("weight", Exact, nullable=False),
    sa.Column("scoring", Word(Scoring), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("figures", Named, nullable=False),
    sa.Column("lower_is_better", Flag, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("source", sa.Text),
    sa.Column("note", sa.Text),
    sa.Column("inferred", Flag, nullable=False),
    sa.UniqueConstraint("contest_id", "group", "name"),
)

entrants = table(
    "entrants",
    of("contest_id", "contests"),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("group", sa.Text, nullable=False),
    sa.Column("difficulty", Exact),
    sa.Column("place", sa.Integer, nullable=False),
    sa.UniqueConstraint("contest_id", "subject"),
)

marks = table(
    "marks",
    of("contest_id", "contests"),
    of("indicator_id", "assessment_indicators"),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("value", Exact),
    sa.Column("target", Exact),
    sa.Column("note", sa.Text),
    sa.Column("evidence", sa.Text),
    sa.Column("scorer", sa.Text),
    sa.Column("option", sa.Text),
    sa.UniqueConstraint("indicator_id", "subject"),
    sa.Index(None, "contest_id"),
)

adjustments = table(
    "adjustments",
    of("contest_id", "contests"),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("kind", Word(AdjustmentKind), nullable=False),
    sa.Column("points", Exact),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("level", Word(IssuerLevel)),
    sa.Column("doc_no", sa.Text),
)

ballots = table(
    "ballots",
    of("contest_id", "contests"),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("voter_group", sa.Text, nullable=False),
    sa.Column("voter", sa.Text, nullable=False),
    sa.Column("dimension", sa.Text, nullable=False),
    sa.Column("option", sa.Text),
    sa.Column("points", Exact),
    sa.Column("count", sa.Integer, nullable=False),
    of("indicator_id", "assessment_indicators", nullable=True),
    sa.Index(None, "contest_id"),
)

voter_groups = table(
    "voter_groups",
    of("contest_id", "contests"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("weight", Exact, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.UniqueConstraint("contest_id", "name"),
)

grade_decisions = table(
    "grade_decisions",
    of("contest_id", "contests"),
    sa.Column("group", sa.Text, nullable=False),
    sa.Column("tied", Codes, nullable=False),
    sa.Column("chosen", Codes, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("contest_id", "group"),
)

appraisals = table(
    "appraisals",
    of_unit(),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("staff", sa.Integer, nullable=False),
    sa.Column("excellent", sa.Integer),
    sa.Column("doc_no", sa.Text),
    sa.Column("since", Day),
    sa.UniqueConstraint("township_id", "year"),
)
