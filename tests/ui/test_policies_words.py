"""The county's own lists of words, and values that two packs say for two groups of units."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.hands import type_text
from tests.ui.test_policies import asked, policies, shown, write
from townoffice.records import KindGroup
from ui.policies import Policies
from ui.policies_figures import ManyWords, OneNumber
from ui.policies_value import ValueDialog
from ui.window import Window


def choose_pack(dialog: Policies, title: str) -> None:
    titles = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    dialog.list.setCurrentRow(next(n for n, text in enumerate(titles) if text.startswith(title)))


def test_a_list_of_words_is_ticked_and_written_by_document(
    qtbot: QtBot, open_window: Window
) -> None:
    dialog = policies(qtbot, open_window)
    form = asked(qtbot, dialog, "agencies.not_managed")
    assert isinstance(form.figure, ManyWords)
    ticked = [box.text() for box in form.figure.boxes.values() if box.isChecked()]
    assert ticked == ["法庭", "检察室", "司法所", "派出所"]
    form.figure.boxes["justice"].click()
    type_text(form.doc_no, "示编办〔2025〕3号")
    write(qtbot, open_window, form)
    worth, before, state = shown(dialog, "不由乡镇管理的派驻机构")
    assert worth == "法庭、检察室、派出所"
    assert "司法所" in before
    assert state == "本县"


def test_free_words_are_written_in_a_line(qtbot: QtBot, open_window: Window) -> None:
    dialog = policies(qtbot, open_window)
    form = asked(qtbot, dialog, "discipline.counterpart_words")
    assert isinstance(form.figure, ManyWords)
    assert form.figure.line is not None
    form.figure.line.selectAll()
    type_text(form.figure.line, "财政、财政")
    type_text(form.doc_no, "示编办〔2025〕4号")
    assert "同一词语写了两次" in form.fields.said("value")
    assert not form.ok.isEnabled()
    form.figure.line.selectAll()
    type_text(form.figure.line, "财政、审计")
    write(qtbot, open_window, form)
    assert shown(dialog, "视为对口的业务名称")[0] == "财政、审计"


def test_a_value_of_one_group_is_changed_for_that_group_alone(
    qtbot: QtBot, open_window: Window
) -> None:
    dialog = policies(qtbot, open_window)
    choose_pack(dialog, "街道机构设置（4+2+2）")
    line = next(n for n in dialog.table.rows() if n.value.label == "内设机构上限")
    dialog.table.select(line.number, "value")
    QTest.mouseClick(dialog.detail.button, Qt.MouseButton.LeftButton)
    (form,) = dialog.findChildren(ValueDialog)
    assert isinstance(form.figure, OneNumber)
    assert {group for group, box in form.groups.items() if box.isChecked()} == {
        KindGroup.SUBDISTRICTS
    }
    form.figure.line.selectAll()
    type_text(form.figure.line, "7")
    type_text(form.doc_no, "示编办〔2025〕5号")
    write(qtbot, open_window, form)
    choose_pack(dialog, "街道机构设置（4+2+2）")
    assert shown(dialog, "内设机构上限")[0] == "7"
    choose_pack(dialog, "镇乡机构设置（5—6+3+1）")
    assert shown(dialog, "党政机构上限")[0] == "6"


def test_a_pack_of_one_named_unit_is_not_changed_for_a_group(
    qtbot: QtBot, open_window: Window
) -> None:
    dialog = policies(qtbot, open_window)
    choose_pack(dialog, "烟店镇机构设置（8+6）")
    line = next(n for n in dialog.table.rows() if n.value.label == "核定行政编制")
    dialog.table.select(line.number, "value")
    QTest.mouseClick(dialog.detail.button, Qt.MouseButton.LeftButton)
    assert dialog.findChildren(ValueDialog) == []
    assert "请先采用" in dialog.adopting.wrong.text()
