"""The three-step calculation as one would write it with numpy: the same records in and out.

It is what the exact calculation is held against, for speed only. Its figures are floats, so its
weights are rounded to fit a :class:`Tranche`, and equal remainders are equal only by luck.
"""

from operator import attrgetter
from typing import cast

import numpy as np
import numpy.typing as npt

from townoffice.records import Indicators, Snapshot, StaffingResult, StaffingRow, Tie, Tranche
from townoffice.staffing import Choices, StaffingRule

SCALE = 10**15
Floats = npt.NDArray[np.float64]


def calculate_in_floats(snapshot: Snapshot, rule: StaffingRule, choices: Choices) -> StaffingResult:
    """Share out by largest remainder in float numpy, without bounds."""
    units = snapshot.units
    (floating,) = rule.tranches
    names = [name for name, _ in floating.drivers]
    pick = attrgetter(*names)
    inputs = tuple(pick(cast("Indicators", unit.indicators)) for unit in units)
    figures = np.array(inputs, dtype=np.float64)
    weights = np.array([float(weight) for _, weight in floating.drivers])
    total = sum(unit.authorized[choices.category] for unit in units)
    reserve = int(total * float(rule.reserve_share))
    pool = total - reserve - rule.base * len(units)

    coefficients: Floats = (figures / figures.sum(axis=0)) @ (weights / weights.sum())
    quotas = coefficients * pool
    seats = np.floor(quotas).astype(np.int64)
    remainders = quotas - seats
    left = pool - int(seats.sum())
    population = np.array([cast("Indicators", u.indicators).registered_population for u in units])
    order = np.lexsort((-population, -remainders))
    risen = order[:left]
    seats[risen] += 1

    given = seats.tolist()
    category = choices.category
    rows = tuple(
        StaffingRow(
            unit.township.code,
            unit.township.name,
            unit.township.kind,
            people,
            rule.base,
            rule.base + more,
            rule.base + more,
            unit.authorized.get(category),
            unit.actual.get(category),
            choices.lower.get(unit.township.code),
            choices.upper.get(unit.township.code),
        )
        for unit, people, more in zip(units, population.tolist(), given, strict=True)
    )
    tranche = Tranche(
        floating.name,
        floating.label,
        pool,
        tuple(np.rint(coefficients * SCALE).astype(np.int64).tolist()),
        SCALE,
        tuple(given),
        tuple(risen.tolist()),
        floating.drivers,
        inputs,
    )
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
        (tranche,),
        _tie(snapshot, remainders, order, left),
        rule.parameters,
        bounded=False,
        max_change=None,
        bounded_quotas=(),
        rounding=rule.rounding,
        book_version=snapshot.book_version,
    )


def _tie(
    snapshot: Snapshot, remainders: Floats, order: npt.NDArray[np.intp], left: int
) -> tuple[Tie, ...]:
    if not 0 < left < len(order) or remainders[order[left - 1]] != remainders[order[left]]:
        return ()
    equal = np.flatnonzero(remainders == remainders[order[left]]).tolist()
    codes = tuple(snapshot.units[n].township.code for n in equal)
    served = set(order[:left].tolist())
    given = tuple(snapshot.units[n].township.code for n in equal if n in served)
    return (Tie("floating", len(given), codes, given),)
