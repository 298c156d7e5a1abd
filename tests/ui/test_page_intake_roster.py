"""A list of leaders on the import page: recognised, put right in place, written as one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, settled
from townoffice.records import Answer, AnswerAct
from ui.pages.intake import IntakePage
from ui.pages.intake_entries import Segment
from ui.pages.townships import TownshipsPage
from ui.window import Window

LIST = """区划代码,乡镇（街道）,姓名,职务,任职时间
999902001,城东街道,甲一,党工委书记,2021-08-01
999902001,城东街道,甲二,党工委副书记、办事处主任,2021-08-01
999902001,城东街道,甲四,党工委副书记,2023-03-15
999902001,城东街道,新一,党工委委员、组织委员,2024-13-01
"""


@pytest.fixture
def page(qtbot: QtBot, open_window: Window, tmp_path: Path) -> IntakePage:
    path = tmp_path / "领导名单2024.csv"
    path.write_text(LIST, encoding="utf-8")
    open_window.office.import_file(path)
    settled(qtbot, open_window)
    found = open_window.tabs.page()
    assert isinstance(found, IntakePage)
    return found


def test_it_is_recognised_and_says_who_comes_changes_and_leaves(page: IntakePage) -> None:
    assert page.preview is not None
    assert page.preview.kind == "personnel"
    assert page.headline.text()[0].startswith("人员名单，对上 1 个单位")
    added = page.reading.sight.entries.of(Segment.ADDED) if page.reading.sight else ()
    assert [(e.unit, e.label, e.measure) for e in added] == [("城东街道", "新一", "组织委员")]
    rows = page.changes.table.rows()
    assert ("甲四", "政法委员", "不再担任") in [(e.label, e.measure, e.new) for e in rows]
    assert ("甲三", "离任") in [(e.label, e.new) for e in rows]
    assert page.grid.model() is not None


def test_it_waits_for_the_doubtful_cell_and_is_one_step_that_can_be_taken_back(
    qtbot: QtBot, open_window: Window, page: IntakePage
) -> None:
    assert not page.button.isEnabled()
    (question,) = (q for q in page.questions if not q.settled)
    assert question.place == "E5 城东街道 · 新一"
    page.answer(question, Answer("", AnswerAct.READ, "2024-06-01"))
    settled(qtbot, open_window)
    assert page.button.isEnabled()
    assert page.button.text() == "导入 10 人的任职"
    with qtbot.waitSignal(open_window.office.changed, timeout=SOON):
        QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    units = open_window.tabs.page()
    assert isinstance(units, TownshipsPage)
    assert units.overview is not None
    unit = units.overview.unit("999902001")
    assert unit is not None
    assert {seat.person for seat in unit.figures.leaders} == {"甲一", "甲二", "甲四", "新一"}
    assert open_window.menus.actions["undo"].iconText().startswith("撤销 ‹导入 10 人")


def test_it_can_be_read_as_the_other_kind_and_a_kind_that_fails_changes_nothing(
    qtbot: QtBot, open_window: Window, page: IntakePage, said: object
) -> None:
    assert said is not None
    QTest.mouseClick(page.other_kind, Qt.MouseButton.LeftButton)
    others = {action.text(): action for action in page.readings.actions()}
    assert list(others) == ["读作乡镇情况", "读作机构名册"]
    others["读作乡镇情况"].trigger()
    settled(qtbot, open_window)
    assert page.preview is not None
    if page.preview.kind == "townships":
        QTest.mouseClick(page.other_kind, Qt.MouseButton.LeftButton)
        page.readings.actions()[0].trigger()
        settled(qtbot, open_window)
    assert page.preview.kind == "personnel"
