"""The view: paints its cells in one loop, keeps the frozen columns in place, speaks spreadsheet."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QWidget

from ui.tables.cells import R
from ui.tables.lanes import Lanes
from ui.tables.laneview import LaneView
from ui.tables.model import TIP, RecordModel
from ui.tables.paint import Block, Look, inside, paint
from ui.tables.rownumbers import RowNumbers
from ui.theme import px

Flag = QItemSelectionModel.SelectionFlag

_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
}


class Sheet(LaneView[R]):
    """What a page's user sees and touches: painting, selection, mouse and keys.

    Signals speak in model rows and columns; :class:`ui.tables.table.RecordTable` turns them into
    records and column keys.
    """

    selected = Signal()  # the block or the current cell changed
    toggled = Signal(int, int)
    explain = Signal(int, int)

    def __init__(self, model: RecordModel[R], lanes: Lanes[R], parent: QWidget) -> None:
        super().__init__(model, lanes, parent)
        self._anchor = (0, 0)
        self._lead = (0, 0)
        self._dragging = False
        self.marked = -1
        self.numbers: Sequence[int] | None = None
        """The number of each row, 0 for none; None: they are counted from 1."""
        self.setVerticalHeader(RowNumbers(self, self.pen, self.rows_in, self.lit, self.number_of))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setMouseTracking(True)
        self.verticalHeader().sectionPressed.connect(self._row_pressed)
        self.resize_rows()

    # -- painting ---------------------------------------------------------------------------------

    def lit(self, row: int) -> bool:
        """Whether the whole row shows the selection: one cell is current, or the page marked it."""
        block = self.block()
        single = block is not None and block[0] == block[2] and block[1] == block[3]
        return row == self.marked or (single and block is not None and row == block[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that show."""
        painter = QPainter(self.viewport())
        paint(painter, self.pen(), self.look(), event.rect())
        painter.end()

    def look(self) -> "Look[R]":
        """What painting needs to know of the sheet."""
        return Look(
            self.records,
            self.lanes,
            self.block(),
            self._anchor,
            self.lit,
            self.rows_in,
            self.rowViewportPosition,
            px(self.row_height),
        )

    def number_of(self, row: int) -> int:
        """What stands in front of a row, 0 for nothing."""
        return row + 1 if self.numbers is None else self.numbers[row]

    def mark_row(self, row: int) -> None:
        """Light up a row, −1 for none."""
        if row != self.marked:
            self.marked = row
            self.viewport().update()
            self.verticalHeader().viewport().update()

    # -- selection --------------------------------------------------------------------------------

    def block(self) -> Block | None:
        """The selected block: top, left, bottom, right; None when nothing is selected."""
        if not self.currentIndex().isValid():
            return None
        (r0, c0), (r1, c1) = self._anchor, self._lead
        return min(r0, r1), min(c0, c1), max(r0, r1), max(c0, c1)

    def place(self, row: int, column: int, *, extend: bool = False) -> None:
        """Put the current cell at a place of the model, or the far corner of the block."""
        rows, columns = self.records.rowCount(), self.records.columnCount()
        if not rows or not columns:
            return
        at = (min(max(row, 0), rows - 1), min(max(column, 0), columns - 1))
        self._lead = at
        if not extend or not self.currentIndex().isValid():
            self._anchor = at
        self._select()
        self.scrollTo(self.records.index(*at))

    def put(self, row: int, column: int) -> None:
        """Make a cell current without scrolling to it."""
        self._anchor = self._lead = (row, column)
        self._select()

    def take(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select a block."""
        self._anchor, self._lead = (top, left), (bottom, right)
        self._select()

    def forget(self) -> None:
        """Nothing is selected."""
        self._anchor = self._lead = (0, 0)
        self.selectionModel().clear()
        self.selected.emit()

    def _select(self) -> None:
        (r0, c0), (r1, c1) = self._anchor, self._lead
        model = self.records
        chosen = QItemSelection(
            model.index(min(r0, r1), min(c0, c1)), model.index(max(r0, r1), max(c0, c1))
        )
        selection = self.selectionModel()
        selection.setCurrentIndex(model.index(r0, c0), Flag.NoUpdate)
        selection.select(chosen, Flag.ClearAndSelect)
        self.viewport().update()
        self.verticalHeader().viewport().update()
        self.selected.emit()

    def cells_chosen(self) -> Iterator[tuple[int, int]]:
        """Rows and columns of the selected block."""
        block = self.block()
        if block is None:
            return
        for row in range(block[0], block[2] + 1):
            for column in range(block[1], block[3] + 1):
                yield row, column

    def _row_pressed(self, row: int) -> None:
        self.take(row, 0, row, self.records.columnCount() - 1)

    def step(self, down: int, right: int) -> None:
        """Move the current cell."""
        self.place(self._anchor[0] + down, self._anchor[1] + right)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard one finds a current cell; a click will choose its own."""
        if not self.currentIndex().isValid() and self.records.rowCount():
            if event.reason() == Qt.FocusReason.MouseFocusReason:
                return
            self.place(0, 0)
        super().focusInEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip of a cell begins with its whole text when the column is too narrow for it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid():
                QToolTip.showText(event.globalPos(), self.tip(index.row(), index.column()), self)
                return True
        return super().viewportEvent(event)

    def tip(self, row: int, column: int) -> str:
        """What the tooltip of a cell says."""
        cell = self.records.cell(row, column)
        room = self.lanes.width(column) - 2 * self.pen().pad
        words = str(self.records.index(row, column).data(TIP) or "")
        if self.records.wrong_at(row, column) is None and self.pen().needed(cell) > room:
            return "\n".join(part for part in (cell.text, words) if part)
        return words

    # -- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell, extend the block, or tick a box."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        row, column = index.row(), index.column()
        right = event.button() == Qt.MouseButton.RightButton
        block = self.block()
        if right and block is not None and inside(block, row, column):
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.place(row, column, extend=extend and not right)
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            if self.records.cell(row, column).check is not None:
                self.toggled.emit(row, column)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a block."""
        if not self._dragging:
            super().mouseMoveEvent(event)
            return
        pos = event.position().toPoint()
        row = self.rowAt(min(max(pos.y(), 0), self.viewport().height() - 1))
        column = self.lanes.at(min(max(pos.x(), 0), self.viewport().width() - 1))
        if row >= 0 and column >= 0 and (row, column) != self._lead:
            self.place(row, column, extend=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The block stands."""
        self._dragging = False
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell, or ask where its figure comes from."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if self.records.cell(index.row(), index.column()).edit is not None:
            self.edit(index)
        else:
            self.explain.emit(index.row(), index.column())

    # -- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Spreadsheet keys; what is not one of them goes on to the window."""
        if self._moved(event):
            event.accept()
            return
        index = self.currentIndex()
        cell = self.records.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None:
            event.ignore()
        elif event.key() == Qt.Key.Key_F2 and cell.edit is not None:
            self.edit(index)
        elif event.key() == Qt.Key.Key_Space and cell.check is not None:
            self.toggled.emit(index.row(), index.column())
        elif cell.edit is not None and _types(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _moved(self, event: QKeyEvent) -> bool:
        modifiers, key = event.modifiers(), Qt.Key(event.key())
        extend = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if extend else 1, 0)
            return True
        row, column = self._lead if extend else self._anchor
        rows, columns = self.records.rowCount(), self.records.columnCount()
        page = max(1, self.viewport().height() // max(1, px(self.row_height)) - 1)
        if key in _MOVES:
            down, right = _MOVES[key]
            row, column = (
                row + down * (rows if far else 1),
                column + right * (columns if far else 1),
            )
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            row += page if key == Qt.Key.Key_PageDown else -page
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            home = key == Qt.Key.Key_Home
            column = 0 if home else columns - 1
            if far:
                row = 0 if home else rows - 1
        else:
            return False
        if not self.currentIndex().isValid():
            row, column = 0, 0
        self.place(row, column, extend=extend)
        return True


def _types(event: QKeyEvent) -> bool:
    """Whether a key types something, so that it begins to edit the cell."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return bool(event.text()) and event.text().isprintable() and not held
