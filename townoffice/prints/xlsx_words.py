"""How wide words and figures come out on a sheet, by estimate, and how high wrapped words get."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil

from townoffice.prints.cells import cell_text, rows_of
from townoffice.prints.form import CellValue, Column, ColumnKind, Covered, Merged, Section

POINT = 25.4 / 72
REMARK_SIZES = (10.5, 10.0, 9.5, 9.0)
LIST_SIZES = (12.0, 11.0, *REMARK_SIZES)
_REMARK_LINES, _LIST_LINES = 2, 3
_INSIDE = 1.5
_SHORT, _LEAST = 6.0, 4
"""Words over rows stand on one line up to so many em; of longer ones so many characters do."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a column holds: its widest figure or line in em, and its different words."""

    ems: float
    texts: frozenset[str]

    def width(self, size: float) -> float:
        """Give the width of the widest at a size in points."""
        return self.ems * size * POINT


def contents(section: Section) -> tuple[Content, ...]:
    """Measure every column of a section once.

    Labels of totals are left out, and what spans columns; long words over rows wrap as they need.
    """
    columns = section.columns
    rows = rows_of(section)
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return tuple(_content(c, its) for c, its in zip(columns, values, strict=True))


def _content(column: Column, values: Sequence[CellValue]) -> Content:
    """Measure a column: of its numbers only the ends of their range need writing out."""
    whole = [value for value in values if type(value) is int]
    parts = [value for value in values if type(value) is Fraction]
    texts = {value for value in values if type(value) is str}
    ends: set[CellValue] = {min(whole), max(whole)} if whole else set()
    if parts:
        ends |= {min(parts, key=float), max(parts, key=float)}
    if len(whole) + len(parts) + len(texts) < len(values):
        ends |= {
            value
            for value in values
            if not isinstance(value, int | Fraction | str | Merged | Covered)
        }
    for value in values:
        if isinstance(value, Merged) and value.across == 1 and column.kind is not ColumnKind.LABEL:
            text = cell_text(value, column)
            texts.add(text if line_ems(text) <= _SHORT else text[:_LEAST])
    written = {*texts, *(cell_text(value, column) for value in ends)}
    ems = max((line_ems(line) for text in written for line in text.split("\n")), default=0.0)
    return Content(ems, frozenset(texts) if column.kind not in _FIGURES else frozenset())


_FIGURES = frozenset({ColumnKind.NUMBER, ColumnKind.SERIAL, ColumnKind.CODE})


@lru_cache(maxsize=100_000)
def line_ems(line: str) -> float:
    """Estimate the width of a line without breaks in em."""
    return len(line) / 2 if line.isascii() else sum(_char_ems(char) for char in line)


@lru_cache(maxsize=30_000)
def _char_ems(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def text_width(text: str, size: float) -> float:
    """Estimate the width of the widest line in mm."""
    return max(line_ems(line) for line in text.split("\n")) * size * POINT


def lines_of(text: str, size: float, width: float) -> int:
    """Estimate the number of lines a wrapped text takes."""
    room = max(width - _INSIDE, size * POINT)
    return sum(max(1, ceil(line_ems(line) * size * POINT / room)) for line in text.split("\n"))


def remark_size(texts: Iterable[str], width: float, body: float, *, listed: bool) -> float:
    """Choose the size of a column of words: the first at which all have two lines at most.

    ``listed``: in a list of words, where they may have three and be as large as the body.
    """
    sizes, most = (LIST_SIZES, _LIST_LINES) if listed else (REMARK_SIZES, _REMARK_LINES)
    left = set(texts)
    for size in sizes:
        if size > body:
            continue
        left = {text for text in left if lines_of(text, size, width) > most}
        if not left:
            return size
    return sizes[-1]
