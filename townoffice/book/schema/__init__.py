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

An institution's ``number`` is its own for life; a row is one state of it, and only one row of a
number may be open-ended. Who is rated in a contest is known by ``subject``, a word, because
departments and communities are no rows of the book.

``changes`` and ``journal`` are written by the journal alone; ``county`` is written once.
"""

import sqlalchemy as sa

from townoffice.book.schema.county import (
    adoptions,
    changes,
    class_overrides,
    county,
    import_logs,
    indicators,
    journal,
    layouts,
    leadership_seats,
    own_indicators,
    own_packs,
    plans,
    post_facts,
    remembered,
    settings,
    townships,
    transfers,
    turnover_grants,
)
from townoffice.book.schema.evaluation import (
    adjustments,
    appraisals,
    assessment_indicators,
    ballots,
    contests,
    entrants,
    grade_decisions,
    marks,
    voter_groups,
)
from townoffice.book.schema.institutions import (
    agencies,
    enforcement,
    institutions,
    module_leaders,
    nameplates,
    platforms,
    right_grants,
    right_uses,
    waivers,
)
from townoffice.book.schema.making import metadata

__all__ = [
    "APPLICATION",
    "JOURNALED",
    "SCHEMA",
    "adjustments",
    "adoptions",
    "agencies",
    "appraisals",
    "assessment_indicators",
    "ballots",
    "changes",
    "class_overrides",
    "contests",
    "county",
    "enforcement",
    "entrants",
    "grade_decisions",
    "import_logs",
    "indicators",
    "institutions",
    "journal",
    "layouts",
    "leadership_seats",
    "marks",
    "metadata",
    "module_leaders",
    "nameplates",
    "own_indicators",
    "own_packs",
    "plans",
    "platforms",
    "post_facts",
    "remembered",
    "right_grants",
    "right_uses",
    "settings",
    "stamp",
    "townships",
    "transfers",
    "turnover_grants",
    "voter_groups",
    "waivers",
]

SCHEMA = 7
"""Number of this layout, kept as PRAGMA user_version; alembic's revision of the same number."""

APPLICATION = 0x544F4246
"""PRAGMA application_id of every book (``TOBF``): tells a foreign file from a damaged book."""

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
    layouts,
    institutions,
    nameplates,
    agencies,
    enforcement,
    platforms,
    right_grants,
    right_uses,
    module_leaders,
    waivers,
    contests,
    assessment_indicators,
    entrants,
    marks,
    adjustments,
    ballots,
    voter_groups,
    grade_decisions,
    appraisals,
)
"""Every table a change may move: the nouns, parents before children."""

stamp = sa.Table(
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own note of the revision; apart, so that alembic does not take it for one of ours."""
