"""The policies with their clauses, and the county's own values, through menus, links and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tests.eight_book import eight_book
from tests.ui.frame import SOON, settled
from tests.ui.hands import type_text
from ui.pages.townships import TownshipsPage
from ui.policies import Policies
from ui.policies_figures import NamedNumbers, OneNumber, Steps
from ui.policies_value import ValueDialog
from ui.window import Window


def policies(qtbot: QtBot, window: Window) -> Policies:
    window.menus.actions["policies"].trigger()
    (dialog,) = window.findChildren(Policies)
    settled(qtbot, window)
    return dialog


def asked(qtbot: QtBot, dialog: Policies, name: str) -> ValueDialog:
    dialog.show_value(name)
    QTest.mouseClick(dialog.detail.button, Qt.MouseButton.LeftButton)
    (form,) = dialog.findChildren(ValueDialog)
    qtbot.waitUntil(form.isVisible, timeout=SOON)
    return form


def write(qtbot: QtBot, window: Window, form: ValueDialog) -> None:
    assert form.ok.isEnabled(), form.told.text()
    with qtbot.waitSignal(window.office.changed, timeout=SOON):
        QTest.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settled(qtbot, window)


def shown(dialog: Policies, label: str) -> tuple[str, str, str]:
    """Give value, what stood before and state of a line as the table shows them."""
    table = dialog.table
    (line,) = (n for n in table.rows() if n.value.label == label)
    row = table.row_of(line.number)
    worth = table.model.cell(row, table.column_at("value"))
    state = table.model.cell(row, table.column_at("state"))
    return worth.text, worth.aside, state.text


def test_a_clause_stands_in_its_words_and_the_table_needs_no_scrolling(
    qtbot: QtBot, open_window: Window
) -> None:
    dialog = policies(qtbot, open_window)
    assert "样本县" in dialog.windowTitle()
    dialog.show_value("classification.weights")
    assert "（加权比例定为5:3:2）" in dialog.detail.cites.text()
    dialog.show_value("classification.cut_2")
    assert "二类80以上不足120" in dialog.detail.basis.text()
    dialog.resize(1160, 720)
    for view in dialog.table.findChildren(QTableView):
        assert view.horizontalScrollBar().maximum() == 0


def test_a_cut_line_is_checked_set_shown_with_the_old_one_and_taken_back(
    qtbot: QtBot, open_window: Window
) -> None:
    dialog = policies(qtbot, open_window)
    form = asked(qtbot, dialog, "classification.cut_1")
    assert isinstance(form.figure, OneNumber)
    form.figure.line.selectAll()
    type_text(form.figure.line, "70")
    assert "一类线须高于二类线" in form.fields.said("value")
    assert not form.ok.isEnabled()
    form.figure.line.selectAll()
    type_text(form.figure.line, "125")
    assert not form.ok.isEnabled()  # neither 文号 nor reason
    type_text(form.doc_no, "样编办〔2024〕9号")
    write(qtbot, open_window, form)
    assert shown(dialog, "一类线") == ("125", "原 120", "本县")
    assert "样编办〔2024〕9号" in dialog.detail.own.text()
    page = open_window.tabs.page()
    assert isinstance(page, TownshipsPage)
    assert page.overview is not None
    assert page.overview.classification is not None
    cut = {v.name: v.value for v in page.overview.classification.parameters}
    assert str(cut["classification.cut_1"]) == "125"


def test_without_a_document_the_value_stays_marked_as_inferred(
    qtbot: QtBot, open_window: Window
) -> None:
    dialog = policies(qtbot, open_window)
    form = asked(qtbot, dialog, "classification.weights")
    assert isinstance(form.figure, NamedNumbers)
    area = form.figure.lines["area_km2"]
    up = next(b for b in form.findChildren(QPushButton) if b.accessibleName() == "辖区面积上移")
    QTest.mouseClick(up, Qt.MouseButton.LeftButton)
    area.selectAll()
    type_text(area, "3")
    money = form.figure.lines["fiscal_revenue"]
    money.selectAll()
    type_text(money, "2")
    type_text(form.reason, "编委会议研究")
    write(qtbot, open_window, form)
    now, before, state = shown(dialog, "分类指标及权重")
    assert now == "人口 5 : 辖区面积 3 : 财政收入 2"
    assert before == "原 人口 5 : 财政收入 3 : 辖区面积 2"
    assert state == "本县·推定"


def test_a_lost_figure_is_a_question_with_a_button(qtbot: QtBot, open_window: Window) -> None:
    path = open_window.office.data_folder / "八.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    eight_book(path).close()
    with qtbot.waitSignal(open_window.office.opened, timeout=SOON):
        open_window.open_book(path)
    settled(qtbot, open_window)
    dialog = policies(qtbot, open_window)
    dialog.show_value("leadership.class_1")
    assert "待本县确定" in dialog.detail.question.text()
    form = asked(qtbot, dialog, "leadership.class_1")
    assert not form.ok.isEnabled()  # a reason alone does not settle what a document lost
    type_text(form.reason, "拟定")
    assert not form.ok.isEnabled()
    type_text(form.doc_no, "示编发〔2024〕1号")
    write(qtbot, open_window, form)
    assert shown(dialog, "一类乡镇（街道）领导职数") == ("13", "原件缺", "本县")


def test_the_cut_lines_are_one_click_from_the_page(qtbot: QtBot, open_window: Window) -> None:
    page = open_window.tabs.page()
    assert isinstance(page, TownshipsPage)
    QTest.mouseClick(page.side.lines, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    (dialog,) = open_window.findChildren(Policies)
    current = dialog.table.current()
    assert current is not None
    assert current[0].value.name == "classification.cut_1"


@pytest.mark.parametrize(
    "label", ["一类线", "周转编制比例", "人口口径", "取整办法", "面积分段计分"]
)
def test_every_shape_of_value_opens_its_editor(
    qtbot: QtBot, open_window: Window, label: str
) -> None:
    dialog = policies(qtbot, open_window)
    packs = reversed(dialog._packs)  # those in use stand first: their values count
    found = {v.label: v.name for pack in packs for v, _, _ in pack.values}
    form = asked(qtbot, dialog, found[label])
    assert form.figure.text()
    type_text(form.doc_no, "样编办〔2024〕9号")
    assert form.ok.isEnabled(), form.told.text()


def test_a_county_sets_its_own_table_of_points(qtbot: QtBot, open_window: Window) -> None:
    dialog = policies(qtbot, open_window)
    before = "0 平方公里起 5 分、50 平方公里起 10 分、100 平方公里起 15 分、150 平方公里起 20 分"
    assert shown(dialog, "面积分段计分")[0] == before
    form = asked(qtbot, dialog, "classification.points_area_km2")
    steps = form.figure
    assert isinstance(steps, Steps)
    bound, points = steps.lines[4]
    type_text(bound, "200")
    assert not form.ok.isEnabled()  # a step without points
    type_text(points, "25")
    type_text(form.doc_no, "样编办〔2024〕9号")
    write(qtbot, open_window, form)
    assert shown(dialog, "面积分段计分")[0] == f"{before}、200 平方公里起 25 分"
