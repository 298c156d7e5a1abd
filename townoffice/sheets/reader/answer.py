"""The child's answer: one JSON document, its cells block by block and column by column.

A sheet has few kinds of column and many rows: what a column holds is looked at once for a block of
rows, and the column is written as one list. Cell by cell takes three times as long.
"""

import datetime as dt
import json
import math
from collections.abc import Sequence
from itertools import zip_longest

from townoffice.sheets.reader.figures import figure
from townoffice.sheets.reader.wire import WireBook, WireCell, WireSheet

_BLOCK = 500
"""Rows written together: a header or a stray word spoils the columns of its own block alone."""

_PLAIN = 1e14
"""Below it 15 digits are written without an exponent, however they are rounded."""
_tell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def document(book: WireBook) -> bytes:
    """Write a workbook; a float as the 15 digits a spreadsheet shows, an empty text as nothing."""
    told = {"format": book.format, "remarks": book.remarks, "digest": book.digest}
    sheets = ",".join(map(_sheet, book.sheets))
    return f'{_tell(told).removesuffix("}")},"sheets":[{sheets}]}}'.encode("utf-8", "replace")


def refusal(what: str, hint: str) -> bytes:
    """Write why there are no cells."""
    return _tell({"what": what, "hint": hint}).encode("utf-8", "replace")


def _sheet(sheet: WireSheet) -> str:
    names = (name for name in WireSheet.__dataclass_fields__ if name != "rows")
    head = _tell({name: getattr(sheet, name) for name in names})
    starts = range(0, len(sheet.rows), _BLOCK)
    blocks = ",".join(_block(sheet.rows[at : at + _BLOCK]) for at in starts)
    return f'{head.removesuffix("}")},"blocks":[{blocks}]}}'


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
    if not all(map(math.isfinite, cells)) or max(cells) >= _PLAIN or min(cells) <= -_PLAIN:
        return None
    if all(map(float.is_integer, cells)):
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
