"""The frame through its real menus and keys: undo, year, search, lists, looks, work."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, Said, enabled, give_reason, press, settled
from townoffice.desk.books import Book, new_book
from townoffice.feedback import Progress
from ui import theme
from ui.about import About
from ui.help import HelpWindow
from ui.history import History
from ui.jobs import Jobs
from ui.office import Office
from ui.policies import Policies
from ui.settings import Settings
from ui.window import Window


def test_without_a_book_commands_that_need_one_are_disabled_not_hidden(window: Window) -> None:
    assert {"new", "open", "sample", "about", "quit"} <= enabled(window)
    assert not {"import", "export", "print", "undo", "redo", "history", "close"} & enabled(window)
    assert all(action.isVisible() for action in window.menus.actions.values())
    assert window.tabs.page() is None
    assert window.windowTitle() == "乡镇机构编制"
    assert window.start.headline.text()[0] == "还没有打开台账"


def test_undo_and_redo_name_the_act_in_button_and_menu(qtbot: QtBot, open_window: Window) -> None:
    window = open_window
    undo, redo = window.menus.actions["undo"], window.menus.actions["redo"]
    label = "采用政策：样本县乡镇（街道）领导职数（样编办〔2024〕6号）"
    assert undo.text() == f"撤销 ‹{label}›"
    assert undo.iconText().startswith("撤销 ‹采用政策")
    with qtbot.waitSignal(window.office.changed, timeout=SOON) as told:
        press(window, Qt.Key.Key_Z)
        give_reason(qtbot)
    assert told.args is not None
    assert told.args[0].label == f"撤销：{label}"
    assert window.toast.words.text() == f"已撤销：{label}"
    assert redo.text() == f"重做 ‹{label}›"
    window.activateWindow()  # a desktop does so when the question is gone
    qtbot.waitUntil(window.isActiveWindow, timeout=SOON)
    with qtbot.waitSignal(window.office.changed, timeout=SOON):
        press(window, Qt.Key.Key_Y)
    assert undo.text() == f"撤销 ‹{label}›"
    assert not redo.isEnabled()


def test_the_year_is_chosen_shown_and_remembered(
    qtbot: QtBot, open_window: Window, book_file: Path
) -> None:
    box = open_window.tool_bar.year
    assert [box.itemText(n) for n in range(box.count())] == ["2024", "2023"]
    with qtbot.waitSignal(open_window.office.year_changed, timeout=SOON):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert "2023年度" in open_window.windowTitle()
    settled(qtbot, open_window)
    with qtbot.waitSignal(open_window.office.opened, timeout=SOON):
        open_window.open_book(book_file)
    assert open_window.office.year == 2023
    assert box.currentText() == "2023"


def test_what_the_county_adopted_stands_beside_the_year(open_window: Window) -> None:
    box = open_window.tool_bar.policies
    assert box.currentText() == "样编办〔2024〕6号"
    assert "示例采用（未经本县发文确认）" in box.toolTip()


def test_search_goes_to_the_page_by_pinyin_initials(qtbot: QtBot, open_window: Window) -> None:
    press(open_window, Qt.Key.Key_F)
    box = open_window.tool_bar.search
    assert QApplication.focusWidget() is box
    asked: list[str] = []
    box.searched.connect(asked.append)
    QTest.keyClicks(box, "qqz")
    qtbot.waitUntil(lambda: asked == ["qqz"], timeout=SOON)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert QApplication.focusWidget() is not box


def test_history_lists_the_acts_and_follows(qtbot: QtBot, open_window: Window) -> None:
    press(open_window, Qt.Key.Key_H)
    (dialog,) = open_window.findChildren(History)
    settled(qtbot, open_window)
    labels = [line.act.label for line in dialog.table.rows()]
    assert labels[-1] == "建立台账，示例采用政策"
    QTest.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    give_reason(qtbot)
    qtbot.waitUntil(lambda: len(dialog.table.rows()) == len(labels) + 1, timeout=SOON)
    assert dialog.table.rows()[0].act.label.startswith("撤销：")


def test_policies_are_listed_with_state_and_source_and_adopted(
    qtbot: QtBot, open_window: Window
) -> None:
    open_window.menus.actions["policies"].trigger()
    (dialog,) = open_window.findChildren(Policies)
    settled(qtbot, open_window)
    lines = {line.value.label: line for line in dialog.table.rows()}
    assert lines["一类线"].value.inferred
    assert lines["分类指标及权重"].value.cites
    assert not dialog.adopt.isEnabled()
    dialog.doc_no.insert("样编办〔2025〕1号")
    QTest.keyClicks(dialog.since, "2025-1-")
    assert not dialog.adopt.isEnabled()
    dialog.since.setText("2025-01-01")
    with qtbot.waitSignal(open_window.office.changed, timeout=SOON):
        QTest.mouseClick(dialog.adopt, Qt.MouseButton.LeftButton)
    assert "样编办〔2025〕1号" in open_window.tool_bar.policies.currentText()
    qtbot.waitUntil(lambda: "2025-01-01" in dialog.adopted.text(), timeout=SOON)
    QTest.mouseClick(dialog.adopt, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已采用" in dialog.wrong.text(), timeout=SOON)


def test_f1_opens_the_help_of_the_page_and_the_search_finds(
    qtbot: QtBot, open_window: Window
) -> None:
    open_window.tool_bar.search.setFocus()
    QTest.keyClick(open_window.tool_bar.search, Qt.Key.Key_F1)
    (pages,) = open_window.findChildren(HelpWindow)
    assert pages.topic() == "townships"
    everything = pages.list.count()
    pages.search.insert("撤销")
    assert 0 < pages.list.count() <= everything
    assert pages.text.textCursor().selectedText() == "撤销"
    open_window.menus.actions["help"].trigger()
    assert open_window.findChildren(HelpWindow) == [pages]


def test_about_copies_versions_and_licences(window: Window) -> None:
    window.menus.actions["about"].trigger()
    (about,) = window.findChildren(About)
    (copy,) = (b for b in about.findChildren(QPushButton) if b.text() == "复制信息")
    copy.click()
    words = QApplication.clipboard().text()
    assert "PySide6-Essentials 6." in words
    assert "LGPL-3.0" in words


def test_colours_and_size_are_chosen_and_remembered(qtbot: QtBot, window: Window) -> None:
    for action in window.menus.themes.actions():
        if action.text() == "深色":
            action.trigger()
    assert theme.theme().dark
    press(window, Qt.Key.Key_Equal)
    assert (theme.percent(), window.status_bar.size_label.text()) == (125, "125 %")
    window.menus.actions["large"].trigger()
    assert theme.percent() == 100
    for _ in range(9):
        window.menus.actions["bigger"].trigger()
    assert theme.percent() == 200
    kept = Settings()
    assert (kept.dark, kept.percent) == (True, 200)
    window.set_theme(dark=False, percent=100)
    qtbot.wait(0)


def test_progress_shows_only_when_work_takes_long_and_can_be_cancelled(
    qtbot: QtBot, open_window: Window
) -> None:
    bar = open_window.status_bar
    open_window.office.jobs.run(lambda book, _progress: book.years(), lambda _years: None)
    settled(qtbot, open_window)
    assert not bar.cancel.isVisible()

    def long(_book: Book, progress: Progress) -> None:
        while True:
            progress(3, 10, "读取第 3 行")

    open_window.office.jobs.run(long, lambda _nothing: pytest.fail("it was cancelled"))
    qtbot.waitUntil(bar.cancel.isVisible, timeout=SOON)
    qtbot.waitUntil(lambda: bar.doing.text() == "读取第 3 行", timeout=SOON)
    assert (bar.bar.value(), bar.bar.maximum()) == (3, 10)
    QTest.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    assert not bar.cancel.isVisible()
    assert open_window.toast.words.text() == "已取消，数据未改动"


def test_a_crash_in_the_worker_shows_one_box_and_the_book_stays_open(
    qtbot: QtBot, open_window: Window, said: Said
) -> None:
    said.answer = None
    for _ in range(3):
        open_window.office.jobs.run(lambda _book, _progress: 1 // 0, lambda _nothing: None)
    settled(qtbot, open_window)
    assert [notice.text for notice in said.notices] == ["程序出错，数据未改动。"]
    assert said.advice[-1].endswith("此后又出错 2 次。")
    assert open_window.office.state is not None


def test_the_frame_is_painted_before_the_database_is_read(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "示例县.db"
    new_book(path, "示例县", "999901").close()
    jobs = Jobs()
    first = Window(Office(jobs), Settings())
    first.show()
    assert first.start.headline.text()[0] == "正在打开…"
    with qtbot.waitSignal(first.office.opened, timeout=SOON):
        first.begin(path)
    jobs.shut()
    first.office.state = None
    first.close()


def test_the_place_of_the_window_is_kept_if_a_screen_is_there(window: Window) -> None:
    window.setGeometry(30, 40, 700, 500)
    window.settings.keep_place(window)
    window.setGeometry(0, 0, 300, 300)
    window.settings.place(window)
    assert window.geometry().topLeft() == QPoint(30, 40)
    window.setGeometry(90_000, 90_000, 700, 500)
    window.settings.keep_place(window)
    window.settings.place(window)
    assert window.screen().availableGeometry().contains(window.geometry().topLeft())
