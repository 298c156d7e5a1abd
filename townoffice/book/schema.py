"""The tables of the book.

Every table has ``id`` and ``row_version``; constraints have names; nothing is a REAL and the
tables are STRICT, so a float that slips in is refused by the file itself. Columns stand in the
order of the record's fields. What is SQLite's own here is marked ``sqlite_``; another database
passes it by.

``townships.code`` may come twice (a renamed unit keeps its code and starts a new row), but only one
row of a code may be open-ended, and no two may begin on one day.
``settings`` holds what the county has set, a row for each name; what is not set has none.
``remembered`` holds what somebody said of a form that is imported again and again, one row for each
thing said; ``form`` is the fingerprint of its header.

``changes`` and ``journal`` are written by the journal alone; ``county`` is written once.
"""

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.elements import conv

from townoffice.book.columns import Codes, Day, Exact, Moment, SizeNumber, Word
from townoffice.book.documents import BasisText, ResultText
from townoffice.records import (
    Category,
    FunctionClass,
    Kind,
    KindGroup,
    LeaderPost,
    Measure,
    SaidOf,
)

SCHEMA = 5
"""Number of this layout, kept as PRAGMA user_version; alembic's revision of the same number."""

APPLICATION = 0x544F4246
"""PRAGMA application_id of every book (``TOBF``): tells a foreign file from a damaged book."""

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _table(name: str, *parts: SchemaItem) -> sa.Table:
    """Describe a table with the two columns every table has.

    AUTOINCREMENT: the number of a removed plan or unit is never given to another.
    """
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("row_version", sa.Integer, nullable=False),
        *parts,
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def _unit() -> sa.Column[int]:
    return sa.Column("township_id", sa.Integer, sa.ForeignKey("townships.id"), nullable=False)


county = _table(
    "county",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("book", sa.Text, nullable=False),
    sa.Column("founded_at", Moment, nullable=False),
    sa.Column("founded_by", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

townships = _table(
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

indicators = _table(
    "indicators",
    _unit(),
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

own_indicators = _table(
    "own_indicators",
    _unit(),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", Exact, nullable=False),
    sa.Column("unit", sa.Text),
    sa.UniqueConstraint("township_id", "year", "name"),
)

post_facts = _table(
    "post_facts",
    _unit(),
    sa.Column("category", Word(Category), nullable=False),
    sa.Column("measure", Word(Measure), nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "category", "measure", "since"),
)

leadership_seats = _table(
    "leadership_seats",
    _unit(),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("post", Word(LeaderPost), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("listed", Day, nullable=False),
    sa.Column("until", Day),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "person", "post", "since"),
)

class_overrides = _table(
    "class_overrides",
    _unit(),
    sa.Column("size_class", SizeNumber),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("doc_no", sa.Text, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.UniqueConstraint("township_id", "since"),
)

adoptions = _table(
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

own_packs = _table(
    "own_packs",
    sa.Column("pack_id", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.UniqueConstraint("pack_id"),
)

changes = _table(
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

journal = _table(
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

plans = _table(
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

import_logs = _table(
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

settings = _table(
    "settings",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.UniqueConstraint("name"),
)

transfers = _table(
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

turnover_grants = _table(
    "turnover_grants",
    _unit(),
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

remembered = _table(
    "remembered",
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("lines", sa.Integer, nullable=False),
    sa.Column("part", Word(SaidOf), nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.UniqueConstraint("form", "part", "about"),
)

JOURNALED = (
    townships,
    indicators,
    own_indicators,
    post_facts,
    leadership_seats,
    class_overrides,
    adoptions,
    own_packs,
    plans,
    import_logs,
    settings,
    transfers,
    turnover_grants,
    remembered,
)
"""Every table a change may move: the nouns, parents before children."""

stamp = sa.Table(
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own note of the revision; apart, so that alembic does not take it for one of ours."""
