"""The seventh layout: contests with their marks and ballots, yearly appraisals."""

from townoffice.book.upgrades.drawing import count, day, exact, index, table, text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _contests()
    _entries()
    _decisions()


def _contests() -> None:
    table(
        "contests",
        text("kind"),
        count("year"),
        text("title"),
        text("template", nullable=True),
        text("closed_at", nullable=True),
        count("plan_id", nullable=True),
        text("reopened_for", nullable=True),
        unique=("year", "title"),
        parents={"plan_id": "plans"},
    )
    table(
        "assessment_indicators",
        count("contest_id"),
        text("group"),
        text("section"),
        text("name"),
        exact("weight"),
        text("scoring"),
        count("place"),
        text("figures"),
        count("lower_is_better"),
        text("unit"),
        text("source", nullable=True),
        text("note", nullable=True),
        count("inferred"),
        unique=("contest_id", "group", "name"),
        parents={"contest_id": "contests"},
    )
    table(
        "entrants",
        count("contest_id"),
        text("subject"),
        text("name"),
        text("group"),
        exact("difficulty", nullable=True),
        count("place"),
        unique=("contest_id", "subject"),
        parents={"contest_id": "contests"},
    )


def _entries() -> None:
    table(
        "marks",
        count("contest_id"),
        count("indicator_id"),
        text("subject"),
        exact("value", nullable=True),
        exact("target", nullable=True),
        text("note", nullable=True),
        text("evidence", nullable=True),
        text("scorer", nullable=True),
        text("option", nullable=True),
        unique=("indicator_id", "subject"),
        parents={"contest_id": "contests", "indicator_id": "assessment_indicators"},
    )
    index("marks", "contest_id")
    table(
        "adjustments",
        count("contest_id"),
        text("subject"),
        text("kind"),
        exact("points", nullable=True),
        text("reason"),
        text("level", nullable=True),
        text("doc_no", nullable=True),
        parents={"contest_id": "contests"},
    )
    table(
        "ballots",
        count("contest_id"),
        text("subject"),
        text("voter_group"),
        text("voter"),
        text("dimension"),
        text("option", nullable=True),
        exact("points", nullable=True),
        count("count"),
        count("indicator_id", nullable=True),
        parents={"contest_id": "contests", "indicator_id": "assessment_indicators"},
    )
    index("ballots", "contest_id")


def _decisions() -> None:
    table(
        "voter_groups",
        count("contest_id"),
        text("name"),
        exact("weight"),
        count("place"),
        unique=("contest_id", "name"),
        parents={"contest_id": "contests"},
    )
    table(
        "grade_decisions",
        count("contest_id"),
        text("group"),
        text("tied"),
        text("chosen"),
        text("reason"),
        text("doc_no", nullable=True),
        unique=("contest_id", "group"),
        parents={"contest_id": "contests"},
    )
    table(
        "appraisals",
        count("township_id"),
        count("year"),
        count("staff"),
        count("excellent", nullable=True),
        text("doc_no", nullable=True),
        day("since", nullable=True),
        unique=("township_id", "year"),
        parents={"township_id": "townships"},
    )
