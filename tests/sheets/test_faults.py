"""The marked copy of a clerk's file: their own workbook, coloured and commented, faults listed."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from townoffice.feedback import Progress, silent
from townoffice.sheets import faults
from townoffice.sheets.faults import LIST, Fault, write_faults
from townoffice.sheets.workbook import read_workbook

WRONG = Fault("表1", "B3", "有误", "“4.8l”不是数", "请改正", wrong=True)
ASKED = Fault("表1", "C3", "请确认", "少了 56.8 %", "请核对", wrong=False)
TWICE = Fault("表1", "C3", "有误", "又错了", "", wrong=True)
MERGED = Fault("表1", "B1", "请确认", "标题没有年度", "", wrong=False)
SAID = Fault("表1", "A4", "说明", "=1+1 没有导入", "", wrong=None)
ALL = (WRONG, ASKED, TWICE, MERGED, SAID)
BINARY = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
RED, AMBER = "FFF8C9C9", "FFFBE3B0"


def clerks(path: Path) -> Path:
    """A workbook with formats, a merged title, a formula, and a text that begins with "="."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "表1"
    page["A1"] = "标题"
    page["A1"].font = Font(bold=True, color="FF00AA00")
    page.merge_cells("A1:C1")
    page.append(["名称", "人口", "收入"])
    page.append(["青石镇", "4.8l", 760])
    page["A4"] = "=1+1"
    page["A4"].data_type = "s"
    page["B4"] = "=SUM(C3:C3)"
    page.column_dimensions["A"].width = 33
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "不看"
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def marked(source: Path, out: Path) -> openpyxl.Workbook:
    write_faults(source, read_workbook(source), ALL, out)
    return openpyxl.load_workbook(out)


def colour(book: openpyxl.Workbook, cell: str) -> str | None:
    fill = book["表1"][cell].fill
    return fill.fgColor.rgb if fill.fill_type == "solid" else None


def comment(book: openpyxl.Workbook, cell: str) -> str:
    found = book["表1"][cell].comment
    return found.text if found else ""


def test_cells_are_coloured_by_the_worst_and_say_everything(tmp_path: Path) -> None:
    book = marked(clerks(tmp_path / "a.xlsx"), tmp_path / "out.xlsx")
    assert [colour(book, c) for c in ("B3", "C3", "A1", "A4")] == [RED, RED, AMBER, None]
    assert comment(book, "B3") == "【有误】“4.8l”不是数。请改正。"
    assert comment(book, "C3") == "【请确认】少了 56.8 %。请核对。\n【有误】又错了。"
    assert (comment(book, "A1"), comment(book, "A4")) == ("【请确认】标题没有年度。", "")


def test_the_list_comes_first_with_links_and_nothing_to_calculate(tmp_path: Path) -> None:
    book = marked(clerks(tmp_path / "a.xlsx"), tmp_path / "out.xlsx")
    assert book.sheetnames == [LIST, "表1", "底稿"]
    page = book[LIST]
    assert [cell.value for cell in page[1]] == ["序号", "工作表", "位置", "程度", "问题", "怎么办"]
    assert [cell.value for cell in page[2]] == [1, "表1", "B3", "有误", "“4.8l”不是数", "请改正"]
    assert page["C2"].hyperlink.location == "'表1'!B3"
    assert (page["E6"].value, page["E6"].data_type) == ("=1+1 没有导入", "s")
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False, False]


def test_the_clerks_own_workbook_is_kept(tmp_path: Path) -> None:
    book = marked(clerks(tmp_path / "a.xlsx"), tmp_path / "out.xlsx")
    page = book["表1"]
    assert (page["A1"].font.bold, page["A1"].font.color.rgb) == (True, "FF00AA00")
    assert page.column_dimensions["A"].width == 33
    assert [str(found) for found in page.merged_cells.ranges] == ["A1:C1"]
    assert (page["A4"].value, page["A4"].data_type) == ("=1+1", "s")
    assert page["B4"].data_type == "f"
    assert book["底稿"].sheet_state == "hidden"


def test_another_format_is_written_as_it_was_read(tmp_path: Path) -> None:
    source = tmp_path / "表1.csv"
    source.write_text("标题\n名称,人口,收入\n青石镇,4.8l,760\n=1+1,,\n", encoding="utf-8")
    read = read_workbook(source)
    name = read.sheets[0].name
    said = tuple(Fault(name, f.cell, f.level, f.what, f.hint, f.wrong) for f in (WRONG, SAID))
    write_faults(source, read, said, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    page = book.worksheets[1]
    assert (page["B3"].value, page["B3"].fill.fgColor.rgb) == ("4.8l", RED)
    assert page["B3"].comment.text.startswith("【有误】")
    assert (page["A4"].value, page["A4"].data_type) == ("=1+1", "s")
    assert book[LIST]["C2"].hyperlink.location == f"'{name}'!B3"


def test_where_the_own_workbook_cannot_be_opened_the_cells_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_all: object, **_more: object) -> tuple[bytes, int]:
        return b"", 1

    monkeypatch.setattr(faults, "ask_child", dies)
    book = marked(clerks(tmp_path / "a.xlsx"), tmp_path / "out.xlsx")
    assert colour(book, "B3") == RED
    assert book["表1"]["A3"].value == "青石镇"


def test_a_file_changed_in_between_is_not_marked_as_if_it_were_the_same(tmp_path: Path) -> None:
    source = clerks(tmp_path / "a.xlsx")
    read = read_workbook(source)
    changed = openpyxl.load_workbook(source)
    changed["表1"]["A3"] = "别的镇"
    changed.save(source)
    write_faults(source, read, ALL, tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["表1"]["A3"].value == "青石镇"


def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def cancel(_done: int, _whole: int, _words: str) -> None:
        raise Stop

    progress: Progress = cancel
    source = clerks(tmp_path / "a.xlsx")
    read = read_workbook(source, silent)
    with pytest.raises(Stop):
        write_faults(source, read, ALL, tmp_path / "out.xlsx", progress)
    assert not (tmp_path / "out.xlsx").exists()


def test_macros_are_not_kept(tmp_path: Path) -> None:
    plain, source = clerks(tmp_path / "a.xlsx"), tmp_path / "a.xlsm"
    with zipfile.ZipFile(plain) as found, zipfile.ZipFile(source, "w") as made:
        for name in found.namelist():
            content = found.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                ).replace(b"</Types>", BINARY)
            made.writestr(name, content)
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(600))
    assert colour(marked(source, tmp_path / "out.xlsx"), "B3") == RED
    with zipfile.ZipFile(tmp_path / "out.xlsx") as written:
        assert not [name for name in written.namelist() if "vba" in name.lower()]
        assert b"macroEnabled" not in written.read("[Content_Types].xml")
        assert b"00AA00" in written.read("xl/styles.xml")
