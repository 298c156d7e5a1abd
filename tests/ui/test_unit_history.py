"""修改记录 of a unit: opened from panel, menu and keys; tells old and new; follows the book."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.eight_book import eight_book
from townoffice.desk.editing import weigh, write
from townoffice.desk.overview import overview
from townoffice.records import TypedFigure
from ui.jobs import Jobs
from ui.office import Office
from ui.pages.townships import TownshipsPage
from ui.pages.townships_history import HistoryDialog

BAIHE, QINGSHI = "999901101", "999901100"


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[TownshipsPage]:
    """The page over the eight units, in which somebody changed 白河镇 and took it back."""
    with eight_book(tmp_path / "示例县.db") as book:
        typed = [TypedFigure(BAIHE, "registered_population", "52400")]
        write(book, 2024, weigh(overview(book), typed))
        book.undo()
    jobs = Jobs()
    office = Office(jobs)
    made = TownshipsPage(office)
    qtbot.addWidget(made)
    made.resize(1440, 731)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(office.opened, timeout=10_000):
        office.open_book(tmp_path / "示例县.db")
    _settle(qtbot, made)
    yield made
    jobs.shut()


def _settle(qtbot: QtBot, page: TownshipsPage) -> None:
    qtbot.waitUntil(lambda: not page._office.jobs.at_work, timeout=10_000)


def _dialog(qtbot: QtBot, page: TownshipsPage) -> HistoryDialog:
    _settle(qtbot, page)
    (dialog,) = page.findChildren(HistoryDialog)
    assert dialog.isVisible()
    return dialog


def _texts(dialog: HistoryDialog, row: int) -> list[str]:
    model = dialog.table.model
    cells = [model.cell(row, dialog.table.column_at(k)) for k in ("label", "item", "old", "new")]
    return [cell.text + cell.aside for cell in cells]


def test_the_link_of_the_panel_opens_it_by_keys(qtbot: QtBot, page: TownshipsPage) -> None:
    page.table.select(BAIHE, "index")
    _settle(qtbot, page)
    link = page.panel.history
    assert link.isVisible()
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    dialog = _dialog(qtbot, page)
    assert dialog.windowTitle() == "修改记录 · 白河镇"
    assert dialog.about.text().startswith("白河镇（999901101）：4 次改动")
    change = "修改白河镇户籍人口 51400 → 52400（2024年）"
    item = "户籍人口（2024年）"
    assert _texts(dialog, 0) == [f"撤销：{change}", item, "52,400人", "51,400人"]
    assert _texts(dialog, 1) == [change, item, "51,400人", "52,400人"]
    state = dialog.table.column_at("state")
    assert [dialog.table.model.cell(row, state).text for row in (0, 1)] == ["", "已撤销"]
    assert dialog.table.sheet.accessibleName() or dialog.table.accessibleName()


def test_the_menu_of_the_table_has_it_for_the_current_unit(
    qtbot: QtBot, page: TownshipsPage
) -> None:
    page.table.select(QINGSHI, "name")
    (action,) = [a for a in page.table.actions() if a.text() == "修改记录…"]
    action.trigger()
    dialog = _dialog(qtbot, page)
    assert dialog.code == QINGSHI
    action.trigger()
    assert _dialog(qtbot, page) is dialog


def test_its_keys_open_it_from_the_table(qtbot: QtBot, page: TownshipsPage) -> None:
    page.activate()
    page.table.select(QINGSHI, "index")
    page.activateWindow()
    qtbot.waitUntil(page.table.sheet.hasFocus, timeout=5_000)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.table.sheet, Qt.Key.Key_H, both)
    assert _dialog(qtbot, page).code == QINGSHI


def test_it_follows_the_book_and_closes_with_it(qtbot: QtBot, page: TownshipsPage) -> None:
    page.table.select(BAIHE, "index")
    page.panel.history.click()
    dialog = _dialog(qtbot, page)
    rows = len(dialog.table.rows())
    page._office.redo()
    qtbot.waitUntil(lambda: len(dialog.table.rows()) == rows + 1, timeout=10_000)
    assert _texts(dialog, 0)[0].startswith("重做：")
    with qtbot.waitSignal(dialog.destroyed, timeout=10_000):
        page._office.jobs.close(lambda: None)
        page._office.closed.emit()


def test_it_closes_when_the_unit_itself_is_undone(qtbot: QtBot, page: TownshipsPage) -> None:
    page.table.select(BAIHE, "index")
    page.panel.history.click()
    dialog = _dialog(qtbot, page)
    with qtbot.waitSignal(dialog.destroyed, timeout=10_000):
        for _ in range(2):
            page._office.undo()
            _settle(qtbot, page)


def test_without_a_unit_there_is_no_link(qtbot: QtBot, page: TownshipsPage) -> None:
    page.panel.clear()
    assert not page.panel.history.isVisible()
    assert page.findChildren(HistoryDialog) == []
    _settle(qtbot, page)
