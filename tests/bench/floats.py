"""The staffing methods as one would write them with numpy: the same records in and out.

It is what the exact calculation is held against, for speed only. Its figures are floats, so its
weights are rounded to fit a :class:`Tranche`, and equal remainders are equal only by luck.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import repeat
from operator import attrgetter
from typing import cast

import numpy as np
import numpy.typing as npt

from townoffice.records import (
    FunctionClass,
    Indicators,
    Kind,
    Snapshot,
    StaffingResult,
    StaffingRow,
    Tie,
    Tranche,
    UnitFigures,
)
from townoffice.staffing import BOUNDED, Choices, StaffingRule
from townoffice.staffing.rule import Standard

SCALE = 10**15
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Order = npt.NDArray[np.intp]
Row = tuple[int | Decimal, ...]

_STEPS = 60
"""So many halvings find the divisor."""


@dataclass(frozen=True, slots=True)
class Part:
    """One tranche on its way: name, label, posts, drivers, figures, shares (Σ = 1), factors."""

    name: str
    label: str
    pool: int
    drivers: tuple[tuple[str, Fraction], ...]
    inputs: tuple[Row, ...]
    shares: Floats
    coefficients: tuple[Fraction, ...] = ()


def calculate_in_floats(snapshot: Snapshot, rule: StaffingRule, choices: Choices) -> StaffingResult:
    """Share out by largest remainder or by a divisor; only ``least`` bounds the units."""
    units, category = snapshot.units, choices.category
    total = sum(unit.authorized[category] for unit in units)
    reserve = int(total * float(rule.reserve_share))
    people = np.array([cast("Indicators", u.indicators).registered_population for u in units])
    standards: list[int] = (
        _standards(snapshot, rule.standard, choices) if rule.standard is not None else []
    )
    bases = _bases(units, rule)
    if standards:
        pool = min(sum(standards), total - reserve)
        reserve = total - pool
        parts = [_standard_part(standards, pool)]
    else:
        pool = total - reserve - int(bases.sum())
        parts = _parts(snapshot, rule, choices, pool)
    posts, tranches, ties = _seated(snapshot, parts, bases, people, rule.rounding)
    calculated, quotas = posts.tolist(), bases + sum(part.shares * part.pool for part in parts)
    bounded = bool(rule.least) and bool((quotas < rule.least).any())
    if bounded:
        quotas = _clamped(quotas - bases, bases, rule.least, total - reserve)
        posts, _, tied = _rounded(quotas, total - reserve, people, rule.rounding)
        ties = _tie(snapshot, BOUNDED, tied, posts, quotas)
    columns = (people.tolist(), bases.tolist(), calculated, posts.tolist())
    rows = _rows(units, choices, columns, standards or repeat(None, len(units)))
    return StaffingResult(
        snapshot.county,
        rule.method.id,
        rule.method.label,
        category,
        snapshot.year,
        snapshot.on,
        total,
        reserve,
        pool,
        rows,
        tranches,
        ties,
        rule.parameters,
        bounded=bounded,
        max_change=None,
        bounded_quotas=tuple(map(Fraction, quotas.tolist())) if bounded else (),
        rounding=rule.rounding,
        book_version=snapshot.book_version,
        least=rule.least,
        adopted=rule.adopted,
    )


def _rows(
    units: Sequence[UnitFigures],
    choices: Choices,
    columns: tuple[list[int], ...],
    standards: Iterable[int | None],
) -> tuple[StaffingRow, ...]:
    """Make the records of columns: people, bases, posts calculated, posts held."""
    return tuple(
        StaffingRow(
            unit.township.code,
            unit.township.name,
            unit.township.kind,
            persons,
            base,
            first,
            held,
            unit.authorized.get(choices.category),
            unit.actual.get(choices.category),
            choices.lower.get(unit.township.code),
            choices.upper.get(unit.township.code),
            standard,
        )
        for unit, persons, base, first, held, standard in zip(
            units, *columns, standards, strict=True
        )
    )


def _standard_part(standards: list[int], pool: int) -> Part:
    """Give the one tranche of a method that sets every unit's posts outright."""
    inputs = tuple((posts,) for posts in standards)
    shares = np.array(standards) / sum(standards)
    return Part("standard", "定额", pool, (("standard", Fraction(1)),), inputs, shares)


def _seated(
    snapshot: Snapshot, parts: Sequence[Part], bases: Whole, people: Whole, rounding: str
) -> tuple[Whole, tuple[Tranche, ...], tuple[Tie, ...]]:
    """Round tranche by tranche upon the bases."""
    posts = bases.copy()
    tranches: list[Tranche] = []
    ties: tuple[Tie, ...] = ()
    for part in parts:
        seats, risen, tied = _rounded(part.shares * part.pool, part.pool, people, rounding)
        posts += seats
        tranches.append(_tranche(part, seats, risen))
        ties += _tie(snapshot, part.name, tied, seats, part.shares * part.pool)
    return posts, tuple(tranches), ties


def _bases(units: Sequence[UnitFigures], rule: StaffingRule) -> Whole:
    more = {kind: rule.base_by_kind.get(kind.name.lower(), 0) for kind in Kind}
    return np.array([rule.base + more[unit.township.kind] for unit in units])


