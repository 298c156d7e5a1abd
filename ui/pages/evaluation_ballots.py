"""评议票: papers counted in by option, or the points each voter gave, as a sheet of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from townoffice.records import (
    AssessmentIndicator,
    ContestKind,
    Entrant,
    Scoring,
    shown,
    trimmed,
)
from ui.answers import Told
from ui.links import link_button
from ui.pages import evaluation_work as work
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_cells import Cells, CellTyped
from ui.pages.staffing_segments import Segments
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage
    from townoffice.desk.evaluation_ballots import VoteChange, VoteTyped
    from ui.office import Office

__all__ = ["Ballots"]

_COUNTS, _POINTS = "counts", "points"
_WHOLE = "总体（不分维度）"
_WAYS = ((_COUNTS, "按票数录"), (_POINTS, "按评分录"))


@dataclass(frozen=True, slots=True)
class _Row:
    """One entrant: the papers (or points) in the order of the columns, and what they come to."""

    entrant: Entrant
    papers: tuple[int | Decimal | None, ...]
    mean: Fraction | None
    count: int
    open: bool


class Ballots(QDialog):
    """The papers of one indicator and one group of voters."""

    def __init__(
        self, office: "Office", parent: QWidget, page: "ContestPage", voters: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"评议票：{page.known.contest.title}")
        self._office, self._page, self._voters = office, page, tuple(voters)
        self._kept: tuple[str, ...] = ()
        reverse = page.known.contest.kind is ContestKind.DEPARTMENTS
        self._way = _POINTS if reverse else _COUNTS
        self.indicator, self.group = QComboBox(self), QComboBox(self)
        self.ways = Segments("录入方式", self)
        self.ways.chosen.connect(self._turn)
        self.told = Told(self)
        self.table: RecordTable[_Row] = RecordTable(
            (), key=lambda row: row.entrant.subject, name="评议票"
        )
        self.cells: Cells[_Row] = Cells(self.table)
        self.cells.typed.connect(self._typed)
        self.weights = link_button("评议主体和权重…", self.ask_weights, self)
        foot = QDialogButtonBox(self)
        foot.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        foot.rejected.connect(self.close)
        self._arrange(foot)
        self._begin_where_papers_are()
        self.indicator.currentIndexChanged.connect(lambda _place: self._show())
        self.group.currentIndexChanged.connect(lambda _place: self._show())
        office.changed.connect(self._read_again)
        office.closed.connect(self.close)
        fit(self, 980, 560)
        first = next(iter(self.table.rows()), None)
        if first is not None:
            self.table.select(first.entrant.subject, "0")
        self.table.setFocus()

    def ask_weights(self) -> None:
        """Ask who votes, with which weights."""
        from ui.pages.evaluation_voters import VotersForm  # noqa: PLC0415  read when first wanted

        VotersForm(self._office, self, self._page.known).open()

    def _arrange(self, foot: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for words, box in (("指标", self.indicator), ("评议主体", self.group)):
            label = QLabel(words, self)
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            head.addWidget(label)
            head.addWidget(box)
        head.addWidget(self.weights)
        head.addStretch(1)
        head.addWidget(self.ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(foot)

    # ── what is shown ─────────────────────────────────────────────────────────────────────────

    def _fill(self) -> None:
        """Offer indicators that are voted on, and the groups of voters."""
        known = self._page.known
        self.ways.show_ways(_WAYS, self._way)
        voted = [one for one in known.indicators if one.scoring is Scoring.BALLOT]
        with_group = len({one.group for one in voted}) > 1
        names = [(f"{o.group} · {o.name}" if with_group else o.name, o.id) for o in voted]
        if voted and known.contest.kind is ContestKind.DEPARTMENTS:
            names.append((_WHOLE, 0))
        _offer(self.indicator, names)
        groups = [(g.name, g.name) for g in known.voter_groups]
        _offer(self.group, groups or [("不分主体", "")])
        self._show()

    def _begin_where_papers_are(self) -> None:
        """Begin with options where all papers say options, else with points."""
        papers = self._page.known.ballots
        if papers:
            self._way = _POINTS if any(one.points is not None for one in papers) else _COUNTS
        self._fill()

    def _chosen(self) -> AssessmentIndicator | None:
        """Give the indicator; of papers about a department as a whole the first."""
        number, known = self.indicator.currentData(), self._page.known
        if number:
            return known.indicator(int(number))
        voted = (one for one in known.indicators if one.scoring is Scoring.BALLOT)
        return next(voted, None) if number == 0 else None

    def _columns_of(self, indicator: AssessmentIndicator) -> tuple[str, ...]:
        """Name the columns: what a paper may say, or who gives points."""
        from townoffice.desk.evaluation_ballots import (  # noqa: PLC0415  read by the worker
            options_of_ballot,
        )

        known = self._page.known
        if self._way == _COUNTS:
            return options_of_ballot(known, indicator)
        group = str(self.group.currentData() or "")
        signed = (b.voter for b in known.ballots if b.points is not None and b.voter_group == group)
        return tuple(dict.fromkeys((*self._voters, *(name for name in signed if name))))

    def _show(self) -> None:
        indicator = self._chosen()
        if indicator is None:
            self.table.show_rows(())
            self.told.say(
                "没有按评议票计分的指标；可以在“指标与分值…”里把计分方法改为票决满意度", "red"
            )
            return
        named = self._columns_of(indicator)
        if named != self._kept or not self.table.lanes.columns:
            self._kept = named
            self.table.set_columns(self._declared(named))
        self.table.show_rows([self._row(indicator, one, named) for one in self._rated(indicator)])
        closed = "考核已发布，只能看。" if self._page.known.closed else ""
        if self._way == _COUNTS:
            words = "每格填票数；不了解的票不计入。改了就写入，可以撤销。"
        elif named:
            words = "每格填一个评分人给的分，1 到 100。改了就写入，可以撤销。"
        else:
            words = "还没有评分人；请用“导入计分表…”导入，或按票数录。"
        self.told.say(closed + words)

    def _rated(self, indicator: AssessmentIndicator) -> list[Entrant]:
        return [one for one in self._page.known.entrants if one.group == indicator.group]

    def _declared(self, named: Sequence[str]) -> tuple[Column[_Row], ...]:
        unit = "票" if self._way == _COUNTS else "分"
        first: Column[_Row] = Column(
            "name", "考核对象", lambda row: Cell(row.entrant.name), width=120, frozen=True
        )
        return (
            first,
            *(
                Column(str(place), name, partial(_paper, place), unit, "", Align.RIGHT, 92)
                for place, name in enumerate(named)
            ),
            Column("count", "共", _count, "票", "", Align.RIGHT, 64),
            Column("mean", "满意度", _mean, "", "", Align.RIGHT, 84),
        )

    def _row(self, indicator: AssessmentIndicator, entrant: Entrant, named: Sequence[str]) -> _Row:
        from townoffice.desk.evaluation_ballots import vote_of  # noqa: PLC0415  by the worker

        known = self._page.known
        papers = tuple(vote_of(known, self._vote(indicator, entrant, name, "")) for name in named)
        group = str(self.group.currentData() or "")
        score = self._page.result.entrant(entrant.subject) if self._page.result else None
        own = [o for o in score.indicators if o.indicator_id == indicator.id] if score else []
        tally = next((t for o in own for t in o.tallies if t.group == group), None)
        counted = [paper for paper in papers if paper is not None]
        count = sum(map(int, counted)) if self._way == _COUNTS else len(counted)
        mean = None if tally is None else tally.mean
        return _Row(entrant, papers, mean, count, not known.closed and not self._office.read_only)

    def _vote(
        self, indicator: AssessmentIndicator, entrant: Entrant, name: str, text: str
    ) -> "VoteTyped":
        """Name one cell as the desk knows it."""
        from townoffice.desk.evaluation_ballots import VoteTyped  # noqa: PLC0415  by the worker

        counts = self._way == _COUNTS
        return VoteTyped(
            entrant.subject,
            text,
            str(self.group.currentData() or ""),
            name if counts else None,
            indicator.id if self.indicator.currentData() else None,
            "",
            "" if counts else name,
        )

    def _turn(self, way: str) -> None:
        self._way = way
        self.ways.show_ways(_WAYS, way)
        self.table.clear_wrong()
        self._kept = ()
        self.table.set_columns(())
        self._show()

    # ── what is typed ─────────────────────────────────────────────────────────────────────────

    def _typed(self, typed: "Sequence[CellTyped[_Row]]", _verb: str, left_over: str) -> None:
        indicator = self._chosen()
        if indicator is None or not typed:
            self._office.say(left_over or "这里没有可以填的格")
            return
        named = self._kept
        votes = [
            self._vote(indicator, one.record.entrant, named[int(one.key)], one.text)
            for one in typed
        ]
        job = partial(writing.write_votes, self._page.known, votes)
        self._office.jobs.write(job, partial(self._written, [one.key for one in typed]))

    def _written(self, keys: Sequence[str], changes: "Sequence[VoteChange]") -> None:
        for key, change in zip(keys, changes, strict=True):
            subject = change.typed.subject
            if change.problem is None:
                self.table.clear_wrong(subject, key)
            else:
                reason = f"{change.problem.what}。{change.problem.hint}"
                self.table.mark_wrong(subject, key, change.typed.text, reason)

    def _read_again(self, _changes: object) -> None:
        self._office.jobs.run(
            partial(work.read_sight, self._page.known.contest.id, None),
            self._take,
            latest="evaluation.ballots",
        )

    def _take(self, sight: work.Sight) -> None:
        page = sight.page
        if page is None or page.known.contest.id != self._page.known.contest.id:
            self.close()
            return
        self._page = page
        self._fill()


def _offer(box: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    """Offer entries, keeping the one chosen where it is still there."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for words, data in entries:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen)) if entries else -1)


def _paper(place: int, row: _Row) -> Cell:
    paper = row.papers[place] if place < len(row.papers) else None
    text = "" if paper is None else trimmed(Fraction(paper))
    number = None if paper is None else Fraction(paper)
    return Cell(text, number, edit=text if row.open else None)


def _count(row: _Row) -> Cell:
    return Cell(str(row.count), row.count, Tone.NORMAL if row.count else Tone.FAINT)


def _mean(row: _Row) -> Cell:
    if row.mean is None:
        return Cell("—", tone=Tone.FAINT)
    return Cell(shown(row.mean, 2), row.mean, bold=True)
