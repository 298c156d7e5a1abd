"""Composite indices M1, M2, M3 and M6 of ``domain.md`` §1.2, and the class by cut lines (§1.3)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from townoffice.feedback import Incomplete
from townoffice.records import (
    INDICATOR_LABELS,
    Category,
    Classification,
    ClassRow,
    IndicatorShare,
    Overridden,
    SizeClass,
    Snapshot,
    UnitFigures,
)
from townoffice.townships.leaders import check_leaders
from townoffice.townships.rule import ADDITIONAL_SCORE, ClassificationRule

_HUNDRED = Fraction(100)


def classify(snapshot: Snapshot, rule: ClassificationRule) -> Classification:
    """Classify the county's units; rows by falling index, units that lack a figure last.

    Raises :class:`Incomplete` where not one unit has all figures or a county total is 0.
    """
    lacking = {u.township.code: _lacking(u, rule) for u in snapshot.units}
    complete = [u for u in snapshot.units if not lacking[u.township.code]]
    if not complete:
        raise Incomplete(
            f"{snapshot.year} 年没有一个乡镇（街道）的分类指标是齐全的",
            hint="请先导入该年度的人口、财政收入、面积等指标",
        )
    parts = _parts(complete, rule)
    weight = sum((w for _, w in rule.weights), Fraction(0))
    shares = [
        _HUNDRED
        * sum((p.share * w for p, (_, w) in zip(row, rule.weights, strict=True)), Fraction())
        / weight
        for row in parts
    ]
    indices = _indices(complete, parts, shares, rule)
    order = sorted(range(len(complete)), key=lambda n: (-indices[n], _precedence(complete[n])))
    ranks = _ranks([indices[n] for n in order])
    rows = [
        _row(complete[n], rule, parts[n], shares[n], indices[n], rank)
        for n, rank in zip(order, ranks, strict=True)
    ]
    rows += [
        _unclassified(unit, rule, lacking[unit.township.code])
        for unit in snapshot.units
        if lacking[unit.township.code]
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


def _parts(
    units: Sequence[UnitFigures], rule: ClassificationRule
) -> list[tuple[IndicatorShare, ...]]:
    columns = []
    for name, _ in rule.weights:
        values = [Fraction(getattr(unit.indicators, name)) for unit in units]
        total = sum(values, Fraction(0))
        if total <= 0:
            raise Incomplete(
                f"全县{INDICATOR_LABELS[name]}合计为 0，无法计算占比", hint="请核对该项指标"
            )
        columns.append([IndicatorShare(name, value, value / total) for value in values])
    return list(zip(*columns, strict=True))


def _indices(
    units: Sequence[UnitFigures],
    parts: Sequence[tuple[IndicatorShare, ...]],
    shares: Sequence[Fraction],
    rule: ClassificationRule,
) -> list[Fraction]:
    if rule.index == "min-max":
        return _min_max(parts, rule)
    if rule.index == "share":
        return list(shares)
    mean = [len(units) * share for share in shares]
    if rule.index == "mean":
        return mean
    scores = [Fraction(unit.own[ADDITIONAL_SCORE]) for unit in units]
    total = sum(scores, Fraction(0))
    if total <= 0:
        raise Incomplete(f"各单位{ADDITIONAL_SCORE}合计为 0", hint="请核对该项指标")
    extra = rule.additional_share
    return [
        (1 - extra) * common + extra * _HUNDRED * len(units) * score / total
        for common, score in zip(mean, scores, strict=True)
    ]


def _min_max(
    parts: Sequence[tuple[IndicatorShare, ...]], rule: ClassificationRule
) -> list[Fraction]:
    """M3: 100·Σ w·(x−min)/(max−min), weights to Σ 1; a column without spread gives 0 for all."""
    weight = sum((w for _, w in rule.weights), Fraction(0))
    totals = [Fraction(0)] * len(parts)
    for k, (_, w) in enumerate(rule.weights):
        column = [row[k].value for row in parts]
        low, high = min(column), max(column)
        if high > low:
            factor = _HUNDRED * w / weight / (high - low)
            totals = [t + factor * (x - low) for t, x in zip(totals, column, strict=True)]
    return totals


def _ranks(falling: Sequence[Fraction]) -> list[int]:
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
    nearest = min((1, 2), key=lambda cut: (abs(index - rule.cuts[cut - 1]), cut))
    distance = index - rule.cuts[nearest - 1]
    township = unit.township
    size, overridden = _decided(unit, calculated)
    row = ClassRow(
        township.code,
        township.name,
        township.kind,
        parts,
        share,
        index,
        rank,
        size,
        distance if calculated is not None else None,
        nearest if calculated is not None else None,
        calculated is not None and abs(distance) < rule.near,
        leadership_posts=None,
        leadership_actual=None,
        overridden=overridden,
    )
    return _with_leaders(row, unit, rule)


def _decided(
    unit: UnitFigures, calculated: SizeClass | None
) -> tuple[SizeClass | None, Overridden | None]:
    """Let the county's own decision stand before the calculated class, and say so."""
    override = unit.override
    if override is None or override.size_class is None:
        return calculated, None
    return override.size_class, Overridden(calculated, override.reason, override.doc_no)


def _with_leaders(row: ClassRow, unit: UnitFigures, rule: ClassificationRule) -> ClassRow:
    """Add the posts of the class and the persons in them: by the list, else as reported."""
    group, size = row.kind.group, row.size_class
    quota = None if size is None else rule.leadership.get((group, size))
    if not unit.leaders:
        actual = unit.actual.get(Category.LEADERSHIP)
        return replace(row, leadership_posts=quota, leadership_actual=actual)
    structure = {} if size is None else rule.structures[group, size]
    found = check_leaders(unit.leaders, quota, structure, rule.deputies[group])
    return replace(
        row,
        leadership_posts=quota,
        leadership_actual=found.persons,
        leadership_titles=found.titles,
        leadership_remarks=found.remarks,
        leadership_held=found.held,
    )


def _size_class(index: Fraction, rule: ClassificationRule) -> SizeClass | None:
    """Class by cut lines, lower bounds included; only an index with the mean 100 has them."""
    if rule.index not in {"mean", "additional"}:
        return None
    if index >= rule.cuts[0]:
        return SizeClass.FIRST
    return SizeClass.SECOND if index >= rule.cuts[1] else SizeClass.THIRD


def _unclassified(
    unit: UnitFigures, rule: ClassificationRule, lacking: tuple[str, ...]
) -> ClassRow:
    township = unit.township
    size, overridden = _decided(unit, None)
    row = ClassRow(
        township.code,
        township.name,
        township.kind,
        (),
        None,
        None,
        None,
        size,
        None,
        None,
        near_cut=False,
        leadership_posts=None,
        leadership_actual=None,
        missing=lacking,
        overridden=overridden,
    )
    return _with_leaders(row, unit, rule)
