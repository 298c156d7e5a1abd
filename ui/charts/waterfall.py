"""A waterfall: the parts of a sum, each beginning where the one before ends, and the sum below."""

from collections.abc import Iterator
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.charts.drawing import Frame, dashed, label_width, put, ratio
from ui.charts.pictures import Fall, WaterfallPicture
from ui.theme import Tone, font, px

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_LEAST = 120
"""Width at 100 % that the bars need to be compared."""


class Waterfall:
    """One waterfall picture, laid out."""

    def __init__(self, picture: WaterfallPicture) -> None:
        self._picture = picture
        self._head, self._step = px(18), px(24)
        ends = [Fraction(0)]
        for fall in picture.falls:
            ends.append(ends[-1] + fall.value)
        self._ends = ends
        self._most = max(picture.full, *ends)

    def wanted(self) -> int:
        """Give the height at which all parts and the sum show."""
        return self._head + self._step * (len(self._picture.falls) + 1) + px(8)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give the row of each part."""
        for number, fall in enumerate(self._picture.falls):
            yield fall.key, QRectF(0, self._row(number, frame), frame.width, self._step)

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the scale, the parts, the sum, and the line across."""
        left, right = self._field(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._scale(painter, frame, left, right)
        for number, fall in enumerate(self._picture.falls):
            self._fall(painter, frame, number, fall)
        self._sum(painter, frame, left, right)
        line = self._picture.line
        if line is not None:
            x = left + (right - left) * ratio(line.value, self._most)
            dashed(painter, frame.colours.text, x, self._head - px(4), self._bottom(frame))

    def _row(self, number: int, frame: Frame) -> float:
        return self._head + self._step * number - frame.scrolled

    def _bottom(self, frame: Frame) -> float:
        return self._row(len(self._picture.falls) + 1, frame) + px(4)

    def _columns(self, frame: Frame) -> tuple[float, float, float]:
        """Give the widths of names, of how they came to be (0 where narrow), of figures."""
        falls = self._picture.falls
        names = label_width(iter([self._picture.label, *(f.label for f in falls)]), px(92))
        hows = label_width((f.how for f in falls), px(104))
        texts = iter([self._picture.text, *(f.text for f in falls)])
        figures = label_width(texts, px(80))
        narrow = frame.width - names - hows - figures < px(_LEAST)
        return names, 0 if narrow else hows, figures

    def _field(self, frame: Frame) -> tuple[float, float]:
        names, hows, figures = self._columns(frame)
        return names + hows + px(16), frame.width - figures - px(10)

    def _scale(self, painter: QPainter, frame: Frame, left: float, right: float) -> None:
        face, ink = font("unit"), frame.colours.ink(Tone.SECOND)
        for quarter in range(5):
            value = self._picture.full * quarter / 4
            x = left + (right - left) * ratio(value, self._most)
            painter.setPen(frame.colours.grid)
            painter.drawLine(QPointF(x, self._head - px(4)), QPointF(x, self._bottom(frame)))
            words = str(value.numerator if value.denominator == 1 else round(value))
            put(painter, QRectF(x - px(20), 0, px(40), px(13)), words, ink, face, _CENTRE)

    def _fall(self, painter: QPainter, frame: Frame, number: int, fall: Fall) -> None:
        colours, top = frame.colours, self._row(number, frame)
        names, hows, _figures = self._columns(frame)
        left, right = self._field(frame)
        if fall.key == frame.hovered or fall.chosen:
            painter.fillRect(QRectF(0, top, frame.width, self._step), colours.selection)
        face = font("note")
        put(painter, QRectF(0, top, names, self._step), fall.label, colours.text, face, _LEFT)
        place = QRectF(names + px(6), top, hows, self._step)
        put(painter, place, fall.how, colours.ink(Tone.SECOND), face, _RIGHT)
        start, end = sorted(self._ends[number : number + 2])
        width = right - left
        bar = QRectF(
            left + width * ratio(start, self._most),
            top + px(4),
            max(2.0, width * ratio(end - start, self._most)),
            self._step - px(8),
        )
        ground = colours.part(fall.part)[0] if fall.part is not None else colours.accent
        painter.fillRect(bar, ground if fall.value >= 0 else colours.text)
        place = QRectF(right, top, frame.width - right, self._step)
        put(painter, place, fall.text, colours.text, face, _RIGHT)

    def _sum(self, painter: QPainter, frame: Frame, left: float, right: float) -> None:
        colours, top = frame.colours, self._row(len(self._picture.falls), frame) + px(2)
        painter.setPen(colours.rule)
        painter.drawLine(QPointF(0, top), QPointF(frame.width, top))
        face = font("body", bold=True)
        put(
            painter,
            QRectF(0, top, left, self._step),
            self._picture.label,
            colours.text,
            face,
            _LEFT,
        )
        wide = (right - left) * ratio(self._picture.total, self._most)
        painter.fillRect(QRectF(left, top + px(5), wide, self._step - px(10)), colours.accent)
        place = QRectF(right - px(30), top, frame.width - right + px(30), self._step)
        put(painter, place, self._picture.text, colours.text, face, _RIGHT)
