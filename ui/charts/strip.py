"""A strip: units along one line of figures, and how far each is from the lines between zones."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.charts.drawing import Frame, dashed, put, ratio, width_of
from ui.charts.pictures import Spot, StripPicture
from ui.theme import Theme, Tone, font, px

_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter
_ROWS = 3
"""Rows of names over the strip; who finds no room there says its name under the pointer."""
_BAND, _ROW, _FOOT = 28, 16, 20


class Strip:
    """One strip picture, laid out; it never scrolls."""

    def __init__(self, picture: StripPicture) -> None:
        self._picture = picture
        self._spots = sorted(picture.spots, key=lambda spot: spot.value)
        values = [spot.value for spot in self._spots]
        self._lines = tuple(line for line in picture.lines if _near(line.value, values))
        values += [line.value for line in self._lines]
        low, high = min(values, default=Fraction(0)), max(values, default=Fraction(1))
        air = max((high - low) / 12, Fraction(1, 2))
        self._low, self._span = low - air, high - low + 2 * air

    def wanted(self) -> int:
        """Give the height of names, strip and zones."""
        return px(_ROWS * _ROW + _BAND + _FOOT + 8)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give a square around each unit, the chosen one first: it lies on top."""
        middle, half = self._top() + px(_BAND) / 2, px(8)
        for spot in sorted(self._spots, key=lambda spot: not spot.chosen):
            x = self._x(spot.value, frame)
            yield spot.key, QRectF(x - half, middle - half, 2 * half, 2 * half)

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the zones, the lines, the units, then their names."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._zones(painter, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._names(painter, frame)
        for spot in sorted(self._spots, key=lambda spot: spot.chosen):
            self._spot(painter, frame, spot)

    def _top(self) -> float:
        return px(_ROWS * _ROW + 4)

    def _x(self, value: Fraction, frame: Frame) -> float:
        return frame.width * ratio(value - self._low, self._span)

    def _zones(self, painter: QPainter, frame: Frame) -> None:
        colours, top, high = frame.colours, self._top(), px(_BAND)
        edges = [0.0, *(self._x(line.value, frame) for line in self._lines), frame.width]
        below = [line for line in self._picture.lines if line.value <= self._low]
        named = [below[-1].label if below else self._picture.lowest]
        named += [line.label for line in self._lines]
        grounds = _grounds(colours, len(named))
        face, ink = font("unit"), colours.ink(Tone.SECOND)
        for left, right, name, ground in zip(edges, edges[1:], named, grounds, strict=False):
            painter.fillRect(QRectF(left, top, right - left, high), ground)
            place = QRectF(
                left + px(6), top + high + px(3), right - left - px(6), px(_FOOT) - px(3)
            )
            put(painter, place, name, ink, face, _LEFT)
        for x in edges[1:-1]:
            dashed(painter, colours.text, x, top - px(5), top + high + px(_FOOT))

    def _spot(self, painter: QPainter, frame: Frame, spot: Spot) -> None:
        colours = frame.colours
        at = QPointF(self._x(spot.value, frame), self._top() + px(_BAND) / 2)
        size = px(7) if spot.key == frame.hovered else px(6)
        strong = colours.bar if spot.chosen else colours.bar_other
        if spot.diamond:
            corners = [(0, -size), (size, 0), (0, size), (-size, 0)]
            painter.setPen(QPen(colours.accent, px(2) if spot.chosen else 1.5))
            painter.setBrush(colours.selection if spot.chosen else colours.table)
            painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
        else:
            painter.setPen(QPen(colours.table, 1))
            painter.setBrush(strong)
            painter.drawEllipse(at, size, size)

    def _names(self, painter: QPainter, frame: Frame) -> None:
        """Write the names over the strip, the important ones first, each where there is room."""
        ends: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
        weight = {Tone.AMBER: 1, Tone.NORMAL: 2}
        order = sorted(self._spots, key=lambda s: (not s.chosen, weight.get(s.tone, 2), s.value))
        for spot in order:
            face = font("note", bold=spot.chosen)
            words = f"{spot.label} {spot.text}"
            wide, x = width_of(words, face) + px(2), self._x(spot.value, frame)
            left = min(max(0.0, x - wide / 2), frame.width - wide)
            row = _free(ends, left, left + wide)
            if row is None:
                continue
            ends[row].append((left, left + wide))
            top = self._top() - px(8) - (row + 1) * px(_ROW) + px(4)
            painter.setPen(QPen(frame.colours.rule, 1))
            painter.drawLine(QPointF(x, top + px(_ROW)), QPointF(x, self._top() + px(7)))
            ink = frame.colours.ink(spot.tone)
            put(painter, QRectF(left, top, wide, px(_ROW)), words, ink, face, _CENTRE)


def _near(line: Fraction, values: Sequence[Fraction]) -> bool:
    """Tell whether a line lies among the units, or so near that it should be seen."""
    if not values:
        return True
    reach = max((max(values) - min(values)) / 3, Fraction(3))
    return min(values) - reach <= line <= max(values) + reach


def _free(rows: Sequence[Sequence[tuple[float, float]]], left: float, right: float) -> int | None:
    """Give the lowest row that has room between two places."""
    gap = px(8)
    for number, taken in enumerate(rows):
        if all(right + gap <= start or end + gap <= left for start, end in taken):
            return number
    return None


def _grounds(colours: Theme, count: int) -> list[QColor]:
    """Shade the zones from the lowest up, the best the deepest."""
    best, pale = colours.selection, QColor(colours.selection)
    pale.setAlphaF(0.5)
    return [colours.pinned] * (count - 2) + [pale, best] if count > 1 else [best]
