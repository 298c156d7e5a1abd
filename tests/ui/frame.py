"""The whole window in tests: real office, real county, answers instead of boxes."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sample_db.make import build_book
from ui import alerts
from ui.jobs import Jobs
from ui.office import Office
from ui.reason import UndoReason
from ui.settings import Settings
from ui.window import Window

SOON = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Said:
    """The notices of a test, and what to answer."""

    notices: list[alerts.Notice] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    answer: int | None = None
    """None: leave the box open."""

    def present(
        self, _parent: QWidget | None, notice: alerts.Notice, then: Callable[[int], None]
    ) -> Callable[[str], None]:
        """Stand in for the box."""
        self.notices.append(notice)
        if self.answer is not None:
            then(self.answer)
        return self.advice.append


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Collect what would be shown in boxes."""
    collected = Said(answer=0)
    monkeypatch.setattr(alerts, "present", collected.present)
    return collected


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 24-unit county, to be copied."""
    path = tmp_path_factory.mktemp("frame") / "样本县.db"
    build_book(path).close()
    return path


@pytest.fixture
def book_file(county: Path, tmp_path: Path) -> Path:
    """A copy of the county that the test may change."""
    return Path(shutil.copy(county, tmp_path / "样本县.db"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, said: Said) -> Iterator[Window]:
    """A window without a book, shown."""
    assert said.notices == []
    jobs = Jobs()
    office = Office(jobs)
    office.data_folder = tmp_path / "data"
    made = Window(office, Settings())
    made.resize(1440, 900)
    made.show()
    made.show_no_book()
    yield made
    jobs.shut()
    made.office.state = None
    for dialog in QApplication.topLevelWidgets():
        if dialog.isVisible():
            dialog.close()
    made.deleteLater()
    qtbot.wait(0)


@pytest.fixture
def open_window(qtbot: QtBot, window: Window, book_file: Path) -> Window:
    """A window with the county open and its first page read."""
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        window.open_book(book_file)
    settled(qtbot, window)
    return window


def give_reason(qtbot: QtBot, reason: str = "会议决定重新测算") -> UndoReason:
    """Wait for the question why an act of weight is taken back, and answer it."""

    def asked() -> list[UndoReason]:
        tops = QApplication.topLevelWidgets()
        return [top for top in tops if isinstance(top, UndoReason) and top.isVisible()]

    qtbot.waitUntil(lambda: bool(asked()), timeout=SOON)
    (dialog,) = asked()
    dialog.reason.insert(reason)
    dialog.ok.click()
    return dialog


def settled(qtbot: QtBot, window: Window) -> None:
    """Wait until the worker is idle, twice in a row: one answer may ask the next question."""
    for _ in range(2):
        qtbot.waitUntil(lambda: not window.office.jobs.at_work, timeout=SOON)
        QApplication.processEvents()


def press(window: Window, key: Qt.Key, *, with_: Qt.KeyboardModifier = CONTROL) -> None:
    window.activateWindow()
    QTest.keyClick(window, key, with_)


def choose(window: Window, path: Path) -> None:
    """Answer the file dialog that is open."""
    (dialog,) = (d for d in window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def enabled(window: Window) -> set[str]:
    return {name for name, action in window.menus.actions.items() if action.isEnabled()}
