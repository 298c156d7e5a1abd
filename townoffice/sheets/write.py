"""Workbooks out: a plain table that reads back as it was written.

Only typed writes: a text that begins with "=" stays a text. Numbers of more than 15 digits go out
as text, since a spreadsheet would round them.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat
from pathlib import Path
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from townoffice.filing import put_file
from townoffice.sheets.notes import NOTES
from townoffice.sheets.numbers import plain_text

CellOut: TypeAlias = int | Decimal | str | None
_WIDEST = 28
_SPARE = 40
"""Lines below the last one in which typing is checked, too."""


@dataclass(frozen=True, slots=True)
class Check:
    """What may be typed into a column: one of ``words``, a whole number, or any number from 0."""

    words: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column to write: its header, whether it holds text (left, format text), what may go in.

    ``remark`` hangs on the header; ``wide``: its cells hold names or sentences.
    """

    text: str
    words: bool = False
    check: Check | None = None
    remark: str = ""
    wide: bool = False


def write_table(
    path: Path,
    title: str,
    sheet: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[CellOut]],
    *,
    marking: str | None = None,
    blank_lines: int = 0,
    notes: Sequence[str] = (),
) -> None:
    """Write one table with its title; an existing file is replaced once the new one is whole.

    ``marking`` stands at the head of every printed page, not in a cell: the file reads back.
    ``blank_lines`` to type into follow; ``notes`` are the lines of a sheet of their own.

    :raises CannotWrite: the folder or file cannot be written.
    """
    put_file(_workbook(title, sheet, headings, rows, marking, blank_lines, notes), path)


def _workbook(
    title: str,
    sheet: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[CellOut]],
    marking: str | None,
    blank_lines: int,
    notes: Sequence[str],
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
        if heading.remark:
            page.write_comment(1, place, heading.remark)
        least = _WIDEST if heading.wide else 10
        page.set_column(place, place, min(max(2 * len(heading.text) + 2, least), _WIDEST))
    empty = repeat([None] * len(headings), blank_lines)
    line = 1
    for line, row in enumerate(chain(rows, empty), start=2):
        for place, (heading, value) in enumerate(zip(headings, row, strict=True)):
            if value is None:
                page.write_blank(line, place, None, words if heading.words else number)
            elif isinstance(value, str):
                page.write_string(line, place, value, words)
            elif len(Decimal(value).as_tuple().digits) > 15:
                page.write_string(line, place, plain_text(value), words)
            else:
                page.write_number(line, place, float(value), number)
    _put_checks(page, headings, max(line, 2))
    page.freeze_panes(2, 2)
    page.repeat_rows(1)
    page.set_landscape()
    page.set_paper(9)
    if marking:
        page.set_header(f"&L{marking.replace('&', '&&')}")
    page.fit_to_pages(1, 0)
    if notes:
        _put_notes(book, notes)
    book.close()
    return buffer.getvalue()


def _put_checks(page: Worksheet, headings: Sequence[Heading], last: int) -> None:
    """Let the spreadsheet refuse what cannot be, and some lines more than there are."""
    for place, heading in enumerate(headings):
        check = heading.check
        if check is None:
            continue
        if check.words:
            rule: dict[str, object] = {
                "validate": "list",
                "source": list(check.words),
                "error_title": heading.text,
                "error_message": f"请从列表里选：{'、'.join(check.words)}",
            }
        else:
            kind = "整数" if check.whole else "数"
            rule = {
                "validate": "integer" if check.whole else "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": heading.text[:32],
                "error_message": f"请填不小于 0 的{kind}；没有的数留空",
            }
        page.data_validation(2, place, last + _SPARE, place, rule)


def _put_notes(book: xlsxwriter.Workbook, notes: Sequence[str]) -> None:
    page = book.add_worksheet(NOTES)
    page.set_column(0, 0, 90)
    head = book.add_format({"bold": True, "font_size": 14})
    plain = book.add_format({"text_wrap": True})
    for line, text in enumerate(notes):
        page.write_string(line, 0, text, plain if line else head)
    page.set_paper(9)
