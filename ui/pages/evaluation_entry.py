"""The view 录入: marks typed, pasted and filled down as in a spreadsheet, and what is still owed.

What is typed is weighed and written by the worker as one change. A text that cannot be stays in its
cell in red with the reason and blocks nothing else.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from townoffice.records import AssessmentIndicator
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_beside import MarkPanel
from ui.pages.evaluation_cells import Cells, CellTyped
from ui.pages.evaluation_sheet import (
    SheetRow,
    sheet_columns,
    sheet_rows,
    target_key,
    value_key,
)
from ui.pages.staffing_segments import Segments
from ui.tables import RecordTable
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage
    from townoffice.desk.evaluation_marks import MarkChange
    from ui.office import Office

__all__ = ["EntryView"]

_PANEL = 392
_SIDE_BY_SIDE = 6


class EntryView(QWidget):
    """The sheet of marks of one group of entrants."""

    def __init__(self, office: "Office", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._page: ContestPage | None = None
        self._group = ""
        self._dragged = False
        self._declared: tuple[AssessmentIndicator, ...] = ()
        self.groups = Segments("考核分组", self, side_by_side=_SIDE_BY_SIDE)
        self.progress = QLabel(self)
        self.progress.setProperty("tone", "second")
        self.table: RecordTable[SheetRow] = RecordTable(
            sheet_columns(()), key=lambda row: row.entrant.subject, name="考核录入"
        )
        self.cells: Cells[SheetRow] = Cells(self.table)
        self.panel = MarkPanel(self)
        self.about = QAction("说明和佐证…", self)
        self.about.triggered.connect(lambda _checked: self.ask_about())
        self.table.addAction(self.about)
        self._arrange()
        self.groups.chosen.connect(self.show_group)
        self.cells.typed.connect(self._typed)
        self.table.current_changed.connect(lambda _row, _key: self._tell())
        self.table.explain_asked.connect(lambda _row, _key: self._tell())
        self.table.selection_summed.connect(self._sum)
        self.panel.asked.connect(self.ask_about)
        self.panel.wanted.connect(self.go)

    def show_page(self, page: "ContestPage | None") -> None:
        """Show a contest; None: there is none."""
        self._page = page
        self.panel.setVisible(page is not None)
        names = page.known.group_names if page is not None else ()
        if self._group not in names:
            self._group = next(iter(names), "")
        self.groups.show_ways([(name, name) for name in names], self._group)
        self.groups.setVisible(len(names) > 1)
        self._show()

    def show_group(self, name: str) -> None:
        """Show another group."""
        self._group = name
        if self._page is not None:
            self.show_page(self._page)
        self.table.setFocus()

    def go(self, indicator_id: int, subject: str) -> None:
        """Go to a cell, whatever group it is in."""
        entrant = self._page.known.entrant(subject) if self._page is not None else None
        if entrant is None:
            return
        if entrant.group != self._group:
            self.show_group(entrant.group)
        self.table.clear_filters()
        self.table.select(subject, f"v{indicator_id}")
        self.table.setFocus()

    def go_missing(self) -> None:
        """Go to the first cell nothing is entered in."""
        if self._page is not None and self._page.missing:
            first = self._page.missing[0]
            self.go(first.indicator_id, first.subjects[0])

    def indicator(self) -> AssessmentIndicator | None:
        """Give the indicator of the current cell."""
        current = self.table.current()
        key = current[1] if current is not None else ""
        return next((o for o in self._declared if key in {value_key(o), target_key(o)}), None)

    def ask_about(self) -> None:
        """Ask for what stands beside the mark of the current cell."""
        current, indicator = self.table.current(), self.indicator()
        if self._page is None or current is None or indicator is None:
            self._office.say("请先在表里选一格得分")
            return
        if self._page.known.closed or self._office.read_only:
            self._office.say("考核已发布，不能再改" if self._page.known.closed else "台账是只读的")
            return
        from ui.pages.evaluation_mark import MarkForm  # noqa: PLC0415  read when first wanted

        MarkForm(self._office, self, self._page.known, current[0].entrant, indicator).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width until somebody did."""
        super().resizeEvent(event)
        if not self._dragged:
            panel = min(px(_PANEL), self.width() * 36 // 100)
            self.splitter.setSizes([self.width() - panel, panel])

    # ── layout ────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        left = QFrame(self)
        left.setProperty("ground", "table")
        head = QHBoxLayout()
        head.setContentsMargins(px(20), px(6), px(16), px(6))
        head.setSpacing(px(16))
        head.addWidget(self.groups)
        head.addWidget(self.progress, 1)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.splitterMoved.connect(self._drag)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _sum(self, words: str) -> None:
        """Say what is selected, unless the other view is in front."""
        if self.isVisible():
            self._office.status.emit(words)

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True

    # ── what is shown ─────────────────────────────────────────────────────────────────────────

    def _show(self) -> None:
        page = self._page
        if page is None:
            self.table.show_rows(())
            self.progress.setText("")
            self.panel.clear()
            return
        indicators = page.known.of_group(self._group)
        if indicators != self._declared:
            self._declared = indicators
            self.table.show_rows(())  # rows are read by the place of their columns
            self.table.set_columns(sheet_columns(indicators))
            self.table.clear_wrong()
        rows = sheet_rows(page, self._group, writable=not self._office.read_only)
        self.table.show_rows(rows)
        if self.table.current() is None and rows and indicators:
            self.table.select(rows[0].entrant.subject, value_key(indicators[0]))
        cells = sum(len(row.marks) for row in rows)
        filled = sum(row.filled for row in rows)
        left = f"，还缺 {cells - filled} 格" if filled < cells else ""
        self.progress.setText(f"已填 {filled} / {cells} 格{left}")
        self._tell()

    def _tell(self) -> None:
        current, indicator = self.table.current(), self.indicator()
        if self._page is None:
            return
        row = current[0] if current is not None else None
        self.panel.show_mark(self._page, row.entrant if row is not None else None, indicator)

    # ── what is typed ─────────────────────────────────────────────────────────────────────────

    def _typed(self, typed: "Sequence[CellTyped[SheetRow]]", verb: str, left_over: str) -> None:
        page = self._page
        if page is None:
            return
        if not typed:
            self._office.say(left_over or "这里没有可以填的格")
            return
        from townoffice.desk.evaluation_marks import (  # noqa: PLC0415  read by the worker
            MarkField,
            MarkTyped,
        )

        marks = [
            MarkTyped(
                one.record.entrant.subject,
                int(one.key[1:]),
                one.text,
                MarkField.TARGET if one.key.startswith("t") else MarkField.VALUE,
            )
            for one in typed
        ]
        job = partial(writing.write_marks, page.known, marks, verb)
        self._office.jobs.write(job, partial(self._written, verb, left_over))

    def _written(self, verb: str, left_over: str, changes: "Sequence[MarkChange]") -> None:
        from townoffice.desk.evaluation_marks import MarkField  # noqa: PLC0415  by the worker

        refused = [change for change in changes if change.refused]
        for change in changes:
            typed = change.typed
            kind = "t" if typed.field is MarkField.TARGET else "v"
            key = f"{kind}{typed.indicator_id}"
            if change.problem is None:
                self.table.clear_wrong(typed.subject, key)
            else:
                reason = f"{change.problem.what}。{change.problem.hint}"
                self.table.mark_wrong(typed.subject, key, typed.text, reason)
        moved = [change for change in changes if change.moves]
        if len(changes) == 1 and moved:
            self._office.say(f"已{verb}{moved[0].name}{moved[0].label}", undo=True)
        elif len(changes) > 1 or left_over:
            said = f"已{verb} {len(moved)} 格"
            said += f"，{len(refused)} 格填不进去，标红处请改" if refused else ""
            self._office.say(f"{said}。{left_over}".rstrip("。"), undo=bool(moved))
