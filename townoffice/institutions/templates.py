"""Apply a template to a unit: old → new, with posts moved so that their sum is kept.

Nothing is written: the result says what goes on under which number, what is merged into it, what is
new, what stays beside the template, and which plates are hung or come down. Posts are added up
within one category only; what has posts of another category than the institution it would join, or
cannot be closed because posts or people are left, stays beside and is named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from townoffice.feedback import Level, Problem
from townoffice.institutions.matching import Slot, counted, matched, plain_name
from townoffice.institutions.register import RegisterRow, UnitRegister, total
from townoffice.records import (
    Category,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Module,
    ModuleFunctions,
    Nameplate,
    Template,
    TemplateRow,
    Township,
)


class ProposedAct(StrEnum):
    """What becomes of an institution."""

    KEPT = "kept"
    RENAMED = "renamed"
    MERGED = "merged"
    FOUNDED = "founded"
    BESIDE = "beside"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The Chinese word of the difference table."""
        return _ACTS[self]


_ACTS = {
    ProposedAct.KEPT: "保留",
    ProposedAct.RENAMED: "更名",
    ProposedAct.MERGED: "合并",
    ProposedAct.FOUNDED: "新设",
    ProposedAct.BESIDE: "模板外保留",
    ProposedAct.CLOSED: "撤销",
}


class PlateAct(StrEnum):
    """What becomes of a name plate."""

    STAYS = "stays"
    MOVES = "moves"
    HUNG = "hung"
    TAKEN_DOWN = "taken_down"

    @property
    def label(self) -> str:
        """The Chinese word of the difference table."""
        return _PLATE_ACTS[self]


