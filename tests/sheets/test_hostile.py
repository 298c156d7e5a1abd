"""Files that mean harm, or are no spreadsheets: each one clear sentence, never a traceback."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest

from tests.sheets import forms
from townoffice.feedback import BadWorkbook, Cancelled, CannotRead
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


# ── the child ────────────────────────────────────────────────────────────────────────────────────
class DyingChild(subprocess.Popen[bytes]):
    """A child that is killed as soon as it has started."""

    def __init__(self, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)  # type: ignore[call-overload]  # handed through as it came
        self.kill()


class WatchedChild(subprocess.Popen[bytes]):
    """A child the test can look at after it is gone."""

    seen: ClassVar[list["WatchedChild"]] = []

    def __init__(self, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)  # type: ignore[call-overload]  # handed through as it came
        self.seen.append(self)


def test_the_death_of_the_child_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = forms.xlsx(tmp_path / "好.xlsx", [forms.HEADER, *forms.UNITS])
    monkeypatch.setattr(subprocess, "Popen", DyingChild)
    assert "中途停止" in refusal(path)


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.write_text("名称,户籍人口\n" + "青石镇,1\n" * 190_000)
    with pytest.raises(BadWorkbook, match="已停止"):
        read_workbook(path, seconds=0)


def test_cancelling_leaves_no_child_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = forms.xlsx(tmp_path / "好.xlsx", [forms.HEADER, *forms.UNITS])
    monkeypatch.setattr(subprocess, "Popen", WatchedChild)

    def cancel(_done: int, _total: int, _text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(path, cancel)
    assert WatchedChild.seen[-1].returncode is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_AS")
def test_the_child_limits_its_own_memory() -> None:
    code = (
        "from townoffice.sheets.reader.__main__ import limit_memory\n"
        "limit_memory()\n"
        "try:\n    bytearray(600 * 1024 * 1024)\n"
        "except MemoryError:\n    print('refused')\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert answer.stdout.strip() == "refused"


def test_the_child_knows_nothing_of_the_office() -> None:
    code = (
        "import sys\n"
        "import townoffice.sheets.reader.__main__, townoffice.sheets.reader.package\n"
        "import townoffice.sheets.reader.legacy, townoffice.sheets.reader.markup\n"
        "print(*[name for name in sys.modules if name.startswith('townoffice')\n"
        "        and not name.startswith('townoffice.sheets.reader')])\n"
        "print('sqlalchemy' in sys.modules)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert answer.stdout.split() == ["townoffice", "townoffice.sheets", "False"]
