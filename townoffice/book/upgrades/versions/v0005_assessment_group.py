"""The fifth layout: the group a unit is assessed with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("townships", sa.Column("assessment_group", sa.Text()))
