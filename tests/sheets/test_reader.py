"""What the child gives: raw cells where the clerk sees them, by content and not by name."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets import forms
from townoffice.sheets.reader.package import read_package
from townoffice.sheets.reader.text import read_text
from townoffice.sheets.workbook import CellError, Workbook, read_workbook


def only_sheet(book: Workbook) -> list[list[object]]:
    return [list(row) for row in book.sheets[0].rows]


def test_addresses_are_those_of_the_file_though_the_parser_trims_it(tmp_path: Path) -> None:
    path = forms.xlsx(tmp_path / "a.xlsx", [forms.HEADER, *forms.UNITS], at=(6, 3))
    sheet = read_workbook(path).sheets[0]
    assert (sheet.row, sheet.column) == (6, 3)
    assert forms.table(path).lines[0].addresses("registered_population") == "F8"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    rows: forms.Rows = [
        ("name", "户籍人口"),
        ("湖㳇镇", 5),
        ("㮾梨街道", 6),
        ("abcdefghijklmnop", 7),
    ]
    path = forms.text(tmp_path / "a.csv", rows, encoding)
    assert only_sheet(read_workbook(path))[1:3] == [["湖㳇镇", "5"], ["㮾梨街道", "6"]]


def test_utf_8_that_would_also_decode_as_gbk_is_read_as_utf_8(tmp_path: Path) -> None:
    words = "乡镇名称" * 2
    assert words.encode().decode("gb18030") != words
    path = forms.text(tmp_path / "a.csv", [(words, "1")])
    assert only_sheet(read_workbook(path)) == [[words, "1"]]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "\t,"])
def test_text_is_split_at_the_delimiter_it_uses(tmp_path: Path, delimiter: str) -> None:
    path = forms.text(
        tmp_path / "a.csv", [("名称", "户籍人口"), ("青石镇", 68200)], "gbk", delimiter
    )
    assert only_sheet(read_workbook(path)) == [["名称", "户籍人口"], ["青石镇", "68200"]]


def test_a_text_named_xlsx_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    path = forms.text(tmp_path / "a.xlsx", [("名称", "户籍人口"), ("青石镇", 68200)])
    assert only_sheet(read_workbook(path))[1] == ["青石镇", "68200"]


def test_a_web_page_named_xls_is_read_as_the_table_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        "<html><meta charset=gbk><table><tr><td rowspan=2>名称</td><td colspan=2>人口</td></tr>"
        "<tr><td>户籍</td><td>常住</td></tr>"
        "<tr><td>青石镇<td>68,200<td>74&nbsp;100</tr></table></html>".encode("gbk")
    )
    sheet = read_workbook(path).sheets[0]
    assert sheet.merges == ((0, 0, 1, 0), (0, 1, 0, 2))
    assert forms.table(path).lines[0].values == {
        "name": "青石镇",
        "registered_population": 68200,
        "resident_population": 74100,
    }


def test_an_xml_2003_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        '<Worksheet ss:Name="表"><Table><Row ss:Index="3">'
        '<Cell><Data ss:Type="String">名称</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="String">户籍人口</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="String">青石镇</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">68200</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    assert forms.table(path).lines[0].addresses("registered_population") == "C4"


def test_hidden_sheets_rows_and_columns_and_merges_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page, other = book.add_worksheet("表"), book.add_worksheet("藏")
    page.merge_range("A1:C1", "标题")
    page.write_row("A2", [1, 2, 3])
    page.set_row(1, None, None, {"hidden": True})
    page.set_column("B:B", None, None, {"hidden": True})
    other.write_string("A1", "x")
    other.hide()
    book.close()
    first, second = read_workbook(path).sheets
    assert first.merges == ((0, 0, 0, 2),)
    assert first.hidden_rows == {1}
    assert first.hidden_columns == {1}
    assert [first.hidden, second.hidden] == [False, True]


def test_error_cells_and_formulas_without_a_saved_value_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        forms.worksheet(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
            '<row r="2"><c r="A2"><v>2</v></c><c r="C2"><f>A1+1</f></c></row>'
        )
    )
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows[0] == [1, CellError("#DIV/0!")]
    assert sheet.unsaved == {"C2"}


def test_a_workbook_saved_by_openpyxl_has_formulas_without_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([1, 2, "=A1+B1"])
    book.save(tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].unsaved == {"C1"}


def test_macros_are_mentioned(shared_data: Path) -> None:
    book = read_workbook(shared_data / "corpus" / "calamine" / "vba.xlsm")
    assert any("宏" in remark for remark in book.remarks)


def test_merges_and_hidden_rows_of_an_ods_are_told(shared_data: Path) -> None:
    book = read_workbook(shared_data / "corpus" / "calamine" / "merged_cells.ods")
    assert any(sheet.merges for sheet in book.sheets)


def test_error_cells_of_an_old_xls_are_told(shared_data: Path) -> None:
    book = read_workbook(shared_data / "corpus" / "sheetjs" / "sheet_visibility5.xls")
    assert [sheet.hidden for sheet in book.sheets].count(True) > 0


DECIMALS = st.decimals(
    min_value=0, max_value=Decimal(10) ** 9, places=4, allow_nan=False, allow_infinity=False
)


@given(st.lists(DECIMALS, min_size=1, max_size=20))
def test_a_number_of_15_digits_comes_through_a_workbook_exactly(values: list[Decimal]) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("表").write_row(0, 0, [float(value) for value in values])
    book.close()
    cells = read_package(buffer.getvalue()).sheets[0].rows[0]
    assert [Decimal(repr(cell)) for cell in cells] == values


@given(st.lists(DECIMALS, min_size=2, max_size=20))
def test_a_number_comes_through_text_exactly(values: list[Decimal]) -> None:
    data = ",".join(map(str, values)).encode("gb18030")
    cells = read_text(data).sheets[0].rows[0]
    assert [Decimal(str(cell)) for cell in cells] == values
