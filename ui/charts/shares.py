"""A whole in its parts as one bar: how people voted."""

from collections.abc import Iterator
from fractions import Fraction

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.charts.drawing import Frame, ratio, width_of
from ui.charts.pictures import Share, SharePicture
from ui.theme import font, px

_HIGH = 20


class Shares:
    """One share picture, laid out; parts that do not count are outlined, at the end."""

    def __init__(self, picture: SharePicture) -> None:
        self._picture = picture
        self._whole = sum((share.value for share in picture.shares), Fraction(0))

    def wanted(self) -> int:
        """Give the height of the bar."""
        return px(_HIGH + 2)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give each part."""
        for share, place in self._parts(frame):
            yield share.key, place

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the parts with their words where there is room."""
        face, colours = font("unit"), frame.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(face)
        for number, (share, place) in enumerate(self._parts(frame)):
            ground, ink = colours.part(number)
            if share.counted:
                painter.fillRect(place, ground)
            else:
                ink = colours.second
                painter.setPen(QPen(colours.rule, 1))
                painter.drawRect(place.adjusted(0, 0, -1, -1))
            words = f"{share.label} {share.value}"
            if width_of(words, face) <= place.width() - px(6):
                painter.setPen(ink)
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)

    def _parts(self, frame: Frame) -> Iterator[tuple[Share, QRectF]]:
        x, gap = 0.0, 1.0
        for share in self._picture.shares:
            wide = frame.width * ratio(share.value, self._whole)
            yield share, QRectF(x, 0, max(1.0, wide - gap), px(_HIGH))
            x += wide
