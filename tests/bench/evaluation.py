"""An evaluation recalculated, exact against the same in float numpy, and how it grows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import cycle, islice

import numpy as np
from numpy.typing import NDArray

from tests.bench.turns import in_turns
from townoffice.evaluation import ContestEntries, EvaluationRule, evaluate, evaluation_rule
from townoffice.policy import Policies, shipped_packs
from townoffice.records import (
    Adoption,
    AssessmentIndicator,
    Ballot,
    Contest,
    ContestKind,
    County,
    Entrant,
    KindGroup,
    Mark,
    Scoring,
)

SIZES = (60, 500, 2_000)
INDICATORS = 40
TURNS = 9
DAY = date(2024, 12, 31)
Floats = NDArray[np.float64]

_BANDS = (("0", Decimal("0.5")), ("40", Decimal("1.5")), ("80", Decimal("2.5")))
_FIGURES: Mapping[Scoring, tuple[tuple[str, Decimal], ...]] = {
    Scoring.COMPLETION: (("target", Decimal(90)),),
    Scoring.REVERSE_COMPLETION: (("target", Decimal(50)),),
    Scoring.BANDS: _BANDS,
}
_OPTIONS = (("满意", 100.0), ("基本满意", 80.0), ("不满意", 30.0))


def rule() -> EvaluationRule:
    """Give the values as they ship."""
    adopted = [Adoption("evaluation-rules", "evaluation", group) for group in KindGroup]
    return evaluation_rule(Policies(shipped_packs(), adopted), DAY, KindGroup)


def contest(count: int) -> ContestEntries:
    """Give a contest of one group in which every method has its turn."""
    scorings = tuple(islice(cycle(Scoring), INDICATORS))
    indicators = tuple(
        AssessmentIndicator(
            *(1, "乡镇类", f"第{place % 5}类", f"指标{place}", Decimal("2.5"), scoring, place),
            _FIGURES.get(scoring, ()),
            id=place,
        )
        for place, scoring in enumerate(scorings, 1)
    )
    names = [f"单位{n}" for n in range(count)]
    voted = [one for one in indicators if one.scoring is Scoring.BALLOT]
    return ContestEntries(
        Contest(ContestKind.TOWNSHIPS, 2024, "2024年度考核", id=1),
        indicators,
        tuple(Entrant(1, name, name, "乡镇类", place=n) for n, name in enumerate(names)),
        tuple(
            Mark(1, one.id or 0, name, value_of(n, one.place))
            for one in indicators
            for n, name in enumerate(names)
            if one.scoring is not Scoring.BALLOT
        ),
        ballots=tuple(
            Ballot(1, name, "", "", "", option, None, papers_of(n, one.place, place), one.id)
            for one in voted
            for n, name in enumerate(names)
            for place, (option, _) in enumerate(_OPTIONS)
        ),
    )


def value_of(unit: int, place: int) -> Decimal:
    """Give a figure between 0 and 100 with two decimals."""
    return Decimal((unit * 7919 + place * 104_729) % 10_001) / 100


def papers_of(unit: int, place: int, option: int) -> int:
    """Give a number of papers."""
    return 1 + (unit * 31 + place * 17 + option * 53) % 90


def in_floats(entries: ContestEntries, rule: EvaluationRule) -> tuple[Floats, Floats]:
    """Give totals and ranks by the same formulas in float numpy."""
    places = {one.subject: n for n, one in enumerate(entries.entrants)}
    marks = np.zeros((len(entries.indicators), len(places)))
    for mark in entries.marks:
        marks[mark.indicator_id - 1, places[mark.subject]] = mark.value or 0
    worth = dict(_OPTIONS)
    papers, points = np.zeros_like(marks), np.zeros_like(marks)
    for ballot in entries.ballots:
        at = (ballot.indicator_id or 0) - 1, places[ballot.subject]
        papers[at] += ballot.count
        points[at] += ballot.count * worth[ballot.option or ""]
    total = np.zeros(len(places))
    for row, one in enumerate(entries.indicators):
        voted = points[row] / np.maximum(papers[row], 1)
        total += float(one.weight) * _score(one, marks[row], voted, rule) / 100
    order = np.sort(-total)
    return total, np.searchsorted(order, -total).astype(np.float64) + 1


def _score(one: AssessmentIndicator, x: Floats, voted: Floats, rule: EvaluationRule) -> Floats:
    target = float(dict(one.figures).get("target", 1))
    match one.scoring:
        case Scoring.COMPLETION:
            rate: Floats = np.clip(x / target, 0, 1)
            return rate * 100
        case Scoring.REVERSE_COMPLETION:
            least: Floats = np.minimum(target / np.maximum(x, 1e-12), 1)
            return least * 100
        case Scoring.RANK:
            ordered = np.sort(-x)
            first, last = (np.searchsorted(ordered, -x, side) for side in ("left", "right"))
            worst = 100 * float(rule.rank_worst)
            return 100 - ((first + last + 1) / 2 - 1) * (100 - worst) / (len(x) - 1)
        case Scoring.EFFICACY:
            above: Floats = (x - x.min()) / (x.max() - x.min())
            return 60 + 40 * above
        case Scoring.BANDS:
            points: Floats = np.array([float(worth) for _, worth in _BANDS])
            reached: Floats = points[np.searchsorted([0, 40, 80], x, "right") - 1]
            return reached * 100 / float(one.weight)
        case Scoring.DEDUCTION:
            left: Floats = np.maximum(0, float(one.weight) - x)
            return left * 100 / float(one.weight)
        case Scoring.BALLOT:
            return voted
        case Scoring.STANDARD:
            standard: Floats = np.round(80 + 10 * (x - x.mean()) / x.std(), 6)
            return np.clip(standard, 0, 100)
        case _:
            return x


def report(sizes: Sequence[int] = SIZES, turns: int = TURNS) -> Iterator[str]:
    """Give the lines of the table: one per number of units."""
    yield f"evaluation: {INDICATORS} indicators by nine methods, exact ÷ the same in float numpy"
    yield f"{'units':>6} {'ratio':>7} {'exact ms':>9} {'float ms':>9} {'µs/unit':>8}  off by"
    given = rule()
    for count in sizes:
        entries = contest(count)
        ratio = in_turns(
            partial(evaluate, entries, given, County("示例县", "999901"), DAY, 1),
            partial(in_floats, entries, given),
            turns,
        )
        yield (
            f"{count:>6} {ratio.times:>7.2f} {ratio.a * 1e3:>9.1f} {ratio.b * 1e3:>9.1f}"
            f" {ratio.a / count * 1e6:>8.2f}  {differing(entries, given):.1e}"
        )


def differing(entries: ContestEntries, rule: EvaluationRule) -> float:
    """Give the largest difference of a total between exact and float."""
    exact = evaluate(entries, rule, County("示例县", "999901"), DAY, 1)
    totals, _ = in_floats(entries, rule)
    found = {one.subject: one.total or 0 for one in exact.entrants}
    return max(
        abs(float(found[one.subject]) - float(total))
        for one, total in zip(entries.entrants, totals, strict=True)
    )
