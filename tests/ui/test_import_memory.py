"""Going through the problems, the marked copy, what is taken over, the log: by menus and keys."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.sheets import forms
from tests.ui.frame import settled
from ui.history import History
from ui.imports import Imports
from ui.pages.intake import IntakePage
from ui.window import Window

HEAD = ("序号", "乡镇（街道）", "户籍人口（万人）", "土地（公顷）")


def form(folder: Path, name: str, first: float = 7.64) -> Path:
    rows: forms.Rows = (
        ("2024年情况",),
        HEAD,
        (1, "城东街道", first, 2230),
        (2, "城西街道", "6.74l", 1860),
        (3, "望江街道", 5.28, 2930),
    )
    return forms.xlsx(folder / name, rows, name="Sheet1")


def opened(qtbot: QtBot, window: Window, path: Path) -> IntakePage:
    window.office.import_file(path)
    settled(qtbot, window)
    page = window.tabs.page()
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: page.preview is not None)
    settled(qtbot, window)
    return page


def choose(window: Window, path: Path) -> QFileDialog:
    """Answer the file dialog that is open."""
    (dialog,) = (d for d in window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    return dialog


def dialog_of(kind: type[Imports]) -> Imports:
    (found,) = (t for t in QApplication.topLevelWidgets() if isinstance(t, kind) and t.isVisible())
    return found


def take_column(page: IntakePage, place: int, words: str) -> None:
    action = next(a for a in page.boxes.menu_of(place).actions() if a.text() == words)
    action.trigger()


def test_f8_goes_through_the_problems_both_ways(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    assert not open_window.menus.actions["next_problem"].isEnabled()
    page = opened(qtbot, open_window, form(tmp_path, "一.xlsx", first=76.4))
    cells = list(dict.fromkeys(q.cell for q in page.questions if q.cell and not q.settled))
    assert {"C3", "C4"} <= set(cells)
    seen = []
    for _ in range(len(cells) + 1):
        open_window.activateWindow()
        QTest.keyClick(open_window, Qt.Key.Key_F8)
        seen.append(page.grid.current())
    assert seen == [*cells, cells[0]]
    QTest.keyClick(open_window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert page.grid.current() == cells[-1]


def test_the_box_shows_how_its_column_is_converted(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    page = opened(qtbot, open_window, form(tmp_path, "一.xlsx"))
    box = page.boxes._boxes[2]
    assert box.accessibleName() == "C 列：户籍人口 万人 × 10,000"
    assert box.toolTip().splitlines()[1] == "C3：7.64 万人 → 76,400 人"
    assert box.accessibleDescription() == "C3：7.64 万人 → 76,400 人"


def test_the_marked_copy_is_written_where_somebody_says(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    page = opened(qtbot, open_window, form(tmp_path, "一.xlsx"))
    assert page.fault_copy.isEnabled()
    QTest.mouseClick(page.fault_copy, Qt.MouseButton.LeftButton)
    choose(open_window, tmp_path / "问题.xlsx")
    settled(qtbot, open_window)
    book = openpyxl.load_workbook(tmp_path / "问题.xlsx")
    assert book.sheetnames == ["问题清单", "Sheet1"]
    assert book["Sheet1"]["C4"].comment is not None
    assert (tmp_path / "一.xlsx").exists()
    assert "已写出问题表" in open_window.toast.words.text()


def test_what_was_said_of_a_form_is_taken_over_and_taken_back(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    page = opened(qtbot, open_window, form(tmp_path, "一.xlsx"))
    take_column(page, 3, "不导入")
    settled(qtbot, open_window)
    assert page.button.isEnabled()
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    page = opened(qtbot, open_window, form(tmp_path, "二.xlsx", first=7.66))
    assert "沿用上次的对应，1 列" in page.headline.text()[1]
    assert page.boxes._boxes[3].accessibleName() == "D 列：不导入"
    page.headline.link.emit("recall")
    settled(qtbot, open_window)
    assert "沿用" not in page.headline.text()[1]
    assert page.boxes._boxes[3].accessibleName() != "D 列：不导入"


def test_the_log_of_imports_leads_to_the_history_and_forgets(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    path = form(tmp_path, "一.xlsx")
    page = opened(qtbot, open_window, path)
    take_column(page, 3, "不导入")
    settled(qtbot, open_window)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    again = opened(qtbot, open_window, path)
    state = open_window.office.state
    assert state is not None
    number = state.version
    assert any(f"导入过，第 {number} 号" in question.what for question in again.questions)
    open_window.menus.actions["imports"].trigger()
    settled(qtbot, open_window)
    dialog = dialog_of(Imports)
    first = dialog.table.rows()[0]
    assert (first.change_id, first.log.file_name, first.log.sheet) == (number, "一.xlsx", "Sheet1")
    assert first.log.changed == 2
    dialog.table.explain_asked.emit(first, "file")
    settled(qtbot, open_window)
    (history,) = (
        t for t in QApplication.topLevelWidgets() if isinstance(t, History) and t.isVisible()
    )
    assert f"第 {number} 号" in history.title.text()
    history.close()
    assert [(m.what, m.words, m.taken) for m in dialog.memory.rows()] == [
        ("列", "土地（公顷）", "不导入")
    ]
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "忘掉这一条")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    assert dialog.memory.rows() == ()
    assert not button.isEnabled()
    dialog.close()


def test_the_kind_of_form_is_chosen_with_the_file(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    for command, label, head in (
        ("export", "编制和实有人员表 (*.xlsx)", "核定行政编制（名）"),
        ("template", "主要指标表 (*.xlsx)", "户籍人口（人）"),
    ):
        open_window.menus.actions[command].trigger()
        (dialog,) = (d for d in open_window.findChildren(QFileDialog) if d.isVisible())
        dialog.selectNameFilter(label)
        choose(open_window, tmp_path / f"{command}.xlsx")
        settled(qtbot, open_window)
        page = openpyxl.load_workbook(tmp_path / f"{command}.xlsx").worksheets[0]
        assert head in [cell.value for cell in page[2]]
        assert (page["B3"].value is None) == (command == "template")
