"""The second layout: why an act of weight was taken back, and what the county has set.

Whether an act has weight is asked after every change, of an import of 300,000 rows too: hence the
index by noun.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("changes", sa.Column("reason", sa.Text()))
    op.drop_index("ix_journal_change_id", "journal")
    op.create_index("ix_journal_change_id_noun", "journal", ["change_id", "noun"])
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.UniqueConstraint("name", name="uq_settings_name"),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
