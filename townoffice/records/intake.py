"""What a spreadsheet would do to the book: the frozen preview of an import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from townoffice.feedback import Level, Problem
from townoffice.records.institutions import Institution, Nameplate
from townoffice.records.leaders import LeadershipSeat
from townoffice.records.office import Remembered
from townoffice.records.rawsheet import RawSheet, SheetName
from townoffice.records.township import County, Kind, Township

IntakeValue: TypeAlias = int | Decimal | str | None
"""A value in the book's unit; None where the file leaves it open."""


class RowStatus(StrEnum):
    """What a line of the file would do: *left out* says that its unit could not be settled."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value the import would change, with the cell it comes from.

    ``doubt`` says why somebody should look before it is written, empty where nothing speaks
    against it; ``barred``: it cannot be written as the column is read now.
    """

    field: str
    label: str
    old: IntakeValue
    new: IntakeValue
    cell: str
    doubt: str = ""
    barred: bool = False


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One unit of the file; in a list of leaders one person, in one of institutions one of these.

    ``values`` by field name (own indicators as ``own:`` + name), only fields the file has.
    ``kind`` is the kind an added unit gets, ``township`` the unit in the book, None when added.
    ``seats`` are a person's seats as they are to be written, those that stay as they are left out.
    ``subject`` is who is rated by a line of a sheet of scores or votes, None where it is nobody.
    ``institution`` and ``plates`` are an institution and its new name plates as they are to be
    written, None where the institution itself stays as it is.
    ``cells`` are the addresses of the fields, ``doubt`` says why an added unit should be looked at
    first; both are there where the preview was made with choices.
    """

    status: RowStatus
    cell: str
    code: str | None
    name: str | None
    kind: Kind | None
    township: Township | None
    values: Mapping[str, IntakeValue]
    differences: tuple[Difference, ...] = ()
    seats: tuple[LeadershipSeat, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    doubt: str = ""
    subject: str | None = None
    institution: Institution | None = None
    plates: tuple[Nameplate, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """One column of the file: the field it was taken for, None where it was not read.

    ``unit`` is the unit as written or taken, ``factor`` the exact factor to the book's unit.
    """

    cell: str
    header: str
    field: str | None
    label: str | None
    unit: str | None
    factor: Fraction


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A line that is no unit, and why."""

    cell: str
    why: str


@dataclass(frozen=True, slots=True)
class Recall:
    """What was taken over from the last import of the same form, and what this one remembers.

    ``form`` is the fingerprint of the header. ``columns`` and ``names`` of units are counted where
    they were taken over and nobody says otherwise now; ``placed``: sheet and header were, too.
    """

    form: str
    said: tuple[Remembered, ...]
    columns: int = 0
    names: int = 0
    placed: bool = False

    @property
    def words(self) -> str:
        """Name what was taken over, empty where nothing was."""
        parts = [f"{self.columns} 列"] if self.columns else []
        parts += [f"{self.names} 个单位名称"] if self.names else []
        parts += ["表头的位置"] if self.placed else []
        return "、".join(parts)


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything an import would do. Nothing has been written.

    ``missing`` are units of the book the file does not name (they stay as they are). ``leaving``
    are the seats of persons a list of leaders no longer names; each ends the day before the list's.
    ``book_version`` is the book's version the differences were taken from. ``raw`` and ``sheets``
    are there where the preview was made with choices; ``recall`` where the form has a header.
    Scores and votes are for the contest ``contest_id``, the papers of a sheet for the indicator
    ``about`` (None: they rate as a whole); ``absent`` are the entrants it does not tell of, by
    name.
    """

    kind: str
    file_name: str
    file_digest: str
    sheet: str
    year: int
    county: County
    book_version: int
    columns: tuple[PreviewColumn, ...]
    rows: tuple[PreviewRow, ...]
    missing: tuple[Township, ...]
    skipped: tuple[SkippedRow, ...]
    problems: tuple[Problem, ...]
    leaving: tuple[LeadershipSeat, ...] = ()
    raw: RawSheet | None = None
    sheets: tuple[SheetName, ...] = ()
    recall: Recall | None = None
    contest_id: int | None = None
    about: str | None = None
    absent: tuple[str, ...] = ()

    @property
    def added(self) -> tuple[PreviewRow, ...]:
        """Units the book does not have yet."""
        return self._with(RowStatus.ADDED)

    @property
    def changed(self) -> tuple[PreviewRow, ...]:
        """Units with at least one value that differs."""
        return self._with(RowStatus.CHANGED)

    @property
    def unchanged(self) -> tuple[PreviewRow, ...]:
        """Units the file says nothing new of."""
        return self._with(RowStatus.UNCHANGED)

    @property
    def left_out(self) -> tuple[PreviewRow, ...]:
        """Lines whose unit could not be settled; each has its problem."""
        return self._with(RowStatus.LEFT_OUT)

    @property
    def unnamed(self) -> int:
        """How many the file does not name: units, or in a list of leaders persons who leave."""
        if self.kind != "personnel":
            return len(self.missing) + len(self.absent)
        return len({(seat.township_id, seat.person) for seat in self.leaving})

    def problems_at(self, level: Level) -> tuple[Problem, ...]:
        """Problems of one level."""
        return tuple(problem for problem in self.problems if problem.level is level)

    def _with(self, status: RowStatus) -> tuple[PreviewRow, ...]:
        return tuple([row for row in self.rows if row.status is status])
