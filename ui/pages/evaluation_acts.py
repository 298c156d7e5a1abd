"""The commands of 考核评价: behind the page's buttons and in the menu 数据 › 考核办理."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from townoffice.records import Changes, ContestKind, ShownContest
from ui.pages import evaluation_work as work
from ui.pages.evaluation_form import short
from ui.pages.evaluation_words import open_tie

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.evaluation import ContestPage
    from ui.office import Office
    from ui.pages.evaluation_files import ScoreFiles

__all__ = ["Acts", "request_of"]

_READ_ONLY = "台账是以只读方式打开的，不能改动"
_NO_CONTEST = "还没有考核，请先新建"
_CLOSED = "考核已发布；要改，请先“重新打开…”并写明理由"


class Acts(QObject):
    """Opens the dialogs about the contest on the screen and the entrant of the current row."""

    started = Signal(int)
    """The number of a contest just begun."""

    def __init__(
        self,
        office: "Office",
        page: "Callable[[], ContestPage | None]",
        subject: Callable[[], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._office, self._page, self._subject, self._over = office, page, subject, parent
        self.files: ScoreFiles | None = None
        self._actions: dict[str, QAction] = {}
        for words, act in (
            ("新建考核…", self.start),
            ("考核更名…", self.rename),
            ("删除考核", self.remove),
            ("考核对象…", self.entrants),
            ("指标与分值…", self.indicators),
            ("", None),
            ("加减分和一票否决…", self.adjustments),
            ("评议票…", self.ballots),
            ("下发计分表…", self.hand_out),
            ("导入计分表…", self.import_scores),
            ("", None),
            ("记录决定…", self.decide),
            ("发布结果…", self.close),
            ("重新打开…", self.reopen),
            ("打印指标及计分表", partial(self.print, "indicators")),
            ("打印计分明细表", partial(self.print, "score-detail")),
            ("", None),
            ("年度考核优秀名额…", self.appraisals),
        ):
            self._add(words, act)

    def actions(self) -> list[QAction]:
        """Give all of them in the order of the menu."""
        return list(self._actions.values())

    def enable(self) -> None:
        """Disable what cannot work now."""
        page, pen = self._page(), not self._office.read_only
        book = self._office.state is not None
        there = page is not None
        closed = page is not None and page.known.closed
        tied = page is not None and (open_tie(page) is not None or bool(page.known.decisions))
        on = {
            "新建考核…": book and pen,
            "年度考核优秀名额…": book,
            "重新打开…": closed and pen,
            "记录决定…": tied and pen and not closed,
        }
        look = {"指标与分值…", "考核对象…", "加减分和一票否决…", "评议票…", "下发计分表…"}
        look |= {"打印指标及计分表", "打印计分明细表"}
        for words, action in self._actions.items():
            usual = there and (words in look or (pen and not closed))
            action.setEnabled(action.isSeparator() or on.get(words, usual))

    # ── contests ──────────────────────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Ask for a new contest."""
        if self._office.read_only:
            self._office.say(_READ_ONLY)
            return
        year = self._office.year or max(self._office.years, default=0)
        if year:
            job = partial(work.read_beginnings, year)
            self._office.jobs.run(job, self._ask_start)

    def rename(self) -> None:
        """Ask for another title."""
        page = self._writable()
        if page is not None:
            from ui.pages.evaluation_start import RenameForm  # noqa: PLC0415  when first wanted

            RenameForm(self._office, self._over, page.known).open()

    def remove(self) -> None:
        """Take the contest away; one press brings it back."""
        page = self._writable()
        if page is not None:
            job = partial(work.remove, page.known.contest.id or 0)
            self._office.jobs.write(job, self._said)

    def entrants(self) -> None:
        """Show who is rated."""
        page = self._asked()
        if page is not None:
            from ui.pages.evaluation_entrants import Entrants  # noqa: PLC0415  when first wanted

            Entrants(self._office, self._over, page.known).show()

    def indicators(self) -> None:
        """Show the table of indicators."""
        page = self._asked()
        if page is not None:
            from ui.pages.evaluation_indicators import Indicators  # noqa: PLC0415  when wanted

            Indicators(self._office, self._over, page.known).show()

    # ── entering ──────────────────────────────────────────────────────────────────────────────

    def adjustments(self) -> None:
        """Show bonus, deductions and vetoes."""
        page = self._asked()
        if page is not None:
            from ui.pages.evaluation_adjustments import Adjustments  # noqa: PLC0415  when wanted

            Adjustments(self._office, self._over, page.known, self._subject()).show()

    def ballots(self) -> None:
        """Show the papers; in a reverse evaluation the townships give points."""
        page = self._asked()
        if page is None:
            return
        if page.known.contest.kind is not ContestKind.DEPARTMENTS:
            self._show_ballots(page, ())
            return
        job = partial(work.read_beginnings, page.known.contest.year)
        self._office.jobs.run(job, lambda found: self._show_ballots(page, found.townships))

    def hand_out(self) -> None:
        """Write a sheet of scores for a department."""
        page = self._asked()
        if page is not None:
            from ui.pages.evaluation_files import HandOutForm  # noqa: PLC0415  when first wanted

            HandOutForm(self._office, self._over, page.known).open()

    def import_scores(self) -> None:
        """Take in a sheet of scores or votes."""
        page = self._writable()
        if page is not None:
            from ui.pages.evaluation_files import ScoreFiles  # noqa: PLC0415  when first wanted

            self.files = ScoreFiles(self._office, self._over, page.known)
            self.files.choose()

    # ── results ───────────────────────────────────────────────────────────────────────────────

    def decide(self) -> None:
        """Decide a tie at the last seats of 优秀; one that is decided can be looked at again."""
        page = self._writable()
        if page is None or page.result is None:
            return
        group = open_tie(page) or next((g for g in page.result.groups if g.tie is not None), None)
        if group is None:
            self._office.say("优秀末位没有并列，不用决定")
            return
        from ui.pages.evaluation_closing import DecideForm  # noqa: PLC0415  when first wanted

        DecideForm(self._office, self._over, page, group).open()

    def close(self) -> None:
        """Publish."""
        page = self._writable()
        if page is not None:
            from ui.pages.evaluation_closing import CloseForm  # noqa: PLC0415  when first wanted

            CloseForm(self._office, self._over, page).open()

    def reopen(self) -> None:
        """Open a published contest again."""
        page = self._asked()
        if page is not None and page.known.closed and not self._office.read_only:
            from ui.pages.evaluation_closing import ReopenForm  # noqa: PLC0415  when first wanted

            ReopenForm(self._office, self._over, page).open()

    def print(self, table_id: str = "") -> None:
        """Open the preview of a table; "" is the ranking."""
        page = self._asked()
        if page is not None:
            self._office.print_table(*request_of(page, table_id))

    def appraisals(self) -> None:
        """Show how many people may be rated 优秀."""
        from ui.pages.evaluation_appraisals import Appraisals  # noqa: PLC0415  when first wanted

        year = self._office.year or max(self._office.years, default=0)
        if year:
            Appraisals(self._office, self._over, year).show()

    def adopt(self) -> None:
        """Adopt the policies a new book starts with."""
        self._office.jobs.write(work.adopt_starting, self._said)

    # ── inside ────────────────────────────────────────────────────────────────────────────────

    def _asked(self) -> "ContestPage | None":
        page = self._page()
        if page is None:
            self._office.say(_NO_CONTEST)
        return page

    def _writable(self) -> "ContestPage | None":
        page = self._asked()
        if page is None:
            return None
        if self._office.read_only or page.known.closed:
            self._office.say(_READ_ONLY if self._office.read_only else _CLOSED)
            return None
        return page

    def _ask_start(self, beginnings: work.Beginnings) -> None:
        from ui.pages.evaluation_start import StartForm  # noqa: PLC0415  read when first wanted

        form = StartForm(self._office, self._over, beginnings)
        form.written.connect(lambda number: self.started.emit(int(number)))
        form.open()

    def _show_ballots(self, page: "ContestPage", voters: tuple[str, ...]) -> None:
        from ui.pages.evaluation_ballots import Ballots  # noqa: PLC0415  read when first wanted

        Ballots(self._office, self._over, page, voters).show()

    def _said(self, changes: Changes | None) -> None:
        if changes is not None:
            self._office.say(f"已{short(changes.label)}", undo=True)

    def _add(self, words: str, act: Callable[[], object] | None) -> None:
        action = QAction(words, self)
        if act is None:
            action.setSeparator(True)
            words = f"—{len(self._actions)}"
        else:
            action.triggered.connect(lambda _checked: act())
        self._actions[words] = action


def request_of(page: "ContestPage", table_id: str = "") -> tuple[str, int | None, ShownContest]:
    """Name the table to print; "" is the ranking, in a reverse evaluation its summary."""
    contest = page.known.contest
    reverse = contest.kind is ContestKind.DEPARTMENTS
    usual = "reverse" if reverse else "ranking"
    return table_id or usual, contest.plan_id, ShownContest(contest.id or 0)
