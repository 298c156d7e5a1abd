"""Units, their figures, what the county adopted, ledgers, and the history of it all."""

import sqlalchemy as sa
from sqlalchemy.sql.elements import conv

from townoffice.book.columns import Codes, Day, Exact, Moment, SizeNumber, Word
from townoffice.book.documents import BasisText, ResultText
from townoffice.book.schema.making import of_unit, table
from townoffice.records import (
    Category,
    FunctionClass,
    Kind,
    KindGroup,
    LeaderPost,
    Measure,
    SaidOf,
)

county = table(
    "county",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("book", sa.Text, nullable=False),
    sa.Column("founded_at", Moment, nullable=False),
    sa.Column("founded_by", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

townships = table(
    "townships",
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", Word(Kind), nullable=False),
    sa.Column("function_class", Word(FunctionClass)),
    sa.Column("valid_from", Day),
    sa.Column("valid_to", Day),
    sa.Column("predecessors", Codes, nullable=False),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("code", "valid_from"),
    sa.Column("assessment_group", sa.Text),
)
sa.Index(
    conv("uq_townships_open_code"),
    townships.c.code,
    unique=True,
    sqlite_where=townships.c.valid_to.is_(None),
).ddl_if(dialect="sqlite")

indicators = table(
    "indicators",
    of_unit(),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("registered_population", sa.Integer),
    sa.Column("resident_population", sa.Integer),
    sa.Column("urban_population", sa.Integer),
    sa.Column("area_km2", Exact),
    sa.Column("gdp", Exact),
    sa.Column("fiscal_revenue", Exact),
    sa.UniqueConstraint("township_id", "year"),
    sa.Index(None, "year"),
)

own_indicators = table(
    "own_indicators",
    of_unit(),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", Exact, nullable=False),
    sa.Column("unit", sa.Text),
    sa.UniqueConstraint("township_id", "year", "name"),
)

post_facts = table(
    "post_facts",
    of_unit(),
    sa.Column("category", Word(Category), nullable=False),
    sa.Column("measure", Word(Measure), nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "category", "measure", "since"),
)

leadership_seats = table(
    "leadership_seats",
    of_unit(),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("post", Word(LeaderPost), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("listed", Day, nullable=False),
    sa.Column("until", Day),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "person", "post", "since"),
)

class_overrides = table(
    "class_overrides",
    of_unit(),
    sa.Column("size_class", SizeNumber),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("doc_no", sa.Text, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.UniqueConstraint("township_id", "since"),
)

adoptions = table(
    "adoptions",
    sa.Column("pack_id", sa.Text, nullable=False),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("kind_group", Word(KindGroup), nullable=False),
    sa.Column("unit_code", sa.Text),
    sa.Column("valid_from", Day),
    sa.Column("valid_to", Day),
    sa.Column("doc_no", sa.Text),
    sa.Column("note", sa.Text),
)

own_packs = table(
    "own_packs",
    sa.Column("pack_id", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.UniqueConstraint("pack_id"),
)

changes = table(
    "changes",
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("changes.id")),
    sa.Column("row_count", sa.Integer, nullable=False),
    sa.Column("rows_digest", sa.Text, nullable=False),
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
)

journal = table(
    "journal",
    sa.Column("change_id", sa.Integer, sa.ForeignKey("changes.id"), nullable=False),
    sa.Column("noun", sa.Text, nullable=False),
    sa.Column("row_id", sa.Integer, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("salt", sa.LargeBinary),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Index(None, "change_id", "noun"),
)

plans = table(
    "plans",
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("result", ResultText, nullable=False),
    sa.Column("basis", BasisText, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("adopted_at", Moment, nullable=False),
    sa.Column("adopted_by", sa.Text, nullable=False),
    sa.Column("adopted_in", sa.Integer, sa.ForeignKey("changes.id"), nullable=False),
)

import_logs = table(
    "import_logs",
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("file_digest", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("added", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("unchanged", sa.Integer, nullable=False),
    sa.Column("missing", sa.Integer, nullable=False),
    sa.Column("sheet", sa.Text),
    sa.Column("left_out", sa.Integer),
)

settings = table(
    "settings",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.UniqueConstraint("name"),
)

transfers = table(
    "transfers",
    sa.Column("plan_id", sa.Integer, sa.ForeignKey("plans.id"), nullable=False),
    sa.Column("category", Word(Category), nullable=False),
    sa.Column("stage", sa.Integer, nullable=False),
    sa.Column("giver", sa.Text, nullable=False),
    sa.Column("taker", sa.Text, nullable=False),
    sa.Column("posts", sa.Integer, nullable=False),
    sa.Column("due", Day, nullable=False),
    sa.Column("since", Day),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("plan_id", "stage", "giver", "taker"),
)

turnover_grants = table(
    "turnover_grants",
    of_unit(),
    sa.Column("category", Word(Category), nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("situation", sa.Text, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("until", Day, nullable=False),
    sa.Column("doc_no", sa.Text, nullable=False),
    sa.Column("returned", Day),
    sa.Column("return_doc_no", sa.Text),
)

remembered = table(
    "remembered",
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("lines", sa.Integer, nullable=False),
    sa.Column("part", Word(SaidOf), nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.UniqueConstraint("form", "part", "about"),
)

layouts = table(
    "layouts",
    sa.Column("table_id", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.UniqueConstraint("table_id"),
)
