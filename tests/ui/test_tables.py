"""The table through real keys and clicks."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import drag_to, type_text
from ui import theme
from ui.tables import Align, Cell, Column, RecordTable
from ui.tables.chooser import ColumnChooser
from ui.theme import Tone

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    people: int
    area: Fraction
    posts: int


UNITS = (
    Unit("999901101", "青石镇", 68_200, Fraction("86.40"), 34),
    Unit("999901102", "白河镇", 51_400, Fraction("132.70"), 30),
    Unit("999901103", "云岭镇", 33_800, Fraction("158.20"), 25),
    Unit("999901104", "柳溪镇", 42_600, Fraction("97.50"), 28),
    Unit("999901201", "双桥乡", 18_900, Fraction("121.30"), 20),
)


@dataclass
class Kept:
    """A memory in a dictionary."""

    texts: dict[str, str] = field(default_factory=dict)

    def read(self, name: str) -> str:
        return self.texts.get(name, "")

    def write(self, name: str, text: str) -> None:
        self.texts[name] = text


def columns() -> list[Column[Unit]]:
    right = Align.RIGHT
    return [
        Column("name", "单位", lambda unit: Cell(unit.name), frozen=True, width=116),
        Column(
            "people",
            "户籍人口",
            lambda unit: Cell(f"{unit.people:,}", number=unit.people, edit=str(unit.people)),
            unit="人",
            align=right,
        ),
        Column(
            "area",
            "面积",
            lambda unit: Cell(f"{float(unit.area):.2f}", number=unit.area, edit=str(unit.area)),
            unit="km²",
            align=right,
        ),
        Column(
            "posts",
            "核定",
            lambda unit: Cell(str(unit.posts), number=unit.posts, inferred=True, tip="三步核编"),
            group="行政编制（名）",
            align=right,
        ),
        Column("code", "代码", lambda unit: Cell(unit.code), hidden=True),
    ]


def total(units: Sequence[Unit]) -> list[Cell]:
    people = sum(unit.people for unit in units)
    return [Cell("合计"), Cell(f"{people:,}"), Cell(), Cell(str(sum(u.posts for u in units)))]


@pytest.fixture
def memory() -> Kept:
    return Kept()


@pytest.fixture
def table(qtbot: QtBot, memory: Kept) -> RecordTable[Unit]:
    made: RecordTable[Unit] = RecordTable(
        columns(), key=lambda unit: unit.code, name="乡镇街道", total=total, memory=memory
    )
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_rows(UNITS)
    made.sheet.setFocus()
    return made


def names(table: RecordTable[Unit]) -> list[str]:
    return [unit.name for unit in table.rows()]


def press(table: RecordTable[Unit], key: Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(table.sheet, key, held)


def click_cell(
    table: RecordTable[Unit], row: int, column: int, held: Qt.KeyboardModifier = NONE
) -> None:
    middle = table.sheet.cell_rect(row, column).center()
    QTest.mouseClick(table.sheet.viewport(), LEFT, held, middle)


def click_title(table: RecordTable[Unit], column: int) -> None:
    x = table.band.gutter + table.lanes.left(column) + table.lanes.width(column) // 2
    QTest.mouseClick(table.band, LEFT, NONE, QPoint(x, table.band.head_height - 8))


def typed_filter(table: RecordTable[Unit], key: str, text: str) -> QLineEdit:
    line = table.band.filter_line(key)
    assert line is not None
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    QTest.keyClick(line, Key.Key_Return)
    return line


def editor(table: RecordTable[Unit]) -> QLineEdit:
    found = [
        one
        for one in table.sheet.viewport().findChildren(QLineEdit)
        if one.isVisible() and one.property("cell")
    ]
    assert len(found) == 1
    return found[0]


def pinned(table: RecordTable[Unit]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.band.pinned]


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


# -- keys and mouse --------------------------------------------------------------------------------


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


# -- wrong entries, ticks, columns, theme ----------------------------------------------------------


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
