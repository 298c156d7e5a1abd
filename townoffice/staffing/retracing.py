"""What another program needs to do a rounding again for one unit: the common factor of a result.

Read from a finished result: nothing is decided here. A divisor method can be told as one scale m:
Sainte-Laguë rounds quota·m to the nearest whole, Huntington–Hill at √(a(a+1)), and the sum is the
total (Balinski & Young, *Fair Representation*, 1982). m, or m² where the roots would leave the
fractions, is the least with which every seat above the lower bounds is reached.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from townoffice.records import StaffingResult, StaffingRow, Tranche
from townoffice.staffing.divisors import HUNTINGTON_HILL


@dataclass(frozen=True, slots=True)
class Beyond:
    """A row whose whole posts left ⌊quota⌋…⌈quota⌉, as divisor methods may."""

    tranche: str
    row: int
    quota: Fraction
    posts: int


def beyond_quota(result: StaffingResult) -> tuple[Beyond, ...]:
    """List the rows a rounding took beyond their exact quota, tranche by tranche.

    Largest remainder never does; with bounds the one rounding (``bounded``) counts.
    """
    if result.bounded:
        pairs = zip(result.rows, result.bounded_quotas, strict=True)
        return tuple(
            Beyond("bounded", n, quota, row.posts)
            for n, (row, quota) in enumerate(pairs)
            if abs(row.posts - quota) >= 1
        )
    return tuple(
        Beyond(tranche.name, n, tranche.quota(n), seats)
        for tranche in result.tranches
        for n, (seats, weight) in enumerate(zip(tranche.seats, tranche.weights, strict=True))
        if abs(seats * tranche.weight_total - tranche.pool * weight) >= tranche.weight_total
    )


def variable_part(result: StaffingResult, n: int) -> Fraction:
    """What the tranches give a unit exactly, before bounds."""
    return sum((tranche.quota(n) for tranche in result.tranches), Fraction(0))


def limits(result: StaffingResult, row: StaffingRow) -> tuple[list[int], list[int]]:
    """Give everything that holds a unit from below (its base among it) and from above."""
    lows = [row.base, *([result.least] if result.least else [])]
    lows += [] if row.lower is None else [row.lower]
    highs = [] if row.upper is None else [row.upper]
    if result.max_change is not None and row.current is not None:
        lows.append(row.current - result.max_change)
        highs.append(row.current + result.max_change)
    return lows, highs


def _least(result: StaffingResult, row: StaffingRow) -> int:
    lows, highs = limits(result, row)
    return min(max(lows), *highs) if highs else max(lows)


def bounded_factor(result: StaffingResult) -> Fraction:
    """Find λ of ``bounded_quotas`` = clamp(base + λ·variable part); 0 where all rest at the least.

    A unit between its bounds tells it; where there is none, the units at their upper bound do.
    """
    found = Fraction(0)
    for n, (row, quota) in enumerate(zip(result.rows, result.bounded_quotas, strict=True)):
        if quota > _least(result, row):
            found = max(found, (quota - row.base) / variable_part(result, n))
            if quota not in limits(result, row)[1]:
                return found
    return found


def divisor_scale(result: StaffingResult, tranche: Tranche | None) -> Fraction:
    """Find m (Huntington–Hill: m²) of a tranche, or of the one rounding under bounds (None)."""
    squared = result.rounding == HUNTINGTON_HILL
    held = _bounded(result) if tranche is None else _free(tranche)
    return max((_reach(seats, part, squared=squared) for seats, part in held), default=Fraction(0))


def _free(tranche: Tranche) -> Iterator[tuple[int, Fraction]]:
    return ((seats, tranche.quota(n)) for n, seats in enumerate(tranche.seats) if seats)


def _bounded(result: StaffingResult) -> Iterable[tuple[int, Fraction]]:
    for n, row in enumerate(result.rows):
        if row.posts > _least(result, row):
            yield row.posts - row.base, variable_part(result, n)


def _reach(seats: int, part: Fraction, *, squared: bool) -> Fraction:
    """The scale at which the last of the seats is reached."""
    if squared:
        return seats * (seats - 1) / part**2
    return (seats - Fraction(1, 2)) / part
