"""The table sorts, filters and keeps its place, and says so to a screen reader."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.hands import type_text
from tests.ui.tables.units import UNITS, Key, Unit, click_title, names, pinned, typed_filter
from ui.tables import RecordTable

# -- the model -------------------------------------------------------------------------------------


def test_the_model_keeps_qts_rules(table: RecordTable[Unit]) -> None:
    tester = QAbstractItemModelTester(
        table.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    table.sheet.place(2, 1)
    table.sort_by("people")
    table.sort_by("name", descending=True)
    table.set_filter("name", "镇")
    table.set_filter("people", ">9万")
    table.clear_filters()
    table.show_rows([*UNITS[:2], replace(UNITS[2], posts=26), *UNITS[3:]])
    table.wardrobe.choose(["name", "posts", "people", "area", "code"], ["name", "posts"])
    table.show_rows([])
    table.show_rows(UNITS)
    table.mark_wrong(UNITS[0].code, "posts", "x", "不是数")
    assert tester.model() is table.model


def test_a_screen_reader_hears_title_value_and_marks(table: RecordTable[Unit]) -> None:
    model = table.model
    role = Qt.ItemDataRole
    assert model.index(0, 1).data(role.AccessibleTextRole) == "户籍人口（人） 68,200"
    assert model.index(0, 3).data(role.AccessibleTextRole) == "行政编制（名） 核定 34 推定"
    assert "推定" in model.index(0, 3).data(role.ToolTipRole)
    table.mark_wrong(UNITS[0].code, "people", "6万8", "“6万8”不是数")
    assert "填写有误" in model.index(0, 1).data(role.AccessibleTextRole)
    assert model.index(0, 1).data(role.AccessibleDescriptionRole) == "“6万8”不是数"


def test_every_part_has_a_name(table: RecordTable[Unit]) -> None:
    view = QAccessible.queryAccessibleInterface(table.sheet)
    assert view.text(QAccessible.Text.Name) == "乡镇街道"
    assert view.childCount() >= len(UNITS) * len(table.lanes.columns)
    for line in table.findChildren(QLineEdit):
        assert line.accessibleName(), line
    assert "合计" in table.band.accessibleDescription()
    assert "196,000" not in table.band.accessibleDescription()
    assert "214,900" in table.band.accessibleDescription()


# -- sort and filter -------------------------------------------------------------------------------


def test_clicking_a_title_sorts_down_up_and_back(table: RecordTable[Unit]) -> None:
    click_title(table, 1)
    assert names(table) == ["青石镇", "白河镇", "柳溪镇", "云岭镇", "双桥乡"]
    click_title(table, 1)
    assert names(table) == ["双桥乡", "云岭镇", "柳溪镇", "白河镇", "青石镇"]
    click_title(table, 1)
    assert names(table) == [unit.name for unit in UNITS]
    click_title(table, 0)
    assert names(table) == ["白河镇", "柳溪镇", "青石镇", "双桥乡", "云岭镇"]


def test_the_selection_follows_its_record_through_a_sort(table: RecordTable[Unit]) -> None:
    table.select("999901103", "area")
    click_title(table, 1)
    current = table.current()
    assert current is not None
    assert (current[0].name, current[1]) == ("云岭镇", "area")


def test_typing_into_the_filter_row_filters_and_the_total_follows(table: RecordTable[Unit]) -> None:
    assert pinned(table) == [["合计", "214,900", "", "137"]]
    typed_filter(table, "name", "qsz|bhz")
    assert names(table) == ["青石镇", "白河镇"]
    assert pinned(table) == [["合计（筛选后）", "119,600", "", "64"]]
    assert table.sheet.hasFocus()
    typed_filter(table, "people", ">6万")
    assert names(table) == ["青石镇"]
    line = table.band.filter_line("people")
    assert line is not None
    QTest.keyClick(line, Key.Key_Escape)
    assert names(table) == ["青石镇", "白河镇"]
    table.clear_filters()
    assert len(names(table)) == 5
    assert pinned(table)[0][0] == "合计"


def test_a_filter_waits_for_a_pause_in_typing(qtbot: QtBot, table: RecordTable[Unit]) -> None:
    line = table.band.filter_line("name")
    assert line is not None
    with qtbot.waitSignal(table.arranged, timeout=2_000):
        type_text(line, "白河")
        assert len(names(table)) == 5
    assert names(table) == ["白河镇"]


def test_a_filter_that_cannot_be_understood_is_red_and_filters_nothing(
    table: RecordTable[Unit],
) -> None:
    line = typed_filter(table, "people", ">很多")
    assert len(names(table)) == 5
    assert line.property("wrong") == "true"
    assert "后面要写一个数" in line.toolTip()
    line = typed_filter(table, "people", ">4万")
    assert line.property("wrong") == "false"
    assert len(names(table)) == 3


def test_a_record_that_is_filtered_out_is_no_longer_current(table: RecordTable[Unit]) -> None:
    table.select("999901201", "people")
    table.set_filter("name", "镇")
    assert table.current() is None


# -- rows ------------------------------------------------------------------------------------------


def test_the_same_keys_keep_place_selection_and_order(table: RecordTable[Unit]) -> None:
    table.sort_by("people", descending=True)
    table.select("999901104", "people")
    resets: list[int] = []
    table.model.modelReset.connect(lambda: resets.append(1))
    table.show_rows(
        [replace(unit, people=99_000) if unit.name == "双桥乡" else unit for unit in UNITS]
    )
    assert resets == []
    assert names(table)[-1] == "双桥乡"
    assert table.model.cell(4, 1).text == "99,000"
    assert pinned(table)[0][1] == "295,000"
    current = table.current()
    assert current is not None
    assert current[0].name == "柳溪镇"
    table.sort_by("people", descending=True)
    assert names(table)[0] == "双桥乡"


def test_other_rows_keep_sort_filter_and_selection(table: RecordTable[Unit]) -> None:
    table.sort_by("people")
    table.set_filter("name", "镇")
    table.select("999901102", "area")
    table.show_rows([unit for unit in UNITS if unit.name != "青石镇"])
    assert names(table) == ["云岭镇", "柳溪镇", "白河镇"]
    current = table.current()
    assert current is not None
    assert (current[0].name, current[1]) == ("白河镇", "area")
