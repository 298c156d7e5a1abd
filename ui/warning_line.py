"""A line of warning: the sign, the words, and what can be done behind them."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.style import wear
from ui.theme import Tone, sign

__all__ = ["WarningLine"]


class WarningLine(QFrame):
    """Words on coloured ground behind a sign; gone while there is nothing to say.

    ``row`` takes the buttons that stand behind the words.
    """

    def __init__(self, parent: QWidget, tone: Tone = Tone.AMBER, *, sign_size: int = 16) -> None:
        super().__init__(parent)
        self._tone, self._size = tone, sign_size
        self.setProperty("ground", tone.name.lower())
        self._mark, self.words = QLabel(self), QLabel(self)
        self._mark.setAccessibleName("警告")
        self.words.setProperty("tone", tone.name.lower())
        self.words.setWordWrap(True)
        self.row = QHBoxLayout(self)
        self.row.addWidget(self._mark)
        self.row.addWidget(self.words, 1)
        self._dress()

    def say(self, words: str) -> None:
        """Say something, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))

    def turn(self, tone: Tone) -> None:
        """Take another tone: red over a limit, amber near it."""
        if tone is not self._tone:
            self._tone = tone
            wear(self, "ground", tone.name.lower())
            wear(self.words, "tone", tone.name.lower())
            self._dress()

    def text(self) -> str:
        """Give what is said."""
        return self.words.text()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self._mark.setPixmap(sign("warning", self._tone, self._size))
