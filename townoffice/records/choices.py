"""What somebody decides about a spreadsheet before it is imported, and what there is to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from townoffice.feedback import Level

Tick: TypeAlias = tuple[str, str]
"""What is ticked to be written: (cell of the row, field); the field is empty for an added unit."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What somebody says of a column; None: as the program found it.

    ``field`` empty: the column is not read; ``own:``: it is the county's own indicator. ``unit`` is
    the word of a unit.
    """

    field: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeChoices:
    """Corrections to how a spreadsheet is read.

    ``header`` are the first and last line of the header, as indexes into ``RawSheet.lines``;
    ``columns`` by the address of the header cell; ``cells`` are texts to read instead of what
    stands in the cell, empty for nothing; ``units`` say by a line's cell which unit is meant (its
    division code), empty to leave the line out. ``columns``, ``cells`` and ``units`` belong to
    ``sheet`` and count only where it is named. ``recall``: what was said of the last file of the
    same form counts where nothing is said here.
    """

    sheet: str | None = None
    header: tuple[int, int] | None = None
    columns: Mapping[str, ColumnChoice] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    recall: bool = True


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything decided so far: corrections, ticks set or taken away by hand, problems seen."""

    choices: IntakeChoices = field(default_factory=IntakeChoices)
    by_hand: Mapping[Tick, bool] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()


class AnswerAct(StrEnum):
    """What an answer does.

    *Take* and *keep* set ticks, *seen* settles; the others change how the file is read. *Type*,
    *choose unit* and *header* need somebody to say more before they become one of those.
    """

    READ = "read"
    TYPE = "type"
    OPEN = "open"
    TAKE = "take"
    KEEP = "keep"
    UNIT = "unit"
    CHOOSE_UNIT = "choose_unit"
    LEAVE_LINE = "leave_line"
    SEEN = "seen"
    FIELD = "field"
    COLUMN_UNIT = "column_unit"
    SHEET = "sheet"
    HEADER = "header"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a problem: the words on its button, and what it does with ``value``.

    ``chosen`` tells the answer that is in force as things stand.
    """

    label: str
    act: AnswerAct
    value: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A problem of an import with the answers that work.

    ``place`` names it for people (D12 北岸街道 · 常住人口), ``about`` is the cell or line an answer
    is kept under, ``tick`` the difference it speaks of. ``settled`` ones need nobody any more.
    """

    key: str
    level: Level
    cell: str
    place: str
    what: str
    note: str = ""
    answers: tuple[Answer, ...] = ()
    settled: bool = False
    about: str = ""
    tick: Tick | None = None


@dataclass(frozen=True, slots=True)
class IntakeField:
    """A field a column can be taken for; ``units`` are the words a column's unit can have."""

    name: str
    label: str
    unit: str
    units: tuple[str, ...]
