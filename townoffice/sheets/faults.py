"""A copy of the clerk's file with its faults marked: to be sent back, put right, imported again.

Faulty cells are red (must be put right) or amber (to be looked at) and bear a comment saying what
is wrong and what to do; a sheet in front lists them all, each with a link to its cell. Of an .xlsx
the clerk's own workbook is kept with its formats (:mod:`.marker`, in the limited child; macros,
links to other files, pictures and drawings are left out); of any other format, or where that fails,
the cells are written as they were read.
"""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from townoffice.feedback import BadWorkbook, Progress, silent
from townoffice.filing import put_file
from townoffice.sheets.cells import text_of
from townoffice.sheets.child import ask_child
from townoffice.sheets.workbook import Cell, Sheet, Workbook

__all__ = ["LIST", "Fault", "write_faults"]

LIST = "问题清单"
HEADS = ("序号", "工作表", "位置", "程度", "问题", "怎么办")
WIDTHS = (6, 18, 10, 8, 60, 50)
_SECONDS = 40.0
_PROGRAM = """
import sys
sys.path += sys.argv[2:]
from townoffice.sheets.marker import main
sys.exit(main(sys.argv[1]))
"""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its sheet and cell (either may be empty), its level in words, what, what to do.

    ``wrong``: it must be put right; None: a remark, nothing is coloured.
    """

    sheet: str
    cell: str
    level: str
    what: str
    hint: str
    wrong: bool | None


def write_faults(
    source: Path,
    workbook: Workbook,
    faults: Sequence[Fault],
    path: Path,
    progress: Progress = silent,
) -> None:
    """Write the marked copy of a file that was read as ``workbook``.

    :raises CannotWrite: the folder or file cannot be written.
    """
    content = _own_marked(source, workbook, faults, progress) or _as_read(workbook, faults)
    put_file(content, path)


def said_of(faults: Sequence[Fault]) -> dict[tuple[str, str], str]:
    """Give the comment of each cell; a cell may have several faults."""
    found: dict[tuple[str, str], str] = {}
    for fault in faults:
        if fault.cell and fault.wrong is not None:
            words = f"【{fault.level}】{fault.what}。" + (f"{fault.hint}。" if fault.hint else "")
            earlier = found.get((fault.sheet, fault.cell))
            found[fault.sheet, fault.cell] = f"{earlier}\n{words}" if earlier else words
    return found


def _own_marked(
    source: Path, workbook: Workbook, faults: Sequence[Fault], progress: Progress
) -> bytes | None:
    """Have the child mark the clerk's own workbook; None where it is no .xlsx or cannot be done."""
    if workbook.format != "xlsx":
        return None
    comments = [[*place, words] for place, words in said_of(faults).items()]
    red = [[f.sheet, f.cell] for f in faults if f.wrong]
    said = {
        "digest": workbook.digest,
        "listing": LIST,
        "heads": HEADS,
        "widths": WIDTHS,
        "faults": [asdict(fault) for fault in faults],
        "comments": comments,
        "red": red,
    }
    try:
        content, status = ask_child(
            source,
            progress,
            _SECONDS,
            b"".join,
            program=_PROGRAM,
            libraries=("openpyxl", "et_xmlfile"),
            said=json.dumps(said, ensure_ascii=False).encode(),
        )
    except BadWorkbook:
        return None
    return content if status == 0 else None


