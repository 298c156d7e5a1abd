"""The rates of a county: the figures of domain.md §3.8, what is missing, the cap, the steps."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tests.county import ON, eight, policies
from tests.eight_book import PERSONS
from townoffice.records import Category, CitedValue, KindGroup, Snapshot, Step, shown
from townoffice.staffing.county_rates import county_rates
from townoffice.staffing.rate_reasons import explain_rates


def filled(**persons: int) -> Snapshot:
    """The eight units with people in them, 事业 as many as posts."""
    county = eight()
    units = tuple(
        replace(
            unit,
            actual={
                Category.ADMIN: {**PERSONS, **persons}[unit.township.name],
                Category.INSTITUTION: unit.authorized[Category.INSTITUTION],
            },
        )
        for unit in county.units
    )
    return replace(county, units=units)


def cap(value: str = "1.2") -> CitedValue:
    found = policies().look("limits.institution_ratio", ON, KindGroup.TOWNS)
    return replace(found, value=Decimal(value))


def caps(county: Snapshot, value: str = "1.2") -> dict[str, CitedValue | None]:
    return {unit.township.code: cap(value) for unit in county.units}


def test_the_county_is_rated_as_in_the_worked_example() -> None:
    county = filled()
    rates = county_rates(county, caps(county), {})
    assert shown(rates.per_ten_thousand or 0, 2) == "12.87"
    assert (rates.admin, rates.institution, rates.allowed, rates.beyond) == (214, 230, 256, 0)
    admin = rates.parts[Category.ADMIN]
    assert (admin.authorized, admin.actual, admin.vacant, admin.over) == (214, 206, 9, 1)
    assert admin.authorized - admin.vacant + admin.over == admin.actual
    assert rates.whole


def test_a_cap_is_rounded_down_once_for_the_county_and_names_what_is_beyond() -> None:
    county = filled()
    rates = county_rates(county, caps(county, "1.05"), {})
    # 214 × 1.05 = 224.7; unit by unit it would be 221
    assert (rates.allowed, rates.beyond) == (224, 6)
    beyond = {unit.name: unit.beyond for unit in rates.units}
    assert (beyond["青石镇"], beyond["高坪乡"]) == (38 - 35, 0)


def test_without_a_cap_nothing_is_allowed_or_forbidden() -> None:
    rates = county_rates(filled(), {}, {})
    assert (rates.allowed, rates.beyond, rates.caps) == (None, None, ())
    assert "未采用" in words(explain_rates(rates))


def test_what_is_not_recorded_is_in_no_sum_and_never_counts_as_0() -> None:
    county = filled()
    first = replace(county.units[0], actual={})
    rates = county_rates(replace(county, units=(first, *county.units[1:])), {}, {})
    assert rates.units[0].parts[Category.ADMIN] is None
    assert rates.units[0].together is None
    assert rates.units[0].per_ten_thousand is not None
    assert rates.parts[Category.ADMIN].actual == 206 - PERSONS["南湖街道"]
    assert not rates.whole


def test_posts_lent_stand_apart_from_the_units_own() -> None:
    county = filled()
    rates = county_rates(county, {}, {county.units[0].township.code: 2})
    plain = county_rates(county, {}, {})
    assert (rates.turnover, rates.units[0].turnover) == (2, 2)
    assert rates.together == plain.together
    assert rates.units[0].per_ten_thousand == plain.units[0].per_ten_thousand


def words(step: Step | None) -> str:
    assert step is not None
    return " ".join([step.label, step.how, *map(words, step.steps)])


def test_the_steps_name_the_source_of_the_cap_and_multiply_to_the_figures() -> None:
    county = filled()
    rates = county_rates(county, caps(county), {})
    for code in ("", *(unit.code for unit in rates.units)):
        step = explain_rates(rates, code)
        assert step is not None
        found = {part.label: part for part in step.steps}
        limit = found["事业编制上限"]
        assert limit.inferred
        assert limit.cites
        admin, ratio = (Fraction(part.value or 0) for part in limit.steps)
        assert limit.value == int(admin * ratio)
        posts, people = (Fraction(part.value or 0) for part in found["万人编制数"].steps)
        assert found["万人编制数"].value == posts / people * 10_000
        for part in found["行政编制使用"].steps:
            if part.steps:
                above, below = (Fraction(step.value or 0) for step in part.steps)
                assert part.value == above / below * 100
    assert explain_rates(rates, "999901999") is None
