"""Room for words: a layout alone gives wrapped labels less height than they need.

Qt asks a window, and a pane of a splitter, for a smallest size that knows nothing of the width, so
words that wrap onto more lines are cut. :func:`keep_room` makes any widget with a layout as high as
its words need at the width it has. :func:`fit` opens a dialog no larger than the screen.
"""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QWidget

from ui.theme import px

__all__ = ["fit", "keep_room"]

_MOMENTS = {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}


class _Keeper(QObject):
    """Watches one widget and keeps its least height up to date."""

    def __init__(self, widget: QWidget, least: int) -> None:
        super().__init__(widget)
        self._least = least

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the width or anything inside has changed."""
        if event.type() in _MOMENTS and isinstance(watched, QWidget):
            layout = watched.layout()
            if layout is not None and layout.hasHeightForWidth():
                need = layout.totalMinimumHeightForWidth(watched.width())
                need = max(need, px(self._least))
                if watched.isWindow():
                    need = min(need, _ground(watched).height())
                if need != watched.minimumHeight():
                    watched.setMinimumHeight(need)
        return False


def keep_room(widget: QWidget, least: int = 0) -> None:
    """Keep ``widget`` high enough for its wrapped words, and no lower than ``least`` (at 100 %)."""
    widget.installEventFilter(_Keeper(widget, least))


def fit(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, in pixels at 100 %, as far as the screen has them."""
    ground = _ground(dialog)
    dialog.resize(min(px(width), ground.width()), min(px(height), ground.height()))


def _ground(dialog: QWidget) -> QRect:
    """Give the screen, or the window the dialog belongs to where that reaches farther."""
    ground = dialog.screen().availableGeometry()
    parent = dialog.parentWidget()
    return ground if parent is None else ground.united(parent.window().geometry())
