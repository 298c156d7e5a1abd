"""What drives a tranche: every unit's weight, as integers over one common scale.

A composite is Σ w·x/Σx over the drivers; ``equal`` counts 1 for every unit, ``class`` the weight of
its size class. Coefficients by functional class multiply the composite (``domain.md`` §3.4).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from operator import attrgetter
from typing import cast

from townoffice.feedback import Incomplete
from townoffice.policy import BY_CLASS, EQUAL
from townoffice.records import (
    INDICATOR_LABELS,
    FunctionClass,
    Indicators,
    SizeClass,
    Snapshot,
    UnitFigures,
)
from townoffice.staffing.rule import StaffingRule

Figure = int | Decimal

_SCALES = {"area_km2": 1_000_000, "gdp": 10_000, "fiscal_revenue": 10_000}


@dataclass(frozen=True, slots=True)
class Driven:
    """Weights row by row, the figures they came from, and the coefficients used (() for none).

    ``totals`` are the sums of the figures, driver by driver.
    """

    weights: tuple[int, ...]
    inputs: tuple[tuple[Figure, ...], ...]
    totals: tuple[Figure, ...]
    coefficients: tuple[Fraction, ...] = ()


def driven(
    snapshot: Snapshot,
    drivers: Sequence[tuple[str, Fraction]],
    rule: StaffingRule,
    classes: Mapping[str, SizeClass],
) -> Driven:
    """Weigh every unit for one tranche.

    An indicator whose county total is 0 is :class:`Incomplete`, as is a unit without the figure.
    """
    inputs = _inputs(snapshot, tuple(name for name, _ in drivers), rule, classes)
    given = list(zip(*inputs, strict=True))
    whole = [_whole(column, name) for (name, _), column in zip(drivers, given, strict=True)]
    columns = [column for column, _ in whole]
    totals = [sum(column) for column in columns]
    sums = tuple(
        total if scale == 1 else Decimal(total) / scale
        for total, (_, scale) in zip(totals, whole, strict=True)
    )
    for (name, _), total in zip(drivers, totals, strict=True):
        if total <= 0:
            raise Incomplete(
                f"全县{INDICATOR_LABELS.get(name, '分类权重')}合计为 0，无法计算占比",
                hint="请核对该项指标",
            )
    factors = _factors([weight for _, weight in drivers], totals)
    weights = [factors[0] * value for value in columns[0]]
    for factor, column in zip(factors[1:], columns[1:], strict=True):
        weights = [sum_ + factor * value for sum_, value in zip(weights, column, strict=True)]
    if not rule.coefficients:
        return Driven(tuple(weights), inputs, sums)
    of_class = _coefficients(rule.coefficients)
    scale = lcm(*(c.denominator for c in of_class.values()))
    whole_of = {of: int(c * scale) for of, c in of_class.items()}
    functions = [unit.township.function_class for unit in snapshot.units]
    weights = [w * whole_of[of] for w, of in zip(weights, functions, strict=True)]
    return Driven(tuple(weights), inputs, sums, tuple(of_class[of] for of in functions))


def _coefficients(given: Mapping[str, Fraction]) -> dict[FunctionClass | None, Fraction]:
    """Give the coefficient of every functional class; a unit without one counts as 一般."""
    found: dict[FunctionClass | None, Fraction] = {
        of: given.get(of.name.lower(), Fraction(1)) for of in FunctionClass
    }
    found[None] = found[FunctionClass.ORDINARY]
    return found


def _factors(weights: Sequence[Fraction], totals: Sequence[int]) -> list[int]:
    """Bring weight ÷ total of every driver to one denominator, without their common factor."""
    scale = lcm(*totals)
    whole = lcm(*(weight.denominator for weight in weights))
    factors = [
        int(weight * whole) * (scale // total)
        for weight, total in zip(weights, totals, strict=True)
    ]
    common = gcd(*factors)
    return [factor // common for factor in factors]


def _whole(column: Sequence[Figure], name: str) -> tuple[Sequence[int], int]:
    """Bring a column to integers, and give the scale; records keep no more places than it has."""
    scale = _SCALES.get(name, 1)
    if name == BY_CLASS:
        scale = lcm(*(value.as_integer_ratio()[1] for value in column))
    elif scale == 1:
        return cast("Sequence[int]", column), scale
    return [int(value * scale) for value in column], scale


def _inputs(
    snapshot: Snapshot,
    names: tuple[str, ...],
    rule: StaffingRule,
    classes: Mapping[str, SizeClass],
) -> tuple[tuple[Figure, ...], ...]:
    """Give the figures the drivers need, row by row."""
    told = tuple(name for name in names if name in INDICATOR_LABELS)
    rows = figures_of(snapshot, told) if told else ((),) * len(snapshot.units)
    if told == names:
        return rows
    columns: dict[str, Sequence[Figure]] = dict(zip(told, zip(*rows, strict=True), strict=True))
    columns[EQUAL] = (1,) * len(snapshot.units)
    if BY_CLASS in names:
        sizes = classes_of(snapshot, classes)
        columns[BY_CLASS] = [rule.class_weights.get(size, Decimal(0)) for size in sizes]
    return tuple(zip(*(columns[name] for name in names), strict=True))


def classes_of(snapshot: Snapshot, classes: Mapping[str, SizeClass]) -> list[SizeClass]:
    """Give every unit's size class; :class:`Incomplete` names those without one."""
    found = [classes.get(unit.township.code) for unit in snapshot.units]
    if None in found:
        short = [u for u, size in zip(snapshot.units, found, strict=True) if size is None]
        raise Incomplete(
            "还没有定类别，不能按类别核定", where=named(short), hint="请先补齐分类指标，或改定类别"
        )
    return cast("list[SizeClass]", found)


def figures_of(snapshot: Snapshot, names: tuple[str, ...]) -> tuple[tuple[int | Decimal, ...], ...]:
    """Give indicators row by row; :class:`Incomplete` names who lacks which."""
    pick = _picker(names)
    rows: list[tuple[int | Decimal, ...]] = []
    short: list[UnitFigures] = []
    for unit in snapshot.units:
        figures = unit.indicators
        if figures is None or None in (row := pick(figures)):
            short.append(unit)
        else:
            rows.append(cast("tuple[int | Decimal, ...]", row))
    if short:
        lacking = [
            INDICATOR_LABELS[name]
            for name in names
            if any(u.indicators is None or getattr(u.indicators, name) is None for u in short)
        ]
        raise Incomplete(
            f"{snapshot.year} 年缺少{'、'.join(lacking)}",
            where=named(short),
            hint="请先补报，缺报的单位不能按 0 计算",
        )
    return tuple(rows)


def _picker(names: tuple[str, ...]) -> Callable[[Indicators], tuple[int | Decimal | None, ...]]:
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda figures: (only(figures),)
    return cast("Callable[[Indicators], tuple[int | Decimal | None, ...]]", attrgetter(*names))


def named(units: Sequence[UnitFigures]) -> str:
    """Name up to five units."""
    listed = "、".join(unit.township.name for unit in units[:5])
    return listed + (f" 等 {len(units)} 个单位" if len(units) > 5 else "")
