"""A list one ticks: what is to be printed, with all and none beside its title."""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.links import link_button
from ui.theme import px

Chosen: TypeAlias = tuple[tuple[str, str], ...]
"""Keys with the words shown for them."""


class TickList(QWidget):
    """Words with tick boxes; Space ticks, 全选 and 全不选 do all."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setSpacing(px(2))
        head = QHBoxLayout()
        head.addWidget(QLabel(title))
        head.addStretch(1)
        head.addWidget(link_button("全选", self._all, self, name=f"全选{title}"))
        head.addWidget(link_button("全不选", self._none, self, name=f"全不选{title}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())

    def show_items(self, items: Sequence[tuple[str, str]], *, ticked: bool) -> None:
        """List the items; those listed before keep their ticks, new ones are ``ticked``."""
        before = {self._key(item): item.checkState() for item in self._items()}
        usual = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        self.list.blockSignals(True)  # noqa: FBT003 - a property of Qt has no keyword
        self.list.clear()
        for key, words in items:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(before.get(key, usual))
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003 - a property of Qt has no keyword

    def chosen(self) -> tuple[str, ...]:
        """Give the keys ticked, in their order."""
        checked = Qt.CheckState.Checked
        return tuple(self._key(i) for i in self._items() if i.checkState() is checked)

    def choose(self, keys: Sequence[str]) -> None:
        """Tick exactly these."""
        for item in self._items():
            wanted = self._key(item) in keys
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _key(self, item: QListWidgetItem) -> str:
        return str(item.data(Qt.ItemDataRole.UserRole))

    def _all(self) -> None:
        self.choose([self._key(item) for item in self._items()])

    def _none(self) -> None:
        self.choose([])
