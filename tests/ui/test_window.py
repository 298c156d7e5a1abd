"""The frame through its real menus and keys: books, undo, year, search, looks, closing."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, Said, give_reason, settled
from townoffice.desk.books import Book, new_book
from townoffice.feedback import Progress
from townoffice.records import Kind, Township
from ui import theme
from ui.about import About
from ui.help import HelpWindow
from ui.history import History
from ui.jobs import Jobs
from ui.new_book import NewBook
from ui.office import Office
from ui.policies import Policies
from ui.settings import Settings
from ui.window import Window

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def press(window: Window, key: Qt.Key, *, with_: Qt.KeyboardModifier = CONTROL) -> None:
    window.activateWindow()
    QTest.keyClick(window, key, with_)


def choose(window: Window, path: Path) -> None:
    """Answer the file dialog that is open."""
    (dialog,) = (d for d in window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def drop(window: Window, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    window.dropEvent(event)
    return event.isAccepted()


def enabled(window: Window) -> set[str]:
    return {name for name, action in window.menus.actions.items() if action.isEnabled()}


def button(window: Window, words: str) -> QPushButton:
    found = [b for b in window.start.findChildren(QPushButton) if b.text() == words]
    return found[-1]


def test_without_a_book_commands_that_need_one_are_disabled_not_hidden(window: Window) -> None:
    assert {"new", "open", "sample", "about", "quit"} <= enabled(window)
    assert not {"import", "export", "print", "undo", "redo", "history", "close"} & enabled(window)
    assert all(action.isVisible() for action in window.menus.actions.values())
    assert window.tabs.page() is None
    assert window.windowTitle() == "乡镇机构编制"
    assert window.start.headline.text()[0] == "还没有打开台账"


def test_a_book_is_opened_by_the_menu_and_named_in_the_title(
    qtbot: QtBot, window: Window, book_file: Path
) -> None:
    press(window, Qt.Key.Key_O)
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        choose(window, book_file)
    assert window.windowTitle() == f"样本县 · 2024年度 — 乡镇机构编制　{book_file}"
    assert window.tabs.titles() == ("乡镇街道", "编制测算")
    assert window.tabs.page() is not None
    assert window.status_bar.saved.text().startswith("已保存 ")
    assert window.settings.recent == (book_file,)
    assert {"import", "export", "print", "history", "undo"} <= enabled(window)
    assert "redo" not in enabled(window)


def test_the_sample_is_made_as_a_copy_in_the_users_folder(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        QTest.mouseClick(button(window, "打开示例县"), Qt.MouseButton.LeftButton)
    assert window.office.path == window.office.data_folder / "样本县.db"
    assert list(window.office.data_folder.glob("*.db")) == [window.office.path]


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


def test_a_new_book_is_made_by_its_dialog_and_shows_how_to_begin(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_N)
    (dialog,) = window.findChildren(NewBook)
    assert not dialog.make.isEnabled()
    dialog.county.insert("新县")
    QTest.keyClicks(dialog.code, "99990")
    assert not dialog.make.isEnabled()
    assert "6 位" in dialog.reason.text()
    QTest.keyClicks(dialog.code, "3")
    dialog.place.setText(str(tmp_path / "新县.db"))
    assert dialog.make.isEnabled()
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        QTest.keyClick(dialog.place, Qt.Key.Key_Return)
    assert window.start.headline.text()[0] == "这本台账还没有乡镇街道"
    assert window.tabs.page() is None
    assert not window.tabs.bar.isTabEnabled(1)
    assert {"import", "template"} <= enabled(window)
    assert not {"export", "print"} & enabled(window)


def test_an_empty_form_sheet_is_written(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.menus.actions["template"].trigger()
    choose(window, tmp_path / "表样.xlsx")
    settled(qtbot, window)
    assert (tmp_path / "表样.xlsx").stat().st_size > 0
    assert "已写出" in window.toast.words.text()


def test_a_book_or_a_sheet_is_dropped_into_the_window(
    qtbot: QtBot, window: Window, book_file: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        assert drop(window, book_file)
    sheet = tmp_path / "表.csv"
    sheet.write_text("乡镇（街道）,户籍人口（人）\n清泉镇,50000\n", encoding="utf-8")
    assert drop(window, sheet)
    assert window.tabs.titles()[-1] == "导入预览"
    settled(qtbot, window)
    assert window.menus.actions["tab_2"].isEnabled()
    press(window, Qt.Key.Key_1)
    assert window.tabs.bar.currentIndex() == 0
    press(window, Qt.Key.Key_3)
    assert window.tabs.bar.tabText(window.tabs.bar.currentIndex()) == "导入预览"


def test_what_cannot_be_opened_is_told_when_it_is_dropped(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    told: list[str] = []
    open_window.office.toast.connect(lambda text, _undo: told.append(text))
    files = [tmp_path / name for name in ("照片.png", "一.csv", "二.csv")]
    for file in files:
        file.write_text("乡镇（街道）,户籍人口（人）", encoding="utf-8")
    for paths, words in (
        (files[:1], "“照片.png”不是表格"),
        (files[1:], "一次拖进一个文件；刚才拖进了 2 个"),
        ([tmp_path], f"“{tmp_path.name}”是文件夹"),
    ):
        assert drop(open_window, *paths)
        assert words in told[-1]
    assert open_window.tabs.titles()[-1] != "导入预览"


def test_recent_books_that_are_gone_are_grey(
    qtbot: QtBot, open_window: Window, book_file: Path, tmp_path: Path
) -> None:
    open_window.settings.remember_book(tmp_path / "走了.db")
    menu = open_window.menus.menus["recent"]
    menu.aboutToShow.emit()
    gone, there, *_rest = menu.actions()
    assert (gone.isEnabled(), there.isEnabled()) == (False, True)
    assert "找不到了" in gone.text()
    assert str(book_file) in there.text()
    with qtbot.waitSignal(open_window.office.opened, timeout=SOON):
        there.trigger()


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


def test_closing_during_work_cancels_waits_and_backs_up(
    qtbot: QtBot, open_window: Window, book_file: Path
) -> None:
    begun = threading.Event()

    def long(book: Book, progress: Progress) -> None:
        with book.change("半途的导入") as writer:
            writer.add(Township("999902399", "新设乡", Kind.TOWNSHIP))
            begun.set()
            while True:
                progress(1, 2, "写入")

    open_window.office.jobs.write(long, lambda _nothing: None)
    qtbot.waitUntil(begun.is_set, timeout=SOON)
    open_window.close()
    assert open_window.isVisible()  # it waits for the worker
    qtbot.waitUntil(lambda: not open_window.isVisible(), timeout=SOON)
    assert len(list(book_file.with_name(book_file.name + ".backups").glob("*.db"))) == 1
    with Book.open(book_file) as book:  # let go, and nothing of the half import is in it
        assert "半途的导入" not in {act.label for act in book.history()}
    assert open_window.settings.last_book == book_file


def test_a_backup_that_fails_keeps_the_window_open_until_it_is_read(
    qtbot: QtBot, open_window: Window, book_file: Path, said: Said
) -> None:
    book_file.with_name(book_file.name + ".backups").write_text("a file is in the way")
    open_window.close()
    qtbot.waitUntil(lambda: bool(said.notices), timeout=SOON)
    settled(qtbot, open_window)
    assert "备份没有做成" in said.notices[0].text
    assert open_window.isVisible()
    open_window.close()
    assert not open_window.isVisible()


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


def test_a_book_in_use_offers_its_newest_backup_to_read(
    qtbot: QtBot, window: Window, book_file: Path, said: Said
) -> None:
    with Book.open(book_file) as held:
        held.backup()
        with qtbot.waitSignal(window.office.opened, timeout=SOON):
            window.open_book(book_file)
        assert said.notices[0].choices[0] == "打开最新备份（只读）"
        assert window.office.read_only
        assert window.status_bar.saved.text().startswith("只读")
        assert not {"undo", "import", "back_up"} & enabled(window)


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


def test_restoring_puts_a_backup_in_place_and_keeps_what_was(
    qtbot: QtBot, open_window: Window, book_file: Path, said: Said
) -> None:
    press(open_window, Qt.Key.Key_B)
    settled(qtbot, open_window)
    folder = book_file.with_name(book_file.name + ".backups")
    (backup,) = folder.glob("*.db")
    open_window.menus.actions["undo"].trigger()
    give_reason(qtbot)
    settled(qtbot, open_window)
    before = open_window.office.state
    open_window.menus.actions["restore"].trigger()
    with qtbot.waitSignal(open_window.office.opened, timeout=SOON):
        choose(open_window, backup)
    after = open_window.office.state
    assert before is not None
    assert after is not None
    assert (before.version, after.version) == (7, 6)
    assert "换回" in said.notices[0].text
    assert {path.stem[-6:] for path in folder.glob("*.db")} == {"000006", "000007"}


def test_a_copy_is_saved_and_the_open_book_refused_as_its_target(
    qtbot: QtBot, open_window: Window, book_file: Path, tmp_path: Path, said: Said
) -> None:
    for target in (tmp_path / "副本.db", book_file):
        open_window.menus.actions["copy_book"].trigger()
        choose(open_window, target)
        settled(qtbot, open_window)
    with Book.open(tmp_path / "副本.db") as copy:
        assert copy.county.name == "样本县"
    assert "不能存到台账自己身上" in said.notices[0].text


def test_the_last_book_is_opened_again_unless_it_was_closed(
    qtbot: QtBot, open_window: Window, book_file: Path
) -> None:
    assert open_window.settings.last_book == book_file
    with qtbot.waitSignal(open_window.office.closed, timeout=SOON):
        press(open_window, Qt.Key.Key_W)
    assert Settings().last_book is None
    assert open_window.settings.recent == (book_file,)
    assert open_window.start.headline.text()[0] == "还没有打开台账"


def test_a_book_that_cannot_be_opened_is_told_in_its_words(
    qtbot: QtBot, window: Window, tmp_path: Path, said: Said
) -> None:
    window.start.show_opening()
    window.begin(tmp_path / "没有.db")
    settled(qtbot, window)
    assert str(tmp_path / "没有.db") in said.notices[0].text
    assert window.start.headline.text()[0] == "还没有打开台账"


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
