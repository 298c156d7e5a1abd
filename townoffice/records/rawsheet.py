"""A sheet as it stands in the clerk's file, with what the program took each line for."""

import re
from dataclasses import dataclass
from enum import StrEnum

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


class LineRole(StrEnum):
    """What a line of a sheet was taken for."""

    TITLE = "title"
    HEADER = "header"
    DATA = "data"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line: cells as text; ``numbers`` are the places that hold numbers, not texts.

    ``label`` is the row number as the spreadsheet shows it.
    """

    label: str
    role: LineRole
    cells: tuple[str, ...]
    numbers: frozenset[int]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawSheet:
    """All lines of the sheet, and the letters of its columns in ``places``.

    Where indicators are the rows of the file (``turned``) lines are the file's columns, and labels
    and places change their parts. ``merges`` are (line, place, height, width), ``header`` the first
    and last line of the (first) header, None where none was found.
    """

    places: tuple[str, ...]
    lines: tuple[RawLine, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    header: tuple[int, int] | None = None
    turned: bool = False

    def address(self, line: int, place: int) -> str:
        """Address of a cell in the clerk's file (``D3``)."""
        label, letters = self.lines[line].label, self.places[place]
        return f"{label}{letters}" if self.turned else f"{letters}{label}"

    def find(self, address: str) -> tuple[int, int] | None:
        """Give line and place of an address, None where the sheet does not reach it."""
        parts = _ADDRESS.fullmatch(address)
        if parts is None or not self.lines:
            return None
        letters, number = parts.groups()
        if self.turned:
            letters, number = number, letters
            labels = [line.label for line in self.lines]
            line = labels.index(number) if number in labels else -1
        else:
            line = int(number) - int(self.lines[0].label)
        if letters not in self.places or not 0 <= line < len(self.lines):
            return None
        return line, self.places.index(letters)


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of the file that can be chosen: how many rows it has."""

    name: str
    hidden: bool
    rows: int
