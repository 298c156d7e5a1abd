"""From scores to a whole result: totals, then ranks and grades, group by group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from townoffice.evaluation.ballots import BallotBox, score_ballots
from townoffice.evaluation.entries import ContestEntries
from townoffice.evaluation.grades import graded, seats_of
from townoffice.evaluation.reverse import joined, with_worth
from townoffice.evaluation.rule import EvaluationRule
from townoffice.evaluation.scoring import score_marks
from townoffice.policy import fault_of_weights
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    AssessmentIndicator,
    ContestKind,
    County,
    Entrant,
    EntrantScore,
    EvaluationResult,
    GroupResult,
    IndicatorScore,
    Mark,
    Scoring,
    SectionScore,
    summed,
)


def evaluate(
    entries: ContestEntries,
    rule: EvaluationRule,
    county: County,
    on: date,
    book_version: int,
    adoption: str = "",
) -> EvaluationResult:
    """Calculate a contest: every group of entrants apart, everything exact."""
    sheet = _Sheet(entries, rule)
    groups: list[GroupResult] = []
    entrants: list[EntrantScore] = []
    for name in entries.groups:
        result, scores = sheet.group(name)
        groups.append(result)
        entrants += scores
    contest = entries.contest
    return EvaluationResult(
        county,
        contest.id or 0,
        contest.kind,
        contest.year,
        contest.title,
        on,
        tuple(groups),
        tuple(entrants),
        rule.used(contest.kind, {one.scoring for one in entries.indicators}),
        book_version,
        adoption,
    )


class _Sheet:
    """The entries of one contest, sorted once."""

    def __init__(self, entries: ContestEntries, rule: EvaluationRule) -> None:
        self.entries, self.rule = entries, rule
        self.marks: dict[int, dict[str, Mark]] = defaultdict(dict)
        for mark in entries.marks:
            self.marks[mark.indicator_id][mark.subject] = mark
        self.adjustments: dict[str, list[Adjustment]] = defaultdict(list)
        for adjustment in entries.adjustments:
            self.adjustments[adjustment.subject].append(adjustment)
        self.box = BallotBox(entries.ballots)
        self.processes = {process.subject: process for process in entries.processes}

    def group(self, name: str) -> tuple[GroupResult, Sequence[EntrantScore]]:
        """Score, rank and grade one group."""
        indicators = self.entries.indicators_of(name)
        entrants = self.entries.entrants_of(name)
        subjects = [entrant.subject for entrant in entrants]
        columns = [self._column(indicator, subjects) for indicator in indicators]
        unfit = _unfit(indicators)
        scored = [
            self._entrant(
                entrant, indicators, [column[entrant.subject] for column in columns], unfit
            )
            for entrant in entrants
        ]
        decisions = [one for one in self.entries.decisions if one.group == name]
        scores, tie = graded(scored, decisions, self.rule)
        return GroupResult(
            name,
            indicators,
            len(entrants),
            self.rule.quota,
            seats_of(len(entrants), self.rule),
            self.rule.lines,
            tuple(one.subject for one in scores),
            tuple(one.subject for one in scores if one.total is None),
            tie,
        ), scores

    def _column(
        self, indicator: AssessmentIndicator, subjects: Sequence[str]
    ) -> dict[str, IndicatorScore]:
        marks = self.marks.get(indicator.id or 0, {})
        if indicator.scoring is Scoring.BALLOT:
            groups = sorted(self.entries.voter_groups, key=lambda one: one.place)
            return score_ballots(indicator, subjects, self.box, groups, marks, self.rule)
        return score_marks(indicator, subjects, marks, self.rule)

    def _entrant(
        self,
        entrant: Entrant,
        indicators: Sequence[AssessmentIndicator],
        scores: Sequence[IndicatorScore],
        unfit: tuple[str, ...],
    ) -> EntrantScore:
        missing = (*unfit, *_missing(entrant, indicators, scores))
        sections, points = _sections(indicators, scores)
        base, reverse = points, None
        if self.entries.contest.kind is ContestKind.DEPARTMENTS:
            base, reverse = joined(points, self.processes.get(entrant.subject), self.rule)
        base *= Fraction(entrant.difficulty if entrant.difficulty is not None else 1)
        adjustments = self.adjustments.get(entrant.subject, [])
        bonus = _moved(adjustments, AdjustmentKind.BONUS)
        deduction = _moved(adjustments, AdjustmentKind.DEDUCTION)
        bonus_counted = min(bonus, self.rule.bonus_max)
        deduction_counted = min(deduction, self.rule.deduction_max)
        so_far = base + bonus_counted - deduction_counted
        total = None if missing else so_far
        return EntrantScore(
            entrant.subject,
            entrant.name,
            entrant.group,
            tuple(scores),
            sections,
            tuple(adjustments),
            entrant.difficulty,
            None if missing else base,
            bonus,
            bonus_counted,
            deduction,
            deduction_counted,
            so_far,
            total,
            missing,
            reverse=None if reverse is None else with_worth(reverse, total),
        )


def _unfit(indicators: Sequence[AssessmentIndicator]) -> tuple[str, ...]:
    """Say why no entrant of the group can have a total."""
    if not indicators:
        return ("本组没有指标",)
    fault = fault_of_weights(indicators)
    return (fault,) if fault else ()


def _missing(
    entrant: Entrant,
    indicators: Sequence[AssessmentIndicator],
    scores: Sequence[IndicatorScore],
) -> Iterator[str]:
    """Name what keeps an entrant from having a total."""
    if entrant.difficulty is not None and entrant.difficulty <= 0:
        yield "难度系数须大于0"
    for indicator, score in zip(indicators, scores, strict=True):
        if score.points is None:
            yield f"{indicator.name}（{score.missing}）"


def _moved(adjustments: Iterable[Adjustment], kind: AdjustmentKind) -> Fraction:
    """Add up what was entered of one kind; what is not above 0 is a problem and does not count."""
    points = (one.points for one in adjustments if one.kind is kind)
    return summed(figure for figure in points if figure is not None and figure > 0)


def _sections(
    indicators: Sequence[AssessmentIndicator], scores: Sequence[IndicatorScore]
) -> tuple[tuple[SectionScore, ...], Fraction]:
    """Add up by section, in the order of the indicators; and whatever there is of all of them."""
    found: dict[str, list[int]] = {}
    for place, indicator in enumerate(indicators):
        found.setdefault(indicator.section, []).append(place)
    sections: list[SectionScore] = []
    sums: list[Fraction] = []
    for name, places in found.items():
        points = [p for place in places if (p := scores[place].points) is not None]
        sums.append(summed(points))
        weight = sum((indicators[place].weight for place in places), Decimal(0))
        whole = len(points) == len(places)
        sections.append(SectionScore(name, weight, sums[-1] if whole else None))
    return tuple(sections), summed(sums)
