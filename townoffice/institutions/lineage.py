"""沿革: how an institution, or all of a unit, came to be as it is, event by event.

A state holds up to its last day, both included; what ended it happened on the day after, which is
the day its successor begins.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from townoffice.institutions.lineage_event import LineageEvent
from townoffice.institutions.unit_events import unit_events
from townoffice.records import Ending, Institution, Nameplate, Origin, Township

_DAY = timedelta(days=1)


def lineage(
    number: int,
    institutions: Iterable[Institution],
    nameplates: Iterable[Nameplate],
    townships: Iterable[Township] = (),
) -> tuple[LineageEvent, ...]:
    """Give the history of one institution, its plates with it, in order."""
    every = tuple(institutions)
    units = {unit.id: unit.name for unit in townships if unit.id is not None}
    known = _by_number(every)
    events = list(_of_institution(number, known, units))
    for plate in nameplates:
        if plate.host == number:
            events += _of_plate(plate, known)
    return _ordered(events)


def unit_lineage(
    township_ids: Iterable[int],
    institutions: Iterable[Institution],
    nameplates: Iterable[Nameplate],
    townships: Iterable[Township] = (),
) -> tuple[LineageEvent, ...]:
    """Give the history of a unit and its institutions; all its ids, if it was renamed."""
    every, ids, all_units = tuple(institutions), frozenset(township_ids), tuple(townships)
    units = {unit.id: unit.name for unit in all_units if unit.id is not None}
    known = _by_number(every)
    own = dict.fromkeys(record.number for record in every if record.township_id in ids)
    events = list(unit_events(ids, all_units))
    events += [
        event
        for number in own
        for event in _of_institution(number, known, units)
        if event.township_id in ids
    ]
    for plate in nameplates:
        if plate.township_id in ids:
            events += _of_plate(plate, known)
    return _ordered(events)


def _by_number(institutions: Sequence[Institution]) -> dict[int, list[Institution]]:
    known: dict[int, list[Institution]] = {}
    for record in sorted(institutions, key=lambda r: r.valid_from or date.min):
        known.setdefault(record.number, []).append(record)
    return known


def _of_institution(
    number: int, known: dict[int, list[Institution]], units: dict[int, str]
) -> Iterable[LineageEvent]:
    before: Institution | None = None
    for record in known.get(number, ()):
        yield LineageEvent(
            record.valid_from,
            record.origin.label,
            record.name,
            record.doc_no,
            _came(record, before, known, units),
            number,
            record.township_id,
        )
        if record.ending is not None and record.ending is not Ending.REPLACED:
            yield LineageEvent(
                record.valid_to + _DAY if record.valid_to else None,
                record.ending.label,
                record.name,
                record.end_doc_no,
                _went(record, known),
                number,
                record.township_id,
            )
        before = record


def _came(
    record: Institution,
    before: Institution | None,
    known: dict[int, list[Institution]],
    units: dict[int, str],
) -> str:
    sources = "、".join(_name_of(n, known, record.valid_from) for n in record.predecessors)
    if record.origin is Origin.MERGED and sources:
        return f"由{sources}合并" if before is None else f"并入{sources}"
    if record.origin is Origin.SPLIT and sources:
        return f"自{sources}分出"
    if before is None:
        return ""
    if record.origin is Origin.RENAMED:
        return f"原名{before.name}"
    if record.origin is Origin.MOVED:
        return f"由{units[before.township_id]}划入" if before.township_id in units else ""
    return _changed(before, record)


def _changed(before: Institution, record: Institution) -> str:
    """Say which of kind and posts a document set anew."""
    parts = []
    if record.kind is not before.kind:
        parts.append(f"由{before.kind.label}改为{record.kind.label}")
    if record.authorized != before.authorized:
        shown = (
            "未分解" if n is None else f"{n}名" for n in (before.authorized, record.authorized)
        )
        parts.append(f"编制由{'改为'.join(shown)}")
    return "，".join(parts)


def _went(record: Institution, known: dict[int, list[Institution]]) -> str:
    heirs = dict.fromkeys(
        later.name
        for records in known.values()
        for later in records
        if record.number in later.predecessors and later.number != record.number
    )
    words = "、".join(heirs)
    if not words:
        return ""
    return f"分为{words}" if record.ending is Ending.SPLIT else f"并入{words}"


def _name_of(number: int, known: dict[int, list[Institution]], on: date | None) -> str:
    """Give the last name an institution had before a day."""
    names = [r.name for r in known.get(number, ()) if on is None or (r.valid_from or date.min) < on]
    names = names or [r.name for r in known.get(number, ())]
    return names[-1] if names else f"{number}号机构（未登记）"


def _of_plate(plate: Nameplate, known: dict[int, list[Institution]]) -> Iterable[LineageEvent]:
    where = _name_of(plate.host, known, None) if plate.host is not None else ""
    detail = f"挂在{where}" if where else "未写明主体机构"
    common = detail, plate.host, plate.township_id
    yield LineageEvent(plate.valid_from, "加挂牌子", plate.name, plate.doc_no, *common)
    if plate.valid_to is not None:
        on = plate.valid_to + _DAY
        yield LineageEvent(on, "取消牌子", plate.name, plate.end_doc_no, *common)


def _ordered(events: Iterable[LineageEvent]) -> tuple[LineageEvent, ...]:
    return tuple(sorted(events, key=lambda e: e.on or date.min))
