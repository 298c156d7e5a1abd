"""The child that marks a copy of an .xlsx: it opens the clerk's own workbook and keeps its formats.

Runs like the reader's child, with the same limits (:mod:`.child`), because the library builds every
cell of a file in memory. Nothing of the file is executed: macros are not kept, so an .xlsm becomes
an .xlsx, and links to other files go. What to mark comes as JSON on the standard input.
"""

import hashlib
import io
import json
import sys
from copy import copy
from pathlib import Path
from typing import TypedDict

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from townoffice.sheets.reader.limits import limit_itself

_RED = PatternFill("solid", fgColor="FFF8C9C9")
_AMBER = PatternFill("solid", fgColor="FFFBE3B0")
_LINE = Side(style="thin", color="FFB8C0CC")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


class FaultSaid(TypedDict):
    """One fault, as :class:`townoffice.sheets.faults.Fault` has it."""

    sheet: str
    cell: str
    level: str
    what: str
    hint: str
    wrong: bool | None


class Said(TypedDict):
    """What the child is told: which file, what to mark, and how the list looks."""

    digest: str
    listing: str
    heads: list[str]
    widths: list[int]
    faults: list[FaultSaid]
    comments: list[tuple[str, str, str]]
    red: list[tuple[str, str]]


def main(name: str) -> int:
    """Read the file and what is said of it, write the marked workbook; 1 where it moved on."""
    limit_itself()
    said: Said = json.loads(sys.stdin.buffer.read())
    data = Path(name).read_bytes()
    if hashlib.sha256(data).hexdigest() != said["digest"]:
        return 1
    sys.stdout.buffer.write(marked(data, said))
    sys.stdout.buffer.flush()
    return 0


def marked(data: bytes, said: Said) -> bytes:
    """Give the workbook with its faults marked and listed."""
    book = load_workbook(io.BytesIO(data), keep_vba=False, keep_links=False)
    red = {(sheet, cell) for sheet, cell in said["red"]}
    for name, address, words in said["comments"]:
        if name in book.sheetnames and isinstance(book[name], Worksheet):
            _mark(book[name], address, words, wrong=(name, address) in red)
    _list(book, said)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(page: Worksheet, address: str, words: str, *, wrong: bool) -> None:
    cell = _first_of(page, address)
    cell.fill = _RED if wrong else _AMBER
    own = f"{cell.comment.text}\n" if cell.comment is not None else ""
    cell.comment = Comment(f"{own}{words}", "导入检查", height=120, width=300)


def _first_of(page: Worksheet, address: str) -> Cell:
    """Give a cell, or the first of the merged range it lies in: only that one shows anything."""
    cell = page[address]
    if isinstance(cell, MergedCell):
        for merged in page.merged_cells.ranges:
            if address in merged:
                return _first_of(page, merged.start_cell.coordinate)
    assert isinstance(cell, Cell)
    return cell


def _list(book: Workbook, said: Said) -> None:
    """Put the list of faults in front, and let it be what is seen first."""
    name = said["listing"]
    while name in book.sheetnames:
        name = f"{name}_"
    page = book.create_sheet(name, 0)
    for column, (text, width) in enumerate(zip(said["heads"], said["widths"], strict=True), 1):
        cell = page.cell(1, column, text)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFE8ECF1")
        cell.border = _FRAME
        page.column_dimensions[cell.column_letter].width = width
    for row, fault in enumerate(said["faults"], start=2):
        texts = (fault["sheet"], fault["cell"], fault["level"], fault["what"], fault["hint"])
        for column, value in enumerate((str(row - 1), *texts), start=1):
            cell = page.cell(row, column)
            cell.value = int(value) if column == 1 else value
            if column > 1:
                cell.data_type = "s"  # a text that begins with "=" is none of ours to calculate
            cell.border = _FRAME
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if fault["cell"] and fault["sheet"] in book.sheetnames:
            _link(page.cell(row, 3), fault["sheet"], fault["cell"])
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is page


def _link(cell: Cell, sheet: str, address: str) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}")
    font = copy(cell.font)
    cell.font = Font(name=font.name, sz=font.sz, color="FF1D5FB4", underline="single")
