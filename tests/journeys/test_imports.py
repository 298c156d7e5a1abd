"""The log of imports and the marked copy, from a shell."""

from pathlib import Path

import openpyxl

from tests import dirty
from tests.sheets import forms
from tests.shell import shell

ROWS: forms.Rows = (("乡镇（街道）", "户籍人口（人）"), ("青石镇", 68_300), ("白河镇", 51_700))


def made(tmp_path: Path) -> tuple[Path, Path]:
    book = tmp_path / "b.db"
    dirty.book(book).close()
    return book, forms.xlsx(tmp_path / "一.xlsx", ROWS, name="人口")


def test_every_import_that_stands_is_listed(tmp_path: Path) -> None:
    book, path = made(tmp_path)
    assert shell("imports", book, "--json").document() == {"imports": []}
    assert shell("import", book, path).status == 0
    lines = shell("imports", book, "--json").document()["imports"]
    assert isinstance(lines, list)
    [line] = lines
    assert isinstance(line, dict)
    assert (line["file"], line["sheet"], line["kind"], line["year"], line["change"]) == (
        "一.xlsx",
        "人口",
        "townships",
        2024,
        2,
    )
    assert (line["added"], line["changed"], line["left_out"]) == (0, 2, 0)
    assert len(str(line["sha256"])) == 64
    told = shell("imports", book)
    assert "一.xlsx" in told.out
    assert shell("undo", book).status == 0
    assert shell("imports", book, "--json").document() == {"imports": []}


def test_the_same_file_again_is_noted_with_its_day_and_number(tmp_path: Path) -> None:
    book, path = made(tmp_path)
    shell("import", book, path)
    again = shell("import", book, path)
    assert again.status == 0
    assert "[说明] 这个文件 2" in again.err
    assert "导入过，第 2 号" in again.err
    assert "与台账中相同" in again.err
    shell("undo", book)
    assert "导入过" not in shell("import", book, path, "--dry-run").err


def test_a_faulty_file_leaves_a_marked_copy_that_imports_when_put_right(tmp_path: Path) -> None:
    book = tmp_path / "b.db"
    dirty.book(book).close()
    path, out = dirty.file(tmp_path), tmp_path / "问题.xlsx"
    told = shell("import", book, path, "--errors", out)
    assert told.status == 1
    assert "已写出问题表，标出" in told.err
    form = openpyxl.load_workbook(out)
    page = form["Sheet1"]
    marked = {c: page[c].comment is not None for c in ("D12", "C13", "B11", "D5")}
    assert marked == {"D12": True, "C13": True, "B11": True, "D5": False}
    page.delete_rows(15)
    page["D12"], page["C13"], page["B11"] = 4.81, 32.0, "南湖街道"
    form.save(out)
    again = shell("import", book, out, "--dry-run", "--json").document()
    problems = again["problems"]
    assert isinstance(problems, list)
    left = [p for p in problems if isinstance(p, dict) and p["level"] != "note"]
    assert left == []


def test_a_sound_file_leaves_none(tmp_path: Path) -> None:
    book, path = made(tmp_path)
    assert shell("import", book, path, "--errors", tmp_path / "问题.xlsx").status == 0
    assert not (tmp_path / "问题.xlsx").exists()
