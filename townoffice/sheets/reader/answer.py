"""The child's answer: JSON line by line, the cells block by block and column by column.

A sheet has few kinds of column and many rows: what a column holds is looked at once for a block of
rows, and the column is written as one list. Cell by cell takes three times as long.
"""

import datetime as dt
import json
import math
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from townoffice.sheets.reader.figures import figure
from townoffice.sheets.reader.wire import WireBook, WireCell, WireSheet

_BLOCK = 500
"""Rows written together: a header or a stray word spoils the columns of its own block alone."""

_PLAIN = 1e14
"""Below it 15 digits are written without an exponent, however they are rounded."""
_tell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def document(book: WireBook) -> Iterator[bytes]:
    """Write a workbook line by line: itself, then each sheet, followed by its blocks.

    A float is told by the 15 digits a spreadsheet shows, an empty text as nothing.
    """
    yield _line({"format": book.format, "remarks": book.remarks, "digest": book.digest})
    for sheet in book.sheets:
        names = (name for name in WireSheet.__dataclass_fields__ if name != "rows")
        yield _line({name: getattr(sheet, name) for name in names})
        for at in range(0, len(sheet.rows), _BLOCK):
            yield f"{_block(sheet.rows[at : at + _BLOCK])}\n".encode("utf-8", "replace")


def refusal(what: str, hint: str) -> bytes:
    """Write why there are no cells: the last line of an answer, whatever came before."""
    return _line({"what": what, "hint": hint})


def _line(told: dict[str, object]) -> bytes:
    return f"{_tell(told)}\n".encode("utf-8", "replace")


def _block(rows: Sequence[list[WireCell]]) -> str:
    """Write some rows by their columns, without the empty columns at the end, but for one."""
    columns = list(zip_longest(*rows)) or [(None,) * len(rows)]
    while len(columns) > 1 and all(cell is None or cell == "" for cell in columns[-1]):
        columns.pop()
    return f"[{','.join(map(_column, columns))}]"


def _column(cells: tuple[WireCell, ...]) -> str:
    """Write the cells of a column."""
    kinds = set(map(type, cells))
    if kinds == {float} and (numbers := _numbers(cells)) is not None:  # type: ignore[arg-type]  # they are
        return numbers
    if kinds == {str} and "" not in cells:
        return _tell(cells)
    return _tell(list(map(_cell, cells)))


def _numbers(cells: tuple[float, ...]) -> str | None:
    """Write a column of everyday numbers; None where one is none, or too large to be told fast."""
    whole = all(map(float.is_integer, cells))
    if not (whole or all(map(math.isfinite, cells))):
        return None
    if max(cells) >= _PLAIN or min(cells) <= -_PLAIN:
        return None
    if whole:
        return _tell(tuple(map(int, cells)))
    return f"[{','.join(['%.15g'] * len(cells)) % cells}]"


def _cell(cell: WireCell) -> int | float | str | bool | dict[str, str] | None:
    """Give a cell as it travels: with what JSON has no word for in a marked form."""
    if type(cell) is float:
        return figure(cell)
    if isinstance(cell, dt.date | dt.time):
        return {"d": cell.isoformat()}
    if isinstance(cell, dt.timedelta):
        return _duration(cell)
    return None if cell == "" else cell


def _duration(value: dt.timedelta) -> str:
    """Write a length of time as a spreadsheet does: hours, minutes, seconds."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
