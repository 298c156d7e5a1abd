"""The tranche engine: base, reserve, pool, tranches by drivers, then bounds. Exact throughout.

``domain.md`` §3.2: total N = reserve R + Σ bases + pool P; each tranche takes its share of P and is
shared out by its drivers; without bounds each tranche is rounded on its own, with bounds there is
one rounding of the whole (§0.2, several tranches). A method that sets posts outright (by class or
by bands of population) is one tranche driven by its standards: what they leave of the total stays
with the county, where they exceed it they are scaled down to it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from townoffice.feedback import Contradiction, Incomplete, NotFound
from townoffice.records import (
    Kind,
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
    Parts,
    bounded_largest_remainder,
    largest_remainder,
)
from townoffice.staffing.divisors import HUNTINGTON_HILL, SAINTE_LAGUE, by_priority
from townoffice.staffing.driving import Driven, classes_of, driven, figures_of, named
from townoffice.staffing.rule import Choices, Settlement, StaffingRule, Standard, TrancheRule

_BY_STANDARD = TrancheRule("standard", "定额", Fraction(1), (("standard", Fraction(1)),))

BOUNDED = "bounded"
"""The name under which ties of the one rounding under bounds are reported."""


def calculate(snapshot: Snapshot, rule: StaffingRule, choices: Choices) -> StaffingResult:
    """Calculate one staffing: whole posts per unit whose sum with the reserve is the total.

    Raises :class:`Incomplete` naming units without a needed figure, :class:`Contradiction` where
    total, bases and bounds cannot hold together, :class:`NotFound` for a bound on an unknown unit.
    """
    units = snapshot.units
    if not units:
        raise Incomplete("没有可测算的乡镇（街道）", hint="请先导入乡镇（街道）名单")
    _require_known(choices, units)
    parts = _parts(snapshot, rule, choices)
    serving = _Serving(units, rule.rounding, choices.settlement)
    tranches, ties = _share_out(snapshot, rule, choices, parts, serving)
    calculated = [
        sum(seats) for seats in zip(parts.bases, *(t.seats for t in tranches), strict=True)
    ]
    posts: Sequence[int] = calculated
    quotas: tuple[Fraction, ...] = ()
    bounded = choices.bounded or min(calculated) < rule.least or _below(rule.least, parts, tranches)
    if bounded:
        demands = _demands(units, rule, choices, parts, tranches)
        allocation, exact = serving.bounded(parts.total - parts.reserve, demands)
        posts, quotas = allocation.seats, exact.fractions
        ties = serving.ties(BOUNDED, allocation)  # a tie within a tranche now moves no post
    return StaffingResult(
        snapshot.county,
        rule.method.id,
        rule.method.label,
        choices.category,
        snapshot.year,
        snapshot.on,
        parts.total,
        parts.reserve,
        parts.pool,
        _rows(units, parts, choices, calculated, posts),
        tranches,
        ties,
        rule.parameters,
        bounded,
        choices.max_change,
        quotas,
        rule.rounding,
        snapshot.book_version,
        least=rule.least,
        adopted=rule.adopted,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """How the total falls into reserve, bases and pool; ``standards`` where posts are set outright.

    total = reserve + Σ bases + pool.
    """

    total: int
    reserve: int
    bases: tuple[int, ...]
    pool: int
    standards: tuple[int, ...] = ()


def _parts(snapshot: Snapshot, rule: StaffingRule, choices: Choices) -> _Parts:
    """Split the total; what standards leave of it stays with the county."""
    units, total = snapshot.units, _total(snapshot, choices)
    reserve = int(total * rule.reserve_share)
    if rule.standard is not None:
        standards = _standards(snapshot, rule.standard, choices)
        pool = min(sum(standards), total - reserve)
        return _Parts(total, total - pool, (0,) * len(units), pool, standards)
    bases = _bases(snapshot, rule, choices)
    pool = total - reserve - sum(bases)
    if pool < 0:
        each = f"{rule.base}×{len(units)}" if rule.even_base else f"共 {sum(bases)}"
        raise Contradiction(
            f"总量 {total} 名不够：周转 {reserve} 名、基本编制 {each} 名合计 {total - pool} 名",
            hint="请增加总量，或降低基本编制、周转比例",
        )
    if not rule.tranches:  # a method of bases alone: what is left stays with the county
        return _Parts(total, total - sum(bases), bases, 0)
    return _Parts(total, reserve, bases, pool)


def _bases(snapshot: Snapshot, rule: StaffingRule, choices: Choices) -> tuple[int, ...]:
    bases = [rule.base] * len(snapshot.units)
    if rule.base_by_kind:
        more = {kind: rule.base_by_kind.get(kind.name.lower(), 0) for kind in Kind}
        bases = [
            base + more[u.township.kind] for base, u in zip(bases, snapshot.units, strict=True)
        ]
    if rule.base_by_class:
        sizes = classes_of(snapshot, choices.classes)
        bases = [base + rule.base_by_class.get(c, 0) for base, c in zip(bases, sizes, strict=True)]
    return tuple(bases)


def _standards(snapshot: Snapshot, standard: Standard, choices: Choices) -> tuple[int, ...]:
    """Read every unit's posts off its class or its band of population."""
    if standard.quota:
        sizes = classes_of(snapshot, choices.classes)
        return tuple(standard.quota.get(size, 0) for size in sizes)
    people = figures_of(snapshot, (standard.population,))
    bounds = [bound for bound, _ in standard.bands]
    posts = [posts for _, posts in standard.bands]
    return tuple(posts[bisect_right(bounds, persons) - 1] for (persons,) in people)


