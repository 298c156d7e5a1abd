"""The institutions of the county: what the page shows as of a day, and every act upon them.

An act is a draft (:mod:`.institution_drafts`, :mod:`.beside_drafts`, :mod:`.template_acts`) that is
weighed as one types (:mod:`.institution_weighing`) and committed here as one change: one undo step.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from townoffice.book import Book
from townoffice.compliance import UnitDossier, findings, silent_rules
from townoffice.desk.compliance import by_unit, gather, usual_day
from townoffice.desk.county import find_unit
from townoffice.desk.institution_known import Known
from townoffice.desk.institution_views import CountyRegister, UnitPage
from townoffice.desk.institution_weighing import Draft, weigh
from townoffice.desk.policies import never_adopted, policies_of
from townoffice.desk.quiet import uncollected
from townoffice.feedback import BadChoice, Incomplete, NotFound
from townoffice.institutions import (
    COUNTED,
    LineageEvent,
    Proposal,
    UnitRegister,
    Wishes,
    lineage,
    module_view,
    propose,
    propose_gathering,
    registers,
    unit_limits,
    unit_lineage,
)
from townoffice.policy import DayPolicies, UnitPolicies, shipped_templates
from townoffice.records import (
    Agency,
    Changes,
    Enforcement,
    Finding,
    Institution,
    ModuleLeader,
    Nameplate,
    Platform,
    RightGrant,
    RightUse,
    Step,
    Template,
    Waiver,
)

__all__ = [
    "commit",
    "explain_limits",
    "gathering",
    "known",
    "lineage_of",
    "proposed",
    "register",
    "templates",
    "unit_lineage_of",
]


_APPROVED = (
    "institutions.admin_posts",
    "institutions.institution_posts",
    "institutions.heads",
    "institutions.deputies_max",
    "institutions.deputy_level",
    "institutions.public_institution_head_level",
)


def known(book: Book) -> Known:
    """Read everything drafts are weighed against."""
    return Known(
        book.townships(),
        book.all_of(Institution, order=("number", "valid_from")),
        book.all_of(Nameplate, order=("valid_from",)),
        book.all_of(Agency, order=("township_id", "valid_from")),
        book.all_of(Enforcement, order=("township_id", "year")),
        book.all_of(Platform),
        book.all_of(RightGrant),
        book.all_of(RightUse, order=("used_on",)),
        book.all_of(ModuleLeader, order=("since",)),
        book.all_of(Waiver, order=("since",)),
    )


def commit(book: Book, draft: Draft) -> Changes:
    """Write what a draft says as one change; :class:`BadChoice` with the first fault."""
    weighed = weigh(known(book), draft)
    if weighed.deed is None:
        fault = next(iter(weighed.faults.values()))
        raise BadChoice(fault, hint="请更正后再写入")
    with book.change(weighed.deed.label) as writer:
        writer.update_all(weighed.deed.updated)
        writer.add_all(weighed.deed.added)
    assert writer.changes is not None
    return writer.changes


@uncollected()
def register(book: Book, on: date) -> CountyRegister:
    """Read everything the page shows of a day, past or present; :class:`PolicyConflict`."""
    dossier, policies = gather(book, on), policies_of(book)
    found: dict[str, list[Finding]] = {unit.township.code: [] for unit in dossier.units}
    for finding in findings(dossier, policies):
        found[finding.unit].append(finding)
    in_force = DayPolicies(policies, on)
    leaders = by_unit(book.all_of(ModuleLeader, order=("since",)))
    uses = by_unit(use for use in book.all_of(RightUse, order=("used_on",)) if use.used_on <= on)
    pages = []
    for unit in dossier.units:
        unit_id, code = unit.register.township.id, unit.township.code
        assert unit_id is not None  # it comes out of the book
        said = in_force.of(unit.township)
        page = _page(unit, said, found[code], leaders[unit_id], on)
        pages.append(replace(page, uses=tuple(uses[unit_id])))
    silent = silent_rules(dossier, policies)
    return CountyRegister(book.county, on, book.version, tuple(pages), silent, never_adopted(book))


def explain_limits(book: Book, unit: str, year: int | None = None) -> Step:
    """Explain how many institutions of each kind and how many plates a unit may have.

    At the end of ``year`` (None: the newest with indicators). NotFound, Incomplete.
    """
    on = usual_day(book) if year is None else date(year, 12, 31)
    if on is None:
        raise Incomplete("台账中还没有任何年度的指标", hint="请先导入乡镇（街道）表格")
    there = [township for township in book.townships() if township.exists(on)]
    page = register(book, on).unit(find_unit(there, unit).code)
    assert page is not None  # the register has every unit of the day
    steps = [
        replace(
            page.limit_reason(kind),
            how=f"{page.class_words or '未定类'}，现有 {page.register.of(kind).count} 个",
        )
        for kind in COUNTED
    ]
    plates = page.limits.nameplates
    if plates is not None:
        hanging, value = len(page.register.plates), plates.value
        steps.append(
            Step(
                value.label,
                plates.figure,
                value.unit,
                f"现有 {hanging} 块",
                value.cites,
                inferred=plates.inferred,
            )
        )
    return Step(f"{page.name}机构限额", None, "", f"截至 {on.isoformat()}", steps=tuple(steps))


def lineage_of(book: Book, number: int) -> tuple[LineageEvent, ...]:
    """Give the 沿革 of one institution, its plates with it; NotFound."""
    institutions = book.all_of(Institution)
    if all(state.number != number for state in institutions):
        raise NotFound(f"没有编号 {number} 的机构", hint="请重新打开机构设置")
    return lineage(number, institutions, book.all_of(Nameplate), book.townships())


def unit_lineage_of(book: Book, unit: str) -> tuple[LineageEvent, ...]:
    """Give the 沿革 of all institutions a unit ever had, by its code or name; NotFound."""
    townships = book.townships()
    code = find_unit(townships, unit).code
    ids = [t.id for t in townships if t.code == code and t.id is not None]
    return unit_lineage(ids, book.all_of(Institution), book.all_of(Nameplate), townships)


def templates(book: Book, unit: str, on: date) -> tuple[Template, ...]:
    """List the templates a unit may be set against, the one in force for it first."""
    township = find_unit(book.townships(), unit)
    own = policies_of(book).template(on, township.kind.group, township.code)
    others = [template for template in shipped_templates() if own is None or template.id != own.id]
    return (*(() if own is None else (own,)), *others)


def proposed(
    book: Book, unit: str, template: Template, on: date, wishes: Wishes | None = None
) -> Proposal:
    """Set a unit's register of a day against a template: old → new; nothing is written."""
    own, said = _own(book, unit, on)
    return propose(template, own, said.modules, wishes)


