"""The tab 考核评价: who is graded what, how close it was, and the marks it comes from.

The page holds one contest as read and calculated by the worker after every change; ranking, sheet
of marks and headline are drawn from it. Every act is one change of the desk, asked for in a dialog
or typed in the sheet; the page then follows ``office.changed`` like any other.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from townoffice.records import ShownContest
from ui.headline import Headline
from ui.links import link_button
from ui.pages import evaluation_work as work
from ui.pages.evaluation_acts import Acts, request_of
from ui.pages.evaluation_entry import EntryView
from ui.pages.evaluation_ranking import Line
from ui.pages.evaluation_sheet import SheetRow
from ui.pages.evaluation_view import RankingView
from ui.pages.evaluation_words import contest_words, headline
from ui.pages.staffing_segments import Segments
from ui.room import room_of
from ui.tables import RecordTable
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage
    from ui.office import Office

__all__ = ["EvaluationPage"]

_NO_BOOK = ("还没有打开台账", "请打开或新建一本台账")
_NO_CONTEST = ("还没有考核", "新建一次考核：乡镇街道考核、部门反向评价或社区评价")
RANKING, ENTRY = "ranking", "entry"
_SHORTEST, _WIDEST = 8, 260
"""Letters a contest's name needs at least, and the width at 100 % its list may take."""
_TIGHT = 450
"""Height of the page, at 100 %, below which its parts give way."""


