"""The other views of 机构设置 by keys: agencies, enforcement, platforms, rights, modules."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.institutions_book import HALL, institutions_book
from tests.ui.frame import settled
from tests.ui.hand import Hand
from townoffice.records import Agency, Enforcement, PlatformKind, Right
from ui.pages.institutions import InstitutionsPage
from ui.pages.institutions_beside import BesideView
from ui.pages.institutions_findings import FindingsDialog
from ui.pages.institutions_form import DraftForm
from ui.pages.institutions_switch import COUNTY
from ui.preview import PrintPreview
from ui.tabs import INSTITUTIONS
from ui.window import Window

DOC = "示编办〔2026〕3号"
DAY = "2026-03-01"


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county of the design picture."""
    path = tmp_path_factory.mktemp("beside") / "示例县.db"
    institutions_book(path).close()
    return path


@pytest.fixture
def page(qtbot: QtBot, open_window: Window) -> InstitutionsPage:
    """The page in front, at 白河镇."""
    open_window.tabs.show_tab(INSTITUTIONS)
    settled(qtbot, open_window)
    shown = open_window.tabs.page()
    assert isinstance(shown, InstitutionsPage)
    return shown


@pytest.fixture
def hand(open_window: Window) -> Hand:
    open_window.activateWindow()
    return Hand(open_window)


def turned(qtbot: QtBot, window: Window, page: InstitutionsPage, key: str) -> BesideView:
    page.views.chosen.emit(key)
    settled(qtbot, window)
    view = page.stack.currentWidget()
    assert isinstance(view, BesideView)
    return view


def fill(hand: Hand, name: str, text: str) -> None:
    hand.tab_to(name)
    hand.press("Ctrl+A")
    hand.type(text)


def pick(form: DraftForm, key: str, words: str) -> None:
    """Choose from a list as by its popup."""
    box = form.inputs[key]
    assert isinstance(box, QComboBox)
    place = box.findText(words)
    assert place >= 0, words
    box.setCurrentIndex(place)
    box.activated.emit(place)


def asked(hand: Hand, button: str, title: str) -> DraftForm:
    hand.push(button)
    hand.idle()
    dialog = hand.dialog(title)
    assert isinstance(dialog, DraftForm)
    return dialog


def written(qtbot: QtBot, hand: Hand, window: Window, form: DraftForm) -> None:
    settled(qtbot, window)
    assert form.ok.isEnabled(), form.told.text()
    with qtbot.waitSignal(form.destroyed):
        hand.press("Return")
        settled(qtbot, window)


def says(view: BesideView, column: str) -> list[str]:
    at = view.table.column_at(column)
    return [view.table.model.cell(row, at).words for row in range(len(view.table.rows()))]


def test_an_agency_that_must_not_be_devolved_is_found_when_it_is(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    view = turned(qtbot, open_window, page, "agencies")
    assert view.note.text() == "还没有登记，请点“新增派驻机构…”"
    form = asked(hand, "新增派驻机构…", "新增派驻机构")
    pick(form, "kind", "司法所")
    fill(hand, "名称", "白河司法所")
    fill(hand, "主管部门", "示例县司法局")
    written(qtbot, hand, open_window, form)
    (row,) = view.table.rows()
    assert isinstance(row.held, Agency)
    assert not row.held.devolved
    form = asked(hand, "下放…", "下放 · 白河司法所")
    fill(hand, "自何日起下放", DAY)
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, form)
    assert says(view, "devolved") == ["已下放"]
    assert any(finding.rule == "S2.9.devolved" for finding in view.table.rows()[0].findings)
    assert "派驻机构（" in [words for _key, words in page.views_shown()][1]
    view.table.explain_asked.emit(view.table.rows()[0], "check")
    found = hand.dialog("核查结果 · 白河镇")
    assert isinstance(found, FindingsDialog)
    current = found.table.current()
    assert current is not None
    assert current[0].rule.startswith("S2.9")
    page.show_view("setup")
    hand.push("打开登记…")
    settled(qtbot, open_window)
    assert page.stack.currentWidget() is view


