"""Row numbers of the sheet, and beside them what each band of lines was taken for."""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from townoffice.records import LineRole, RawSheet
from ui.theme import font, px, theme

_WORDS = {
    LineRole.TITLE: "标题",
    LineRole.HEADER: "表头",
    LineRole.DATA: "数据",
    LineRole.TOTAL: "合计",
    LineRole.NOTE: "表尾",
}
WIDTH = 92
_BAND = 54


class BandHeader(QHeaderView):
    """Bands and row numbers; dragging over the band says that these lines are the header."""

    header_drawn = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._bands: list[tuple[int, int, LineRole]] = []
        self._sheet: RawSheet | None = None
        self._pressed: int | None = None
        self._drawn: tuple[int, int] | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setToolTip("在左边拖过几行，就把它们作为表头")
        self.setAccessibleName("行号")
        self.setSectionsClickable(True)

    def show_sheet(self, sheet: RawSheet) -> None:
        """Take the lines of a sheet; bands are runs of lines of one role."""
        self._sheet = sheet
        self._bands = list(_bands(sheet)) if sheet.header is not None else []
        self.setFixedWidth(px(WIDTH))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Give the width of band and numbers."""
        return QSize(px(WIDTH), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw numbers, then each band over the lines it covers."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for first, last, role in self._bands:
            top = self.sectionViewportPosition(first)
            bottom = self.sectionViewportPosition(last) + self.sectionSize(last)
            if bottom >= 0 and top <= self.viewport().height():
                self._band(painter, QRect(px(8), top, px(_BAND - 8), bottom - top), role)
        painter.end()

    def _band(self, painter: QPainter, rect: QRect, role: LineRole) -> None:
        colours = theme()
        read = role in (LineRole.HEADER, LineRole.DATA)
        painter.fillRect(rect.adjusted(0, 0, 0, -1), colours.selection if read else colours.header)
        painter.setPen(colours.accent if read else colours.second)
        painter.setFont(font("note", bold=read))
        seen = rect.intersected(self.viewport().rect())
        painter.drawText(seen, int(Qt.AlignmentFlag.AlignCenter), _WORDS[role])

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one row number; hidden rows say so."""
        colours = theme()
        painter.save()
        painter.fillRect(rect, colours.window)
        number = rect.adjusted(px(_BAND), 0, 0, 0)
        drawn = self._drawn is not None and self._drawn[0] <= section <= self._drawn[1]
        painter.fillRect(number, colours.selection if drawn else colours.header)
        painter.setPen(colours.grid)
        painter.drawLine(number.bottomLeft(), number.bottomRight())
        painter.setPen(colours.faint)
        painter.setFont(font("unit"))
        if self._sheet is not None and section < len(self._sheet.lines):
            line = self._sheet.lines[section]
            text = f"{line.label} 隐" if line.hidden else line.label
            room = number.adjusted(0, 0, -px(6), 0)
            across = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(across), text)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw a header where the band is."""
        if event.position().x() < px(_BAND):
            self._pressed = self.logicalIndexAt(event.position().toPoint())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which lines the header would be."""
        at = self.logicalIndexAt(event.position().toPoint())
        if self._pressed is None or at < 0:
            super().mouseMoveEvent(event)
            return
        self._drawn = (min(self._pressed, at), max(self._pressed, at))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell the lines drawn over; a click alone changes nothing."""
        pressed, drawn = self._pressed, self._drawn
        self._pressed = self._drawn = None
        self.viewport().update()
        if pressed is not None and drawn is not None:
            self.header_drawn.emit(*drawn)
        elif pressed is None:
            super().mouseReleaseEvent(event)


def _bands(sheet: RawSheet) -> Iterator[tuple[int, int, LineRole]]:
    runs = groupby(enumerate(sheet.lines), key=lambda pair: pair[1].role)
    for role, run in runs:
        numbers = [number for number, _ in run]
        yield numbers[0], numbers[-1], role
