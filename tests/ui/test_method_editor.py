"""自定办法: a county makes its own method by keys, sees what it comes to, saves and adopts it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.eight_book import eight_book
from tests.ui.frame import SOON, settled
from tests.ui.hands import type_text
from ui.pages.method_editor import MethodEditor
from ui.pages.staffing import StaffingPage
from ui.pages.staffing_body import Body
from ui.policies import Policies
from ui.tabs import STAFFING
from ui.window import Window


@pytest.fixture
def eight(qtbot: QtBot, window: Window) -> Window:
    """The eight units of §0.3 on the page 编制测算."""
    path: Path = window.office.data_folder / "示例县.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    eight_book(path).close()
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        window.open_book(path)
    window.tabs.show_tab(STAFFING)
    settled(qtbot, window)
    return window


def body_of(window: Window) -> Body:
    page = window.tabs.page()
    assert isinstance(page, StaffingPage)
    assert page.body is not None
    return page.body


def pick(box: QComboBox, words: str) -> None:
    """Choose from a list by its keys: to the top, then down."""
    place = next(n for n in range(box.count()) if words in box.itemText(n))
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    if box.currentIndex() != place:
        for _ in range(place):
            QTest.keyClick(box, Qt.Key.Key_Down)


def editor(qtbot: QtBot, window: Window, opens: Callable[[], None]) -> MethodEditor:
    opens()
    settled(qtbot, window)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MethodEditor)]
    assert dialog.isVisible()
    return dialog


def from_the_page(qtbot: QtBot, window: Window) -> MethodEditor:
    """Open the editor by Tab from the list of methods to the link beside it."""
    ways = body_of(window).bar.methods.list
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=SOON)
    ways.setFocus()
    QTest.keyClick(ways, Qt.Key.Key_Tab)
    link = QApplication.focusWidget()
    assert isinstance(link, QPushButton)
    assert link.accessibleName() == "自定办法"
    return editor(qtbot, window, lambda: QTest.keyClick(link, Qt.Key.Key_Space))


def named(dialog: QWidget, name: str) -> QLineEdit:
    return next(
        line
        for line in dialog.findChildren(QLineEdit)
        if line.accessibleName() == name and not line.isHidden()
    )


def type_into(dialog: QWidget, name: str, text: str) -> None:
    line = named(dialog, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    type_text(line, text)


def press(dialog: QWidget, name: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.accessibleName() == name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def tried(dialog: MethodEditor) -> dict[str, int]:
    return {row.name: row.posts for row in dialog.trial.table.rows()}


def written(qtbot: QtBot, window: Window, dialog: MethodEditor) -> None:
    assert dialog.ok.isEnabled(), dialog.told.text()
    dialog.ok.setFocus()
    with qtbot.waitSignal(window.office.changed, timeout=SOON):
        QTest.keyClick(dialog.ok, Qt.Key.Key_Return)
    settled(qtbot, window)


def test_tab_goes_through_choices_and_fields_of_the_page_as_one_reads_them(eight: Window) -> None:
    body_of(eight).bar.methods.list.setFocus()
    names = []
    for _ in range(9):
        stop = QApplication.focusWidget()
        assert stop is not None
        said = stop.text() if isinstance(stop, QPushButton) else stop.accessibleName()
        names.append(said)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    links = ["对照", "已存方案…", "试算…"]
    fields = ["总量", "每单位基本编制", "县留周转"]
    assert names == ["方法", "自定办法…", "行政", *links, *fields]


def test_a_method_of_two_parts_is_made_tried_saved_and_listed_for_comparison(
    qtbot: QtBot, eight: Window
) -> None:
    body = body_of(eight)
    dialog = from_the_page(qtbot, eight)
    assert dialog.start.currentText() == "仿照“三步核编法”另做一个"
    assert body.shown is not None
    now = {row.name: row.posts for row in body.shown.outcome.result.rows}
    assert tried(dialog) == now  # it begins as the county's own method
    assert not dialog.ok.isEnabled()  # it has no name
    type_into(dialog, "办法名称", "示例县两部分法")
    press(dialog, "添加部分")
    type_into(dialog, "第2部分名称", "面积部分")
    type_into(dialog, "第1部分份额", "3")
    settled(qtbot, eight)
    assert dialog.form.cards.cards[0].percent.text() == "占 75.0%"
    assert sum(tried(dialog).values()) == 204
    assert tried(dialog) != now
    assert "各单位 204 名 ＋ 留县周转 10 名 ＝ 总量 214 名" in dialog.trial.said.text()
    shown = tried(dialog)
    written(qtbot, eight, dialog)
    ways = body.bar.methods.list
    assert "示例县两部分 · 只比较" in [ways.itemText(n) for n in range(ways.count())]
    pick(ways, "示例县两部分")
    assert {row.unit.name: row.unit.posts for row in body.table.rows()} == shown
    assert not body.adopt.isEnabled()
    body.acts.adopt_method()  # 采用… of the amber line above the table
    settled(qtbot, eight)
    (policies,) = eight.findChildren(Policies)
    assert policies.title.text() == "示例县两部分法"
    type_into(policies, "自何日起", "2024-01-01")
    type_into(policies, "本县文号", "示编办〔2024〕7号")
    with qtbot.waitSignal(eight.office.changed, timeout=SOON):
        QTest.mouseClick(policies.adopt, Qt.MouseButton.LeftButton)
    settled(qtbot, eight)
    assert body.bar.methods.list.currentText() == "示例县两部分 · 本县采用"


def test_what_is_wrong_stands_red_at_its_field_and_the_trial_waits(
    qtbot: QtBot, eight: Window
) -> None:
    dialog = from_the_page(qtbot, eight)
    type_into(dialog, "第1部分指标1权重", "x")
    settled(qtbot, eight)
    card = dialog.form.cards.cards[0]
    assert card.fault.text() == "权重“x”不是数字"
    assert named(dialog, "第1部分指标1权重").property("wrong") == "true"
    assert tried(dialog) == {}
    assert "改好后自动试算" in dialog.trial.said.text()
    type_into(dialog, "第1部分指标1权重", "6")
    type_into(dialog, "基本编制", "30")
    settled(qtbot, eight)
    assert not card.fault.text()
    assert "总量 214 名不够" in dialog.trial.said.text()
    type_into(dialog, "基本编制", "15")
    settled(qtbot, eight)
    assert sum(tried(dialog).values()) == 204


def test_parts_and_indicators_are_added_moved_and_taken_away_by_keys(
    qtbot: QtBot, eight: Window
) -> None:
    dialog = from_the_page(qtbot, eight)
    for _ in range(3):
        press(dialog, "添加部分")
    assert not dialog.form.cards.more.isVisible()  # four are the most
    press(dialog, "第4部分移去")
    press(dialog, "第3部分移去")
    type_into(dialog, "第2部分名称", "类别部分")
    press(dialog, "第2部分上移")
    assert [card.label.text() for card in dialog.form.cards.cards] == ["类别部分", "浮动编制"]
    first = dialog.form.cards.cards[0]
    press(first, "第1部分添加指标")
    press(first, "移去第1部分指标1")
    assert len(first.drivers) == 1
    settled(qtbot, eight)
    assert not dialog.form.classes.isVisible()
    pick(first.drivers[0].box, "分类权重")
    settled(qtbot, eight)
    assert dialog.form.classes.isVisible()
    type_into(dialog, "一类权重", "1.5")
    type_into(dialog, "二类权重", "1.2")
    type_into(dialog, "三类权重", "1")
    settled(qtbot, eight)
    assert sum(tried(dialog).values()) == 204


def test_tab_goes_through_the_parts_in_their_order(qtbot: QtBot, eight: Window) -> None:
    dialog = from_the_page(qtbot, eight)
    press(dialog, "添加部分")
    assert dialog.focusWidget() is named(dialog, "第2部分名称")
    press(dialog, "第2部分添加指标")
    press(dialog, "第2部分上移")
    settled(qtbot, eight)
    named(dialog, "周转比例").setFocus()
    met: list[str] = []
    while len(met) < 30 and "驻地镇功能系数" not in met:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        met.append(dialog.focusWidget().accessibleName())
    wanted = ["第1部分名称", "第1部分指标2权重", "第2部分名称", "第2部分指标4权重", "添加部分"]
    assert [name for name in met if name in wanted] == wanted
    assert met[0] == "第1部分名称"
    assert met[-2:] == ["添加部分", "驻地镇功能系数"]


def test_adopted_from_the_policies_it_is_what_the_page_calculates_by_and_undo_takes_it_back(
    qtbot: QtBot, eight: Window
) -> None:
    eight.menus.actions["policies"].trigger()
    settled(qtbot, eight)
    (policies,) = eight.findChildren(Policies)
    policies.show_value("staffing")
    button = next(b for b in policies.findChildren(QPushButton) if b.text() == "自定办法…")
    dialog = editor(qtbot, eight, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    pick(dialog.start, "433系数法")
    type_into(dialog, "办法名称", "示例县系数法")
    dialog.form.adopt.setFocus()
    QTest.keyClick(dialog.form.adopt, Qt.Key.Key_Space)
    settled(qtbot, eight)
    assert not dialog.ok.isEnabled()  # neither 文号 nor reason
    assert "理由" in dialog.told.text()
    type_into(dialog, "本县文号", "示编办〔2024〕7号")
    settled(qtbot, eight)
    shown = tried(dialog)
    written(qtbot, eight, dialog)
    assert any("示例县系数法" in policies.list.item(n).text() for n in range(policies.list.count()))
    policies.close()
    body = body_of(eight)
    settled(qtbot, eight)
    assert body.bar.methods.list.currentText() == "示例县系数 · 本县采用"
    assert {row.unit.name: row.unit.posts for row in body.table.rows()} == shown
    again = from_the_page(qtbot, eight)
    assert again.start.currentText() == "仿照“示例县系数法”另做一个"
    pick(again.start, "修改本县的“示例县系数法”")
    settled(qtbot, eight)
    assert named(again, "办法名称").text() == "示例县系数法（第2版）"
    again.reject()


def test_a_parameter_tried_out_goes_with_the_method_it_belongs_to(
    qtbot: QtBot, eight: Window
) -> None:
    body = body_of(eight)
    body.bar.setting_chosen.emit("base", "16")
    dialog = from_the_page(qtbot, eight)
    pick(dialog.start, "三分之一法（甲）")
    type_into(dialog, "办法名称", "示例县三分法")
    type_into(dialog, "理由", "试行")
    dialog.form.adopt.setChecked(True)
    settled(qtbot, eight)
    written(qtbot, eight, dialog)
    assert body.choices.order.settings == {}
    assert body.shown is not None
    assert body.shown.outcome.result.method_label == "示例县三分法"


def test_a_method_taken_back_leaves_the_page_with_the_county_s_own(
    qtbot: QtBot, eight: Window
) -> None:
    dialog = from_the_page(qtbot, eight)
    type_into(dialog, "办法名称", "示例县试用法")
    settled(qtbot, eight)
    written(qtbot, eight, dialog)
    body = body_of(eight)
    pick(body.bar.methods.list, "示例县试用")
    settled(qtbot, eight)
    body.undo.clear()
    with qtbot.waitSignal(eight.office.changed, timeout=SOON):
        eight.office.undo()
    settled(qtbot, eight)
    assert body.bar.methods.list.currentText() == "三步核编 · 本县采用"
    assert body.shown is not None
    assert body.shown.outcome.result.adopted
