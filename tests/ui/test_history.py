"""历史记录: what each act moved, the way back to an act, and the reason an act of weight wants."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.eight_book import eight_book
from tests.ui.frame import SOON, give_reason, settled
from tests.ui.hand import Hand
from townoffice.desk.books import new_book
from townoffice.desk.county_settings import set_marking
from townoffice.desk.editing import weigh, write
from townoffice.desk.overview import overview
from townoffice.desk.policies import adopt_pack
from townoffice.records import TypedFigure
from ui.history import History
from ui.reason import UndoReason
from ui.window import Window

BAIHE = "999901101"


@pytest.fixture
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight units, a figure changed, a policy adopted by document, another figure changed."""
    path = tmp_path_factory.mktemp("history") / "示例县.db"
    with eight_book(path) as book:
        write(book, 2024, weigh(overview(book), [TypedFigure(BAIHE, "admin_posts", "31")]))
        adopt_pack(book, "s0-leadership", valid_from=date(2030, 1, 1), doc_no="示编办〔2025〕3号")
        write(book, 2024, weigh(overview(book), [TypedFigure(BAIHE, "admin_posts", "32")]))
    return path


def opened(qtbot: QtBot, window: Window) -> History:
    """Open the history from its menu."""
    window.menus.actions["history"].trigger()
    (dialog,) = window.findChildren(History)
    qtbot.waitUntil(lambda: bool(dialog.moves.rows()), timeout=SOON)
    settled(qtbot, window)
    return dialog


def choose(qtbot: QtBot, window: Window, dialog: History, change_id: int) -> None:
    """Go to an act in the list."""
    dialog.table.select(change_id, "label")
    settled(qtbot, window)


def states(dialog: History) -> dict[int, str]:
    """Read the column 状态 by the acts' numbers."""
    column = dialog.table.column_at("state")
    return {
        line.act.change_id: dialog.table.model.cell(row, column).text
        for row, line in enumerate(dialog.table.rows())
    }


def holds(dialog: History, rows: int) -> bool:
    """Tell whether the list has so many acts."""
    return len(dialog.table.rows()) == rows


def label_aside(dialog: History, row: int) -> str:
    """Read what stands in the second tone after an act's name."""
    return dialog.table.model.cell(row, dialog.table.column_at("label")).aside


def test_the_moves_of_an_act_stand_below_it(qtbot: QtBot, open_window: Window) -> None:
    dialog = opened(qtbot, open_window)
    choose(qtbot, open_window, dialog, 4)
    (line,) = dialog.moves.rows()
    assert (line.noun, line.about, line.measure) == ("编制与实有", "白河镇", "名")
    assert (line.item, line.old, line.new) == ("核定行政编制（2024-12-31 起）", "30", "31")
    assert dialog.title.text().startswith("第 4 号")
    choose(qtbot, open_window, dialog, 5)
    assert {(m.noun, m.item, m.new) for m in dialog.moves.rows()} >= {
        ("政策采用", "文号（镇乡）", "示编办〔2025〕3号"),
        ("政策采用", "采用止（街道）", "2029-12-31"),
    }
    dialog.activateWindow()
    sheet = dialog.table.sheet
    QTest.mouseDClick(
        sheet.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        sheet.cell_rect(1, dialog.table.column_at("label")).center(),
    )
    qtbot.waitUntil(dialog.moves.sheet.hasFocus, timeout=SOON)