class EvaluationPage(QWidget):
    """Headline, choice of the contest, and under them ranking or entry."""

    TITLE = "考核评价"
    HELP = "evaluation"

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._office = office
        self.page: ContestPage | None = None
        self._contest_id: int | None = None
        self._view = RANKING
        self.acts = Acts(office, lambda: self.page, self._subject, self)
        self.acts.started.connect(self.show_contest)
        self.headline = Headline(self)
        self.indicators_button = self.headline.add_button("指标与分值…", self.acts.indicators)
        self.print_button = self.headline.add_button("打印排名表", self.print)
        self.reopen_button = self.headline.add_button("重新打开…", self.acts.reopen)
        self.close_button = self.headline.add_button("发布结果…", self.acts.close, primary=True)
        self.start_button = self.headline.add_button("新建考核…", self.acts.start, primary=True)
        self.contests = QComboBox(self)
        self.contests.setAccessibleName("考核")
        self.contests.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.contests.setMinimumContentsLength(_SHORTEST)
        self.contests.setMaximumWidth(px(_WIDEST))
        self.views = Segments("查看", self)
        self.ranking = RankingView(office, self)
        self._entry: EntryView | None = None  # made when first turned to: a slot is short
        self._low = False
        self.stack = QStackedWidget(self)
        self._arrange()
        self._connect()
        self._empty(*_NO_BOOK)
        if office.state is not None:
            self.reload()

    @property
    def entry(self) -> EntryView:
        """The sheet of marks."""
        if self._entry is None:
            self._entry = EntryView(self._office, self)
            self._entry.table.set_dense(dense=self._low)
            self._entry.show_page(self.page)
            self.stack.addWidget(self._entry)
        return self._entry

    # ── what the frame asks ───────────────────────────────────────────────────────────────────

    def activate(self) -> None:
        """Take the focus when the tab is chosen, and say what is selected."""
        table = self._table()
        table.setFocus()
        table.hands.sum_selection()

    def find(self, text: str) -> bool:  # type: ignore[override]  # QWidget.find takes a window id
        """Go to the next cell that has the text (or its pinyin initials)."""
        return self._table().find(text)

    def choose_columns(self) -> None:
        """Open the column chooser."""
        self._table().choose_columns()

    def evaluation_actions(self) -> list[QAction]:
        """Give the commands of the menu 数据 › 考核办理."""
        self.acts.enable()
        return self.acts.actions()

    def print_request(self) -> tuple[str, int | None, ShownContest | None]:
        """Name the table that 打印 is for."""
        return ("ranking", None, None) if self.page is None else request_of(self.page)

    def print(self) -> None:
        """Open the preview of the ranking."""
        self.acts.print()

    def give_way(self) -> None:
        """Be lower where there is little height."""
        low = self._low = room_of(self) < px(_TIGHT)
        self.headline.give_way(low=low)
        self.ranking.give_way(low=low)
        self.ranking.table.set_dense(dense=low)
        if self._entry is not None:
            self._entry.table.set_dense(dense=low)

    def reload(self, _moved: object = None) -> None:
        """Read the contest afresh."""
        if self._office.county is None:
            return
        job = partial(work.read_sight, self._contest_id, self._office.year)
        self._office.jobs.run(job, self._take, latest="evaluation.page")

    def show_contest(self, contest_id: int) -> None:
        """Turn to another contest."""
        self._contest_id = contest_id
        self.reload()

    def show_view(self, key: str) -> None:
        """Turn to the ranking or to the entry."""
        self._view = key
        self._show_view()
        self._table().setFocus()

    def follow(self, link: str) -> None:
        """Do what a link of the headline says."""
        what, _, more = link.partition(":")
        if what == "grade":
            self.show_view(RANKING)
            self.ranking.table.clear_filters()
            self.ranking.table.set_filter("grade", more)
        elif what == "unit":
            self.show_view(RANKING)
            self.ranking.go(more)
        elif what == "missing":
            self.show_view(ENTRY)
            self.entry.go_missing()
        elif what == "stop":
            self._go_stop()
        elif what == "decide":
            self.acts.decide()
        elif what == "adopt":
            self.acts.adopt()

    # ── layout ────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        self.bar = QFrame(self)
        self.bar.setProperty("ground", "table")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(px(20), px(6), px(16), px(6))
        row.setSpacing(px(12))
        row.addWidget(self.contests, 10)
        self.start_link = link_button("新建考核…", self.acts.start, self.bar)
        row.addWidget(self.start_link)
        row.addStretch(1)
        self.links = {
            words: link_button(words, act, self.bar)
            for words, act in (
                ("加减分…", self.acts.adjustments),
                ("评议票…", self.acts.ballots),
                ("导入计分表…", self.acts.import_scores),
            )
        }
        for link in self.links.values():
            row.addWidget(link)
        row.addWidget(self.views)
        self.stack.addWidget(self.ranking)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.headline, _line(self), self.bar, _line(self)):
            whole.addWidget(part)
        whole.addWidget(self.stack, 1)

    def _connect(self) -> None:
        office = self._office
        office.opened.connect(self.reload)
        office.closed.connect(self._close)
        office.changed.connect(self.reload)
        office.year_changed.connect(self._turn_year)
        self.headline.link.connect(self.follow)
        self.contests.activated.connect(self._chose)
        self.views.chosen.connect(self.show_view)

    # ── what is shown ─────────────────────────────────────────────────────────────────────────

    def _take(self, sight: work.Sight) -> None:
        page = sight.page
        if page is None:
            self._empty(*_NO_CONTEST)
            return
        self.page, self._contest_id = page, page.known.contest.id
        self.contests.clear()
        for contest in sight.contests:
            self.contests.addItem(contest_words(contest), contest.id)
        self.contests.setCurrentIndex(self.contests.findData(self._contest_id))
        self.headline.set_text(*headline(page))
        self._show_page(page)
        self._show_buttons(page)
        self._show_view()
        self.acts.enable()

    def _show_page(self, page: "ContestPage | None") -> None:
        self.ranking.show_page(page)
        if self._entry is not None:
            self._entry.show_page(page)

    def _show_buttons(self, page: "ContestPage") -> None:
        pen, closed = not self._office.read_only, page.known.closed
        for part in (self.contests, self.views, self.start_link, *self.links.values()):
            part.show()
        self.stack.show()
        self.bar.show()
        self.start_link.setEnabled(pen)
        self.links["导入计分表…"].setEnabled(pen and not closed)
        self.start_button.hide()
        self.indicators_button.show()
        self.print_button.show()
        self.print_button.setEnabled(page.result is not None)
        self.close_button.setVisible(not closed)
        self.close_button.setEnabled(pen)
        self.reopen_button.setVisible(closed)
        self.reopen_button.setEnabled(pen)

    def _show_view(self) -> None:
        page = self.page
        left = page.cells - page.filled if page is not None and not page.known.closed else 0
        words = f"录入（缺 {left}）" if left else "录入"
        self.views.show_ways(((RANKING, "排名"), (ENTRY, words)), self._view)
        self.stack.setCurrentWidget(self.entry if self._view == ENTRY else self.ranking)

    def _table(self) -> RecordTable[Line] | RecordTable[SheetRow]:
        return self.entry.table if self._view == ENTRY else self.ranking.table

    def _subject(self) -> str:
        """Give the entrant of the current row."""
        if self._view == ENTRY:
            current = self.entry.table.current()
            return current[0].entrant.subject if current is not None else ""
        line = self.ranking.line()
        return line.key if line is not None and line.score is not None else ""

    def _go_stop(self) -> None:
        """Go to the first thing that bars publishing."""
        if self.page is None or not self.page.stops:
            return
        first = self.page.stops[0]
        if first.subject is not None and first.indicator_id is not None:
            self.show_view(ENTRY)
            self.entry.go(first.indicator_id, first.subject)
        elif first.subject is not None:
            self.acts.adjustments()
        else:
            self.acts.indicators()

    def _chose(self, place: int) -> None:
        number = self.contests.itemData(place)
        if number != self._contest_id:
            self.show_contest(int(number))

    def _turn_year(self, _year: int) -> None:
        """Turn to a contest of the year somebody works on."""
        self._contest_id = None
        self.reload()

    def _close(self) -> None:
        self._contest_id = None
        self._empty(*_NO_BOOK)

    def _empty(self, words: str, more: str) -> None:
        self.page = None
        self.headline.set_text(words, more)
        self._show_page(None)
        for part in (
            self.indicators_button,
            self.print_button,
            self.close_button,
            self.reopen_button,
            self.bar,
        ):
            part.hide()
        self.start_button.setVisible(self._office.state is not None)
        self.start_button.setEnabled(not self._office.read_only)
        self.acts.enable()


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("ground", "grid")
    line.setFixedHeight(1)
    return line
