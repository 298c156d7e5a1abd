"""The widget of a tree: boxes fold by their handle, and by the keys of an ordinary tree."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.charts.pictures import TreePicture
from ui.charts.tree import Trees
from ui.charts.view import ChartView

__all__ = ["TreeView"]


class TreeView(ChartView):
    """A picture that folds; ``turned`` gives the box to fold away or to open."""

    turned = Signal(str)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold at a handle; else report the box."""
        drawer = self._drawer
        if isinstance(drawer, Trees) and event.button() is Qt.MouseButton.LeftButton:
            key = drawer.handle_at(event.position(), self._frame())
            if key:
                self.turned.emit(key)
                return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds, Right opens, Space does what is not; Up and Down go on."""
        picture, key = self.picture(), event.key()
        if not isinstance(picture, TreePicture):
            return
        chosen = next((box for box in picture.root.all() if box.key == picture.chosen), None)
        foldable = chosen is not None and chosen.below and chosen is not picture.root
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space):
            folded = picture.chosen in picture.folded
            wanted = not folded if key == Qt.Key.Key_Space else key == Qt.Key.Key_Left
            if foldable and wanted != folded:
                self.turned.emit(picture.chosen)
            return
        super().keyPressEvent(event)
