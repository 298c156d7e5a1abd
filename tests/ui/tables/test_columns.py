"""Wrong entries, ticks, the columns and the looks of the table."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import drag_to
from tests.ui.tables.units import (
    CTRL,
    LEFT,
    NONE,
    UNITS,
    Kept,
    Key,
    Unit,
    click_cell,
    columns,
    editor,
    pinned,
    press,
)
from ui import theme
from ui.tables import Cell, Column, RecordTable
from ui.tables.chooser import ColumnChooser
from ui.theme import Tone


def test_a_wrong_entry_stays_with_its_reason_until_it_is_right(table: RecordTable[Unit]) -> None:
    said: list[str] = []
    table.edited.connect(lambda _unit, _key, text: said.append(text))
    table.mark_wrong("999901103", "people", "3.38l", "末尾是字母 l，不是数字 1。")
    assert table.model.index(2, 1).data() == "3.38l"
    assert "末尾是字母 l" in table.notice.text()
    assert table.notice.isVisible()
    table.sort_by("people")
    go = table.notice.findChild(QPushButton)
    assert isinstance(go, QPushButton)
    QTest.mouseClick(go, LEFT)
    current = table.current()
    assert current is not None
    assert (current[0].name, current[1]) == ("云岭镇", "people")
    press(table, Key.Key_F2)
    line = editor(table)
    assert line.text() == "3.38l"
    line.selectAll()
    QTest.keyClicks(line, "33800")
    QTest.keyClick(line, Key.Key_Return)
    assert not table.model.wrong
    assert not table.notice.isVisible()
    assert said == []  # as it was before: nothing to save


def test_wrong_entries_are_cleared_by_cell_by_record_or_all(table: RecordTable[Unit]) -> None:
    for column in ("people", "area"):
        table.mark_wrong("999901101", column, "x", "不是数")
    table.mark_wrong("999901102", "area", "y", "不是数")
    assert "共 3 格" in table.notice.text()
    table.clear_wrong("999901101", "area")
    assert len(table.model.wrong) == 2
    table.clear_wrong("999901101")
    assert list(table.model.wrong) == [("999901102", "area")]
    table.clear_wrong()
    assert table.notice.text() == ""


def test_a_tick_is_toggled_by_click_and_by_space(qtbot: QtBot) -> None:
    table: RecordTable[Unit] = RecordTable(
        [
            Column("on", "导入", lambda unit: Cell(check=unit.posts > 25)),
            Column("name", "单位", lambda unit: Cell(unit.name)),
        ],
        key=lambda unit: unit.code,
        name="会改什么",
        numbered=False,
        filters=False,
        row_height=26,
        memory=Kept(),
    )
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    table.show_rows(UNITS)
    said: list[tuple[str, str, bool]] = []
    table.ticked.connect(lambda unit, key, on: said.append((unit.name, key, on)))
    click_cell(table, 0, 0)
    press(table, Key.Key_End, CTRL)
    press(table, Key.Key_Home)
    press(table, Key.Key_Space)
    assert said == [("青石镇", "on", False), ("双桥乡", "on", True)]
    assert table.sheet.rowHeight(0) == 26


def test_hidden_columns_are_chosen_and_remembered(
    qtbot: QtBot, table: RecordTable[Unit], memory: Kept
) -> None:
    assert [one.key for one in table.lanes.columns] == ["name", "people", "area", "posts"]
    table.choose_columns()
    chooser = next(one for one in table.findChildren(QDialog) if isinstance(one, ColumnChooser))
    items = chooser.list
    items.item(4).setCheckState(Qt.CheckState.Checked)
    items.item(2).setCheckState(Qt.CheckState.Unchecked)
    items.setCurrentRow(4)
    up = next(one for one in chooser.findChildren(QPushButton) if one.text() == "上移")
    QTest.mouseClick(up, LEFT)
    good = next(one for one in chooser.findChildren(QPushButton) if one.text() == "确定")
    QTest.mouseClick(good, LEFT)
    assert [one.key for one in table.lanes.columns] == ["name", "people", "code", "posts"]
    assert pinned(table)[0][:2] == ["合计", "214,900"]
    again: RecordTable[Unit] = RecordTable(
        columns(), key=lambda unit: unit.code, name="乡镇街道", memory=memory
    )
    qtbot.addWidget(again)
    assert [one.key for one in again.lanes.columns] == ["name", "people", "code", "posts"]


def test_a_column_is_widened_and_dragged_in_the_header(
    table: RecordTable[Unit], memory: Kept
) -> None:
    band = table.band
    edge = band.gutter + table.lanes.left(1) + table.lanes.width(1)
    before = table.lanes.width(1)
    QTest.mousePress(band, LEFT, NONE, QPoint(edge, 10))
    drag_to(band, edge + 30, 10)
    QTest.mouseRelease(band, LEFT, NONE, QPoint(edge + 30, 10))
    assert table.lanes.width(1) == before + 30
    x = band.gutter + table.lanes.left(3) + 20
    target = band.gutter + table.lanes.left(1) + 5
    QTest.mousePress(band, LEFT, NONE, QPoint(x, 40))
    for place in (x - 20, target):
        drag_to(band, place, 40)
    QTest.mouseRelease(band, LEFT, NONE, QPoint(target, 40))
    assert [one.key for one in table.lanes.columns] == ["name", "posts", "people", "area"]
    assert '"people": 126' in memory.texts["乡镇街道"]


def test_frozen_columns_stay_and_the_current_cell_is_never_behind_them(
    table: RecordTable[Unit],
) -> None:
    table.resize(330, 300)
    click_cell(table, 0, 0)
    press(table, Key.Key_End)
    assert table.sheet.horizontalScrollBar().value() > 0
    assert table.lanes.left(0) == 0
    shown = table.sheet.visualRect(table.sheet.currentIndex())
    assert shown.right() < table.sheet.viewport().width()
    for _ in range(2):
        press(table, Key.Key_Left)
    assert table.sheet.visualRect(table.sheet.currentIndex()).left() >= table.lanes.frozen_width
    place = QPoint(table.lanes.frozen_width - 5, 10)
    assert table.sheet.indexAt(place).column() == 0
    line = table.band.filter_line("name")
    assert line is not None
    assert line.mapTo(table.band, QPoint(0, 0)).x() == table.band.gutter


def test_the_context_menu_has_keys_and_the_pages_own_entries(table: RecordTable[Unit]) -> None:
    table.addAction("记录的变更")
    click_cell(table, 0, 1)
    reason = QContextMenuEvent.Reason.Keyboard
    place = table.sheet.cell_rect(0, 1).center()
    QApplication.sendEvent(table.sheet.viewport(), QContextMenuEvent(reason, place, place))
    menu = table.findChild(QMenu)
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words[:6] == ["记录的变更", "怎么来的", "修改", "复制", "粘贴", "向下填充"]
    assert "选择列…" in words
    hide = next(action for action in menu.actions() if action.text().startswith("隐藏"))
    hide.trigger()
    menu.close()
    assert [one.key for one in table.lanes.columns] == ["name", "area", "posts"]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_rows_header_and_colours_follow_size_and_theme(
    qapp: QApplication, table: RecordTable[Unit], percent: int, colours: theme.Theme
) -> None:
    theme.apply(qapp, dark=colours.dark, percent=percent)
    qapp.processEvents()
    assert table.sheet.rowHeight(0) == 32 * percent // 100
    assert table.band.height() == (24 + 44 + 28 + 32) * percent // 100
    picture = table.grab().toImage()
    assert picture.pixelColor(table.width() // 2, table.height() - 30) == colours.table


def test_a_number_too_wide_for_its_column_is_never_cut(
    qapp: QApplication, table: RecordTable[Unit]
) -> None:
    pen = table.sheet.pen()
    text, width = pen._short(Cell("2,300,000", number=2_300_000), "2,300,000", pen.body, 30)
    assert set(text) == {"#"}
    assert width <= 30
    text, _ = pen._short(Cell("南湖街道办事处"), "南湖街道办事处", pen.body, 60)
    assert text.endswith("…")


def test_an_index_of_nowhere_is_harmless(table: RecordTable[Unit]) -> None:
    assert table.sheet.visualRect(QModelIndex()).isNull()
    assert not table.sheet.indexAt(QPoint(5, 4_000)).isValid()
    table.select("no such record")
    table.mark("999901102")
    assert table.sheet.lit(1)
    table.mark(None)
    assert not table.sheet.lit(1)
    assert isinstance(table.focusProxy(), QWidget)
    assert Tone.NORMAL is Cell().tone
