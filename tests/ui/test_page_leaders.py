"""Leadership posts of a unit on screen, and its class set by document, through menus and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, settled
from tests.ui.hands import type_text
from townoffice.records import LeaderPost
from ui.pages.townships import TownshipsPage
from ui.pages.townships_class import ClassDialog
from ui.preview import PrintPreview
from ui.window import Window


@pytest.fixture
def page(open_window: Window) -> TownshipsPage:
    found = open_window.tabs.page()
    assert isinstance(found, TownshipsPage)
    return found


def code(page: TownshipsPage, name: str) -> str:
    return next(unit.code for unit in page.table.rows() if unit.name == name)


def asked(qtbot: QtBot, window: Window) -> ClassDialog:
    window.menus.actions["set_class"].trigger()
    settled(qtbot, window)
    (dialog,) = (d for d in window.findChildren(ClassDialog) if d.isVisible())
    return dialog


def write(qtbot: QtBot, window: Window, dialog: ClassDialog) -> None:
    with qtbot.waitSignal(window.office.changed, timeout=SOON):
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settled(qtbot, window)


def test_over_posts_are_in_the_headline_and_its_link_shows_the_unit_and_its_leaders(
    page: TownshipsPage,
) -> None:
    assert "柏树镇超职数 1 名" in page.headline.text()[0]
    page.follow("leaders:over")
    assert [unit.name for unit in page.table.rows()] == ["柏树镇"]
    page.table.select(page.table.rows()[0].code, "leadership_actual")
    assert "超职数 1 名" in page.side.leaders.sums.text()
    assert page.side.leaders.isVisible()


def test_posts_persons_and_clause_of_a_unit(page: TownshipsPage) -> None:
    page.side.show_leaders()
    page.table.select(code(page, "城东街道"), "name")
    pane = page.side.leaders
    assert "核定 <b>13</b> 名" in pane.sums.text()
    assert "样编办〔2024〕6号" in pane.ground.text()
    lines = pane.table.rows()
    holders = {line.person for line in lines if line.count.post is LeaderPost.DEPUTY_HEAD}
    assert holders == {"甲九", "甲十", "甲十一"}
    doubled = [line for line in lines if line.besides]
    assert [(line.person, line.count.post) for line in doubled] == [
        ("甲四", LeaderPost.POLITICS_LAW)
    ]
    assert "12 个职务由 11 人担任" in pane.remarks.text()


def test_the_leadership_table_is_printed_from_there(
    qtbot: QtBot, open_window: Window, page: TownshipsPage
) -> None:
    page.side.show_leaders()
    QTest.mouseClick(page.side.leaders.print, Qt.MouseButton.LeftButton)
    settled(qtbot, open_window)
    (preview,) = open_window.findChildren(PrintPreview)
    assert "领导职数" in preview.windowTitle()


def test_a_class_is_set_by_document_marked_and_lifted_again(
    qtbot: QtBot, open_window: Window, page: TownshipsPage
) -> None:
    unit = code(page, "清泉镇")
    page.table.select(unit, "class")
    dialog = asked(qtbot, open_window)
    dialog.size_class.setCurrentIndex(0)
    assert not dialog.ok.isEnabled()
    type_text(dialog.doc_no, "样编发(2025)2号")
    assert "六角括号" in dialog.fields.said("doc_no")
    dialog.doc_no.clear()
    type_text(dialog.doc_no, "样编发〔2025〕2号")
    type_text(dialog.reason, "驻地镇")
    assert dialog.told.text() == "按指数为二类，改定一类（样编发〔2025〕2号）"
    write(qtbot, open_window, dialog)
    table = page.table
    cell = table.model.cell(table.row_of(unit), table.column_at("class"))
    assert (cell.text, cell.chip) == ("一类＊", 0)
    assert cell.tip == "按指数为二类，改定一类（样编发〔2025〕2号）：驻地镇"
    assert "1 个按文件确定" in page.headline.text()[0]
    assert "改定一类（样编发〔2025〕2号）" in page.panel.hint.text()
    again = asked(qtbot, open_window)
    again.size_class.setCurrentIndex(again.size_class.count() - 1)
    type_text(again.doc_no, "样编发〔2025〕8号")
    type_text(again.reason, "撤销前文")
    write(qtbot, open_window, again)
    assert table.model.cell(table.row_of(unit), table.column_at("class")).text == "二类"
