"""The left part of 乡镇街道: the table, its note, and under them the other readings.

They share one height. The table comes first: in a low window the readings fold to their headline,
in one lower still the note folds with them and the rows stand closer together.
"""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from townoffice.records import UnitOverview
from ui.pages.townships_readings import ReadingsPane
from ui.room import keep_room
from ui.tables import RecordTable
from ui.theme import px

__all__ = ["UnitSheet"]

_LINE = 28
"""Height of a line the table shows under its rows (what is wrong, the find bar), at 100 %."""

_LOW, _TIGHT, _TINY = 600, 450, 300
"""Heights of a page, at 100 %, below which its parts give way."""

_ROWS, _FEWEST = 5, 3
"""Rows that always show, and in a tiny page."""


class UnitSheet(QFrame):
    """Table, note and readings one under the other; the note stands right under the last row."""

    def __init__(self, table: RecordTable[UnitOverview], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "table")
        self.table, self.note, self.readings = table, QLabel(self), ReadingsPane(self)
        self._tight = self._tiny = False
        self.note.setProperty("tone", "second")
        self.note.setProperty("role", "note")
        self.note.setWordWrap(True)
        # margins of a layout, not of the label: a style sheet forgets a label's own
        self._around = QWidget(self)
        around = QVBoxLayout(self._around)
        around.setContentsMargins(px(20), px(10), px(16), px(8))
        around.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(table, 100)
        column.addWidget(self._around)
        column.addStretch(1)
        column.addWidget(self.readings)
        keep_room(self)
        table.arranged.connect(self.fit)
        self.readings.turned.connect(self._show_note)

    def share(self, height: int) -> bool:
        """Share the height of the page out; tell whether it is a tight one."""
        self._tight, self._tiny = height < px(_TIGHT), height < px(_TINY)
        self.table.set_dense(dense=self._tight)
        self.readings.give_way(low=height < px(_LOW))
        self._show_note()
        self.fit()
        return self._tight

    def changeEvent(self, event: QEvent) -> None:
        """Take the new sizes when theme or font change."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.fit()

    def fit(self) -> None:
        """Let the table be as high as its rows, so that the note stands right under them."""
        table, row = self.table, px(self.table.sheet.row_height)
        bar = table.sheet.horizontalScrollBar().sizeHint().height()
        fewest = _FEWEST if self._tiny else _ROWS
        table.sheet.setMinimumHeight(row * fewest + bar)
        extra = bar if table.sheet.horizontalScrollBar().maximum() > 0 else 0
        extra += sum(px(_LINE) for part in (table.notice, table.finder) if not part.isHidden())
        rows = max(1, len(table.rows()))
        least = table.sheet.minimumHeight() if rows > fewest else 0
        height = table.band.sizeHint().height() + max(least, row * rows + extra) + 1
        if rows <= fewest:
            table.sheet.setMinimumHeight(row * rows + extra)
        if height != table.maximumHeight():
            table.setMaximumHeight(height)
            layout = self.layout()
            if layout is not None:
                layout.activate()  # so that selecting a row scrolls no further than it must

    def _show_note(self) -> None:
        self._around.setVisible(not self._tight or not self.readings.folded())
