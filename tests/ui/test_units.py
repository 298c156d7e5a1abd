"""Units by hand on the screen: 新增, 修改 and 撤并 through menus and keys, one step each."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, settled
from tests.ui.hand import Hand
from townoffice.desk.books import new_book, open_book
from ui.pages.townships import TownshipsPage
from ui.pages.townships_merge import MergeDialog
from ui.pages.townships_unit import UnitDialog
from ui.window import Window


@pytest.fixture
def hand(open_window: Window) -> Hand:
    open_window.activateWindow()
    return Hand(open_window)


def _page(window: Window) -> TownshipsPage:
    page = window.tabs.page()
    assert isinstance(page, TownshipsPage)
    return page


def _field(dialog: QWidget, name: str) -> QLineEdit:
    return next(f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == name)


def _open(kind: type[QDialog]) -> QDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def _current(window: Window) -> tuple[str, str]:
    current = _page(window).table.current()
    assert current is not None
    return current[0].name, current[1]


def test_a_unit_is_added_by_keys_and_its_figures_are_typed_on(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    hand.press("Ctrl+Shift+N")
    hand.dialog("新增单位")
    hand.type("石门畲族乡")
    dialog = _open(UnitDialog)
    assert isinstance(dialog, UnitDialog)
    assert dialog.kind.currentText() == "民族乡"
    assert dialog.code.placeholderText() == "9 位，如 999902207"
    hand.tab_to("区划代码")
    hand.type("999902207")
    hand.press("Return")
    hand.until("the new unit", lambda: _current(open_window)[0] == "石门畲族乡")
    settled(qtbot, open_window)
    assert _current(open_window) == ("石门畲族乡", "registered_population")
    open_window.activateWindow()  # as a desktop does when a dialog closes
    hand.until("the keyboard", _page(open_window).table.sheet.hasFocus)
    hand.type("12000")
    hand.press("Return")
    settled(qtbot, open_window)
    unit = next(u for u in _page(open_window).table.rows() if u.name == "石门畲族乡")
    assert unit.figures.indicators is not None
    assert unit.figures.indicators.registered_population == 12000
    open_window.office.undo()
    settled(qtbot, open_window)
    open_window.office.undo()
    settled(qtbot, open_window)
    assert "石门畲族乡" not in [u.name for u in _page(open_window).table.rows()]


def test_faults_stand_in_red_under_their_field_as_one_types(
    hand: Hand, open_window: Window
) -> None:
    hand.menu("数据(&D)", "新增单位…")
    hand.dialog("新增单位")
    dialog = _open(UnitDialog)
    assert isinstance(dialog, UnitDialog)
    assert dialog.fields.said("name") == ""
    assert "请填名称" in dialog.missing.text()
    hand.type("清泉镇")
    assert "已有清泉镇（999902103）" in dialog.fields.said("name")
    assert dialog.name.property("wrong") == "true"
    hand.tab_to("区划代码")
    hand.type("99990210")
    assert dialog.fields.said("code") == ""
    hand.type("3")
    assert "已是清泉镇的代码" in dialog.fields.said("code")
    hand.press("Backspace", "Tab")
    assert "有 8 位" in dialog.fields.said("code")
    assert not dialog.ok.isEnabled()
    assert _page(open_window).overview is not None
    hand.press("Escape")


def test_several_units_follow_each_other(qtbot: QtBot, hand: Hand, open_window: Window) -> None:
    hand.press("Ctrl+Shift+N")
    hand.dialog("新增单位")
    dialog = _open(UnitDialog)
    assert isinstance(dialog, UnitDialog)
    for name, code in (("石门镇", "999902115"), ("沙坪镇", "999902116")):
        qtbot.waitUntil(lambda: dialog.name.text() == "", timeout=SOON)
        dialog.name.setFocus()
        hand.type(name)
        hand.tab_to("区划代码")
        hand.type(code)
        qtbot.waitUntil(dialog.more.isEnabled, timeout=SOON)
        hand.push("写入，再填一个")
        settled(qtbot, open_window)
    assert dialog.isVisible()
    names = [unit.name for unit in _page(open_window).table.rows()]
    assert {"石门镇", "沙坪镇"} <= set(names)
    hand.press("Escape")


def test_enter_on_a_name_renames_and_the_history_keeps_the_old(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    page = _page(open_window)
    page.activate()
    page.table.select("999902103", "name")
    hand.until("the keyboard", page.table.sheet.hasFocus)
    hand.press("Return")
    hand.dialog("修改单位 · 清泉镇")
    dialog = _open(UnitDialog)
    assert isinstance(dialog, UnitDialog)
    assert not dialog.ok.isEnabled()
    assert dialog.fields.said("kind") == ""
    hand.type("清水镇")
    hand.tab_to("更改依据")
    hand.type("样政发〔2024〕9号")
    hand.press("Return")
    hand.until("the new name", lambda: _current(open_window)[0] == "清水镇")
    settled(qtbot, open_window)
    undo = open_window.office.state.undo if open_window.office.state else None
    assert undo is not None
    assert undo.label == "修改单位 清泉镇：名称 清泉镇 → 清水镇（样政发〔2024〕9号）"
    page.table.sheet.setFocus()
    hand.press("Ctrl+Shift+H")
    hand.dialog("修改记录")
    hand.read("清水镇（999902103）")


def test_a_merged_unit_leaves_the_table_and_undo_brings_it_back(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    page = _page(open_window)
    page.table.select("999902204", "index")
    hand.menu("数据(&D)", "撤并单位…")
    dialog = hand.dialog("撤并单位 · 黑水乡")
    assert isinstance(dialog, MergeDialog)
    hand.type("2024-07-01")
    into = next(b for b in dialog.findChildren(QComboBox) if b.accessibleName() == "并入")
    into.setCurrentIndex(into.findText("双河乡　999902205"))
    assert not dialog.ok.isEnabled()
    hand.tab_to("文号")
    hand.type("样政发〔2024〕7号")
    hand.press("Return")
    hand.until("the heir", lambda: _current(open_window)[0] == "双河乡")
    hand.until("the table", lambda: "黑水乡" not in [unit.name for unit in page.table.rows()])
    settled(qtbot, open_window)
    open_window.office.undo()
    settled(qtbot, open_window)
    assert "黑水乡" in [unit.name for unit in page.table.rows()]


def test_an_empty_book_begins_with_a_unit_by_hand(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    new_book(tmp_path / "空.db", "空县", "999903").close()
    hand = Hand(window)
    window.open_book(tmp_path / "空.db")
    hand.read("自己填")
    settled(qtbot, window)
    window.activateWindow()
    hand.push("新增单位…")
    dialog = hand.dialog("新增单位")
    assert isinstance(dialog, UnitDialog)
    assert dialog.year is not None
    assert dialog.year.value() == date.today().year - 1  # noqa: DTZ011  the user's own day
    dialog.year.setValue(2023)
    dialog.name.setFocus()
    hand.type("石门镇")
    hand.tab_to("区划代码")
    hand.type("999903100")
    hand.press("Return")
    hand.until("the page", lambda: isinstance(window.tabs.page(), TownshipsPage))
    settled(qtbot, window)
    assert _current(window) == ("石门镇", "registered_population")
    assert window.office.year == 2023
    for column, text in (
        ("registered_population", "30000"),
        ("resident_population", "28000"),
        ("area_km2", "100"),
        ("gdp", "9000"),
        ("fiscal_revenue", "800"),
    ):
        _page(window).table.select("999903100", column)
        _page(window).table.sheet.setFocus()
        hand.type(text)
        hand.press("Return")
        settled(qtbot, window)
    unit = _page(window).table.rows()[0]
    assert unit.row is not None
    assert unit.row.index == 100


def test_a_book_opened_to_read_takes_no_unit(qtbot: QtBot, window: Window, book_file: Path) -> None:
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        window.open_book(book_file, read_only=True)
    settled(qtbot, window)
    for name in ("new_unit", "change_unit", "merge_unit"):
        assert not window.menus.actions[name].isEnabled()
    page = _page(window)
    page.table.select("999902103", "name")
    page.unit_commands().change()
    page.unit_commands().new()
    settled(qtbot, window)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, UnitDialog)]


def test_f1_on_a_typed_figure_names_act_and_hand(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    page = _page(open_window)
    page.table.select("999902103", "registered_population")
    page.table.sheet.setFocus()
    hand.type("50000")
    hand.press("Return")
    settled(qtbot, open_window)
    page.table.select("999902103", "registered_population")
    hand.press("F1")
    settled(qtbot, open_window)
    told = page.panel.steps.texts()
    assert told[0] == "户籍人口 50,000"
    assert "修改清泉镇户籍人口 49800 → 50000（2024年）" in told
    assert any("原为 49,800 人" in line for line in told)
    assert "登记2023年、2024年指标" in told


def test_the_book_written_is_sound(qtbot: QtBot, hand: Hand, open_window: Window) -> None:
    hand.press("Ctrl+Shift+N")
    hand.dialog("新增单位")
    hand.type("石门镇")
    hand.tab_to("区划代码")
    hand.type("999902115")
    hand.press("Return")
    hand.until("the new unit", lambda: _current(open_window)[0] == "石门镇")
    settled(qtbot, open_window)
    path = open_window.office.path
    assert path is not None
    with qtbot.waitSignal(open_window.office.closed, timeout=SOON):
        open_window.office.close_book(lambda: None)
    with open_book(path) as book:
        assert book.verify() == ()
