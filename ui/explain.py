"""The 依据 tree: how a figure came to be, down to inputs and clauses.

It shows any :class:`Step`. Numbers stand right, so that a column of parts can be added up by eye;
what is only inferred (推定) is underlined with dots and says so in a chip; a clause opens its words
in place (原文), or says honestly that they are not on file (未录原文).
"""

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from townoffice.records import Step
from ui.explain_rows import Row, RowKind, root_row
from ui.theme import Theme, Tone, font, px, sign, theme

__all__ = ["StepTree"]

_SOON = 30
"""Milliseconds without another question after which a tree asked for soon is shown."""

_ROW = Qt.ItemDataRole.UserRole
_ROOT = Qt.ItemDataRole.UserRole + 1
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_Index = QModelIndex | QPersistentModelIndex


def _row(index: _Index) -> Row:
    row = index.data(_ROW)
    assert isinstance(row, Row)
    return row


class StepTree(QTreeWidget):
    """Shows one step and everything it came from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: Step | None = None
        self.setAccessibleName("依据")
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(px(18))
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setItemDelegate(_Delegate(self))
        self.setStyleSheet("QTreeView { border: 0; background: transparent }")
        self.viewport().setAutoFillBackground(False)
        self.itemClicked.connect(self._toggle)
        self._told: Callable[[], Step | None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._tell)

    def show_step(self, step: Step | None) -> None:
        """Show how a figure came to be; None shows nothing."""
        self._told = None
        if step == self._step:
            return
        self._step = step
        self.clear()
        if step is not None:
            self._add(root_row(step), None)
        self.updateGeometry()

    def show_soon(self, told: Callable[[], Step | None]) -> None:
        """Show it once nobody has asked for another for a moment: a slider does not wait for it.

        An empty tree is filled at once.
        """
        self._told = told
        if self._step is None:
            self._tell()
        else:
            self._soon.start()

    def _tell(self) -> None:
        told, self._told = self._told, None
        self._soon.stop()
        if told is not None:
            self.show_step(told())

    def step(self) -> Step | None:
        """Give what is shown, or is about to be."""
        self._tell()
        return self._step

    def texts(self) -> list[str]:
        """Give the words of every row, top down: for copying and for tests."""
        self._tell()
        return [item.text(0) for item in self._items()]

    def sizeHint(self) -> QSize:
        """Ask for the height of all rows that are open."""
        total = 0
        index = self.model().index(0, 0)
        while index.isValid():
            total += self.rowHeight(index)
            index = self.indexBelow(index)
        return QSize(px(320), total + px(4))

    def minimumSizeHint(self) -> QSize:
        """Be content with a few rows; the rest scrolls."""
        return QSize(px(200), min(px(130), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break long rows anew when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close a row with Enter and Space."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and item:
            self._flip(item)
            return
        super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Draw a thin chevron where a row opens."""
        row = _row(index)
        if not row.rows or row.kind is RowKind.CITE:
            return
        centre = QPointF(rect.right() - px(8), rect.top() + px(12))
        size = px(3)
        down = self.isExpanded(self.model().index(index.row(), 0, index.parent()))
        spots = [(-1, -0.5), (0, 0.5), (1, -0.5)] if down else [(-0.5, -1), (0.5, 0), (-0.5, 1)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().second, max(1.2, px(1))))
        points = [QPointF(centre.x() + x * size, centre.y() + y * size) for x, y in spots]
        painter.drawPolyline(QPolygonF(points))
        painter.restore()

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                found.append(item)
                waiting[:0] = [item.child(n) for n in range(item.childCount())]
        return found

    def _add(self, row: Row, above: QTreeWidgetItem | None) -> None:
        item = QTreeWidgetItem([row.words])
        item.setData(0, _ROW, row)
        item.setData(0, _ROOT, above is None)
        item.setToolTip(0, row.tip)
        if above is None:
            self.addTopLevelItem(item)
        else:
            above.addChild(item)
        for below in row.rows:
            self._add(below, item)
        item.setExpanded(row.kind is not RowKind.CITE and not row.closed)

    def _toggle(self, item: QTreeWidgetItem) -> None:
        row = item.data(0, _ROW)
        if isinstance(row, Row) and row.kind is RowKind.CITE:
            self._flip(item)

    def _flip(self, item: QTreeWidgetItem) -> None:
        item.setExpanded(not item.isExpanded())
        self.updateGeometry()


