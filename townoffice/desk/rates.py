"""How posts are used: 万人编制数, 使用率, 空编率, 行政 to 事业 against the county's cap."""

from dataclasses import replace
from datetime import date

from townoffice.book import Book
from townoffice.desk.county import find_unit, snapshot
from townoffice.desk.policies import policies_of
from townoffice.feedback import PolicyMissing
from townoffice.policy import Policies
from townoffice.records import CitedValue, CountyRates, Overview, Snapshot, Step, Township
from townoffice.staffing import rate_reasons
from townoffice.staffing.county_rates import county_rates
from townoffice.staffing.rate_reasons import WHOLE_COUNTY, explain_rates

__all__ = [
    "WHOLE_COUNTY",
    "cap_of",
    "cap_words",
    "explain",
    "explain_ratio",
    "rates",
    "rates_of",
    "with_rates",
]

NOT_ADOPTED = "未采用"


def rates(book: Book, year: int | None = None) -> CountyRates:
    """Rate the county as of the last day of a year (None: the newest with all indicators).

    Where no cap of 事业 to 行政编制 is adopted there is none (:func:`cap_words` says so).
    """
    return rates_of(book, snapshot(book, year))


def rates_of(book: Book, county: Snapshot) -> CountyRates:
    """Rate a county that was read before."""
    policies = policies_of(book)
    caps = {unit.township.code: cap_of(policies, county.on, unit.township) for unit in county.units}
    ids = {unit.township.id: unit.township.code for unit in county.units}
    lent: dict[str, int] = {}
    for grant in book.turnover_grants():
        code = ids.get(grant.township_id)
        if code is not None and grant.in_use(county.on):
            lent[code] = lent.get(code, 0) + grant.count
    return county_rates(county, caps, lent)


def with_rates(book: Book, page: Overview) -> Overview:
    """Give an overview with the rates of the county and of each unit."""
    found = rates_of(book, page.snapshot)
    rated = {unit.code: unit for unit in found.units}
    units = tuple(replace(unit, rates=rated.get(unit.code)) for unit in page.units)
    return replace(page, units=units, rates=found)


def explain(book: Book, unit: str, year: int | None = None) -> Step | None:
    """Explain the rates of a unit by code or name, or of 全县; None where it is not rated."""
    found = rates(book, year)
    if unit.strip() in {"", WHOLE_COUNTY}:
        return explain_rates(found)
    return explain_rates(found, find_unit(book.townships(), unit).code)


def explain_ratio(page: Overview) -> Step | None:
    """Explain 行政 to 事业 against the cap, as an overview with rates shows it."""
    return None if page.rates is None else rate_reasons.explain_ratio(page.rates)


def cap_words(found: CountyRates) -> str:
    """Say what the cap is and how the county stands to it: 上限 256 名，未超."""
    if found.allowed is None or found.beyond is None:
        return NOT_ADOPTED
    beyond = f"超 {found.beyond} 名" if found.beyond else "未超"
    return f"上限 {found.allowed} 名，{beyond}"


def cap_of(policies: Policies, on: date, unit: Township) -> CitedValue | None:
    """Give the cap of 事业 to 行政编制 in force for a unit; None where none was adopted."""
    try:
        value = policies.look("limits.institution_ratio", on, unit.kind.group, unit.code)
    except PolicyMissing:
        return None
    return None if value.value is None else value
