"""Bars from zero with lines across: which unit stands where, and who is near a line."""

from collections.abc import Iterator
from fractions import Fraction

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.charts.drawing import Frame, dashed, label_width, put, ratio, width_of
from ui.charts.pictures import Bar, BarPicture
from ui.theme import Tone, font, px

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Bars:
    """One bar picture, laid out."""

    def __init__(self, picture: BarPicture) -> None:
        self._picture = picture
        self.head = px(22) if picture.lines else px(4)
        self._step = px(20)
        values = [bar.value for bar in picture.bars] + [line.value for line in picture.lines]
        self._most = max(values, default=Fraction(0)) * Fraction(104, 100)

    def wanted(self) -> int:
        """Give the height at which all bars show."""
        return self.head + self._step * len(self._picture.bars) + px(4)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give each bar's row, as far as it is in sight."""
        for _, bar, top in self._rows(frame):
            yield bar.key, QRectF(0, top, frame.width, self._step)

    def row_of(self, key: str) -> tuple[int, int] | None:
        """Give top and bottom of a bar's row in the whole picture."""
        for number, bar in enumerate(self._picture.bars):
            if bar.key == key:
                top = self.head + self._step * number
                return top, top + self._step
        return None

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint bars, then lines over them, then the names of the lines."""
        labels, figures = self._columns()
        left, right = labels + px(8), frame.width - figures - px(8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.save()
        painter.setClipRect(QRectF(0, self.head, frame.width, frame.height - self.head))
        for _, bar, top in self._rows(frame):
            self._bar(painter, frame, bar, top, (labels, left, right))
        painter.restore()
        colours = frame.colours
        bottom = min(frame.height, self.head + self._step * len(self._picture.bars) + px(2))
        painter.setPen(colours.rule)
        painter.drawLine(int(left), self.head - px(4), int(left), int(bottom))
        for line in self._picture.lines:
            x = left + (right - left) * ratio(line.value, self._most)
            dashed(painter, colours.text, x, self.head - px(4), bottom)
        self._names(painter, frame, left, right)

    def _rows(self, frame: Frame) -> Iterator[tuple[int, Bar, float]]:
        first = max(0, int(frame.scrolled // self._step))
        last = int((frame.scrolled + frame.height - self.head) // self._step) + 1
        for number, bar in enumerate(self._picture.bars[first:last], first):
            yield number, bar, self.head + self._step * number - frame.scrolled

    def _columns(self) -> tuple[float, float]:
        bars = self._picture.bars
        labels = label_width((bar.label for bar in bars), px(96))
        return max(labels, px(48)), label_width((bar.text for bar in bars), px(96))

    def _bar(
        self,
        painter: QPainter,
        frame: Frame,
        bar: Bar,
        top: float,
        columns: tuple[float, float, float],
    ) -> None:
        colours = frame.colours
        labels, left, right = columns
        if bar.key == frame.hovered:
            painter.fillRect(QRectF(0, top, frame.width, self._step), colours.selection)
        face = font("note", bold=bar.chosen)
        put(painter, QRectF(0, top, labels, self._step), bar.label, colours.text, face, _RIGHT)
        length = max(1.0, (right - left) * ratio(bar.value, self._most))
        fill = colours.bar if bar.chosen else colours.bar_other
        painter.fillRect(QRectF(left, top + px(4), length, self._step - px(7)), fill)
        place = QRectF(right, top, frame.width - right, self._step)
        strong = font("note", bold=bar.chosen)
        put(painter, place, bar.text, colours.ink(bar.tone), strong, _RIGHT)

    def _names(self, painter: QPainter, frame: Frame, left: float, right: float) -> None:
        """Name the lines: the last to the right of its line, the others to the left."""
        face = font("unit")
        lines = self._picture.lines
        for number, line in enumerate(lines):
            x = left + (right - left) * ratio(line.value, self._most)
            wide = width_of(line.label, face) + px(2)
            start = x - px(3) if number == len(lines) - 1 else x + px(3) - wide
            start = min(max(0.0, start), frame.width - wide)
            place = QRectF(start, 0, wide, self.head - px(5))
            put(painter, place, line.label, frame.colours.ink(Tone.SECOND), face, _LEFT)
