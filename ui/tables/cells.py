"""What a page declares: columns, and how one record becomes one cell."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from ui.colours import Tone

R = TypeVar("R")


class Align(enum.Enum):
    """Text left, numbers right, classes and ranks centred; the header goes with its column."""

    LEFT = enum.auto()
    RIGHT = enum.auto()
    CENTER = enum.auto()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar in a cell: its ``share`` of the cell's width, and what stands in it.

    ``short`` stands there where ``text`` has no room.
    """

    share: Fraction
    text: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    ``number`` is what sums, the numeric order and the numeric filter use; ``chip`` draws the text
    in a chip (0 filled, 1 pale, 2 outline); ``inferred`` underlines it with dots (推定);
    ``aside`` follows the text in the second tone, ``flagged`` both, in ``flag_tone`` behind a sign:
    the part of the words that is wrong. ``ground`` AMBER or RED colours the cell, SECOND makes it
    a heading. ``check`` makes it a tick box; ``edit`` is the text an editor starts with, None = not
    editable.
    """

    text: str = ""
    number: Fraction | int | None = None
    tone: Tone = Tone.NORMAL
    bold: bool = False
    chip: int | None = None
    inferred: bool = False
    warning: bool = False
    tip: str = ""
    edit: str | None = None
    aside: str = ""
    ground: Tone | None = None
    check: bool | None = None
    flagged: str = ""
    flag_tone: Tone = Tone.RED
    parts: tuple[Part, ...] = ()

    @property
    def words(self) -> str:
        """All that is written in it, one after another."""
        shown = f"{self.text} {self.aside}" if self.aside else self.text
        return shown + self.flagged


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its key, its header and its cells. ``width`` is in pixels at 100 %.

    ``unit`` is the second line of the header, ``group`` the title over neighbouring columns,
    ``rule`` draws the stronger line at the right edge, ``hidden`` starts it hidden in the chooser.
    ``least`` is how narrow it may become, its words elided, before the table scrolls sideways; 0:
    it never gives way.

    ``number`` and ``words`` save large tables making a whole cell for every record they sort or
    filter: ``number`` gives what ``cell`` has as its number; ``words`` the text, in a column whose
    cells have no number.
    """

    key: str
    title: str
    cell: Callable[[R], Cell]
    unit: str = ""
    group: str = ""
    align: Align = Align.LEFT
    width: int = 96
    frozen: bool = False
    hidden: bool = False
    rule: bool = False
    number: Callable[[R], Fraction | int | None] | None = None
    words: Callable[[R], str] | None = None
    least: int = 0

    @property
    def name(self) -> str:
        """The whole header in one line, for menus and screen readers."""
        named = f"{self.group} {self.title}" if self.group else self.title
        return f"{named}（{self.unit}）" if self.unit else named
