"""Every page and dialog of the pictures: whatever takes the keyboard says what it is, shows it,
and is reached by Tab.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sample_db.make import build_book
from tests.ui.frame import Said
from townoffice.desk.books import new_book
from ui import alerts, shots
from ui.window import Window


def focusable(top: QWidget, kind: Qt.FocusPolicy = Qt.FocusPolicy.ClickFocus) -> Iterator[QWidget]:
    """Give what is in sight and takes the keyboard, by Tab or, as asked for, by a click."""
    for widget in top.findChildren(QWidget):
        policy = widget.focusPolicy()
        takes = policy & kind or policy & Qt.FocusPolicy.TabFocus
        if widget.isVisible() and widget.isEnabled() and takes and widget.focusProxy() is None:
            yield widget


def said_by(widget: QWidget) -> str:
    """Give the words a screen reader has for a widget."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text()
    return widget.placeholderText() if isinstance(widget, QLineEdit) else ""


class Inspector(shots.Camera):
    """Looks at each page and dialog instead of taking its picture."""

    def __init__(self, window: Window, folder: Path) -> None:
        super().__init__(window, folder)
        self.seen: list[str] = []
        self.nameless: list[str] = []
        self.unreached: list[str] = []

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Look at one page or dialog."""
        self.settle()
        top = widget or self.window
        self.seen.append(name)
        self.nameless += [f"{name}: {w!r}" for w in focusable(top) if not said_by(w).strip()]
        top.activateWindow()
        QApplication.processEvents()
        self.unreached += [f"{name}: {w!r} {said_by(w)}" for w in self._missed(top)]

    def _missed(self, top: QWidget) -> list[QWidget]:
        """Press Tab as often as it takes, and give what it did not come to."""
        wanted = list(focusable(top, Qt.FocusPolicy.TabFocus))
        reached: set[QWidget] = set()
        for _ in range(3 * len(wanted) + 9):
            at = QApplication.focusWidget() or top
            reached.add(at)
            QTest.keyClick(at, Qt.Key.Key_Tab)
        return [w for w in wanted if w not in reached and not _by_arrows(w, reached)]


def _by_arrows(widget: QWidget, reached: set[QWidget]) -> bool:
    """Tell whether a button belongs to a row of choices that Tab comes to once."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and not reached.isdisjoint(group.buttons())


@pytest.fixture
def inspector(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> Inspector:
    """Walk through everything there is to see."""
    assert said.notices == []
    monkeypatch.setattr(alerts, "present", alerts.open_box)
    monkeypatch.setattr(shots, "_QUIET_MS", 60)
    book, empty, sheet = tmp_path / "样本县.db", tmp_path / "示例县.db", tmp_path / "表.csv"
    build_book(book).close()
    new_book(empty, "示例县", "999901").close()
    sheet.write_text(shots.SHEET, encoding="utf-8")
    with qtbot.captureExceptions() as raised:
        found = Inspector(window, tmp_path)
        shots.draw(found, book, sheet, empty)
    assert raised == []
    return found


def test_every_page_and_dialog_can_be_used_by_keys_and_read_aloud(inspector: Inspector) -> None:
    assert {"townships", "staffing", "import", "preview", "policies"} <= set(inspector.seen)
    assert inspector.nameless == []
    assert inspector.unreached == []


def test_what_has_the_keyboard_looks_different(qtbot: QtBot, open_window: Window) -> None:
    for place in (0, 1, 2):
        open_window.tabs.show_tab(place)
        qtbot.waitUntil(lambda: not open_window.office.jobs.at_work)
        page = open_window.tabs.page()
        assert page is not None
        open_window.activateWindow()
        same = []
        for widget in list(focusable(page, Qt.FocusPolicy.TabFocus)):
            open_window.tool_bar.search.setFocus()
            before = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if QApplication.focusWidget() is widget and widget.grab().toImage() == before:
                same.append(f"{widget!r} {said_by(widget)}")
        assert same == []
