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

_BODY_SIZES = (12.0, 10.5, 9.0)
_HEAD_SIZE = 10.5
_SIDES = {
    ColumnKind.SERIAL: (11.0, 2.4),
    ColumnKind.NAME: (24.0, 3.0),
    ColumnKind.WORD: (17.0, 2.4),
    ColumnKind.CODE: (17.0, 4.5),
    ColumnKind.TEXT: (22.0, 0.0),
    ColumnKind.NUMBER: (9.0, 4.5),
}
_SIDES_LONG = {
    **_SIDES,
    ColumnKind.CODE: (17.0, 2.6),
    ColumnKind.TEXT: (17.0, 0.0),
    ColumnKind.NUMBER: (9.0, 2.6),
}
"""For every kind its smallest width and what is added to its widest content; in a long list."""


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

    def between(self, first: int, last: int) -> float:
        """Width from one column to another, both included."""
        return sum(self.widths[first : last + 1])


def sizes_of(form: Form) -> Sizes:
    """Choose paper and body size by the sum of the smallest widths, and fill the print width."""
    upright = _BODY_SIZES[:2] if _longest(form) > LONG_LIST else _BODY_SIZES[:1]
    tries = [(A4_UPRIGHT, size) for size in upright]
    tries += [(A4_ACROSS, size) for size in _BODY_SIZES]
    tries.append((A3_ACROSS, _BODY_SIZES[1]))
    for paper, body in tries:
        widths = _widths(form, body)
        if sum(widths) <= paper.width:
            return Sizes(paper, body, _filled(form, widths, paper.width))
    return Sizes(A3_ACROSS, _BODY_SIZES[2], tuple(_widths(form, _BODY_SIZES[2])))


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


def _widths(form: Form, body: float) -> list[float]:
    count = max(len(section.columns) for section in form.sections)
    widths = [0.0] * count
    for section in form.sections:
        for place, width in enumerate(_section_widths(section, body)):
            widths[place] = max(widths[place], width)
    return widths


def _section_widths(section: Section, body: float) -> list[float]:
    head = min(body, _HEAD_SIZE)
    widths = []
    long = len(section.rows) > LONG_LIST
    for place, column in enumerate(section.columns):
        least, sides = (_SIDES_LONG if long else _SIDES)[column.kind]
        label = text_width(column.label, head) + (2.5 if column.inferred else 0) + 2.0
        content = 0.0
        if column.kind is not ColumnKind.TEXT:
            content = widest(column, column_values(section, place), body) + sides
        widths.append(max(least, label, content))
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
    """Make columns of one group equally wide and wide enough for its label; give the next place."""
    for node in nodes:
        if isinstance(node, Column):
            start += 1
            continue
        end = _even_groups(node.children, widths, start, head)
        label = (text_width(node.label, head) + 4.5) / (end - start)
        even = max(label, *widths[start:end])
        if all(isinstance(child, Column) for child in node.children):
            widths[start:end] = [even] * (end - start)
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
