"""What the page 编制测算 is made of once a book is open: choices in, one pure calculation, shown.

The worker reads the ground once; every choice then recalculates here, exactly, within a frame.
Only counties of a size no county has (a nation in one book) are calculated by the worker.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QResizeEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from townoffice.desk import planning
from townoffice.desk.books import Book
from townoffice.desk.plan_rows import PlanRow
from townoffice.desk.trying import with_people
from townoffice.feedback import OfficeError, Progress
from townoffice.records import Category, Plan, Snapshot, StaffingResult
from ui.headline import Headline
from ui.office import Office
from ui.pages.staffing_acts import Acts
from ui.pages.staffing_choices import Choices, Memory, Move
from ui.pages.staffing_comparing import Comparing
from ui.pages.staffing_display import Display
from ui.pages.staffing_hands import Hands
from ui.pages.staffing_notices import Deeds
from ui.pages.staffing_plans import plan_name
from ui.pages.staffing_shelf import Shelf
from ui.pages.staffing_shown import IN_WORKER, Read, Shown, calculated, read_plans, table_of
from ui.pages.staffing_sides import Sides, rule_line
from ui.pages.staffing_trying import Trying
from ui.pages.staffing_views import View
from ui.pages.staffing_watch import Seen, Watch
from ui.room import room_of
from ui.tables import Cell, RecordTable
from ui.theme import px

__all__ = ["Body"]


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
        self._earlier: Snapshot | None = None
        self._memory, self._stale = Memory(), True
        self._book: Path | None = None
        self.headline, self.sides = Headline(self), Sides(self)
        self.bar, self.banners, self.fold = self.sides.bar, self.sides.banners, self.sides.fold
        self.trial, self.views, self.panel = self.sides.trial, self.sides.views, self.sides.panel
        self.note = self.sides.note
        self.display = Display(self)
        self.table = RecordTable[PlanRow](
            (),
            key=lambda row: row.unit.code,
            name="staffing",
            total=self._total,
            pinned=lambda _rows: self.display.pinned(),
        )
        self.table.setAccessibleName("编制测算")
        self.views.take_table(self.table)
        self.watch = Watch(office, self)
        self.acts = Acts(self)
        self.hands = Hands(self)
        self.trying = Trying(self)
        self.comparing = Comparing(self)
        self._lay_out()
        self._connect()

    def deeds(self) -> Deeds:
        """Give what the lines above the table can ask for."""
        return Deeds(
            self.acts.adopt_method,
            self.trying.end,
            self.panel.last.setFocus,
            self.acts.decide,
            self.hands.take_remedy,
        )

    def _lay_out(self) -> None:
        self.compare = self.headline.add_button(
            "比较", self._turn_compare, tip="现有、各种办法、已存的方案，最多四个并排比"
        )
        self.compare.setCheckable(True)
        self.keep = self.headline.add_button("另存方案…", self.acts.keep)
        self.print = self.headline.add_button("打印核定表…", self.acts.print_current)
        self.adopt = self.headline.add_button("采用方案…", self.acts.adopt, primary=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.headline)
        whole.addWidget(rule_line(self))
        whole.addWidget(self.sides, 1)

    def _connect(self) -> None:
        office, bar, table = self.office, self.bar, self.table
        office.changed.connect(self._look_again)
        office.year_changed.connect(self._look_again)
        office.closed.connect(self._close)
        bar.plans_wanted.connect(self.acts.list_plans)
        bar.trial_wanted.connect(self.trying.turn)
        bar.together_chosen.connect(lambda: self.comparing.go_to(View.TOGETHER))
        self.headline.link.connect(self._follow)
        self.panel.picked.connect(self._pick)
        self.panel.hovered.connect(lambda code: table.mark(code or None))
        self.watch.seen.connect(self._take_seen)
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
        self.sides.share_width(self.width())

    def give_way(self) -> None:
        """In a low window let choices, banners and note give way to the table."""
        tight = room_of(self) < px(_TIGHT)
        self.headline.give_way(low=tight)
        self.sides.give_way(low=tight)

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
        self.watch.stop()
        self.trying.close()
        self.ground, self.shown = None, None

    def _read(self) -> None:
        self._stale = False
        year = self.office.year

        def read(book: Book, _progress: Progress) -> Read:
            return read_plans(year, book)

        self.office.jobs.run(read, self._take_read, latest="staffing.read", wrong=self._failed)

    def _take_read(self, read: Read) -> None:
        self.ground, self.plans, self._earlier = read
        if self.shelf.find(self.choices.beside) is None:
            self.choices = replace(self.choices, beside=None)
        self.recalculate()

    def recalculate(self) -> None:
        """Calculate by the choices that hold and show it; what cannot be says why."""
        ground = self.ground
        if ground is None:
            return
        self.choices = self.choices.among(ground)
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
        self.watch.stop()
        self.display.show_failure(error)
        return True

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.display.show(shown)
        self.comparing.refresh()
        if self.ground is not None:
            tried = with_people(self.ground, self.choices.people)
            self.watch.rest(tried, shown.outcome, self._earlier)

    def _take_seen(self, seen: Seen) -> None:
        if self.shown is not None and self.shown.outcome is seen.outcome:
            self.display.show_notices(self.shown, seen)
            self.trying.show_seen(seen)

    def _turn_compare(self) -> None:
        comparing = self.views.view is View.COMPARE
        self.comparing.go_to(View.PLAN if comparing else View.COMPARE)

    def _total(self, rows: Sequence[PlanRow]) -> Sequence[Cell]:
        return self.display.total(rows)

    def _take_current(self, row: PlanRow | None, _key: str) -> None:
        if row is not None and row.unit.code != self.chosen:
            self.chosen = row.unit.code
            self.display.show_panel()
            self.trying.show()

    def _pick(self, code: str) -> None:
        self.chosen = code
        self.table.select(code)
        self.display.show_panel()
        self.trying.show()
        self.comparing.refresh()

    def pick_unit(self, code: str) -> None:
        """Show the reasons of a unit chosen in another view."""
        if code != self.chosen:
            self._pick(code)

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

    def against(self) -> str | None:
        """Name the plan compared with, None for the present posts alone."""
        plan = self.shelf.find(self.choices.beside)
        return plan_name(plan) if plan else None

    def print_request(self) -> tuple[str, int | None, planning.Order | None]:
        """Say what to print: the adopted plan shown, else a draft of what is shown."""
        if self.views.view is View.COMPARE:
            return self.comparing.table_id(), None, self.comparing.order()
        table = table_of(self.choices.order.category)
        if self.shown is None:
            return table, None, None
        plan = self.shelf.is_adopted(self.shown.outcome.result)
        return (table, plan.id, None) if plan else (table, None, self.shown.outcome.order)

    def recall(self, category: Category) -> Choices:
        """Give the choices a category was left with."""
        return self._memory.recall(self._book, category)

    def choose(self, after: Choices, text: str, *, slider: str = "") -> None:
        """Make one step of choosing; it can be undone, the steps of one ``slider`` as one."""
        if after != self.choices:
            self.undo.push(Move(text, self.choices, after, self._apply, slider))

    def _apply(self, choices: Choices) -> None:
        if choices.order.category is not self.choices.order.category:
            self.bar.forget_faults()
        self.choices = choices
        self._memory.keep(self._book, choices)
        self.recalculate()
