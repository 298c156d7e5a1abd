"""The parser itself (calamine), and what xlrd adds for old .xls workbooks."""

import contextlib
import io
from collections.abc import Iterator

import python_calamine as calamine

from townoffice.sheets.reader.carried import carried_in_ole
from townoffice.sheets.reader.wire import (
    MAX_CELLS,
    MAX_MERGES,
    MAX_ROWS,
    Refused,
    WireBook,
    WireSheet,
)

_SAVE_AS = "请用 WPS 打开后另存为 .xlsx，再导入；打不开就请向报送单位重新要一份"
_PASSWORD = "请先在 WPS 里取消密码，另存后再导入"  # noqa: S105 - advice about one, not a password
_XLRD_UP_TO = 20_000_000

_DAMAGE = (calamine.CalamineError, OSError, ValueError)


def read_binary(data: bytes) -> WireBook:
    """Read a BIFF workbook (.xls, .et, and what was renamed to them)."""
    if _is_locked(data):
        raise Refused("文件设有打开密码", _PASSWORD)
    book = parse(data, "xls")
    book.remarks.extend(carried_in_ole(data))
    if len(data) <= _XLRD_UP_TO:
        from townoffice.sheets.reader.legacy import add_marks  # noqa: PLC0415 - only .xls pays

        add_marks(book, data)
    return book


def parse(data: bytes, name: str) -> WireBook:
    """Give every sheet's raw cells; :class:`Refused` where the parser gives up."""
    try:
        with _panic_is_damage():
            source = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise Refused("文件设有打开密码", _PASSWORD) from error
    except _DAMAGE as error:
        raise Refused("文件已损坏或不完整，读不出来", _SAVE_AS) from error
    book = WireBook(name)
    cells = 0
    for index, meta in enumerate(source.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            book.remarks.append(f"“{meta.name}”不是工作表（图表或宏表），没有读取")
            continue
        hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        try:
            with _panic_is_damage():
                found = source.get_sheet_by_index(index)
        except _DAMAGE:
            book.remarks.append(f"工作表“{meta.name}”已损坏，没有读取")
            continue
        cells += found.height * found.width
        if cells > MAX_CELLS or found.height > MAX_ROWS:
            raise Refused(
                f"工作表“{meta.name}”太大，读不进来：有 {found.height} 行 {found.width} 列",
                "请删除多余的行和列，或只保留要导入的表，再导入",
            )
        book.sheets.append(_sheet(meta.name, found, hidden=hidden))
    if not book.sheets:
        raise Refused("文件里没有能读的工作表", _SAVE_AS)
    return book


@contextlib.contextmanager
def _panic_is_damage() -> Iterator[None]:
    """Turn a panic of the parser into an error: pyo3's PanicException is no ``Exception``.

    Its class has no module it could be imported from, so it is known by its name.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError("panic") from error
        raise


def _sheet(name: str, found: calamine.CalamineSheet, *, hidden: bool) -> WireSheet:
    row, column = found.start or (0, 0)
    sheet = WireSheet(name=name, hidden=hidden, row=row, column=column)
    # Not iter_rows: that one gives the empty rows above the data, but not the columns left of it.
    sheet.rows = found.to_python(skip_empty_area=True)  # type: ignore[assignment]  # a list of fewer types
    for (top, left), (bottom, right) in (found.merged_cell_ranges or ())[:MAX_MERGES]:
        sheet.merges.append((top, left, bottom, right))
    return sheet


def _is_locked(data: bytes) -> bool:
    """Tell whether a BIFF stream starts with a FILEPASS record (0x002F) after its BOF."""
    for start in (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00"):
        at = data.find(start)
        while 0 <= at < len(data) - 4:
            kind = int.from_bytes(data[at : at + 2], "little")
            if kind == 0x2F:
                return True
            if kind in (0x0A, 0x85):  # end of the globals, or the first sheet's name
                break
            at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False