def test_enforcement_is_registered_for_the_year_at_work(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    view = turned(qtbot, open_window, page, "enforcement")
    form = asked(hand, "登记本年…", "综合行政执法")
    fill(hand, "执法人员", "1")
    fill(hand, "持执法证", "1")
    written(qtbot, hand, open_window, form)
    held = view.table.rows()[0].held
    assert isinstance(held, Enforcement)
    assert (held.year, held.officers) == (open_window.office.year, 1)


def test_platforms_stand_there_before_they_are_registered(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    view = turned(qtbot, open_window, page, "platforms")
    assert says(view, "check") == ["没有登记"] * len(PlatformKind)
    view.table.select(view.table.rows()[1].key, "unit")
    form = asked(hand, "登记平台…", "登记平台 · 市场监管平台")
    fill(hand, "人员", "3")
    written(qtbot, hand, open_window, form)
    assert says(view, "staff")[1] == "3"
    assert says(view, "check")[1] == ""


def test_a_right_is_granted_and_its_use_stands_under_it(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    view = turned(qtbot, open_window, page, "rights")
    assert [row.words for row in view.table.rows()] == [right.label for right in Right]
    view.table.select(view.table.rows()[1].key, "right")
    form = asked(hand, "赋权…", "赋权")
    fill(hand, "赋予日期", DAY)
    fill(hand, "文号", DOC)
    written(qtbot, hand, open_window, form)
    form = asked(hand, "行使记录…", "行使记录")
    fill(hand, "行使日期", DAY)
    fill(hand, "事项", "司法所负责人任免")
    fill(hand, "文号", DOC)
    pick(form, "opinion", "同意")
    written(qtbot, hand, open_window, form)
    rows = view.table.rows()
    assert [row.words for row in rows][1:3] == [Right.CONSENT.label, "司法所负责人任免"]
    assert rows[1].count == 1
    assert says(view, "opinion")[2] == "同意"


def test_modules_list_every_institution_once_and_have_a_leader(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    view = turned(qtbot, open_window, page, "modules")
    listed = [row for row in view.table.rows() if not row.head]
    assert len(listed) == 9
    view.table.select(view.table.rows()[0].key, "module")
    form = asked(hand, "牵头领导…", "牵头领导")
    fill(hand, "牵头领导", "王某甲")
    fill(hand, "自何日起", DAY)
    written(qtbot, hand, open_window, form)
    assert says(view, "person")[0] == "王某甲"


def test_the_county_lists_every_unit_and_leads_to_one(
    qtbot: QtBot, open_window: Window, page: InstitutionsPage
) -> None:
    page.switch.chosen.emit(COUNTY)
    settled(qtbot, open_window)
    assert page.stack.currentWidget() is page.table
    assert len(page.table.rows()) == 8
    totals = [cell.text for cell in page.table.band.pinned[0]]
    assert totals[3:6] == ["40", "8", "24"]
    assert page.print_request()[0] == "institution-list"
    row = next(row for row in page.table.rows() if row.name == HALL)
    assert row.broken == 2
    page.table.explain_asked.emit(row, "check")
    settled(qtbot, open_window)
    assert page.unit.page is not None
    assert page.unit.page.name == HALL
    assert page.stack.currentWidget() is page.unit


def test_the_list_of_the_unit_is_printed_from_here(
    qtbot: QtBot, hand: Hand, open_window: Window, page: InstitutionsPage
) -> None:
    hand.push("打印机构一览表")
    settled(qtbot, open_window)
    (preview,) = open_window.findChildren(PrintPreview)
    qtbot.waitUntil(lambda: "机构设置一览表" in preview.windowTitle())
    assert preview.trouble.isHidden()
    preview.close()
