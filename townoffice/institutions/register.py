"""The register: what a unit has on a day, grouped by kind, with name plates and sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.feedback import Level, Problem
from townoffice.records import Institution, InstitutionKind, Nameplate, Township

COUNTED = tuple(kind for kind in InstitutionKind if kind is not InstitutionKind.EXEMPT)
"""The kinds a limit is set for, in the order of lists."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One institution on the day, with the plates on its door."""

    institution: Institution
    plates: tuple[Nameplate, ...] = ()

    @property
    def over(self) -> int:
        """How many people it has above its posts; 0 where either is not on file."""
        posts, people = self.institution.authorized, self.institution.actual
        return max(0, people - posts) if posts is not None and people is not None else 0

    @property
    def vacant(self) -> int | None:
        """How many of its posts are free; None where posts or people are not on file."""
        posts, people = self.institution.authorized, self.institution.actual
        return max(0, posts - people) if posts is not None and people is not None else None


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """The institutions of one kind, in the order of the unit's list."""

    kind: InstitutionKind
    rows: tuple[RegisterRow, ...]

    @property
    def count(self) -> int:
        """How many institutions there are."""
        return len(self.rows)

    @property
    def plates(self) -> int:
        """How many name plates hang on their doors."""
        return sum(len(row.plates) for row in self.rows)

    @property
    def authorized(self) -> int | None:
        """Their posts together; None where none is broken down to them."""
        return total(row.institution.authorized for row in self.rows)

    @property
    def actual(self) -> int | None:
        """Their people together; None where none is broken down to them."""
        return total(row.institution.actual for row in self.rows)


@dataclass(frozen=True, slots=True)
class UnitRegister:
    """The register of a unit on a day.

    ``groups``: the counted kinds, empty ones too, then those not counted if there are any.
    ``loose`` are plates whose host is not named, unknown, closed on the day or in another unit.
    ``problems`` are doublets in the list.
    """

    township: Township
    on: date
    groups: tuple[RegisterGroup, ...]
    loose: tuple[Nameplate, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """Every institution, those that are not counted last."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def count(self) -> int:
        """How many institutions count against the limits."""
        return sum(g.count for g in self.groups if g.kind is not InstitutionKind.EXEMPT)

    @property
    def plates(self) -> tuple[Nameplate, ...]:
        """Every plate of the unit, those without a host last."""
        return (*(plate for row in self.rows for plate in row.plates), *self.loose)

    @property
    def authorized(self) -> int | None:
        """The posts of all institutions together; None where none is broken down."""
        return total(row.institution.authorized for row in self.rows)

    @property
    def actual(self) -> int | None:
        """The people of all institutions together; None where none is broken down."""
        return total(row.institution.actual for row in self.rows)

    def of(self, kind: InstitutionKind) -> RegisterGroup:
        """Give the group of one kind, empty where there is none."""
        return next((g for g in self.groups if g.kind is kind), RegisterGroup(kind, ()))

    def row(self, number: int) -> RegisterRow | None:
        """Find an institution by its number."""
        return next((row for row in self.rows if row.institution.number == number), None)


def registers(
    townships: Iterable[Township],
    institutions: Iterable[Institution],
    nameplates: Iterable[Nameplate],
    on: date,
) -> tuple[UnitRegister, ...]:
    """Give the register of every unit that exists on the day, by division code.

    Records may be of any time and order; what is not valid on the day is left out.
    """
    here: dict[int, list[Institution]] = {}
    for record in institutions:
        if record.exists(on):
            here.setdefault(record.township_id, []).append(record)
    plates: dict[int, list[Nameplate]] = {}
    for plate in nameplates:
        if plate.exists(on):
            plates.setdefault(plate.township_id, []).append(plate)
    units = sorted((t for t in townships if t.exists(on)), key=lambda t: t.code)
    return tuple(
        _register(unit, here.get(unit.id, []), plates.get(unit.id, []), on)
        for unit in units
        if unit.id is not None
    )


def _register(
    unit: Township, institutions: list[Institution], plates: Sequence[Nameplate], on: date
) -> UnitRegister:
    institutions.sort(key=lambda record: (record.place, record.number))
    numbers = {record.number for record in institutions}
    hung: dict[int, list[Nameplate]] = {}
    loose: list[Nameplate] = []
    for plate in plates:
        if plate.host is not None and plate.host in numbers:
            hung.setdefault(plate.host, []).append(plate)
        else:
            loose.append(plate)
    rows: dict[InstitutionKind, list[RegisterRow]] = {kind: [] for kind in COUNTED}
    for record in institutions:
        row = RegisterRow(record, tuple(hung.get(record.number, ())))
        rows.setdefault(record.kind, []).append(row)
    groups = tuple(RegisterGroup(kind, tuple(found)) for kind, found in rows.items())
    return UnitRegister(unit, on, groups, tuple(loose), _doublets(institutions, numbers))


def _doublets(institutions: Sequence[Institution], numbers: set[int]) -> tuple[Problem, ...]:
    """Name what stands twice in one list: a name, or an institution in two states."""
    if len(numbers) == len(institutions) == len({record.name for record in institutions}):
        return ()
    problems = []
    names: dict[str, int] = {}
    seen: set[int] = set()
    for record in institutions:
        if record.number in seen:
            what = f"“{record.name}”同一天有两条记录"
            problems.append(Problem(Level.STOP, what, "请核对起止日期，终止其中一条"))
        elif names.setdefault(record.name, record.number) != record.number:
            what = f"“{record.name}”登记了两次"
            problems.append(Problem(Level.ASK, what, "请核对是否同一机构，撤销重复的一个"))
        seen.add(record.number)
    return tuple(problems)


def total(figures: Iterable[int | None]) -> int | None:
    """Add up what is on file; None where nothing is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
