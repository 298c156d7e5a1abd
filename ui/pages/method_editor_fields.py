"""Small fields of the method editor: a line with its fault under it, and numbers with names."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from townoffice.records import policy_word
from ui.pages.staffing_flow import Flow, beside
from ui.style import wear
from ui.theme import px

__all__ = ["Line", "Numbers", "mark"]


def mark(widget: QWidget, fault: str) -> None:
    """Show a field red with its reason, or not any more for ''."""
    widget.setAccessibleDescription(fault)
    wear(widget, "wrong", "true" if fault else "false")


class Line(QLineEdit):
    """A field that remembers whether somebody was in it; before that it is not called wrong."""

    def __init__(self, name: str, example: str, width: int, parent: QWidget) -> None:
        """``width`` in pixels at 100 %; 0: as wide as there is room."""
        super().__init__(parent)
        self.touched = False
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        if width:
            self.setFixedWidth(px(width))
        self.textEdited.connect(self._touch)

    def tell(self, fault: str) -> str:
        """Show what is wrong once somebody was here; give what is shown."""
        said = fault if self.touched or self.text() else ""
        mark(self, said)
        return said

    def _touch(self, _text: str) -> None:
        self.touched = True


class Numbers(QWidget):
    """Names with a number each, going on to the next line; an empty one is not said."""

    edited = Signal()

    def __init__(self, what: str, names: Sequence[str], example: str, parent: QWidget) -> None:
        """``what`` is the accessible name's end; no names: one number without a name."""
        super().__init__(parent)
        self.lines: dict[str, Line] = {}
        row = Flow(px(14), px(6), middle=True, parent=self)
        for name in names:
            word = policy_word(name) if name else ""
            line = Line(f"{word}{what}", example, 64, self)
            line.textEdited.connect(lambda _text: self.edited.emit())
            self.lines[name] = line
            row.addWidget(beside(word, line, gap=6) if word else line)
        self.setFocusProxy(next(iter(self.lines.values())))

    def put(self, texts: Mapping[str, str]) -> None:
        """Show texts by name."""
        for name, line in self.lines.items():
            line.setText(texts.get(name, ""))

    def texts(self) -> dict[str, str]:
        """Give what is typed, by name."""
        return {name: line.text() for name, line in self.lines.items() if line.text().strip()}

    def tell(self, faults: Mapping[str, str], key: str) -> str:
        """Mark what is wrong (``key.name``, or ``key``); give the first fault shown."""
        said = [
            line.tell(faults.get(f"{key}.{name}" if name else key, ""))
            for name, line in self.lines.items()
        ]
        return next((words for words in said if words), "")


class Fault(QLabel):
    """One red line under fields, gone when nothing is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "note")
        self.setProperty("tone", "red")
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self.setText(words)
        self.setVisible(bool(words))


class Column(QVBoxLayout):
    """A column without margins."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(px(gap))
