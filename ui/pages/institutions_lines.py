"""The rows of a unit's institutions: headings with their limits, institutions, loose plates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from townoffice.records import Category, Finding, Institution, InstitutionKind, Nameplate, Severity

if TYPE_CHECKING:
    from townoffice.desk.institution_views import RegisterGroup, RegisterRow, UnitPage

__all__ = [
    "HEADS",
    "KIND_RULES",
    "LEADERS",
    "OF_PLATES",
    "PLATES",
    "SPARE",
    "Line",
    "LineKind",
    "Verdict",
    "breaches",
    "kind_key",
    "leadership",
    "lines_of",
    "posts",
    "setup_findings",
]

LEADERS, PLATES, SPARE = "leaders", "plates", "spare"
KIND_RULES = {
    InstitutionKind.PARTY_GOV_OFFICE: "S0.4.offices",
    InstitutionKind.ENFORCEMENT_BODY: "S0.4.enforcement_bodies",
    InstitutionKind.PUBLIC_INSTITUTION: "S0.4.public_institutions",
}
_PLATE_RULE, _LEADER_RULE = "S0.4.nameplates", "S0.12.leaders"
HEADS = {rule: f"kind:{kind.value}" for kind, rule in KIND_RULES.items()} | {
    _PLATE_RULE: PLATES,
    _LEADER_RULE: LEADERS,
}
"""The heading of what a rule counts."""
_OVER, _NO_DOCUMENT = "S0.12.institution_over", "S0.4.nameplate_document"
_HOST, _COUNTERPART = "S0.4.nameplate_host", "S4.2.counterpart"
_OF_PLATES = frozenset({_NO_DOCUMENT, _HOST, _COUNTERPART})
OF_PLATES = _OF_PLATES | {_PLATE_RULE}
"""Rules that are put right at the plates."""
_PAPERS = frozenset({_NO_DOCUMENT, _HOST})
"""What is wrong with the papers of a plate breaks no limit by itself."""
_SETUP = ("S0.4.", "S0.5.within_total", "S0.12.institution_over", "S0.12.leaders", "S4.")
"""Rules of what the unit has; the others speak of what stands in the other views."""


class LineKind(Enum):
    """What a row is."""

    HEAD = 0
    INSTITUTION = 1
    LOOSE = 2
    """A plate whose host is not there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check says of a row, short; ``severity`` None: nothing is wrong."""

    words: str = ""
    severity: Severity | None = None
    tip: str = ""
    counted: int = 0
    """Findings behind it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``key`` is the box's of the picture too.

    ``plates`` hang by a document, ``wrong_plates`` break a rule, and ``too_many`` of them a limit.
    ``remark`` stands in their column instead, in red: 超 1 块. ``SPARE`` are the posts of the unit
    that are not broken down to an institution.
    """

    key: str
    kind: LineKind
    name: str
    aside: str = ""
    plates: tuple[str, ...] = ()
    wrong_plates: tuple[str, ...] = ()
    too_many: bool = False
    remark: str = ""
    authorized: int | None = None
    actual: int | None = None
    doc_no: str = ""
    verdict: Verdict = Verdict()
    state: Institution | None = None
    editable: bool = False

    @property
    def over(self) -> int:
        """Count the people beyond its posts."""
        return 0 if self.vacant is None else max(0, -self.vacant)

    @property
    def vacant(self) -> int | None:
        """Posts less people, below 0 where over; None where either is not known."""
        if self.authorized is None or self.actual is None:
            return None
        return self.authorized - self.actual


def kind_key(kind: InstitutionKind) -> str:
    """Give the key of a kind's heading and box."""
    return f"kind:{kind.value}"


def leadership(page: "UnitPage") -> tuple[int | None, int | None]:
    """Give the leadership posts of a unit and who holds them, None where not registered."""
    row, held = page.standing, page.actual.get(Category.LEADERSHIP)
    if row is None:
        return page.authorized.get(Category.LEADERSHIP), held
    return row.leadership_posts, held if row.leadership_actual is None else row.leadership_actual


def posts(page: "UnitPage") -> tuple[int, int]:
    """Give a unit's own posts and people; its leaders are among them."""
    own = [category for category in Category if category is not Category.LEADERSHIP]
    return (
        sum(page.authorized.get(category, 0) for category in own),
        sum(page.actual.get(category, 0) for category in own),
    )


def setup_findings(page: "UnitPage") -> tuple[Finding, ...]:
    """Give the findings about the institutions, plates and leaders of a unit."""
    return tuple(found for found in page.findings if found.rule.startswith(_SETUP))


def breaches(page: "UnitPage") -> tuple[Finding, ...]:
    """Give those of them that break a limit without a document."""
    return tuple(
        found
        for found in setup_findings(page)
        if found.severity is Severity.BREACH and found.rule not in _PAPERS
    )


def lines_of(page: "UnitPage", *, editable: bool) -> tuple[Line, ...]:
    """Give the rows of a unit, group by group."""
    return tuple(_lines(page, editable=editable))


def _lines(page: "UnitPage", *, editable: bool) -> Iterator[Line]:
    yield from _leaders(page)
    for kind in InstitutionKind:
        group = page.register.of(kind)
        if group.rows or page.limit_words(kind):
            yield _head(page, kind, group)
            for row in group.rows:
                yield _institution(page, row, editable=editable)
    yield from _spare(page)
    yield from _plates(page)


