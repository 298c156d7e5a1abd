"""What a policy may say of institutions and of what stands beside them (``domain.md`` §4).

Each topic is what one clause settles, for a county adopts clause by clause: S0's or S3's limits
stand beside S2's rules for agencies and for enforcement, and the two towns of S4 have limits of
their own while S0's platforms and prohibitions hold for them as for all. ``modules`` only names
what a module gathers.
"""

from collections.abc import Mapping

from townoffice.policy.shapes import Entry, Shape
from townoffice.records import AgencyKind, HeadHeldBy, PlatformKind, Right

INSTITUTION_TOPICS = (
    "institutions",
    "agencies",
    "enforcement",
    "platforms",
    "rights",
    "modules",
    "discipline",
)
_CLASSES = ("class_1", "class_2", "class_3")
_BOUNDS = ("party_gov_office", "public_institution", "enforcement_body")
_ENDS = ("min", "max")
_AGENCIES = tuple(kind.value for kind in AgencyKind if kind is not AgencyKind.OTHER)
_LEVELS = ("deputy_section", "section")
PLATFORM_WORDS = tuple(f"{kind.value}_platform" for kind in PlatformKind)
REQUIRED, OPTIONAL = "required", "optional"
FORBIDDEN, ALLOWED = "forbidden", "allowed"


def _of(topic: str, shape: Shape, words: tuple[str, ...], *names: str) -> dict[str, Entry]:
    return {f"{topic}.{name}": Entry(topic, shape, words) for name in names}


INSTITUTION_ENTRIES: Mapping[str, Entry] = {
    **_of("institutions", Shape.COUNT, (), *(f"{kind}_{end}" for kind in _BOUNDS for end in _ENDS)),
    **_of(
        "institutions",
        Shape.COUNTS,
        _CLASSES,
        *(f"{kind}_{end}_by_class" for kind in _BOUNDS[:2] for end in _ENDS),
    ),
    **_of("institutions", Shape.COUNT, (), "total_max", "nameplates_max", "deputies_max"),
    **_of("institutions", Shape.COUNT, (), "admin_posts", "institution_posts"),
    **_of("institutions", Shape.WORD, (REQUIRED, OPTIONAL), "nameplate_host", "nameplate_document"),
    **_of("institutions", Shape.WORD, tuple(HeadHeldBy), "heads"),
    **_of("institutions", Shape.WORD, _LEVELS, "deputy_level", "public_institution_head_level"),
    **_of("institutions", Shape.WORDS, (), "not_counted"),
    **_of("agencies", Shape.WORDS, _AGENCIES, "not_devolvable", "not_managed"),
    **_of("agencies", Shape.WORD, (REQUIRED, OPTIONAL), "opinion"),
    **_of("enforcement", Shape.COUNT, (), "officers_min", "city_officers_per_10k"),
    **_of("enforcement", Shape.WORD, (REQUIRED, OPTIONAL), "certified"),
    **_of("platforms", Shape.WORDS, PLATFORM_WORDS, "required"),
    **_of("rights", Shape.WORDS, tuple(Right), "granted"),
    **_of("modules", Shape.COUNT, (), "count", "party_gov_office_max", "public_institution_max"),
    **_of("discipline", Shape.WORD, (FORBIDDEN, ALLOWED), "beyond_total", "overstaffed", "entry"),
    **_of("discipline", Shape.WORD, (FORBIDDEN, ALLOWED), "leaders_over", "promotion"),
    **_of("discipline", Shape.WORD, (FORBIDDEN, ALLOWED), "counterpart"),
    **_of("discipline", Shape.WORDS, (), "counterpart_words"),
}
