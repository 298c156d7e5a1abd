"""Composite indices M1, M2, M3 and M6 of ``domain.md`` §1.2, and the class by cut lines (§1.3).

Every method is a sum Σ c·x + d over the indicators, so each column is brought to whole numbers and
the index of every unit to a whole number over one common denominator: order, ranks, classes and
nearness are then comparisons of integers, and each fraction is reduced once, when its row is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from townoffice.feedback import Incomplete
from townoffice.records import (
    INDICATOR_LABELS,
    Category,
    Classification,
    ClassRow,
    IndicatorShare,
    Overridden,
    PostCount,
    SizeClass,
    Snapshot,
    UnitFigures,
)
from townoffice.townships.leaders import check_leaders
from townoffice.townships.rule import ADDITIONAL_SCORE, ClassificationRule

_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class _Column:
    """One figure of all units as whole numbers: value = whole ∕ scale."""

    name: str
    whole: Sequence[int]
    scale: int
    total: int


@dataclass(frozen=True, slots=True)
class _Scaled:
    """Exact figures of all units over one denominator."""

    whole: Sequence[int]
    scale: int


def classify(snapshot: Snapshot, rule: ClassificationRule) -> Classification:
    """Classify the county's units; rows by falling index, units that lack a figure last.

    Raises :class:`Incomplete` where not one unit has all figures or a county total is 0.
    """
    lacking = [_lacking(unit, rule) for unit in snapshot.units]
    complete = _complete(snapshot, lacking)
    columns = [_indicator(complete, name) for name, _ in rule.weights]
    shares = _shares(columns, rule)
    indices = _indices(complete, columns, shares, rule)
    rows = _classified(complete, rule, columns, shares, indices)
    rows += [
        _unclassified(unit, rule, names)
        for unit, names in zip(snapshot.units, lacking, strict=True)
        if names
    ]
    return Classification(
        snapshot.county,
        snapshot.year,
        snapshot.on,
        rule.index,
        rule.population,
        rule.weights,
        tuple(rows),
        rule.parameters,
        snapshot.book_version,
    )


def classes_of(
    snapshot: Snapshot, rule: ClassificationRule
) -> dict[str, tuple[Fraction | None, SizeClass | None]]:
    """Give index and class of every unit by its code, as :func:`classify` has them, and no more.

    For a reading that is only held against another. Raises as :func:`classify` does.
    """
    lacking = [_lacking(unit, rule) for unit in snapshot.units]
    complete = _complete(snapshot, lacking)
    columns = [_indicator(complete, name) for name, _ in rule.weights]
    indices = _indices(complete, columns, _shares(columns, rule), rule)
    found: dict[str, tuple[Fraction | None, SizeClass | None]] = {
        unit.township.code: (None, _decided(unit, None)[0]) for unit in snapshot.units
    }
    for unit, whole in zip(complete, indices.whole, strict=True):
        index = Fraction(whole, indices.scale)
        found[unit.township.code] = (index, _decided(unit, _size_class(index, rule))[0])
    return found


def _complete(snapshot: Snapshot, lacking: Sequence[tuple[str, ...]]) -> list[UnitFigures]:
    complete = [u for u, names in zip(snapshot.units, lacking, strict=True) if not names]
    if not complete:
        raise Incomplete(
            f"{snapshot.year} 年没有一个乡镇（街道）的分类指标是齐全的",
            hint="请先导入该年度的人口、财政收入、面积等指标",
        )
    return complete


def _lacking(unit: UnitFigures, rule: ClassificationRule) -> tuple[str, ...]:
    figures = unit.indicators
    missing = tuple(
        INDICATOR_LABELS[name]
        for name, _ in rule.weights
        if figures is None or getattr(figures, name) is None
    )
    if rule.index == "additional" and ADDITIONAL_SCORE not in unit.own:
        missing += (ADDITIONAL_SCORE,)
    return missing


def _precedence(unit: UnitFigures) -> tuple[int, str]:
    population = unit.indicators.registered_population if unit.indicators else None
    return -(population or 0), unit.township.code


def _column(name: str, values: Iterable[tuple[int, int]]) -> _Column:
    """Bring figures, each a numerator and a denominator, to one scale."""
    ratios = list(values)
    scale = lcm(*{below for _, below in ratios})
    whole = [above * (scale // below) for above, below in ratios]
    return _Column(name, whole, scale, sum(whole))


def _indicator(units: Sequence[UnitFigures], name: str) -> _Column:
    column = _column(name, (getattr(unit.indicators, name).as_integer_ratio() for unit in units))
    if column.total <= 0:
        raise Incomplete(
            f"全县{INDICATOR_LABELS[name]}合计为 0，无法计算占比", hint="请核对该项指标"
        )
    return column


def _combined(terms: Sequence[tuple[Fraction, Sequence[int]]], count: int) -> _Scaled:
    """Give Σ factor·whole of every unit over one denominator."""
    scale = lcm(*(factor.denominator for factor, _ in terms))
    sums = [0] * count
    for factor, whole in terms:
        times = factor.numerator * (scale // factor.denominator)
        sums = [total + times * value for total, value in zip(sums, whole, strict=True)]
    return _Scaled(sums, scale)


def _shares(columns: Sequence[_Column], rule: ClassificationRule) -> _Scaled:
    """M1: 100·Σ w·x∕Σx, weights to Σ 1."""
    weight = sum((w for _, w in rule.weights), Fraction(0))
    terms = [
        (_HUNDRED * w / weight / column.total, column.whole)
        for column, (_, w) in zip(columns, rule.weights, strict=True)
    ]
    return _combined(terms, len(columns[0].whole))


def _indices(
    units: Sequence[UnitFigures],
    columns: Sequence[_Column],
    shares: _Scaled,
    rule: ClassificationRule,
) -> _Scaled:
    if rule.index == "min-max":
        return _min_max(columns, rule)
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


def _min_max(columns: Sequence[_Column], rule: ClassificationRule) -> _Scaled:
    """M3: 100·Σ w·(x−min)/(max−min), weights to Σ 1; a column without spread gives 0 for all."""
    weight = sum((w for _, w in rule.weights), Fraction(0))
    terms = []
    for column, (_, w) in zip(columns, rule.weights, strict=True):
        low, high = min(column.whole), max(column.whole)
        if high > low:
            factor = _HUNDRED * w / weight / (high - low)
            terms.append((factor, [value - low for value in column.whole]))
    return _combined(terms, len(columns[0].whole))


def _classified(
    units: Sequence[UnitFigures],
    rule: ClassificationRule,
    columns: Sequence[_Column],
    shares: _Scaled,
    indices: _Scaled,
) -> list[ClassRow]:
    """Make the rows of the complete units by falling index; equal ones by :func:`_precedence`."""
    whole = indices.whole
    order = sorted(range(len(units)), key=lambda n: (-whole[n], _precedence(units[n])))
    ranks = _ranks([whole[n] for n in order])
    return [
        _row(
            units[n],
            rule,
            tuple(
                IndicatorShare(
                    column.name,
                    Fraction(column.whole[n], column.scale),
                    Fraction(column.whole[n], column.total),
                )
                for column in columns
            ),
            Fraction(shares.whole[n], shares.scale),
            Fraction(whole[n], indices.scale),
            rank,
        )
        for n, rank in zip(order, ranks, strict=True)
    ]


def _ranks(falling: Sequence[int]) -> list[int]:
    """Competition ranks of falling indices: one more than the number of larger ones."""
    ranks: list[int] = []
    for place, index in enumerate(falling):
        ranks.append(ranks[-1] if place and index == falling[place - 1] else place + 1)
    return ranks


def _row(
    unit: UnitFigures,
    rule: ClassificationRule,
    parts: tuple[IndicatorShare, ...],
    share: Fraction,
    index: Fraction,
    rank: int,
) -> ClassRow:
    calculated = _size_class(index, rule)
    distance, nearest = None, None
    if calculated is not None:
        first, second = index - rule.cuts[0], index - rule.cuts[1]
        nearest = 1 if abs(first) <= abs(second) else 2
        distance = first if nearest == 1 else second
    near = distance is not None and abs(distance) < rule.near
    return _made(unit, rule, calculated, (parts, share, index, rank), (distance, nearest, near))


def _unclassified(
    unit: UnitFigures, rule: ClassificationRule, lacking: tuple[str, ...]
) -> ClassRow:
    return _made(unit, rule, None, ((), None, None, None), (None, None, False), lacking)


def _made(
    unit: UnitFigures,
    rule: ClassificationRule,
    calculated: SizeClass | None,
    figures: tuple[tuple[IndicatorShare, ...], Fraction | None, Fraction | None, int | None],
    cut: tuple[Fraction | None, int | None, bool],
    missing: tuple[str, ...] = (),
) -> ClassRow:
    """Put a row together: figures (parts, share, index, rank), cut line (distance, which, near)."""
    township = unit.township
    size, overridden = _decided(unit, calculated)
    quota, actual, titles, remarks, held = _leaders(unit, size, rule)
    distance, nearest, near = cut
    return ClassRow(
        township.code,
        township.name,
        township.kind,
        *figures,
        size,
        distance,
        nearest,
        near,
        quota,
        actual,
        missing,
        overridden,
        titles,
        remarks,
        held,
    )


def _decided(
    unit: UnitFigures, calculated: SizeClass | None
) -> tuple[SizeClass | None, Overridden | None]:
    """Let the county's own decision stand before the calculated class, and say so."""
    override = unit.override
    if override is None or override.size_class is None:
        return calculated, None
    return override.size_class, Overridden(calculated, override.reason, override.doc_no)


def _leaders(
    unit: UnitFigures, size: SizeClass | None, rule: ClassificationRule
) -> tuple[int | None, int | None, int | None, tuple[str, ...], tuple[PostCount, ...]]:
    """Give the posts of the class and the persons in them: by the list, else as reported."""
    group = unit.township.kind.group
    quota = None if size is None else rule.leadership.get((group, size))
    if not unit.leaders:
        return quota, unit.actual.get(Category.LEADERSHIP), None, (), ()
    structure = {} if size is None else rule.structures[group, size]
    found = check_leaders(unit.leaders, quota, structure, rule.deputies[group])
    return quota, found.persons, found.titles, found.remarks, found.held


def _size_class(index: Fraction, rule: ClassificationRule) -> SizeClass | None:
    """Class by cut lines, lower bounds included; only an index with the mean 100 has them."""
    if rule.index not in {"mean", "additional"}:
        return None
    if index >= rule.cuts[0]:
        return SizeClass.FIRST
    return SizeClass.SECOND if index >= rule.cuts[1] else SizeClass.THIRD
