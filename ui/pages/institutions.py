"""The tab 机构设置: what every unit may have, what it has, and whether anything is over its limit.

The page holds one frozen register of the county as of a day, read in the worker after every change;
headline, lists and pictures are drawn from it. Every act is a draft of the desk that a dialog asks
for; the page then follows ``office.changed`` like any other.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from townoffice.feedback import Incomplete, OfficeError
from ui.headline import Headline
from ui.links import link_button
from ui.pages import institutions_work as work
from ui.pages.institutions_acts import Acts
from ui.pages.institutions_beside import VIEWS, BesideView
from ui.pages.institutions_beside_rows import Beside
from ui.pages.institutions_county import UnitRow, county_table
from ui.pages.institutions_finder import SETUP, Finder
from ui.pages.institutions_lines import Line, breaches
from ui.pages.institutions_switch import COUNTY, UnitSwitch
from ui.pages.institutions_unit import UnitView
from ui.pages.staffing_segments import Segments
from ui.room import room_of
from ui.tables import RecordTable
from ui.theme import px
from ui.warning_line import WarningLine

if TYPE_CHECKING:
    from townoffice.desk.institution_views import CountyRegister, UnitPage
    from townoffice.records import Changes
    from ui.office import Office

__all__ = ["InstitutionsPage"]

_NO_BOOK = ("还没有打开台账", "请打开或新建一本台账")
_NO_UNITS = ("这本台账还没有乡镇街道", "有了单位，就可以登记它们的机构")
_TIGHT = 450
"""Height of the page, at 100 %, below which its parts give way."""


class InstitutionsPage(QWidget):
    """Headline, unit switch, and under them the view that is chosen."""

    TITLE = "机构设置"
    HELP = "institutions"

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._office = office
        self.county: CountyRegister | None = None
        self.code = COUNTY
        self._loaded: work.Loaded | None = None
        self._awaited: tuple[str, str] | None = None
        self.headline = Headline(self)
        self.acts = Acts(office, self._unit, self._line, self)
        for words, act, tip in (
            ("新增机构…", self.acts.new, "按文件设立，或登记已有的机构"),
            ("套用模板…", self.acts.template, "按现行政策的样式改设，先看新旧对照"),
            ("沿革…", self.acts.history, "机构怎样来的；任何一天的登记册"),
            ("打印机构一览表", self.print, ""),
        ):
            self.headline.add_button(words, act, tip=tip)
        self.switch = UnitSwitch(self)
        self.views = Segments("查看", self, side_by_side=len(VIEWS) + 1)
        self.unit = UnitView(office, self)
        self.table = county_table()
        self.unadopted = WarningLine(self)
        self.adopt = link_button("采用示例政策", self._adopt, self.unadopted)
        self.unadopted.row.addWidget(self.adopt)
        self.unadopted.row.setContentsMargins(px(20), px(6), px(16), px(6))
        self.unadopted.say("")
        self.stack = QStackedWidget(self)
        self.beside = {key: BesideView(office, key, self) for key in VIEWS}
        for part in (self.table, self.unit, *self.beside.values()):
            self.stack.addWidget(part)
        self._view = SETUP
        self.finder = Finder(self)
        self._arrange()
        self._connect()
        self._empty(*_NO_BOOK)
        if office.state is not None:
            self.reload()

    # ── what the frame asks ───────────────────────────────────────────────────────────────────

    def activate(self) -> None:
        """Take the focus when the tab is chosen, and say what is selected."""
        self.stack.currentWidget().setFocus()
        if self.stack.currentWidget() is self.unit:
            self.unit.table.setFocus()
            self.unit.table.hands.sum_selection()

    def find(self, text: str) -> bool:  # type: ignore[override]  # QWidget.find takes a window id
        """Go to what has the text: here, else to a unit, else to an institution anywhere."""
        if self._table().find(text):
            return True
        return self.finder.find_elsewhere(text)

    def choose_columns(self) -> None:
        """Open the column chooser."""
        self._table().choose_columns()

    def institution_actions(self) -> list[QAction]:
        """Give the commands of the menu 数据 › 机构办理."""
        return self.acts.actions()

    def print_request(self) -> tuple[str, int | None, None]:
        """Name the table that 打印 is for."""
        return ("institutions" if self.code else "institution-list"), None, None

    def print(self) -> None:
        """Open the preview of the list of institutions."""
        self._office.print_table(*self.print_request())

    def give_way(self) -> None:
        """Be lower where there is little height."""
        low = room_of(self) < px(_TIGHT)
        self.headline.give_way(low=low)
        self.unit.table.set_dense(dense=low)

    def reload(self, _moved: object = None) -> None:
        """Read the register afresh."""
        if self._office.county is None:
            return
        on = work.day_of(self._office.year, self._office.years)
        self._office.jobs.run(
            partial(work.read_page, on),
            self._take,
            latest="institutions.page",
            wrong=self._nothing_yet,
        )

    def show_unit(self, code: str, *, view: str = "") -> None:
        """Go to a unit, ``COUNTY`` for all of them; in the view there is, or in another."""
        self.code, self._view = code, view or self._view
        self._show()

    def next_problem(self) -> None:
        """Go to the next thing that is wrong."""
        self.finder.step(1)

    def previous_problem(self) -> None:
        """Go to the one before."""
        self.finder.step(-1)

    def show_record(self, code: str, subject: str) -> None:
        """Go to what a finding is about, once the register is there."""
        self._awaited = code, subject
        if self.county is not None:
            self.finder.go(*self._awaited)
            self._awaited = None

    def show_view(self, key: str) -> None:
        """Turn to another view."""
        self._view = key
        self._show()
        self._table().setFocus()

    def follow(self, link: str) -> None:
        """Do what a link of the headline says."""
        self.finder.follow(link)

    def views_shown(self) -> list[tuple[str, str]]:
        """Give the views by key and words: how much is wrong in each, here or in the county."""
        said = [(SETUP, "机构")]
        own = self._unit()
        counts = work.wrong_in((own,)) if own else self._loaded.wrong if self._loaded else {}
        for key, view in VIEWS.items():
            wrong = counts.get(key, 0)
            said.append((key, f"{view.title}（{wrong} 处）" if wrong else view.title))
        return said

    # ── layout ────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        bar = QFrame(self)
        bar.setProperty("ground", "table")
        row = QHBoxLayout(bar)
        row.setContentsMargins(px(20), px(6), px(16), px(6))
        row.setSpacing(px(16))
        row.addWidget(self.switch, 1)
        row.addWidget(self.views)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.headline, _line(self), bar, _line(self)):
            whole.addWidget(part)
        whole.addWidget(self.unadopted)
        whole.addWidget(self.stack, 1)

    def _connect(self) -> None:
        office = self._office
        office.opened.connect(self.reload)
        office.closed.connect(self._close)
        office.changed.connect(self.reload)
        office.year_changed.connect(self.reload)
        self.headline.link.connect(self.follow)
        self.switch.chosen.connect(self.show_unit)
        self.views.chosen.connect(self.show_view)
        self.table.selection_summed.connect(office.status)
        self.table.explain_asked.connect(lambda row, _key: self.show_unit(row.code))
        self.unit.panel.handle.connect(self._handle)
        self.unit.row_chosen.connect(lambda _line: self.acts.enable())
        self.acts.view_wanted.connect(self.show_view)
        for view in self.beside.values():
            view.table.explain_asked.connect(lambda row, _key: self._handle_row(row))
        self.unit.table.explain_asked.connect(lambda _row, _key: self._handle())
        for action in self.acts.actions():
            self.unit.table.addAction(action)

    # ── what is shown ─────────────────────────────────────────────────────────────────────────

    def _take(self, loaded: work.Loaded) -> None:
        fresh, county = self.county is None, loaded.county
        self.county, self._loaded = county, loaded
        count = len(county.unadopted)
        said = f"限额和核查要用的政策有 {count} 项这本台账还没有采用，采用以前不比限额。"
        self.unadopted.say(said if count else "")
        self.adopt.setEnabled(not self._office.read_only)
        self.headline.set_text(*loaded.said)
        self.switch.show_units([(p.code, p.name) for p in county.units])
        if (county.unit(self.code) is None and self.code != COUNTY) or fresh:
            self.code = self._first()
        self._show()
        if self._awaited is not None:
            self.show_record(*self._awaited)

    def _first(self) -> str:
        """Choose the unit to begin with: the first that something is wrong with."""
        units = self.county.units if self.county else ()
        wrong = next((page for page in units if breaches(page)), None)
        some = wrong or next((page for page in units if page.register.rows), None)
        first = some or next(iter(units), None)
        return first.register.township.code if first else COUNTY

    def _show(self) -> None:
        county = self.county
        if county is None:
            return
        self._office.unit = self.code or None
        self.switch.show_chosen(self.code)
        self.views.show_ways(self.views_shown(), self._view)
        page = county.unit(self.code)
        if self._view != SETUP:
            view = self.beside[self._view]
            view.show_county(county, self.code)
            self.stack.setCurrentWidget(view)
        elif page is None:
            self.table.show_rows(self._loaded.rows if self._loaded else ())
            self.stack.setCurrentWidget(self.table)
        else:
            self.unit.show_unit(page, editable=not self._office.read_only)
            self.stack.setCurrentWidget(self.unit)
        self.acts.enable()

    def _table(self) -> "RecordTable[Line] | RecordTable[UnitRow] | RecordTable[Beside]":
        shown = self.stack.currentWidget()
        return shown.table if isinstance(shown, UnitView | BesideView) else self.table

    def _unit(self) -> "UnitPage | None":
        return self.county.unit(self.code) if self.county else None

    def _line(self) -> Line | None:
        return self.unit.line() if self.stack.currentWidget() is self.unit else None

    def _adopt(self) -> None:
        """Adopt what a new book would begin with; it can be undone."""
        self._office.jobs.write(work.adopt_starting, self._adopted)

    def _adopted(self, changes: "Changes | None") -> None:
        if changes is not None:
            self._office.say(f"已{changes.label}", undo=True)

    def _handle(self) -> None:
        page = self._unit()
        if page is not None:
            self.acts.handle(self.unit.panel.finding)

    def _handle_row(self, row: Beside) -> None:
        """Show what is wrong with a row of another view."""
        of = self.county.unit(row.key[0]) if self.county else None
        if of is not None and row.findings:
            self.acts.handle(row.findings[0], of)

    def _nothing_yet(self, error: OfficeError) -> bool:
        if not isinstance(error, Incomplete):
            return False
        self._empty(*_NO_UNITS)
        return True

    def _close(self) -> None:
        self._empty(*_NO_BOOK)

    def _empty(self, words: str, more: str) -> None:
        self.county, self._office.unit = None, None
        self.headline.set_text(words, more)
        self.unadopted.say("")
        self.unit.clear()
        self.table.show_rows(())
        self.stack.setCurrentWidget(self.unit)
        self.acts.enable()


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("ground", "grid")
    line.setFixedHeight(1)
    return line
