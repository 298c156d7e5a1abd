"""Files that mean harm, or are no spreadsheets: each one clear sentence, never a traceback."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.sheets import forms
from townoffice.feedback import BadWorkbook, CannotRead, Level
from townoffice.sheets.reader import package
from townoffice.sheets.workbook import read_workbook


def refusal(path: Path) -> str:
    """Read a file that must be refused; the sentence names the file and says what to do."""
    with pytest.raises(BadWorkbook) as refused:
        read_workbook(path)
    assert refused.value.where == path.name
    assert refused.value.hint
    return refused.value.what


CELL = '<row r="{row}"><c r="{at}"><v>1</v></c></row>'


def test_cells_at_both_ends_of_the_sheet_are_refused_before_the_parser_allocates(
    tmp_path: Path,
) -> None:
    path = tmp_path / "远.xlsx"
    cells = CELL.format(row=1, at="A1") + CELL.format(row=1048576, at="XFD1048576")
    path.write_bytes(forms.worksheet(cells))
    assert "第 1048576 行第 16384 列" in refusal(path)


def test_a_far_cell_without_reference_is_found_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "远.xlsx"
    cells = CELL.format(row=1, at="A1") + '<row r="1048576"><c><v>1</v></c></row>'
    path.write_bytes(forms.worksheet(cells))
    assert "第 1048576 行" in refusal(path)


def test_far_empty_styled_cells_are_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "空格式.xlsx"
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    path.write_bytes(forms.worksheet(CELL.format(row=1, at="A1") + far))
    assert read_workbook(path).sheets[0].rows == [[1]]


def test_two_hundred_thousand_blank_bordered_rows_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "空行.xlsx"
    blank = (
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}" s="1"/>' for letter in "ABCDEFGHIJKL")
        + "</row>"
        for row in range(2, 210_000)
    )
    path.write_bytes(forms.worksheet(CELL.format(row=1, at="A1") + "".join(blank)))
    assert read_workbook(path).sheets[0].rows == [[1]]


def test_marks_in_the_last_rows_and_among_blank_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "末行.xlsx"
    last = '<row r="2"><c r="B2"><f t="shared" si="0"/></c></row>'
    blank = '<row r="3" hidden="1"><c r="A3" s="1"/></row><row r="4"><c r="A4" s="1"/></row>'
    path.write_bytes(forms.worksheet(CELL.format(row=1, at="A1") + last + blank))
    sheet = read_workbook(path).sheets[0]
    assert sheet.unsaved == {"B2"}
    assert sheet.hidden_rows == {2}


def test_a_zip_bomb_is_refused_by_its_real_size(tmp_path: Path) -> None:
    path = tmp_path / "炸弹.xlsx"
    path.write_bytes(
        forms.package({"xl/workbook.xml": "<workbook/>", "xl/media/a.bin": "0" * 30_000_000})
    )
    assert path.stat().st_size < 100_000
    assert "压缩比" in refusal(path)


def test_a_lying_declared_size_does_not_hide_the_real_one(tmp_path: Path) -> None:
    data = bytearray(forms.package({"xl/workbook.xml": "<workbook/>", "a.xml": "0" * 30_000_000}))
    declared = (30_000_000).to_bytes(4, "little")
    while (at := data.find(declared)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    path = tmp_path / "谎报.xlsx"
    path.write_bytes(bytes(data))
    assert "压缩比" in refusal(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "多.xlsx"
    parts = {f"a{n}.xml": "" for n in range(package.MAX_PARTS + 1)}
    path.write_bytes(forms.package({"xl/workbook.xml": "<workbook/>", **parts}, zipfile.ZIP_STORED))
    assert "部件" in refusal(path)


@pytest.mark.parametrize("name", ["/etc/a.xml", "../../a.xml", "C:\\a.xml", "xl\\..\\..\\a.xml"])
def test_a_part_that_leads_out_of_the_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "出.xlsx"
    path.write_bytes(forms.package({"xl/workbook.xml": "<workbook/>", name: "x"}))
    assert "部件名不正常" in refusal(path)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "重.xlsx"
    parts = {"xl/workbook.xml": "<workbook/>", "XL/Workbook.xml": "<workbook/>"}
    path.write_bytes(forms.package(parts))
    assert "重名的部件" in refusal(path)


def test_a_doctype_hidden_under_another_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "藏.xlsx"
    parts = {"xl/workbook.xml": "<workbook/>", "xl/sheet.dat": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}
    path.write_bytes(forms.package(parts))
    assert "DOCTYPE" in refusal(path)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "宏"),
        ("xl/externalLinks/externalLink1.xml", "别的文件"),
        ("xl/embeddings/oleObject1.bin", "别的对象"),
        ("xl/connections.xml", "外部数据"),
    ],
)
def test_what_a_file_carries_is_told_in_the_preview_and_not_opened(
    tmp_path: Path, part: str, words: str
) -> None:
    path = tmp_path / "带.xlsx"
    sound = forms.xlsx(tmp_path / "好.xlsx", [forms.HEADER, *forms.UNITS]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    path.write_bytes(forms.package({**parts, part: "no part of the data"}))
    notes = [p.what for p in forms.table(path).problems if p.level is Level.NOTE]
    assert [words in note for note in notes] == [True]


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_in_any_encoding(tmp_path: Path, coding: str) -> None:
    path = tmp_path / "实体.xlsx"
    head = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    path.write_bytes(forms.worksheet(CELL.format(row=1, at="A1"), head=head))
    if coding == "utf-16":
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content.encode(coding))
    assert "DOCTYPE" in refusal(path)


def test_a_doctype_in_an_xml_2003_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "旧.xls"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE x []><Workbook xmlns="{space}"></Workbook>')
    assert "DOCTYPE" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.xlsx", b"", "空的"),
        ("零.xlsx", b"\0" * 4096, "不是电子表格"),
        ("乱.xls", bytes(range(256)) * 40, "不是电子表格"),
        ("其实是.xlsx", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "图片"),
        ("包.xlsx", b"Rar!\x1a\x07\x00" + b"\0" * 50, "压缩包"),
        ("台账.xlsx", b"SQLite format 3\0" + b"\0" * 80, "数据库"),
        ("残.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "已损坏"),
        ("文.xlsx", forms.package({"word/document.xml": "<w/>"}), "Word"),
        ("压.xlsx", forms.package({"说明.txt": "x"}), "压缩包"),
        ("表.xls", b"<html><body>no table here</body></html>", "没有表格"),
    ],
)
def test_what_is_no_spreadsheet_is_named(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refusal(path)


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_one_sentence(tmp_path: Path, keep: float) -> None:
    path = forms.xlsx(tmp_path / "断.xlsx", [forms.HEADER, *forms.UNITS])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    assert "不完整" in refusal(path)


@pytest.mark.parametrize(
    "name",
    [
        "calamine/pass_protected.xlsx",
        "calamine/pass_protected.xlsb",
        "calamine/pass_protected.ods",
        "sheetjs/password_2002_128_strong.xls",
        "sheetjs/password_2002_40_xor.xls",
    ],
)
def test_a_locked_workbook_asks_for_its_password_to_be_taken_off(
    shared_data: Path, name: str
) -> None:
    assert "打开密码" in refusal(shared_data / "corpus" / name)


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="没有这个文件"):
        read_workbook(tmp_path / "没有.xlsx")
    with pytest.raises(CannotRead, match="文件夹"):
        read_workbook(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="named pipes are a thing of POSIX systems")
def test_a_pipe_does_not_hang_the_office(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    with pytest.raises(CannotRead, match="不是普通文件"):
        read_workbook(tmp_path / "管道.xlsx")


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="whoever may read everything is refused nothing"
)
def test_a_file_without_permission_cannot_be_read(tmp_path: Path) -> None:
    path = forms.xlsx(tmp_path / "锁.xlsx", [forms.HEADER, *forms.UNITS])
    path.chmod(0)
    with pytest.raises(CannotRead, match="权限"):
        read_workbook(path)
