"""The texts of a table as they stand on paper, row by row, before anything is measured.

Numbers become text here, once: exact values rounded half up, − as U+2212, + where a column is
signed. A total row is a line like any other whose leading cells are one label.
"""

from typing import NamedTuple

from townoffice.prints.fonts import Role
from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Covered,
    Inferred,
    Merged,
    Section,
)
from townoffice.prints.typeset import INFERRED_MARK
from townoffice.records import shown

MINUS = "−"
NOTHING = "无"
_LAST_BEFORE_HAN = 0x2E7F
FIGURES = frozenset({ColumnKind.SERIAL, ColumnKind.CODE, ColumnKind.NUMBER})
"""Columns set in 宋 with a common right edge."""
WRAPPING = frozenset({ColumnKind.TEXT, ColumnKind.WORD, ColumnKind.NAME, ColumnKind.LABEL})
SIGNS = frozenset({NOTHING, *(sign.value for sign in Absent)})
"""Stand in the middle of their cell, however wide it is."""


class Line(NamedTuple):
    """A row on paper: a text for every column; ``label`` of a total row spans the first ``lead``.

    What a merged cell says is not among the texts: it stands in a :class:`Merge`.
    """

    texts: tuple[str, ...]
    label: str | None = None
    heavy: bool = False
    lead: int = 0


class Merge(NamedTuple):
    """A cell on paper over lines ``top`` to ``bottom`` and columns ``left`` to ``right``."""

    top: int
    bottom: int
    left: int
    right: int
    text: str
    heavy: bool


def cell_text(value: CellValue, column: Column) -> str:
    """Write a value as it stands in a cell of the column."""
    if isinstance(value, Merged):
        return cell_text(value.value, column)
    if isinstance(value, Inferred):
        return cell_text(value.value, column) + INFERRED_MARK
    if isinstance(value, str):
        return value
    if isinstance(value, Absent):
        return value.value
    if isinstance(value, Covered):
        return ""
    text = (
        str(value)
        if isinstance(value, int) and not column.decimals
        else shown(value, column.decimals)
    )
    if text.startswith("-"):
        return MINUS + text[1:]
    nought = not text.strip("0.")
    return f"+{text}" if column.signed and not nought else text


def is_figure(text: str) -> bool:
    """Tell a figure from a word or sign in a number column: figures keep the common right edge."""
    return text.rstrip(INFERRED_MARK)[-1:].isdigit()


def wordy(section: Section) -> bool:
    """Tell a list of words, which has no index row, from a table of numbers."""
    return all(column.kind is not ColumnKind.NUMBER for column in section.columns)


def leading(section: Section) -> int:
    """Count the columns before the first number: those that say what a row is about."""
    columns = section.columns
    for place, column in enumerate(columns):
        if column.kind is ColumnKind.NUMBER:
            return place
    return len(columns)


def rows_of(section: Section) -> tuple[tuple[CellValue, ...], ...]:
    """Give the values of all lines in the order they are printed, nothing where a label stands."""
    count = len(section.columns)
    totals = tuple(("",) * (count - len(total.cells)) + total.cells for total in section.totals)
    return (*totals, *section.rows) if section.totals_first else (*section.rows, *totals)


def lines_of(section: Section) -> tuple[Line, ...]:
    """Give the rows of a section in the order they are printed.

    A section without any row says so in words: 无.
    """
    columns = section.columns
    if not section.rows and not section.totals:
        return (Line(("",) * len(columns), NOTHING, lead=len(columns)),)
    first = 0 if section.totals_first else len(section.rows)
    labels = {first + place: total for place, total in enumerate(section.totals)}
    lines = []
    for place, row in enumerate(rows_of(section)):
        texts = tuple(
            "" if isinstance(value, Merged) else cell_text(value, column)
            for value, column in zip(row, columns, strict=True)
        )
        total = labels.get(place)
        if total is None:
            lines.append(Line(texts))
        else:
            lead = len(columns) - len(total.cells)
            lines.append(Line(texts, total.label, total.heavy, lead))
    return tuple(lines)


def merges_of(section: Section) -> tuple[Merge, ...]:
    """Give the merged cells of a section, by the lines they span."""
    columns = section.columns
    return tuple(
        Merge(
            top,
            top + value.down,
            left,
            left + value.across,
            cell_text(value, columns[left]),
            value.heavy,
        )
        for top, row in enumerate(rows_of(section))
        for left, value in enumerate(row)
        if isinstance(value, Merged)
    )


def spread(label: str) -> str:
    """Put a space of one character into a label of two: 合计 becomes 合　计."""
    return f"{label[0]}　{label[1]}" if len(label) == 2 else label


def words_role(text: str) -> Role:
    """Give the face of a text that stands alone: a figure or a date, without 汉字, is set in 宋."""
    return Role.FANG if any(ord(char) > _LAST_BEFORE_HAN for char in text) else Role.SONG


def role_of(kind: ColumnKind) -> Role:
    """Give the face a column is set in: figures 宋, labels 黑, words 仿宋."""
    if kind is ColumnKind.LABEL:
        return Role.HEI
    return Role.SONG if kind in FIGURES else Role.FANG
