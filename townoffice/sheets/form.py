"""A form known by its header: a fingerprint that another file of the same form has too.

The fingerprint is made of the words of the header's lines, folded and without years, and of where
they stand in relation to each other: next year's file has it, and one with another title above,
more units below or an empty column in front. A form whose columns moved is another form.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from townoffice.sheets.cells import text_of
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import folded
from townoffice.sheets.workbook import Sheet

__all__ = ["Form", "form_at", "forms_on"]

_YEAR = re.compile(r"(?:19|20)\d\d年?[度末底]?")
_WITHIN = 60
_TURN_UP_TO = 300


@dataclass(frozen=True, slots=True)
class Form:
    """A header on a sheet: fingerprint ``key`` (64 hex digits), first and last line, first place.

    Lines and places are those of ``grid``.
    """

    key: str
    grid: Grid
    header: tuple[int, int]
    first: int

    @property
    def lines(self) -> int:
        """How many lines the header has."""
        return self.header[1] - self.header[0] + 1

    def place_of(self, address: str) -> int | None:
        """Give the place of a header cell, counted from the first; None where it is not in it."""
        line = self.header[1]
        for place in range(self.grid.width):
            if self.grid.address(line, place) == address:
                return place - self.first
        return None

    def address(self, place: int) -> str:
        """Give the address of the header cell at a place counted from the first."""
        return self.grid.address(self.header[1], self.first + place)


def form_at(grid: Grid, header: tuple[int, int], kind: str) -> Form | None:
    """Give the form whose header stands on these lines; None where nothing stands there."""
    words = []
    for line in range(header[0], header[1] + 1):
        cells = enumerate(grid.lines[line]) if 0 <= line < len(grid.lines) else ()
        words.append([(place, key) for place, cell in cells if (key := _word(text_of(cell)))])
    if not words[0] or not words[-1]:
        return None
    first = min(place for line in words for place, _ in line)
    moved = [[(place - first, key) for place, key in line] for line in words]
    text = json.dumps([kind, moved], ensure_ascii=False)
    return Form(hashlib.sha256(text.encode()).hexdigest(), grid, header, first)


def forms_on(sheet: Sheet, kind: str, heights: frozenset[int]) -> Iterator[Form]:
    """Give every form of these heights that may stand at the head of a sheet, upright or turned."""
    grids = [Grid(sheet)]
    if len(sheet.rows) <= _TURN_UP_TO:
        grids.append(Grid(sheet, turned=True))
    for grid in grids:
        for top in range(min(_WITHIN, len(grid.lines))):
            for height in heights:
                if (found := form_at(grid, (top, top + height - 1), kind)) is not None:
                    yield found


def _word(text: str | None) -> str:
    return _YEAR.sub("", folded(text)) if text else ""
