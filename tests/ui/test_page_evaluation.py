"""The page 考核评价 by keys and clicks: ranking, marks, ties, publishing, opening again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.contest import BAIHE, LIUXI, QINGSHI, contest_2024
from tests.eight_book import eight_book
from tests.ui.frame import SOON, settled
from tests.ui.hands import type_text
from townoffice.records import Capped, Grade
from ui.pages.evaluation import ENTRY, EvaluationPage
from ui.pages.evaluation_closing import CloseForm, DecideForm, ReopenForm
from ui.pages.evaluation_mark import MarkForm
from ui.tabs import EVALUATION
from ui.window import Window


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county of the design picture, with its contest of 2024."""
    path = tmp_path_factory.mktemp("evaluation") / "示例县.db"
    with eight_book(path) as book:
        contest_2024(book)
    return path


@pytest.fixture
def page(qtbot: QtBot, open_window: Window) -> EvaluationPage:
    """The page in front, its contest read."""
    open_window.tabs.show_tab(EVALUATION)
    settled(qtbot, open_window)
    shown = open_window.tabs.page()
    assert isinstance(shown, EvaluationPage)
    assert shown.page is not None
    open_window.activateWindow()
    return shown


def dialog_of(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    """Wait for a dialog of a kind."""

    def there() -> list[QDialog]:
        tops = QApplication.topLevelWidgets()
        return [top for top in tops if isinstance(top, kind) and top.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=SOON)
    return there()[0]


def total_of(page: EvaluationPage, subject: str) -> str:
    """Give the total as the ranking shows it."""
    table = page.ranking.table
    row = table.row_of(subject)
    return table.model.cell(row, table.column_at("total")).text


def column_of(page: EvaluationPage, name: str) -> str:
    """Give the key of an indicator's column."""
    columns = page.entry.table.lanes.columns
    return next(column.key for column in columns if column.title == name)


def type_mark(page: EvaluationPage, subject: str, indicator: str, text: str) -> None:
    """Type a mark in the sheet: a character opens the editor, Enter ends it."""
    page.show_view(ENTRY)
    table = page.entry.table
    table.select(subject, column_of(page, indicator))
    table.setFocus()
    QTest.keyClick(table.sheet, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    type_text(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def mark_text(page: EvaluationPage, subject: str, indicator: str) -> str:
    """Give a mark as the sheet shows it."""
    table = page.entry.table
    key = column_of(page, indicator)
    return table.model.cell(table.row_of(subject), table.column_at(key)).text


# ── ranking ──────────────────────────────────────────────────────────────────────────────────────
def test_groups_rank_apart_under_a_heading_and_the_nearest_is_shown(page: EvaluationPage) -> None:
    table = page.ranking.table
    rows = table.rows()
    assert [row.group.name for row in rows if row.score is None] == ["乡镇类", "街道类"]
    assert rows[1].score is not None
    assert rows[1].score.name == "青石镇"
    assert total_of(page, BAIHE) == "89.95"
    rich, _sub = page.headline.text()
    assert "白河镇 89.95，离优秀线差 0.05" in rich
    line = page.ranking.line()
    assert line is not None
    assert line.key == BAIHE
    assert "等次线" in " ".join(page.ranking.panel.steps.texts())


def test_a_count_of_the_headline_filters_and_arrow_keys_move_the_panel(
    page: EvaluationPage,
) -> None:
    page.follow("grade:优秀")
    shown = [row.score.grade for row in page.ranking.table.rows() if row.score is not None]
    assert set(shown) == {Grade.EXCELLENT}
    page.follow(f"unit:{BAIHE}")
    QTest.keyClick(page.ranking.table.sheet, Qt.Key.Key_Down)
    line = page.ranking.line()
    assert line is not None
    assert line.key != BAIHE
    picture = page.ranking.panel.chart.picture()
    assert picture is not None


def test_a_part_of_the_sum_is_explained_when_it_is_chosen(page: EvaluationPage) -> None:
    page.ranking.panel.chart.clicked.emit("群众满意度")
    texts = page.ranking.panel.steps.texts()
    assert any("62" in text and "25" in text for text in texts)
    page.ranking.panel.chart.clicked.emit("群众满意度")
    assert any("等次线" in text for text in page.ranking.panel.steps.texts())


# ── marks ────────────────────────────────────────────────────────────────────────────────────────
def test_a_mark_typed_moves_total_and_rank_and_is_taken_back(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    type_mark(page, BAIHE, "经济发展", "89")
    settled(qtbot, open_window)
    assert mark_text(page, BAIHE, "经济发展") == "89"
    assert total_of(page, BAIHE) == "90.15"
    open_window.menus.actions["undo"].trigger()
    settled(qtbot, open_window)
    assert mark_text(page, BAIHE, "经济发展") == "88"
    assert total_of(page, BAIHE) == "89.95"


def test_a_text_that_cannot_be_stays_red_with_its_reason(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    type_mark(page, BAIHE, "经济发展", "8o")
    settled(qtbot, open_window)
    table = page.entry.table
    at = (table.row_of(BAIHE), table.column_at(column_of(page, "经济发展")))
    wrong = table.model.wrong_at(*at)
    assert wrong is not None
    assert wrong[0] == "8o"
    assert wrong[1]
    assert total_of(page, BAIHE) == "89.95"
    type_mark(page, BAIHE, "经济发展", "90")
    settled(qtbot, open_window)
    assert table.model.wrong_at(*at) is None
    assert mark_text(page, BAIHE, "经济发展") == "90"


def test_a_block_is_pasted_as_one_step_and_what_cannot_be_is_red(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    page.show_view(ENTRY)
    table = page.entry.table
    first = table.rows()[0].entrant.subject
    table.select(first, column_of(page, "党的建设"))
    QGuiApplication.clipboard().setText("70\t71\n72\t七十\n")
    QTest.keyClick(table.sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, open_window)
    second = table.rows()[1].entrant.subject
    assert mark_text(page, first, "党的建设") == "70"
    assert mark_text(page, first, "经济发展") == "71"
    assert mark_text(page, second, "党的建设") == "72"
    red = table.model.wrong_at(1, table.column_at(column_of(page, "经济发展")))
    assert red is not None
    open_window.menus.actions["undo"].trigger()
    settled(qtbot, open_window)
    assert mark_text(page, first, "党的建设") != "70"
    assert mark_text(page, second, "党的建设") != "72"


def test_filling_down_is_one_step(qtbot: QtBot, open_window: Window, page: EvaluationPage) -> None:
    page.show_view(ENTRY)
    table = page.entry.table
    subjects = [row.entrant.subject for row in table.rows()]
    table.select(subjects[0], column_of(page, "公共服务"))
    QTest.keyClick(table.sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table.sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table.sheet, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: len({mark_text(page, one, "公共服务") for one in subjects[:3]}) == 1, timeout=SOON
    )
    settled(qtbot, open_window)
    assert open_window.menus.actions["undo"].text().startswith("撤销")
    open_window.menus.actions["undo"].trigger()
    settled(qtbot, open_window)
    assert len({mark_text(page, one, "公共服务") for one in subjects[:3]}) == 3


def test_a_missing_mark_is_counted_and_bars_the_total(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    type_mark(page, QINGSHI, "社会治理", "")
    settled(qtbot, open_window)
    assert mark_text(page, QINGSHI, "社会治理") == "未填"
    assert total_of(page, QINGSHI) == "—"
    assert "缺 1 格" in page.entry.progress.text()
    rich, _sub = page.headline.text()
    assert "还缺 1 格" in rich
    page.follow("missing")
    current = page.entry.table.current()
    assert current is not None
    assert current[0].entrant.subject == QINGSHI


def test_note_and_evidence_stand_beside_a_mark(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    page.show_view(ENTRY)
    page.entry.table.select(BAIHE, column_of(page, "经济发展"))
    page.entry.about.trigger()
    form = dialog_of(qtbot, MarkForm)
    assert isinstance(form, MarkForm)
    note = next(line for field, line in form.lines.items() if field.value == "note")
    type_text(note, "县统计局初步核实数")
    QTest.keyClick(form, Qt.Key.Key_Return)
    settled(qtbot, open_window)
    assert page.page is not None
    notes = [mark.note for mark in page.page.known.marks if mark.note]
    assert notes == ["县统计局初步核实数"]
    table = page.entry.table
    at = (table.row_of(BAIHE), table.column_at(column_of(page, "经济发展")))
    assert table.model.cell(*at).aside == "注"


# ── results ──────────────────────────────────────────────────────────────────────────────────────
def test_a_tie_at_the_cut_is_decided_by_a_person(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    known = page.page.known if page.page is not None else None
    assert known is not None
    for name, text in zip(
        ("党的建设", "经济发展", "公共服务", "社会治理", "群众满意度"),
        ("95", "94", "92", "90.5", "90"),
        strict=True,
    ):
        type_mark(page, LIUXI, name, text)
        settled(qtbot, open_window)
    rich, _sub = page.headline.text()
    assert "乡镇类 2 个单位并列" in rich
    page.follow("decide")
    form = dialog_of(qtbot, DecideForm)
    assert isinstance(form, DecideForm)
    assert not form.ok.isEnabled()
    form.boxes[LIUXI].click()
    type_text(form.reason, "民生实事完成更好")
    form.ok.click()
    settled(qtbot, open_window)
    assert page.page is not None
    assert page.page.result is not None
    chosen, other = (page.page.result.entrant(one) for one in (LIUXI, QINGSHI))
    assert chosen is not None
    assert other is not None
    assert chosen.grade is Grade.EXCELLENT
    assert other.capped is Capped.DECISION


def test_publishing_bars_every_change_until_a_reason_opens_it_again(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    page.close_button.click()
    form = dialog_of(qtbot, CloseForm)
    assert isinstance(form, CloseForm)
    assert not form.ok.isEnabled()
    type_text(form.note, "考核委员会第1次会议审定")
    form.ok.click()
    settled(qtbot, open_window)
    assert page.close_button.isHidden()
    assert page.reopen_button.isVisible()
    page.show_view(ENTRY)
    table = page.entry.table
    at = (table.row_of(BAIHE), table.column_at(column_of(page, "经济发展")))
    assert table.model.cell(*at).edit is None
    _rich, sub = page.headline.text()
    assert "考核委员会第1次会议审定" in sub
    page.reopen_button.click()
    asked = dialog_of(qtbot, ReopenForm)
    assert isinstance(asked, ReopenForm)
    assert not asked.ok.isEnabled()
    type_text(asked.reason, "漏计加分")
    asked.ok.click()
    settled(qtbot, open_window)
    assert page.close_button.isVisible()
    assert table.model.cell(*at).edit == "88"
    assert "漏计加分" in page.headline.text()[1]


def test_a_contest_with_gaps_cannot_be_published(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    type_mark(page, QINGSHI, "社会治理", "")
    settled(qtbot, open_window)
    page.close_button.click()
    form = dialog_of(qtbot, CloseForm)
    assert isinstance(form, CloseForm)
    type_text(form.note, "会议")
    assert not form.ok.isEnabled()
    assert "青石镇" in form.told.text()
