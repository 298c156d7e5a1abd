"""Whose claims stood at the edge when a divisor method gave the last seats.

Read from a finished result. A claim is written per seat, so that 1 is an exact share: for
Sainte-Laguë q ÷ (a + ½), for Huntington–Hill q² ÷ (a·(a + 1)), q being the exact part above the
base and a the seats held above it (``domain.md`` §0.2). A first seat by Huntington–Hill comes
before every other and has no figure.
"""

from dataclasses import dataclass
from fractions import Fraction

from townoffice.records import StaffingResult, StaffingRow
from townoffice.staffing.divisors import HUNTINGTON_HILL, SAINTE_LAGUE


@dataclass(frozen=True, slots=True)
class Claim:
    """One seat and who claims it: the row, its claim, and whether it got the seat."""

    row: int
    value: Fraction
    got: bool


def claims(result: StaffingResult) -> tuple[Claim, ...]:
    """Give the claim by which every row holds its last seat, then its claim to one more.

    Those that got a seat first, each part falling; () for another rounding. Where there are
    several tranches without bounds, the last of them is told.
    """
    if result.rounding not in {SAINTE_LAGUE, HUNTINGTON_HILL} or not result.tranches:
        return ()
    squared = result.rounding == HUNTINGTON_HILL
    held, asked = [], []
    for n, row in enumerate(result.rows):
        quota, above = _standing(result, n, row)
        if not quota:
            continue
        least = max(result.least, row.lower or 0)
        if above > 0 and row.posts > least and (value := _claim(quota, above - 1, squared=squared)):
            held.append(Claim(n, value, got=True))
        if row.upper is None or row.posts < row.upper:
            value = _claim(quota, above, squared=squared)
            if value is not None:
                asked.append(Claim(n, value, got=False))
    held.sort(key=lambda claim: claim.value, reverse=True)
    asked.sort(key=lambda claim: claim.value, reverse=True)
    return (*held, *asked)


def _standing(result: StaffingResult, n: int, row: StaffingRow) -> tuple[Fraction, int]:
    """Give the exact part above the base, and the seats held above it."""
    if result.bounded:
        return sum((t.quota(n) for t in result.tranches), Fraction()), row.posts - row.base
    last = result.tranches[-1]
    return last.quota(n), last.seats[n]


def _claim(quota: Fraction, above: int, *, squared: bool) -> Fraction | None:
    if not squared:
        return quota / (above + Fraction(1, 2))
    return quota * quota / (above * (above + 1)) if above > 0 else None
