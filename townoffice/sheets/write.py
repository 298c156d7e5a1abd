"""Workbooks out: a plain table that reads back as it was written.

Only typed writes: a text that begins with "=" stays a text. Numbers of more than 15 digits go out
as text, since a spreadsheet would round them.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import xlsxwriter

from townoffice.filing import put_file
from townoffice.sheets.numbers import plain_text

CellOut: TypeAlias = int | Decimal | str | None
_WIDEST = 28


@dataclass(frozen=True, slots=True)
class Heading:
    """A column to write: its header, and whether it holds text (left, format text)."""

    text: str
    words: bool = False


def write_table(
    path: Path,
    title: str,
    sheet: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[CellOut]],
    *,
    marking: str | None = None,
) -> None:
    """Write one table with its title; an existing file is replaced once the new one is whole.

    ``marking`` stands at the head of every printed page, not in a cell: the file reads back.

    :raises CannotWrite: the folder or file cannot be written.
    """
    put_file(_workbook(title, sheet, headings, rows, marking), path)


def _workbook(
    title: str,
    sheet: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[CellOut]],
    marking: str | None,
) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet(sheet)
    top = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    head = book.add_format(
        {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    words = book.add_format({"border": 1, "num_format": "@"})
    number = book.add_format({"border": 1, "align": "right"})
    page.merge_range(0, 0, 0, len(headings) - 1, "", top)
    page.write_string(0, 0, title, top)
    for place, heading in enumerate(headings):
        page.write_string(1, place, heading.text, head)
        page.set_column(place, place, min(max(2 * len(heading.text) + 2, 10), _WIDEST))
    for line, row in enumerate(rows, start=2):
        for place, (heading, value) in enumerate(zip(headings, row, strict=True)):
            if value is None:
                page.write_blank(line, place, None, words if heading.words else number)
            elif isinstance(value, str):
                page.write_string(line, place, value, words)
            elif len(Decimal(value).as_tuple().digits) > 15:
                page.write_string(line, place, plain_text(value), words)
            else:
                page.write_number(line, place, float(value), number)
    page.freeze_panes(2, 2)
    page.repeat_rows(1)
    page.set_landscape()
    page.set_paper(9)
    if marking:
        page.set_header(f"&L{marking.replace('&', '&&')}")
    page.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()
