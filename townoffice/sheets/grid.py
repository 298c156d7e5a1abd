"""A sheet seen as a table: merged cells filled, turned round where indicators are the rows."""

import functools
from collections.abc import Iterable

from townoffice.sheets.workbook import Cell, Sheet

_LARGEST_MERGE = 5_000


@functools.cache
def column_letters(column: int) -> str:
    """Letters of a zero-based column: 0 is A."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Grid:
    """Cells by line and place, both from 0; ``address`` gives the clerk's address in the file."""

    def __init__(self, sheet: Sheet, *, turned: bool = False) -> None:
        self.sheet = sheet
        self.turned = turned
        self.lines: list[list[Cell]] = sheet.rows
        self.width = max((len(line) for line in sheet.rows), default=0)
        if turned:
            padded = [line + [None] * (self.width - len(line)) for line in sheet.rows]
            self.lines = [list(column) for column in zip(*padded, strict=True)]
            self.width = len(sheet.rows)
        self._origin = _origins(self)

    def cell(self, line: int, place: int) -> Cell:
        """Give the cell itself; None beyond the edges."""
        if not 0 <= line < len(self.lines):
            return None
        cells = self.lines[line]
        return cells[place] if 0 <= place < len(cells) else None

    def filled(self, line: int, place: int) -> Cell:
        """Give the cell, or the value of the merged range it belongs to."""
        value = self.cell(line, place)
        if value is not None or not self._origin:
            return value
        top = self._origin.get((line, place))
        return self.cell(*top) if top else None

    def merged(self, line: int, place: int) -> bool:
        """Tell whether the cell belongs to a merged range."""
        return (line, place) in self._origin

    def spread(self, place: int, lines: Iterable[int], below: int) -> None:
        """Let empty cells of a column take the value above them, as if they were merged with it."""
        for line in lines:
            if self.filled(line, place) is not None:
                below = line
            else:
                self._origin[line, place] = self._origin.get((below, place), (below, place))

    def address(self, line: int, place: int) -> str:
        """Address of a cell in the clerk's file (``D3``)."""
        row, column = (place, line) if self.turned else (line, place)
        return f"{column_letters(self.sheet.column + column)}{self.sheet.row + row + 1}"

    def addresses(self, lines: Iterable[int], place: int) -> list[str]:
        """Give the addresses of one place in many lines."""
        if self.turned:
            return [self.address(line, place) for line in lines]
        letters, below = column_letters(self.sheet.column + place), self.sheet.row + 1
        return [f"{letters}{below + line}" for line in lines]

    def hidden_line(self, line: int) -> bool:
        """Tell whether the line is hidden in the file."""
        if self.turned:
            return line + self.sheet.column in self.sheet.hidden_columns
        return line + self.sheet.row in self.sheet.hidden_rows

    def hidden_place(self, place: int) -> bool:
        """Tell whether the place (column of the table) is hidden in the file."""
        if self.turned:
            return place + self.sheet.row in self.sheet.hidden_rows
        return place + self.sheet.column in self.sheet.hidden_columns

    def blank(self, line: int, span: tuple[int, int] | None = None) -> bool:
        """Tell whether nothing but blanks stands in the line, or in a span of its places."""
        cells = self.lines[line] if span is None else self.lines[line][span[0] : span[1]]
        for value in cells:  # a loop: this is asked of every line, and the first cell answers
            if value is not None and (not isinstance(value, str) or value.strip()):
                return False
        return True


def _origins(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Map every cell of a merged range to the range's first cell, in the grid's own directions."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    sheet = grid.sheet
    for top, left, bottom, right in sheet.merges:
        if (bottom - top + 1) * (right - left + 1) > _LARGEST_MERGE:
            continue
        first = (top - sheet.row, left - sheet.column)
        for row in range(first[0], bottom - sheet.row + 1):
            for column in range(first[1], right - sheet.column + 1):
                if grid.turned:
                    found[column, row] = (first[1], first[0])
                else:
                    found[row, column] = first
    return found
