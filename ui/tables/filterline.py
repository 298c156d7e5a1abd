"""One field of the filter row."""

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.colours import Tone
from ui.style import wear
from ui.tables.cells import Align
from ui.tables.filters import HELP, WrongFilter, parse
from ui.theme import font, px, sign, theme

PAUSE = 150  # ms without a key before the table is filtered


_WORDED = 64
"""So wide, at 100 %, a field says what it is for in words."""


class FilterLine(QLineEdit):
    """A line edit that says ``changed(key, text)`` a moment after typing and ``left`` when done."""

    changed = Signal(str, str)
    left = Signal()

    def __init__(self, key: str, name: str, align: Align, *, first: bool) -> None:
        super().__init__()
        self._key = key
        self._align = align
        self._first = first
        self._told = ""
        self.setFrame(False)
        self.setObjectName("filter")
        self.setAccessibleName(f"筛选 {name}")
        self.setAccessibleDescription(HELP)
        self.setToolTip(HELP)
        self.setProperty("role", "note")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._tell)
        self.textEdited.connect(lambda _text: self._wait.start())
        self.setProperty("filter", "true")
        if align is Align.RIGHT:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_text(self, text: str) -> None:
        """Show a filter that was set by the program."""
        self._told = text
        self.setText(text)
        self._judge()

    def _tell(self) -> None:
        self._wait.stop()
        self._judge()
        if self.text() != self._told:
            self._told = self.text()
            self.changed.emit(self._key, self.text())

    def _judge(self) -> None:
        """A filter that cannot be understood is red and says why."""
        found = parse(self.text())
        reason = found.reason if isinstance(found, WrongFilter) else ""
        wear(self, "wrong", "true" if reason else "false")
        self.setToolTip(reason or HELP)
        self.setAccessibleDescription(reason or HELP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and ↓ go back to the table, Esc clears."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.clear()
            self._tell()
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty filter shows its sign."""
        super().paintEvent(event)
        if self.text() or self.hasFocus():
            return
        painter = QPainter(self)
        middle = self.height() / 2
        if self._first and self.width() >= px(_WORDED):
            painter.drawPixmap(QPointF(px(10), middle - px(7)), sign("search", Tone.SECOND, 14))
            painter.setFont(font("note"))
            painter.setPen(theme().second)
            metrics = painter.fontMetrics()
            rise = (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(px(29), middle + rise), "筛选")
        else:
            x = float(px(9))
            if self._align is Align.RIGHT:
                x = self.width() - px(9) - px(12)
            elif self._align is Align.CENTER:
                x = (self.width() - px(12)) / 2
            painter.setOpacity(0.6)
            painter.drawPixmap(QPointF(x, middle - px(6)), sign("filter", Tone.FAINT, 12))
        painter.end()
