"""A table view whose columns lie in lanes: frozen ones at the left, the others behind them."""

from typing import Generic

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Signal,
)
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.tables.cells import R
from ui.tables.drawing import Pen
from ui.tables.lanes import Lanes
from ui.tables.model import RecordModel
from ui.tables.rownumbers import NUMBERS
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex

ROW, DENSE_ROW = 32, 28


class LaneView(QTableView, Generic[R]):
    """The geometry of a sheet: Qt asks for places through its virtual functions, all are here."""

    scrolled = Signal()  # or laid out anew

    def __init__(self, model: RecordModel[R], lanes: Lanes[R], parent: QWidget) -> None:
        super().__init__(parent)
        self.records = model
        self.lanes = lanes
        self.row_height = ROW
        self._pen: Pen | None = None
        self.setModel(model)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)  # widths are the lanes' business
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def pen(self) -> Pen:
        """What draws the cells, in the theme and size in force."""
        if self._pen is None:
            self._pen = Pen()
        return self._pen

    def restyle(self) -> None:
        """The theme or the size changed."""
        self._pen = None
        self.resize_rows()
        self.relane()

    def resize_rows(self) -> None:
        """All rows have one height: asking each for its contents freezes a large table."""
        header = self.verticalHeader()
        header.setMinimumSectionSize(px(self.row_height))
        header.setDefaultSectionSize(px(self.row_height))
        header.setFixedWidth(px(NUMBERS))

    def relane(self) -> None:
        """The columns, their widths or the room changed."""
        self.lanes.fit(self.viewport().width())
        header = self.horizontalHeader()
        for column in range(min(header.count(), len(self.lanes.columns))):
            header.resizeSection(column, self.lanes.width(column))
        self.updateGeometries()
        self.lanes.scroll = self.horizontalScrollBar().value()
        self.viewport().update()
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The room for the columns changed."""
        super().resizeEvent(event)
        self.relane()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Frozen columns do not scroll sideways: everything is painted anew."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.lanes.scroll = self.horizontalScrollBar().value()
            self.viewport().update()
            self.scrolled.emit()

    def rows_in(self, top: int, bottom: int) -> range:
        """The model rows between two heights of the viewport."""
        first, last = self.rowAt(max(0, top)), self.rowAt(bottom)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.records.rowCount() - 1) + 1)

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell lies in the viewport."""
        return QRect(
            self.lanes.left(column),
            self.rowViewportPosition(row),
            self.lanes.width(column),
            self.rowHeight(row),
        )

    def visualRect(self, index: Index) -> QRect:
        """Where a cell lies, frozen or not."""
        if not index.isValid() or index.column() >= len(self.lanes.columns):
            return QRect()
        return self.cell_rect(index.row(), index.column())

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """The cell under a point, frozen or not."""
        row, column = self.rowAt(pos.y()), self.lanes.at(pos.x())
        return self.records.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Everything: the frame of a block crosses cells."""
        del selection
        return QRegion(self.viewport().rect())

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, clear of the frozen columns."""
        if not index.isValid() or index.column() >= len(self.lanes.columns):
            return
        rect = self.visualRect(index)
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < 0 or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() + 1 - height)
        if index.column() < self.lanes.frozen:
            return
        sideways = self.horizontalScrollBar()
        if rect.left() < self.lanes.frozen_width:
            sideways.setValue(sideways.value() + rect.left() - self.lanes.frozen_width)
        elif rect.right() >= self.viewport().width():
            over = rect.right() + 1 - self.viewport().width()
            sideways.setValue(sideways.value() + min(over, rect.left() - self.lanes.frozen_width))