def test_going_back_says_first_what_it_takes_back_and_asks_once(
    qtbot: QtBot, open_window: Window, book_file: Path
) -> None:
    dialog = opened(qtbot, open_window)
    assert not dialog.back.isEnabled()
    assert "现在就是第 6 号" in dialog.way.text()
    choose(qtbot, open_window, dialog, 4)
    assert states(dialog) == {6: "将撤销", 5: "将撤销", 4: "", 3: "", 2: "", 1: ""}
    assert "依次撤销第 6、5 号，共 2 次" in dialog.way.text()
    assert "第 5 号是采用，撤销须写明理由" in dialog.way.text()
    QTest.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    give_reason(qtbot, "文号有误")
    qtbot.waitUntil(lambda: len(dialog.table.rows()) == 8, timeout=SOON)
    settled(qtbot, open_window)
    assert [label_aside(dialog, row) for row in (0, 1)] == ["理由：文号有误"] * 2
    assert "现在就是第 4 号" in dialog.way.text()
    choose(qtbot, open_window, dialog, 6)
    assert not dialog.back.isEnabled()
    assert "第 6 号已被撤销" in dialog.way.text()
    for rows in (9, 10):
        QTest.mouseClick(dialog.redo, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(partial(holds, dialog, rows), timeout=SOON)
        settled(qtbot, open_window)
    assert not dialog.redo.isEnabled()
    assert "现在就是第 6 号" in dialog.way.text()


@pytest.mark.parametrize("way", ["history", "toast", "menu"])
def test_an_act_of_weight_asks_why_whichever_way_it_is_undone(
    qtbot: QtBot, open_window: Window, way: str
) -> None:
    window = open_window
    dialog = opened(qtbot, window)
    undo = window.menus.actions["undo"]
    undo.trigger()
    qtbot.waitUntil(lambda: "采用政策" in undo.text(), timeout=SOON)
    window.office.say("已采用", undo=True)
    act = {"history": dialog.undo.click, "toast": window.toast.undo.click, "menu": undo.trigger}
    for answer in (False, True):
        act[way]()
        qtbot.waitUntil(lambda: bool(questions()), timeout=SOON)
        (question,) = questions()
        assert not question.ok.isEnabled()
        question.reason.insert("   ")
        assert not question.ok.isEnabled()
        assert "采用政策" in question.acts.text()
        if answer:
            give_reason(qtbot, "会议改期")
        else:
            question.reject()
            qtbot.waitUntil(lambda: not questions(), timeout=SOON)
            assert window.office.state is not None
            assert window.office.state.version == 7
            window.office.say("已采用", undo=True)
    qtbot.waitUntil(lambda: "采用政策" not in undo.text(), timeout=SOON)
    qtbot.waitUntil(lambda: len(dialog.table.rows()) == 8, timeout=SOON)
    assert label_aside(dialog, 0) == "理由：会议改期"


def questions() -> list[UndoReason]:
    """Give the questions that are open."""
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if isinstance(top, UndoReason) and top.isVisible()]


def test_by_keys_alone_back_to_an_act_and_forth(
    qtbot: QtBot, open_window: Window, book_file: Path
) -> None:
    hand = Hand(open_window)
    hand.menu("数据(&D)", "历史记录…")
    dialog = hand.dialog("历史记录")
    assert isinstance(dialog, History)
    hand.until("the acts", lambda: len(dialog.table.rows()) == 6)
    hand.idle()
    hand.press("Down", "Down")
    hand.until("the way back", lambda: "第 6、5 号" in dialog.way.text())
    hand.push("撤到这里（撤销 2 次）")
    hand.dialog("撤销采用：请写明理由")
    hand.type("会议改期")
    hand.press("Return")
    hand.until("the undos", lambda: len(dialog.table.rows()) == 8)
    hand.idle()
    assert open_window.toast.words.text() == "已撤销 2 次改动"


def test_the_question_goes_when_the_book_moves_on(qtbot: QtBot, open_window: Window) -> None:
    window = open_window
    window.menus.actions["undo"].trigger()
    settled(qtbot, window)
    window.menus.actions["undo"].trigger()
    qtbot.waitUntil(lambda: bool(questions()), timeout=SOON)
    window.menus.actions["undo"].trigger()
    settled(qtbot, window)
    assert len(questions()) == 1
    window.office.redo()
    qtbot.waitUntil(lambda: not questions(), timeout=SOON)


def test_the_marking_is_set_shown_and_undone(
    qtbot: QtBot, open_window: Window, book_file: Path
) -> None:
    window, hand = open_window, Hand(open_window)
    assert not window.tabs.marking.isVisible()
    hand.menu("工具(&T)", "县设置…")
    hand.dialog("县设置")
    hand.tab_to("其他字样")
    hand.type("内部使用")
    hand.press("Return")
    hand.until("the marking", lambda: window.tabs.marking.text() == "内部使用")
    assert window.tabs.marking.isVisible()
    window.office.undo()
    hand.until("no marking", lambda: not window.tabs.marking.isVisible())


def test_the_start_page_of_an_empty_book_carries_the_marking(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "空.db"
    with new_book(path, "示例县", "999901") as book:
        set_marking(book, "内部资料")
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        window.open_book(path)
    settled(qtbot, window)
    assert window.tabs.page() is None
    assert window.tabs.marking.isVisible()
    assert window.tabs.marking.text() == "内部资料"
    window.office.close_book(lambda: None)
    qtbot.waitUntil(lambda: not window.tabs.marking.isVisible(), timeout=SOON)
