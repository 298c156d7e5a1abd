"""Three ways through the window with the real desk, through real menus and keys."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.eight_units import UNITS, workbook
from tests.ui.hand import Hand
from townoffice.desk.books import new_book
from townoffice.records import Act
from ui.jobs import Jobs
from ui.office import Office
from ui.pages.intake import IntakePage
from ui.pages.staffing import StaffingPage
from ui.pages.townships import TownshipsPage
from ui.preview import PrintPreview
from ui.settings import Settings
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """An open window without a book."""
    jobs = Jobs()
    errors: list[object] = []
    jobs.failed.connect(errors.append)
    made = Window(Office(jobs), Settings())
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and top is not made:
            top.close()
    jobs.shut()
    made.close()
    assert not errors


@pytest.fixture
def hand(window: Window) -> Hand:
    return Hand(window)


def empty_book(tmp_path: Path) -> Path:
    path = tmp_path / "示例县.db"
    new_book(path, "示例县", "999901").close()
    return path


def sheet(tmp_path: Path) -> Path:
    return workbook(tmp_path / "乡镇基本情况2024年.xlsx", UNITS)


def open_by_keys(hand: Hand, path: Path, keys: str, title: str) -> None:
    hand.press(keys)
    hand.dialog(title)
    hand.type(str(path))
    hand.press("Return")


def bring_in(hand: Hand, window: Window, path: Path) -> None:
    """Import a sheet by keys and wait for the units."""
    open_by_keys(hand, path, "Ctrl+I", "导入表格")
    hand.until("导入预览", lambda: isinstance(window.tabs.page(), IntakePage))
    page = window.tabs.page()
    assert isinstance(page, IntakePage)
    hand.until("what would change", page.button.isEnabled)
    assert "8" in page.headline.text()[0]
    hand.push(page.button.text())
    hand.until("the page 乡镇街道", lambda: isinstance(window.tabs.page(), TownshipsPage))
    hand.idle()


def townships(window: Window) -> TownshipsPage:
    page = window.tabs.page()
    assert isinstance(page, TownshipsPage)
    return page


def test_from_a_spreadsheet_to_a_printed_table_and_back(
    hand: Hand, window: Window, tmp_path: Path
) -> None:
    window.open_book(empty_book(tmp_path))
    hand.read("这本台账还没有乡镇街道")
    hand.idle()
    bring_in(hand, window, sheet(tmp_path))
    hand.until("the classes", lambda: "8" in townships(window).headline.text()[0])
    found = {unit.name: unit for unit in townships(window).table.rows()}
    assert len(found) == 8
    assert "一类" in townships(window).headline.text()[0]

    hand.press("Ctrl+3")
    hand.until("编制测算", lambda: isinstance(window.tabs.page(), StaffingPage))
    hand.read("204")
    hand.push("采用方案…")
    hand.dialog("采用方案")
    hand.tab_to("理由、文号或会议")
    hand.type("县委编委2025年第1次会议审定")
    hand.press("Return")
    hand.read("已采用方案 1")
    hand.idle()

    hand.menu("文件(&F)", "打印…")
    hand.dialog("打印预览")
    preview = next(t for t in QApplication.topLevelWidgets() if isinstance(t, PrintPreview))
    hand.until("the paper", lambda: "按方案 1" in preview.headline.text()[0])
    target = tmp_path / "核定表.pdf"
    open_by_keys(hand, target, "Ctrl+S", "存为 pdf")
    hand.read("已存为")
    with pypdfium2.PdfDocument(target) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "青石镇" in text
    assert "校验码" in text
    hand.press("Escape")

    for label in ("采用", "导入"):
        take_back(hand, window, label)
    hand.read("这本台账还没有乡镇街道")


def take_back(hand: Hand, window: Window, label: str) -> None:
    """Undo the last act by keys, having seen that it is the one meant."""
    before = next_undo(window)
    assert before is not None
    assert label in before.label
    hand.press("Ctrl+Z")
    if before.weighty:
        hand.dialog("撤销采用：请写明理由")
        hand.type("会议改期")
        hand.press("Return")
    hand.until(f"the undo of {label}", lambda: next_undo(window) != before)
    hand.idle()


def next_undo(window: Window) -> Act | None:
    state = window.office.state
    return state.undo if state is not None else None


def test_a_new_book_by_keys_and_a_figure_corrected_in_its_cell(
    hand: Hand, window: Window, tmp_path: Path
) -> None:
    window.begin(None)
    hand.read("还没有打开台账")
    hand.menu("文件(&F)", "新建台账…")
    hand.dialog("新建台账")
    for field, text in (
        ("县（市、区）名称", "示例县"),
        ("区划代码", "999901"),
        ("存放位置", str(tmp_path / "新.db")),
    ):
        hand.tab_to(field)
        hand.press("Ctrl+A")
        hand.type(text)
    hand.press("Return")
    hand.read("这本台账还没有乡镇街道")
    hand.idle()
    bring_in(hand, window, sheet(tmp_path))
    page = townships(window)
    hand.until("the classes", lambda: len(page.table.rows()) == 8)
    page.table.select("999901100", "registered_population")
    page.table.setFocus()

    hand.press("F2")
    hand.type("六万")
    hand.press("Return")
    hand.idle()
    assert figure(window) == 68_200, "a word where a number belongs is not saved"

    page.table.select("999901100", "registered_population")
    hand.press("F2")
    hand.press("Ctrl+A")
    hand.type("69200")
    hand.press("Return")
    hand.until("the new figure", lambda: figure(window) == 69_200)
    hand.idle()
    hand.press("Ctrl+Z")
    hand.until("the old figure", lambda: figure(window) == 68_200)
    hand.idle()


def figure(window: Window) -> int | None:
    """The registered population of 青石镇 as the page has it."""
    rows = {unit.code: unit for unit in townships(window).table.rows()}
    figures = rows["999901100"].figures.indicators
    return figures.registered_population if figures is not None else None


def test_a_draft_is_kept_printed_and_dropped_again(
    hand: Hand, window: Window, tmp_path: Path
) -> None:
    window.open_book(empty_book(tmp_path))
    hand.read("这本台账还没有乡镇街道")
    hand.idle()
    bring_in(hand, window, sheet(tmp_path))
    hand.press("Ctrl+3")
    hand.until("编制测算", lambda: isinstance(window.tabs.page(), StaffingPage))
    hand.read("204")
    hand.push("另存方案…")
    hand.dialog("另存方案")
    hand.tab_to("方案名称")
    hand.press("Ctrl+A")
    hand.type("方案甲")
    hand.press("Return")
    hand.read("已另存方案甲")
    hand.idle()
    hand.press("Ctrl+P")
    hand.dialog("打印预览")
    hand.read("测算稿")
    hand.press("Escape")
    take_back(hand, window, "方案甲")
    hand.press("Ctrl+H")
    hand.dialog("历史记录")
    hand.read("次改动，最新的在前")
    hand.press("Escape")
