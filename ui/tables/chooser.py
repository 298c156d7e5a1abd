"""The dialog 列…: which columns show and in which order."""

from typing import Generic

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.answers import answers
from ui.room import fit
from ui.tables.cells import R
from ui.tables.layout import Layout
from ui.theme import px


class ColumnChooser(QDialog, Generic[R]):
    """A list of all columns with ticks; drag or 上移/下移 changes the order."""

    def __init__(self, layout: Layout[R], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择列")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(360))
        fit(self, 360, 440)
        self._layout = layout
        self._as_declared = False
        self.list = QListWidget()
        self.list.setAccessibleName("列")
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self._fill()
        box = QVBoxLayout(self)
        words = QLabel("勾选要显示的列；拖动或用“上移”“下移”改变顺序。")
        words.setWordWrap(True)
        words.setProperty("tone", "second")
        box.addWidget(words)
        box.addWidget(self.list, 1)
        box.addLayout(self._moves())
        buttons, _ = answers(self, "确定")
        buttons.accepted.connect(self.accept)
        box.addWidget(buttons)

    def _fill(self) -> None:
        self.list.clear()
        for column in self._layout.arranged():
            item = QListWidgetItem(column.name + ("　固定" if column.frozen else ""))
            item.setData(Qt.ItemDataRole.UserRole, column.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            shown = not self._layout.is_hidden(column)
            item.setSizeHint(QSize(0, px(28)))
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _moves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, step in (("上移", -1), ("下移", 1)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, by=step: self._shift(by))
            row.addWidget(button)
        row.addStretch(1)
        reset = QPushButton("恢复默认")
        reset.setAutoDefault(False)
        reset.clicked.connect(self._reset)
        row.addWidget(reset)
        return row

    def _shift(self, by: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + by < self.list.count():
            item = self.list.takeItem(at)
            self.list.insertItem(at + by, item)
            self.list.setCurrentRow(at + by)
            self._as_declared = False

    def _reset(self) -> None:
        self._layout = Layout(self._layout.columns)
        self._fill()
        self._as_declared = True

    def choice(self) -> tuple[list[str], list[str]]:
        """All keys in their order, and those that show; two empty lists = as declared."""
        items = [self.list.item(at) for at in range(self.list.count())]
        order = [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]
        shown = [
            key
            for key, item in zip(order, items, strict=True)
            if item.checkState() == Qt.CheckState.Checked
        ]
        default = [column.key for column in self._layout.visible()]
        if self._as_declared and shown == default:
            return [], []
        return order, shown
