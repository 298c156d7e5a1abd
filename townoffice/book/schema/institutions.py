"""Institutions, name plates, agencies, enforcement, platforms, rights, waivers."""

import sqlalchemy as sa
from sqlalchemy.sql.elements import conv

from townoffice.book.columns import Day, Flag, Numbers, Word
from townoffice.book.schema.making import of_unit, table
from townoffice.records import (
    AgencyKind,
    Arrangement,
    Category,
    Ending,
    HeadHeldBy,
    InstitutionKind,
    Module,
    Opinion,
    Origin,
    Party,
    PlatformKind,
    Right,
)

institutions = table(
    "institutions",
    sa.Column("number", sa.Integer, nullable=False),
    of_unit(),
    sa.Column("kind", Word(InstitutionKind), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("category", Word(Category)),
    sa.Column("authorized", sa.Integer),
    sa.Column("actual", sa.Integer),
    sa.Column("level", sa.Text),
    sa.Column("head", sa.Text),
    sa.Column("head_held_by", Word(HeadHeldBy)),
    sa.Column("deputies", sa.Integer),
    sa.Column("duties", sa.Text),
    sa.Column("module", Word(Module)),
    sa.Column("origin", Word(Origin), nullable=False),
    sa.Column("predecessors", Numbers, nullable=False),
    sa.Column("valid_from", Day),
    sa.Column("valid_to", Day),
    sa.Column("doc_no", sa.Text),
    sa.Column("ending", Word(Ending)),
    sa.Column("end_doc_no", sa.Text),
    sa.UniqueConstraint("number", "valid_from"),
    sa.Index(None, "township_id"),
)
sa.Index(
    conv("uq_institutions_open_number"),
    institutions.c.number,
    unique=True,
    sqlite_where=institutions.c.valid_to.is_(None),
).ddl_if(dialect="sqlite")

nameplates = table(
    "nameplates",
    of_unit(),
    sa.Column("host", sa.Integer),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("doc_no", sa.Text),
    sa.Column("valid_from", Day),
    sa.Column("valid_to", Day),
    sa.Column("end_doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "host", "name", "valid_from"),
)

agencies = table(
    "agencies",
    of_unit(),
    sa.Column("kind", Word(AgencyKind), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("devolved", Flag, nullable=False),
    sa.Column("manages", Word(Party)),
    sa.Column("assesses", Word(Party)),
    sa.Column("pays", Word(Party)),
    sa.Column("staff", sa.Integer),
    sa.Column("head", sa.Text),
    sa.Column("head_since", Day),
    sa.Column("opinion_doc_no", sa.Text),
    sa.Column("preference", sa.Text),
    sa.Column("valid_from", Day),
    sa.Column("valid_to", Day),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "name", "valid_from"),
)

enforcement = table(
    "enforcement",
    of_unit(),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("officers", sa.Integer),
    sa.Column("certified", sa.Integer),
    sa.Column("city_officers", sa.Integer),
    sa.Column("auxiliary", sa.Integer),
    sa.Column("arrangement", Word(Arrangement)),
    sa.Column("cases", sa.Integer),
    sa.Column("joint_cases", sa.Integer),
    sa.Column("trained", sa.Integer),
    sa.UniqueConstraint("township_id", "year"),
)

platforms = table(
    "platforms",
    of_unit(),
    sa.Column("kind", Word(PlatformKind), nullable=False),
    sa.Column("staff", sa.Integer),
    sa.Column("systems", sa.Text),
    sa.Column("grids", sa.Integer),
    sa.Column("grid_staff", sa.Integer),
    sa.Column("valid_from", Day),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "kind"),
)

right_grants = table(
    "right_grants",
    of_unit(),
    sa.Column("right", Word(Right), nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("doc_no", sa.Text, nullable=False),
    sa.UniqueConstraint("township_id", "right"),
)

right_uses = table(
    "right_uses",
    of_unit(),
    sa.Column("right", Word(Right), nullable=False),
    sa.Column("used_on", Day, nullable=False),
    sa.Column("matter", sa.Text, nullable=False),
    sa.Column("opinion", Word(Opinion), nullable=False),
    sa.Column("doc_no", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text),
)

module_leaders = table(
    "module_leaders",
    of_unit(),
    sa.Column("module", Word(Module), nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("open_posts", sa.Integer),
    sa.Column("since", Day),
    sa.Column("until", Day),
    sa.Column("doc_no", sa.Text),
    sa.UniqueConstraint("township_id", "module", "since"),
)

waivers = table(
    "waivers",
    of_unit(),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("doc_no", sa.Text, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("until", Day),
    sa.UniqueConstraint("township_id", "rule", "subject", "since"),
)
