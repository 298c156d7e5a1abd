"""The quiet line under a list that says how much of it lies below: 下面还有 7 行."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel, QTreeView, QWidget

__all__ = ["More"]


class More(QLabel):
    """Counts the rows of a tree that end below its edge; keeps its place when there are none."""

    def __init__(self, tree: QTreeView, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.setProperty("tone", "second")
        self.setProperty("role", "note")
        self._tree = tree
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._count)
        bar = tree.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._soon.start())
        bar.rangeChanged.connect(lambda _least, _most: self._soon.start())
        tree.expanded.connect(lambda _index: self._soon.start())
        tree.collapsed.connect(lambda _index: self._soon.start())
        tree.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count anew when the tree gets another height."""
        if event.type() == QEvent.Type.Resize:
            self._soon.start()
        return False

    def _count(self) -> None:
        tree = self._tree
        bar = tree.verticalScrollBar()
        below = 0
        if bar.value() < bar.maximum():
            index = tree.indexAt(tree.viewport().rect().bottomLeft())
            while index.isValid():
                below += 1
                index = tree.indexBelow(index)
        self.setText(f"下面还有 {below} 行" if below else " ")
