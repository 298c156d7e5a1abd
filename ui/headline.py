"""The headline of a page: the answer to the page's question, what it rests on, and its buttons.

The text is rich text whose links filter the table or lead to a row. Three classes colour words:
``amber`` near a limit, ``red`` over it, ``plain`` a link that looks like text around it. Colours
come from the theme, so nobody writes one into a sentence.
"""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.room import keep_room
from ui.style import wear
from ui.theme import Tone, px, theme

__all__ = ["Headline", "linked", "toned"]

HEIGHT = 68
"""At 100 %, while the words need no more."""
_CLASSES = {Tone.AMBER: "amber", Tone.RED: "red", Tone.SECOND: "second"}


def linked(text: str, key: str, tone: Tone = Tone.ACCENT) -> str:
    """Write a link that emits ``key``; its colour by tone."""
    return f'<a class="{_CLASSES.get(tone, "link")}" href="{escape(key)}">{escape(text)}</a>'


def toned(text: str, tone: Tone) -> str:
    """Write words in a tone."""
    return f'<span class="{_CLASSES.get(tone, "link")}">{escape(text)}</span>'


class _Words(QLabel):
    """A line with links; the keyboard goes to the first link at once."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to a link: the line itself would show nothing of having the keyboard."""
        super().focusInEvent(event)
        forward = event.reason() == Qt.FocusReason.TabFocusReason
        if forward or event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.focusNextPrevChild(forward)


class Headline(QWidget):
    """One bold sentence, one line under it, buttons at the right."""

    link = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rich, self._sub = "", ""
        self._upper, self._lower = self._line(), self._line()
        self._upper.setProperty("role", "headline")
        self._upper.setAccessibleName("本页结论")
        self._lower.setAccessibleName("结论说明")
        words = self._words = QVBoxLayout()
        words.setSpacing(px(2))
        words.setContentsMargins(0, px(6), 0, px(6))
        words.addStretch(1)
        words.addWidget(self._upper)
        words.addWidget(self._lower)
        words.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(8))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(16), 0)
        row.setSpacing(px(16))
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        self.setProperty("ground", "table")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._low = False
        self._keeper = keep_room(self, HEIGHT)
        self._dress()

    def set_text(self, rich: str, sub: str = "") -> None:
        """Show a headline (rich text, see :func:`linked` and :func:`toned`) and its sub line."""
        self._rich, self._sub = rich, sub
        self._write()

    def text(self) -> tuple[str, str]:
        """Give the rich text of both lines as set."""
        return self._rich, self._sub

    def add_button(
        self, text: str, pressed: Callable[[], object], *, primary: bool = False, tip: str = ""
    ) -> QPushButton:
        """Add a button at the right; ``primary`` fills it with the accent."""
        button = QPushButton(text, self)
        button.setAccessibleName(text.rstrip("…"))
        button.setToolTip(tip)
        button.setProperty("primary", primary)
        button.setDefault(False)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: pressed())
        self._buttons.addWidget(button)
        return button

    def give_way(self, *, low: bool) -> None:
        """Be one line in smaller type where room is scarce; the other is then in its tool tip."""
        if low != self._low:
            self._low = low
            wear(self._upper, "role", "name" if low else "headline")
            self._keeper.keep(0 if low else HEIGHT)
            air = px(3) if low else 0
            self._row.setContentsMargins(px(20), air, px(16), air)
            self._words.setContentsMargins(0, air or px(6), 0, air or px(6))
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours and sizes when theme or font change."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._dress()

    def _line(self) -> QLabel:
        label = _Words(self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        label.setWordWrap(True)
        label.linkActivated.connect(self.link)
        return label

    def _dress(self) -> None:
        self._write()

    def _write(self) -> None:
        colours = theme()
        style = (
            "<style>a{text-decoration:none}"
            f".link{{color:{colours.accent.name()}}}.amber{{color:{colours.amber.name()}}}"
            f".red{{color:{colours.red.name()}}}.second{{color:{colours.second.name()}}}"
            "</style>"
        )
        self._upper.setText(f"{style}<span>{self._rich}</span>")
        second = colours.second.name()
        self._lower.setText(f'{style}<span style="color:{second}">{self._sub}</span>')
        self._lower.setVisible(bool(self._sub) and not self._low)
        self._upper.setToolTip(self._sub if self._low else "")
        for line, said in ((self._upper, self._rich), (self._lower, self._sub)):
            links = "<a " in said
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if links else Qt.FocusPolicy.NoFocus)
