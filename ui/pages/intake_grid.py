"""The clerk's own sheet on the screen: cells as text, bands by what each line was taken for."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from townoffice.records import LineRole, RawSheet
from ui.pages.intake_band import BandHeader
from ui.ring import show_ring
from ui.theme import Tone, font, percent, px, sign, theme

_Index = QModelIndex | QPersistentModelIndex
_SAMPLE = 200
_MOST_SPANS = 500
_NARROW, _WIDE = 56, 240


class RawModel(QAbstractTableModel):
    """The lines of a sheet; nothing can be edited here."""

    def __init__(self, sheet: RawSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = sheet

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self.sheet.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.sheet.places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give a cell's text, and where it stands for those who hear the screen."""
        if not index.isValid():
            return None
        text = self.text(index.row(), index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.sheet.address(index.row(), index.column())} {text}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """Give column letters and row numbers as the spreadsheet shows them."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.sheet.places[section]
        return self.sheet.lines[section].label

    def text(self, line: int, place: int) -> str:
        """Give a cell's text; lines may be shorter than the sheet is wide."""
        cells = self.sheet.lines[line].cells
        return cells[place] if place < len(cells) else ""


class RawGrid(QTableView):
    """Shows the sheet; ``chosen`` tells the address of the cell somebody went to."""

    chosen = Signal(str)
    moved = Signal()
    """Columns moved or changed their widths: what stands above them must follow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: Mapping[str, Tone] = {}
        self.unread: frozenset[int] = frozenset()
        self.figures: frozenset[int] = frozenset()
        self._natural: list[int] = []
        self._percent = 0
        self._model: RawModel | None = None
        self.band = BandHeader(self)
        self.setVerticalHeader(self.band)
        self.setItemDelegate(_Painter(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("原表")
        show_ring(self)
        top = self.horizontalHeader()
        top.setProperty("plain", "true")
        top.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        top.setHighlightSections(False)
        top.sectionResized.connect(lambda *_: self.moved.emit())
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    def show_sheet(self, sheet: RawSheet, least: Mapping[int, int]) -> None:
        """Show a sheet; ``least`` are widths the boxes above columns need. Scrolling is kept."""
        if self._model is not None and self._model.sheet == sheet and self._percent == percent():
            self.viewport().update()
            return
        self._percent = percent()
        at = self.current()
        self._model = RawModel(sheet, self)
        self.setModel(self._model)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clearSpans()
        for line, place, height, width in _spans(sheet):
            self.setSpan(line, place, height, width)
        self.band.show_sheet(sheet)
        self.verticalHeader().setDefaultSectionSize(px(23))
        self.verticalHeader().setMinimumSectionSize(px(23))
        self.horizontalHeader().setFixedHeight(px(20))
        self._natural = _widths(sheet, least)
        self._spread()
        if at:
            self.show_cell(at)

    def set_marks(
        self, marks: Mapping[str, Tone], unread: frozenset[int], figures: frozenset[int]
    ) -> None:
        """Colour cells to look at, dim columns that are not read; figures stand at the right."""
        self.marks, self.unread, self.figures = marks, unread, figures
        self.viewport().update()

    def show_cell(self, address: str) -> None:
        """Go to a cell without telling anybody."""
        at = self._model.sheet.find(address) if self._model else None
        if at is None or self._model is None or address == self.current():
            return
        index = self._model.index(*at)
        model = self.selectionModel()
        blocker = QSignalBlocker(model)
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        blocker.unblock()
        self.scrollTo(index)
        self.viewport().update()

    def current(self) -> str:
        """Give the address of the current cell, empty where there is none."""
        index = self.currentIndex()
        if self._model is None or not index.isValid():
            return ""
        return self._model.sheet.address(index.row(), index.column())

    def ground_of(self, line: int, place: int) -> QColor:
        """Give the colour under a cell, by what its line was taken for."""
        assert self._model is not None
        colours = theme()
        match self._model.sheet.lines[line].role:
            case LineRole.HEADER:
                return colours.header if place in self.unread else colours.selection
            case LineRole.DATA:
                return colours.table
            case _:
                return colours.panel

    def raw_model(self) -> RawModel:
        """Give the model; there is one as soon as a sheet is shown."""
        assert self._model is not None
        return self._model

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread columns over the width where they are narrower."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        room = self.viewport().width()
        total = sum(self._natural)
        extra = max(0, room - total)
        for place, width in enumerate(self._natural):
            share = extra * width // total if total else 0
            self.setColumnWidth(place, width + share)
        self.moved.emit()

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.viewport().update()
            self.chosen.emit(self.current())


def _spans(sheet: RawSheet) -> list[tuple[int, int, int, int]]:
    """Give merged ranges, and for title and remarks the empty cells their text runs into."""
    found = [m for m in sheet.merges if m[0] >= 0 and m[1] >= 0 and m[2] * m[3] > 1][:_MOST_SPANS]
    merged = {line for line, *_ in found}
    for number, line in enumerate(sheet.lines):
        words_only = line.role in (LineRole.TITLE, LineRole.NOTE) and not line.numbers
        if not words_only or number in merged:
            continue
        filled = [place for place, text in enumerate(line.cells) if text]
        if not filled:
            continue
        ends = [*filled[1:], len(sheet.places)]
        found += [
            (number, place, 1, end - place)
            for place, end in zip(filled, ends, strict=True)
            if end - place > 1
        ]
        if len(found) > _MOST_SPANS:
            break
    return found


def _widths(sheet: RawSheet, least: Mapping[int, int]) -> list[int]:
    """Give each column the width of what stands in it, within reason."""
    wide = [max(px(_NARROW), least.get(place, 0)) for place in range(len(sheet.places))]
    for line in sheet.lines[:_SAMPLE]:
        if line.role in (LineRole.TITLE, LineRole.NOTE):
            continue
        for place, text in enumerate(line.cells):
            rough = sum(13 if char > "\u2e7f" else 8 for char in text) + 22
            wide[place] = max(wide[place], min(px(rough), px(_WIDE)))
    return wide


class _Painter(QStyledItemDelegate):
    """Paints one cell of the sheet."""

    def __init__(self, grid: RawGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw ground, mark, text, lines and the frame of the current cell."""
        colours, grid = theme(), self._grid
        sheet = grid.raw_model().sheet
        line, place = index.row(), index.column()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in the stubs
        address = sheet.address(line, place)
        mark = grid.marks.get(address)
        painter.save()
        painter.fillRect(rect, grid.ground_of(line, place))
        if mark is not None:
            ground = colours.red_ground if mark is Tone.RED else colours.amber_ground
            painter.fillRect(rect.adjusted(0, 0, -1, -1), ground)
        self._text(painter, rect, line, place, mark)
        painter.setPen(colours.grid)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if sheet.lines[line].role not in (LineRole.TITLE, LineRole.NOTE):
            painter.drawLine(rect.topRight(), rect.bottomRight())
        current = grid.currentIndex()
        here = (current.row(), current.column()) == (line, place)
        if here or mark is Tone.RED:
            painter.setPen(QPen(colours.accent if here else colours.red, px(2)))
            painter.drawRect(rect.adjusted(1, 1, -px(1) - 1, -px(1) - 1))
        painter.restore()

    def _text(
        self, painter: QPainter, rect: QRect, line: int, place: int, mark: Tone | None
    ) -> None:
        colours, grid = theme(), self._grid
        raw = grid.raw_model().sheet.lines[line]
        text = " ".join(grid.raw_model().text(line, place).split("\n"))
        if not text:
            return
        header = raw.role is LineRole.HEADER
        title = raw.role is LineRole.TITLE
        alone = place < 2 and sum(map(bool, raw.cells)) == 1
        face = font("body", bold=(header and place not in grid.unread) or (title and alone))
        painter.setFont(face)
        read = place not in grid.unread and not raw.hidden
        strong = read and raw.role in (LineRole.HEADER, LineRole.DATA)
        ink = colours.text if strong else colours.second
        painter.setPen(colours.ink(mark) if mark is not None else ink)
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        across = Qt.AlignmentFlag.AlignLeft
        if header or (title and alone):
            across = Qt.AlignmentFlag.AlignHCenter
        elif place in raw.numbers or (
            place in grid.figures and raw.role in (LineRole.DATA, LineRole.TOTAL)
        ):
            across = Qt.AlignmentFlag.AlignRight
        if mark is Tone.RED:
            painter.drawPixmap(
                inner.left(), inner.center().y() - px(7), sign("warning", Tone.RED, 14)
            )
            inner.setLeft(inner.left() + px(18))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(across | Qt.AlignmentFlag.AlignVCenter), words)