def _leaders(page: "UnitPage") -> Iterator[Line]:
    authorized, actual = leadership(page)
    if authorized is None and actual is None:
        return
    words = f"{page.class_words}核定 {authorized}" if authorized is not None else "核定数待确定"
    found = [f for f in page.findings if f.rule == _LEADER_RULE]
    verdict = _verdict(found, "超职数") if found else _fine(known=None not in (authorized, actual))
    yield Line(
        LEADERS,
        LineKind.HEAD,
        "领导职数",
        words,
        authorized=authorized,
        actual=actual,
        verdict=verdict,
    )


def _head(page: "UnitPage", kind: InstitutionKind, group: "RegisterGroup") -> Line:
    rule = KIND_RULES.get(kind)
    numbers = {str(row.institution.number) for row in group.rows}
    found = [
        f for f in page.findings if f.rule == rule or (f.rule == _OVER and f.subject in numbers)
    ]
    limit = page.limit_words(kind)
    counted = kind is not InstitutionKind.EXEMPT
    verdict = _verdict(found, "突破限额") if found else _fine(known=counted and bool(limit))
    return Line(
        kind_key(kind),
        LineKind.HEAD,
        f"{kind.label} {len(group.rows)} 个",
        limit,
        authorized=group.authorized,
        actual=group.actual,
        verdict=verdict,
    )


def _institution(page: "UnitPage", row: "RegisterRow", *, editable: bool) -> Line:
    held = row.institution
    bad = [plate for plate in row.plates if _plate_findings(page, plate)]
    found = [
        *page.findings_of(held.number),
        *(finding for plate in bad for finding in _plate_findings(page, plate)),
    ]
    return Line(
        str(held.number),
        LineKind.INSTITUTION,
        held.name,
        plates=tuple(plate.name for plate in row.plates if plate not in bad),
        wrong_plates=tuple(plate.name for plate in bad),
        too_many=_too_many(page),
        authorized=held.authorized,
        actual=held.actual,
        doc_no=held.doc_no or "",
        verdict=_verdict(found) if found else Verdict(),
        state=held,
        editable=editable,
    )


def _spare(page: "UnitPage") -> Iterator[Line]:
    """Say what of the unit's posts is not broken down to its institutions."""
    authorized, actual = posts(page)
    lead = leadership(page)
    left = authorized - (lead[0] or 0) - (page.register.authorized or 0)
    people = actual - (lead[1] or 0) - (page.register.actual or 0)
    if left > 0:
        yield Line(SPARE, LineKind.HEAD, "未分解到机构", authorized=left, actual=max(0, people))


def _plates(page: "UnitPage") -> Iterator[Line]:
    count, limit = len(page.register.plates), page.plate_words
    loose = page.register.loose
    if not count and not loose and not limit:
        return
    found = [f for f in page.findings if f.rule == _PLATE_RULE]
    remark = ""
    for finding in found:
        if isinstance(finding.actual, int) and isinstance(finding.limit, int):
            remark = f"超 {finding.actual - finding.limit} 块"
    verdict = _verdict(found, "突破限额") if found else _fine(known=bool(limit))
    if found and found[0].severity is not Severity.BREACH:
        remark = ""
    yield Line(PLATES, LineKind.HEAD, f"加挂牌子 {count} 块", limit, remark=remark, verdict=verdict)
    for plate in loose:
        bad = _plate_findings(page, plate)
        yield Line(
            f"plate:{plate.id}",
            LineKind.LOOSE,
            "（没有所在机构）",
            wrong_plates=(plate.name,),
            doc_no=plate.doc_no or "",
            verdict=_verdict(bad) if bad else Verdict(),
        )


def _plate_findings(page: "UnitPage", plate: Nameplate) -> tuple[Finding, ...]:
    return tuple(f for f in page.findings if f.rule in _OF_PLATES and f.subject == plate.name)


def _too_many(page: "UnitPage") -> bool:
    """Tell whether a unit has more plates than it may."""
    broken = (f.rule == _PLATE_RULE and f.severity is Severity.BREACH for f in page.findings)
    return any(broken)


def _fine(*, known: bool) -> Verdict:
    return Verdict("合规") if known else Verdict()


def _verdict(found: Sequence[Finding], breach: str = "") -> Verdict:
    """Say the gravest in short; all of it is in the tip."""
    ranked = sorted(found, key=lambda finding: list(Severity).index(finding.severity))
    gravest = ranked[0].severity
    said = dict.fromkeys(_short(f, ranked) for f in ranked if f.severity is gravest)
    if gravest is Severity.NOTE:
        words = "已有文件"
    elif breach and gravest is Severity.BREACH:
        words = breach
    else:
        words = next(iter(said))
    tip = "\n".join(finding.what for finding in ranked)
    return Verdict(words, gravest, tip, len(found))


def _short(finding: Finding, beside: Sequence[Finding]) -> str:
    if finding.rule == _NO_DOCUMENT:
        return f"{sum(f.rule == _NO_DOCUMENT for f in beside)} 块无文号"
    if finding.rule in HEADS and isinstance(finding.actual, int):
        return "少于下限" if finding.actual < int(finding.limit or 0) else "超出限额"
    if finding.rule == _OVER and isinstance(finding.actual, int):
        return f"超编 {finding.actual - int(finding.limit or 0)} 名"
    return finding.label
