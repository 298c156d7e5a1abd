"""The first layout: county, nouns, changes and journal."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from townoffice.book.columns import Day, Exact

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "county",
        _text("name"),
        _text("code"),
        _text("book"),
        _text("founded_at"),
        _text("founded_by"),
        _text("digest"),
    )
    _changes_and_journal()
    _units()
    _figures()
    _leaders_and_classes()
    _office()


def _changes_and_journal() -> None:
    _table(
        "changes",
        _text("label"),
        _text("who"),
        _text("at"),
        sa.Column("undoes", sa.Integer()),
        _count("row_count"),
        _text("rows_digest"),
        _text("salt"),
        _text("content"),
        _text("digest"),
        sa.ForeignKeyConstraint(["undoes"], ["changes.id"], name="fk_changes_undoes"),
    )
    _table(
        "journal",
        _count("change_id"),
        _text("noun"),
        _count("row_id"),
        _maybe("before"),
        _maybe("after"),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name="fk_journal_change_id"),
    )
    op.create_index("ix_journal_change_id", "journal", ["change_id"])


def _units() -> None:
    _table(
        "townships",
        _text("code"),
        _text("name"),
        _text("kind"),
        _maybe("function_class"),
        _day("valid_from"),
        _day("valid_to"),
        _text("predecessors"),
        _maybe("doc_no"),
        sa.UniqueConstraint("code", "valid_from", name="uq_townships_code_valid_from"),
    )
    open_ended = sa.text("valid_to IS NULL")
    op.create_index(
        "uq_townships_open_code",
        "townships",
        ["code"],
        unique=True,
        sqlite_where=open_ended,
        postgresql_where=open_ended,
    )


def _figures() -> None:
    _table(
        "indicators",
        _count("township_id"),
        _count("year"),
        sa.Column("registered_population", sa.Integer()),
        sa.Column("resident_population", sa.Integer()),
        sa.Column("urban_population", sa.Integer()),
        sa.Column("area_km2", Exact()),
        sa.Column("gdp", Exact()),
        sa.Column("fiscal_revenue", Exact()),
        sa.UniqueConstraint("township_id", "year", name="uq_indicators_township_id_year"),
        _of_a_unit("indicators"),
    )
    op.create_index("ix_indicators_year", "indicators", ["year"])
    _table(
        "own_indicators",
        _count("township_id"),
        _count("year"),
        _text("name"),
        sa.Column("value", Exact(), nullable=False),
        _maybe("unit"),
        sa.UniqueConstraint(
            "township_id", "year", "name", name="uq_own_indicators_township_id_year_name"
        ),
        _of_a_unit("own_indicators"),
    )
    _table(
        "post_facts",
        _count("township_id"),
        _text("category"),
        _text("measure"),
        _count("count"),
        _day("since", nullable=False),
        _maybe("doc_no"),
        sa.UniqueConstraint(
            "township_id",
            "category",
            "measure",
            "since",
            name="uq_post_facts_township_id_category_measure_since",
        ),
        _of_a_unit("post_facts"),
    )


def _leaders_and_classes() -> None:
    _table(
        "leadership_seats",
        _count("township_id"),
        _text("person"),
        _text("post"),
        _text("title"),
        _day("since", nullable=False),
        _day("listed", nullable=False),
        _day("until"),
        _maybe("doc_no"),
        sa.UniqueConstraint(
            "township_id",
            "person",
            "post",
            "since",
            name="uq_leadership_seats_township_id_person_post_since",
        ),
        _of_a_unit("leadership_seats"),
    )
    _table(
        "class_overrides",
        _count("township_id"),
        sa.Column("size_class", sa.Integer()),
        _text("reason"),
        _text("doc_no"),
        _day("since", nullable=False),
        sa.UniqueConstraint("township_id", "since", name="uq_class_overrides_township_id_since"),
        _of_a_unit("class_overrides"),
    )


def _office() -> None:
    _table(
        "adoptions",
        _text("pack_id"),
        _text("topic"),
        _text("kind_group"),
        _maybe("unit_code"),
        _day("valid_from"),
        _day("valid_to"),
        _maybe("doc_no"),
        _maybe("note"),
    )
    _table(
        "own_packs",
        _text("pack_id"),
        _text("text"),
        sa.UniqueConstraint("pack_id", name="uq_own_packs_pack_id"),
    )
    _table(
        "plans",
        _text("topic"),
        _text("title"),
        _text("result"),
        _text("basis"),
        _text("note"),
        _text("adopted_at"),
        _text("adopted_by"),
        _count("adopted_in"),
        sa.ForeignKeyConstraint(["adopted_in"], ["changes.id"], name="fk_plans_adopted_in"),
    )
    _table(
        "import_logs",
        _text("file_name"),
        _text("file_digest"),
        _text("kind"),
        _count("year"),
        _count("added"),
        _count("changed"),
        _count("unchanged"),
        _count("missing"),
    )


def _table(name: str, *parts: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        _count("row_version"),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text())


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _day(name: str, *, nullable: bool = True) -> sa.Column[date]:
    return sa.Column(name, Day(), nullable=nullable)


def _of_a_unit(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["township_id"], ["townships.id"], name=f"fk_{table}_township_id"
    )
