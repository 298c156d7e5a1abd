"""The ring round what the keyboard came to, where the widget itself shows nothing of it.

Buttons, fields and lists show the focus by their border, by the style sheet. Tables, pictures and
cards are painted by hand and would look the same; a ring is laid over them, and only when somebody
came by key: a click shows where it went.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import px, theme

__all__ = ["show_ring"]

_BY_KEY = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class _Ring(QWidget):
    """Lies over one widget and shows while that has the keyboard."""

    def __init__(self, under: QWidget) -> None:
        super().__init__(under)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        under.installEventFilter(self)

    def eventFilter(self, under: QObject, event: QEvent) -> bool:
        """Come and go with the keyboard."""
        kind = event.type()
        if isinstance(event, QFocusEvent) and isinstance(under, QWidget):
            if kind == QEvent.Type.FocusOut:
                self.hide()
            elif event.reason() in _BY_KEY and under.hasFocus():  # a dialog only feigns it
                self.setGeometry(under.rect())
                self.raise_()
                self.show()
        elif kind == QEvent.Type.Resize and isinstance(under, QWidget):
            self.setGeometry(under.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring inside the edge."""
        wide = px(2)
        with QPainter(self) as painter:
            painter.setPen(_pen(wide))
            half = wide // 2
            painter.drawRect(self.rect().adjusted(half, half, -wide + half, -wide + half))


def _pen(wide: int) -> QPen:
    pen = QPen(theme().accent, wide)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def show_ring(widget: QWidget) -> None:
    """Show by a ring that the keyboard came to ``widget``."""
    _Ring(widget)
