"""What spreadsheet files have done to readers, each finding kept from coming back.

Where the file that showed it may not be here, the test makes one of its kind itself.
"""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from tests.sheets import forms
from townoffice.feedback import BadWorkbook
from townoffice.sheets.bands import Band, find_band
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.reader.binary import parse
from townoffice.sheets.reader.wire import Refused
from townoffice.sheets.workbook import CellDate, CellError, read_workbook
from townoffice.sheets.write import Heading, write_table

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def repacked(data: bytes, changes: dict[str, str]) -> bytes:
    """Give a workbook with words of its parts replaced."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for old, new in changes.items():
                text = text.replace(old, new)
            parts[name] = text
    return forms.package(parts)


def test_two_cells_at_the_ends_of_a_sheet_do_not_end_the_office(tmp_path: Path) -> None:
    path = tmp_path / "远.xlsx"
    path.write_bytes(forms.worksheet(ONE + FAR))
    assert path.stat().st_size < 5_300
    with pytest.raises(BadWorkbook, match="第 1048576 行第 16384 列有内容，离表格太远"):
        read_workbook(path)


def test_far_cells_that_the_scan_overlooks_end_the_child_alone(tmp_path: Path) -> None:
    path = tmp_path / "藏.xlsx"
    path.write_bytes(forms.worksheet(ONE + FAR, head=f"<!--{'-x' * 5_000}-->"))
    with pytest.raises(BadWorkbook, match=r"藏\.xlsx：读取程序中途停止了"):
        read_workbook(path)


def test_far_cells_of_an_open_document_are_one_sentence_or_data(tmp_path: Path) -> None:
    path = tmp_path / "远.ods"
    office = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
    cell = '<table:table-cell office:value-type="float" office:value="1"{}/>'
    path.write_bytes(
        forms.package(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": '<?xml version="1.0"?><office:document-content '
                f'xmlns:office="{office.format("office")}" xmlns:table="{office.format("table")}">'
                '<office:body><office:spreadsheet><table:table table:name="表">'
                '<table:table-row table:number-rows-repeated="1048576">'
                + cell.format(' table:number-columns-repeated="16384"')
                + "</table:table-row></table:table></office:spreadsheet></office:body>"
                "</office:document-content>",
            }
        )
    )
    with pytest.raises(BadWorkbook) as refused:
        read_workbook(path)
    assert refused.value.hint


class PanicException(BaseException):
    """What pyo3 raises for a panic: no ``Exception``, and known by its name alone."""


def test_a_panic_of_the_parser_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(_file: object) -> None:
        raise PanicException("index out of range")

    monkeypatch.setattr(python_calamine.CalamineWorkbook, "from_filelike", panic, raising=True)
    with pytest.raises(Refused) as refused:
        parse(b"", "xls")
    assert refused.value.what == "文件已损坏或不完整，读不出来"


def test_strict_ooxml_gives_its_sheets_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "严格.xlsx"
    path.write_bytes(repacked(forms.worksheet(ONE), STRICT))
    assert read_workbook(path).sheets[0].rows == [[1]]


def test_a_wrong_dimension_loses_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "错.xlsx"
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 41))
    wrong = {"<sheetData>": '<dimension ref="A1:A1"/><sheetData>'}
    path.write_bytes(repacked(forms.worksheet(rows), wrong))
    assert read_workbook(path).sheets[0].rows == [[n] for n in range(1, 41)]


def test_a_dimension_of_17_billion_cells_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    lie = {"<sheetData>": '<dimension ref="A1:XFD1048576"/><sheetData>'}
    path.write_bytes(repacked(forms.worksheet(ONE), lie))
    assert read_workbook(path).sheets[0].rows == [[1]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "新.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
        ),
        (
            "旧.xls",
            b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x02\x00\x00\x00",
        ),
        (
            "开.ods",
            forms.package(
                {
                    "content.xml": "x",
                    "META-INF/manifest.xml": "<manifest:encryption-data/>",
                }
            ),
        ),
    ],
)
def test_a_password_is_called_a_password(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadWorkbook, match="文件设有打开密码"):
        read_workbook(path)


def test_leading_blank_rows_do_not_move_the_row_numbers(tmp_path: Path) -> None:
    path = forms.xlsx(tmp_path / "空行.xlsx", [forms.HEADER, *forms.UNITS], at=(9, 2))
    assert forms.table(path).lines[0].addresses("registered_population") == "E11"


def test_text_that_is_both_utf_8_and_gbk_is_read_as_utf_8(tmp_path: Path) -> None:
    words = "乡镇名称" * 2
    assert words.encode().decode("gb18030") != words
    path = forms.text(tmp_path / "a.csv", [(words, "1")])
    assert read_workbook(path).sheets[0].rows == [[words, "1"]]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "GBK", "gb18030", "utf-16"])
def test_xml_named_xls_is_read_in_the_encoding_it_says(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "导出.xls"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_bytes(
        (
            f'<?xml version="1.0" encoding="{encoding}"?><Workbook xmlns="{space}" '
            f'xmlns:ss="{space}"><Worksheet ss:Name="乡镇"><Table><Row><Cell>'
            '<Data ss:Type="String">青石镇</Data></Cell></Row></Table></Worksheet></Workbook>'
        ).encode(encoding)
    )
    assert read_workbook(path).sheets[0].rows == [["青石镇"]]


def test_text_named_xls_is_read_as_text(tmp_path: Path) -> None:
    path = forms.text(tmp_path / "导出.xls", [("名称", "户籍人口"), ("青石镇", 68200)], "gbk", "\t")
    assert read_workbook(path).sheets[0].rows[1] == ["青石镇", "68200"]


def test_a_number_that_is_none_in_xml_is_an_error_cell(tmp_path: Path) -> None:
    path = tmp_path / "数.xls"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a">'
        '<Table><Row><Cell><Data ss:Type="Number">NaN</Data></Cell>'
        '<Cell><Data ss:Type="Number">1e999</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    assert read_workbook(path).sheets[0].rows == [[CellError("#NUM!"), CellError("#NUM!")]]


def test_a_single_xml_open_document_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "单.fods"
    path.write_text('<?xml version="1.0"?><office:document office:version="1.2"/>')
    with pytest.raises(BadWorkbook, match=r"\.fods"):
        read_workbook(path)


def test_a_text_that_begins_with_an_equals_sign_stays_a_text_when_written(tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    headings = [Heading("名称", words=True), Heading("备注", words=True)]
    write_table(path, "表", "表", headings, [("=1+1", "+镇")])
    cells = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0][3]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", "=1+1"), ("s", "+镇")]


@pytest.mark.parametrize("digits", [4_300, 5_000, 40_000])
def test_a_cell_of_thousands_of_digits_is_told_at_its_place(tmp_path: Path, digits: int) -> None:
    rows: forms.Rows = [forms.HEADER, ("999901100", "青石镇", "1" + "0" * digits, "9" * digits, 1)]
    found = forms.table(forms.text(tmp_path / "长.csv", rows))
    assert {problem.cell for problem in found.problems} >= {"C2", "D2"}


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("calamine/date_1904.xls", CellDate("2021-01-01")),
        ("calamine/date_1904.xlsx", CellDate("2021-01-01")),
        ("openpyxl/date_1904.xlsx", CellDate("2011-10-31")),
        ("calamine/biff5_write.xls", 1),
        ("sheetjs/artifacts_wps_write.et", 1),
        ("sheetjs/sheet_visibility_strict.xlsx", "v"),
        ("calamine/strict_iso_paths.xlsx", "Item"),
    ],
)
def test_the_first_cell_of_an_odd_file_is_right(shared_data: Path, name: str, cell: object) -> None:
    assert read_workbook(shared_data / "corpus" / name).sheets[0].rows[0][0] == cell


def test_a_length_of_time_is_written_in_hours(shared_data: Path) -> None:
    rows = read_workbook(shared_data / "corpus" / "calamine" / "date.xlsx").sheets[0].rows
    assert rows[2][0] == "255:10:10"


def test_a_cell_reference_of_thousands_of_digits_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "址.xlsx"
    row = f'<row r="{"9" * 5_000}"><c r="A{"9" * 5_000}"><v>1</v></c></row>'
    path.write_bytes(forms.worksheet(ONE + row))
    with pytest.raises(BadWorkbook, match="已损坏"):
        read_workbook(path)


@pytest.mark.parametrize(
    "table", ["{0}", "<Cell>{0}</Cell>", '<Row ss:Index="0"><Cell>{0}</Cell></Row>']
)
def test_xml_cells_outside_rows_are_left_out_and_rows_begin_at_one(
    tmp_path: Path, table: str
) -> None:
    path = tmp_path / "行.xls"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    stray = table.format('<Data ss:Type="Number">5</Data>')
    row = '<Row><Cell ss:Index="2"><Data ss:Type="Number">7</Data></Cell></Row>'
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="a"><Table>{stray}{row}</Table></Worksheet></Workbook>'
    )
    rows = read_workbook(path).sheets[0].rows
    assert rows == ([[5], [None, 7]] if "Row" in table else [[None, 7]])


def test_thousands_of_lines_that_look_like_headers_are_not_all_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = []

    def count(grid: Grid, fields: FieldList, line: int) -> Band | None:
        searched.append(line)
        return find_band(grid, fields, line)

    monkeypatch.setattr("townoffice.sheets.layout.find_band", count)
    path = forms.text(tmp_path / "重.csv", [forms.HEADER] * 1_000 + [*forms.UNITS])
    assert len(forms.table(path).lines) == len(forms.UNITS)
    assert len(searched) < 200
