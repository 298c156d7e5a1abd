"""The child's answer: one JSON document, its cells written column by column.

A sheet has few kinds of column and many rows: what a column holds is looked at once for a block of
rows, and the block is written by one template. Cell by cell takes three times as long.
"""

import json
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring
from types import NoneType

from townoffice.sheets.reader.figures import figure
from townoffice.sheets.reader.wire import WireBook, WireCell, WireSheet, trimmed

_BLOCK = 250
"""Rows written together: a header or a stray word spoils the columns of its own block alone."""

_PLAIN = 1e14
"""Below it 15 digits are written without an exponent, however they are rounded."""
_WORDS = frozenset({str, NoneType})
_NULL = "null"


def document(book: WireBook) -> bytes:
    """Write a workbook; a float as the 15 digits a spreadsheet shows, an empty text as nothing."""
    told = {"format": book.format, "remarks": book.remarks, "digest": book.digest}
    head = json.dumps(told, ensure_ascii=False)
    sheets = ",".join(map(_sheet, book.sheets))
    return f'{head.removesuffix("}")},"sheets":[{sheets}]}}'.encode("utf-8", "replace")


def refusal(what: str, hint: str) -> bytes:
    """Write why there are no cells."""
    told = {"what": what, "hint": hint}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _sheet(sheet: WireSheet) -> str:
    names = (name for name in WireSheet.__dataclass_fields__ if name != "rows")
    head = json.dumps({name: getattr(sheet, name) for name in names}, ensure_ascii=False)
    starts = range(0, len(sheet.rows), _BLOCK)
    rows = ",".join(_block(sheet.rows[at : at + _BLOCK]) for at in starts)
    return f'{head.removesuffix("}")},"rows":[{rows}]}}'


def _block(rows: Sequence[list[WireCell]]) -> str:
    """Write some rows, without the empty cells at their ends."""
    if len(set(map(len, rows))) > 1:  # ragged: there are no columns to speak of
        return ",".join(f"[{','.join(map(_cell, trimmed(row)))}]" for row in rows)
    columns = [_column(column) for column in zip(*rows, strict=True)]
    while columns and all(cell == _NULL for cell in columns[-1][1]):
        columns.pop()
    if columns and _NULL in columns[-1][1]:
        return ",".join(_lines_cut(columns))
    template = f"[{','.join(kind for kind, _ in columns)}]"
    if not columns:
        return ",".join([template] * len(rows))
    lines = zip(*(cells for _, cells in columns), strict=True)
    return ",".join(map(template.__mod__, lines))


def _lines_cut(columns: Sequence[tuple[str, Sequence[object]]]) -> Iterable[str]:
    """Give the rows of a block some of which end in empty cells."""
    texts = (map(kind.__mod__, map(_alone, cells)) for kind, cells in columns)
    for line in zip(*texts, strict=True):
        end = len(line)
        while end and line[end - 1] == _NULL:
            end -= 1
        yield f"[{','.join(line[:end])}]"


def _alone(cell: object) -> tuple[object]:
    return (cell,)


def _column(cells: tuple[WireCell, ...]) -> tuple[str, Sequence[object]]:
    """Give the place of a column in the template, and what goes there."""
    kinds = set(map(type, cells))
    if kinds == {float} and (numbers := _numbers(cells)) is not None:  # type: ignore[arg-type]  # they are
        return numbers
    if kinds == {int}:
        return "%d", cells
    if kinds <= _WORDS:
        if kinds == {str} and "" not in cells:
            return "%s", list(map(encode_basestring, cells))  # type: ignore[arg-type]  # all are texts
        return "%s", [encode_basestring(cell) if cell else _NULL for cell in cells]  # type: ignore[arg-type]  # the same
    return "%s", list(map(_cell, cells))


def _numbers(cells: tuple[float, ...]) -> tuple[str, Sequence[object]] | None:
    """Take a column of everyday numbers; None where one is none, or too large to be told fast."""
    try:
        whole = tuple(map(int, cells))
    except (ValueError, OverflowError):
        return None
    if max(whole) >= _PLAIN or min(whole) <= -_PLAIN:
        return None
    return ("%d", whole) if whole == cells else ("%.15g", cells)


def _cell(cell: WireCell) -> str:
    if cell is None or cell == "":
        return _NULL
    if type(cell) is str:
        return encode_basestring(cell)
    return json.dumps(figure(cell) if type(cell) is float else cell, ensure_ascii=False)
