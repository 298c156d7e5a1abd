"""What happened to a unit itself: founded, renamed, merged, made another, dissolved."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from townoffice.institutions.lineage_event import LineageEvent
from townoffice.records import Township

_DAY = timedelta(days=1)


def unit_events(ids: frozenset[int], townships: Sequence[Township]) -> Iterator[LineageEvent]:
    """Tell the beginnings and ends on file of the units with these ids."""
    for unit in townships:
        if unit.id in ids:
            if unit.valid_from is not None or unit.doc_no is not None:
                yield _began(unit, townships)
            if unit.valid_to is not None:
                yield from _ended(unit, unit.valid_to + _DAY, townships)


def _began(unit: Township, townships: Sequence[Township]) -> LineageEvent:
    act, detail = "设立", ""
    names = [_name(code, unit.valid_from, townships) for code in unit.predecessors]
    if unit.predecessors == (unit.code,):
        act, detail = "更名", f"原名{names[0]}"
    elif len(names) == 1:
        detail = f"由{names[0]}改设"
    elif names:
        act, detail = "合并设立", f"由{'、'.join(names)}合并"
    return LineageEvent(unit.valid_from, act, unit.name, unit.doc_no, detail, None, unit.id or 0)


def _ended(unit: Township, on: date, townships: Sequence[Township]) -> Iterator[LineageEvent]:
    """Tell the end; where the same unit goes on under another name, its beginning tells it."""
    heirs = [t for t in townships if unit.code in t.predecessors and t.valid_from == on]
    if any(heir.code == unit.code for heir in heirs):
        return
    detail = f"并入{'、'.join(heir.name for heir in heirs)}" if heirs else ""
    doc_no = heirs[0].doc_no if heirs else None
    yield LineageEvent(on, "撤销", unit.name, doc_no, detail, None, unit.id or 0)


def _name(code: str, before: date | None, townships: Iterable[Township]) -> str:
    """Give the last name a code had before a day; the code itself where it is not on file."""
    known = [t for t in townships if t.code == code]
    earlier = [t for t in known if before is None or (t.valid_from or date.min) < before]
    found = max(earlier or known, key=lambda t: t.valid_from or date.min, default=None)
    return found.name if found is not None else code
