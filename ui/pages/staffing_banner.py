"""The lines over the table: what is worth knowing, and why a calculation cannot be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.links import link_button
from ui.theme import Tone, px
from ui.warning_line import WarningLine

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
                line.row.addWidget(link_button(words, act, line))
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

    def _line(self, words: str, tone: Tone) -> WarningLine:
        line = WarningLine(self, tone)
        line.row.setContentsMargins(px(12), px(6), px(8), px(6))
        line.row.setSpacing(px(8))
        line.say(words)
        self._column.addWidget(line)
        return line
