"""The bar in a cell: its parts one after another, each with its figure where there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.tables.cells import Part
from ui.theme import font, px, theme

__all__ = ["draw_parts"]

_PAD, _GAP, _HEIGHT = 10, 2, 18


def draw_parts(painter: QPainter, rect: QRect, parts: Sequence[Part]) -> None:
    """Draw a bar from the left of a cell; the whole width inside its padding is a share of 1."""
    face, colours = font("unit"), theme()
    metrics = QFontMetricsF(face)
    room = rect.width() - 2 * px(_PAD)
    high = min(px(_HEIGHT), rect.height() - px(4))
    top = rect.top() + (rect.height() - high) / 2
    painter.setFont(face)
    x = float(rect.left() + px(_PAD))
    for place, part in enumerate(parts):
        wide = room * float(part.share)  # a length on the screen; no figure is written from it
        ground, ink = colours.part(place)
        bar = QRectF(x, top, max(1.0, wide - _GAP), high)
        painter.fillRect(bar, ground)
        fitting = (
            t for t in (part.text, part.short) if metrics.horizontalAdvance(t) <= bar.width()
        )
        cut = metrics.elidedText(part.short, Qt.TextElideMode.ElideRight, bar.width())
        painter.setPen(ink)
        painter.drawText(bar, int(Qt.AlignmentFlag.AlignCenter), next(fitting, cut))
        x += wide
