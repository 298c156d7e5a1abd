"""Books in the window: made, opened, dropped, in use, backed up, restored, closed."""

import threading
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, Said, choose, enabled, give_reason, press, settled
from townoffice.desk.books import Book
from townoffice.feedback import Progress
from townoffice.records import Kind, Township
from ui.book_commands import FORMS
from ui.new_book import NewBook
from ui.settings import Settings
from ui.window import Window


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


def button(window: Window, words: str) -> QPushButton:
    found = [b for b in window.start.findChildren(QPushButton) if b.text() == words]
    return found[-1]


def test_a_book_is_opened_by_the_menu_and_named_in_the_title(
    qtbot: QtBot, window: Window, book_file: Path
) -> None:
    press(window, Qt.Key.Key_O)
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        choose(window, book_file)
    assert window.windowTitle() == f"样本县 · 2024年度 — 乡镇机构编制　{book_file}"
    assert window.tabs.titles() == (
        "乡镇街道",
        "机构设置",
        "编制测算",
        "考核评价",
        "合规检查",
    )
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


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_every_form_the_dialog_offers_is_written(
    qtbot: QtBot, window: Window, tmp_path: Path, kind: str
) -> None:
    window.menus.actions["template"].trigger()
    (dialog,) = (d for d in window.findChildren(QFileDialog) if d.isVisible())
    dialog.selectNameFilter(f"{FORMS[kind]} (*.xlsx)")
    choose(window, tmp_path / "表样.xlsx")
    settled(qtbot, window)
    page = openpyxl.load_workbook(tmp_path / "表样.xlsx").worksheets[0]
    heads = {str(cell.value) for cell in page[2]}
    assert ("机构名称" in heads) is (kind == "institutions")


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
    assert window.menus.actions["tab_5"].isEnabled()
    press(window, Qt.Key.Key_1)
    assert window.tabs.bar.currentIndex() == 0
    press(window, Qt.Key.Key_6)
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
    assert before.version == after.version + 1
    assert "换回" in said.notices[0].text
    kept = {f"{state.version:06}" for state in (before, after)}
    assert {path.stem[-6:] for path in folder.glob("*.db")} == kept


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
