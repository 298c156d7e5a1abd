"""Hands at the keyboard and the mouse, as tests need them."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Type ``text``: Latin by keys, Chinese as an input method commits it (QTest has no keys)."""
    for char in text:
        if char.isascii():
            QTest.keyClicks(widget, char)
        else:
            QApplication.sendEvent(widget, QInputMethodEvent("pin", []))  # being composed
            event = QInputMethodEvent()
            event.setCommitString(char)
            QApplication.sendEvent(widget, event)


def drag_to(widget: QWidget, x: int, y: int) -> None:
    """Move the mouse with the left button held: the offscreen platform sends no such event."""
    place = QPointF(x, y)
    left = Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), left, left, held)
    QApplication.sendEvent(widget, event)
