"""The tab 乡镇街道: which class is everyone, and who is near a line.

The page holds one frozen :class:`Overview`, read in the worker after every change; table, headline,
panel and picture are drawn from it. What is typed, pasted or filled down is weighed in the worker
against that overview and written as one change; the table then follows ``office.changed`` like any
other. The other readings take several calculations, so they are read after the page is shown.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from townoffice.feedback import BadChoice, Incomplete, OfficeError
from townoffice.records import Overview, Reading, UnitOverview
from ui.headline import Headline
from ui.pages import townships_work as work
from ui.pages.townships_chosen import START, Chosen
from ui.pages.townships_class import ClassCommand
from ui.pages.townships_columns import columns
from ui.pages.townships_commands import FIRST_FIGURE, UnitCommands
from ui.pages.townships_entry import Entry
from ui.pages.townships_history import offer_history
from ui.pages.townships_links import Links
from ui.pages.townships_panel import UnitPanel
from ui.pages.townships_sheet import UnitSheet
from ui.pages.townships_side import Side
from ui.pages.townships_totals import Totals
from ui.pages.townships_trying import Trying
from ui.pages.townships_way import Way
from ui.room import room_of
from ui.tables import Cell, Column, RecordTable
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.books import BookState
    from townoffice.desk.townships import Trial
    from ui.office import Office

__all__ = ["TownshipsPage"]

_NO_BOOK = ("还没有打开台账", "请打开或新建一本台账")
_FIRST = "有了单位和人口，这里就会给出分类、编制余缺和要留意的地方"


class TownshipsPage(QWidget):
    """Headline, table, note, other readings; the panel at the right."""

    TITLE = "乡镇街道"
    HELP = "townships"

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._office = office
        self.overview: Overview | None = None
        self._totals, self._dragged = Totals(), False
        self._state: BookState | None = None  # as of the last opening
        self.headline = Headline(self)
        self.headline.link.connect(self.follow)
        self.trying = Trying(office, lambda: self.overview, self)
        self.trying.moved.connect(self.reload)
        self.ways_button = self.headline.add_button(
            "口径…", self.trying.ask, tip="换指标、权重、算法或定类办法试算，台账不变"
        )
        self.columns_button = self.headline.add_button(
            "列…", self.choose_columns, tip="选择显示哪些列"
        )
        self.print_button = self.headline.add_button("打印分类测算表", self.print)
        self._way = Way()
        self._settings: tuple[tuple[str, str], ...] = ()
        self.table: RecordTable[UnitOverview] = RecordTable(
            self._columns(editable=False),
            key=lambda unit: unit.code,
            name=self.TITLE,
            total=self._total,
        )
        self.table.sort_by("index", descending=True)
        self.entry = Entry(office, self.table, lambda: self.overview)
        self.sheet = UnitSheet(self.table, self)
        self.note, self.readings = self.sheet.note, self.sheet.readings
        self.panel = UnitPanel(self)
        offer_history(office, self.table, self.panel, self)
        self._units = UnitCommands(office, self.table, lambda: self.overview, self)
        self.class_of = ClassCommand(office, self.table, lambda: self.overview, self)
        self.side = Side(office, self.panel, self)
        self.chosen = Chosen(office, self.table, self.side, self.panel, lambda: self.overview, self)
        self.links = Links(office, self.table, self.side.show_leaders, lambda: self.overview)
        self._arrange()
        self._connect()
        self._empty(*_NO_BOOK)
        if office.state is not None:  # made after the book was opened, as by the first import
            self._opened()
        self._glimpsed()

    def activate(self) -> None:
        """Take the focus when the tab is chosen, and say what is selected."""
        self.table.setFocus()
        self.table.hands.sum_selection()

    def find(self, text: str) -> bool:  # type: ignore[override]  # QWidget.find takes a window id
        """Go to the next unit that has the text (or its pinyin initials)."""
        return self.table.find(text)

    def choose_columns(self) -> None:
        """Open the column chooser."""
        self.table.choose_columns()

    def unit_commands(self) -> UnitCommands:
        """Give the commands about the unit of the current row."""
        return self._units

    def class_command(self) -> ClassCommand:
        """Give the command that sets the class of the current row's unit."""
        return self.class_of

    def print_request(self) -> "tuple[str, int | None, Trial | None]":
        """Name the table that 打印 is for: what is tried out, the newest adopted, else a draft."""
        return "classification", None, self.trying.draft()

    def print(self) -> None:
        """Open the preview of the classification table."""
        self._office.print_table(*self.print_request())

    def follow(self, link: str) -> None:
        """Do what a link of the headline says: filter, or go to a row or column."""
        self.links.follow(link)

    def reload(self, _moved: object = None) -> None:
        """Read the page afresh."""
        if self._office.county is None:
            return
        jobs, year = self._office.jobs, self._office.year
        jobs.run(
            partial(work.read_page, year, self.trying.settings()),
            self._take,
            latest="townships.page",
            wrong=self._nothing_yet,
        )

    # ── layout ────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.sheet)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.splitterMoved.connect(self._drag)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.headline)
        line = QFrame(self)
        line.setProperty("ground", "grid")
        line.setFixedHeight(1)
        whole.addWidget(line)
        whole.addWidget(self.trying.banner)
        whole.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        office = self._office
        office.opened.connect(self._opened)
        office.glimpsed.connect(self._glimpsed)
        office.closed.connect(self._close)  # bound: a page that is gone hears nothing
        office.changed.connect(self.reload)
        office.year_changed.connect(self.reload)
        self.table.selection_summed.connect(office.status)
        self.entry.refused.connect(self.sheet.fit)
        self.table.arranged.connect(self._units.go_awaited)
        self.panel.chart.hovered.connect(lambda code: self.table.mark(code or None))
        self.readings.unit_chosen.connect(self.chosen.go)

    def _columns(self, *, editable: bool) -> tuple[Column[UnitOverview], ...]:
        self._declared = columns(editable=editable, way=self._way)
        return self._declared

    def _total(self, rows: Sequence[UnitOverview]) -> Sequence[Cell]:
        keys = [column.key for column in self._declared]
        if self.overview is None:  # so too while the table is being made
            return self._totals.cells(keys, (), ())
        return self._totals.cells(keys, rows, {column.key for column in self.table.lanes.columns})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out height and width."""
        super().resizeEvent(event)
        self.give_way()
        if not self._dragged:
            panel = min(px(392), self.width() * 38 // 100)
            self.splitter.setSizes([self.width() - panel, panel])

    def give_way(self) -> None:
        """Share out the height there is: what is said least gives way first."""
        banner = self.trying.banner
        taken = banner.sizeHint().height() if not banner.isHidden() else 0
        self.headline.give_way(low=self.sheet.share(room_of(self) - taken))

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True

    # ── what the worker brings ────────────────────────────────────────────────────────────────

    def _opened(self) -> None:
        """Show the book that was opened; the frame may make the page before the page is told."""
        if self._office.state is not None and self._office.state is self._state:
            return
        self._state = self._office.state
        self.table.clear_wrong()
        self.table.set_columns(self._columns(editable=not self._office.read_only))
        self.reload()

    def _glimpsed(self) -> None:
        """Show the first look at a book that is being opened; it holds until the book is open."""
        if self._office.glimpse is not None:
            self._take(self._office.glimpse)
            self.print_button.setEnabled(False)
        elif self._office.state is None:
            self._empty(*_NO_BOOK)

    def _take(self, loaded: work.Loaded) -> None:
        self.overview, self._totals = loaded.page, loaded.totals
        page = loaded.page
        self.trying.show(page)
        way = Way.of(page.classification)
        turned = self._settings != page.settings or way != self._way
        self._follow_way(way)
        self.headline.set_text(*loaded.said)
        self.note.setText(loaded.note)
        self.table.show_rows(loaded.units)
        if turned:  # else rows keep their places while figures are typed
            self._settings = page.settings
            self.table.sort_by("index", descending=not way.by_rank)
            self.give_way()
        self._units.go_awaited()
        self.sheet.fit()
        self.print_button.setEnabled(page.classification is not None)
        self.ways_button.setEnabled(bool(page.units))
        current = self.table.current()
        if current is None and page.units:
            near = next((u for u in page.units if u.row and u.row.near_cut), page.units[0])
            self.table.select(near.code, START if near.row else FIRST_FIGURE)
        elif current is not None:
            if turned:
                self.table.select(current[0].code, current[1])
            self.chosen.show(current[0].code)
        else:
            self.panel.clear()
        self.readings.setVisible(page.classification is not None)
        if page.classification is not None and self._office.state is not None:
            self._office.jobs.run(
                partial(work.read_readings, page),
                partial(self._take_readings, page),
                latest="townships.readings",
            )

    def _follow_way(self, way: Way) -> None:
        """Head the columns as the way of classifying asks."""
        if way != self._way:
            self._way = way
            self.table.set_columns(self._columns(editable=not self._office.read_only))

    def _take_readings(self, page: Overview, readings: Sequence[Reading]) -> None:
        if page is self.overview:
            self.readings.show_readings(readings, page)
            if self.table.arranger.is_large():  # a small table is spelled while one types
                spell = partial(work.spell_names, page)
                self._office.jobs.run(spell, lambda _: None, latest="townships.names")

    def _nothing_yet(self, error: OfficeError) -> bool:
        """Show a book without indicators as such; every other error is told elsewhere."""
        if isinstance(error, BadChoice) and self.trying.settings():
            self.trying.clear()
            self._office.say("试算口径与现在的政策合不上，已恢复")
            self.reload()
            return True
        if not isinstance(error, Incomplete):
            return False
        self._empty("这本台账还没有乡镇街道", _FIRST)
        return True

    def _close(self) -> None:
        self._empty(*_NO_BOOK)

    def _empty(self, words: str, more: str) -> None:
        self.overview = None
        self.headline.set_text(words, more)
        self.note.setText("")
        self.table.show_rows(())
        self.readings.hide()
        self.panel.clear()
        self.print_button.setEnabled(False)
        self.ways_button.setEnabled(False)
