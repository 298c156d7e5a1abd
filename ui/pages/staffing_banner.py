"""The lines over the table: what is worth knowing, and why a calculation cannot be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Tone, px, sign

__all__ = ["Banners", "Notice"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One amber line: its words, what it is about, and what can be done, in words and deeds."""

    words: str
    about: object = None
    acts: tuple[tuple[str, Callable[[], None]], ...] = ()


class Banners(QWidget):
    """One line per notice (so many last seats at most), or why nothing was calculated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, object], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(20), 0, px(16), px(8))
        self._column.setSpacing(px(6))
        self.setVisible(False)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show what is worth knowing, each with what can be done."""
        shown = tuple((notice.words, notice.about) for notice in notices)
        if shown == self._shown:
            return
        self._clear()
        self._shown = shown
        for notice in notices:
            line = self._line(notice.words, Tone.AMBER)
            for words, act in notice.acts:
                self._button(line, words, act)
        self.setVisible(bool(notices))

    def show_failure(self, words: str) -> None:
        """Say why nothing could be calculated."""
        self._clear()
        self._shown = ((words, None),)
        self._line(words, Tone.RED)
        self.setVisible(True)

    def texts(self) -> tuple[str, ...]:
        """Give the sentences shown."""
        return tuple(words for words, _ in self._shown)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _line(self, words: str, tone: Tone) -> QHBoxLayout:
        frame = QFrame(self)
        frame.setProperty("ground", tone.name.lower())
        line = QHBoxLayout(frame)
        line.setContentsMargins(px(12), px(6), px(8), px(6))
        line.setSpacing(px(8))
        mark, label = QLabel(frame), QLabel(words, frame)
        mark.setPixmap(sign("warning", tone, 16))
        mark.setAccessibleName("警告")
        label.setProperty("tone", tone.name.lower())
        label.setWordWrap(True)
        line.addWidget(mark)
        line.addWidget(label, 1)
        self._column.addWidget(frame)
        return line

    def _button(self, line: QHBoxLayout, words: str, pressed: Callable[[], None]) -> None:
        button = QPushButton(words, self)
        button.setProperty("link", "true")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on: pressed())
        line.addWidget(button)
