"""Going back, reasons and the county's marking through the shell and onto paper."""

import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.eight_book import eight_book
from tests.shell import shell
from townoffice.desk.books import open_book
from townoffice.desk.county_settings import marking, set_marking
from townoffice.feedback import BadChoice

ADOPT = ("--adopt", "s0-leadership", "--from", "2030-01-01", "--doc", "示编办〔2025〕3号")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three acts that make the county, the fourth adopts a policy by document."""
    path = tmp_path / "示例县.db"
    eight_book(path).close()
    assert shell("policies", path, *ADOPT).status == 0
    return path


def test_an_adoption_is_undone_in_the_shell_only_with_a_reason(book: Path) -> None:
    for words in (("undo", book), ("undo", book, "--to", "2"), ("undo", book, "--reason", " ")):
        refused = shell(*words)
        assert refused.status == 1
        assert "须写明理由" in refused.err
        assert len(refused.err.strip().splitlines()) == 1
    done = shell("undo", book, "--to", "2", "--reason", "文号有误")
    assert (done.status, done.err.strip()) == (0, "已撤销 2 次改动。")
    acts = shell("history", book, "--json").document()["acts"]
    assert isinstance(acts, list)
    told = [(act["undoes"], act["reason"], act["weighty"]) for act in acts if isinstance(act, dict)]
    assert told[:3] == [(3, "文号有误", False), (4, "文号有误", True), (None, None, True)]
    assert "理由：文号有误" in shell("history", book).out
    assert shell("redo", book).status == shell("redo", book).status == 0
    assert shell("redo", book).status == 1
    assert shell("classify", book).status == 0


def test_where_there_is_no_way_back_the_shell_says_so(book: Path) -> None:
    assert "没有第 99 号" in shell("undo", book, "--to", "99").err
    assert "没有什么要撤" in shell("undo", book, "--to", "4").err
    assert shell("undo", book, "--to", "x").status == 2


def test_the_marking_stands_on_paper_and_in_workbooks(book: Path, tmp_path: Path) -> None:
    with open_book(book) as opened:
        assert set_marking(opened, " 内部资料 ") is not None
        assert set_marking(opened, "内部资料") is None
        for wrong in ("一二三四五六七八九十一二三", "两\n行"):
            with pytest.raises(BadChoice, match="最多 12 个字"):
                set_marking(opened, wrong)
    pdf, xlsx, out = tmp_path / "表.pdf", tmp_path / "表.xlsx", tmp_path / "导出.xlsx"
    assert shell("print", book, "situation", "--out", pdf).status == 0
    assert shell("print", book, "situation", "--out", xlsx).status == 0
    assert shell("export", book, "townships", out).status == 0
    with pypdfium2.PdfDocument(pdf) as paper:
        page = paper[0].get_textpage()
        text = page.get_text_bounded()
        assert "内部资料" in text
        left, _bottom, _right, top = page.get_charbox(text.index("内部资料"))
        height = paper[0].get_height()
    millimetre = 72 / 25.4
    assert 25 < left / millimetre < 40
    assert 10 < (height - top) / millimetre < 36  # in the margin above the text area
    sheet = openpyxl.load_workbook(xlsx).active
    assert sheet is not None
    assert sheet.cell(1, 1).value == "内部资料"
    exported = openpyxl.load_workbook(out).active
    assert exported is not None
    assert exported.oddHeader.left.text == "内部资料"
    again = shell("import", book, out, "--json").document()
    assert (again["changed"], again["added"]) == (0, 0)


def test_the_marking_is_changed_taken_away_and_undone(book: Path) -> None:
    with open_book(book) as opened:
        set_marking(opened, "内部资料")
        set_marking(opened, "内部使用")
        set_marking(opened, "")
        assert marking(opened) is None
        labels = [re.sub("^县设置：", "", act.label) for act in opened.history(3)]
        assert labels == [
            "页面和表格不带标识",
            "页面和表格标“内部使用”",
            "页面和表格标“内部资料”",
        ]
        opened.undo()
        assert marking(opened) == "内部使用"
        opened.undo_to(opened.version - 3)
        assert marking(opened) == "内部资料"
