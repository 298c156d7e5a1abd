"""Sizes of a printed sheet: paper, column widths from content, row heights from wrapped words.

Millimetres and points. Widths are estimates (a Chinese character is one em wide, a digit half), as
a spreadsheet cannot ask the printer's fonts; what is too wide still prints, fitted to the page.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Inferred,
    Section,
)
from townoffice.records import shown

POINT = 25.4 / 72
LONG_LIST = 25
"""Rows above which a table is a long list: smaller type rather than a wider sheet, lower rows."""

_HEAD_SIZE = 10.5
_LEAST = {
    ColumnKind.SERIAL: 10.5,
    ColumnKind.NAME: 24.0,
    ColumnKind.WORD: 13.0,
    ColumnKind.CODE: 17.0,
    ColumnKind.TEXT: 17.0,
    ColumnKind.NUMBER: 9.0,
}
"""The smallest width of every kind."""
_WORD_SIDES = 2.4
_ROOMY, _USUAL, _SNUG, _TIGHT = 4.5, 3.5, 3.0, 2.6
"""What is added to the widest figure of a column."""
_REMARK_SIZES = (10.5, 10.0, 9.5, 9.0)
_REMARK_LINES = 2
"""Remarks shrink, then wrap to so many lines."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of GB/T 9704: number in the file format, orientation, print area, margins (mm)."""

    number: int
    landscape: bool
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


