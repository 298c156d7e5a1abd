"""Fields with what is wrong with them in red right under each, as dialogs about units have."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from ui.style import wear
from ui.theme import px

__all__ = ["Fields"]


class Fields(QWidget):
    """Names at the left, fields at the right, one line for a sentence under each field.

    Many fields stand in several ``columns``, to be read line by line.
    A fault shows once somebody was in its field; a remark (amber) at once.
    """

    edited = Signal(str)
    """The key of a line that was typed in, or left."""

    def __init__(self, parent: QWidget, *, columns: int = 1) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(1))
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._fields: dict[str, QWidget] = {}
        self._lines: dict[str, QLabel] = {}
        self._touched: set[str] = set()

    def add(self, key: str, name: str, field: QWidget) -> None:
        """Add a field."""
        row, column = (2 * part for part in divmod(len(self._fields), self._columns))
        label = QLabel(name, self)
        label.setBuddy(field)
        field.setAccessibleName(name)
        line = QLabel(self)
        line.setProperty("role", "note")
        line.setWordWrap(True)
        line.setMinimumHeight(px(18))
        self._grid.addWidget(label, row, column)
        self._grid.addWidget(field, row, column + 1)
        self._grid.addWidget(line, row + 1, column + 1)
        self._fields[key], self._lines[key] = field, line

    def line(
        self, key: str, name: str, example: str, text: str = "", *, at_once: bool = True
    ) -> QLineEdit:
        """Add a line to type in; not ``at_once``: its faults wait until somebody has left it."""
        line = QLineEdit(text, self)
        line.setPlaceholderText(example)

        def typed() -> None:
            if at_once:
                self.touch(key)
            self.edited.emit(key)

        def left() -> None:
            if line.text().strip():
                self.touch(key)
                self.edited.emit(key)

        line.textEdited.connect(typed)
        if not at_once:
            line.editingFinished.connect(left)
        self.add(key, name, line)
        return line

    def touch(self, key: str) -> None:
        """Somebody was in a field: what is wrong with it may be said."""
        self._touched.add(key)

    def rest(self) -> None:
        """Begin anew: nobody was anywhere."""
        self._touched.clear()

    def said(self, key: str) -> str:
        """Give what stands under a field."""
        return self._lines[key].text()

    def tell(self, faults: Mapping[str, str], notes: Mapping[str, str]) -> str:
        """Say what is wrong and what is worth a look; give the first fault not said yet."""
        for key, line in self._lines.items():
            fault = faults.get(key, "") if key in self._touched else ""
            words = fault or notes.get(key, "")
            line.setText(words)
            wear(line, "tone", "red" if fault else "amber")
            wear(self._fields[key], "wrong", "true" if fault else "false")
            self._fields[key].setAccessibleDescription(words)
        return next((text for key, text in faults.items() if key not in self._touched), "")
