"""The dialogs of 考核评价: indicators, ballots, adjustments, entrants, sheets of scores, quotas."""

from collections.abc import Hashable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.contest import BAIHE, SATISFACTION, contest_2024
from tests.eight_book import eight_book
from tests.ui.frame import settled
from tests.ui.hands import type_text
from tests.ui.test_page_evaluation import dialog_of, total_of
from townoffice.records import AdjustmentKind, ContestKind
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation import EvaluationPage
from ui.pages.evaluation_adjustments import AdjustmentForm, Adjustments
from ui.pages.evaluation_appraisals import Appraisals
from ui.pages.evaluation_ballots import Ballots
from ui.pages.evaluation_entrants import Entrants
from ui.pages.evaluation_files import ScoreFiles
from ui.pages.evaluation_indicators import Indicators
from ui.pages.evaluation_start import StartForm
from ui.pages.evaluation_voters import VotersForm
from ui.tables import RecordTable
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
    open_window.activateWindow()
    return shown


R = TypeVar("R")


def type_cell(table: RecordTable[R], key: Hashable, column: str, text: str) -> None:
    """Type into a cell of a table: F2, all of it anew, Enter."""
    table.select(key, column)
    QTest.keyClick(table.sheet, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    type_text(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def in_front(dialog: QWidget) -> None:
    """Give a dialog the keyboard."""
    dialog.activateWindow()
    QApplication.processEvents()


def run(page: EvaluationPage, words: str) -> None:
    """Choose a command of the menu 数据 › 考核办理."""
    next(action for action in page.evaluation_actions() if action.text() == words).trigger()


def test_weights_are_summed_as_one_types_and_written_whole(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "指标与分值…")
    dialog = dialog_of(qtbot, Indicators)
    assert isinstance(dialog, Indicators)
    in_front(dialog)
    assert not dialog.ok.isEnabled()
    type_cell(dialog.table, 0, "weight", "30")
    assert "乡镇类 105 分" in dialog.weights.text()
    assert "应为 100" in dialog.weights.text()
    type_cell(dialog.table, 1, "weight", "15")
    assert "都是 100" in dialog.weights.text()
    type_cell(dialog.table, 2, "scoring", "随便")
    assert not dialog.ok.isEnabled()
    assert "1 行标红" in dialog.told.text()
    type_cell(dialog.table, 2, "scoring", "评分")
    assert "将改动 2 处" in dialog.told.text()
    dialog.ok.click()
    settled(qtbot, open_window)
    assert page.page is not None
    weights = [int(one.weight) for one in page.page.known.of_group("乡镇类")]
    assert weights == [30, 15, 20, 20, 15]


def test_indicators_are_added_moved_and_removed(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "指标与分值…")
    dialog = dialog_of(qtbot, Indicators)
    assert isinstance(dialog, Indicators)
    dialog.table.select(0, "name")
    dialog.shift(1)
    dialog.drop()
    dialog.add()
    assert not dialog.ok.isEnabled()
    names = [row.name for row in dialog.rows()]
    assert names[0] == "经济发展"
    assert "党的建设" not in names
    assert "" in names
    dialog.reject()
    settled(qtbot, open_window)
    assert page.page is not None
    assert page.page.known.indicators[0].name == "党的建设"


def test_papers_typed_move_the_satisfaction_and_words_are_red(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "评议票…")
    dialog = dialog_of(qtbot, Ballots)
    assert isinstance(dialog, Ballots)
    in_front(dialog)
    type_cell(dialog.table, BAIHE, "0", "72")
    settled(qtbot, open_window)
    assert page.page is not None
    papers = [one.count for one in page.page.known.ballots_of(BAIHE) if one.option == "满意"]
    assert papers == [72]
    assert total_of(page, BAIHE) != "89.95"
    type_cell(dialog.table, BAIHE, "1", "很多")
    settled(qtbot, open_window)
    row = dialog.table.row_of(BAIHE)
    assert dialog.table.model.wrong_at(row, dialog.table.column_at("1")) is not None
    dialog.ask_weights()
    voters = dialog_of(qtbot, VotersForm)
    assert isinstance(voters, VotersForm)
    type_text(voters.lines[0][0], "群众")
    type_text(voters.lines[0][1], "60")
    assert not voters.ok.isEnabled()
    assert "权重合计 60" in voters.told.text()


def test_a_veto_needs_a_document_and_caps_the_grade(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "加减分和一票否决…")
    listed = dialog_of(qtbot, Adjustments)
    assert isinstance(listed, Adjustments)
    listed.add.click()
    form = dialog_of(qtbot, AdjustmentForm)
    assert isinstance(form, AdjustmentForm)
    form.kind.setCurrentIndex(form.kind.findData(AdjustmentKind.VETO.value))
    type_text(form.reason, "发生重大事故")
    assert not form.points.isEnabled()
    assert not form.ok.isEnabled()
    type_text(form.doc_no, "省委发〔2024〕8号")
    assert form.ok.isEnabled()
    form.ok.click()
    settled(qtbot, open_window)
    assert page.page is not None
    assert page.page.result is not None
    score = page.page.result.entrant(BAIHE)
    assert score is not None
    assert score.vetoed
    assert len(listed.table.rows()) == 3


def test_a_reverse_evaluation_is_begun_with_its_departments(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "新建考核…")
    form = dialog_of(qtbot, StartForm)
    assert isinstance(form, StartForm)
    form.kind.setCurrentIndex(form.kind.findData(ContestKind.DEPARTMENTS.value))
    assert not form.ok.isEnabled()
    form.names.setPlainText("县教育局\n县水利局\n县教育局\n")
    assert "共 2 个考核对象" in form.told.text()
    form.ok.click()
    settled(qtbot, open_window)
    assert page.page is not None
    assert [one.name for one in page.page.known.entrants] == ["县教育局", "县水利局"]
    assert page.contests.count() == 2
    assert "还缺" in page.headline.text()[0]


def test_a_coefficient_of_difficulty_multiplies_and_a_word_is_refused(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "考核对象…")
    dialog = dialog_of(qtbot, Entrants)
    assert isinstance(dialog, Entrants)
    in_front(dialog)
    type_cell(dialog.table, BAIHE, "difficulty", "难")
    settled(qtbot, open_window)
    row = dialog.table.row_of(BAIHE)
    assert dialog.table.model.wrong_at(row, dialog.table.column_at("difficulty")) is not None
    type_cell(dialog.table, BAIHE, "difficulty", "1.05")
    settled(qtbot, open_window)
    assert total_of(page, BAIHE) == "94.41"


def test_a_sheet_handed_out_and_filled_in_is_taken_in_as_one_step(
    qtbot: QtBot, open_window: Window, page: EvaluationPage, tmp_path: Path
) -> None:
    assert page.page is not None
    number, path = page.page.known.contest.id or 0, tmp_path / "计分表.xlsx"
    done: list[Path] = []
    open_window.office.jobs.run(partial(writing.hand_out, number, None, path), done.append)
    settled(qtbot, open_window)
    assert done == [path]
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    at = next(cell for cell in cells if cell.value == 88)
    at.value = 91
    book.save(path)
    files = ScoreFiles(open_window.office, page, page.page.known)
    files.read(path)
    qtbot.waitUntil(lambda: files.preview is not None)
    preview = files.preview
    assert preview is not None
    moves = [move for move in preview.table.rows() if move.problem is None]
    assert [(move.who, move.old, move.new) for move in moves] == [("白河镇", "88", "91")]
    preview.ok.click()
    settled(qtbot, open_window)
    assert total_of(page, BAIHE) == "90.55"
    open_window.menus.actions["undo"].trigger()
    settled(qtbot, open_window)
    assert total_of(page, BAIHE) == "89.95"


def test_the_quota_of_the_yearly_appraisal_says_who_has_too_many(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "年度考核优秀名额…")
    dialog = dialog_of(qtbot, Appraisals)
    assert isinstance(dialog, Appraisals)
    settled(qtbot, open_window)
    in_front(dialog)
    type_cell(dialog.table, BAIHE, "staff", "47")
    settled(qtbot, open_window)
    row, most = dialog.table.row_of(BAIHE), dialog.table.column_at("most")
    assert dialog.table.model.cell(row, most).text == "9"
    type_cell(dialog.table, BAIHE, "excellent", "10")
    settled(qtbot, open_window)
    left = dialog.table.column_at("left")
    assert dialog.table.model.cell(row, left).text == "超 1 名"
    assert "白河镇" in dialog.told.text()
    dialog.rounding.setCurrentIndex(dialog.rounding.findData("ceil"))
    settled(qtbot, open_window)
    assert dialog.table.model.cell(row, most).text == "10"


def test_satisfaction_by_papers_is_not_typed_in_the_sheet(page: EvaluationPage) -> None:
    page.show_view("entry")
    table = page.entry.table
    column = next(c for c in table.lanes.columns if c.title == SATISFACTION)
    cell = table.model.cell(table.row_of(BAIHE), table.column_at(column.key))
    assert cell.edit is None
    assert cell.text == "88.84"


def test_dialogs_close_with_the_book(
    qtbot: QtBot, open_window: Window, page: EvaluationPage
) -> None:
    run(page, "指标与分值…")
    dialog: QDialog = dialog_of(qtbot, Indicators)
    with qtbot.waitSignal(open_window.office.closed):
        open_window.menus.actions["close"].trigger()
    qtbot.waitUntil(lambda: not _visible(dialog))


def _visible(dialog: QDialog) -> bool:
    tops = QApplication.topLevelWidgets()
    return any(top is dialog and top.isVisible() for top in tops)
