"""A few ways to choose from, side by side; many are a list to open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

__all__ = ["Segments"]

_SIDE_BY_SIDE = 3
"""Ways that stand side by side where no one says otherwise; more are a list to open."""


class Segments(QWidget):
    """A few ways to choose from, side by side; the arrow keys go along them. Many are a list."""

    chosen = Signal(str)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, side_by_side: int = _SIDE_BY_SIDE
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._most = name, side_by_side
        self._group = QButtonGroup(self)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._keys: tuple[tuple[str, str], ...] = ()
        self.list = QComboBox(self)
        self.list.setAccessibleName(name)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.activated.connect(lambda _n: self.chosen.emit(self.list.currentData()))
        self._line.addWidget(self.list)

    def words(self) -> str:
        """Give the words of the way chosen."""
        return self.list.currentText()

    def show_ways(self, ways: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show the ways (key, words) and which one is chosen."""
        if tuple(ways) != self._keys:
            self._make(ways)
        self.list.setCurrentIndex(self.list.findData(chosen))
        for button in self._group.buttons():
            button.setChecked(button.objectName() == chosen)

    def _make(self, ways: Sequence[tuple[str, str]]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._keys = tuple(ways)
        self.list.clear()
        for key, words in ways:
            self.list.addItem(words, key)
        self.list.setVisible(len(ways) > self._most)
        stop: QWidget = self.list
        for key, words in ways if len(ways) <= self._most else ():
            button = QPushButton(words, self)
            button.setObjectName(key)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{self._name} {words}")
            button.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._line.addWidget(button)
            QWidget.setTabOrder(stop, button)
            stop = button
