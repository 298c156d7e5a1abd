"""合规检查: the county on a day before every rule of the policies in force.

The dossier is gathered here from the book, once; the rules are the room's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from townoffice.book import Book
from townoffice.compliance import RULES, CountyDossier, Rule, UnitDossier, findings, silent_rules
from townoffice.desk.county_settings import freeze
from townoffice.desk.policies import policies_of
from townoffice.desk.quiet import uncollected
from townoffice.desk.townships import classify
from townoffice.feedback import OfficeError
from townoffice.institutions import lineage_problems, registers
from townoffice.records import (
    Agency,
    Category,
    ClassRow,
    County,
    Enforcement,
    Finding,
    Indicators,
    Institution,
    Measure,
    Nameplate,
    Platform,
    PostFact,
    RightGrant,
    Severity,
    Waiver,
)

__all__ = ["RULES", "Checked", "Rule", "by_unit", "check", "gather", "usual_day"]


class _OfUnit(Protocol):
    """A record that hangs on a unit."""

    @property
    def township_id(self) -> int: ...


U = TypeVar("U", bound=_OfUnit)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found on a day, units by code, rules in their order.

    ``silent`` are the ids of rules no policy in force asks for.
    """

    county: County
    on: date
    units: int
    findings: tuple[Finding, ...]
    silent: tuple[str, ...] = ()

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Give the findings of one weight."""
        return tuple(finding for finding in self.findings if finding.severity is severity)


def usual_day(book: Book) -> date | None:
    """Give the day to check where none is named: the end of the newest year with indicators."""
    years = book.years()
    return date(years[-1], 12, 31) if years else None


@uncollected()
def check(book: Book, on: date) -> Checked:
    """Hold the county against every rule on a day; :class:`PolicyConflict`."""
    dossier, policies = gather(book, on), policies_of(book)
    found = findings(dossier, policies)
    silent = silent_rules(dossier, policies)
    return Checked(book.county, on, len(dossier.units), found, silent)


def gather(book: Book, on: date) -> CountyDossier:
    """Read everything the rules may know of the county on a day."""
    townships = book.townships()
    institutions, plates = book.all_of(Institution), book.all_of(Nameplate)
    year = _year(book, on)
    standing = _standing(book, year)
    facts = by_unit(book.post_facts(on))
    seats = by_unit(seat for seat in book.leadership_seats() if seat.since <= on)
    agencies, platforms = by_unit(book.all_of(Agency)), by_unit(book.all_of(Platform))
    grants, waivers = by_unit(book.all_of(RightGrant)), by_unit(book.all_of(Waiver))
    enforcement = _newest(book.all_of(Enforcement, order=("year",)), on)
    indicators: dict[int, Indicators] = (
        {} if year is None else {row.township_id: row for row in book.indicators(year)}
    )
    problems = by_unit(lineage_problems(institutions, plates, townships))
    units = []
    for register in registers(townships, institutions, plates, on):
        unit = register.township.id
        assert unit is not None  # it comes out of the book
        own = facts[unit]
        units.append(
            UnitDossier(
                register,
                standing.get(register.township.code),
                _in_force(own, Measure.AUTHORIZED),
                _in_force(own, Measure.ACTUAL),
                tuple(own),
                tuple(seats[unit]),
                indicators.get(unit),
                tuple(agencies[unit]),
                enforcement.get(unit),
                tuple(platforms[unit]),
                tuple(grants[unit]),
                tuple(waivers[unit]),
                tuple(problems[unit]),
            )
        )
    return CountyDossier(book.county, on, tuple(units), freeze(book))


def _year(book: Book, on: date) -> int | None:
    """Give the newest year with indicators that has begun on the day."""
    return max((year for year in book.years() if year <= on.year), default=None)


def _standing(book: Book, year: int | None) -> Mapping[str, ClassRow]:
    """Classify the county; without figures or policies for it no unit has a class."""
    if year is None:
        return {}
    try:
        return {row.code: row for row in classify(book, year).rows}
    except OfficeError:
        return {}


def by_unit(records: Iterable[U]) -> Mapping[int, list[U]]:
    """Sort records by the unit they hang on, in their order; empty for any other unit."""
    found: dict[int, list[U]] = defaultdict(list)
    for record in records:
        found[record.township_id].append(record)
    return found


def _newest(rows: Iterable[Enforcement], on: date) -> Mapping[int, Enforcement]:
    """Give each unit's newest figures that are not of a later year; rows come by year."""
    return {row.township_id: row for row in rows if row.year <= on.year}


def _in_force(facts: Iterable[PostFact], measure: Measure) -> Mapping[Category, int]:
    """Give the counts in force; facts come by the day they began."""
    return {fact.category: fact.count for fact in facts if fact.measure is measure}
