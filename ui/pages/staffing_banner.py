"""The lines over the table about last seats, and about a calculation that cannot be."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.desk.planning import Narrow
from townoffice.records import Tie
from ui.theme import Tone, px, sign

__all__ = ["Banners"]

_MOST = 3


class Banners(QWidget):
    """One line per open last seat (three at most), or the reason why nothing was calculated."""

    decide_wanted = Signal(object)
    """The :class:`Tie` or :class:`Narrow` to decide."""
    ranking_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, object], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(20), 0, px(16), px(8))
        self._column.setSpacing(px(6))
        self.setVisible(False)

    def show_seats(self, seats: Sequence[tuple[str, Tie | Narrow]]) -> None:
        """Show the sentences about last seats, each with what can be done."""
        if tuple(seats) == self._shown:
            return
        self._clear()
        self._shown = tuple(seats)
        for words, seat in seats[:_MOST]:
            line = self._line(words, Tone.AMBER)
            self._button(line, "看余数排序", self.ranking_wanted.emit)
            self._button(line, "记录决定…", partial(self.decide_wanted.emit, seat))
        if len(seats) > _MOST:
            self._line(f"另有 {len(seats) - _MOST} 处末位相同或相近，采用前逐一确认。", Tone.AMBER)
        self.setVisible(bool(seats))

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
