"""Laws of paradoxes, rates, transfers and the exact quota, over counties of every shape."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.county import BOTH, ON, eight, policies
from townoffice.policy import Policies, read_pack
from townoffice.records import SizeClass, Snapshot, StaffingResult
from townoffice.staffing import Choices, StaffingRule, beyond_quota, calculate, staffing_rule
from townoffice.staffing.paradoxes import alabama, population_paradox
from townoffice.staffing.rates import gini, per_ten_thousand, standing, together, widest
from townoffice.staffing.transfers import RESERVE, overhangs, transfers

DIVISORS = ("sainte-lague", "huntington-hill")
ROUNDINGS = ("largest-remainder", *DIVISORS)
PEOPLE = st.lists(st.integers(1, 500), min_size=2, max_size=6)
POSTS_AND_PERSONS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=8)
POSTS_AND_RESIDENTS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 900)), max_size=8)


def with_people(people: list[int]) -> Snapshot:
    county = eight()
    units = []
    for unit, count in zip(county.units, people, strict=False):
        assert unit.indicators is not None
        figures = replace(unit.indicators, registered_population=count)
        units.append(replace(unit, indicators=figures))
    return replace(county, units=tuple(units))


def by_people(rounding: str, **settings: str) -> StaffingRule:
    chosen = {"weights": "registered_population=1", "rounding": rounding, **settings}
    return staffing_rule(policies(), ON, BOTH, "weighted", chosen)


@given(PEOPLE, st.integers(0, 80), st.sampled_from(DIVISORS))
def test_one_post_more_never_costs_a_unit_one_by_a_divisor_method(
    people: list[int], total: int, rounding: str
) -> None:
    county, rule, choices = with_people(people), by_people(rounding), Choices(total=total)
    assert alabama(county, rule, choices, calculate(county, rule, choices)) is None


@given(PEOPLE, st.integers(0, 80))
def test_the_alabama_effect_is_told_exactly_where_a_unit_loses(
    people: list[int], total: int
) -> None:
    county, rule = with_people(people), by_people("largest-remainder")
    now, then = (calculate(county, rule, Choices(total=n)) for n in (total, total + 1))
    found = alabama(county, rule, Choices(total=total), now)
    lost = {
        (a.code, a.posts, b.posts)
        for a, b in zip(now.rows, then.rows, strict=True)
        if b.posts < a.posts
    }
    assert set(found.losers if found else ()) == lost


@given(
    st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), min_size=2, max_size=6),
    st.integers(1, 60),
    st.sampled_from(ROUNDINGS),
)
def test_a_unit_that_grows_more_loses_to_one_that_grows_less_only_by_largest_remainder(
    people: list[tuple[int, int]], total: int, rounding: str
) -> None:
    rule = by_people(rounding)
    earlier, later = (
        calculate(with_people([pair[year] for pair in people]), rule, Choices(total=total))
        for year in (0, 1)
    )
    assume(not earlier.ties and not later.ties)
    found = population_paradox(earlier, later)
    if found is None:
        return
    assert rounding == "largest-remainder"
    assert found.riser_posts[1] < found.riser_posts[0]
    assert found.other_posts[1] > found.other_posts[0]
    codes = [row.code for row in earlier.rows]
    riser, other = people[codes.index(found.riser)], people[codes.index(found.other)]
    assert Fraction(riser[1], riser[0]) > Fraction(other[1], other[0])


@given(POSTS_AND_PERSONS)
def test_vacant_and_over_balance_for_each_and_for_all(figures: list[tuple[int, int]]) -> None:
    parts = [standing(posts, persons) for posts, persons in figures]
    for one in (*parts, together(parts)):
        assert one.authorized - one.vacant + one.over == one.actual
        assert (one.vacancy_rate is None) == (one.authorized == 0)
        assert one.vacancy_rate is None or 0 <= one.vacancy_rate <= 1
    assert all(min(one.vacant, one.over) == 0 for one in parts)


@given(POSTS_AND_RESIDENTS, st.integers(1, 9))
def test_gini_stays_within_bounds_and_knows_neither_order_nor_scale(
    figures: list[tuple[int, int]], times: int
) -> None:
    values = [(Fraction(posts), residents) for posts, residents in figures]
    found = gini(values)
    if found is None:
        assert sum(posts for posts, _ in figures) == 0
        return
    assert 0 <= found < 1
    assert gini(values[::-1]) == found
    assert gini([(posts * times, residents * times) for posts, residents in values]) == found
    people, posts_ = sum(r for _, r in figures), sum(p for p, _ in figures)
    pairs = [(i, j) for i in values for j in values]
    mean = sum((abs(i[0] * j[1] - j[0] * i[1]) for i, j in pairs), Fraction(0))
    assert found == mean / (2 * people * posts_)  # half the mean difference, weighed by residents


@given(POSTS_AND_RESIDENTS.filter(bool))
def test_the_widest_distance_is_that_of_a_unit(figures: list[tuple[int, int]]) -> None:
    rates = [rate for p, r in figures if (rate := per_ten_thousand(p, r)) is not None]
    mean = per_ten_thousand(sum(p for p, _ in figures), sum(r for _, r in figures))
    assert mean is not None
    assert widest(rates, mean) in {abs(rate - mean) for rate in rates}
    assert min(rates) <= mean <= max(rates)


def moved(figures: list[tuple[int, int, int]]) -> StaffingResult:
    result = calculate(eight(), by_people("largest-remainder"), Choices())
    rows = tuple(
        replace(result.rows[0], code=f"{n:09}", posts=posts, current=current, actual=actual)
        for n, (posts, current, actual) in enumerate(figures)
    )
    return replace(result, rows=rows)


@given(st.lists(st.tuples(*[st.integers(0, 30)] * 3), min_size=1, max_size=9), st.integers(1, 4))
def test_transfers_have_few_lines_equal_years_and_the_reserve_makes_up_the_rest(
    figures: list[tuple[int, int, int]], years: int
) -> None:
    result = moved(figures)
    plan = transfers(result, years)
    change = sum(posts - current for posts, current, _ in figures)
    assert plan.given_by(RESERVE) - plan.taken_by(RESERVE) == change
    pairs = [(t.giver, t.taker, t.stage) for t in plan.transfers]
    assert len(pairs) == len(set(pairs))
    assert len(pairs) <= (len(figures) + 1) * (years + 1)
    for unit in overhangs(result):
        parts = [
            sum(t.posts for t in plan.transfers if (t.giver, t.stage) == (unit.code, year))
            for year in range(1, years + 1)
        ]
        assert max(parts) - min(parts) <= 1
        assert parts == sorted(parts, reverse=True)


@given(PEOPLE, st.integers(0, 80), st.sampled_from(ROUNDINGS), st.integers(0, 4))
def test_rows_beyond_the_quota_are_told_and_largest_remainder_has_none(
    people: list[int], total: int, rounding: str, least: int
) -> None:
    county = with_people(people)
    choices = Choices(total=total + least * len(people), lower={county.units[0].township.code: 0})
    for chosen in (Choices(total=total), choices):
        result = calculate(county, by_people(rounding), chosen)
        quotas = result.bounded_quotas or [
            result.tranches[0].quota(n) for n in range(len(result.rows))
        ]
        outside = [
            n
            for n, (row, quota) in enumerate(zip(result.rows, quotas, strict=True))
            if not quota.__floor__() <= row.posts <= quota.__ceil__()
        ]
        assert [told.row for told in beyond_quota(result)] == outside
        assert not (outside and rounding == "largest-remainder")


def test_a_large_unit_beyond_its_quota_by_sainte_lague_is_told() -> None:
    county, choices = with_people([90, 3, 3, 2, 2]), Choices(total=10)
    result = calculate(county, by_people("sainte-lague"), choices)
    (told,) = beyond_quota(result)
    assert (told.row, told.posts) == (0, 10)
    assert told.quota == 9
    assert beyond_quota(calculate(county, by_people("largest-remainder"), choices)) == ()


OWN = """
format = 1
id = "own"
title = "本县办法"
topic = "staffing"
[method]
id = "own"
label = "本县办法"
[[values]]
name = "staffing.method"
label = "核编办法"
unit = "办法"
state = "inferred"
value = "own"
note = "待发文"
"""
PARTS = """
[[values]]
name = "own.shares"
label = "份额"
unit = "份"
state = "inferred"
value = { part_1 = 1, part_2 = 1, part_3 = 1 }
note = "待发文"
"""
VALUE = """
[[values]]
name = "own.{name}"
label = "{name}"
unit = "{unit}"
state = "inferred"
value = {value}
note = "待发文"
"""


def own(text: str) -> StaffingRule:
    known = policies()
    packs = (*known.packs, read_pack(OWN + text, "own.toml"))
    return staffing_rule(Policies(packs, known.adoptions), ON, BOTH, "own", {})


def test_whole_weights_of_the_classes_are_weights_like_any() -> None:
    rule = own(
        VALUE.format(name="weights", unit="权重", value="{ class = 1 }")
        + VALUE.format(
            name="class_weights", unit="权重", value="{ class_1 = 3, class_2 = 2, class_3 = 1 }"
        )
    )
    county = eight()
    sizes = (1, 2, 2, 2, 3, 3, 1, 2)
    classes = {u.township.code: SizeClass(n) for u, n in zip(county.units, sizes, strict=True)}
    result = calculate(county, rule, Choices(total=32, classes=classes))
    assert [row.posts for row in result.rows] == [6, 4, 4, 4, 2, 2, 6, 4]


def test_rounding_part_by_part_takes_no_unit_below_what_none_may_fall_under() -> None:
    three = "".join(
        VALUE.format(name=name, unit="权重", value="{ equal = 1 }")
        for name in ("weights", "weights_2", "weights_3")
    )
    rule = own(PARTS + three + VALUE.format(name="least", unit="名", value="1"))
    result = calculate(eight(), rule, Choices(total=9))  # 9/8 each, 3/8 in each of three parts
    assert result.bounded
    assert sorted(row.posts for row in result.rows) == [1] * 7 + [2]
    assert [tie.tranche for tie in result.ties] == ["bounded"]