def _below(least: int, parts: _Parts, tranches: Sequence[Tranche]) -> bool:
    """Tell whether any exact result is below what no unit may fall under."""
    if not least:
        return False
    scale, variable = _variable(tranches, len(parts.bases))
    wanted = least * scale
    pairs = zip(parts.bases, variable, strict=True)
    return any(base * scale + part < wanted for base, part in pairs)


def _variable(tranches: Sequence[Tranche], count: int) -> tuple[int, Sequence[int]]:
    """Add up what the tranches give each unit exactly, as numerators over one scale."""
    scale = lcm(*(t.weight_total for t in tranches))
    found = [0] * count
    for tranche in tranches:
        factor = tranche.pool * (scale // tranche.weight_total)
        found = [part + factor * w for part, w in zip(found, tranche.weights, strict=True)]
    return scale, found


class _Serving:
    """How posts are served in one calculation: rounding, the stated rule, a person's decision."""

    def __init__(
        self, units: Sequence[UnitFigures], rounding: str, settlement: Settlement | None
    ) -> None:
        self._units, self._rounding, self._settlement = units, rounding, settlement
        self._precedence = _precedence(units)
        self._preferred = _preferred(settlement, units)

    def share(self, pool: int, weights: Sequence[int]) -> Allocation:
        """Share one tranche, without bounds."""
        if self._rounding not in {SAINTE_LAGUE, HUNTINGTON_HILL}:
            return largest_remainder(pool, weights, self._precedence, self._preferred)
        demands = [Demand("", 0, weight, 0, None) for weight in weights]
        return self.bounded(pool, demands)[0]

    def bounded(self, total: int, demands: Sequence[Demand]) -> tuple[Allocation, Parts]:
        """Share a total in one rounding, under bounds."""
        if self._rounding in {SAINTE_LAGUE, HUNTINGTON_HILL}:
            return by_priority(total, demands, self._precedence, self._preferred, self._rounding)
        return bounded_largest_remainder(total, demands, self._precedence, self._preferred)

    def ties(self, tranche: str, allocation: Allocation) -> tuple[Tie, ...]:
        """Report the tie of one rounding, if there is one."""
        tie = allocation.tie
        if tie is None:
            return ()
        codes = [unit.township.code for unit in self._units]
        return (
            Tie(
                tranche,
                tie.seats,
                tuple(codes[n] for n in tie.rows),
                tuple(codes[n] for n in sorted(tie.given)),
                _settled_by(tie, self._units, self._settlement),
            ),
        )


def _rows(
    units: Sequence[UnitFigures],
    parts: _Parts,
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
            parts.bases[n],
            calculated[n],
            posts[n],
            unit.authorized.get(category),
            unit.actual.get(category),
            choices.lower.get(unit.township.code),
            choices.upper.get(unit.township.code),
            parts.standards[n] if parts.standards else None,
        )
        for n, unit in enumerate(units)
    )


