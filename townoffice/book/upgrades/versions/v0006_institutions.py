"""The sixth layout: table layouts, institutions and what stands beside them."""

import sqlalchemy as sa
from alembic import op

from townoffice.book.upgrades.drawing import count, day, index, table, text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _layouts()
    _institutions()
    _beside()
    _rights()


def _layouts() -> None:
    table(
        "layouts",
        text("table_id"),
        text("text"),
        unique=("table_id",),
    )


def _institutions() -> None:
    table(
        "institutions",
        count("number"),
        count("township_id"),
        text("kind"),
        text("name"),
        count("place"),
        text("category", nullable=True),
        count("authorized", nullable=True),
        count("actual", nullable=True),
        text("level", nullable=True),
        text("head", nullable=True),
        text("head_held_by", nullable=True),
        count("deputies", nullable=True),
        text("duties", nullable=True),
        text("module", nullable=True),
        text("origin"),
        text("predecessors"),
        day("valid_from", nullable=True),
        day("valid_to", nullable=True),
        text("doc_no", nullable=True),
        text("ending", nullable=True),
        text("end_doc_no", nullable=True),
        unique=("number", "valid_from"),
        parents={"township_id": "townships"},
    )
    index("institutions", "township_id")
    op.create_index(
        "uq_institutions_open_number",
        "institutions",
        ["number"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    table(
        "nameplates",
        count("township_id"),
        count("host", nullable=True),
        text("name"),
        text("doc_no", nullable=True),
        day("valid_from", nullable=True),
        day("valid_to", nullable=True),
        text("end_doc_no", nullable=True),
        unique=("township_id", "host", "name", "valid_from"),
        parents={"township_id": "townships"},
    )


def _beside() -> None:
    table(
        "agencies",
        count("township_id"),
        text("kind"),
        text("name"),
        text("owner"),
        count("devolved"),
        text("manages", nullable=True),
        text("assesses", nullable=True),
        text("pays", nullable=True),
        count("staff", nullable=True),
        text("head", nullable=True),
        day("head_since", nullable=True),
        text("opinion_doc_no", nullable=True),
        text("preference", nullable=True),
        day("valid_from", nullable=True),
        day("valid_to", nullable=True),
        text("doc_no", nullable=True),
        unique=("township_id", "name", "valid_from"),
        parents={"township_id": "townships"},
    )
    table(
        "enforcement",
        count("township_id"),
        count("year"),
        count("officers", nullable=True),
        count("certified", nullable=True),
        count("city_officers", nullable=True),
        count("auxiliary", nullable=True),
        text("arrangement", nullable=True),
        count("cases", nullable=True),
        count("joint_cases", nullable=True),
        count("trained", nullable=True),
        unique=("township_id", "year"),
        parents={"township_id": "townships"},
    )
    table(
        "platforms",
        count("township_id"),
        text("kind"),
        count("staff", nullable=True),
        text("systems", nullable=True),
        count("grids", nullable=True),
        count("grid_staff", nullable=True),
        day("valid_from", nullable=True),
        text("doc_no", nullable=True),
        unique=("township_id", "kind"),
        parents={"township_id": "townships"},
    )
    table(
        "module_leaders",
        count("township_id"),
        text("module"),
        text("person"),
        count("open_posts", nullable=True),
        day("since", nullable=True),
        day("until", nullable=True),
        text("doc_no", nullable=True),
        unique=("township_id", "module", "since"),
        parents={"township_id": "townships"},
    )


def _rights() -> None:
    table(
        "right_grants",
        count("township_id"),
        text("right"),
        day("since"),
        text("doc_no"),
        unique=("township_id", "right"),
        parents={"township_id": "townships"},
    )
    table(
        "right_uses",
        count("township_id"),
        text("right"),
        day("used_on"),
        text("matter"),
        text("opinion"),
        text("doc_no"),
        text("outcome", nullable=True),
        parents={"township_id": "townships"},
    )
    table(
        "waivers",
        count("township_id"),
        text("rule"),
        text("subject"),
        text("reason"),
        text("doc_no"),
        day("since"),
        day("until", nullable=True),
        unique=("township_id", "rule", "subject", "since"),
        parents={"township_id": "townships"},
    )
