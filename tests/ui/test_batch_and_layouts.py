"""批量打印 and 表格版式 through their menus and keys."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.frame import settled
from tests.ui.hand import Hand
from townoffice.desk.tables import TABLES
from ui.print_batch import PrintBatch
from ui.table_layouts import TableLayouts
from ui.window import Window


@pytest.fixture
def hand(open_window: Window) -> Hand:
    open_window.activateWindow()
    return Hand(open_window)


def _batch(qtbot: QtBot, hand: Hand, window: Window) -> PrintBatch:
    hand.menu("文件(&F)", "批量打印…")
    dialog = hand.dialog("批量打印")
    assert isinstance(dialog, PrintBatch)
    settled(qtbot, window)
    return dialog


def _layouts(qtbot: QtBot, hand: Hand, window: Window) -> TableLayouts:
    hand.menu("工具(&T)", "表格版式…")
    dialog = hand.dialog("表格版式")
    assert isinstance(dialog, TableLayouts)
    settled(qtbot, window)
    return dialog


def test_all_tables_are_ticked_and_units_listed(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    dialog = _batch(qtbot, hand, open_window)
    assert dialog.tables.chosen() == tuple(table.id for table in TABLES)
    assert len(dialog.units.chosen()) == 24
    assert dialog.told.text() == f"选中 {len(TABLES)} 张表"
    dialog.tables.choose([])
    assert not dialog.make.isEnabled()


def test_space_unticks_a_table_and_the_rest_is_one_pdf(
    qtbot: QtBot, hand: Hand, open_window: Window, tmp_path: Path
) -> None:
    dialog = _batch(qtbot, hand, open_window)
    dialog.tables.choose(["classification", "situation"])
    dialog.tables.list.setCurrentRow(0)
    QTest.keyClick(dialog.tables.list, Qt.Key.Key_Space)
    assert dialog.tables.chosen() == ("situation",)
    path = tmp_path / "册.pdf"
    dialog.print_to(path)
    settled(qtbot, open_window)
    assert dialog.told.text().startswith("印好 1 张表")
    assert dialog.show_made.isVisible()
    with pypdfium2.PdfDocument(path) as document:
        assert "目" in document[0].get_textpage().get_text_bounded()


def test_a_folder_gets_a_workbook_for_each_table(
    qtbot: QtBot, hand: Hand, open_window: Window, tmp_path: Path
) -> None:
    dialog = _batch(qtbot, hand, open_window)
    dialog.kinds.button(2).click()
    dialog.tables.choose(["classification", "situation"])
    dialog.print_to(tmp_path)
    settled(qtbot, open_window)
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


def test_a_folder_that_is_gone_is_told_in_the_dialog(
    qtbot: QtBot, hand: Hand, open_window: Window, tmp_path: Path
) -> None:
    dialog = _batch(qtbot, hand, open_window)
    dialog.tables.choose(["situation"])
    dialog.print_to(tmp_path / "没有" / "册.pdf")
    settled(qtbot, open_window)
    assert "文件夹不存在" in dialog.told.text()
    assert dialog.make.isEnabled()


def test_a_letterhead_for_all_is_saved_and_taken_back(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    dialog = _layouts(qtbot, hand, open_window)
    assert dialog.table_id() == ""
    assert not dialog.fields["attachment"].isEnabled()
    dialog.fields["reporting_unit"].setText("样本县委编办")
    dialog.save.click()
    settled(qtbot, open_window)
    assert dialog.fields["reporting_unit"].text() == "样本县委编办"
    open_window.menus.actions["undo"].trigger()
    settled(qtbot, open_window)
    assert dialog.fields["reporting_unit"].text() == ""


def test_a_column_of_one_table_is_left_out_and_stays_out(
    qtbot: QtBot, hand: Hand, open_window: Window
) -> None:
    dialog = _layouts(qtbot, hand, open_window)
    dialog.choice.setCurrentIndex(dialog.choice.findData("situation"))
    settled(qtbot, open_window)
    shown = dialog.columns.chosen()
    dialog.columns.choose(shown[:-1])
    dialog.save.click()
    settled(qtbot, open_window)
    assert dialog.columns.chosen() == shown[:-1]
    assert dialog.layout_wished().hidden == shown[-1:]


def test_words_too_long_are_refused_in_red(qtbot: QtBot, hand: Hand, open_window: Window) -> None:
    dialog = _layouts(qtbot, hand, open_window)
    dialog.fields["sign_off"].setText("这一项落款的字数实在太多了些")
    dialog.save.click()
    settled(qtbot, open_window)
    assert dialog.told.property("tone") == "red"
    assert "落款" in dialog.told.text()
