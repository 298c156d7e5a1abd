"""Pages on a grey ground, drawn tile by tile as they come into sight."""

from collections import OrderedDict
from collections.abc import Iterator
from enum import Enum
from itertools import accumulate
from time import perf_counter
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.preview.pages import POINTS_PER_INCH, Pages
from ui.ring import show_ring
from ui.theme import px, theme

TILE = 512
KEPT_TILES = 96
"""Of 1 MB each: more than a screen of 3840 × 2160 shows."""
SLICE = 0.012
"""Seconds of drawing before other events get their turn."""


class Fit(Enum):
    """A zoom that follows the window."""

    WIDTH = "适合宽度"
    PAGE = "整页"


Zoom: TypeAlias = Fit | int
"""A fit, or percent of the size on paper."""


class Tile(NamedTuple):
    """A square of a page at a scale of pixels per point."""

    page: int
    scale: float
    column: int
    row: int

    def within(self, whole: QSize) -> QRect:
        """Give the tile's pixels on its page."""
        corner = QPoint(self.column * TILE, self.row * TILE)
        return QRect(corner, QSize(TILE, TILE)).intersected(QRect(QPoint(0, 0), whole))


class PaperView(QAbstractScrollArea):
    """Shows all pages below each other; draws only what is in sight."""

    page_changed = Signal(int)
    """The page at the upper third of the view, from 0."""
    zoom_asked = Signal(int)
    """+1 or −1: the next larger or smaller zoom (Ctrl and wheel, Ctrl and + or −)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("表格页面")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        show_ring(self)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._pages: Pages | None = None
        self._zoom: Zoom = Fit.WIDTH
        self._scale = 1.0
        self._places: tuple[QRect, ...] = ()
        self._tiles: OrderedDict[Tile, QImage] = OrderedDict()
        self._page = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_some)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    @property
    def zoom(self) -> Zoom:
        """The zoom as chosen."""
        return self._zoom

    @property
    def percent(self) -> int:
        """The zoom as it came out: 100 is the size on paper."""
        return round(self._scale * POINTS_PER_INCH * 100 / self.logicalDpiX())

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self._page

    def show_pages(self, pages: Pages | None) -> None:
        """Show another document; the place in view stays where it can."""
        self._pages = pages
        self._tiles.clear()
        self._lay_out()

    def set_zoom(self, zoom: Zoom) -> None:
        """Zoom, with the middle of the view staying in the middle; 整页 shows the page in view."""
        page = self._page
        self._zoom = zoom
        self._lay_out()
        if zoom is Fit.PAGE:
            self.go_to(page)

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        if 0 <= page < len(self._places):
            self.verticalScrollBar().setValue(self._places[page].top() - px(12))
            if page != self._page:  # a short last page cannot be scrolled to the top
                self._page = page
                self.page_changed.emit(page)

    def is_drawn(self) -> bool:
        """Tell whether everything in sight is there."""
        return not any(True for tile in self._in_sight() if tile not in self._tiles)

    def _lay_out(self) -> None:
        """Find the scale and every page's place, the middle of the view kept."""
        gap, pages, anchor = px(12), self._pages, self._anchor()
        if pages is None or not len(pages):
            self._places = ()
            self.viewport().update()
            return
        self._scale = self._scale_for(pages, gap)
        sizes = [pages.pixels(n, self._scale) for n in range(len(pages))]
        width = max(self.viewport().width(), max(s.width() for s in sizes) + 2 * gap)
        tops = accumulate((s.height() + gap for s in sizes), initial=gap)
        self._places = tuple(
            QRect(QPoint((width - size.width()) // 2, top), size)
            for size, top in zip(sizes, tops, strict=False)
        )
        self._set_bars(QSize(width, self._places[-1].bottom() + 1 + gap))
        if anchor is not None:
            page, across, down = anchor
            place = self._places[min(page, len(self._places) - 1)]
            middle = self.viewport().rect().center()
            x, y = place.left() + across * place.width(), place.top() + down * place.height()
            self.horizontalScrollBar().setValue(round(x) - middle.x())
            self.verticalScrollBar().setValue(round(y) - middle.y())
        self._tell_page()
        self.viewport().update()

    def _set_bars(self, whole: QSize) -> None:
        view = self.viewport().size()
        for bar, length, seen in (
            (self.horizontalScrollBar(), whole.width(), view.width()),
            (self.verticalScrollBar(), whole.height(), view.height()),
        ):
            bar.setRange(0, max(0, length - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(px(48))

    def _scale_for(self, pages: Pages, gap: int) -> float:
        if not isinstance(self._zoom, Fit):
            return self._zoom / 100 * self.logicalDpiX() / POINTS_PER_INCH
        room = self.maximumViewportSize()
        wide = max(size.width() for size in pages.sizes)
        if self._zoom is Fit.WIDTH:
            bar = self.verticalScrollBar().sizeHint().width()
            return max(0.05, (room.width() - bar - 2 * gap) / wide)
        high = max(size.height() for size in pages.sizes)
        fits = ((room.width() - 2 * gap) / wide, (room.height() - 2 * gap) / high)
        return max(0.05, min(fits))

    def _anchor(self) -> tuple[int, float, float] | None:
        """The page in the middle of the view and the shares of it left of and above the middle."""
        middle = self._offset() + self.viewport().rect().center()
        for page, place in enumerate(self._places):
            if place.bottom() >= middle.y():
                inside = middle - place.topLeft()
                return page, inside.x() / place.width(), inside.y() / place.height()
        return None

    def _tell_page(self) -> None:
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        above = [n for n, place in enumerate(self._places) if place.top() <= line]
        page = above[-1] if above else 0
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> Iterator[Tile]:
        """The tiles in sight, from top to bottom."""
        if self._pages is None:
            return
        view = QRect(self._offset(), self.viewport().size())
        ratio = self.devicePixelRatioF()
        for page, place in enumerate(self._places):
            seen = place.intersected(view).translated(-place.topLeft())
            if seen.isEmpty():
                continue
            step = TILE / ratio
            for row in range(int(seen.top() / step), int(seen.bottom() / step) + 1):
                for column in range(int(seen.left() / step), int(seen.right() / step) + 1):
                    yield Tile(page, self._scale * ratio, column, row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the sheets, and the tiles that are there; ask for the others."""
        painter = QPainter(self.viewport())
        colours = theme()
        painter.fillRect(event.rect(), colours.rule)
        for place in self._places:
            sheet = place.translated(-self._offset())
            if sheet.intersects(event.rect()):
                painter.fillRect(sheet.translated(px(2), px(2)), QColor(0, 0, 0, 40))
                painter.fillRect(sheet, QColor(255, 255, 255))
        missing = False
        ratio = self.devicePixelRatioF()
        for tile in self._in_sight():
            picture = self._tiles.get(tile)
            if picture is None:
                missing = True
                continue
            self._tiles.move_to_end(tile)
            corner = QPointF(self._places[tile.page].topLeft() - self._offset())
            at = corner + QPointF(tile.column * TILE / ratio, tile.row * TILE / ratio)
            painter.drawImage(at, picture)
        if missing:
            self._timer.start()

    def _draw_some(self) -> None:
        """Draw tiles that are in sight and missing, for one slice of time."""
        pages = self._pages
        if pages is None:
            return
        until = perf_counter() + SLICE
        for tile in self._in_sight():
            if tile in self._tiles:
                continue
            part = tile.within(pages.pixels(tile.page, tile.scale))
            if part.isEmpty():
                self._tiles[tile] = QImage()
                continue
            picture = pages.part(tile.page, tile.scale, part)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self._tiles[tile] = picture
            if perf_counter() > until:
                break
        while len(self._tiles) > KEPT_TILES:
            self._tiles.popitem(last=False)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Repaint: tiles are kept, so this is copying pictures."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down turn pages, Home and End go to the first and last."""
        turns = {
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._places) - 1,
        }
        page = turns.get(Qt.Key(event.key()))
        if page is not None:
            self.go_to(min(max(page, 0), len(self._places) - 1))
        else:
            super().keyPressEvent(event)
