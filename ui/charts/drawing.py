"""What the three kinds of picture share: the frame they are painted in and small strokes."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.theme import Theme, font, px


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a picture is painted: the whole width and height, and how far it is scrolled down."""

    width: float
    height: float
    scrolled: float
    colours: Theme
    hovered: str = ""


class Drawer(Protocol):
    """One kind of picture, laid out for a width."""

    def wanted(self) -> int:
        """Give the height at which everything shows."""
        ...

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the part of the picture that the frame shows."""
        ...

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give the rectangles that answer to hover and click, by key."""
        ...


def width_of(text: str, face: QFont) -> float:
    """Measure a text."""
    return QFontMetricsF(face).horizontalAdvance(text)


def put(
    painter: QPainter, rect: QRectF, text: str, colour: QColor, face: QFont, align: Qt.AlignmentFlag
) -> None:
    """Write one line of text, shortened with … where the rectangle is too narrow."""
    painter.setFont(face)
    painter.setPen(colour)
    words = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, words)


def dashed(painter: QPainter, colour: QColor, x: float, top: float, bottom: float) -> None:
    """Draw a dashed vertical line."""
    pen = QPen(colour, max(1.0, px(1)))
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def label_width(labels: Iterator[str], limit: float) -> float:
    """Give the width of the widest label, at most ``limit``; long lists are sampled."""
    face = font("note", bold=True)
    longest = sorted(set(labels), key=len)[-8:]
    return min(limit, max((width_of(text, face) for text in longest), default=0.0))


def ratio(value: Fraction, most: Fraction) -> float:
    """Give value ÷ most as a length for the screen, 0…1; a figure is never written from it."""
    return float(value / most) if most > 0 else 0.0
