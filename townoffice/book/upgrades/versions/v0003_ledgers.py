"""The third layout: posts moved by document, and posts lent from the county's reserve."""

import sqlalchemy as sa
from alembic import op

from townoffice.book.columns import Day

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _transfers()
    _turnover()


def _transfers() -> None:
    op.create_table(
        "transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("taker", sa.Text(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("due", Day(), nullable=False),
        sa.Column("since", Day()),
        sa.Column("doc_no", sa.Text()),
        sa.UniqueConstraint(
            "plan_id", "stage", "giver", "taker", name="uq_transfers_plan_id_stage_giver_taker"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_transfers_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_transfers"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def _turnover() -> None:
    op.create_table(
        "turnover_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("township_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("since", Day(), nullable=False),
        sa.Column("until", Day(), nullable=False),
        sa.Column("doc_no", sa.Text(), nullable=False),
        sa.Column("returned", Day()),
        sa.Column("return_doc_no", sa.Text()),
        sa.ForeignKeyConstraint(
            ["township_id"], ["townships.id"], name="fk_turnover_grants_township_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_turnover_grants"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
