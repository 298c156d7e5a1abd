"""The fourth layout: what the county remembers of a form, and more of every import.

An import from before has neither sheet nor number of lines left out: both stay empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_logs", sa.Column("sheet", sa.Text()))
    op.add_column("import_logs", sa.Column("left_out", sa.Integer()))
    op.create_table(
        "remembered",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.UniqueConstraint("form", "part", "about", name="uq_remembered_form_part_about"),
        sa.PrimaryKeyConstraint("id", name="pk_remembered"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
