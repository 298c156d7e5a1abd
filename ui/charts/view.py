"""The widget that shows a picture: it scrolls, tells what is under the pointer and what is hit."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ui.charts.bars import Bars
from ui.charts.drawing import Drawer, Frame
from ui.charts.dumbbells import Dumbbells
from ui.charts.pictures import (
    BarPicture,
    DumbbellPicture,
    Picture,
    RemainderPicture,
    ScatterPicture,
    SharePicture,
    StripPicture,
    TreePicture,
    WaterfallPicture,
)
from ui.charts.remainders import Remainders
from ui.charts.scatter import Scatter
from ui.charts.shares import Shares
from ui.charts.strip import Strip
from ui.charts.tree import Trees, posts_words
from ui.charts.waterfall import Waterfall
from ui.ring import show_ring
from ui.theme import px, theme

__all__ = ["ChartView"]


def _drawer(picture: Picture) -> Drawer:
    match picture:
        case BarPicture():
            return Bars(picture)
        case DumbbellPicture():
            return Dumbbells(picture)
        case RemainderPicture():
            return Remainders(picture)
        case ScatterPicture():
            return Scatter(picture)
        case TreePicture():
            return Trees(picture)
        case StripPicture():
            return Strip(picture)
        case WaterfallPicture():
            return Waterfall(picture)
        case SharePicture():
            return Shares(picture)


class ChartView(QAbstractScrollArea):
    """One picture. ``clicked`` and ``hovered`` give the key of a bar or row ("" = none)."""

    clicked = Signal(str)
    hovered = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._drawer: Drawer | None = None
        self._under = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        show_ring(self)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def set_picture(self, picture: Picture | None) -> None:
        """Show a picture, or nothing; the chosen bar is scrolled into sight."""
        if picture == self._picture:
            return
        self._picture = picture
        self._lay_out()
        self._say()
        self._show_key(self._chosen())

    def picture(self) -> Picture | None:
        """Give what is shown."""
        return self._picture

    def places(self) -> dict[str, tuple[int, int, int, int]]:
        """Give the rectangles that answer to the pointer, by key: x, y, width, height."""
        if self._drawer is None:
            return {}
        found = ((key, place.toRect()) for key, place in self._drawer.places(self._frame()))
        return {key: (at.x(), at.y(), at.width(), at.height()) for key, at in found}

    def mark(self, key: str) -> None:
        """Mark what another widget is hovering over."""
        if key != self._under:
            self._under = key
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for some rows; a layout may give as much as shows everything (the maximum)."""
        return QSize(self.width(), min(self._wanted(), px(220)))

    def minimumSizeHint(self) -> QSize:
        """Be content with a few rows; the rest scrolls."""
        least = self._wanted() if isinstance(self._drawer, Scatter) else px(110)
        return QSize(0, min(self._wanted(), least))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in sight."""
        if self._drawer is None:
            return
        with QPainter(self.viewport()) as painter:
            self._drawer.paint(painter, self._frame())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar in step with the size."""
        super().resizeEvent(event)
        if isinstance(self._drawer, Trees):
            self._limit()
        self._measure()
        self._show_key(self._chosen())

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew when sizes or colours change."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange}
        if event.type() in kinds:
            self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which row is under the pointer."""
        self._hover(self._key_at(event.position()))
        found = self._key_at(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), self._tip(found), self.viewport())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._hover("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report the row that was clicked."""
        key = self._key_at(event.position())
        if key and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the bar before or after the chosen one with the arrow keys."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        keys = self._keys()
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        chosen = self._chosen()
        at = keys.index(chosen) if chosen in keys else -step
        self.clicked.emit(keys[min(max(at + step, 0), len(keys) - 1)])

    def _lay_out(self) -> None:
        self._drawer = _drawer(self._picture) if self._picture is not None else None
        self._limit()
        self._measure()
        self.viewport().update()

    def _limit(self) -> None:
        """Grow no higher than there is something to show."""
        drawer = self._drawer
        if isinstance(drawer, Trees):
            drawer.fit(self.viewport().width())
        most = drawer.most() if isinstance(drawer, Scatter | Trees) else self._wanted()
        if max(1, most) != self.maximumHeight():  # else the whole window is laid out for nothing
            self.setMaximumHeight(max(1, most))
            self.updateGeometry()

    def _wanted(self) -> int:
        return self._drawer.wanted() if self._drawer else 0

    def _measure(self) -> None:
        wanted = 0 if isinstance(self._drawer, Scatter) else self._wanted()
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, wanted - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(max(1, room // 8))

    def _frame(self) -> Frame:
        size = self.viewport().size()
        scrolled = self.verticalScrollBar().value()
        return Frame(size.width(), size.height(), scrolled, theme(), self._under)

    def _key_at(self, point: QPointF) -> str:
        if self._drawer is None:
            return ""
        if isinstance(self._drawer, Scatter):
            return self._drawer.nearest(point, self._frame())
        places = self._drawer.places(self._frame())
        return next((key for key, place in places if place.contains(point)), "")

    def _hover(self, key: str) -> None:
        if key != self._under:
            self.mark(key)
            self.hovered.emit(key)

    def _items(self) -> list[tuple[str, str, str, bool, str]]:
        """Give key, label, text, chosen and tip of every bar or row."""
        match self._picture:
            case BarPicture(bars=bars) | RemainderPicture(bars=bars):
                return [(b.key, b.label, b.text, b.chosen, b.tip) for b in bars]
            case DumbbellPicture(rows=rows):
                return [(r.key, r.label, r.text, r.chosen, "") for r in rows]
            case ScatterPicture(dots=dots):
                return [(d.key, d.label, d.text, d.chosen, d.tip) for d in dots]
            case StripPicture(spots=spots):
                told = [(s, f"{s.label} {s.text}") for s in spots]
                return [(s.key, s.label, s.text, s.chosen, tip) for s, tip in told]
            case WaterfallPicture(falls=falls):
                return [(f.key, f.label, f.text, f.chosen, f"{f.label} {f.how}") for f in falls]
            case SharePicture(shares=shares):
                words = [(s, f"{s.label} {s.value}") for s in shares]
                return [(s.key, s.label, str(s.value), False, tip) for s, tip in words]
            case TreePicture(chosen=chosen) if isinstance(self._drawer, Trees):
                boxes = self._drawer.boxes()
                return [(b.key, b.name, posts_words(b), b.key == chosen, b.tip) for b in boxes]
            case _:
                return []

    def _keys(self) -> list[str]:
        return [item[0] for item in self._items()]

    def _chosen(self) -> str:
        return next((item[0] for item in self._items() if item[3]), "")

    def _tip(self, key: str) -> str:
        return next((item[4] for item in self._items() if item[0] == key), "")

    def _say(self) -> None:
        """Put the picture into words for those who cannot see it."""
        said = [f"{item[1]} {item[2]}" for item in self._items()[:40]]
        self.setAccessibleDescription("；".join(said))

    def _show_key(self, key: str) -> None:
        if not isinstance(self._drawer, Bars | Dumbbells | Trees):
            return
        row = self._drawer.row_of(key)
        bar = self.verticalScrollBar()
        if row is None:
            return
        room = self.viewport().height()
        if row[1] - bar.value() > room:
            bar.setValue(row[1] - room)
        elif row[0] - bar.value() < self._drawer.head:
            bar.setValue(row[0] - self._drawer.head)