A4_UPRIGHT = Paper(9, landscape=False, width=156, height=225, top=37, bottom=35, left=28, right=26)
A4_ACROSS = Paper(9, landscape=True, width=225, height=156, top=28, bottom=26, left=35, right=37)
A3_ACROSS = Paper(8, landscape=True, width=366, height=225, top=37, bottom=35, left=28, right=26)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The paper, body size in points and the column widths in mm of a form."""

    paper: Paper
    body: float
    widths: tuple[float, ...]

    @property
    def head(self) -> float:
        """Size of header cells."""
        return min(_HEAD_SIZE, self.body)

    @property
    def last(self) -> int:
        """The last column, from 0."""
        return len(self.widths) - 1

    @property
    def total(self) -> float:
        """Width of the whole table in mm."""
        return sum(self.widths)

    def between(self, first: int, last: int) -> float:
        """Width from one column to another, both included."""
        return sum(self.widths[first : last + 1])


def sizes_of(form: Form) -> Sizes:
    """Choose paper and body size by the sum of the smallest widths, and fill the print width."""
    tries = [(A4_UPRIGHT, 12.0, _USUAL)]
    if _longest(form) > LONG_LIST:
        tries.append((A4_UPRIGHT, 10.5, _TIGHT))
    tries += [
        (A4_ACROSS, 12.0, _ROOMY),
        (A4_ACROSS, 12.0, _USUAL),
        (A4_ACROSS, 12.0, _SNUG),
        (A4_ACROSS, 10.5, _USUAL),
        (A4_ACROSS, 9.0, _USUAL),
        (A3_ACROSS, 10.5, _USUAL),
    ]
    for paper, body, sides in tries:
        widths = _widths(form, body, sides)
        if sum(widths) <= paper.width:
            return Sizes(paper, body, _filled(form, widths, paper.width))
    return Sizes(A3_ACROSS, 9.0, tuple(_widths(form, 9.0, _TIGHT)))


def remark_size(values: Sequence[CellValue], width: float, body: float) -> float:
    """Choose the size of a column of remarks: as large as lets every remark have two lines."""
    texts = [value for value in values if isinstance(value, str)]
    for size in _REMARK_SIZES:
        if size <= body and all(lines_of(t, size, width) <= _REMARK_LINES for t in texts):
            return size
    return _REMARK_SIZES[-1]


def text_width(text: str, size: float) -> float:
    """Estimate the width of the widest line in mm."""
    return max(_ems(line) for line in text.split("\n")) * size * POINT


def lines_of(text: str, size: float, width: float) -> int:
    """Estimate the number of lines a wrapped text takes."""
    room = max(width - 1.5, size * POINT)
    return sum(max(1, ceil(text_width(line, size) / room)) for line in text.split("\n"))


def written(value: CellValue, column: Column) -> str:
    """Write a cell as it is seen, to measure it."""
    if isinstance(value, Inferred):
        return f"{written(value.value, column)}※"
    if isinstance(value, Absent):
        return str(value.value)
    if isinstance(value, str):
        return value
    return ("+" if column.signed and value > 0 else "") + shown(value, column.decimals)


def widest(column: Column, values: Sequence[CellValue], size: float) -> float:
    """Measure the widest figure or word of a column."""
    return max((text_width(written(value, column), size) for value in values), default=0.0)


def column_values(section: Section, place: int) -> list[CellValue]:
    """List everything that stands in a column, total rows included."""
    lead = label_span(section)
    values = [row[place] for row in section.rows]
    if place >= lead:
        values += [total.cells[place - lead] for total in section.totals]
    return values


def label_span(section: Section) -> int:
    """Count the leading columns that the label of a total row spans."""
    columns = section.columns
    if not section.totals:
        return len(columns)
    return len(columns) - len(section.totals[0].cells)


def _ems(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in line)


def _longest(form: Form) -> int:
    return max(len(section.rows) for section in form.sections)


def _widths(form: Form, body: float, sides: float) -> list[float]:
    count = max(len(section.columns) for section in form.sections)
    widths = [0.0] * count
    for section in form.sections:
        for place, width in enumerate(_section_widths(section, body, sides)):
            widths[place] = max(widths[place], width)
    return widths


def _section_widths(section: Section, body: float, sides: float) -> list[float]:
    head = min(body, _HEAD_SIZE)
    widths = []
    figures = {ColumnKind.NUMBER, ColumnKind.CODE}
    for place, column in enumerate(section.columns):
        label = text_width(column.label, head) + (2.5 if column.inferred else 0) + 2.0
        if column.kind is ColumnKind.TEXT:
            longest = widest(column, column_values(section, place), _REMARK_SIZES[-1])
            content = longest / _REMARK_LINES + 3.0
        else:
            content = widest(column, column_values(section, place), body)
            content += sides if column.kind in figures else _WORD_SIDES
        widths.append(max(_LEAST[column.kind], label, content))
    _even_groups(section.header, widths, 0, head)
    lead = label_span(section)
    for total in section.totals:
        room = sum(widths[:lead])
        need = text_width(total.label, body) + 3.0
        if lead and need > room:
            widths[lead - 1] += need - room
    return widths


def _even_groups(
    nodes: Sequence[Group | Column], widths: list[float], start: int, head: float
) -> int:
    """Make columns of one group equally wide where they hold the same sort of figure.

    All are made wide enough for the label of the group. Gives the next free place.
    """
    for node in nodes:
        if isinstance(node, Column):
            start += 1
            continue
        end = _even_groups(node.children, widths, start, head)
        sorts = {c.decimals if isinstance(c, Column) else None for c in node.children}
        if len(sorts) == 1 and None not in sorts:
            widths[start:end] = [max(widths[start:end])] * (end - start)
        lacking = text_width(node.label, head) + 4.5 - sum(widths[start:end])
        for place in range(start, end):
            widths[place] += max(0.0, lacking) / (end - start)
        start = end
    return start


def _filled(form: Form, widths: Sequence[float], width: float) -> tuple[float, ...]:
    """Give what is left to the last column of remarks, else to all evenly."""
    left = width - sum(widths)
    columns = form.sections[0].columns
    wordy = [n for n, column in enumerate(columns) if column.kind is ColumnKind.TEXT]
    if wordy:
        return tuple(w + left if n == wordy[-1] else w for n, w in enumerate(widths))
    return tuple(w + left / len(widths) for w in widths)


def free_digits(section: Section, sizes: Sizes) -> list[int]:
    """Give for every column the digits to leave free so that its widest figure is centred."""
    digit = text_width("0", sizes.body)
    free = []
    for place, column in enumerate(section.columns):
        content = widest(column, column_values(section, place), sizes.body)
        # The other half stays free on the left: a broader font does not show as ###.
        free.append(max(0, int((sizes.widths[place] - content) / 2 / digit)))
    return free
