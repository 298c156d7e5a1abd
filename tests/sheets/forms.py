"""Small workbooks the tests make themselves: fictional units, any layout."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from townoffice.sheets.fields import field_list
from townoffice.sheets.table import Line, Table, read_table
from townoffice.sheets.workbook import read_workbook

Out = int | float | str | None
Rows = Sequence[Sequence[Out]]

HEADER = ("区划代码", "名称", "户籍人口(人)", "辖区面积(平方公里)", "地区生产总值(万元)")
UNITS: Rows = (
    ("999901100", "青石镇", 68200, 86.4, 512300),
    ("999901101", "白河镇", 51400, 132.7, 301200),
    ("999901200", "双桥乡", 18900, 121.3, 60800),
    ("999901001", "南湖街道", 57600, 24.1, 695000),
)
COUNTY = ("测试县", "999901")


def xlsx(
    path: Path,
    rows: Rows,
    *,
    merges: Iterable[str] = (),
    at: tuple[int, int] = (0, 0),
    name: str = "表",
    others: Mapping[str, Rows] | None = None,
    hidden: Iterable[int] = (),
) -> Path:
    """Write a workbook whose first sheet holds ``rows`` from the cell ``at``; texts stay texts."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(name)
    for merge in merges:
        page.merge_range(merge, "")
    _fill(page, rows, at)
    for line in hidden:
        page.set_row(line, None, None, {"hidden": True})
    for other, others_rows in (others or {}).items():
        _fill(book.add_worksheet(other), others_rows, (0, 0))
    book.close()
    return path


def _fill(page: xlsxwriter.worksheet.Worksheet, rows: Rows, at: tuple[int, int]) -> None:
    for line, row in enumerate(rows, start=at[0]):
        for place, value in enumerate(row, start=at[1]):
            if isinstance(value, str):
                page.write_string(line, place, value)
            elif value is not None:
                page.write_number(line, place, value)


def text(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write delimited text as it stands; a cell that needs quotes brings them."""
    lines = (delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows)
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def package(parts: Mapping[str, str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip the parts given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def worksheet(cells: str, *, head: str = "", hidden: bool = False) -> bytes:
    """Zip a minimal workbook around the markup of one sheet's rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    state = ' state="hidden"' if hidden else ""
    ml = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{kinds}">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{ml}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{ml}.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            f'<sheet name="表" sheetId="1"{state} r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}"><Relationship '
            f'Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{head}<worksheet xmlns="{main}">'
            f"<sheetData>{cells}</sheetData></worksheet>",
        }
    )


def table(path: Path, *, sheet: str | None = None, year: int | None = None) -> Table:
    """Read a file of townships."""
    return read_table(
        read_workbook(path), field_list("townships"), sheet=sheet, year=year, county=COUNTY
    )


def by_code(found: Table) -> dict[str | None, Line]:
    """Give the lines of a table by their code."""
    return {line.code: line for line in found.lines}
