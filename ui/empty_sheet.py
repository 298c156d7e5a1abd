"""The sheet as it will be, without a figure in it: what lies under the card of the start page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import font, px, theme

HEAD, ROW = 66, 32
"""Heights of the headings and of a row, at 100 %."""
_SHEET = (
    ("序", "", 36),
    ("单位", "", 150),
    ("户籍人口", "人", 100),
    ("常住人口", "人", 100),
    ("面积", "km²", 100),
    ("生产总值", "万元", 110),
    ("财政收入", "万元", 110),
    ("总指数", "平均 100", 110),
    ("类别", "", 90),
    ("距分界线", "", 294),
    ("核定", "名", 80),
    ("实有", "名", 80),
    ("空编", "名", 80),
)


class EmptySheet(QWidget):
    """The sheet as it will be, without a figure in it."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("空的表格")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the card to keep its place."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw headings and grid."""
        painter = QPainter(self)
        colours = theme()
        painter.fillRect(self.rect(), colours.table)
        painter.fillRect(0, 0, self.width(), px(HEAD), colours.header)
        painter.setPen(colours.grid)
        for y in range(px(HEAD) + px(ROW), self.height(), px(ROW)):
            painter.drawLine(0, y, self.width(), y)
        x = 0
        for title, unit, width in _SHEET:
            self._heading(painter, x, title, unit, px(width))
            x += px(width)
        painter.setPen(colours.rule)
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, px(HEAD), self.width(), px(HEAD))

    def _heading(self, painter: QPainter, x: int, title: str, unit: str, width: int) -> None:
        colours, align = theme(), Qt.AlignmentFlag
        side = align.AlignRight if unit else align.AlignLeft
        pad, line = px(10), px(22)
        top = (px(HEAD) - (2 * line if unit else line)) // 2
        painter.setPen(colours.text)
        painter.setFont(font("body", bold=True))
        painter.drawText(x + pad, top, width - 2 * pad, line, side | align.AlignVCenter, title)
        painter.setPen(colours.second)
        painter.setFont(font("unit"))
        painter.drawText(
            x + pad, top + line, width - 2 * pad, px(16), side | align.AlignVCenter, unit
        )
        painter.setPen(colours.grid)
        painter.drawLine(x + width - 1, 0, x + width - 1, self.height())
