"""Faces of a sheet by role: which font, size, alignment, border and number format a cell has.

Fonts are named as the standard names them and never embedded; a computer without them shows its
own. The properties are plain words for the writer, so nothing here depends on a library.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from townoffice.prints.form import Column, ColumnKind

Property: TypeAlias = str | int | float | bool
Face: TypeAlias = dict[str, Property]

_THIN, _MEDIUM = 1, 2
STACKED = 270
"""The rotation of words written downwards, letter below letter."""


class Font(Enum):
    """The five faces of GB/T 9704."""

    TITLE = "方正小标宋简体"
    WORDS = "仿宋"
    SUBTITLE = "楷体"
    HEAD = "黑体"
    FIGURES = "宋体"


@dataclass(frozen=True, slots=True)
class Edges:
    """Which sides of a cell lie on the frame of the table."""

    top: bool = False
    bottom: bool = False
    left: bool = False
    right: bool = False


def face(font: Font, size: float, align: str = "left", *, wrap: bool = False) -> Face:
    """Give the properties of a cell outside a table."""
    return {
        "font_name": font.value,
        "font_size": size,
        "align": align,
        "valign": "vcenter",
        "text_wrap": wrap,
    }


def framed(plain: Face, edges: Edges) -> Face:
    """Close a cell of the table: thin lines, medium where it lies on the frame."""
    sides = {side: _MEDIUM if getattr(edges, side) else _THIN for side in Edges.__slots__}
    return {**plain, **sides}


def bare(framed_: Face, *sides: str) -> Face:
    """Take the lines off some sides of a cell."""
    return {**framed_, **dict.fromkeys(sides, 0)}


def raised(font: Font, size: float) -> Face:
    """Give the properties of ※: smaller and raised."""
    return {"font_name": font.value, "font_size": size, "font_script": 1}


def number_format(column: Column, *, free: int = 0, inferred: bool = False) -> str:
    """Write the number format of a column: decimals, − for negatives, + where it is signed.

    ``free`` digits stay empty on the right, so that the widest figure stands centred.
    """
    figure = f"0.{'0' * column.decimals}" if column.decimals else "0"
    mark = ('"※"' if inferred else "") + "_ " * free
    plus = "+" if column.signed else ""
    return f'{plus}{figure}{mark};"−"{figure}{mark};{figure}{mark}'


def word_face(column: Column, size: float, *, listed: bool) -> Face:
    """Give the properties of words in a column of the table; ``listed``: in a list of words."""
    if column.kind is ColumnKind.TEXT:
        return face(Font.WORDS, size, wrap=True)
    if column.kind is ColumnKind.CODE:
        return {**face(Font.FIGURES, size, "center"), "num_format": "@"}
    if column.kind is ColumnKind.LABEL:
        return face(Font.HEAD, min(size, 10.5), "center", wrap=True)
    align = "left" if column.kind is ColumnKind.NAME else "center"
    return face(Font.WORDS, size, align, wrap=listed)


def figure_face(column: Column, size: float, free: int, *, inferred: bool) -> Face:
    """Give the properties of a figure in a column of the table."""
    if column.kind is not ColumnKind.NUMBER:
        return face(Font.FIGURES, size, "center")
    plain = face(Font.FIGURES, size, "right")
    return {**plain, "num_format": number_format(column, free=free, inferred=inferred)}
