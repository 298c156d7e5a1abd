"""The sample county classified in every way a policy may say, as forms."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.county import BOTH, ON, SCORES, eight, policies
from townoffice.prints.form import Form
from townoffice.prints.forms import classification_form
from townoffice.records import Classification, Snapshot
from townoffice.townships import ADDITIONAL_SCORE, classification_rule, classify


def scored() -> Snapshot:
    """The county with the additional scores of the last line of domain.md §1.6."""
    county = eight()
    units = tuple(
        replace(unit, own={ADDITIONAL_SCORE: SCORES[unit.township.name]}) for unit in county.units
    )
    return replace(county, units=units)


def way(county: Snapshot | None = None, **settings: str) -> Classification:
    return classify(county or scored(), classification_rule(policies(), ON, BOTH, settings))


WAYS: Mapping[str, Callable[[], Form]] = {
    "spans": lambda: classification_form(way(index="min-max", assignment="proportion")),
    "points": lambda: classification_form(way(index="points")),
    "ranks": lambda: classification_form(way(index="mean-rank", assignment="proportion")),
    "additional": lambda: classification_form(
        way(index="additional", weights="population=6,fiscal_revenue=3,area_km2=1")
    ),
    "by-list": lambda: classification_form(way(assignment="proportion")),
    "apart": lambda: classification_form(way(scope="apart")),
}
