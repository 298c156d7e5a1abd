"""The tranche engine: base, reserve, pool, tranches by drivers, then bounds. Exact throughout.

``domain.md`` §3.2: total N = reserve R + Σ bases + pool P; each tranche takes its share of P and is
shared out by its drivers; without bounds each tranche is rounded on its own, with bounds there is
one rounding of the whole (§0.2, several tranches).
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from operator import attrgetter
from typing import cast

from townoffice.feedback import Contradiction, Incomplete, NotFound
from townoffice.records import (
    INDICATOR_LABELS,
    Indicators,
    Snapshot,
    StaffingResult,
    StaffingRow,
    Tie,
    Tranche,
    UnitFigures,
)
from townoffice.staffing.apportion import (
    Allocation,
    Demand,
    EqualRemainders,
    bounded_largest_remainder,
    largest_remainder,
)
from townoffice.staffing.rule import Choices, Settlement, StaffingRule, TrancheRule

BOUNDED = "bounded"
"""The name under which ties of the one rounding under bounds are reported."""

_SCALES = {"area_km2": 1_000_000, "gdp": 10_000, "fiscal_revenue": 10_000}


def calculate(snapshot: Snapshot, rule: StaffingRule, choices: Choices) -> StaffingResult:
    """Calculate one staffing: whole posts per unit whose sum with the reserve is the total.

    Raises :class:`Incomplete` naming units without a needed figure, :class:`Contradiction` where
    total, bases and bounds cannot hold together, :class:`NotFound` for a bound on an unknown unit.
    """
    units = snapshot.units
    if not units:
        raise Incomplete("没有可测算的乡镇（街道）", hint="请先导入乡镇（街道）名单")
    _require_known(choices, units)
    total = _total(snapshot, choices)
    reserve = int(total * rule.reserve_share)
    pool = _pool(total, reserve, rule, len(units))
    precedence = _precedence(units)
    preferred = _preferred(choices.settlement, units)
    tranches, ties = _share_out(snapshot, rule, pool, precedence, preferred, choices.settlement)
    calculated = [
        rule.base + sum(seats) for seats in zip(*(t.seats for t in tranches), strict=True)
    ]
    posts: Sequence[int] = calculated
    quotas: tuple[Fraction, ...] = ()
    if choices.bounded:
        demands = _demands(units, rule, choices, tranches)
        allocation, quotas = bounded_largest_remainder(
            total - reserve, demands, precedence, preferred
        )
        posts = allocation.seats
        ties += _ties(BOUNDED, allocation, units, choices.settlement)
    return StaffingResult(
        snapshot.county,
        rule.method.id,
        rule.method.label,
        choices.category,
        snapshot.year,
        snapshot.on,
        total,
        reserve,
        pool,
        _rows(units, rule.base, choices, calculated, posts),
        tranches,
        ties,
        rule.parameters,
        choices.bounded,
        choices.max_change,
        quotas,
        rule.rounding,
        snapshot.book_version,
    )


def _pool(total: int, reserve: int, rule: StaffingRule, count: int) -> int:
    """Give what is left for the tranches after reserve and bases."""
    pool = total - reserve - rule.base * count
    if pool < 0:
        raise Contradiction(
            f"总量 {total} 名不够：周转 {reserve} 名、基本编制 {rule.base}×{count} 名"
            f"合计 {total - pool} 名",
            hint="请增加总量，或降低基本编制、周转比例",
        )
    return pool


def _rows(
    units: Sequence[UnitFigures],
    base: int,
    choices: Choices,
    calculated: Sequence[int],
    posts: Sequence[int],
) -> tuple[StaffingRow, ...]:
    category = choices.category
    return tuple(
        StaffingRow(
            unit.township.code,
            unit.township.name,
            unit.township.kind,
            _population(unit),
            base,
            calculated[n],
            posts[n],
            unit.authorized.get(category),
            unit.actual.get(category),
            choices.lower.get(unit.township.code),
            choices.upper.get(unit.township.code),
        )
        for n, unit in enumerate(units)
    )


def _require_known(choices: Choices, units: Sequence[UnitFigures]) -> None:
    codes = {unit.township.code for unit in units}
    named = {*choices.lower, *choices.upper, *(choices.settlement or Settlement((), "")).units}
    unknown = sorted(named - codes)
    if unknown:
        raise NotFound(f"没有代码为 {unknown[0]} 的乡镇（街道）", hint="请核对上下限中的代码")


def _total(snapshot: Snapshot, choices: Choices) -> int:
    if choices.total is not None:
        return choices.total
    missing = [u for u in snapshot.units if choices.category not in u.authorized]
    if missing:
        raise Incomplete(
            f"没有登记核定的{choices.category.label}",
            where=_names(missing),
            hint="请补录现有编制，或另行给出总量",
        )
    return sum(unit.authorized[choices.category] for unit in snapshot.units)


def _population(unit: UnitFigures) -> int:
    figures = unit.indicators
    return 0 if figures is None else figures.registered_population or 0


def _precedence(units: Sequence[UnitFigures]) -> list[int]:
    """List the rows as the stated rule serves ties: larger 户籍人口, then smaller 区划代码."""
    keys = [(-_population(unit), unit.township.code) for unit in units]
    return sorted(range(len(units)), key=keys.__getitem__)


def _preferred(settlement: Settlement | None, units: Sequence[UnitFigures]) -> frozenset[int]:
    if settlement is None or not settlement.units:
        return frozenset()
    return frozenset(n for n, u in enumerate(units) if u.township.code in settlement.units)


def _share_out(
    snapshot: Snapshot,
    rule: StaffingRule,
    pool: int,
    precedence: Sequence[int],
    preferred: frozenset[int],
    settlement: Settlement | None,
) -> tuple[tuple[Tranche, ...], tuple[Tie, ...]]:
    parts = _pool_parts(pool, rule.tranches)
    tranches: list[Tranche] = []
    ties: tuple[Tie, ...] = ()
    for tranche, part in zip(rule.tranches, parts, strict=True):
        weights, inputs = composite_weights(snapshot, tranche.drivers)
        allocation = largest_remainder(part, weights, precedence, preferred)
        ties += _ties(tranche.name, allocation, snapshot.units, settlement)
        tranches.append(
            Tranche(
                tranche.name,
                tranche.label,
                part,
                weights,
                sum(weights),
                allocation.seats,
                allocation.risen,
                tranche.drivers,
                inputs,
            )
        )
    return tuple(tranches), ties


def _pool_parts(pool: int, tranches: Sequence[TrancheRule]) -> tuple[int, ...]:
    """Split the pool by the tranches' shares; equal remainders go to the one listed first."""
    scale = lcm(*(t.share.denominator for t in tranches))
    weights = [int(t.share * scale) for t in tranches]
    return largest_remainder(pool, weights, range(len(tranches))).seats


