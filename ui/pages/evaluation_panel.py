"""Beside the ranking: how one total came to be, what the votes said, and why this grade."""

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from townoffice.records import (
    EntrantScore,
    EvaluationResult,
    GroupResult,
    IndicatorScore,
    Step,
    VoterTally,
    shown,
    trimmed,
)
from ui.charts import ChartView
from ui.explain import StepTree
from ui.explain_rows import figure
from ui.links import link_button
from ui.pages.evaluation_pictures import tally_words, votes_of, waterfall_of
from ui.pages.evaluation_ranking import CHIPS, Line
from ui.pages.evaluation_words import gap_words, place_words
from ui.room import Pane
from ui.style import wear
from ui.theme import px
from ui.warning_line import WarningLine

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage, RankingRow

__all__ = ["ScorePanel"]

_NAMED = 3
_TALLIES = 3
"""Groups of voters shown; more are in the tree."""


class _Votes(QFrame):
    """What one group of voters said: a bar, and how its mean is made."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._worth = QLabel(self), QLabel(self)
        self.chart = ChartView("评议票", self)
        self.chart.setFixedHeight(px(22))
        self._told, self._sum = QLabel(self), QLabel(self)
        wear(self._name, "bold", "true")
        for label in (self._worth, self._told):
            label.setProperty("tone", "second")
        for label in (self._name, self._worth, self._told, self._sum):
            label.setProperty("role", "note")
            label.setWordWrap(label is not self._name)
        self._worth.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addWidget(self._worth, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        column.addLayout(head)
        for part in (self.chart, self._told, self._sum):
            column.addWidget(part)

    def show_tally(self, name: str, tally: VoterTally) -> None:
        """Show one group's votes."""
        worth, told, total = tally_words(tally)
        group = f"{tally.group} {trimmed(Fraction(tally.weight))} %" if tally.group else ""
        mean = "" if tally.mean is None else f" {shown(tally.mean, 2)}"
        self._name.setText(" · ".join(words for words in (name, group) if words) + mean)
        self._worth.setText(worth)
        picture = votes_of(tally)
        self.chart.set_picture(picture)
        self.chart.setVisible(picture is not None)
        self._told.setText(told)
        self._sum.setText(total)


