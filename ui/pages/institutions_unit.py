"""One unit: its grouped list at the left, the tree beside it; one selection drives both."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from ui.pages.institutions_columns import COLUMNS, total_cells
from ui.pages.institutions_entry import Entry
from ui.pages.institutions_lines import Line, LineKind, lines_of
from ui.pages.institutions_panel import TreePanel
from ui.pages.institutions_words import note
from ui.tables import Cell, RecordTable
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.institution_views import UnitPage
    from ui.office import Office

__all__ = ["UnitView"]

_ROW, _LINE = 30, 28
_PANEL = 560


class UnitView(QSplitter):
    """Shows a unit; ``row_chosen`` tells the line that is current."""

    row_chosen = Signal(object)

    def __init__(self, office: "Office", parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._office = office
        self.page: UnitPage | None = None
        self._lines: tuple[Line, ...] = ()
        self._dragged = False
        self.table: RecordTable[Line] = RecordTable(
            COLUMNS,
            key=lambda line: line.key,
            name="机构设置",
            total=self._total,
            heads=lambda line: line.kind is LineKind.HEAD,
            row_height=_ROW,
        )
        self.entry = Entry(office, self.table)
        self.note = QLabel(self)
        self.panel = TreePanel(self)
        self._arrange()
        self.table.arranged.connect(self._fit)
        self.table.sheet.scrolled.connect(self._fit)
        self.table.current_changed.connect(self._chosen)
        self.table.selection_summed.connect(office.status)
        self.panel.chosen.connect(self._go)
        self.panel.hovered.connect(lambda key: self.table.mark(key or None))

    def show_unit(self, page: "UnitPage", *, editable: bool) -> None:
        """Show a unit; the row that was current stays so while it is there."""
        other = self.page is None or self.page.code != page.code
        self.page = page
        self._lines = lines_of(page, editable=editable)
        if other:
            self.table.clear_wrong()
        self.table.show_rows(self._lines)
        self.note.setText(note(page))
        if other or self.table.current() is None:
            self.table.select(self.first_wrong(), "name")
        self._draw()

    def clear(self) -> None:
        """Show nothing."""
        self.page, self._lines = None, ()
        self.table.show_rows(())
        self.note.setText("")
        self.panel.clear()

    def line(self) -> Line | None:
        """Give the current row."""
        current = self.table.current()
        return None if current is None else current[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture its width until somebody drags the edge."""
        super().resizeEvent(event)
        if not self._dragged:
            panel = min(px(_PANEL), self.width() * 42 // 100)
            self.setSizes([self.width() - panel, panel])

    def _arrange(self) -> None:
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        left = QFrame(self)
        left.setProperty("ground", "table")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 100)
        around = QVBoxLayout()
        around.setContentsMargins(px(20), px(8), px(16), px(8))
        self.note.setProperty("tone", "second")
        self.note.setProperty("role", "note")
        self.note.setWordWrap(True)
        around.addWidget(self.note)
        column.addLayout(around)
        column.addStretch(0)
        self.addWidget(left)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._drag)

    def _fit(self) -> None:
        """Let the table be as high as its rows, so that the note stands right under them."""
        table = self.table
        extra = table.sheet.horizontalScrollBar()
        high = table.band.sizeHint().height() + px(_ROW) * max(1, len(table.rows())) + 1
        high += extra.sizeHint().height() if extra.maximum() > 0 else 0
        high += sum(px(_LINE) for part in (table.notice, table.finder) if not part.isHidden())
        if high != table.maximumHeight():
            table.setMaximumHeight(high)

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True

    def first_wrong(self) -> str:
        """Give the row to begin with: the first that something is wrong with."""
        wrong = (line for line in self._lines if line.verdict.severity and line.state)
        usual = (line for line in self._lines if line.state)
        first = next(wrong, None) or next(usual, None) or next(iter(self._lines), None)
        return first.key if first else ""

    def _total(self, rows: Sequence[Line]) -> Sequence[Cell]:
        return total_cells(self.page, rows, len(self._lines))

    def _chosen(self, line: object, _column: str) -> None:
        if isinstance(line, Line):
            self._draw()
            self.row_chosen.emit(line)

    def _draw(self) -> None:
        if self.page is not None:
            line = self.line()
            self.panel.show_unit(self.page, self._lines, line.key if line else "")

    def _go(self, key: str) -> None:
        if self.table.row_of(key) < 0:
            self.table.clear_filters()
        current = self.table.current()
        self.table.select(key, current[1] if current else "name")
