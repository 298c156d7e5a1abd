"""The texts of a table as they stand on paper, row by row, before anything is measured.

Numbers become text here, once: exact values rounded half up, − as U+2212, + where a column is
signed. A total row is a line like any other whose leading cells are one label.
"""

from typing import NamedTuple

from townoffice.prints.fonts import Role
from townoffice.prints.form import Absent, CellValue, Column, ColumnKind, Inferred, Section
from townoffice.prints.typeset import INFERRED_MARK
from townoffice.records import shown

MINUS = "−"
NOTHING = "无"
FIGURES = frozenset({ColumnKind.SERIAL, ColumnKind.CODE, ColumnKind.NUMBER})
"""Columns set in 宋 with a common right edge."""
WRAPPING = frozenset({ColumnKind.TEXT, ColumnKind.WORD, ColumnKind.NAME})


class Line(NamedTuple):
    """A row on paper: a text for every column; ``label`` of a total row spans the leading ones."""

    texts: tuple[str, ...]
    label: str | None = None
    heavy: bool = False


def cell_text(value: CellValue, column: Column) -> str:
    """Write a value as it stands in a cell of the column."""
    if isinstance(value, Inferred):
        return cell_text(value.value, column) + INFERRED_MARK
    if isinstance(value, str):
        return value
    if isinstance(value, Absent):
        return value.value
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


def leading(section: Section) -> int:
    """Count the columns before the first number: the ones a total's label spans."""
    columns = section.columns
    for place, column in enumerate(columns):
        if column.kind is ColumnKind.NUMBER:
            return place
    return len(columns)


def lines_of(section: Section) -> tuple[Line, ...]:
    """Give the rows of a section in the order they are printed.

    A section without any row says so in words: 无.
    """
    columns = section.columns
    body = [
        Line(tuple(cell_text(v, c) for v, c in zip(row, columns, strict=True)))
        for row in section.rows
    ]
    lead = leading(section)
    totals = [
        Line(
            ("",) * lead
            + tuple(cell_text(v, c) for v, c in zip(total.cells, columns[lead:], strict=True)),
            total.label,
            total.heavy,
        )
        for total in section.totals
    ]
    if not body and not totals:
        return (Line(("",) * len(columns), NOTHING),)
    return (*totals, *body) if section.totals_first else (*body, *totals)


def spread(label: str) -> str:
    """Put a space of one character into a label of two: 合计 becomes 合　计."""
    return f"{label[0]}　{label[1]}" if len(label) == 2 else label


def role_of(kind: ColumnKind) -> Role:
    """Give the face a column is set in: figures 宋, words 仿宋."""
    return Role.SONG if kind in FIGURES else Role.FANG
