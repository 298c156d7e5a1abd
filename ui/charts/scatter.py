"""A scatter: units as dots over two axes from zero, and the line of the county's mean.

Only the chosen unit and those farthest from the line bear their names, and only where a name
covers neither a dot nor another name; the others say theirs under the pointer.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.charts.drawing import Frame, put, ratio, width_of
from ui.charts.pictures import Dot, ScatterPicture
from ui.theme import Tone, font, px

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_NAMED = 5
"""Units named beside the chosen one."""
_REACH = 10
"""How near the pointer must come to a dot, at 100 %."""


def steps_to(most: Fraction, count: int = 5) -> tuple[Fraction, ...]:
    """Give round numbers from zero to the first at or above ``most``, 1, 2 or 5 · 10ⁿ apart."""
    if most <= 0:
        return (Fraction(0), Fraction(1))
    step = Fraction(10) ** (len(str(int(most))) - 2)
    for factor in (2, Fraction(5, 2), 2) * 4:
        if most / step <= count:
            break
        step *= factor
    last = -(-most // step)
    return tuple(step * n for n in range(int(last) + 1))


class Scatter:
    """One scatter picture, laid out."""

    head = 0

    def __init__(self, picture: ScatterPicture) -> None:
        self._picture = picture
        dots = picture.dots
        self._across = steps_to(max((dot.x for dot in dots), default=Fraction(1)) / picture.scale)
        self._up = steps_to(max((dot.y for dot in dots), default=Fraction(1)))

    def wanted(self) -> int:
        """Give the least height at which it can be read: it never scrolls."""
        return px(120)

    def most(self) -> int:
        """Give the height beyond which more would say no more."""
        return px(360)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give a square around each dot."""
        ground, half = self._ground(frame), px(5)
        for dot in self._picture.dots:
            at = self._point(dot, ground)
            yield dot.key, QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)

    def nearest(self, point: QPointF, frame: Frame) -> str:
        """Give the key of the dot nearest to a point, "" where none is near."""
        found, best = "", float(px(_REACH)) ** 2
        ground = self._ground(frame)
        for dot in self._picture.dots:
            off = self._point(dot, ground) - point
            far = off.x() ** 2 + off.y() ** 2
            if far < best:
                found, best = dot.key, far
        return found

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the axes, the line, the dots, then the names."""
        ground = self._ground(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._axes(painter, frame, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken = self._line(painter, frame, ground)
        last = [dot for dot in self._picture.dots if self._stands_out(dot, frame)]
        for dot in (*self._picture.dots, *last):
            self._dot(painter, frame, dot, ground)
        self._names(painter, frame, ground, taken)

    def _stands_out(self, dot: Dot, frame: Frame) -> bool:
        return dot.chosen or dot.key == frame.hovered

    def _ground(self, frame: Frame) -> QRectF:
        """Give the field between the axes: figures at the left and below, names above."""
        face = font("unit")
        left = max(width_of(_short(value), face) for value in self._up) + px(8)
        right = width_of(_short(self._across[-1]), face) / 2 + px(2)
        top, below = px(20), px(34)
        return QRectF(left, top, max(1.0, frame.width - left - right), frame.height - top - below)

    def _point(self, dot: Dot, ground: QRectF) -> QPointF:
        x = ratio(dot.x / self._picture.scale, self._across[-1])
        y = ratio(dot.y, self._up[-1])
        return QPointF(ground.left() + x * ground.width(), ground.bottom() - y * ground.height())

    def _axes(self, painter: QPainter, frame: Frame, ground: QRectF) -> None:
        face, colours, ink = font("unit"), frame.colours, frame.colours.ink(Tone.SECOND)
        for value in self._up:
            y = ground.bottom() - ratio(value, self._up[-1]) * ground.height()
            painter.setPen(colours.rule if value == 0 else colours.grid)
            painter.drawLine(QPointF(ground.left(), y), QPointF(ground.right(), y))
            place = QRectF(0, y - px(8), ground.left() - px(5), px(16))
            put(painter, place, _short(value), ink, face, _RIGHT)
        for value in self._across:
            x = ground.left() + ratio(value, self._across[-1]) * ground.width()
            painter.setPen(colours.rule if value == 0 else colours.grid)
            painter.drawLine(QPointF(x, ground.top()), QPointF(x, ground.bottom()))
            place = QRectF(x - px(30), ground.bottom() + px(3), px(60), px(14))
            put(painter, place, _short(value), ink, face, _CENTRE)
        put(painter, QRectF(0, 0, ground.right(), px(16)), self._picture.up, ink, face, _LEFT)
        place = QRectF(0, ground.bottom() + px(17), ground.right(), px(15))
        put(painter, place, self._picture.across, ink, face, _RIGHT)

    def _line(self, painter: QPainter, frame: Frame, ground: QRectF) -> list[QRectF]:
        """Draw the mean through zero as far as it stays inside; give the place of its name."""
        wide, high = self._across[-1] * self._picture.scale, self._up[-1]
        slope = self._picture.slope
        if slope <= 0:
            return []
        end_x = min(wide, high / slope)
        x = ground.left() + ratio(end_x, wide) * ground.width()
        y = ground.bottom() - ratio(end_x * slope, high) * ground.height()
        pen = QPen(frame.colours.text, max(1.0, px(1)))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(ground.left(), ground.bottom()), QPointF(x, y))
        face = font("unit")
        long = width_of(self._picture.line, face) + px(4)
        at_top = y <= ground.top() + 1
        left = min(x - long / 2, frame.width - long) if at_top else frame.width - long
        place = QRectF(left, ground.top() - px(19) if at_top else y - px(18), long, px(15))
        put(painter, place, self._picture.line, frame.colours.text, face, _RIGHT)
        return [place]

    def _dot(self, painter: QPainter, frame: Frame, dot: Dot, ground: QRectF) -> None:
        colours = frame.colours
        out = self._stands_out(dot, frame)
        size = px(5) if out else px(4)
        painter.setPen(QPen(colours.panel, 1))
        painter.setBrush(colours.accent if out else colours.bar_other)
        painter.drawEllipse(self._point(dot, ground), size, size)

    def _names(
        self, painter: QPainter, frame: Frame, ground: QRectF, taken: Sequence[QRectF]
    ) -> None:
        dots = self._picture.dots
        half = px(4)
        covered = list(taken)
        for dot in dots:
            at = self._point(dot, ground)
            covered.append(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
        first = [dot for dot in dots if self._stands_out(dot, frame)]
        far = sorted((d for d in dots if d not in first), key=lambda d: -abs(d.weight))
        for dot in (*first, *far[:_NAMED]):
            sure = self._stands_out(dot, frame)
            place = self._free(dot, frame, ground, covered, sure=sure)
            if place is not None:
                at = self._point(dot, ground)
                if not place.adjusted(-px(10), -px(10), px(10), px(10)).contains(at):
                    painter.setPen(frame.colours.second)
                    painter.drawLine(at, QPointF(at.x(), place.center().y()))
                ink = frame.colours.text if sure else frame.colours.ink(Tone.SECOND)
                put(painter, place, dot.label, ink, font("unit", bold=dot.chosen), _LEFT)
                covered.append(place)

    def _free(
        self, dot: Dot, frame: Frame, ground: QRectF, covered: Sequence[QRectF], *, sure: bool
    ) -> QRectF | None:
        """Find room for a name around its dot; ``sure``: farther off too, where it covers least."""
        at, high, gap = self._point(dot, ground), px(15), px(7)
        wide = width_of(dot.label, font("unit", bold=dot.chosen)) + px(2)
        left, middle = at.x() - gap - wide, at.y() - high / 2
        corners = [
            (at.x() + gap, middle),
            (left, middle),
            (at.x() - wide / 2, at.y() - gap - high),
            (at.x() - wide / 2, at.y() + gap),
            (at.x() + gap / 2, at.y() + gap / 2),
            (at.x() - gap / 2 - wide, at.y() - gap / 2 - high),
        ]
        if sure:
            corners += [(at.x() + gap / 2, at.y() + 3 * gap), (left, at.y() - 3 * gap - high)]
        tries = [QRectF(x, y, wide, high) for x, y in corners]
        inside = [
            place
            for place in tries
            if ground.left() <= place.left()
            and place.right() <= frame.width
            and ground.top() - px(2) <= place.top()
            and place.bottom() <= ground.bottom()
        ]
        if not inside:
            return tries[0] if sure else None
        own = QRectF(at.x() - px(4), at.y() - px(4), 2 * px(4), 2 * px(4))
        air = 0 if sure else px(5)  # a name near another's dot is taken for its name

        def covers(place: QRectF) -> int:
            wider = place.adjusted(-air, 0, air, 0)
            return sum(wider.intersects(other) for other in covered if other != own)

        best = min(inside, key=covers)
        return best if sure or not covers(best) else None


def _short(value: Fraction) -> str:
    """Write a figure of an axis: whole, or with one or two decimals where it needs them."""
    if value.denominator == 1:
        return f"{int(value):,}"
    tenths = value * 10
    places = 1 if tenths.denominator == 1 else 2
    whole, rest = divmod(int(value * 10**places), 10**places)
    return f"{whole:,}.{rest:0{places}}"
