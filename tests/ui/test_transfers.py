"""编制调剂 through its menu and by keys: what a plan moves, carried out by document, printed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desk.test_transfers import adopted, people_leave
from tests.eight_book import eight_book
from tests.ui.frame import settled
from tests.ui.hand import Hand
from townoffice.desk import transfers
from townoffice.desk.books import open_book
from townoffice.records import Category, Measure
from ui.days import typed_day
from ui.pages.staffing import StaffingPage
from ui.preview import PrintPreview
from ui.transfers import Transfers
from ui.transfers_acting import CarryOut
from ui.window import Window

DOC = "示编办〔2025〕3号"
MENU = ("数据(&D)", "编制调剂…")


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The eight units with a plan adopted that would leave four of them over."""
    path = tmp_path_factory.mktemp("transfers") / "示例县.db"
    with eight_book(path) as book:
        adopted(book)
    return path


@pytest.fixture
def hand(open_window: Window) -> Hand:
    open_window.activateWindow()
    return Hand(open_window)


def opened(qtbot: QtBot, hand: Hand, window: Window) -> Transfers:
    hand.menu(*MENU)
    dialog = hand.dialog("编制调剂")
    assert isinstance(dialog, Transfers)
    settled(qtbot, window)
    assert dialog.moving is not None
    return dialog


def asked(hand: Hand) -> CarryOut:
    dialog = hand.dialog("执行")
    assert isinstance(dialog, CarryOut)
    return dialog


def texts(dialog: Transfers, column: str) -> list[str]:
    table = dialog.batches
    at = table.column_at(column)
    return [table.model.cell(row, at).text for row in range(len(table.rows()))]


def test_the_plan_says_who_would_be_over_and_is_not_carried_out_at_once(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    dialog = opened(qtbot, hand, open_window)
    said, below = dialog.headline.text()
    assert said == "行政编制划转 14 名：6 个单位划出，2 个划入；县级周转 0 → 10 名"
    assert "尚未执行" in below
    words = "一次执行将超编 9 名：南湖街道 1 名、北岸街道 4 名、白河镇 1 名、柳溪镇 3 名"
    assert dialog.told.text().startswith(words)
    assert dialog.told.property("tone") == "red"
    assert not dialog.act.isEnabled()
    assert sum(move.posts for move in dialog.moves.rows()) == 14
    assert below.endswith("合计 204 + 县级周转 10 = 总量 214")
    _total, reserve = dialog.lines.band.pinned
    assert [cell.text for cell in reserve][-1] == "✓ 204 + 10 = 214"


def test_the_years_give_stages_whose_first_is_carried_out_by_keys_and_undone(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    dialog = opened(qtbot, hand, open_window)
    hand.tab_to("逐步消化")
    hand.press("Up", "Up")
    settled(qtbot, open_window)
    assert [batch.stage.number for batch in dialog.batches.rows()] == [0, 1, 2]
    assert [batch.ready for batch in dialog.batches.rows()] == [True, False, False]
    hand.push("执行当期…")
    ask = asked(hand)
    assert not ask.ok.isEnabled()
    hand.type(DOC)
    hand.tab_to("划转日期")
    hand.press("Ctrl+A")
    hand.type("2025-03-01")
    qtbot.waitUntil(ask.ok.isEnabled)
    assert ask.told.text().startswith("划转 ")
    hand.press("Return")
    hand.until("the stage carried out", lambda: dialog.moving is not None and dialog.moving.begun)
    settled(qtbot, open_window)
    assert not dialog.years.isVisible()
    assert dialog.act.text() == "执行第 1 批…"
    assert texts(dialog, "due") == ["2025-03-01", "2026-03-01", "2027-03-01"]
    assert texts(dialog, "doc_no") == [DOC, "", ""]
    open_window.office.undo()
    hand.dialog("请写明理由")
    hand.type("重新测算")
    hand.press("Return")
    hand.until("the undo", lambda: dialog.moving is not None and not dialog.moving.begun)
    assert dialog.years.isVisible()


def test_a_stage_refused_by_the_people_there_is_said_where_it_is_asked(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    path = open_window.office.path
    assert path is not None
    with open_book(_closed(qtbot, open_window, path)) as book:
        plan = transfers.newest_plan(book)
        day = typed_day("2025年3月1日")
        assert day is not None
        transfers.commit(book, plan, on=day, doc_no=DOC, years=1)
    open_window.open_book(path)
    settled(qtbot, open_window)
    dialog = opened(qtbot, hand, open_window)
    assert dialog.batches.rows()[1].ready
    hand.push("执行第 1 批…")
    ask = asked(hand)
    hand.type("示编办〔2026〕1号")
    hand.tab_to("划转日期")
    hand.press("Ctrl+A")
    hand.type("2026-02-01")
    settled(qtbot, open_window)
    assert ask.fields.said("on") == "早于应执行的 2026-03-01"
    hand.press("Return")
    qtbot.waitUntil(lambda: "将超编" in ask.told.text())
    assert ask.isVisible()
    hand.press("Escape")
    open_window.office.jobs.write(lambda b, _p: people_leave(b, day), lambda _none: None)
    settled(qtbot, open_window)
    hand.dialog("编制调剂")
    hand.push("执行第 1 批…")
    asked(hand)
    hand.type("示编办〔2026〕1号")
    settled(qtbot, open_window)
    hand.press("Return")
    hand.until("all of it", lambda: "已全部执行" in dialog.headline.text()[1])
    settled(qtbot, open_window)
    assert not dialog.act.isEnabled()
    with open_book(_closed(qtbot, open_window, path)) as book:
        held = {
            fact.township_id: fact.count
            for fact in book.post_facts()
            if fact.category is Category.ADMIN and fact.measure is Measure.AUTHORIZED
        }
        assert sum(held.values()) == 204


def test_without_a_plan_it_leads_to_where_one_is_adopted(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    dialog = opened(qtbot, hand, open_window)
    hand.tab_to("类别")
    hand.press("Down")
    hand.until("the other category", lambda: "没有采用的方案" in dialog.headline.text()[0])
    settled(qtbot, open_window)
    assert dialog.moves.rows() == ()
    assert not dialog.act.isEnabled()
    assert not dialog.print_plan.isEnabled()
    dialog.headline.link.emit("staffing")
    qtbot.waitUntil(lambda: isinstance(open_window.tabs.page(), StaffingPage))
    settled(qtbot, open_window)


def test_the_sheet_of_the_plan_is_printed_from_here(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    dialog = opened(qtbot, hand, open_window)
    assert not dialog.print_ledger.isEnabled()
    with qtbot.waitSignal(open_window.office.print_wanted) as wanted:
        hand.push("打印方案表")
    assert wanted.args == ["transfers", dialog.batches.rows()[0].plan_id, None]
    settled(qtbot, open_window)
    (preview,) = open_window.findChildren(PrintPreview)
    qtbot.waitUntil(lambda: "编制调剂方案表" in preview.windowTitle())
    preview.close()


def _closed(qtbot: QtBot, window: Window, path: Path) -> Path:
    with qtbot.waitSignal(window.office.closed):
        window.office.close_book(lambda: None)
    QApplication.processEvents()
    return path
