"""What the two histories share: a line that sums them up, tables that follow the book, buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.theme import px

__all__ = ["frame_history", "halves"]


def frame_history(
    dialog: QDialog, title: str, middle: Sequence[QWidget], buttons: Sequence[QPushButton] = ()
) -> QLabel:
    """Lay a history out: the line, the middle (its first widget takes the room), the buttons, 关闭.

    No button is the dialog's own: Enter belongs to the tables. The line comes back to be filled.
    """
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    about = QLabel()
    about.setProperty("tone", "second")
    about.setWordWrap(True)
    close = QPushButton("关闭")
    close.clicked.connect(dialog.close)
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(close)
    for button in (*buttons, close):
        button.setAutoDefault(False)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(px(16), px(12), px(16), px(12))
    column.setSpacing(px(10))
    column.addWidget(about)
    for place, widget in enumerate(middle):
        column.addWidget(widget, 1 if place == 0 else 0)
    column.addLayout(row)
    return about


def halves(above: QWidget, title: QLabel, below: QWidget, shares: tuple[int, int]) -> QSplitter:
    """Put a table above another that has a title; they share the height, and more of it, so."""
    title.setProperty("bold", "true")
    title.setWordWrap(True)
    lower = QWidget()
    column = QVBoxLayout(lower)
    column.setContentsMargins(0, px(4), 0, 0)
    column.setSpacing(px(6))
    column.addWidget(title)
    column.addWidget(below, 1)
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.setChildrenCollapsible(False)
    for place, (widget, share) in enumerate(zip((above, lower), shares, strict=True)):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, share)
    return splitter
