"""The small pages at the left of the preview."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.preview.pages import Pages
from ui.theme import font, px, theme


class _Sheet(QStyledItemDelegate):
    """Paints a small page over its number; the ground of the page in view lies under both."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one page in the colours of the theme."""
        rect: QRect = option.rect  # type: ignore[attr-defined]  # PySide6's stubs leave it out
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # the same
        colours = theme()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours.selection)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.accent)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        line = px(24)
        picture: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        picture.paint(painter, rect.adjusted(px(8), px(6), -px(8), -line))
        painter.setPen(colours.text)
        painter.setFont(font("note"))
        below = rect.adjusted(0, rect.height() - line, 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
        painter.restore()


class Thumbs(QListWidget):
    """One small picture per page, drawn when it comes into sight."""

    chosen = Signal(int)
    """A page was picked, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("页面缩略图")
        self.setItemDelegate(_Sheet(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFixedWidth(px(148))
        self.setSpacing(px(4))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages: Pages | None = None
        self._drawn: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_one)
        self.verticalScrollBar().valueChanged.connect(self._timer.start)
        self.currentRowChanged.connect(self._pick)

    def show_pages(self, pages: Pages | None) -> None:
        """List the pages of another document; a following ``mark`` shows which is in view."""
        self._pages = pages
        self._drawn.clear()
        share = max((s.height() / s.width() for s in pages.sizes), default=1.0) if pages else 1.0
        side = px(112)
        self.setIconSize(QSize(side, min(side, round(side * share))))
        cell = QSize(px(128), self.iconSize().height() + px(32))
        blank = QPixmap(self.iconSize())
        blank.fill(Qt.GlobalColor.transparent)
        with QSignalBlocker(self):
            self.clear()
            for n in range(len(pages) if pages else 0):
                item = QListWidgetItem(QIcon(blank), str(n + 1))
                item.setSizeHint(cell)
                item.setToolTip(f"第 {n + 1} 页")
                self.addItem(item)
        self._timer.start()

    def mark(self, page: int) -> None:
        """Mark the page in view."""
        if page != self.currentRow():
            with QSignalBlocker(self):
                self.setCurrentRow(page)
            self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More may have come into sight."""
        super().resizeEvent(event)
        self._timer.start()

    def _pick(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _draw_one(self) -> None:
        """Draw the first page in sight that has no picture yet, then let others have their turn."""
        pages, view = self._pages, self.viewport().rect()
        if pages is None or not self.isVisible():
            return
        for n in range(self.count()):
            item = self.item(n)
            if n not in self._drawn and self.visualItemRect(item).intersects(view):
                item.setIcon(self._picture(pages, n))
                self._drawn.add(n)
                self._timer.start()
                return

    def _picture(self, pages: Pages, page: int) -> QIcon:
        """A small sheet with its edge; drawn large first, or its lines would be too thick."""
        ratio, size = self.devicePixelRatioF(), pages.sizes[page]
        side = self.iconSize().width() * ratio
        width = side if size.width() >= size.height() else side * size.width() / size.height()
        small = pages.whole(page, round(width * 4)).scaledToWidth(
            round(width), Qt.TransformationMode.SmoothTransformation
        )
        painter = QPainter(small)
        painter.setPen(theme().rule)
        painter.drawRect(small.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture = QPixmap.fromImage(small)
        picture.setDevicePixelRatio(ratio)
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Selected)  # Qt would tint it
        return icon
