"""What the page 编制测算 is made of once a book is open: choices in, one pure calculation, shown.

The worker reads the ground once; every choice then recalculates here, exactly, within a frame.
Only counties of a size no county has (a nation in one book) are calculated by the worker.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from townoffice.desk import planning
from townoffice.desk.books import Book
from townoffice.desk.parameters import Parameter, methods, parameters
from townoffice.desk.plan_rows import PlanRow, usual_total
from townoffice.feedback import OfficeError, Progress
from townoffice.records import Category, Plan, StaffingResult
from ui.headline import Headline
from ui.office import Office
from ui.pages import staffing_words as words
from ui.pages.staffing_acts import Acts
from ui.pages.staffing_banner import Banners
from ui.pages.staffing_bar import Bar
from ui.pages.staffing_choices import Choices, Memory, Move
from ui.pages.staffing_fold import Fold
from ui.pages.staffing_hands import Hands
from ui.pages.staffing_panel import Panel
from ui.pages.staffing_plans import plan_name
from ui.pages.staffing_shelf import Shelf
from ui.pages.staffing_shown import IN_WORKER, Read, Shown, calculated, read_plans, table_of
from ui.pages.staffing_table import columns, reserve_cells, total_cells
from ui.room import keep_room, room_of
from ui.tables import Cell, Column, RecordTable
from ui.theme import px

__all__ = ["Body"]


_ROWS = 4
"""Rows that always show."""
_TIGHT = 450
"""Height of a page, at 100 %, below which choices, banners and note give way to the table."""


class Body(QWidget):
    """Headline, choices, banners, table and panel of one book's staffing."""

    def __init__(self, office: Office, acts: QUndoStack) -> None:
        super().__init__()
        self.office, self.undo = office, acts
        self.choices = Choices(planning.Order(Category.ADMIN))
        self.ground: planning.Ground | None = None
        self.plans: tuple[Plan, ...] = ()
        self.shown: Shown | None = None
        self.chosen: str | None = None
        self._memory, self._stale = Memory(), True
        self._book: Path | None = None
        self._dragged = False
        self._layout_of_table: object = None
        self._columns: tuple[Column[PlanRow], ...] = ()
        self.headline, self.bar, self.banners = Headline(self), Bar(self), Banners(self)
        self.fold = Fold(self.bar, self.banners, self)
        self.panel, self.note = Panel(self), QLabel(self)
        self.table = RecordTable[PlanRow](
            (),
            key=lambda row: row.unit.code,
            name="staffing",
            total=self._total,
            pinned=self._pinned,
        )
        self.table.setAccessibleName("编制测算")
        self.acts = Acts(self)
        self.hands = Hands(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.keep = self.headline.add_button("另存方案…", self.acts.keep)
        self.print = self.headline.add_button("打印核定表…", self.acts.print_current)
        self.adopt = self.headline.add_button("采用方案…", self.acts.adopt, primary=True)
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "second")
        self.note.setProperty("role", "note")
        left = QWidget(self)
        left.setProperty("ground", "table")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.fold, self.bar, self.banners):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        # margins of a layout, not of the label: a style sheet forgets a label's own
        self._note_line = QWidget(left)
        around = QVBoxLayout(self._note_line)
        around.setContentsMargins(px(20), px(8), px(16), px(10))
        around.addWidget(self.note)
        column.addWidget(self._note_line)
        keep_room(left)
        self.sides = QSplitter(Qt.Orientation.Horizontal, self)
        self.sides.addWidget(left)
        self.sides.addWidget(self.panel)
        self.sides.setStretchFactor(0, 1)
        self.sides.setChildrenCollapsible(False)
        self.sides.splitterMoved.connect(self._drag)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.headline)
        whole.addWidget(_rule(self))
        whole.addWidget(self.sides, 1)

    def _connect(self) -> None:
        office, bar, table = self.office, self.bar, self.table
        office.changed.connect(self._look_again)
        office.year_changed.connect(self._look_again)
        office.closed.connect(self._close)
        bar.plans_wanted.connect(self.acts.list_plans)
        self.banners.decide_wanted.connect(self.acts.decide)
        self.banners.ranking_wanted.connect(self.panel.last.setFocus)
        self.headline.link.connect(self._follow)
        self.panel.picked.connect(self._pick)
        self.panel.hovered.connect(lambda code: table.mark(code or None))
        table.current_changed.connect(self._take_current)
        table.explain_asked.connect(self._explain)
        table.selection_summed.connect(office.status)

    def open(self) -> None:
        """Begin with another book: its choices as they were left, its ground read afresh."""
        self.undo.clear()
        self._book = self.office.path
        self.ground, self.shown = None, None
        self.choices = self._memory.recall(self._book, self.choices.order.category)
        self.bar.forget_faults()
        self._look_again()

    def activate(self) -> None:
        """Read what moved while nobody looked."""
        if self._stale and self.office.state is not None:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel beside the table, and the table the wider of the two."""
        super().resizeEvent(event)
        self.give_way()
        if not self._dragged:
            panel = min(px(410), self.width() * 36 // 100)
            self.sides.setSizes([self.width() - panel, panel])

    def give_way(self) -> None:
        """In a low window let choices, banners and note give way to the table."""
        tight = room_of(self) < px(_TIGHT)
        self.table.set_dense(dense=tight)
        bar = self.table.sheet.horizontalScrollBar().sizeHint().height()
        self.table.sheet.setMinimumHeight(px(self.table.sheet.row_height) * _ROWS + bar)
        self.headline.give_way(low=tight)
        self.fold.give_way(low=tight)
        self._note_line.setVisible(not tight)

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True

    def showEvent(self, event: QShowEvent) -> None:
        """Come into sight: read what moved meanwhile."""
        super().showEvent(event)
        self.activate()

    def _look_again(self, _what: object = None) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _close(self) -> None:
        self.undo.clear()
        self.ground, self.shown = None, None

    def _read(self) -> None:
        self._stale = False
        year = self.office.year

        def read(book: Book, _progress: Progress) -> Read:
            return read_plans(year, book)

        self.office.jobs.run(read, self._take_read, latest="staffing.read", wrong=self._failed)

    def _take_read(self, read: Read) -> None:
        self.ground, self.plans = read
        if self.shelf.find(self.choices.beside) is None:
            self.choices = replace(self.choices, beside=None)
        self.recalculate()

    def recalculate(self) -> None:
        """Calculate by the choices that hold and show it; what cannot be says why."""
        ground = self.ground
        if ground is None:
            return
        choices, other = self.choices, self.other()
        if len(ground.county.units) >= IN_WORKER:
            self.office.jobs.run(
                lambda _book, _progress: calculated(ground, choices, other),
                self._show,
                latest="staffing.plan",
                wrong=self._failed,
            )
            return
        try:
            shown = calculated(ground, choices, other)
        except OfficeError as error:
            self._failed(error)
        else:
            self._show(shown)

    def _failed(self, error: OfficeError) -> bool:
        """Show why nothing could be calculated; the last result stays to be compared with."""
        self.banners.show_failure(str(error))
        self.fold.tell()
        for button in (self.keep, self.print, self.adopt):
            button.setEnabled(False)
        if self.ground is not None:
            found = parameters(self.ground, self.choices.order)
            self._show_bar(found, {})
        if self.shown is None:
            self.headline.set_text("还不能测算编制", "原因见下，补齐后自动重算。")
        else:
            self.headline.set_text(*words.failed())
        return True

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        result = shown.outcome.result
        self.headline.set_text(
            words.headline(result, shown.found),
            words.sub_line(shown.found, self.shelf.standing(result)),
        )
        reserve = next((p for p in shown.parameters if p.key == "reserve_share"), None)
        notes = {reserve.key: f"= {result.reserve} 名"} if reserve else {}
        self._show_bar(shown.parameters, notes)
        self.banners.show_seats(words.banners(shown.outcome))
        self.fold.tell()
        self._show_table(shown)
        self.note.setText(words.inferred_sentence(shown.parameters))
        self.note.setVisible(bool(self.note.text()))
        self.keep.setEnabled(not self.office.read_only)
        self.adopt.setEnabled(not self.office.read_only)
        self.print.setEnabled(True)
        self._show_panel()

    def _show_bar(self, found: Sequence[Parameter], notes: dict[str, str]) -> None:
        order = self.choices.order
        method = order.method or (planning.method_of(self.ground) if self.ground else "")
        self.bar.show_methods(methods(self.ground) if self.ground else (), method)
        usual = usual_total(self.ground, order.category) if self.ground else None
        self.bar.show_order(order, found, notes, usual=usual, moved=self.choices.moved)
        plans = [(plan.id or 0, plan_name(plan)) for plan in reversed(self.shelf.fitting())]
        self.bar.show_beside(plans, self.choices.beside)

    def _show_table(self, shown: Shown) -> None:
        against = self._against()
        inferred = frozenset(p.key for p in shown.parameters if p.value.inferred)
        made = columns(shown.outcome, inferred, against)
        layout = (tuple((c.key, c.name) for c in made), inferred)
        if layout != self._layout_of_table:
            self._layout_of_table = layout
            self._columns = made
            self.table.set_columns(made)
        self.table.show_rows(shown.rows)
        codes = {row.unit.code for row in shown.rows}
        if self.chosen not in codes:
            self.chosen = shown.rows[0].unit.code
            self.table.select(self.chosen, "posts")

    def _show_panel(self) -> None:
        if self.shown is not None:
            self.panel.show_plan(self.shown.outcome, self.shown.rows, self._against(), self.chosen)

    def _total(self, rows: Sequence[PlanRow]) -> Sequence[Cell]:
        return total_cells(self._columns, rows)

    def _pinned(self, _rows: Sequence[PlanRow]) -> Sequence[Sequence[Cell]]:
        if self.shown is None or not self.shown.outcome.result.reserve:
            return ()
        other = self.other()
        kept = None if other is None else other.reserve
        return (reserve_cells(self._columns, self.shown.outcome, kept),)

    def _take_current(self, row: PlanRow | None, _key: str) -> None:
        if row is not None and row.unit.code != self.chosen:
            self.chosen = row.unit.code
            self._show_panel()

    def _pick(self, code: str) -> None:
        self.chosen = code
        self.table.select(code)
        self._show_panel()

    def _explain(self, row: PlanRow, _key: str) -> None:
        self._pick(row.unit.code)
        self.panel.tree.setFocus()

    def _follow(self, link: str) -> None:
        if self.shown is None:
            return
        found = self.shown.found
        meant = {"over": found.over, "down": found.down, "up": found.up}.get(link, ())
        if meant:
            self._pick(meant[0].code)

    @property
    def shelf(self) -> Shelf:
        """The plans of the category shown."""
        return Shelf(self.plans, self.choices.order.category)

    def other(self) -> StaffingResult | None:
        """Give the result compared with."""
        return self.shelf.result(self.shelf.find(self.choices.beside))

    def _against(self) -> str | None:
        plan = self.shelf.find(self.choices.beside)
        return plan_name(plan) if plan else None

    def print_request(self) -> tuple[str, int | None, planning.Order | None]:
        """Say what to print: the adopted plan shown, else a draft of what is shown."""
        table = table_of(self.choices.order.category)
        if self.shown is None:
            return table, None, None
        plan = self.shelf.is_adopted(self.shown.outcome.result)
        return (table, plan.id, None) if plan else (table, None, self.shown.outcome.order)

    def recall(self, category: Category) -> Choices:
        """Give the choices a category was left with."""
        return self._memory.recall(self._book, category)

    def choose(self, after: Choices, text: str) -> None:
        """Make one step of choosing; it can be undone."""
        if after != self.choices:
            self.undo.push(Move(text, self.choices, after, self._apply))

    def _apply(self, choices: Choices) -> None:
        if choices.order.category is not self.choices.order.category:
            self.bar.forget_faults()
        self.choices = choices
        self._memory.keep(self._book, choices)
        self.recalculate()


def _rule(parent: QWidget) -> QWidget:
    rule = QWidget(parent)
    rule.setFixedHeight(1)
    rule.setAutoFillBackground(True)
    rule.setBackgroundRole(QPalette.ColorRole.Mid)
    return rule
