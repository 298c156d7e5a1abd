"""周转编制 through its menu and by keys: posts lent by document and taken back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.desk.test_turnover import carried_out
from tests.ui.frame import settled
from tests.ui.hand import Hand
from ui.days import today, typed_day
from ui.preview import PrintPreview
from ui.transfers import Transfers
from ui.turnover import Turnover
from ui.turnover_forms import GiveBack, LendPosts
from ui.window import Window

DOC = "示编办〔2025〕5号"
MENU = ("数据(&D)", "周转编制…")


@pytest.fixture
def lending(tmp_path: Path) -> Path:
    """The eight units after a plan that left the county 10 行政编制; 青石镇 has a vacancy."""
    path = tmp_path / "周转.db"
    carried_out(path).close()
    return path


@pytest.fixture
def hand(qtbot: QtBot, window: Window, lending: Path) -> Hand:
    with qtbot.waitSignal(window.office.opened):
        window.open_book(lending)
    settled(qtbot, window)
    window.activateWindow()
    return Hand(window)


def opened(qtbot: QtBot, hand: Hand, window: Window) -> Turnover:
    hand.menu(*MENU)
    dialog = hand.dialog("周转编制")
    assert isinstance(dialog, Turnover)
    settled(qtbot, window)
    assert dialog.lent is not None
    return dialog


def asked(qtbot: QtBot, hand: Hand, window: Window) -> LendPosts:
    hand.push("使用…")
    dialog = hand.dialog("使用周转编制")
    assert isinstance(dialog, LendPosts)
    settled(qtbot, window)
    return dialog


def choose(box: QComboBox, name: str) -> None:
    """Choose a unit as by its list."""
    place = next(n for n in range(box.count()) if box.itemText(n).startswith(name))
    box.setCurrentIndex(place)
    box.activated.emit(place)


def fill(hand: Hand, name: str, text: str) -> None:
    hand.tab_to(name)
    hand.press("Ctrl+A")
    hand.type(text)


def fill_all(qtbot: QtBot, hand: Hand, window: Window, form: LendPosts, until: str) -> None:
    choose(form.unit, "高坪乡")
    fill(hand, "名数", "2")
    fill(hand, "用途", "森林防火专班")
    fill(hand, "适用情形", "满编，承担阶段性重点任务")
    fill(hand, "使用起", "2025-04-01")
    fill(hand, "使用止", until)
    fill(hand, "文号", DOC)
    settled(qtbot, window)


def texts(dialog: Turnover, column: str) -> list[str]:
    table = dialog.grants
    at = table.column_at(column)
    return [table.model.cell(row, at).text for row in range(len(table.rows()))]


def test_posts_are_lent_by_keys_and_taken_back_by_document(
    qtbot: QtBot, hand: Hand, window: Window
) -> None:
    dialog = opened(qtbot, hand, window)
    assert dialog.headline.text()[0] == "县级周转行政编制 10 名，在用 0 名，可用 10 名"
    assert not dialog.back.isEnabled()
    form = asked(qtbot, hand, window)
    soon = (today() + timedelta(days=9)).isoformat()
    fill_all(qtbot, hand, window, form, "2027-03-31")
    fill(hand, "使用起", (today() - timedelta(days=20)).isoformat())
    fill(hand, "使用止", soon)
    settled(qtbot, window)
    assert form.ok.isEnabled()
    hand.press("Return")
    hand.until("the grant", lambda: len(dialog.grants.rows()) == 1)
    settled(qtbot, window)
    assert dialog.headline.text()[0] == "县级周转行政编制 10 名，在用 2 名，可用 8 名"
    assert "1 笔一个月内到期" in dialog.headline.text()[1]
    assert texts(dialog, "state") == ["还有 9 天到期"]
    assert texts(dialog, "until") == [soon]
    hand.dialog("周转编制")
    hand.push("收回…")
    back = hand.dialog("收回周转编制 · 高坪乡")
    assert isinstance(back, GiveBack)
    assert not back.ok.isEnabled()
    hand.type("示编办〔2026〕2号")
    hand.press("Return")
    hand.until("the posts back", lambda: texts(dialog, "state")[0].endswith("已收回"))
    settled(qtbot, window)
    assert dialog.headline.text()[0] == "县级周转行政编制 10 名，在用 0 名，可用 10 名"
    assert texts(dialog, "return_doc_no") == ["示编办〔2026〕2号"]


def test_what_is_wrong_stands_under_its_field_as_one_types(
    qtbot: QtBot, hand: Hand, window: Window
) -> None:
    opened(qtbot, hand, window)
    form = asked(qtbot, hand, window)
    assert form.fields.said("unit") == ""
    fill_all(qtbot, hand, window, form, "2028-04-02")
    hand.tab_to("文号")
    settled(qtbot, window)
    assert form.fields.said("until") == "周转编制最长 3 年，最晚到 2028-04-01"
    assert not form.ok.isEnabled()
    fill(hand, "名数", "11")
    fill(hand, "使用止", "2028年4月1日")
    choose(form.unit, "青石镇")
    hand.tab_to("文号")
    settled(qtbot, window)
    assert form.fields.said("until") == ""
    assert form.fields.said("count") == "县级周转行政编制只有 10 名可用"
    assert form.fields.said("unit") == "青石镇行政编制还有空编 1 名，应先用空编"
    fill(hand, "使用止", "明年")
    hand.tab_to("文号")
    settled(qtbot, window)
    assert form.fields.said("until") == "日期写成 2025-03-01"
    assert not form.ok.isEnabled()
    hand.press("Escape")
    settled(qtbot, window)
    assert window.office.state is not None
    assert window.office.state.undo is not None
    assert "借出" not in window.office.state.undo.label


def test_a_grant_that_is_over_is_red_and_the_headline_leads_to_it(
    qtbot: QtBot, hand: Hand, window: Window
) -> None:
    dialog = opened(qtbot, hand, window)
    form = asked(qtbot, hand, window)
    fill_all(qtbot, hand, window, form, "2025-12-31")
    hand.press("Return")
    hand.until("the grant", lambda: len(dialog.grants.rows()) == 1)
    end = typed_day("2025-12-31")
    assert end is not None
    assert texts(dialog, "state") == [f"到期 {(today() - end).days} 天未收回"]
    assert "1 笔到期未收回" in dialog.headline.text()[1]
    dialog.headline.link.emit("due")
    current = dialog.grants.current()
    assert current is not None
    assert current[1] == "state"


def test_the_ledger_is_printed_from_here(qtbot: QtBot, hand: Hand, window: Window) -> None:
    opened(qtbot, hand, window)
    hand.push("打印台账")
    settled(qtbot, window)
    (preview,) = window.findChildren(PrintPreview)
    qtbot.waitUntil(lambda: "周转编制使用台账" in preview.windowTitle())
    preview.close()


def test_a_county_without_a_pool_is_led_to_the_transfers(qtbot: QtBot, open_window: Window) -> None:
    hand = Hand(open_window)
    open_window.activateWindow()
    dialog = opened(qtbot, hand, open_window)
    assert dialog.headline.text()[0] == "县级周转还没有编制"
    assert not dialog.lend.isEnabled()
    dialog.headline.link.emit("transfers")
    assert isinstance(hand.dialog("编制调剂"), Transfers)
    settled(qtbot, open_window)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-03-01", "2025-03-01"),
        (" 2025.3.1 ", "2025-03-01"),
        ("2025年3月1日", "2025-03-01"),
        ("2025-02-30", None),
        ("明年", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, said: str | None) -> None:
    day = typed_day(text)
    assert (day.isoformat() if day else None) == said