def _standards(snapshot: Snapshot, standard: Standard, choices: Choices) -> list[int]:
    """Read every unit's posts off its class, or off its band by a binary search."""
    if standard.quota:
        return [standard.quota[choices.classes[u.township.code]] for u in snapshot.units]
    pick = attrgetter(standard.population)
    people = np.array([pick(unit.indicators) for unit in snapshot.units])
    bounds, posts = (np.array(column) for column in zip(*standard.bands, strict=True))
    found: list[int] = posts[np.searchsorted(bounds, people, side="right") - 1].tolist()
    return found


def _parts(snapshot: Snapshot, rule: StaffingRule, choices: Choices, pool: int) -> list[Part]:
    shares = np.array([float(tranche.share) for tranche in rule.tranches])
    pools = _largest(shares / shares.sum() * pool, pool, np.zeros(len(shares)))[0].tolist()
    return [
        Part(tranche.name, tranche.label, part, tranche.drivers, *_weighed(snapshot, rule, drivers))
        for tranche, part in zip(rule.tranches, pools, strict=True)
        for drivers in (tranche.drivers,)
    ]


def _weighed(
    snapshot: Snapshot, rule: StaffingRule, drivers: tuple[tuple[str, Fraction], ...]
) -> tuple[tuple[Row, ...], Floats, tuple[Fraction, ...]]:
    """Give figures, shares and coefficients of the units for one tranche."""
    units = snapshot.units
    names = [name for name, _ in drivers]
    inputs: tuple[Row, ...] = ((1,),) * len(units)
    if names != ["equal"]:
        pick, only = attrgetter(*names), attrgetter(names[0])
        if len(names) == 1:
            inputs = tuple((only(unit.indicators),) for unit in units)
        else:
            inputs = tuple(pick(unit.indicators) for unit in units)
    figures = np.array(inputs, dtype=np.float64)
    weights = np.array([float(weight) for _, weight in drivers])
    shares: Floats = (figures / figures.sum(axis=0)) @ (weights / weights.sum())
    if not rule.coefficients:
        return inputs, shares, ()
    given = {of: rule.coefficients[of.name.lower()] for of in FunctionClass}
    raised = tuple(given[unit.township.function_class or FunctionClass.ORDINARY] for unit in units)
    by = {of: float(value) for of, value in given.items()}
    shares = shares * np.array(
        [by[unit.township.function_class or FunctionClass.ORDINARY] for unit in units]
    )
    return inputs, shares / shares.sum(), raised


def _clamped(variable: npt.NDArray[np.floating], bases: Whole, least: int, total: int) -> Floats:
    """Find λ on the sorted breakpoints of the lower bound."""
    points = np.maximum((least - bases) / variable, 0)
    order = np.argsort(points)
    fixed = np.concatenate(([0.0], np.cumsum(bases[order])))
    slope = np.concatenate(([0.0], np.cumsum(variable[order])))
    held = (len(points) - np.arange(len(points) + 1)) * least
    factors = (total - held - fixed)[1:] / slope[1:]
    fits = factors >= points[order]
    factor = factors[np.flatnonzero(fits)[-1]]
    return cast("Floats", np.maximum(bases + factor * variable, least))


def _rounded(
    quotas: Floats, total: int, people: Whole, rounding: str
) -> tuple[Whole, Order, Order]:
    """Give whole posts, the rows that rose in their order, and the equal rows at the edge."""
    if rounding == "largest-remainder":
        return _largest(quotas, total, people)

    def counted(by: float) -> Whole:
        if rounding == "huntington-hill":
            found = ((np.sqrt(1 + 4 * (quotas * by) ** 2) + 1) // 2).astype(np.int64)
        else:
            found = np.floor(quotas * by + 0.5).astype(np.int64)
        return found

    low, high = 0.5, 2.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if counted(middle).sum() <= total:
            low = middle
        else:
            high = middle
    seats = counted(low)
    for row in np.flatnonzero(counted(high) > seats)[: total - int(seats.sum())]:
        seats[row] += 1
    order = np.lexsort((-people,))
    return seats, order[seats[order] > quotas[order]], np.array([], dtype=np.intp)


def _largest(
    quotas: Floats, total: int, people: npt.NDArray[np.generic]
) -> tuple[Whole, Order, Order]:
    seats = np.floor(quotas).astype(np.int64)
    remainders = quotas - seats
    left = total - int(seats.sum())
    order = np.lexsort((-people.astype(np.float64), -remainders))
    seats[order[:left]] += 1
    tied = np.array([], dtype=np.intp)
    if 0 < left < len(order) and remainders[order[left - 1]] == remainders[order[left]]:
        tied = np.flatnonzero(remainders == remainders[order[left]])
    return seats, order[:left], tied


def _tranche(part: Part, seats: Whole, risen: Order) -> Tranche:
    return Tranche(
        part.name,
        part.label,
        part.pool,
        tuple(np.rint(part.shares * SCALE).astype(np.int64).tolist()),
        SCALE,
        tuple(seats.tolist()),
        tuple(risen.tolist()),
        part.drivers,
        part.inputs,
        part.coefficients,
    )


def _tie(
    snapshot: Snapshot, where: str, tied: Order, seats: Whole, quotas: Floats
) -> tuple[Tie, ...]:
    if not tied.size:
        return ()
    codes = [snapshot.units[n].township.code for n in tied.tolist()]
    got = (seats[tied] > quotas[tied]).tolist()
    given = tuple(code for code, risen in zip(codes, got, strict=True) if risen)
    return (Tie(where, len(given), tuple(codes), given),)
