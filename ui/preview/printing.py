"""Onto a printer: page by page, each on its own paper, as large as it is meant to be.

Nothing is scaled to the printer's margins: margins of an official table are part of its form
(PrintScaling None in the PDF says the same to readers).
"""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QObject, QPoint, QRect, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.preview.pages import POINTS_PER_INCH, Pages

MOST_DPI = 300
"""Finer dots than these cost spool space and are not seen."""
PIECE = 1024


def layout_of(size: QSizeF) -> QPageLayout:
    """Give the paper for a page of ``size`` points: A4 or A3 by name, upright or sideways."""
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    paper = QPageSize(
        upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyOrientationMatch
    )
    sideways = size.width() > size.height()
    turned = QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)


def paper_name(size: QSizeF) -> str:
    """Name a page's paper as a clerk does: A4 横向."""
    layout = layout_of(size)
    sideways = layout.orientation() is QPageLayout.Orientation.Landscape
    name = layout.pageSize().name().split(" (")[0].split(" ")[0]
    return f"{name} {'横向' if sideways else '竖向'}"


def prepare(printer: QPrinter, pages: Pages, title: str) -> None:
    """Set what the printer's dialog starts with: the first page's paper, one copy, all pages."""
    printer.setDocName(title)
    printer.setCreator("townoffice")
    printer.setFullPage(True)
    printer.setPageLayout(layout_of(pages.sizes[0]))
    printer.setFullPage(True)


def chosen_pages(printer: QPrinter, count: int, current: int) -> tuple[int, ...]:
    """Give the pages to print, from 0, in the order they come out; copies where Qt leaves them."""
    every: Sequence[int] = range(count)
    match printer.printRange():
        case QPrinter.PrintRange.PageRange:
            ranges = printer.pageRanges()
            pages = tuple(n for n in every if ranges.isEmpty() or ranges.contains(n + 1))
        case QPrinter.PrintRange.CurrentPage:
            pages = (current,)
        case _:
            pages = tuple(every)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return tuple(page for page in pages for _ in range(copies))


class PrintRun(QObject):
    """One document on its way to the printer; a piece of a page per turn of the event loop."""

    moved = Signal(int, int)
    """The sheet being drawn, from 1, and how many there will be."""
    ended = Signal(bool)
    """True: everything was handed to the printer. False: cancelled, or the printer refused."""

    def __init__(
        self, pages: Pages, printer: QPrinter, order: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._printer = printer
        self._order = tuple(order)
        self._sheet = 0
        self._pieces: list[QRect] = []
        self._painter = QPainter()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    @property
    def _dpi(self) -> int:
        return min(MOST_DPI, self._printer.resolution())

    def start(self) -> None:
        """Begin; the printer's dialog may have changed the paper, the pages' own is used."""
        if not self._order:
            self.ended.emit(False)  # noqa: FBT003 - a Qt signal knows no keywords
            return
        self._printer.setPageLayout(layout_of(self._pages.sizes[self._order[0]]))
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            self.ended.emit(False)  # noqa: FBT003 - a Qt signal knows no keywords
            return
        self._begin_sheet()
        self._timer.start()

    def cancel(self) -> None:
        """Stop; what the printer already has it may still print."""
        self._finish(whole=False)

    def _begin_sheet(self) -> None:
        whole = self._whole()
        self._pieces = [
            QRect(QPoint(x, y), QSize(PIECE, PIECE)).intersected(QRect(QPoint(0, 0), whole))
            for y in range(0, whole.height(), PIECE)
            for x in range(0, whole.width(), PIECE)
        ]
        self.moved.emit(self._sheet + 1, len(self._order))

    def _whole(self) -> QSize:
        return self._pages.pixels(self._order[self._sheet], self._dpi / POINTS_PER_INCH)

    def _step(self) -> None:
        if self._pieces:
            self._draw(self._pieces.pop(0))
            return
        self._sheet += 1
        if self._sheet == len(self._order):
            self._finish(whole=True)
            return
        self._printer.setPageLayout(layout_of(self._pages.sizes[self._order[self._sheet]]))
        self._printer.setFullPage(True)
        if self._printer.newPage():
            self._begin_sheet()
        else:
            self._finish(whole=False)

    def _draw(self, piece: QRect) -> None:
        picture = self._pages.part(self._order[self._sheet], self._dpi / POINTS_PER_INCH, piece)
        if picture.allGray():  # black ink alone, and a third of the spool
            picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        times = self._printer.resolution() / self._dpi
        # Edges are rounded, not sizes, so that no white line stands between two pieces.
        left, top = round(piece.left() * times), round(piece.top() * times)
        right = round((piece.left() + piece.width()) * times)
        bottom = round((piece.top() + piece.height()) * times)
        self._painter.drawImage(QRect(left, top, right - left, bottom - top), picture)

    def _finish(self, *, whole: bool) -> None:
        if not self._painter.isActive():
            return
        self._timer.stop()
        if not whole:
            self._printer.abort()
        self._painter.end()
        self.ended.emit(whole)
