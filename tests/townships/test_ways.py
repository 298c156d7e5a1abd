"""Further ways of classifying: by proportion, by points, by mean rank, the kinds apart."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import BOTH, NAMES, ON, eight, policies
from tests.prints.ways import scored
from townoffice.records import Classification, Kind, SizeClass, Snapshot, shown
from townoffice.townships import classification_rule, classify, explain_class
from townoffice.townships.cutting import counts_of
from townoffice.townships.indices import doubled_ranks


def run(county: Snapshot | None = None, **settings: str) -> Classification:
    rule = classification_rule(policies(), ON, BOTH, settings)
    return classify(county or eight(), rule)


def classes(result: Classification) -> list[int | None]:
    found = {row.name: row.size_class for row in result.rows}
    return [found[name] for name in NAMES.values()]


def test_three_four_three_of_eight_units_is_3_3_2() -> None:
    assert counts_of(8, (Fraction(30), Fraction(40), Fraction(30))) == (3, 3, 2)
    result = run(assignment="proportion")
    assert [row.size_class for row in result.rows] == [1, 1, 1, 2, 2, 2, 3, 3]
    third = result.rows[2]
    assert third.name == "白河镇"
    assert shown(third.distance or 0, 2) == "26.48"  # 119.04 − 92.57 of 柳溪镇, unrounded
    step = explain_class(result, third.code)
    assert step is not None
    assert step.how == "列第 3 位，按比例定为一类"


def test_an_index_without_lines_has_classes_by_proportion() -> None:
    assert all(row.size_class is None for row in run(index="min-max").rows)
    assert {row.size_class for row in run(index="min-max", assignment="proportion").rows} == {
        *SizeClass
    }


def test_equal_units_at_a_cut_are_told_apart_by_the_rule_and_marked() -> None:
    county = eight()
    same = county.units[0].indicators
    assert same is not None
    twins = tuple(replace(unit, indicators=same) for unit in county.units)
    result = run(replace(county, units=twins), assignment="proportion")
    assert [row.code for row in result.rows] == sorted(row.code for row in result.rows)
    assert all(row.cut_tie for row in result.rows)


def test_points_are_read_off_the_tables_lower_bounds_included() -> None:
    result = run(index="points")
    by_name = {row.name: row for row in result.rows}
    # 68,200 人 40 分, 18,650 万元 40 分, 86.4 km² 10 分
    assert by_name["青石镇"].index == 90
    assert by_name["青石镇"].size_class is SizeClass.FIRST
    county = eight()
    at_bound = tuple(
        replace(unit, indicators=replace(unit.indicators, area_km2=Decimal(100)))
        for unit in county.units
        if unit.indicators is not None
    )
    moved = run(replace(county, units=at_bound), index="points")
    assert {row.name: row.index for row in moved.rows}["青石镇"] == 95
    step = explain_class(result, by_name["青石镇"].code)
    assert step is not None
    assert [part.value for part in step.steps[0].steps] == [40, 40, 10]


def test_mean_ranks_put_the_smaller_first() -> None:
    result = run(index="mean-rank", assignment="proportion")
    first = result.rows[0]
    # 青石镇: 1st in population, 2nd in revenue, 6th in area: (1·5 + 2·3 + 6·2) ÷ 10
    assert (first.name, first.index, first.rank) == ("青石镇", Fraction(23, 10), 1)
    step = explain_class(result, first.code)
    assert step is not None
    assert [part.value for part in step.steps[0].steps] == [1, 2, 6]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_ranks_add_up_whatever_is_equal(figures: list[int]) -> None:
    count = len(figures)
    assert sum(doubled_ranks(figures)) == count * (count + 1)


def test_towns_and_subdistricts_apart_have_a_mean_each() -> None:
    result = run(scope="apart")
    for kinds in ({Kind.SUBDISTRICT}, {Kind.TOWN, Kind.TOWNSHIP}):
        group = [row.index for row in result.rows if row.kind in kinds and row.index is not None]
        assert sum(group, Fraction(0)) == 100 * len(group)
    assert result.scope == "apart"
    assert [row.rank for row in result.rows].count(1) == 2
    south = next(row for row in result.rows if row.name == "南湖街道")
    step = explain_class(result, south.code)
    assert step is not None
    assert step.steps[0].value == south.index


@given(st.integers(1, 60), st.tuples(*[st.integers(0, 9)] * 3).filter(any))
def test_every_unit_gets_one_class(units: int, shares: tuple[int, int, int]) -> None:
    first, second, third = shares
    counts = counts_of(units, (Fraction(first), Fraction(second), Fraction(third)))
    assert sum(counts) == units
    assert all(
        abs(n - Fraction(units * s, sum(shares))) < 1 for n, s in zip(counts, shares, strict=True)
    )


@pytest.mark.parametrize("index", ["mean", "min-max", "additional"])
def test_the_parts_told_of_an_index_add_up_to_it(index: str) -> None:
    result = run(scored(), index=index, assignment="proportion")
    for row in result.rows:
        step = explain_class(result, row.code)
        assert step is not None
        told = step.steps[0]
        parts = [part.value for part in told.steps if part.unit == "点"]
        assert sum(value for value in parts if isinstance(value, Fraction)) == row.index
        assert told.value == row.index


def test_only_equal_mean_ranks_are_near_and_shares_are_measured_as_means() -> None:
    ranks = run(index="mean-rank", assignment="proportion")
    assert not any(row.near_cut for row in ranks.rows)
    shares = run(index="share", assignment="proportion", near="30")
    means = run(assignment="proportion", near="30")
    assert [row.near_cut for row in shares.rows] == [row.near_cut for row in means.rows]
    assert any(row.near_cut for row in means.rows)
