"""Remainders side by side, falling: who got one of the last seats, and by how little."""

from collections.abc import Iterator
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.charts.drawing import Frame, dashed, put, ratio, width_of
from ui.charts.pictures import Bar, RemainderPicture
from ui.theme import Tone, font, px

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class Remainders:
    """One remainder picture, laid out; where not all bars fit, those around the cut are shown."""

    def __init__(self, picture: RemainderPicture) -> None:
        self._picture = picture
        self._head, self._foot = px(18), px(24)
        self._most = max((bar.value for bar in picture.bars), default=Fraction(0))

    def wanted(self) -> int:
        """Give the height at which the differences can be read."""
        return px(118)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give each bar's column."""
        for _, bar, left, wide in self._columns(frame):
            yield bar.key, QRectF(left, 0, wide, frame.height)

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the bars on their ground line, and the cut between them."""
        colours = frame.colours
        base = frame.height - self._foot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for number, bar, left, wide in self._columns(frame):
            self._bar(
                painter, frame, bar, (left, wide, base), given=number < self._picture.cut_after
            )
        painter.setPen(colours.rule)
        painter.drawLine(QPointF(0, base), QPointF(frame.width, base))
        self._cut(painter, frame, base)

    def _columns(self, frame: Frame) -> Iterator[tuple[int, Bar, float, float]]:
        bars = self._picture.bars
        if not bars:
            return
        fit = max(2, int(frame.width // px(42)))
        first = 0
        if len(bars) > fit:
            first = min(max(0, self._picture.cut_after - fit // 2), len(bars) - fit)
        seen = bars[first : first + fit]
        wide = frame.width / len(seen)
        for number, bar in enumerate(seen):
            yield first + number, bar, wide * number, wide

    def _bar(
        self,
        painter: QPainter,
        frame: Frame,
        bar: Bar,
        place: tuple[float, float, float],
        *,
        given: bool,
    ) -> None:
        left, wide, base = place
        colours = frame.colours
        if bar.key == frame.hovered:
            painter.fillRect(QRectF(left, 0, wide, frame.height), colours.selection)
        room = base - self._head - px(18)
        high = max(1.0, room * ratio(bar.value, self._most))
        thick = min(wide - px(8), px(30))
        fill = colours.bar if given else colours.bar_other
        painter.fillRect(QRectF(left + (wide - thick) / 2, base - high, thick, high), fill)
        strong = bar.chosen or bar.tone is not Tone.NORMAL
        above = QRectF(left, base - high - px(17), wide, px(16))
        face = font("unit", bold=strong)
        put(painter, above, bar.text, colours.ink(bar.tone), face, _CENTRE)
        below = QRectF(left, base + px(2), wide, self._foot - px(2))
        face = font("note", bold=strong)
        put(painter, below, bar.label, colours.text, face, _CENTRE)

    def _cut(self, painter: QPainter, frame: Frame, base: float) -> None:
        for number, _, left, wide in self._columns(frame):
            if number + 1 == self._picture.cut_after and number + 1 < len(self._picture.bars):
                x = left + wide
                dashed(painter, frame.colours.text, x, 0, base + px(16))
                face, colour = font("unit"), frame.colours.ink(Tone.SECOND)
                given, not_given = self._picture.words
                room = width_of(given, face) + px(8)
                place = QRectF(x - room - px(6), 0, room, px(14))
                put(painter, place, given, colour, face, _RIGHT)
                place = QRectF(x + px(6), 0, width_of(not_given, face) + px(8), px(14))
                put(painter, place, not_given, colour, face, _LEFT)
