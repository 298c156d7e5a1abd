"""口径…: another way of classifying tried out on the page, given up again, or made the county's."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, settled
from tests.ui.hands import type_text
from townoffice.desk.tables import Printed, print_table
from townoffice.records import EQUAL_AT_CUT, SizeClass
from ui.pages.townships import TownshipsPage
from ui.pages.townships_ways import WaysDialog
from ui.policies_value import ValueDialog
from ui.tables import Cell
from ui.window import Window

BY_LIST, APART = "按比例", "镇乡和街道分别计算"


def page_of(window: Window) -> TownshipsPage:
    page = window.tabs.page()
    assert isinstance(page, TownshipsPage)
    return page


def asked(qtbot: QtBot, window: Window) -> WaysDialog:
    """Press 口径… and give the dialog."""
    page = page_of(window)
    QTest.mouseClick(page.ways_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    (dialog,) = page.findChildren(WaysDialog)
    qtbot.waitUntil(dialog.isVisible, timeout=SOON)
    return dialog


def choose(box: QComboBox, words: str) -> None:
    """Choose an entry as a person does: the box tells that somebody did."""
    place = next(n for n in range(box.count()) if words in box.itemText(n))
    box.setCurrentIndex(place)
    box.activated.emit(place)


def tried(qtbot: QtBot, window: Window, dialog: WaysDialog) -> None:
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page_of(window).trying.settings()), timeout=SOON)
    settled(qtbot, window)


def classes(window: Window) -> list[int | None]:
    page = page_of(window)
    assert page.overview is not None
    return [unit.size_class for unit in page.overview.units]


def cell(window: Window, code: str, column: str) -> Cell:
    table = page_of(window).table
    return table.model.cell(table.row_of(code), table.column_at(column))


def test_classes_by_proportion_are_tried_out_and_given_up(
    qtbot: QtBot, open_window: Window
) -> None:
    page, before = page_of(open_window), classes(open_window)
    assert page.trying.banner.isHidden()
    dialog = asked(qtbot, open_window)
    assert dialog.told.text() == "与现用口径相同"
    assert not dialog.proportions.isEnabled()
    choose(dialog.words["assignment"].box, BY_LIST)
    assert dialog.proportions.isEnabled()
    assert not dialog.lines.isEnabled()
    tried(qtbot, open_window, dialog)
    assert [classes(open_window).count(size) for size in SizeClass] == [7, 10, 7]
    assert page.trying.banner.text() == "试算口径：定类办法 按比例。台账没有改动"
    assert "各类按比例 一类 30、二类 40、三类 30（推定）取整定类" in page.note.text()
    assert page.readings.table.rows()[0].word == "试算"
    assert open_window.office.state is not None
    QTest.mouseClick(page.trying.banner.back, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    assert page.trying.banner.isHidden()
    assert classes(open_window) == before


def test_the_named_choices_of_weights_and_an_own_one(qtbot: QtBot, open_window: Window) -> None:
    dialog = asked(qtbot, open_window)
    box = dialog.weights.box
    assert [box.itemText(n) for n in range(box.count())] == [
        "人口 5 : 财政收入 3 : 辖区面积 2（现用）",
        "人口 5 : 辖区面积 3 : 财政收入 2（另一种次序 · 推定）",
        "人口 6 : 财政收入 3 : 辖区面积 1（外省办法 · 推定）",
        "自定…",
    ]
    choose(box, "外省办法")
    assert dialog.settings() == {"weights": "population=6,fiscal_revenue=3,area_km2=1"}
    choose(box, "自定")
    for name, text in (("population", "4"), ("area_km2", "3"), ("fiscal_revenue", "")):
        dialog.weights.own.lines[name].clear()
        type_text(dialog.weights.own.lines[name], text)
    assert dialog.settings() == {"weights": "population=4,area_km2=3"}
    tried(qtbot, open_window, dialog)
    assert "人口 4 : 辖区面积 3" in page_of(open_window).trying.banner.text()


def test_a_choice_that_cannot_be_is_said_in_the_dialog(qtbot: QtBot, open_window: Window) -> None:
    dialog = asked(qtbot, open_window)
    line = dialog.cuts.fields["cut_1"].line
    line.clear()
    type_text(line, "70")
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    assert dialog.isVisible()
    assert "一类线须高于二类线" in dialog.told.text()
    assert page_of(open_window).trying.settings() == {}


@pytest.mark.parametrize(
    ("index", "title", "unit", "best"),
    [
        ("分段计分法", "总分", "分", "90.00"),
        ("名次平均法", "平均名次", "小者在前", "5.20"),
        ("极差标准化法", "总指数", "0 至 100", "79.08"),
    ],
)
def test_every_index_has_its_head_and_the_best_unit_first(
    qtbot: QtBot, open_window: Window, index: str, title: str, unit: str, best: str
) -> None:
    dialog = asked(qtbot, open_window)
    choose(dialog.words["index"].box, index)
    choose(dialog.words["assignment"].box, BY_LIST)
    tried(qtbot, open_window, dialog)
    table = page_of(open_window).table
    column = next(c for c in table.lanes.columns if c.key == "index")
    assert (column.title, column.unit) == (title, unit)
    first = table.rows()[0]
    assert first.row is not None
    assert first.row.rank == 1
    assert cell(open_window, first.code, "index").text == best


def test_the_kinds_apart_have_places_of_their_own(qtbot: QtBot, open_window: Window) -> None:
    dialog = asked(qtbot, open_window)
    choose(dialog.words["scope"].box, APART)
    tried(qtbot, open_window, dialog)
    page = page_of(open_window)
    assert page.overview is not None
    ranks = [unit.row.rank for unit in page.overview.units if unit.row]
    assert ranks.count(1) == 2
    assert "镇乡、街道各自比较、各自排位。" in page.note.text()


def test_what_is_tried_out_becomes_the_countys_own(qtbot: QtBot, open_window: Window) -> None:
    dialog = asked(qtbot, open_window)
    choose(dialog.words["assignment"].box, BY_LIST)
    tried(qtbot, open_window, dialog)
    page = page_of(open_window)
    QTest.mouseClick(page.trying.banner.settle, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    (form,) = page.findChildren(ValueDialog)
    assert form.figure.text() == "proportion"
    type_text(form.doc_no, "样编办〔2024〕9号")
    with qtbot.waitSignal(open_window.office.changed, timeout=SOON):
        QTest.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    assert page.trying.settings() == {}
    assert page.trying.banner.isHidden()
    assert [classes(open_window).count(size) for size in SizeClass] == [7, 10, 7]
    assert page.readings.table.rows()[0].word == "现用"


def test_a_class_is_not_set_by_document_while_a_way_is_tried_out(
    qtbot: QtBot, open_window: Window
) -> None:
    dialog = asked(qtbot, open_window)
    choose(dialog.words["assignment"].box, BY_LIST)
    tried(qtbot, open_window, dialog)
    with qtbot.waitSignal(open_window.office.toast, timeout=SOON) as told:
        open_window.menus.actions["set_class"].trigger()
    assert "正在试算口径" in str(told.args)


def test_equal_units_at_a_cut_are_marked(qtbot: QtBot, open_window: Window) -> None:
    dialog = asked(qtbot, open_window)
    choose(dialog.words["index"].box, "分段计分法")
    choose(dialog.words["assignment"].box, BY_LIST)
    for name, text in (("class_1", "2"), ("class_2", "12"), ("class_3", "10")):
        dialog.proportions.lines[name].clear()
        type_text(dialog.proportions.lines[name], text)
    tried(qtbot, open_window, dialog)
    page = page_of(open_window)
    assert page.overview is not None
    tied = [unit for unit in page.overview.units if unit.row and unit.row.cut_tie]
    assert tied
    found = cell(open_window, tied[0].code, "distance")
    assert (found.text, found.tip) == ("同分并列", f"与相邻类别的单位{EQUAL_AT_CUT}")
    assert cell(open_window, tied[0].code, "class").tip == EQUAL_AT_CUT


def test_what_is_tried_out_is_printed_as_a_draft(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    dialog = asked(qtbot, open_window)
    choose(dialog.words["assignment"].box, BY_LIST)
    tried(qtbot, open_window, dialog)
    page = page_of(open_window)
    with qtbot.waitSignal(open_window.office.print_wanted, timeout=SOON) as wanted:
        QTest.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    table, plan, trial = wanted.args
    assert (table, plan) == ("classification", None)
    assert trial == page.trying.draft() is not None
    printed: list[Printed] = []
    paper = tmp_path / "表.pdf"
    open_window.office.jobs.run(
        lambda book, _progress: print_table(book, table, paper, order=trial), printed.append
    )
    settled(qtbot, open_window)
    (made,) = printed
    assert made.draft
    assert any("定类办法为按比例" in text for text in made.form.notes.basis)
