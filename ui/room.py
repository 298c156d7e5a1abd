"""Room for words: a layout alone gives wrapped labels less height than they need.

Qt asks a window, and a pane of a splitter, for a smallest size that knows nothing of the width, so
words that wrap onto more lines are cut. :func:`keep_room` makes any widget with a layout as high as
its words need at the width it has. :class:`Pane` scrolls what has no room. :func:`fit` opens a
dialog no larger than the screen.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme import px

__all__ = ["Pane", "fit", "keep_room", "room_of"]

_MOMENTS = {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}


class _Keeper(QObject):
    """Watches one widget and keeps its least height up to date."""

    def __init__(self, widget: QWidget, least: int) -> None:
        super().__init__(widget)
        self._least = least

    def keep(self, least: int) -> None:
        """Take another least height, at 100 %."""
        self._least = least
        widget = self.parent()
        if isinstance(widget, QWidget):
            self._look(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the width or anything inside has changed."""
        if event.type() in _MOMENTS and isinstance(watched, QWidget):
            self._look(watched)
            if event.type() is QEvent.Type.Show and watched.isWindow():
                # Qt guesses a dialog's height from a width that is not this one
                watched.resize(watched.width(), watched.minimumHeight())
        return False

    def _look(self, widget: QWidget) -> None:
        layout = widget.layout()
        if layout is not None and layout.hasHeightForWidth():
            need = layout.totalMinimumHeightForWidth(widget.width())
            need = max(need, px(self._least))
            if widget.isWindow():
                need = min(need, _ground(widget).height())
            if need != widget.minimumHeight():
                widget.setMinimumHeight(need)


class Pane(QScrollArea):
    """Gives its one widget the room there is, and what it needs at least by scrolling.

    Qt's own way would ask a widget whose height follows its width for all it would like to have.
    """

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when something inside has changed."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self._fill()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        content, layout = self.widget(), self.widget().layout()
        if layout is None:
            return
        room = self.maximumViewportSize()
        wide = room.width()
        need = layout.totalMinimumHeightForWidth(wide)
        if need > room.height():
            wide -= self.verticalScrollBar().sizeHint().width()
            need = layout.totalMinimumHeightForWidth(wide)
        content.resize(wide, max(need, room.height()))


def keep_room(widget: QWidget, least: int = 0) -> _Keeper:
    """Keep ``widget`` high enough for its wrapped words, and no lower than ``least`` (at 100 %)."""
    keeper = _Keeper(widget, least)
    widget.installEventFilter(keeper)
    return keeper


def room_of(page: QWidget) -> int:
    """Give the height a page may have without scrolling, which is not the height it has."""
    above = page.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return page.height() if above is None else above.viewport().height()


def fit(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, in pixels at 100 %, as far as the screen has them."""
    ground = _ground(dialog)
    dialog.resize(min(px(width), ground.width()), min(px(height), ground.height()))


def _ground(dialog: QWidget) -> QRect:
    """Give the screen, or the window the dialog belongs to where that reaches farther."""
    ground = dialog.screen().availableGeometry()
    parent = dialog.parentWidget()
    return ground if parent is None else ground.united(parent.window().geometry())
