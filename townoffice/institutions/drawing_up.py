"""Draw up a proposal from what becomes what: acts, posts moved, places, and every name plate.

Posts are added up within one category only; what has posts of another category than the institution
it would join stays beside and is named.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from townoffice.feedback import Level, Problem
from townoffice.institutions.matching import Slot, plain_name
from townoffice.institutions.proposals import (
    PlateAct,
    PlateMove,
    Proposal,
    ProposedAct,
    ProposedRow,
)
from townoffice.institutions.register import RegisterRow, UnitRegister, total
from townoffice.records import Institution, InstitutionKind, TemplateRow, Township


def proposal(
    label: str,
    register: UnitRegister,
    slots: Sequence[Slot],
    outside: tuple[Sequence[RegisterRow], Sequence[RegisterRow]],
    problems: Iterable[Problem] = (),
    take_down: frozenset[int] = frozenset(),
) -> Proposal:
    """Draw up the change: slots in their order, then what stays beside, then what is closed."""
    beside, closed = list(outside[0]), outside[1]
    told = list(problems)
    for slot in slots:
        for old in _of_another_category(slot, register.township):
            slot.olds.remove(old)
            beside.append(old)
            what = f"“{old.institution.name}”用的是另一类编制，不能并入“{slot.row.name}”"
            told.append(Problem(Level.ASK, what, "请先划转编制类别，或另选机构"))
    places = _places(slots, beside)
    rows = [_slot_row(slot, place, register.township) for slot, place in places[0]]
    rows += [_same_row(old, ProposedAct.BESIDE, place) for old, place in places[1]]
    rows += [_same_row(old, ProposedAct.CLOSED, 0) for old in closed]
    rows.sort(key=lambda row: (row.act is ProposedAct.CLOSED, row.place))
    plates = tuple(_plates(register, slots, (beside, closed), take_down))
    return Proposal(label, register.township, register.on, tuple(rows), plates, tuple(told))


def _goes_on(slot: Slot, unit: Township) -> RegisterRow:
    """Choose the institution that goes on: of the same name, else the largest, else the first."""

    def weight(old: RegisterRow) -> tuple[bool, int]:
        same = plain_name(old.institution.name, unit) == plain_name(slot.row.name)
        return same, old.institution.authorized or 0

    return max(slot.olds, key=weight)


def _measure(slot: Slot, unit: Township) -> Institution:
    """Choose whose category of posts counts: what goes on if it has any, else the largest."""
    main = _goes_on(slot, unit).institution
    if main.authorized or main.actual:
        return main
    return max((old.institution for old in slot.olds), key=lambda old: old.authorized or 0)


def _of_another_category(slot: Slot, unit: Township) -> list[RegisterRow]:
    """Find what has posts that cannot be added up with those of the institution to be."""
    if not slot.olds:
        return []
    category = _measure(slot, unit).category
    return [
        old
        for old in slot.olds
        if old.institution.category is not category
        and (old.institution.authorized or old.institution.actual)
    ]


def _places(
    slots: Sequence[Slot], beside: Sequence[RegisterRow]
) -> tuple[list[tuple[Slot, int]], list[tuple[RegisterRow, int]]]:
    """Number the list anew, kind by kind: the template's own first, then what stays beside."""
    order = {kind: n for n, kind in enumerate(InstitutionKind)}
    listed: list[tuple[int, int, Slot | RegisterRow]] = [
        (order[slot.row.kind], 0, slot) for slot in slots
    ]
    listed += [(order[old.institution.kind], 1, old) for old in beside]
    listed.sort(key=lambda entry: entry[:2])
    first: list[tuple[Slot, int]] = []
    second: list[tuple[RegisterRow, int]] = []
    for place, (_kind, _beside, entry) in enumerate(listed, 1):
        if isinstance(entry, Slot):
            first.append((entry, place))
        else:
            second.append((entry, place))
    return first, second


def _slot_row(slot: Slot, place: int, unit: Township) -> ProposedRow:
    row = slot.row
    founded = ProposedRow(
        ProposedAct.FOUNDED,
        row.name,
        row.kind,
        row.category,
        place,
        module=row.module,
        head_held_by=row.head_held_by,
        level=row.level,
    )
    return _continued(founded, slot, unit) if slot.olds else founded


def _continued(founded: ProposedRow, slot: Slot, unit: Township) -> ProposedRow:
    """Let what is there go on as the institution to be."""
    main, posts = _goes_on(slot, unit), _measure(slot, unit)
    rest = tuple(old for old in slot.olds if old is not main)
    record = main.institution
    on_file = posts.authorized is not None or posts.actual is not None
    return replace(
        founded,
        act=ProposedAct.MERGED if rest else _act(slot.row, record, unit),
        category=posts.category if on_file else posts.category or founded.category,
        number=record.number,
        sources=tuple(old.institution.number for old in rest),
        authorized=total(old.institution.authorized for old in slot.olds),
        actual=total(old.institution.actual for old in slot.olds),
        module=founded.module or record.module,
        head_held_by=founded.head_held_by or record.head_held_by,
        level=founded.level or record.level,
        guessed=slot.guessed,
        was=tuple(old.institution.name for old in (main, *rest)),
    )


def _act(row: TemplateRow, record: Institution, unit: Township) -> ProposedAct:
    """Say what becomes of one institution that goes on by itself."""
    if plain_name(record.name, unit) != plain_name(row.name):
        return ProposedAct.RENAMED
    same = (
        record.kind is row.kind
        and row.head_held_by in {None, record.head_held_by}
        and row.level in {None, record.level}
    )
    return ProposedAct.KEPT if same else ProposedAct.CHANGED


def _same_row(old: RegisterRow, act: ProposedAct, place: int) -> ProposedRow:
    record = old.institution
    return ProposedRow(
        act,
        record.name,
        record.kind,
        record.category,
        place,
        record.number,
        (),
        record.authorized,
        record.actual,
        record.module,
        record.head_held_by,
        record.level,
        was=(record.name,),
    )


def _plates(
    register: UnitRegister,
    slots: Sequence[Slot],
    outside: tuple[Sequence[RegisterRow], Sequence[RegisterRow]],
    take_down: frozenset[int],
) -> Iterator[PlateMove]:
    """Say what becomes of every plate there is, and which the template asks for besides."""
    names = {plain_name(slot.row.name) for slot in slots}
    for slot in slots:
        host = _goes_on(slot, register.township).institution.number if slot.olds else None
        hanging: set[str] = set()
        for old in slot.olds:
            for plate in old.plates:
                gone = plate.id in take_down or plain_name(plate.name) in names
                hanging |= set() if gone else {plain_name(plate.name)}
                stays = PlateAct.STAYS if plate.host == host else PlateAct.MOVES
                act = PlateAct.TAKEN_DOWN if gone else stays
                yield PlateMove(act, plate.name, slot.row.name, host, plate)
        for name in _wanting(slot.row, hanging):
            yield PlateMove(PlateAct.HUNG, name, slot.row.name, host)
    beside, closed = outside
    for old in (*beside, *closed):
        for plate in old.plates:
            gone = old in closed or plate.id in take_down
            act = PlateAct.TAKEN_DOWN if gone else PlateAct.STAYS
            yield PlateMove(act, plate.name, old.institution.name, plate.host, plate)


def _wanting(row: TemplateRow, hanging: set[str]) -> list[str]:
    """Name the plates still to be hung; one that hangs under another known name counts."""
    wanted = [name for name in row.nameplates if plain_name(name) not in hanging]
    others = len(hanging & set(map(plain_name, row.known_as)))
    return wanted[others:]
