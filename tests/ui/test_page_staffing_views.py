"""编制测算 side by side: both categories together, and up to four plans in 比较."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.county import eight
from tests.ui.staffing_page import Asked, body_of, button, click, enter, enter_text, opened
from townoffice.desk.books import new_book
from ui.charts import DumbbellPicture
from ui.pages.staffing import StaffingPage
from ui.pages.staffing_compare import CompareView
from ui.pages.staffing_dialogs import KeepDialog
from ui.pages.staffing_views import View
from ui.theme import Tone


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def page(tmp_path: Path, asked: Asked, qtbot: QtBot) -> Iterator[StaffingPage]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    path = tmp_path / "示例县.db"
    with new_book(path, "示例县", "999901") as book:
        enter(book, eight())
    yield from opened(path, asked, qtbot)


def compare(page: StaffingPage, qtbot: QtBot) -> CompareView:
    """Turn to 比较 by the keyboard and wait for the figures."""
    body = body_of(page)
    QTest.keyClick(button(page, "比较"), Qt.Key.Key_Space)
    view = body.views.compare
    qtbot.waitUntil(lambda: view.found is not None, timeout=20_000)
    return view


def choose(view: CompareView, place: int, words: str, qtbot: QtBot) -> None:
    box, before = view.plans[place], view.found
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: view.found is not before, timeout=20_000)


def test_plans_stand_side_by_side_with_winners_and_losers(page: StaffingPage, qtbot: QtBot) -> None:
    view, body = compare(page, qtbot), body_of(page)
    choose(view, 2, "433系数", qtbot)
    choose(view, 3, "三个三分之一（甲）", qtbot)
    assert view.found is not None
    assert [plan.name for plan in view.found.plans] == [
        "现有",
        "本次测算（三步核编）",
        "433系数",
        "三个三分之一（甲）",
    ]
    rows = {unit.name: unit for unit in view.table.rows()}
    assert rows["青石镇"].posts == (34, 32, 39, 35)
    assert rows["青石镇"].spread == 7
    columns = {column.key: column for column in view.table.lanes.columns}
    assert columns["change_2"].cell(rows["青石镇"]).tone is Tone.ACCENT
    assert columns["change_1"].cell(rows["青石镇"]).tone is Tone.AMBER
    named = {cells[0].text: [cell.text for cell in cells[1:]] for cells in view.table.band.pinned}
    assert named["合计"][:3] == ["214", "204", "−10"]
    assert named["增减单位数"][1:3] == ["2 增", "6 减"]
    assert len(named["基尼系数"][0]) == 6
    assert "4 个方案并排比较" in body.headline.text()[0]
    assert "仅供比较" in body.headline.text()[1]
    assert not body.adopt.isVisible()


def test_the_picture_shows_the_two_that_are_chosen(page: StaffingPage, qtbot: QtBot) -> None:
    view, body = compare(page, qtbot), body_of(page)
    choose(view, 2, "433系数", qtbot)
    view.right.setCurrentIndex(view.right.findText("433系数"))
    view.right.activated.emit(view.right.currentIndex())
    picture = body.panel.posts.picture()
    assert isinstance(picture, DumbbellPicture)
    assert picture.legend == ("现有", "本次测算（三步核编）", "433系数")
    row = next(row for row in picture.rows if row.label == "青石镇")
    assert (row.now, row.plan, row.other, row.text) == (34, 32, 39, "+7")


def test_the_set_is_remembered_and_printed(page: StaffingPage, asked: Asked, qtbot: QtBot) -> None:
    view = compare(page, qtbot)
    choose(view, 2, "433系数", qtbot)
    keys = view.keys()
    click(page, "打印对照表…")
    table, number, order = asked.prints[-1]
    assert (table, number) == ("comparison", None)
    assert order is not None
    assert order.beside == keys
    assert page.print_request()[0] == "comparison"
    click(page, "比较")
    assert body_of(page).views.view is View.PLAN
    assert "打印核定表…" in {b.text() for b in (body_of(page).print,) if b.isVisible()}
    assert body_of(page).comparing.keys() == keys


def test_a_draft_stands_beside_the_methods(page: StaffingPage, qtbot: QtBot) -> None:
    body = body_of(page)
    enter_text(page, "县留周转", "8")
    click(page, "另存方案…")
    dialog = body.acts.dialog
    assert isinstance(dialog, KeepDialog)
    dialog.ok.click()
    qtbot.waitUntil(lambda: len(body.plans) == 1, timeout=20_000)
    click(page, "恢复政策值")
    view = compare(page, qtbot)
    choose(view, 3, "方案甲", qtbot)
    assert view.found is not None
    assert view.found.plans[-1].name == "方案甲"
    assert view.found.plans[-1].reserve == 17


def test_both_categories_are_summed_and_held_against_the_cap(
    page: StaffingPage, qtbot: QtBot
) -> None:
    body = body_of(page)
    click(page, "合计")
    together = body.views.together
    qtbot.waitUntil(lambda: together.found is not None, timeout=20_000)
    assert together.found is not None
    assert (together.found.admin, together.found.institution) == (204, 219)
    head, sub = body.headline.text()
    assert head == "行政核定 204 名 + 事业核定 219 名 = 423 名 + 县留周转 21 名；行政:事业 = 1:1.07"
    assert sub.startswith("事业编制上限 244 名") or "没有采用" in sub
    row = together.rows()[2]
    assert row.posts == row.admin.posts + row.institution.posts
    assert not body.bar.total.isVisible()
    click(page, "行政")
    assert body.views.view is View.PLAN
    assert body.bar.total.isVisible()
    assert "按三步核编" in body.headline.text()[0]
