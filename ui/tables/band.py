"""Above the sheet: titles with groups and units, the filter row, the pinned rows.

One widget with the sheet's own geometry, so that frozen columns hold for all three. Titles and
pinned rows are painted, filters are line edits (they take focus and speak for themselves).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.tables.bandface import BandFace
from ui.tables.cells import Cell, Column, R
from ui.tables.drawing import Pen
from ui.tables.filterline import FilterLine
from ui.tables.lanes import LEAST, Lanes
from ui.tables.laneview import DENSE_ROW, ROW
from ui.tables.rownumbers import NUMBERS
from ui.theme import percent, px

TITLE, UNIT, GROUP, FILTER = 32, 44, 24, 28
DENSE = {TITLE: 28, UNIT: 36, GROUP: 20, FILTER: 28}
"""The same heights where room is scarce."""
GRIP = 4


class Band(QWidget, Generic[R]):
    """Header, filters and pinned rows of a table; knows columns, not records."""

    sorted = Signal(int)  # column clicked
    resized = Signal(int, int)  # column, width at 100 %
    fitted = Signal(int)  # column to be made as wide as what it shows
    dragged = Signal(int, int)  # column, the column before which it was dropped
    filtered = Signal(str, str)  # column key, text
    left_filters = Signal()
    menu = Signal(int, QPoint)

    def __init__(self, lanes: Lanes[R], pen: Callable[[], Pen], parent: QWidget) -> None:
        super().__init__(parent)
        self.lanes = lanes
        self.numbered = True
        self.with_filters = True
        self.dense = False
        self.pinned: Sequence[Sequence[Cell]] = ()
        self.sort: tuple[str, bool] | None = None  # column key, descending
        self._pen = pen
        self._lines: dict[str, FilterLine] = {}
        self._pressed: tuple[str, int, int, int] | None = None  # what, column, x, width
        self._target = -1
        self._moving = QWidget(self)  # clips the filters of the columns that scroll
        self._still = QWidget(self)
        self.setMouseTracking(True)
        self.setAccessibleName("表头")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # -- geometry ---------------------------------------------------------------------------------

    @property
    def gutter(self) -> int:
        """Width of the column 序."""
        return px(NUMBERS) if self.numbered else 0

    @property
    def group_height(self) -> int:
        """Height of the group row, 0 without groups."""
        return self._high(GROUP) if any(column.group for column in self.lanes.columns) else 0

    @property
    def head_height(self) -> int:
        """Height of the titles with the group row."""
        units = any(column.unit for column in self.lanes.columns)
        return self.group_height + self._high(UNIT if units or self.group_height else TITLE)

    @property
    def filter_height(self) -> int:
        """Height of the filter row, 0 without filters."""
        return self._high(FILTER) if self.with_filters else 0

    @property
    def pinned_height(self) -> int:
        """Height of one pinned row."""
        return px(DENSE_ROW if self.dense else ROW)

    def _high(self, usual: int) -> int:
        return px(DENSE[usual] if self.dense else usual)

    def sizeHint(self) -> QSize:
        """As high as header, filter row and pinned rows together."""
        pinned = self.pinned_height * len(self.pinned)
        return QSize(200, self.head_height + self.filter_height + pinned)

    def refresh(self) -> None:
        """Columns, pinned rows, theme or size changed."""
        self.setFixedHeight(self.sizeHint().height())
        self.place_filters()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The filters keep to their columns."""
        super().resizeEvent(event)
        self.place_filters()

    def set_filters(self, texts: dict[str, str]) -> None:
        """One line edit per visible column, holding its filter text."""
        wanted = [column.key for column in self.lanes.columns] if self.with_filters else []
        for key in [key for key in self._lines if key not in wanted]:
            line = self._lines.pop(key)
            line.hide()
            line.deleteLater()
        for at, column in enumerate(self.lanes.columns if self.with_filters else ()):
            line = self._lines.get(column.key) or self._new_line(column, first=at == 0)
            home = self._still if at < self.lanes.frozen else self._moving
            if line.parentWidget() is not home:
                line.setParent(home)
            if line.text() != texts.get(column.key, ""):
                line.show_text(texts.get(column.key, ""))
            line.show()
        before: QWidget | None = None
        for key in wanted:
            if before is not None:
                QWidget.setTabOrder(before, self._lines[key])
            before = self._lines[key]
        self.place_filters()

    def _new_line(self, column: Column[R], *, first: bool) -> FilterLine:
        line = FilterLine(column.key, column.name, column.align, first=first)
        line.changed.connect(self.filtered)
        line.left.connect(self.left_filters)
        self._lines[column.key] = line
        return line

    def filter_line(self, key: str) -> FilterLine | None:
        """The line edit of a column's filter."""
        return self._lines.get(key)

    def place_filters(self) -> None:
        """Put the line edits under their columns."""
        top, height = self.head_height, px(FILTER)
        frozen = self.lanes.frozen_width
        self._still.setGeometry(self.gutter, top, frozen, height)
        self._moving.setGeometry(
            self.gutter + frozen, top, max(0, self.width() - self.gutter - frozen), height
        )
        self._still.setVisible(self.with_filters)
        self._moving.setVisible(self.with_filters)
        for at, column in enumerate(self.lanes.columns):
            line = self._lines.get(column.key)
            if line is not None:
                shift = 0 if at < self.lanes.frozen else frozen
                x = self.lanes.left(at) - shift
                line.setGeometry(x, 0, self.lanes.width(at) - 1, height - 1)

    def show_pinned(
        self, rows: Sequence[Sequence[Cell]], declared: Sequence[Column[R]], *, filtered: bool
    ) -> None:
        """Pinned rows, one cell per declared column; 合计 says so when a filter is on."""
        places = {column.key: at for at, column in enumerate(declared)}
        before = len(self.pinned)
        self.pinned = [
            [
                _filtered(row[places[column.key]]) if filtered else row[places[column.key]]
                for column in self.lanes.columns
                if places.get(column.key, len(row)) < len(row)
            ]
            for row in rows
        ]
        spoken = [
            "；".join(
                f"{column.name} {cell.words}"
                for column, cell in zip(self.lanes.columns, row, strict=False)
                if cell.words
            )
            for row in self.pinned
        ]
        self.setAccessibleDescription("\n".join(spoken))
        if len(self.pinned) != before:
            self.refresh()
        self.update()

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint titles and pinned rows."""
        del event
        painter = QPainter(self)
        face = BandFace(
            self.lanes,
            QRect(0, 0, self.width(), self.height()),
            self.gutter,
            self.group_height,
            self.head_height,
            self.filter_height,
            self.pinned_height,
            self.pinned,
            self.sort,
        )
        face.paint(painter, self._pen())
        if self._target >= 0:
            x = self._edge(self._target)
            painter.fillRect(x - px(1), 0, px(2), self.head_height, self._pen().colours.accent)
        painter.end()

    # -- mouse ------------------------------------------------------------------------------------

    def _edge(self, at: int) -> int:
        """Where column ``at`` begins, or the last one ends."""
        if at < len(self.lanes.columns):
            return self.gutter + self.lanes.left(at)
        return self.gutter + self.lanes.left(at - 1) + self.lanes.width(at - 1)

    def _grip_at(self, pos: QPoint) -> int:
        """The column whose right edge is under the mouse, −1 for none."""
        if pos.y() >= self.head_height:
            return -1
        for at in range(len(self.lanes.columns)):
            right = self.gutter + self.lanes.left(at) + self.lanes.width(at)
            behind = at >= self.lanes.frozen and right < self.gutter + self.lanes.frozen_width
            if not behind and abs(pos.x() - right) <= px(GRIP):
                return at
        return -1

    def _title_at(self, pos: QPoint) -> int:
        inside = 0 <= pos.y() < self.head_height and pos.x() >= self.gutter
        return self.lanes.at(pos.x() - self.gutter) if inside else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge or of a title."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pos = event.position().toPoint()
        grip = self._grip_at(pos)
        if grip >= 0:
            self._pressed = ("resize", grip, pos.x(), self.lanes.width(grip))
            return
        at = self._title_at(pos)
        if at >= 0:
            self._pressed = ("click", at, pos.x(), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Widen a column, or drag it to another place."""
        pos = event.position().toPoint()
        if self._pressed is None:
            over = self._grip_at(pos) >= 0
            self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)
            return
        what, column, x, width = self._pressed
        if what == "resize":
            wide = max(px(LEAST), width + pos.x() - x)
            self.resized.emit(column, round(wide * 100 / percent()))
            return
        if abs(pos.x() - x) > px(8) or what == "drag":
            self._pressed = ("drag", column, x, width)
            self._target = self._drop(pos, column)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def _drop(self, pos: QPoint, column: int) -> int:
        """Before which column a dragged one would land; frozen ones stay among themselves."""
        at = self.lanes.at(min(max(pos.x() - self.gutter, 0), self.lanes.total))
        if at < 0:
            at = len(self.lanes.columns) - 1
        middle = self.gutter + self.lanes.left(at) + self.lanes.width(at) / 2
        target = at + 1 if pos.x() > middle else at
        if column < self.lanes.frozen:
            return min(target, self.lanes.frozen)
        return max(target, self.lanes.frozen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort, or drop what was dragged."""
        del event
        pressed, target = self._pressed, self._target
        self._pressed, self._target = None, -1
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()
        if pressed is None:
            return
        if pressed[0] == "click":
            self.sorted.emit(pressed[1])
        elif pressed[0] == "drag" and target not in (pressed[1], pressed[1] + 1):
            self.dragged.emit(pressed[1], target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On an edge: as wide as what the column shows."""
        grip = self._grip_at(event.position().toPoint())
        if grip >= 0:
            self.fitted.emit(grip)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a column."""
        at = self._title_at(event.pos())
        if at >= 0:
            self.menu.emit(at, event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tooltips of the titles."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._title_at(event.pos())
            if at >= 0:
                words = f"{self.lanes.columns[at].name}\n点击排序，右键更多"
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)


def _filtered(cell: Cell) -> Cell:
    return replace(cell, text=f"{cell.text}（筛选后）") if cell.text.endswith("合计") else cell
