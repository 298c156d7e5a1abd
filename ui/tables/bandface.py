"""How the band above a sheet is painted: groups, titles with units, pinned rows, lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QLine, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.colours import Tone
from ui.tables.cells import Align, Cell, R
from ui.tables.drawing import Pen
from ui.tables.lanes import Lanes
from ui.theme import px


@dataclass(frozen=True, slots=True)
class BandFace(Generic[R]):
    """What painting needs to know of a band at one moment; all lengths in pixels."""

    lanes: Lanes[R]
    box: QRect
    gutter: int
    group: int
    head: int
    filters: int
    row: int
    pinned: Sequence[Sequence[Cell]]
    sort: tuple[str, bool] | None

    def paint(self, painter: QPainter, pen: Pen) -> None:
        """Paint the whole band: what scrolls, what is frozen, the lines across."""
        colours, width, height = pen.colours, self.box.width(), self.box.height()
        pen.begin(painter)
        painter.fillRect(self.box, colours.table)
        painter.fillRect(0, 0, width, self.head, colours.header)
        painter.fillRect(0, self.head + self.filters, width, height, colours.pinned)
        frozen = self.lanes.frozen_width
        painter.setClipRect(self.gutter + frozen, 0, width, height)
        self._columns(painter, pen, self.lanes.moving(frozen, width))
        painter.setClipRect(self.gutter, 0, frozen, height)
        self._columns(painter, pen, range(self.lanes.frozen))
        painter.setClipping(False)
        if self.gutter:
            x = (self.gutter - pen.bold.width("序")) / 2
            pen.begin(painter)
            pen.write(x, self.head / 2, "序", pen.bold, colours.text)
            _line(painter, colours.grid, self.gutter - 1, 0, self.gutter - 1, height)
        for at in range(len(self.pinned)):
            y = self.head + self.filters + self.row * at - 1
            _line(painter, colours.grid, 0, y, width, y)
        for y in (0, self.head - 1, height - 1):
            _line(painter, colours.rule, 0, y, width, y)

    def _columns(self, painter: QPainter, pen: Pen, columns: range) -> None:
        self._groups(painter, pen, columns)
        for at in columns:
            column = self.lanes.columns[at]
            x, width = self.gutter + self.lanes.left(at), self.lanes.width(at)
            top = self.group if column.group else 0
            pen.begin(painter)
            self._title(painter, pen, QRect(x, top, width - 1, self.head - top - 1), at)
            for number, row in enumerate(self.pinned):
                if at < len(row):
                    y = self.head + self.filters + self.row * number
                    box = QRect(x, y, width - 1, self.row - 1)
                    pen.cell(box, row[at], column.align, bold=True)
            strong = column.rule or at == self.lanes.frozen - 1
            colour = pen.colours.rule if strong else pen.colours.grid
            _line(painter, colour, x + width - 1, top, x + width - 1, self.box.height())

    def _groups(self, painter: QPainter, pen: Pen, columns: range) -> None:
        """Each group's title over all of its columns, whether they show or not."""
        shown, at = self.lanes.columns, columns.start
        while at < columns.stop:
            first, last, group = at, at + 1, shown[at].group
            limit = self.lanes.frozen if at < self.lanes.frozen else len(shown)
            lowest = 0 if at < self.lanes.frozen else self.lanes.frozen
            while last < limit and shown[last].group == group:
                last += 1
            while first > lowest and shown[first - 1].group == group:
                first -= 1
            at = last
            if group:
                self._group(painter, pen, first, last - 1)

    def _group(self, painter: QPainter, pen: Pen, first: int, last: int) -> None:
        group = self.lanes.columns[first].group
        x = self.gutter + self.lanes.left(first)
        right = self.gutter + self.lanes.left(last) + self.lanes.width(last)
        pen.begin(painter)
        text = pen.note_bold.metrics.elidedText(
            group, Qt.TextElideMode.ElideRight, right - x - pen.pad
        )
        width = pen.note_bold.width(text)
        start = x + (right - x - width) / 2
        pen.write(start, self.group / 2, text, pen.note_bold, pen.colours.text)
        _line(painter, pen.colours.grid, x, self.group - 1, right - 2, self.group - 1)
        _line(painter, pen.colours.rule, right - 1, 0, right - 1, self.group - 1)

    def _title(self, painter: QPainter, pen: Pen, box: QRect, at: int) -> None:
        column = self.lanes.columns[at]
        arrow = px(14) if self.sort is not None and self.sort[0] == column.key else 0
        room = box.width() - 2 * pen.pad - arrow + px(4)
        text = pen.bold.metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, room)
        width = pen.bold.width(text)
        before = arrow if column.align is not Align.LEFT else 0
        x = _start(box, width + before, column.align, pen) + before
        middle = box.top() + box.height() / 2
        first = middle - px(9) if column.unit else middle
        pen.write(x, first, text, pen.bold, pen.colours.text)
        if column.unit:
            start = _start(box, pen.unit.width(column.unit), column.align, pen)
            pen.write(start, middle + px(10), column.unit, pen.unit, pen.inks[Tone.SECOND])
        if arrow and self.sort is not None:
            point = x - px(10) if before else x + width + px(8)
            _arrow(painter, pen.colours.accent, point, first, descending=self.sort[1])
            pen.begin(painter)


def _line(painter: QPainter, colour: QColor, x0: int, y0: int, x1: int, y1: int) -> None:
    painter.setPen(QPen(colour, 1))
    painter.drawLine(QLine(x0, y0, x1, y1))


def _arrow(painter: QPainter, colour: QColor, x: float, middle: float, *, descending: bool) -> None:
    wide, high = px(4), px(5) / 2
    tip = high if descending else -high
    corners = [
        QPointF(x - wide, middle - tip),
        QPointF(x + wide, middle - tip),
        QPointF(x, middle + tip),
    ]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(corners))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _start(box: QRect, width: int, align: Align, pen: Pen) -> float:
    if align is Align.RIGHT:
        return box.right() + 1 - pen.pad - width
    if align is Align.CENTER:
        return box.left() + (box.width() - width) / 2
    return float(box.left() + pen.pad)
