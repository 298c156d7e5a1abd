"""Choices and banners of 编制测算 folded to one line, where a low window has no room for them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.pages.staffing_banner import Banners
from ui.pages.staffing_bar import Bar
from ui.theme import px

__all__ = ["Fold"]


class _Line(QLabel):
    """One line of words, elided where they have no room; the tool tip has them all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show words."""
        self.setToolTip(words)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        right = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self.toolTip(), right, self.width()))


class Fold(QWidget):
    """The line 参数…: what was chosen as words, and a button that opens and closes the choices."""

    def __init__(self, bar: Bar, banners: Banners, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar, self._banners = bar, banners
        self._low = self._open = False
        self.button = QPushButton("参数…", self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._turn)
        self.said, self.open_points = _Line(self), QLabel(self)
        self.said.setProperty("tone", "second")
        self.open_points.setProperty("tone", "amber")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(4), px(16), px(4))
        row.setSpacing(px(12))
        row.addWidget(self.button)
        row.addWidget(self.said, 1)
        row.addWidget(self.open_points)
        self.hide()

    def give_way(self, *, low: bool) -> None:
        """Fold in a low window; in a higher one everything shows."""
        if low != self._low:
            self._low, self._open = low, False
            self.tell()

    def tell(self) -> None:
        """Say what holds now, and show what is to show."""
        shown = self._open or not self._low
        words = self._bar.summary()
        self.said.say(words)
        texts = self._banners.texts()
        self.open_points.setText(f"⚠ {len(texts)} 处须看" if texts and not shown else "")
        self.open_points.setToolTip("\n".join(texts))
        self.button.setText("收起参数" if self._open else "参数…")
        self.button.setAccessibleDescription(words)
        self.setVisible(self._low)
        self._bar.setVisible(shown)
        self._banners.setVisible(shown and bool(texts))

    def _turn(self) -> None:
        self._open = not self._open
        self.tell()
