"""Units entered by hand: what is typed is checked as one types, then written as one change.

The checks are in :mod:`.unit_checks`; writing makes them once more against the book as it is then.
A corrected unit keeps its row and with it every figure; what it was before stands in its history.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from townoffice.book import Book
from townoffice.desk import institutions
from townoffice.desk.unit_checks import (
    MergerTyped,
    Roll,
    UnitChecked,
    UnitTyped,
    as_typed,
    check_merger,
    check_unit,
    code_of,
    day_of,
    likely_kind,
    next_code,
)
from townoffice.desk.unit_mergers import hand_over
from townoffice.feedback import BadChoice, Stale
from townoffice.records import Changes, Indicators, Township

__all__ = [
    "MergerTyped",
    "Roll",
    "UnitChecked",
    "UnitTyped",
    "add_unit",
    "as_typed",
    "change_unit",
    "check_merger",
    "check_unit",
    "code_of",
    "likely_kind",
    "merge_unit",
    "next_code",
    "roll",
]

_LABELS: Mapping[str, str] = {
    "name": "名称",
    "code": "区划代码",
    "kind": "类型",
    "function_class": "功能类型",
    "assessment_group": "考核分组",
    "valid_from": "设立日期",
    "doc_no": "设立文号",
}


def roll(book: Book, year: int) -> Roll:
    """Read what the checks need."""
    return Roll(book.county, book.townships(), year)


def add_unit(book: Book, typed: UnitTyped, year: int) -> Changes:
    """Write a new unit as one change; in a book without figures the year begins with it.

    Raises :class:`BadChoice` with the first fault.
    """
    unit = _faultless(check_unit(roll(book, year), typed))
    with book.change(f"新增单位 {unit.name}（{unit.code}）{_by(typed.doc_no)}") as writer:
        unit_id = writer.add(unit)
        if year not in book.years():
            writer.add(Indicators(unit_id, year))
    assert writer.changes is not None
    return writer.changes


def change_unit(
    book: Book, before: Township, typed: UnitTyped, year: int, doc_no: str = ""
) -> Changes | None:
    """Write a unit's new name, code, kind or making as one change; None where nothing moves.

    ``doc_no`` is the document behind the change. Who came from the unit goes on naming it by its
    new code. Raises :class:`BadChoice` with the first fault, :class:`Stale` where the unit is no
    longer the one that was ``before``.
    """
    known = roll(book, year)
    if known.unit(before.id) != before:
        raise Stale("台账在您填写时已有改动", where=before.name, hint="请重新打开再改")
    after = _faultless(check_unit(known, typed, before))
    if after == before:
        return None
    moved = "，".join(
        f"{label} {_said(old)} → {_said(new)}"
        for field, label in _LABELS.items()
        if (old := getattr(before, field)) != (new := getattr(after, field))
    )
    heirs = [t for t in known.townships if before.code in t.predecessors and t.id != before.id]
    with book.change(f"修改单位 {before.name}：{moved}{_by(doc_no)}") as writer:
        writer.update(after)
        if after.code != before.code:
            writer.update_all([_renumbered(heir, before.code, after.code) for heir in heirs])
    assert writer.changes is not None
    return writer.changes


def merge_unit(book: Book, typed: MergerTyped, year: int) -> Changes:
    """Let a unit cease, into another or altogether, as one change.

    It exists to the day before; the other unit names it among those it came from. Figures stay
    where they are: what the other unit has from then on is registered as any figure is; its
    institutions go over with it (:mod:`.unit_mergers`). Raises :class:`BadChoice` with the first
    fault.
    """
    known = roll(book, year)
    fault = next(iter(check_merger(known, typed).values()), None)
    if fault is not None:
        raise BadChoice(fault, hint="请更正后再写入")
    unit, into = known.unit(typed.unit_id), known.unit(typed.into_id)
    since = day_of(typed.since, {})
    assert unit is not None
    assert since is not None
    handed = hand_over(institutions.known(book), unit, into, since, typed.doc_no.strip())
    if handed.fault:
        raise BadChoice(handed.fault, hint="请先处理这个机构，再撤并单位")
    how = f"并入{into.name}" if into else "撤销"
    label = f"撤并单位 {unit.name}：自 {since.isoformat()} {how}{handed.words}{_by(typed.doc_no)}"
    with book.change(label) as writer:
        writer.update(replace(unit, valid_to=date.fromordinal(since.toordinal() - 1)))
        if into is not None and unit.code not in into.predecessors:
            writer.update(replace(into, predecessors=(*into.predecessors, unit.code)))
        writer.update_all(handed.updated)
        writer.add_all(handed.added)
    assert writer.changes is not None
    return writer.changes


def _faultless(checked: UnitChecked) -> Township:
    if checked.unit is None:
        raise BadChoice(next(iter(checked.faults.values())), hint="请更正后再写入")
    return checked.unit


def _renumbered(heir: Township, old: str, new: str) -> Township:
    return replace(heir, predecessors=tuple(new if c == old else c for c in heir.predecessors))


def _by(doc_no: str) -> str:
    return f"（{doc_no.strip()}）" if doc_no.strip() else ""


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value) if value else "空"