_PLATE_ACTS = {
    PlateAct.STAYS: "保留",
    PlateAct.MOVES: "改挂",
    PlateAct.HUNG: "加挂",
    PlateAct.TAKEN_DOWN: "取消",
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person decided on a proposal.

    ``into``: an old institution's number → the template institution it becomes or joins. ``keep``
    stay beside the template, ``close`` are closed, ``take_down`` are plates (ids) to come down.
    ``optional`` are the optional institutions to have.
    """

    into: Mapping[int, str] = field(default_factory=dict)
    keep: frozenset[int] = frozenset()
    close: frozenset[int] = frozenset()
    take_down: frozenset[int] = frozenset()
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One institution of the unit after the change, or one that is closed.

    ``number`` goes on (None: a new institution), ``sources`` end and are merged into it.
    ``guessed``: put there by kind and module alone, a person should look. ``place`` is its place
    in the unit's list, from 1.
    """

    act: ProposedAct
    name: str
    kind: InstitutionKind
    category: Category | None
    place: int
    number: int | None = None
    sources: tuple[int, ...] = ()
    authorized: int | None = None
    actual: int | None = None
    module: Module | None = None
    head_held_by: HeadHeldBy | None = None
    level: str | None = None
    guessed: bool = False
    was: tuple[str, ...] = ()
    """The names before, the one that goes on first."""


@dataclass(frozen=True, slots=True)
class PlateMove:
    """What becomes of one plate; ``host`` is the number it hangs on then, None: a new one's."""

    act: PlateAct
    name: str
    host_name: str
    host: int | None
    plate: Nameplate | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The change of a unit that a template or a gathering asks for."""

    label: str
    township: Township
    on: date
    rows: tuple[ProposedRow, ...]
    plates: tuple[PlateMove, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def changes(self) -> bool:
        """Tell whether anything would become different."""
        quiet = {ProposedAct.KEPT, ProposedAct.BESIDE}
        return any(row.act not in quiet for row in self.rows) or any(
            plate.act is not PlateAct.STAYS for plate in self.plates
        )

    def posts(self) -> dict[Category | None, int]:
        """Add up the posts by category."""
        found: dict[Category | None, int] = {}
        for row in self.rows:
            if row.authorized is not None:
                found[row.category] = found.get(row.category, 0) + row.authorized
        return found


def propose(
    template: Template,
    register: UnitRegister,
    modules: Sequence[ModuleFunctions] = (),
    wishes: Wishes | None = None,
) -> Proposal:
    """Set a unit's register against a template; ``modules`` help where names do not."""
    wished = wishes or Wishes()
    olds = counted(register.rows)
    free = [old for old in olds if not _decided(old, wished)]
    rows = [row for row in template.rows if not row.optional or row.name in wished.optional]
    optional = [row for row in template.rows if row.optional and row not in rows]
    slots, left = matched((*rows, *optional), free, register.township, modules)
    slots = [slot for slot in slots if slot.olds or slot.row not in optional]
    problems = list(_follow(slots, olds, wished))
    beside, closed, more = _outside(olds, left, slots, wished)
    return proposal(
        template.label, register, slots, (beside, closed), (*problems, *more), wished.take_down
    )


def _decided(old: RegisterRow, wishes: Wishes) -> bool:
    number = old.institution.number
    return number in wishes.into or number in wishes.keep or number in wishes.close


def _follow(
    slots: Sequence[Slot], olds: Iterable[RegisterRow], wishes: Wishes
) -> Iterator[Problem]:
    """Put institutions where a person wants them."""
    by_name = {slot.row.name: slot for slot in slots}
    for old in olds:
        wanted = wishes.into.get(old.institution.number)
        if wanted in by_name:
            by_name[wanted].olds.append(old)
        elif wanted is not None:
            what = f"模板中没有“{wanted}”，“{old.institution.name}”仍单独保留"
            yield Problem(Level.ASK, what, "请另选机构")


def _outside(
    olds: Iterable[RegisterRow],
    left: Iterable[RegisterRow],
    slots: Iterable[Slot],
    wishes: Wishes,
) -> tuple[list[RegisterRow], list[RegisterRow], list[Problem]]:
    """Sort what the template does not take: kept beside it, or closed where nothing is left."""
    taken = {old.institution.number for slot in slots for old in slot.olds}
    beside = list(left)
    closed: list[RegisterRow] = []
    problems: list[Problem] = []
    for old in olds:
        record = old.institution
        if record.number in taken or old in beside:
            continue
        if record.number not in wishes.close:
            beside.append(old)
        elif record.authorized or record.actual:
            words = f"编制{record.authorized or 0}名、人员{record.actual or 0}名"
            what = f"“{record.name}”还有{words}，不能撤销"
            problems.append(Problem(Level.STOP, what, "请并入一个机构，编制和人员随之划转"))
            beside.append(old)
        else:
            closed.append(old)
    return beside, closed, problems


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
        for old in _of_another_category(slot):
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


def _of_another_category(slot: Slot) -> list[RegisterRow]:
    """Find what cannot be added up with the largest institution of a slot."""
    main = max(slot.olds, key=lambda old: old.institution.authorized or 0, default=None)
    if main is None:
        return []
    category = main.institution.category
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
    made = ProposedRow(
        ProposedAct.FOUNDED,
        row.name,
        row.kind,
        row.category,
        place,
        module=row.module,
        head_held_by=row.head_held_by,
        level=row.level,
    )
    if not slot.olds:
        return made
    main = _goes_on(slot, unit)
    rest = tuple(old for old in slot.olds if old is not main)
    record = main.institution
    act = (
        ProposedAct.KEPT
        if plain_name(record.name, unit) == plain_name(row.name)
        else (ProposedAct.RENAMED)
    )
    largest = max(slot.olds, key=lambda old: old.institution.authorized or 0).institution
    return replace(
        made,
        act=ProposedAct.MERGED if rest else act,
        category=largest.category if _has_posts(largest) else largest.category or row.category,
        number=record.number,
        sources=tuple(old.institution.number for old in rest),
        authorized=total(old.institution.authorized for old in slot.olds),
        actual=total(old.institution.actual for old in slot.olds),
        head_held_by=row.head_held_by or record.head_held_by,
        level=row.level or record.level,
        guessed=slot.guessed,
        was=tuple(old.institution.name for old in (main, *rest)),
    )


def _has_posts(record: Institution) -> bool:
    return record.authorized is not None or record.actual is not None


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