def composite_weights(
    snapshot: Snapshot, drivers: Sequence[tuple[str, Fraction]]
) -> tuple[tuple[int, ...], tuple[tuple[int | Decimal, ...], ...]]:
    """Weigh every unit by Σ w·x/Σx, as integers over one common scale, and give the inputs used.

    An indicator whose county total is 0 is :class:`Incomplete`, as is a unit without the figure.
    """
    inputs = _inputs(snapshot, tuple(name for name, _ in drivers))
    columns = [
        _whole(column, _SCALES.get(name, 1))
        for (name, _), column in zip(drivers, zip(*inputs, strict=True), strict=True)
    ]
    totals = [sum(column) for column in columns]
    for (name, _), total in zip(drivers, totals, strict=True):
        if total <= 0:
            raise Incomplete(
                f"全县{INDICATOR_LABELS[name]}合计为 0，无法计算占比", hint="请核对该项指标"
            )
    scale = lcm(*totals)
    whole = lcm(*(weight.denominator for _, weight in drivers))
    factors = [
        int(weight * whole) * (scale // total)
        for (_, weight), total in zip(drivers, totals, strict=True)
    ]
    common = gcd(*factors)
    factors = [factor // common for factor in factors]
    weights = [factors[0] * value for value in columns[0]]
    for factor, column in zip(factors[1:], columns[1:], strict=True):
        weights = [sum_ + factor * value for sum_, value in zip(weights, column, strict=True)]
    return tuple(weights), inputs


def _whole(column: Sequence[int | Decimal], scale: int) -> Sequence[int]:
    """Bring a column to integers; the records keep no more places than the scale has."""
    return [int(value * scale) for value in column]


def _inputs(snapshot: Snapshot, names: tuple[str, ...]) -> tuple[tuple[int | Decimal, ...], ...]:
    """Give the figures the drivers need, row by row; :class:`Incomplete` names who lacks which."""
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
            where=_names(short),
            hint="请先补报，缺报的单位不能按 0 计算",
        )
    return tuple(rows)


def _picker(names: tuple[str, ...]) -> Callable[[Indicators], tuple[int | Decimal | None, ...]]:
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda figures: (only(figures),)
    return cast("Callable[[Indicators], tuple[int | Decimal | None, ...]]", attrgetter(*names))


def _names(units: Sequence[UnitFigures]) -> str:
    listed = "、".join(unit.township.name for unit in units[:5])
    return listed + (f" 等 {len(units)} 个单位" if len(units) > 5 else "")


def _demands(
    units: Sequence[UnitFigures],
    rule: StaffingRule,
    choices: Choices,
    tranches: Sequence[Tranche],
) -> list[Demand]:
    """Put every unit's bounds beside the exact variable part, Σ over the tranches on one scale."""
    scale = lcm(*(t.weight_total for t in tranches))
    factors = [t.pool * (scale // t.weight_total) for t in tranches]
    demands = []
    for n, unit in enumerate(units):
        lower, upper = _bounds(unit, choices)
        weight = sum(f * t.weights[n] for f, t in zip(factors, tranches, strict=True))
        demands.append(Demand(unit.township.name, rule.base, weight, lower, upper))
    return demands


def _bounds(unit: UnitFigures, choices: Choices) -> tuple[int, int | None]:
    code = unit.township.code
    lower, upper = choices.lower.get(code, 0), choices.upper.get(code)
    if choices.max_change is None:
        return lower, upper
    current = unit.authorized.get(choices.category)
    if current is None:
        raise Incomplete(
            f"没有登记核定的{choices.category.label}，无法限制增减",
            where=unit.township.name,
            hint="请补录现有编制，或不限增减",
        )
    highest = current + choices.max_change
    return max(lower, current - choices.max_change), (
        highest if upper is None else min(upper, highest)
    )


def _ties(
    tranche: str,
    allocation: Allocation,
    units: Sequence[UnitFigures],
    settlement: Settlement | None,
) -> tuple[Tie, ...]:
    tie = allocation.tie
    if tie is None:
        return ()
    return (
        Tie(
            tranche,
            tie.seats,
            tuple(units[n].township.code for n in tie.rows),
            tuple(units[n].township.code for n in sorted(tie.given)),
            _settled_by(tie, units, settlement),
        ),
    )


def _settled_by(
    tie: EqualRemainders, units: Sequence[UnitFigures], settlement: Settlement | None
) -> str:
    """A person's word counts for this tie if it confirms the rule or names all who get a seat."""
    if settlement is None:
        return "rule"
    given = {units[n].township.code for n in tie.given}
    if settlement.units and not given <= set(settlement.units):
        return "rule"
    return settlement.by
