"""Rates against domain.md §3.8, and paradoxes against the examples of the literature."""

from dataclasses import replace
from fractions import Fraction

from tests.county import BOTH, NAMES, ON, eight, policies
from townoffice.records import Category, Snapshot, shown
from townoffice.staffing import Choices, calculate, staffing_rule
from townoffice.staffing.paradoxes import PopulationParadox, alabama, population_paradox
from townoffice.staffing.rates import (
    gini,
    institution_cap,
    institution_ratio,
    per_ten_thousand,
    standing,
    together,
    widest,
)


def test_posts_per_ten_thousand_residents_are_those_of_3_8() -> None:
    posts, people, texts = 0, 0, {}
    for unit in eight().units:
        assert unit.indicators is not None
        held = unit.authorized[Category.ADMIN] + unit.authorized[Category.INSTITUTION]
        residents = unit.indicators.resident_population
        texts[unit.township.name] = shown(per_ten_thousand(held, residents) or 0, 2)
        posts, people = posts + held, people + (residents or 0)
    assert [texts[name] for name in NAMES.values()] == [
        *("9.72", "13.64", "17.99", "14.68", "26.32", "35.71", "8.17", "11.64")
    ]
    assert shown(per_ten_thousand(posts, people) or 0, 2) == "12.87"


def test_vacant_and_over_are_never_netted() -> None:
    parts = [standing(34, 31), standing(20, 22)]
    assert shown((parts[0].vacancy_rate or 0) * 100, 2) == "8.82"
    whole = together(parts)
    assert (whole.vacant, whole.over) == (3, 2)
    assert whole.authorized - whole.vacant + whole.over == whole.actual


def test_the_ratio_of_institution_posts_and_its_cap() -> None:
    assert institution_ratio(214, 230) == Fraction(230, 214)
    assert institution_cap(214, Fraction(12, 10)) == 256
    assert institution_ratio(0, 5) is None


def test_gini_is_0_where_all_have_alike_and_grows_with_distance() -> None:
    assert gini([(Fraction(3), 30), (Fraction(5), 50)]) == 0
    assert gini([(Fraction(0), 1), (Fraction(4), 1)]) == Fraction(1, 2)
    assert gini([]) is None
    assert widest([Fraction(3), Fraction(9)], Fraction(5)) == 4


def with_people(*people: int) -> Snapshot:
    """Give as many units as there are numbers, with that 户籍人口."""
    county = eight()
    units = []
    for unit, count in zip(county.units, people, strict=False):
        assert unit.indicators is not None
        units.append(
            replace(unit, indicators=replace(unit.indicators, registered_population=count))
        )
    return replace(county, units=tuple(units))


def test_one_post_more_that_costs_a_unit_one_is_found() -> None:
    # The classic: 6, 6, 2 share 10 as 4, 4, 2 and 11 as 5, 5, 1.
    rule = staffing_rule(policies(), ON, BOTH, "weighted", {"weights": "registered_population=1"})
    county, choices = with_people(6, 6, 2), Choices(total=10)
    result = calculate(county, rule, choices)
    found = alabama(county, rule, choices, result)
    assert found is not None
    assert found.losers == ((result.rows[2].code, 2, 1),)
    remedy = staffing_rule(
        policies(),
        ON,
        BOTH,
        "weighted",
        {"weights": "registered_population=1", "rounding": "sainte-lague"},
    )
    again = calculate(county, remedy, choices)
    assert alabama(county, remedy, choices, again) is None


def test_a_unit_that_grows_and_loses_a_post_to_one_that_did_not_is_found() -> None:
    rule = staffing_rule(policies(), ON, BOTH, "weighted", {"weights": "registered_population=1"})
    before = calculate(with_people(46, 8, 59), rule, Choices(total=20))
    after = calculate(with_people(49, 8, 61), rule, Choices(total=20))
    codes = [row.code for row in before.rows]
    assert population_paradox(before, after) == PopulationParadox(
        codes[2], codes[1], (11, 10), (1, 2)
    )
    assert population_paradox(before, before) is None