class ScorePanel(QFrame):
    """Everything beside the table about one entrant."""

    value_asked = Signal(str)
    """The policy value somebody wants to look at or change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAccessibleName("所选单位")
        self._result: EvaluationResult | None = None
        self._line: Line | None = None
        self._part = ""
        self._name, self._who, self.chip = QLabel(self), QLabel(self), QLabel(self)
        self.chip.setProperty("role", "note")
        self.chip.setProperty("chip", "2")
        self.chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name.setProperty("role", "name")
        self._who.setProperty("tone", "second")
        self._who.setWordWrap(True)
        self.hint = WarningLine(self)
        self.hint.row.setContentsMargins(px(10), px(6), px(10), px(6))
        self._asked, self._scale = QLabel(self), QLabel(self)
        wear(self._asked, "bold", "true")
        self.chart = ChartView("得分构成", self)
        self.chart.clicked.connect(self._turn)
        self._before = QLabel(self)
        self._worth = QLabel(self)
        for label in (self._asked, self._scale, self._before, self._worth):
            label.setProperty("role", "note")
            label.setProperty("tone", "second")
        for label in (self._before, self._worth, self._scale):
            label.setWordWrap(True)
        self._scale.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.votes = [_Votes(self) for _ in range(_TALLIES)]
        self.steps = StepTree(self)
        self._lines = link_button(
            "修改等次线…", lambda: self.value_asked.emit("evaluation.grade_lines"), self
        )
        self._quota = link_button(
            "修改优秀比例…", lambda: self.value_asked.emit("evaluation.excellent_quota"), self
        )
        self._arrange()
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._result = self._line = None
        for part in self._parts():
            part.hide()
        self.steps.show_step(None)
        self.chart.set_picture(None)

    def show_line(self, page: "ContestPage", line: Line) -> None:
        """Show an entrant; of a heading nothing is told."""
        row, score = line.row, line.score
        if page.result is None or row is None or score is None:
            self.clear()
            return
        if self._line is None or self._line.key != line.key:
            self._part = ""
        self._result, self._line = page.result, line
        self._name.setText(score.name)
        self._who.setText(place_words(score, line.group))
        self._show_grade(score)
        self._show_total(score, line.group)
        self._show_before(row)
        self._show_votes(score, line.group)
        self._show_reason(score)
        for part in (self._name, self._who, self._asked, self.steps, self._lines, self._quota):
            part.show()

    def show_part(self, key: str) -> None:
        """Explain one part of the sum; "" explains the grade."""
        self._part = key
        if self._line is not None and self._line.score is not None:
            self._show_total(self._line.score, self._line.group)
            self._show_votes(self._line.score, self._line.group)
            self._show_reason(self._line.score)

    def _turn(self, key: str) -> None:
        self.show_part("" if key == self._part else key)

    def _parts(self) -> tuple[QWidget, ...]:
        told = (self._name, self._who, self.chip, self.hint, self._asked, self._scale, self.chart)
        links = (self._lines, self._quota)
        return (*told, self._before, self._worth, *self.votes, self.steps, *links)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._name)
        head.addWidget(self._who, 1)
        head.addWidget(self.chip)
        asked = QHBoxLayout()
        asked.addWidget(self._asked)
        asked.addWidget(self._scale, 1)
        links = QHBoxLayout()
        links.addStretch(1)
        links.addWidget(self._lines)
        links.addWidget(self._quota)
        inside = QFrame(self)
        inside.setProperty("ground", "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(8))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addLayout(asked)
        for part in (self.chart, self._before, self._worth, *self.votes, self.steps):
            column.addWidget(part)
        column.addLayout(links)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        pane = Pane(inside, self)
        pane.setAccessibleName("所选单位的依据")
        whole.addWidget(pane)

    def _show_grade(self, score: EntrantScore) -> None:
        self.chip.setVisible(score.grade is not None)
        if score.grade is not None:
            wear(self.chip, "chip", str(CHIPS[score.grade]))
            self.chip.setText("")  # else the size stays that of the look before
            self.chip.setText(score.grade.label)
        words = ""
        if score.missing:
            more = f"等 {len(score.missing)} 项" if len(score.missing) > _NAMED else ""
            words = f"还缺 {'、'.join(score.missing[:_NAMED])}{more}，没有总分"
        elif score.near and score.next_grade is not None and score.distance is not None:
            gap = gap_words(score.distance, 3)
            words = f"总分 {_total(score)}，差 {gap} 到{score.next_grade.label}线"
        elif score.capped is not None:
            words = score.capped.label
        self.hint.say(words)

    def _show_total(self, score: EntrantScore, group: GroupResult) -> None:
        picture = waterfall_of(score, group, self._part)
        self.chart.setVisible(picture is not None)
        self.chart.set_picture(picture)
        if picture is None:
            self._asked.setText("依据")
            self._scale.setText("")
            return
        self.chart.setFixedHeight(self.chart.maximumHeight())
        two = shown(score.total or 0, 2)
        self._asked.setText(f"依据：{two} 是怎么来的")
        self._scale.setText(f"得分 × 分值，{picture.text} 取两位")
        self._scale.setVisible(picture.text.rstrip("0") != two.rstrip("0"))

    def _show_before(self, row: "RankingRow") -> None:
        before, words = row.earlier, ""
        if before is not None and before.total is not None:
            grade = f"，{before.grade.label}" if before.grade is not None else ""
            rank = f"第 {before.rank} 名" if before.rank is not None else "未排名"
            words = f"{before.year} 年 {shown(before.total, 2)} 分，{rank}{grade}"
            if row.change is not None:
                sign = "+" if row.change > 0 else ""
                words += f"；今年 {sign}{figure(row.change, 2)} 分"
            if row.moved:
                words += f"，{'升' if row.moved > 0 else '降'} {abs(row.moved)} 位"
        self._before.setText(words)
        self._before.setVisible(bool(words))
        reverse = row.score.reverse
        worth = ""
        if reverse is not None and reverse.worth is not None:
            share = trimmed(reverse.weight * 100)
            worth = f"占本单位年度考核的 {share} %，计 {shown(reverse.worth, 3)} 分"
        said = [f"任免意见：{line}" for line in row.opinions]
        self._worth.setText("\n".join([*([worth] if worth else []), *said]))
        self._worth.setVisible(bool(worth or said))

    def _show_votes(self, score: EntrantScore, group: GroupResult) -> None:
        voted = self._voted(score, group)
        tallies: tuple[VoterTally, ...] = ()
        name = ""
        if voted is not None:
            name, tallies = voted[0], voted[1].tallies
        for number, box in enumerate(self.votes):
            box.setVisible(number < len(tallies))
            if number < len(tallies):
                box.show_tally(name if number == 0 else "", tallies[number])

    def _voted(self, score: EntrantScore, group: GroupResult) -> tuple[str, IndicatorScore] | None:
        """Give the indicator whose votes are shown: of the chosen part, else the first voted on."""
        pairs = [
            (indicator, one)
            for indicator, one in zip(group.indicators, score.indicators, strict=True)
            if one.tallies
        ]
        own = [pair for pair in pairs if self._part in {pair[0].section, pair[0].name}]
        if self._part and not own:
            return None
        found = next(iter(own or pairs), None)
        return None if found is None else (found[0].name, found[1])

    def _show_reason(self, score: EntrantScore) -> None:
        """Explain the grade, or the part of the sum that was chosen."""
        from townoffice.desk.evaluation import (  # noqa: PLC0415  read by the worker
            explain_grade,
            explain_total,
        )

        assert self._result is not None
        total = explain_total(self._result, score.subject)
        part = None if total is None or not self._part else _part_of(total, self._part)
        if part is not None:
            self.steps.show_step(part)
            return
        step = explain_grade(self._result, score.subject)
        if step is not None and score.total is not None:  # the picture says the total already
            told = "待定" if score.grade is None else score.grade.label
            step = replace(
                step, label=f"等次 {told}：{step.how}", how="", value="", steps=step.steps[1:]
            )
        self.steps.show_step(step)


def _total(score: EntrantScore) -> str:
    return "" if score.total is None else shown(score.total, 3)


def _part_of(step: Step, label: str) -> Step | None:
    """Find a part of a sum by its name, however deep."""
    for part in step.steps:
        if part.label == label:
            return part
        found = _part_of(part, label)
        if found is not None:
            return found
    return None
