"""Rows and cells of the other views of 机构设置: agencies, enforcement, platforms and so on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from townoffice.records import (
    Agency,
    Enforcement,
    Finding,
    Institution,
    Module,
    ModuleLeader,
    Platform,
    PlatformKind,
    Right,
    RightGrant,
    RightUse,
    Severity,
)
from ui.pages.institutions_columns import SEVERITY_TONES
from ui.tables import Cell
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.institution_views import UnitPage

__all__ = [
    "Beside",
    "agencies_of",
    "check_cell",
    "counted_cell",
    "devolved_cell",
    "enforcement_of",
    "modules_of",
    "of_record",
    "platforms_of",
    "rights_of",
    "said_cell",
    "unit_cell",
]

Held: TypeAlias = (
    Agency
    | Enforcement
    | Platform
    | PlatformKind
    | Right
    | RightGrant
    | RightUse
    | Module
    | ModuleLeader
    | Institution
    | None
)


@dataclass(frozen=True, slots=True)
class Beside:
    """One row: its unit, what is registered, and what the check says of it.

    ``held`` None, or the bare kind of thing: nothing is registered yet. ``head``: a heading over
    the rows that follow. ``words`` are what it says that no record has.
    """

    key: tuple[str, str]
    unit_id: int
    unit: str
    held: Held
    findings: tuple[Finding, ...] = ()
    head: bool = False
    words: str = ""
    count: int | None = None
    missing: str = ""
    """What the check misses here, short, in the place of the finding's own sentence."""


# ── cells ─────────────────────────────────────────────────────────────────────────────────────


def _ground(row: Beside) -> Tone | None:
    return Tone.SECOND if row.head else None


def unit_cell(row: Beside) -> Cell:
    """Show the unit."""
    return Cell(row.unit, bold=row.head, ground=_ground(row))


def of_record(*keys: str) -> Callable[[Beside], Cell]:
    """Make a column of what the record has under the first of these names."""

    def cell(row: Beside) -> Cell:
        value: object = None
        for key in keys:
            value = getattr(row.held, key, None)
            if value is not None:
                break
        if value is None:
            return Cell("" if row.head else "—", tone=Tone.FAINT, ground=_ground(row))
        text = str(getattr(value, "label", getattr(value, "value", value)))
        number = value if isinstance(value, int) else None
        return Cell(text, number, tip=text, ground=_ground(row))

    return cell


def check_cell(row: Beside) -> Cell:
    """Show what the check says, the gravest first."""
    if not row.findings:
        return Cell(ground=_ground(row))
    order = list(Severity)
    ranked = sorted(row.findings, key=lambda finding: order.index(finding.severity))
    tip = "\n".join(f"{finding.what}。{finding.hint}" for finding in ranked)
    words = row.missing or "；".join(dict.fromkeys(finding.what for finding in ranked))
    gravest = ranked[0].severity
    loud = gravest is not Severity.NOTE
    return Cell(words, tone=SEVERITY_TONES[gravest], warning=loud, tip=tip, ground=_ground(row))


def said_cell(row: Beside) -> Cell:
    """Show the row's own words."""
    return Cell(row.words, bold=row.head, tip=row.words, ground=_ground(row))


def counted_cell(row: Beside) -> Cell:
    """Show the count."""
    if row.count is None:
        return Cell(ground=_ground(row))
    return Cell(f"{row.count:,}", None if row.head else row.count, ground=_ground(row))


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


def _found(page: "UnitPage", rules: tuple[str, ...], subject: str | None) -> tuple[Finding, ...]:
    return tuple(
        f
        for f in page.findings
        if f.rule.startswith(rules) and (subject is None or f.subject == subject)
    )


def agencies_of(page: "UnitPage") -> Iterator[Beside]:
    """Give a unit's dispatched agencies."""
    for agency in page.agencies:
        found = _found(page, ("S2.9",), agency.name)
        yield Beside((page.code, f"agency:{agency.id}"), page.unit_id, page.name, agency, found)


def devolved_cell(row: Beside) -> Cell:
    """Show whether an agency is devolved."""
    if not isinstance(row.held, Agency):
        return Cell()
    devolved = row.held.devolved
    return Cell("已下放", chip=1) if devolved else Cell("未下放", tone=Tone.SECOND)


def enforcement_of(page: "UnitPage") -> Iterator[Beside]:
    """Give a unit's enforcement of its newest year."""
    found = _found(page, ("S2.10", "S3.3"), None)
    yield Beside((page.code, "enforcement"), page.unit_id, page.name, page.enforcement, found)


def platforms_of(page: "UnitPage") -> Iterator[Beside]:
    """Give the four platforms of a unit, registered or not."""
    there = {platform.kind: platform for platform in page.platforms}
    for kind in PlatformKind:
        held: Held = there.get(kind, kind)
        found = _found(page, ("S0.11",), None) if kind not in there else ()
        yield Beside(
            (page.code, kind.value),
            page.unit_id,
            page.name,
            held,
            found,
            words=kind.label,
            missing="没有登记",
        )


def rights_of(page: "UnitPage") -> Iterator[Beside]:
    """Give the rights as headings, each over the times it was used."""
    granted = {grant.right: grant for grant in page.grants}
    for right in Right:
        uses = [use for use in page.uses if use.right is right]
        grant = granted.get(right)
        own = _found(page, ("S0.8", "S3.4"), None) if grant is None else ()
        own = tuple(f for f in own if right.label in f.what)
        yield Beside(
            (page.code, right.value),
            page.unit_id,
            page.name,
            grant or right,
            own,
            head=True,
            words=right.label,
            count=len(uses),
            missing="没有赋权文件",
        )
        for use in uses:
            key = page.code, f"use:{use.id}"
            yield Beside(key, page.unit_id, page.name, use, words=use.matter)


def modules_of(page: "UnitPage") -> Iterator[Beside]:
    """Give the modules as headings over their institutions, those of none last."""
    for module in page.modules:
        yield Beside(
            (page.code, module.module.value),
            page.unit_id,
            page.name,
            module.leader or module.module,
            head=True,
            words=f"{module.module.label}（{len(module.rows)} 个机构）",
        )
        for row in module.rows:
            held = row.institution
            guessed = held.number in module.inferred
            yield Beside(
                (page.code, f"{module.module.value}:{held.number}"),
                page.unit_id,
                page.name,
                held,
                words=f"{held.name}（按名称推定）" if guessed else held.name,
            )
    if page.apart:
        key = page.code, "apart"
        words = f"未归入模块（{len(page.apart)} 个机构）"
        yield Beside(key, page.unit_id, page.name, None, head=True, words=words)
        for row in page.apart:
            held = row.institution
            key = page.code, f"apart:{held.number}"
            yield Beside(key, page.unit_id, page.name, held, words=held.name)
