"""Ballots into scores: papers counted in, weighed by option and by group of voters.

A paper that says 不了解 is counted and not weighed. A group of voters without a paper that counts
is missing and named: the weights of the others are never stretched to fill its place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from townoffice.evaluation.rule import EvaluationRule
from townoffice.evaluation.scoring import FULL, NOT_ENTERED, score_marks, unscored
from townoffice.policy import FULL_MARKS, fault_of_figures
from townoffice.records import (
    AssessmentIndicator,
    Ballot,
    IndicatorScore,
    Mark,
    VoteCount,
    VoterGroup,
    VoterTally,
    summed,
)

AS_A_WHOLE = ""
"""The dimension of a paper that says one thing of the entrant as a whole."""


class BallotBox:
    """All papers of a contest, found by entrant and by what they are about."""

    def __init__(self, ballots: Iterable[Ballot]) -> None:
        """Sort the papers."""
        self._by_indicator: dict[tuple[str, int], list[Ballot]] = defaultdict(list)
        self._by_dimension: dict[tuple[str, str], list[Ballot]] = defaultdict(list)
        for ballot in ballots:
            if ballot.indicator_id is not None:
                self._by_indicator[ballot.subject, ballot.indicator_id].append(ballot)
            else:
                self._by_dimension[ballot.subject, ballot.dimension].append(ballot)

    def about(self, indicator: AssessmentIndicator, subject: str) -> list[Ballot]:
        """Give the papers under one indicator, by its id or by its name as a dimension.

        A group of voters that said nothing of it but something of the entrant as a whole is taken
        at that word.
        """
        found = [
            *self._by_indicator.get((subject, indicator.id or 0), ()),
            *self._by_dimension.get((subject, indicator.name), ()),
        ]
        voted = {ballot.voter_group for ballot in found}
        whole = self._by_dimension.get((subject, AS_A_WHOLE), ())
        return found + [ballot for ballot in whole if ballot.voter_group not in voted]


def score_ballots(
    indicator: AssessmentIndicator,
    subjects: Sequence[str],
    box: BallotBox,
    voter_groups: Sequence[VoterGroup],
    marks: Mapping[str, Mark],
    rule: EvaluationRule,
) -> dict[str, IndicatorScore]:
    """Score one satisfaction indicator; an entrant without papers by a third party's mark."""
    papers = {subject: box.about(indicator, subject) for subject in subjects}
    surveyed = [subject for subject in subjects if not papers[subject]]
    scores = score_marks(indicator, surveyed, marks, rule)
    wrong = fault_of_figures(indicator)
    weights = {group.name: group.weight for group in voter_groups}
    for subject in subjects:
        if not papers[subject]:
            if scores[subject].missing == NOT_ENTERED:
                scores[subject] = unscored(indicator, None, "没有票")
        elif wrong:
            scores[subject] = unscored(indicator, None, f"指标设置有误：{wrong}")
        else:
            scores[subject] = _counted(indicator, papers[subject], weights, rule)
    return {subject: scores[subject] for subject in subjects}


def _counted(
    indicator: AssessmentIndicator,
    papers: Sequence[Ballot],
    weights: Mapping[str, Decimal],
    rule: EvaluationRule,
) -> IndicatorScore:
    worth = dict(indicator.figures or rule.ballot_weights)
    wrong = [fault for paper in papers if (fault := fault_of_ballot(paper, worth, weights, rule))]
    asked = weights or {"": FULL_MARKS}
    tallies = tuple(
        _tally(
            group,
            weight,
            [paper for paper in papers if not weights or paper.voter_group == group],
            worth,
        )
        for group, weight in asked.items()
    )
    faults = list(dict.fromkeys(wrong))
    if sum(asked.values()) != FULL_MARKS:
        faults.append(f"评价主体权重合计为{sum(asked.values()):f}，须为{FULL_MARKS}")
    if not wrong:
        faults += [f"{tally.group}没有有效票" for tally in tallies if tally.mean is None]
    if faults:
        return IndicatorScore(
            indicator.id or 0, None, None, None, "；".join(faults), tallies=tallies
        )
    score = summed(Fraction(tally.weight) * (tally.mean or 0) for tally in tallies) / FULL
    points = score * Fraction(indicator.weight) / FULL
    return IndicatorScore(indicator.id or 0, None, score, points, tallies=tallies)


def fault_of_ballot(
    ballot: Ballot,
    worth: Mapping[str, Decimal],
    weights: Mapping[str, Decimal],
    rule: EvaluationRule,
) -> str:
    """Say in Chinese why a paper cannot be counted; empty: it can.

    ``worth`` are the points of the options, ``weights`` those of the groups of voters (empty: the
    contest tells none apart).
    """
    if ballot.count <= 0:
        return "票数须大于0"
    if weights and ballot.voter_group not in weights:
        return f"“{ballot.voter_group}”不在评价主体之列"
    if ballot.points is not None:
        good = ballot.option is None and 0 <= ballot.points <= FULL_MARKS
        return "" if good else f"评分须在0到{FULL_MARKS}之间，且不同时选等级"
    if ballot.option in worth or ballot.option in rule.abstentions:
        return ""
    return f"没有选项“{ballot.option or ''}”"


def _tally(
    group: str, weight: Decimal, papers: Sequence[Ballot], worth: Mapping[str, Decimal]
) -> VoterTally:
    """Count one group's papers: options in their written order, then points, then the rest."""
    counted: Counter[tuple[str, Decimal | None]] = Counter()
    for paper in papers:
        if paper.points is not None:
            counted[f"{paper.points:f}", paper.points] += paper.count
        else:
            option = paper.option or ""
            counted[option, worth.get(option)] += paper.count
    order = {option: place for place, option in enumerate(worth)}
    votes = tuple(
        VoteCount(option, number, points)
        for (option, points), number in sorted(
            counted.items(),
            key=lambda vote: (
                vote[0][1] is None,
                order.get(vote[0][0], len(order)),
                -(vote[0][1] or 0),
                vote[0][0],
            ),
        )
    )
    valid = sum(vote.papers for vote in votes if vote.points is not None)
    total = summed(vote.papers * Fraction(vote.points) for vote in votes if vote.points is not None)
    dimension = papers[0].dimension if papers else ""
    return VoterTally(group, weight, dimension, votes, total / valid if valid > 0 else None)
