"""Would the rounding play a trick? One post more that costs a unit one; growth that costs one.

Looked for beside a calculation, and said with the remedy: a divisor method does neither.
"""

from dataclasses import dataclass, replace

from townoffice.book import Book
from townoffice.desk.county import snapshot
from townoffice.desk.planning import Ground, Order, calculate, prepared
from townoffice.feedback import OfficeError
from townoffice.records import Snapshot, StaffingResult
from townoffice.staffing.paradoxes import Alabama, PopulationParadox, alabama, population_paradox

__all__ = ["REMEDY", "Alabama", "Paradoxes", "PopulationParadox", "earlier_county", "paradoxes"]

REMEDY = "sainte-lague"
"""The rounding to propose: it is free of both, and treats large and small units alike."""


@dataclass(frozen=True, slots=True)
class Paradoxes:
    """What was found beside a calculation; ``since`` is the year growth was counted from."""

    alabama: Alabama | None = None
    growth: PopulationParadox | None = None
    since: int | None = None


def earlier_county(book: Book, year: int) -> Snapshot | None:
    """Read the county by the figures of the year before; None where the book has none."""
    if year - 1 not in book.years():
        return None
    return snapshot(book, year - 1)


def paradoxes(
    ground: Ground, order: Order, result: StaffingResult, earlier: Snapshot | None
) -> Paradoxes:
    """Look for both. Divisor methods are free of them: then nothing is calculated."""
    if result.rounding != "largest-remainder":
        return Paradoxes()
    rule, choices = prepared(ground, order)
    found = alabama(ground.county, rule, choices, result)
    growth = None if earlier is None else _growth(ground, order, result, earlier)
    return Paradoxes(found, growth, None if growth is None or earlier is None else earlier.year)


def _growth(
    ground: Ground, order: Order, result: StaffingResult, earlier: Snapshot
) -> PopulationParadox | None:
    """Calculate by the earlier figures with today's policies and total, and compare."""
    before = replace(ground, county=replace(earlier, on=ground.county.on))
    wanted = replace(order, total=result.total, year=earlier.year, settle=None)
    try:
        return population_paradox(calculate(before, wanted), result)
    except OfficeError:  # a figure of that year is missing, or a bound does not fit it
        return None
