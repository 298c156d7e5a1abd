"""The table through real keys and clicks: moving, editing, copying, finding."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.hands import drag_to, type_text
from tests.ui.tables.units import (
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    UNITS,
    Key,
    Unit,
    click_cell,
    editor,
    press,
)
from ui.tables import RecordTable


def test_the_arrows_move_and_shift_extends(table: RecordTable[Unit]) -> None:
    sums: list[str] = []
    table.selection_summed.connect(sums.append)
    click_cell(table, 0, 3)
    assert sums[-1] == "选中 1 格 · 34 · 按 F1 看怎么来的"
    press(table, Key.Key_Down, SHIFT)
    press(table, Key.Key_Down, SHIFT)
    assert sums[-1] == "选中 3 格 · 合计 89 · 平均 29.7 · 最小 25 · 最大 34"
    press(table, Key.Key_Down)
    assert table.sheet.block() == (1, 3, 1, 3)
    press(table, Key.Key_End, CTRL)
    assert table.sheet.block() == (4, 3, 4, 3)
    press(table, Key.Key_Home)
    assert table.sheet.block() == (4, 0, 4, 0)
    press(table, Key.Key_Home, CTRL | SHIFT)
    assert table.sheet.block() == (0, 0, 4, 0)
    press(table, Key.Key_A, CTRL)
    assert table.sheet.block() == (0, 0, 4, 3)
    assert len(table.sheet.selectionModel().selectedIndexes()) == 20


def test_a_block_is_dragged_with_the_mouse_from_a_frozen_column(table: RecordTable[Unit]) -> None:
    port = table.sheet.viewport()
    QTest.mousePress(port, LEFT, NONE, table.sheet.cell_rect(1, 0).center())
    middle = table.sheet.cell_rect(3, 2).center()
    drag_to(port, middle.x(), middle.y())
    QTest.mouseRelease(port, LEFT, NONE, table.sheet.cell_rect(3, 2).center())
    assert table.sheet.block() == (1, 0, 3, 2)
    click_cell(table, 4, 1, SHIFT)
    assert table.sheet.block() == (1, 0, 4, 1)


def test_f2_edits_enter_goes_down_and_says_what_was_typed(table: RecordTable[Unit]) -> None:
    said: list[tuple[str, str, str]] = []
    table.edited.connect(lambda unit, key, text: said.append((unit.name, key, text)))
    click_cell(table, 1, 1)
    press(table, Key.Key_F2)
    line = editor(table)
    assert line.text() == "51400"
    assert line.accessibleName().startswith("修改 户籍人口")
    QTest.keyClicks(line, "52000")
    QTest.keyClick(line, Key.Key_Return)
    assert said == [("白河镇", "people", "52000")]
    assert table.sheet.block() == (2, 1, 2, 1)


def test_typing_replaces_and_escape_leaves_all_as_it_was(table: RecordTable[Unit]) -> None:
    said: list[str] = []
    table.edited.connect(lambda _unit, _key, text: said.append(text))
    click_cell(table, 0, 1)
    QTest.keyClicks(table.sheet, "7")
    line = editor(table)
    QTest.keyClicks(line, "0000")
    assert line.text() == "70000"
    QTest.keyClick(line, Key.Key_Escape)
    assert said == []
    QTest.keyClicks(table.sheet, "7")
    QTest.keyClick(editor(table), Key.Key_Tab)
    assert said == ["7"]
    assert table.sheet.block() == (0, 2, 0, 2)


def test_an_input_method_begins_to_edit_too(table: RecordTable[Unit]) -> None:
    click_cell(table, 0, 1)
    type_text(table.sheet, "六")
    type_text(editor(table), "万八")
    assert editor(table).text() == "六万八"


def test_a_cut_text_is_whole_in_its_tooltip(table: RecordTable[Unit]) -> None:
    table.show_rows([replace(UNITS[0], name="青石镇（原石桥公社、石坪公社合并）")])
    assert table.sheet.tip(0, 0) == "青石镇（原石桥公社、石坪公社合并）"
    assert table.sheet.tip(0, 1) == ""
    assert "推定" in table.sheet.tip(0, 3)


def test_coming_by_tab_one_finds_a_current_cell(table: RecordTable[Unit]) -> None:
    told: list[str] = []
    table.current_changed.connect(lambda unit, _key: told.append(unit.name))
    line = table.band.filter_line("posts")
    assert line is not None
    line.setFocus()
    table.sheet.forget()
    table.sheet.setFocus(Qt.FocusReason.TabFocusReason)
    assert told == ["青石镇"]
    table.sheet.forget()
    line.setFocus()
    click_cell(table, 2, 1)
    assert told == ["青石镇", "云岭镇"]


def test_a_cell_that_is_calculated_is_not_edited_but_explained(table: RecordTable[Unit]) -> None:
    asked: list[tuple[str, str]] = []
    table.explain_asked.connect(lambda unit, key: asked.append((unit.name, key)))
    place = table.sheet.cell_rect(0, 3).center()
    QTest.mouseClick(table.sheet.viewport(), LEFT, NONE, place)
    QTest.mouseDClick(table.sheet.viewport(), LEFT, NONE, place)
    press(table, Key.Key_Down)
    press(table, Key.Key_F1)
    press(table, Key.Key_F2)
    QTest.keyClicks(table.sheet, "9")
    assert asked == [("青石镇", "posts"), ("白河镇", "posts")]
    assert not [one for one in table.sheet.viewport().findChildren(QLineEdit) if one.isVisible()]


def test_copy_gives_what_wps_takes_and_paste_hands_over_the_block(table: RecordTable[Unit]) -> None:
    table.sheet.take(0, 0, 1, 2)
    press(table, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "青石镇\t68200\t86.40\n白河镇\t51400\t132.70\n"
    pasted: list[tuple[str, str, object]] = []
    table.block_pasted.connect(lambda unit, key, block: pasted.append((unit.name, key, block)))
    click_cell(table, 2, 1)
    QGuiApplication.clipboard().setText("1\t2\r\n3\t4\r\n")
    press(table, Key.Key_V, CTRL)
    table.sheet.take(0, 1, 1, 1)
    QGuiApplication.clipboard().setText("9")
    press(table, Key.Key_V, CTRL)
    assert pasted == [
        ("云岭镇", "people", [["1", "2"], ["3", "4"]]),
        ("青石镇", "people", [["9"], ["9"]]),
    ]


def test_fill_down_takes_the_first_row_or_the_one_above(table: RecordTable[Unit]) -> None:
    filled: list[tuple[str, str, list[str]]] = []
    table.filled_down.connect(
        lambda unit, key, to: filled.append((unit.name, key, [one.name for one in to]))
    )
    table.sheet.take(0, 1, 2, 1)
    press(table, Key.Key_D, CTRL)
    click_cell(table, 3, 2)
    press(table, Key.Key_D, CTRL)
    click_cell(table, 3, 3)
    press(table, Key.Key_D, CTRL)  # calculated: nothing to fill
    click_cell(table, 0, 1)
    press(table, Key.Key_D, CTRL)  # nothing above the first row
    assert filled == [
        ("青石镇", "people", ["白河镇", "云岭镇"]),
        ("云岭镇", "area", ["柳溪镇"]),
    ]


def test_delete_empties_what_may_be_edited(table: RecordTable[Unit]) -> None:
    said: list[object] = []
    table.edited.connect(lambda unit, key, text: said.append((unit.name, key, text)))
    table.block_pasted.connect(lambda unit, key, block: said.append((unit.name, key, block)))
    click_cell(table, 0, 1)
    press(table, Key.Key_Delete)
    table.sheet.take(1, 1, 2, 2)
    press(table, Key.Key_Delete)
    table.sheet.take(0, 2, 0, 3)
    press(table, Key.Key_Delete)  # one of them is calculated
    assert said == [
        ("青石镇", "people", ""),
        ("白河镇", "people", [["", ""], ["", ""]]),
    ]


def test_ctrl_f_finds_by_pinyin_round_the_table(table: RecordTable[Unit]) -> None:
    click_cell(table, 0, 0)
    press(table, Key.Key_F, CTRL)
    line = table.finder.line
    assert line.isVisible()
    QTest.keyClicks(line, "zhen")
    for expected in ("白河镇", "云岭镇", "柳溪镇", "青石镇"):
        QTest.keyClick(line, Key.Key_Return)
        current = table.current()
        assert current is not None
        assert current[0].name == expected
    QTest.keyClick(line, Key.Key_Return, SHIFT)
    current = table.current()
    assert current is not None
    assert current[0].name == "柳溪镇"
    assert not table.find("没有这个")
    QTest.keyClick(line, Key.Key_Escape)
    assert not line.isVisible()


def test_ctrl_shift_l_goes_to_the_filter_of_the_column(table: RecordTable[Unit]) -> None:
    table.activateWindow()
    click_cell(table, 0, 2)
    press(table, Key.Key_L, CTRL | SHIFT)
    line = table.band.filter_line("area")
    assert line is not None
    assert line.hasFocus()