def _as_read(workbook: Workbook, faults: Sequence[Fault]) -> bytes:
    """Write the cells as they were read, marked."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    names = _names(workbook)
    listing = book.add_worksheet(LIST)
    colours = {
        wrong: book.add_format({"bg_color": colour, "border": 1})
        for wrong, colour in ((True, "#F8C9C9"), (False, "#FBE3B0"))
    }
    tones = {(f.sheet, f.cell): f.wrong for f in reversed(faults) if f.wrong is not None}
    tones |= {(f.sheet, f.cell): True for f in faults if f.wrong}
    comments = said_of(faults)
    for sheet in workbook.sheets:
        page = book.add_worksheet(names[sheet.name])
        _put_cells(page, sheet)
        if sheet.hidden:
            page.hide()
        for (name, cell), words in comments.items():
            if name == sheet.name:
                _mark(page, sheet, cell, words, colours[bool(tones[name, cell])])
    _put_list(book, listing, names, faults)
    book.close()
    return buffer.getvalue()


def _put_cells(page: Worksheet, sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.rows, start=sheet.row):
        for column, cell in enumerate(cells, start=sheet.column):
            _put(page, row, column, cell)
    page.set_column(0, max((len(row) for row in sheet.rows), default=0) + sheet.column, 14)
    for top, left, bottom, right in sheet.merges:
        if (top, left) != (bottom, right):
            first = _cell_at(sheet, top, left)
            page.merge_range(top, left, bottom, right, "")
            _put(page, top, left, first)
    for row in sheet.hidden_rows:
        page.set_row(row, None, None, {"hidden": True})
    for column in sheet.hidden_columns:
        page.set_column(column, column, None, None, {"hidden": True})


def _put(page: Worksheet, row: int, column: int, cell: Cell, style: "object | None" = None) -> None:
    """Write one cell by its type: a text that begins with "=" stays a text."""
    if cell is None:
        page.write_blank(row, column, None, style)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell, style)
    elif isinstance(cell, int | Decimal) and len(Decimal(cell).as_tuple().digits) <= 15:
        page.write_number(row, column, float(cell), style)
    else:
        page.write_string(row, column, text_of(cell) or "", style)


def _mark(page: Worksheet, sheet: Sheet, address: str, words: str, style: object) -> None:
    row, column = place_of(address)
    for top, left, bottom, right in sheet.merges:
        if top <= row <= bottom and left <= column <= right:
            row, column = top, left
    _put(page, row, column, _cell_at(sheet, row, column), style)
    page.write_comment(row, column, words, {"x_scale": 2.2, "y_scale": 1.2})


def _cell_at(sheet: Sheet, row: int, column: int) -> Cell:
    line, place = row - sheet.row, column - sheet.column
    if not 0 <= line < len(sheet.rows):
        return None
    cells = sheet.rows[line]
    return cells[place] if 0 <= place < len(cells) else None


def place_of(address: str) -> tuple[int, int]:
    """Give row and column of an address, both from 0."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]) - 1, column - 1


def _names(workbook: Workbook) -> dict[str, str]:
    """Give each sheet a name a workbook can have, and none twice."""
    names: dict[str, str] = {}
    for number, sheet in enumerate(workbook.sheets, start=1):
        name = _NOT_IN_A_NAME.sub("_", sheet.name)[:_LONGEST_NAME] or f"表{number}"
        if name.lower() in {LIST, *(taken.lower() for taken in names.values())}:
            name = f"{name[: _LONGEST_NAME - 4]}_{number}"
        names[sheet.name] = name
    return names


def _put_list(
    book: xlsxwriter.Workbook,
    page: Worksheet,
    names: dict[str, str],
    faults: Sequence[Fault],
) -> None:
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#E8ECF1", "valign": "vcenter"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    link = book.add_format({"border": 1, "valign": "top", "font_color": "#1D5FB4", "underline": 1})
    for column, (text, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        page.write_string(0, column, text, head)
        page.set_column(column, column, width)
    for row, fault in enumerate(faults, start=1):
        page.write_number(row, 0, row, plain)
        texts = (fault.sheet, fault.cell, fault.level, fault.what, fault.hint)
        for column, text in enumerate(texts, start=1):
            page.write_string(row, column, text, plain)
        if fault.cell and fault.sheet in names:
            place = f"internal:'{names[fault.sheet]}'!{fault.cell}"
            page.write_url(row, 2, place, link, string=fault.cell)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.activate()
