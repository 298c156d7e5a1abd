"""Dumbbells: posts now ○ → proposed ● and, larger behind them, compared ◇, unit by unit."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from ui.charts.drawing import Frame, label_width, put, width_of
from ui.charts.pictures import Dumbbell, DumbbellPicture
from ui.theme import Theme, Tone, font, px

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def ticks(low: int, high: int, most: int = 5) -> tuple[int, ...]:
    """Give at most ``most`` + 1 round numbers that enclose low…high, 1, 2 or 5 · 10ⁿ apart."""
    step = 1
    while (high - low) / step > most - 1:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    first, last = low // step * step, -(-high // step) * step
    return tuple(range(first, max(last, first + step) + 1, step))


class Dumbbells:
    """One dumbbell picture, laid out."""

    def __init__(self, picture: DumbbellPicture) -> None:
        self._picture = picture
        self.head = px(52)
        self._step = px(23)
        known = [
            value
            for row in picture.rows
            for value in (row.now, row.plan, row.other)
            if value is not None
        ]
        self._ticks = ticks(min(known, default=0), max(known, default=1))

    def wanted(self) -> int:
        """Give the height at which all rows show."""
        return self.head + self._step * len(self._picture.rows) + px(6)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give each row's rectangle, as far as it is in sight."""
        for row, top in self._rows(frame):
            yield row.key, QRectF(0, top, frame.width, self._step)

    def row_of(self, key: str) -> tuple[int, int] | None:
        """Give top and bottom of a row in the whole picture."""
        for number, row in enumerate(self._picture.rows):
            if row.key == key:
                top = self.head + self._step * number
                return top, top + self._step
        return None

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint legend and axis, then the rows in sight."""
        labels = max(label_width((r.label for r in self._picture.rows), px(96)), px(48))
        figures = label_width((r.text for r in self._picture.rows), px(64))
        figures = max(figures, width_of(self._picture.heading, font("unit")))
        left, right = labels + px(18), frame.width - figures - px(18)
        self._legend(painter, frame)
        self._axis(painter, frame, left, right)
        painter.save()
        painter.setClipRect(QRectF(0, self.head, frame.width, frame.height - self.head))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, top in self._rows(frame):
            if row.key == frame.hovered:
                place = QRectF(0, top, frame.width, self._step)
                painter.fillRect(place, frame.colours.selection)
            face = font("note", bold=row.chosen)
            place = QRectF(0, top, labels, self._step)
            put(painter, place, row.label, frame.colours.text, face, _RIGHT)
            place = QRectF(right, top, frame.width - right, self._step)
            put(painter, place, row.text, frame.colours.ink(row.tone), face, _RIGHT)
            self._row(painter, frame.colours, row, top + self._step / 2, (left, right))
        painter.restore()

    def _rows(self, frame: Frame) -> Iterator[tuple[Dumbbell, float]]:
        first = max(0, int(frame.scrolled // self._step))
        last = int((frame.scrolled + frame.height - self.head) // self._step) + 1
        for number, row in enumerate(self._picture.rows[first:last], first):
            yield row, self.head + self._step * number - frame.scrolled

    def _x(self, value: int, span: tuple[float, float]) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return span[0] + (span[1] - span[0]) * (value - low) / (high - low)

    def _row(
        self, painter: QPainter, colours: Theme, row: Dumbbell, y: float, span: tuple[float, float]
    ) -> None:
        known = [self._x(v, span) for v in (row.now, row.plan, row.other) if v is not None]
        if known:
            painter.setPen(QPen(colours.rule, px(1)))
            painter.drawLine(QPointF(min(known), y), QPointF(max(known), y))
        if row.now is not None and row.plan is not None:
            painter.setPen(QPen(colours.bar, px(3)))
            now, plan = self._x(row.now, span), self._x(row.plan, span)
            painter.drawLine(QPointF(now, y), QPointF(plan, y))
        if row.other is not None:
            diamond(painter, colours, self._x(row.other, span), y)
        if row.plan is not None:
            dot(painter, colours.bar, colours.bar, self._x(row.plan, span), y)
        if row.now is not None:
            fill = colours.panel
            same = row.now == row.plan
            dot(painter, colours.text, fill, self._x(row.now, span), y, px(2) if same else px(4))

    def _legend(self, painter: QPainter, frame: Frame) -> None:
        colours, face = frame.colours, font("unit")
        names = [name for name in self._picture.legend if name]
        wide = sum(width_of(name, face) + px(30) for name in names) - px(16)
        x, y = max(0.0, (frame.width - wide) / 2), px(12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, name in enumerate(self._picture.legend):
            if not name:
                continue
            if number == 0:
                dot(painter, colours.text, colours.panel, x + px(5), y)
            elif number == 1:
                dot(painter, colours.bar, colours.bar, x + px(5), y)
            else:
                diamond(painter, colours, x + px(5), y)
            place = QRectF(x + px(14), 0, width_of(name, face) + 2, px(24))
            put(painter, place, name, colours.ink(Tone.SECOND), face, _LEFT)
            x += px(30) + width_of(name, face)
        place = QRectF(0, px(24), frame.width, px(24))
        put(painter, place, self._picture.heading, colours.ink(Tone.SECOND), face, _RIGHT)

    def _axis(self, painter: QPainter, frame: Frame, left: float, right: float) -> None:
        bottom = min(frame.height, self.head + self._step * len(self._picture.rows))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for tick in self._ticks:
            x = self._x(tick, (left, right))
            painter.setPen(frame.colours.grid)
            painter.drawLine(QPointF(x, self.head - px(2)), QPointF(x, bottom))
            place = QRectF(x - px(24), px(24), px(48), px(24))
            colour = frame.colours.ink(Tone.SECOND)
            put(painter, place, str(tick), colour, font("unit"), _CENTRE)


def dot(
    painter: QPainter, edge: QColor, fill: QColor, x: float, y: float, radius: float | None = None
) -> None:
    """Draw a round mark."""
    painter.setPen(QPen(edge, max(1.5, px(2) * 0.8)))
    painter.setBrush(QBrush(fill))
    size = px(4) if radius is None else radius
    painter.drawEllipse(QPointF(x, y), size, size)


def diamond(painter: QPainter, colours: Theme, x: float, y: float) -> None:
    """Draw a diamond, larger than a dot, so that it shows round a dot of the same value."""
    size = px(7)
    corners = [
        QPointF(x - size, y),
        QPointF(x, y - size),
        QPointF(x + size, y),
        QPointF(x, y + size),
    ]
    painter.setPen(QPen(colours.second, max(1.0, px(1))))
    painter.setBrush(QBrush(colours.panel))
    painter.drawPolygon(QPolygonF(corners))
