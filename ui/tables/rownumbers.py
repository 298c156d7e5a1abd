"""The column 序 at the left of a sheet."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.colours import Tone
from ui.tables.drawing import Pen
from ui.theme import px

NUMBERS = 36


class RowNumbers(QHeaderView):
    """The column 序: row numbers in faint text, fixed heights, a click takes the whole row."""

    def __init__(
        self,
        parent: QTableView,
        pen: Callable[[], Pen],
        rows_in: Callable[[int, int], range],
        lit: Callable[[int], bool],
        number_of: Callable[[int], int],
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._pen, self._rows_in, self._lit = pen, rows_in, lit
        self._number_of = number_of
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setAccessibleName("行号")

    def sizeHint(self) -> QSize:
        """One fixed width."""
        return QSize(px(NUMBERS), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers that show."""
        painter = QPainter(self.viewport())
        pen = self._pen()
        pen.begin(painter)
        colours = pen.colours
        area = event.rect()
        painter.fillRect(area, colours.table)
        edge = self.width() - 1
        bottom = 0
        for row in self._rows_in(area.top(), area.bottom()):
            top = self.sectionViewportPosition(row)
            height = self.sectionSize(row)
            bottom = top + height
            if self._lit(row):
                painter.fillRect(0, top, edge, height, colours.selection)
            number = self._number_of(row)
            text = str(number) if number else ""
            if not number and not self._lit(row):
                painter.fillRect(0, top, edge, height, colours.pinned)
            face = pen.body if len(text) < 4 else pen.unit
            tone = Tone.SECOND if self._lit(row) else Tone.FAINT
            x = (edge - face.width(text)) / 2
            pen.write(x, top + height / 2, text, face, pen.inks[tone])
            painter.fillRect(0, bottom - 1, edge + 1, 1, colours.grid)
        painter.fillRect(edge, area.top(), 1, bottom - area.top(), colours.grid)
        painter.end()
