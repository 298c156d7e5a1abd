"""Errors in words: one box for an error, one for all bugs, nothing that blocks."""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.frame import Said
from townoffice.feedback import BadChoice, Cancelled, CannotRead
from ui import alerts
from ui.chinese import speak_chinese


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The net under everything, with its log in a folder of the test's."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(alerts, "_bugs", type(alerts._bugs)())
    alerts.install(tmp_path / "log")
    return tmp_path / "log" / "window.log"


class Broken(QWidget):
    """Goes wrong whenever it is painted."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        raise ZeroDivisionError("in a paint")


def test_an_error_says_what_where_and_what_to_do(said: Said) -> None:
    alerts.show(None, CannotRead("文件打不开", where="表.xlsx", hint="请关闭 WPS 再试"))
    alerts.show(None, BadChoice("选不了"))
    assert [(n.text, n.advice) for n in said.notices] == [
        ("表.xlsx：文件打不开。", "请关闭 WPS 再试。"),
        ("选不了。", ""),
    ]


def test_what_the_user_cancelled_is_no_error(said: Said) -> None:
    alerts.show(None, Cancelled())
    assert said.notices == []


def test_a_crash_in_a_paint_shows_one_box_counts_the_rest_and_is_logged(
    qtbot: QtBot, said: Said, log: Path
) -> None:
    said.answer = None
    broken = Broken()
    qtbot.addWidget(broken)
    broken.show()
    for _ in range(3):
        broken.update()
        qtbot.wait(20)
    assert len(said.notices) == 1
    assert said.notices[0].text == "程序出错，数据未改动。"
    assert "in a paint" in said.notices[0].details
    assert str(log) in said.notices[0].advice
    assert "此后又出错" in said.advice[-1]
    assert log.read_text("utf-8").count("ZeroDivisionError: in a paint") >= 3
    broken.hide()


def test_after_the_box_is_closed_the_next_bug_is_told_again(said: Said, log: Path) -> None:
    for _ in range(2):
        alerts.show(None, ZeroDivisionError("again"))
    assert log.read_text("utf-8").count("ZeroDivisionError: again") == 2
    assert len(said.notices) == 2
    assert "ZeroDivisionError: again" in QApplication.clipboard().text()  # 复制信息 was pressed


def test_the_real_box_does_not_block_and_gives_the_choice(qtbot: QtBot, qapp: QApplication) -> None:
    speak_chinese(qapp)
    chosen: list[int] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    for press in ("换回", "不换", ""):
        change = alerts.open_box(
            parent,
            alerts.Notice("换回台账？", "先备份", "详情", choices=("换回", "不换")),
            chosen.append,
        )
        (box,) = (b for b in parent.findChildren(QMessageBox) if b.isVisible())
        change("先备份。")
        assert box.informativeText() == "先备份。"
        buttons = {b.text(): b for b in box.findChildren(QPushButton)}
        assert any(words.startswith("显示详情") for words in buttons)
        if press:
            buttons[press].click()
        else:
            box.reject()
        qtbot.waitUntil(lambda: not parent.findChildren(QMessageBox))
    assert chosen == [0, 1, 1]


def test_a_log_that_cannot_be_written_is_no_reason_not_to_start(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(alerts, "_bugs", type(alerts._bugs)())
    (tmp_path / "file").write_text("in the way")
    alerts.install(tmp_path / "file" / "log")
    alerts.show(None, ZeroDivisionError("no log"))
    assert "记录文件" not in said.notices[0].advice


def test_a_log_that_grew_is_put_aside(said: Said, log: Path) -> None:
    assert said.notices == []
    log.parent.mkdir()
    log.write_text("x" * 1_000_001)
    alerts.show(None, ZeroDivisionError("anew"))
    assert log.stat().st_size < 10_000
    assert log.with_suffix(".old.log").stat().st_size == 1_000_001
