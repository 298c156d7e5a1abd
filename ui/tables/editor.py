"""The line that edits a cell: Enter goes down, Tab goes right, Esc leaves everything as it was."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.tables.model import EDIT

Index = QModelIndex | QPersistentModelIndex


class CellEditor(QStyledItemDelegate):
    """Makes the line edit and hands what was typed to ``typed(index, text)``; writes nothing."""

    def __init__(
        self,
        parent: QWidget,
        typed: Callable[[Index, str], None],
        moved: Callable[[int, int], None],
        name: Callable[[Index], str],
    ) -> None:
        super().__init__(parent)
        self._typed = typed
        self._moved = moved
        self._name = name

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line edit with the alignment of its column."""
        del option
        line = QLineEdit(parent)
        line.setAccessibleName("修改 " + self._name(index))
        line.setFrame(False)
        line.setProperty("cell", "true")
        if index.data(7) & int(Qt.AlignmentFlag.AlignRight):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what the cell is edited as."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            text = index.data(EDIT)
            editor.setText(text if isinstance(text, str) else "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        del model
        if isinstance(editor, QLineEdit) and editor.isModified():
            self._typed(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Exactly over the cell."""
        del index
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]  # missing in the stubs

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows end the edit and move on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _step(event)
            if step is not None and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self._moved(*step)
                return True
        return super().eventFilter(editor, event)


def _step(event: QKeyEvent) -> tuple[int, int] | None:
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    key = event.key()
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return (-1, 0) if back else (1, 0)
    if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return (0, -1) if back or key == Qt.Key.Key_Backtab else (0, 1)
    if key == Qt.Key.Key_Up:
        return (-1, 0)
    if key == Qt.Key.Key_Down:
        return (1, 0)
    return None
