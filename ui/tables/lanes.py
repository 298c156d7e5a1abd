"""Where each column lies: one geometry for the sheet, the header and the filter row.

The first columns may be frozen: they lie at the left of the viewport whatever the scroll position,
and the others pass behind them.
"""

from collections.abc import Collection, Sequence
from typing import Generic

from ui.tables.cells import Align, Column, R
from ui.theme import px

LEAST = 40  # pixels at 100 %: narrower columns cannot be taken hold of


class Lanes(Generic[R]):
    """Widths (in pixels at 100 %) and places (in pixels of the screen) of the visible columns."""

    def __init__(self) -> None:
        self.columns: Sequence[Column[R]] = ()
        self.widths: list[int] = []
        self.firm: set[str] = set()
        self.lefts: list[int] = [0]
        self.frozen = 0
        self.scroll = 0
        self._room = 0

    def set_columns(
        self, columns: Sequence[Column[R]], widths: Sequence[int], firm: Collection[str] = ()
    ) -> None:
        """Take over the visible columns, frozen ones first; ``firm``: those that never give way."""
        self.columns = columns
        self.widths = list(widths)
        self.firm = set(firm)
        self.frozen = sum(1 for column in columns if column.frozen)
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Lay out in ``room`` pixels: what is left over goes to one column of text.

        Where there is too little, columns give way down to their ``least``, the last ones first.
        """
        self._room = room
        pixels = [px(width) for width in self.widths]
        spare = room - sum(pixels)
        stretch = self._stretch()
        if spare > 0 and stretch is not None:
            pixels[stretch] += spare
        for at in reversed(range(len(pixels)) if room > 0 else ()):
            column = self.columns[at]
            if spare < 0 and column.least and column.key not in self.firm:
                given = min(-spare, max(0, pixels[at] - px(column.least)))
                pixels[at] -= given
                spare += given
        self.lefts = [0]
        for width in pixels:
            self.lefts.append(self.lefts[-1] + width)

    def _stretch(self) -> int | None:
        """The last column of text takes the room left over; numbers never drift apart."""
        for at in range(len(self.columns) - 1, self.frozen - 1, -1):
            if self.columns[at].align is Align.LEFT:
                return at
        return None

    @property
    def total(self) -> int:
        """Width of all columns."""
        return self.lefts[-1]

    @property
    def frozen_width(self) -> int:
        """Width of the frozen columns."""
        return self.lefts[self.frozen]

    def left(self, column: int) -> int:
        """Where ``column`` begins on the screen."""
        return self.lefts[column] - (0 if column < self.frozen else self.scroll)

    def width(self, column: int) -> int:
        """How wide ``column`` is on the screen."""
        return self.lefts[column + 1] - self.lefts[column]

    def at(self, x: int) -> int:
        """The column at ``x`` pixels, −1 beyond the last."""
        first, last = 0, self.frozen
        if x >= self.frozen_width:
            x += self.scroll
            first, last = self.frozen, len(self.columns)
        for column in range(first, last):
            if self.lefts[column] <= x < self.lefts[column + 1]:
                return column
        return -1

    def moving(self, left: int, right: int) -> range:
        """The columns that scroll and show between ``left`` and ``right``."""
        from_x = max(left, self.frozen_width) + self.scroll
        to_x = right + self.scroll
        first, last = len(self.columns), self.frozen
        for column in range(self.frozen, len(self.columns)):
            if self.lefts[column + 1] > from_x and self.lefts[column] < to_x:
                first = min(first, column)
                last = column + 1
        return range(first, max(first, last))
