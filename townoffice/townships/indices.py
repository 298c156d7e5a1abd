"""The composite indices M1 to M6 of ``domain.md`` §1.2, exact, over one denominator.

M1, M2, M3 and M6 are sums Σ c·x + d over the indicators, so each column is brought to whole numbers
and the index of every unit to a whole number over one common denominator: order, ranks, classes and
nearness are then comparisons of integers, and each fraction is reduced once, when its row is made.
M4 adds up points read off tables. M5 is the mean of the ranks in every indicator by the same
weights, equal figures sharing the mean of their places; a smaller one is better.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from townoffice.feedback import BadChoice, Incomplete
from townoffice.records import INDICATOR_LABELS, UnitFigures
from townoffice.townships.rule import ADDITIONAL_SCORE, ClassificationRule

_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of all units as whole numbers: value = whole ∕ scale."""

    name: str
    whole: Sequence[int]
    scale: int
    total: int


@dataclass(frozen=True, slots=True)
class Scaled:
    """Exact figures of all units over one denominator."""

    whole: Sequence[int]
    scale: int


def _column(name: str, values: Iterable[tuple[int, int]]) -> Column:
    """Bring figures, each a numerator and a denominator, to one scale."""
    ratios = list(values)
    scale = lcm(*{below for _, below in ratios})
    whole = [above * (scale // below) for above, below in ratios]
    return Column(name, whole, scale, sum(whole))


def indicator(units: Sequence[UnitFigures], name: str) -> Column:
    """Give one indicator of all units; :class:`Incomplete` where the county total is 0."""
    column = _column(name, (getattr(unit.indicators, name).as_integer_ratio() for unit in units))
    if column.total <= 0:
        raise Incomplete(
            f"全县{INDICATOR_LABELS[name]}合计为 0，无法计算占比", hint="请核对该项指标"
        )
    return column


def _combined(terms: Sequence[tuple[Fraction, Sequence[int]]], count: int) -> Scaled:
    """Give Σ factor·whole of every unit over one denominator."""
    scale = lcm(*(factor.denominator for factor, _ in terms))
    sums = [0] * count
    for factor, whole in terms:
        times = factor.numerator * (scale // factor.denominator)
        sums = [total + times * value for total, value in zip(sums, whole, strict=True)]
    return Scaled(sums, scale)


def shares_of(columns: Sequence[Column], rule: ClassificationRule) -> Scaled:
    """M1: 100·Σ w·x∕Σx, weights to Σ 1."""
    weight = sum((w for _, w in rule.weights), Fraction(0))
    terms = [
        (_HUNDRED * w / weight / column.total, column.whole)
        for column, (_, w) in zip(columns, rule.weights, strict=True)
    ]
    return _combined(terms, len(columns[0].whole))


def indices_of(
    units: Sequence[UnitFigures],
    columns: Sequence[Column],
    shares: Scaled,
    rule: ClassificationRule,
) -> Scaled:
    """Give the index of all units by the rule's method; ``shares`` are those of M1."""
    if rule.index == "min-max":
        return _min_max(columns, rule)
    if rule.index == "points":
        return _points(columns, rule)
    if rule.index == "mean-rank":
        return _mean_rank(columns, rule)
    if rule.index == "share":
        return shares
    count = len(units)
    mean = Fraction(count, shares.scale)
    if rule.index == "mean":
        return _combined([(mean, shares.whole)], count)
    scores = _column(
        ADDITIONAL_SCORE, (unit.own[ADDITIONAL_SCORE].as_integer_ratio() for unit in units)
    )
    if scores.total <= 0:
        raise Incomplete(f"各单位{ADDITIONAL_SCORE}合计为 0", hint="请核对该项指标")
    extra = rule.additional_share
    added = extra * _HUNDRED * count / scores.total
    return _combined([((1 - extra) * mean, shares.whole), (added, scores.whole)], count)


def _min_max(columns: Sequence[Column], rule: ClassificationRule) -> Scaled:
    """M3: 100·Σ w·(x−min)/(max−min), weights to Σ 1; a column without spread gives 0 for all."""
    weight = sum((w for _, w in rule.weights), Fraction(0))
    terms = []
    for column, (_, w) in zip(columns, rule.weights, strict=True):
        low, high = min(column.whole), max(column.whole)
        if high > low:
            factor = _HUNDRED * w / weight / (high - low)
            terms.append((factor, [value - low for value in column.whole]))
    return _combined(terms, len(columns[0].whole))


def _points(columns: Sequence[Column], rule: ClassificationRule) -> Scaled:
    """M4: Σ points of every indicator's step; an indicator without a table is refused."""
    terms = []
    for column, (name, _) in zip(columns, rule.weights, strict=True):
        steps = rule.points.get(name)
        if steps is None:
            raise BadChoice(
                f"{INDICATOR_LABELS[name]}没有分段计分表", hint="请换指标，或换一种总指数算法"
            )
        bounds = [bound * column.scale for bound, _ in steps]
        scale = lcm(*(points.denominator for _, points in steps))
        whole = [int(points * scale) for _, points in steps]
        got = [whole[bisect_right(bounds, value) - 1] for value in column.whole]
        terms.append((Fraction(1, scale), got))
    return _combined(terms, len(columns[0].whole))


def _mean_rank(columns: Sequence[Column], rule: ClassificationRule) -> Scaled:
    """M5: Σ w·rank, weights to Σ 1; equal figures share the mean of their places."""
    weight = sum((w for _, w in rule.weights), Fraction(0))
    terms = [
        (w / weight / 2, doubled_ranks(column.whole))
        for column, (_, w) in zip(columns, rule.weights, strict=True)
    ]
    return _combined(terms, len(columns[0].whole))


def doubled_ranks(figures: Sequence[int]) -> list[int]:
    """Give twice the rank of every figure, the largest first; equal ones share the mean place."""
    places: dict[int, tuple[int, int]] = {}
    for place, figure in enumerate(sorted(figures, reverse=True), 1):
        places[figure] = (places.get(figure, (place, place))[0], place)
    return [sum(places[figure]) for figure in figures]
