"""One fictional unit before the rules: what a test does not say is as it should be."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from tests.institutions.setting import (
    BODY,
    ON,
    TOWN,
    centres,
    institution,
    offices,
    policies,
    register,
)
from townoffice.compliance import CountyDossier, UnitDossier, findings
from townoffice.institutions import LineageProblem
from townoffice.policy import Policies
from townoffice.records import (
    Agency,
    Category,
    ClassRow,
    County,
    Enforcement,
    Finding,
    Indicators,
    Institution,
    Kind,
    LeaderPost,
    LeadershipSeat,
    Nameplate,
    Platform,
    PlatformKind,
    PostFact,
    Right,
    RightGrant,
    SizeClass,
    Township,
    Waiver,
)

COUNTY = County("示例县", "999901")


class Parts(TypedDict, total=False):
    """What a test may say of a unit beside its institutions."""

    standing: ClassRow | None
    authorized: Mapping[Category, int]
    actual: Mapping[Category, int]
    facts: tuple[PostFact, ...]
    seats: tuple[LeadershipSeat, ...]
    indicators: Indicators | None
    agencies: tuple[Agency, ...]
    enforcement: Enforcement | None
    platforms: tuple[Platform, ...]
    grants: tuple[RightGrant, ...]
    waivers: tuple[Waiver, ...]
    problems: tuple[LineageProblem, ...]


def usual(township: Township) -> list[Institution]:
    """Give institutions within every limit: 5 + 1 + 3, a subdistrict 4 + 2."""
    if township.kind is Kind.SUBDISTRICT:
        return [*offices(4, township), *centres(2, township)]
    return [*offices(5), institution("综合行政执法大队", BODY), *centres(3)]


def unit(
    institutions: Sequence[Institution] | None = None,
    plates: Sequence[Nameplate] = (),
    *,
    township: Township = TOWN,
    **parts: Unpack[Parts],
) -> UnitDossier:
    """Make a unit's dossier; platforms and rights are there unless said otherwise."""
    made = usual(township) if institutions is None else institutions
    since, doc_no = date(2020, 1, 1), "示办发〔2020〕1号"
    held: Parts = {
        "platforms": tuple(Platform(township.id or 0, kind) for kind in PlatformKind),
        "grants": tuple(RightGrant(township.id or 0, right, since, doc_no) for right in Right),
    }
    held.update(parts)
    return UnitDossier(register(made, plates, township), **held)


def standing(
    posts: int | None = 11, actual: int | None = 11, size: SizeClass | None = SizeClass.SECOND
) -> ClassRow:
    """Make a unit's row of the classification."""
    return ClassRow(
        code=TOWN.code,
        name=TOWN.name,
        kind=TOWN.kind,
        parts=(),
        share=None,
        index=None,
        rank=1,
        size_class=size,
        distance=None,
        nearest_cut=None,
        near_cut=False,
        leadership_posts=posts,
        leadership_actual=actual,
    )


def seat(person: str, since: date, listed: date, doc_no: str | None = None) -> LeadershipSeat:
    """Make a seat of the unit."""
    return LeadershipSeat(
        TOWN.id or 0, person, LeaderPost.DEPUTY_HEAD, "副镇长", since, listed, None, doc_no
    )


def found(
    rule: str,
    dossier: UnitDossier,
    known: Policies | None = None,
    window: tuple[date, date] | None = None,
) -> list[Finding]:
    """Give what one rule finds of one unit on the day."""
    county = CountyDossier(COUNTY, ON, (dossier,), window)
    return [one for one in findings(county, known or policies()) if one.rule == rule]
