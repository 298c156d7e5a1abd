"""What calamine does not tell of an .xls: hidden rows and columns, and error cells."""

import io

import xlrd

from townoffice.sheets.reader.wire import WireBook, WireSheet


def add_marks(book: WireBook, data: bytes) -> None:
    """Add the marks xlrd finds; a workbook xlrd cannot follow keeps what calamine read."""
    try:
        legacy = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
        by_name = {sheet.name: sheet for sheet in legacy.sheets()}
    except Exception:  # noqa: BLE001 - xlrd raises assertions, struct, index and unicode errors alike
        book.remarks.append("隐藏的行列和出错的单元格没有查到，请自行留意")
        return
    for sheet in book.sheets:
        if (found := by_name.get(sheet.name)) is not None:
            _add(sheet, found)


def _add(sheet: WireSheet, found: xlrd.sheet.Sheet) -> None:
    sheet.hidden_rows = sorted(row for row, info in found.rowinfo_map.items() if info.hidden)
    sheet.hidden_columns = sorted(at for at, info in found.colinfo_map.items() if info.hidden)
    for row in range(found.nrows):
        kinds = found.row_types(row)
        if xlrd.XL_CELL_ERROR not in kinds:
            continue
        line = row - sheet.row
        if not 0 <= line < len(sheet.rows):
            continue
        cells = sheet.rows[line]
        for column, kind in enumerate(kinds):
            place = column - sheet.column
            if kind == xlrd.XL_CELL_ERROR and place >= 0:
                words = xlrd.error_text_from_code.get(found.cell_value(row, column), "#ERR!")
                cells.extend([None] * (place + 1 - len(cells)))
                cells[place] = {"e": words}