def gathering(
    book: Book, unit: str, on: date, *, offices: int | None = None, centres: int | None = None
) -> Proposal:
    """Merge by modules until a unit has so many 办 and 中心 (九办五中心 → 九办三中心)."""
    own, said = _own(book, unit, on)
    return propose_gathering(own, said.modules, offices=offices, centres=centres)


def _own(book: Book, unit: str, on: date) -> tuple[UnitRegister, UnitPolicies]:
    """Read one unit's register of a day, and what is in force for it; NotFound."""
    there = [township for township in book.townships() if township.exists(on)]
    township = find_unit(there, unit)
    said = DayPolicies(policies_of(book), on).of(township)
    (own,) = registers((township,), book.all_of(Institution), book.all_of(Nameplate), on)
    return own, said


def _page(
    unit: UnitDossier,
    said: UnitPolicies,
    found: Sequence[Finding],
    leaders: Sequence[ModuleLeader],
    on: date,
) -> UnitPage:
    modules, apart = module_view(unit.register, leaders, said.modules)
    return UnitPage(
        register=unit.register,
        size_class=unit.size_class,
        limits=unit_limits(said, unit.size_class),
        authorized=unit.authorized,
        actual=unit.actual,
        findings=tuple(found),
        agencies=tuple(agency for agency in unit.agencies if agency.exists(on)),
        enforcement=unit.enforcement,
        platforms=tuple(p for p in unit.platforms if p.valid_from is None or p.valid_from <= on),
        grants=tuple(grant for grant in unit.grants if grant.since <= on),
        waivers=unit.waivers,
        modules=modules,
        apart=apart,
        standing=unit.standing,
        approved=tuple(value for name in _APPROVED if (value := said.value(name)) is not None),
    )