class _Delegate(QStyledItemDelegate):
    """Paints a row: text left, chip after it, figure or link right."""

    def __init__(self, tree: StepTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give as many lines as the text needs in the width there is."""
        row = _row(index)
        depth = 1
        above = index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        room = self._tree.viewport().width() - depth * self._tree.indentation()
        room -= self._right(row, index) + self._left(row)
        face = _face(row, root=bool(index.data(_ROOT)))
        text = f"{row.text} {row.marked}" if row.marked else row.text
        high = QFontMetrics(face).boundingRect(0, 0, max(room, px(80)), 9999, _WRAP, text).height()
        least = px(25) if row.kind is RowKind.STEP else px(23)
        return QSize(px(100), max(least, high + px(6)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row in the colours of the theme."""
        row, colours = _row(index), theme()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs leave it out
        painter.save()
        if index == self._tree.currentIndex() and self._tree.hasFocus():
            painter.fillRect(rect, colours.selection)
        face = _face(row, root=bool(index.data(_ROOT)))
        self._draw_right(painter, rect, row, face, colours)
        if row.kind in {RowKind.CITE, RowKind.INPUT}:
            mark = sign("document" if row.kind is RowKind.CITE else "table", Tone.SECOND, 13)
            painter.drawPixmap(rect.left() + px(2), rect.top() + px(5), mark)
        left = rect.adjusted(self._left(row), px(3), -self._right(row, index), 0)
        painter.setFont(face)
        painter.setPen(colours.text if row.kind is RowKind.STEP else colours.second)
        used = QRect()
        if row.text:
            used = painter.boundingRect(left, _WRAP, row.text)
            painter.drawText(left, _WRAP, row.text)
        if row.marked or row.inferred:
            self._draw_marked(painter, left, used, row, colours)
        painter.restore()

    def _left(self, row: Row) -> int:
        return px(21) if row.kind in {RowKind.CITE, RowKind.INPUT} else px(2)

    def _right(self, row: Row, index: _Index) -> int:
        """Give the width kept free at the right for figure, link and chip."""
        face = _face(row, root=bool(index.data(_ROOT)))
        wide = QFontMetrics(face).horizontalAdvance(_right_text(row))
        chip = _chip_width() + px(8) if row.inferred else 0
        return wide + chip + px(12) if wide or chip else px(2)

    def _draw_right(
        self, painter: QPainter, rect: QRect, row: Row, face: QFont, colours: Theme
    ) -> None:
        text = _right_text(row)
        if not text:
            return
        painter.setFont(face)
        colour = colours.text
        if row.kind is RowKind.CITE:
            colour = colours.accent if row.rows else colours.faint
        painter.setPen(colour)
        place = rect.adjusted(0, px(3), -px(2), 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), text)

    def _draw_marked(
        self, painter: QPainter, left: QRect, used: QRect, row: Row, colours: Theme
    ) -> None:
        """Write the marked words after the text, dotted where inferred, and the chip after them."""
        metrics = QFontMetrics(painter.font())
        x = (used.right() + px(6)) if row.text else left.left()
        width = metrics.horizontalAdvance(row.marked)
        if row.marked:
            place = QRect(x, left.top(), max(width, 1) + px(2), metrics.height())
            painter.drawText(place, _WRAP & ~int(Qt.TextFlag.TextWordWrap), row.marked)
        start, end = (x, x + width) if row.marked else (used.left(), used.right())
        if not row.inferred:
            return
        pen = QPen(colours.second, 1, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        under = left.top() + metrics.height() + px(1)
        painter.drawLine(start, under, end, under)
        chip = QRectF(end + px(8), left.top() - px(1), _chip_width(), px(20))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.rule, 1))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setPen(colours.second)
        painter.setFont(font("note"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), "推定")


def _chip_width() -> int:
    return QFontMetrics(font("note")).horizontalAdvance("推定") + px(12)


def _face(row: Row, *, root: bool) -> QFont:
    return font("body", bold=root) if row.kind is RowKind.STEP else font("note")


def _right_text(row: Row) -> str:
    if row.kind is RowKind.CITE:
        return "原文" if row.rows else "未录原文"
    return row.value