def _require_known(choices: Choices, units: Sequence[UnitFigures]) -> None:
    codes = {unit.township.code for unit in units}
    wanted = {*choices.lower, *choices.upper, *(choices.settlement or Settlement((), "")).units}
    unknown = sorted(wanted - codes)
    if unknown:
        raise NotFound(f"没有代码为 {unknown[0]} 的乡镇（街道）", hint="请核对上下限中的代码")


def _total(snapshot: Snapshot, choices: Choices) -> int:
    if choices.total is not None:
        return choices.total
    missing = [u for u in snapshot.units if choices.category not in u.authorized]
    if missing:
        raise Incomplete(
            f"没有登记核定的{choices.category.label}",
            where=named(missing),
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
    snapshot: Snapshot, rule: StaffingRule, choices: Choices, parts: _Parts, serving: _Serving
) -> tuple[tuple[Tranche, ...], tuple[Tie, ...]]:
    if parts.standards:
        rules: tuple[TrancheRule, ...] = (_BY_STANDARD,)
        inputs = tuple((posts,) for posts in parts.standards)
        weighed = [Driven(parts.standards, inputs, (sum(parts.standards),))]
    else:
        rules = rule.tranches
        weighed = [driven(snapshot, t.drivers, rule, choices.classes) for t in rules]
    tranches: list[Tranche] = []
    ties: tuple[Tie, ...] = ()
    for tranche, found, part in zip(rules, weighed, _pool_parts(parts.pool, rules), strict=True):
        allocation = serving.share(part, found.weights)
        ties += serving.ties(tranche.name, allocation)
        tranches.append(
            Tranche(
                tranche.name,
                tranche.label,
                part,
                found.weights,
                sum(found.weights),
                allocation.seats,
                allocation.risen,
                tranche.drivers,
                found.inputs,
                found.coefficients,
                found.totals,
            )
        )
    return tuple(tranches), ties


def _pool_parts(pool: int, tranches: Sequence[TrancheRule]) -> tuple[int, ...]:
    """Split the pool by the tranches' shares; equal remainders go to the one listed first."""
    if not tranches:
        return ()
    scale = lcm(*(t.share.denominator for t in tranches))
    weights = [int(t.share * scale) for t in tranches]
    return largest_remainder(pool, weights, range(len(tranches))).seats


def _demands(
    units: Sequence[UnitFigures],
    rule: StaffingRule,
    choices: Choices,
    parts: _Parts,
    tranches: Sequence[Tranche],
) -> list[Demand]:
    """Put every unit's bounds beside the exact variable part, Σ over the tranches on one scale."""
    _, variable = _variable(tranches, len(units))
    if not choices.bounded:
        return [
            Demand(unit.township.name, base, part, rule.least, None)
            for unit, base, part in zip(units, parts.bases, variable, strict=True)
        ]
    return [
        Demand(unit.township.name, base, part, *_bounds(unit, rule.least, choices))
        for unit, base, part in zip(units, parts.bases, variable, strict=True)
    ]


def _bounds(unit: UnitFigures, least: int, choices: Choices) -> tuple[int, int | None]:
    code = unit.township.code
    lower, upper = max(least, choices.lower.get(code, 0)), choices.upper.get(code)
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
