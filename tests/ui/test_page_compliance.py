"""The tab 合规检查 by clicks and keys: what was found, waived by document, taken back, printed."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.institution_book import institution_book
from tests.ui.frame import settled
from tests.ui.hand import Hand
from townoffice.desk import county_settings
from townoffice.records import Severity
from ui.pages.compliance import CompliancePage
from ui.pages.compliance_freeze import FreezeDialog
from ui.pages.institutions import InstitutionsPage
from ui.pages.institutions_findings import FindingsDialog
from ui.preview import PrintPreview
from ui.tabs import COMPLIANCE, INSTITUTIONS
from ui.window import Window

PLATES = "S0.4.nameplates"


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with two limits broken."""
    path = tmp_path_factory.mktemp("compliance") / "示例县.db"
    institution_book(path).close()
    return path


@pytest.fixture
def hand(open_window: Window) -> Hand:
    open_window.activateWindow()
    return Hand(open_window)


@pytest.fixture
def page(qtbot: QtBot, open_window: Window) -> CompliancePage:
    open_window.tabs.show_tab(COMPLIANCE)
    settled(qtbot, open_window)
    found = open_window.tabs.page()
    assert isinstance(found, CompliancePage)
    assert found.county is not None
    return found


def _breaches(page: CompliancePage) -> int:
    return sum(row.finding.severity is Severity.BREACH for row in page.table.rows())


def _choose(page: CompliancePage, rule: str) -> None:
    row = next(row for row in page.table.rows() if row.finding.rule == rule)
    page.table.select(row.key, "what")


def test_what_weighs_most_comes_first_and_the_headline_counts_it(page: CompliancePage) -> None:
    rows = page.table.rows()
    breaches = _breaches(page)
    assert breaches
    assert all(row.finding.severity is Severity.BREACH for row in rows[:breaches])
    assert f"{breaches} 处突破" in page.headline.text()[0]


def test_the_tab_carries_the_number(
    qtbot: QtBot, open_window: Window, page: CompliancePage
) -> None:
    count = open_window.tabs.count
    qtbot.waitUntil(count.chip.isVisible)
    assert count.chip.text() == str(_breaches(page))


def test_a_finding_says_its_clause_and_leads_to_its_record(
    qtbot: QtBot, open_window: Window, page: CompliancePage
) -> None:
    _choose(page, PLATES)
    assert "依据" in page.details.text()
    assert "3" in page.details.text()
    page.open_record()
    settled(qtbot, open_window)
    shown = open_window.tabs.page()
    assert isinstance(shown, InstitutionsPage)
    assert open_window.tabs.bar.currentIndex() == INSTITUTIONS


def test_waived_by_a_document_it_becomes_a_note_and_comes_back_by_undo(
    qtbot: QtBot, open_window: Window, page: CompliancePage, hand: Hand
) -> None:
    before = _breaches(page)
    _choose(page, PLATES)
    page.ask()
    dialog = page.findChildren(FindingsDialog)[-1]
    dialog.waive.click()
    settled(qtbot, open_window)
    hand.dialog("凭文件认可 · 加挂牌子个数")
    for name, text in (("理由", "经县委编委研究同意"), ("文号", "示编〔2024〕9号")):
        hand.tab_to(name)
        hand.type(text)
    hand.push("认可")
    settled(qtbot, open_window)
    assert _breaches(page) == before - 1
    open_window.menus.actions["undo"].trigger()
    settled(qtbot, open_window)
    assert _breaches(page) == before


def test_f8_goes_from_finding_to_finding(page: CompliancePage, open_window: Window) -> None:
    rows = page.table.rows()
    page.table.select(rows[0].key, "what")
    open_window.menus.actions["next_problem"].trigger()
    current = page.table.current()
    assert current is not None
    assert current[0].key == rows[1].key
    open_window.menus.actions["previous_problem"].trigger()
    current = page.table.current()
    assert current is not None
    assert current[0].key == rows[0].key


def test_another_day_is_checked_and_a_wrong_one_is_told(
    qtbot: QtBot, open_window: Window, page: CompliancePage
) -> None:
    page.day.setText("2018-01-01")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    settled(qtbot, open_window)
    assert page.county is not None
    assert page.county.on == date(2018, 1, 1)
    assert not any(row.finding.rule == PLATES for row in page.table.rows())
    page.day.setText("昨天")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    settled(qtbot, open_window)
    assert page.county.on == date(2018, 1, 1)


def test_the_freeze_is_saved_and_half_of_it_is_refused(
    qtbot: QtBot, open_window: Window, page: CompliancePage
) -> None:
    page.ask_freeze()
    settled(qtbot, open_window)
    dialog = page.findChildren(FreezeDialog)[-1]
    dialog.first.setText("2024-09-01")
    assert not dialog.save.isEnabled()
    assert "都写" in dialog.told.text()
    dialog.last.setText("2024-12-31")
    dialog.save.click()
    settled(qtbot, open_window)
    held: list[object] = []
    open_window.office.jobs.run(lambda book, _: county_settings.freeze(book), held.append)
    settled(qtbot, open_window)
    assert held == [(date(2024, 9, 1), date(2024, 12, 31))]


def test_the_check_is_printed(
    qtbot: QtBot, open_window: Window, page: CompliancePage, hand: Hand
) -> None:
    page.print()
    settled(qtbot, open_window)
    previews = open_window.findChildren(PrintPreview)
    assert previews
    assert "核查情况表" in previews[-1].windowTitle()
    assert hand is not None
