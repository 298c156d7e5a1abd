"""A hand on the keyboard of a real window: keys alone, as a clerk without a mouse.

Every key goes to what has the keyboard: the popup in front, else the widget with the focus. Waiting
runs the event loop (``QTest.qWait`` keeps the interpreter's lock and would starve the worker).
"""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from ui.window import Window

SECONDS = 20
MOST_TABS = 120
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


def rest(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Hand:
    """Presses keys on one window and its dialogs."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def until(self, what: str, there: Callable[[], bool]) -> None:
        """Wait until something is so, or say what was waited for."""
        end = monotonic() + SECONDS
        while not there():
            assert monotonic() < end, f"waited in vain for {what}; {self._where()}"
            rest(10)

    def press(self, *keys: str) -> None:
        """Press keys one after another: ``Ctrl+I``, ``Down``, ``Return``."""
        for name in keys:
            key = _combination(name)
            QTest.keyClick(self._target(), key.key(), key.keyboardModifiers())
            rest(0)

    def type(self, text: str) -> None:
        """Type text into what has the keyboard; Chinese comes from an input method."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._target(), letter)
            else:  # keyClicks aborts the process on letters no key has
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self._target(), event)
        rest(0)

    def menu(self, *entries: str) -> None:
        """Open a menu by its letter and go down to an entry: ``文件(&F)``, ``打印…``."""
        letter = entries[0].partition("&")[2][0]
        self.press(f"Alt+{letter}")
        for entry in entries[1:]:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu), f"no menu {entries[0]} opened; {self._where()}"
            for _ in menu.actions():
                action = menu.activeAction()
                if action is not None and action.text().partition("\t")[0] == entry:
                    break
                self.press("Down")
            action = menu.activeAction()
            assert action is not None, f"no entry {entry}"
            assert action.text().partition("\t")[0] == entry, f"no entry {entry}"
            assert action.isEnabled(), f"{entry} is disabled"
            self.press("Return")

    def tab_to(self, name: str) -> QWidget:
        """Go with Tab to a button or field by its words or accessible name."""
        for _ in range(MOST_TABS):
            widget = QApplication.focusWidget()
            if widget is not None and name in _names(widget):
                return widget
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {name}; {self._where()}")

    def push(self, name: str) -> None:
        """Go to a button and press it."""
        self.tab_to(name)
        self.press("Space")

    def dialog(self, title: str) -> QWidget:
        """Wait for a dialog by its title."""
        self.until(f"the dialog {title}", lambda: self._dialog(title) is not None)
        dialog = self._dialog(title)
        assert dialog is not None
        dialog.activateWindow()  # as a desktop does with a new window
        self.until(f"the keyboard in {title}", lambda: self._has_keyboard(dialog))
        return dialog

    def says(self, words: str) -> bool:
        """Tell whether words stand anywhere in the windows."""
        return any(
            words in label.text()
            for top in QApplication.topLevelWidgets()
            if top.isVisible()
            for label in top.findChildren(QLabel)
            if label.isVisible()
        )

    def read(self, words: str) -> None:
        """Wait until words stand somewhere in the windows."""
        self.until(f"the words {words}", lambda: self.says(words))

    def idle(self) -> None:
        """Wait until the worker has nothing to do."""
        rest(0)
        self.until("the worker", lambda: not self._window.office.jobs.at_work)

    def _dialog(self, title: str) -> QWidget | None:
        return next(
            (
                top
                for top in QApplication.topLevelWidgets()
                if top.isVisible() and top is not self._window and title in top.windowTitle()
            ),
            None,
        )

    def _has_keyboard(self, dialog: QWidget) -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and widget.window() is dialog

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is None and QApplication.activeWindow() is None:
            self._window.activateWindow()  # a desktop does so when a dialog closes; here is none
            self.until("the window's keyboard", self._window.isActiveWindow)
        return (
            (popup if isinstance(popup, QMenu) else None)  # lists of proposals leave it the field
            or QApplication.focusWidget()
            or QApplication.activeModalWidget()
            or self._window
        )

    def _where(self) -> str:
        widget = QApplication.focusWidget()
        at = f"{type(widget).__name__} {_names(widget)}" if widget is not None else "nothing"
        titles = [t.windowTitle() for t in QApplication.topLevelWidgets() if t.isVisible()]
        return f"the keyboard is on {at}; windows {titles}"


def _combination(name: str) -> QKeyCombination:
    """Read the name of a key with its modifiers."""
    *modifiers, letter = name.split("+")
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= _HELD[modifier]
    key = getattr(Qt.Key, f"Key_{letter}")
    assert isinstance(key, Qt.Key)
    return QKeyCombination(held, key)


def _names(widget: QWidget) -> set[str]:
    words = {widget.accessibleName()}
    if isinstance(widget, QAbstractButton):
        words.add(widget.text())
    return words - {""}
