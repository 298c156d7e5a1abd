"""Classify the county: rank by the composite index, cut into classes, look up leadership posts.

The index is made in ``indices``, the class in ``cutting`` (``domain.md`` §1.2, §1.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from townoffice.feedback import Incomplete
from townoffice.records import (
    INDICATOR_LABELS,
    Category,
    Classification,
    ClassRow,
    IndicatorShare,
    KindGroup,
    Overridden,
    PostCount,
    SizeClass,
    Snapshot,
    UnitFigures,
)
from townoffice.townships.cutting import Cut, cut
from townoffice.townships.indices import Column, Scaled, indicator, indices_of, shares_of
from townoffice.townships.leaders import check_leaders
from townoffice.townships.rule import ADDITIONAL_SCORE, ClassificationRule


def classify(snapshot: Snapshot, rule: ClassificationRule) -> Classification:
    """Classify the county's units; rows from the best index down, units that lack a figure last.

    Raises :class:`Incomplete` where not one unit has all figures or a county total is 0.
    """
    rows: list[ClassRow] = []
    for group in groups_of(snapshot, rule):
        rows += _compared(group, rule)
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
        assignment=rule.assignment,
        scope="apart" if rule.apart else "together",
    )


def groups_of(snapshot: Snapshot, rule: ClassificationRule) -> Sequence[Snapshot]:
    """Give the units that are compared with one another: all, or 镇乡 and 街道 apart."""
    if not rule.apart:
        return (snapshot,)
    parts = (
        tuple(unit for unit in snapshot.units if unit.township.kind.group is group)
        for group in KindGroup
    )
    return [replace(snapshot, units=units) for units in parts if units]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The complete units of one group: figures, and rows from the best index down."""

    units: Sequence[UnitFigures]
    columns: Sequence[Column]
    shares: Scaled
    indices: Scaled
    order: Sequence[int]
    cuts: Sequence[Cut]


def _ranked(snapshot: Snapshot, rule: ClassificationRule) -> _Ranked:
    units = _complete(snapshot, [_lacking(unit, rule) for unit in snapshot.units])
    columns = [indicator(units, name) for name, _ in rule.weights]
    shares = shares_of(columns, rule)
    indices = indices_of(units, columns, shares, rule)
    whole = indices.whole if rule.by_rank else [-value for value in indices.whole]
    order = sorted(range(len(units)), key=lambda n: (whole[n], _precedence(units[n])))
    ranked = [Fraction(indices.whole[n], indices.scale) for n in order]
    return _Ranked(units, columns, shares, indices, order, cut(ranked, rule))


def _compared(snapshot: Snapshot, rule: ClassificationRule) -> list[ClassRow]:
    """Make the rows of one group: the complete units by index, then those that lack a figure."""
    rows = _classified(_ranked(snapshot, rule), rule)
    lacking = ((unit, _lacking(unit, rule)) for unit in snapshot.units)
    return rows + [_unclassified(unit, rule, names) for unit, names in lacking if names]


def classes_of(
    snapshot: Snapshot, rule: ClassificationRule
) -> dict[str, tuple[Fraction | None, SizeClass | None]]:
    """Give index and class of every unit by its code, as :func:`classify` has them, and no more.

    For a reading that is only held against another. Raises as :func:`classify` does.
    """
    found: dict[str, tuple[Fraction | None, SizeClass | None]] = {
        unit.township.code: (None, _decided(unit, None)[0]) for unit in snapshot.units
    }
    for group in groups_of(snapshot, rule):
        ranked = _ranked(group, rule)
        for n, placed in zip(ranked.order, ranked.cuts, strict=True):
            unit, whole = ranked.units[n], ranked.indices.whole[n]
            index = Fraction(whole, ranked.indices.scale)
            found[unit.township.code] = (index, _decided(unit, placed.size)[0])
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


def _classified(ranked: _Ranked, rule: ClassificationRule) -> list[ClassRow]:
    """Make the rows of the complete units, from the best index down."""
    whole, scale = ranked.indices.whole, ranked.indices.scale
    ranks = _ranks([whole[n] for n in ranked.order])
    return [
        _made(
            ranked.units[n],
            rule,
            (
                tuple(
                    IndicatorShare(
                        column.name,
                        Fraction(column.whole[n], column.scale),
                        Fraction(column.whole[n], column.total),
                    )
                    for column in ranked.columns
                ),
                Fraction(ranked.shares.whole[n], ranked.shares.scale),
                Fraction(whole[n], scale),
                rank,
            ),
            placed,
        )
        for n, rank, placed in zip(ranked.order, ranks, ranked.cuts, strict=True)
    ]


def _ranks(ordered: Sequence[int]) -> list[int]:
    """Competition ranks of indices in order: one more than the number of better ones."""
    ranks: list[int] = []
    for place, index in enumerate(ordered):
        ranks.append(ranks[-1] if place and index == ordered[place - 1] else place + 1)
    return ranks


def _unclassified(
    unit: UnitFigures, rule: ClassificationRule, lacking: tuple[str, ...]
) -> ClassRow:
    return _made(unit, rule, ((), None, None, None), Cut(None), lacking)


def _made(
    unit: UnitFigures,
    rule: ClassificationRule,
    figures: tuple[tuple[IndicatorShare, ...], Fraction | None, Fraction | None, int | None],
    placed: Cut,
    missing: tuple[str, ...] = (),
) -> ClassRow:
    """Put a row together: figures (parts, share, index, rank) and where the unit stands."""
    township = unit.township
    size, overridden = _decided(unit, placed.size)
    quota, actual, titles, remarks, held = _leaders(unit, size, rule)
    return ClassRow(
        township.code,
        township.name,
        township.kind,
        *figures,
        size,
        placed.distance,
        placed.nearest,
        placed.near,
        quota,
        actual,
        missing,
        overridden,
        titles,
        remarks,
        held,
        placed.tie,
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
