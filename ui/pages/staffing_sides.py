"""Where the parts of 编制测算 stand: choices and table at the left, panel at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from ui.pages.staffing_banner import Banners
from ui.pages.staffing_bar import Bar
from ui.pages.staffing_fold import Fold
from ui.pages.staffing_panel import Panel
from ui.pages.staffing_trial import Trial
from ui.pages.staffing_views import Views
from ui.room import keep_room
from ui.theme import px

__all__ = ["Sides", "rule_line"]

_ROWS = 4
"""Rows that always show."""


class Sides(QSplitter):
    """Two sides whose widths follow the page until somebody drags them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.bar, self.banners, self.trial = Bar(self), Banners(self), Trial(self)
        self.fold = Fold(self.bar, self.banners, self)
        self.views, self.panel, self.note = Views(), Panel(self), QLabel(self)
        self._dragged = False
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "second")
        self.note.setProperty("role", "note")
        self.addWidget(self._left())
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._drag)

    def _left(self) -> QWidget:
        left = QWidget(self)
        left.setProperty("ground", "table")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.fold, self.bar, self.trial, self.banners):
            column.addWidget(widget)
        column.addWidget(self.views, 1)
        # margins of a layout, not of the label: a style sheet forgets a label's own
        self.note_line = QWidget(left)
        around = QVBoxLayout(self.note_line)
        around.setContentsMargins(px(20), px(8), px(16), px(10))
        around.addWidget(self.note)
        column.addWidget(self.note_line)
        keep_room(left)
        return left

    def share_width(self, width: int) -> None:
        """Keep the panel beside the table, and the table the wider of the two."""
        if not self._dragged:
            panel = min(px(410), width * 36 // 100)
            self.setSizes([width - panel, panel])

    def give_way(self, *, low: bool) -> None:
        """In a low window let choices, banners and note give way to the table."""
        table = self.views.table
        table.set_dense(dense=low)
        bar = table.sheet.horizontalScrollBar().sizeHint().height()
        table.sheet.setMinimumHeight(px(table.sheet.row_height) * _ROWS + bar)
        self.fold.give_way(low=low)
        self.note_line.setVisible(not low)

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True


def rule_line(parent: QWidget) -> QWidget:
    """Make the line under the headline."""
    rule = QWidget(parent)
    rule.setFixedHeight(1)
    rule.setAutoFillBackground(True)
    rule.setBackgroundRole(QPalette.ColorRole.Mid)
    return rule
