"""The worked examples of domain.md §3.4 to §3.7: every method of the seeds, to the last digit."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.county import BOTH, NAMES, ON, eight, policies
from townoffice.feedback import Incomplete, NotFound
from townoffice.policy import Policies, read_pack, shipped_methods
from townoffice.records import Category, FunctionClass, SizeClass, Snapshot, StaffingResult, shown
from townoffice.staffing import Choices, calculate, staffing_rule

_FUNCTIONS = {
    "青石镇": FunctionClass.COUNTY_SEAT,
    "白河镇": FunctionClass.CENTRAL,
    "柳溪镇": FunctionClass.KEY,
}
_CLASSES = dict(zip(NAMES.values(), (1, 2, 2, 2, 3, 3, 1, 2), strict=True))


def run(
    method: str,
    county: Snapshot | None = None,
    category: Category = Category.ADMIN,
    **settings: str,
) -> StaffingResult:
    county = county or eight()
    rule = staffing_rule(policies(), ON, BOTH, method, settings, category)
    classes = {unit.township.code: SizeClass(_CLASSES[unit.township.name]) for unit in county.units}
    return calculate(county, rule, Choices(category, classes=classes))


def with_functions() -> Snapshot:
    county = eight()
    return replace(
        county,
        units=tuple(
            replace(
                unit,
                township=replace(unit.township, function_class=_FUNCTIONS.get(unit.township.name)),
            )
            for unit in county.units
        ),
    )


def in_order(result: StaffingResult, values: Iterable[int]) -> list[int]:
    """List values of the rows as the examples have them, A to H."""
    by_name = {row.name: value for row, value in zip(result.rows, values, strict=True)}
    return [by_name[name] for name in NAMES.values()]


def posts(result: StaffingResult) -> list[int]:
    assert sum(row.posts for row in result.rows) + result.reserve == result.total
    return in_order(result, [row.posts for row in result.rows])


def test_base_weighted_reserve_is_3_4() -> None:
    result = run("base-weighted-reserve", with_functions())
    (weighted,) = result.tranches
    assert (result.reserve, result.pool) == (17, 59)
    assert posts(result) == [31, 27, 24, 25, 18, 19, 29, 24]
    assert in_order(result, weighted.seats) == [13, 9, 6, 7, 3, 4, 11, 6]
    quotas = [weighted.quota(n) for n in range(len(result.rows))]
    texts = dict(zip((row.name for row in result.rows), quotas, strict=True))
    assert [shown(texts[name], 4) for name in NAMES.values()] == [
        *("13.3565", "9.3970", "5.8496", "6.9892", "3.4799", "3.8802", "10.5548", "5.4927")
    ]


def test_three_thirds_a_is_three_roundings() -> None:
    result = run("three-thirds-a")
    assert [tranche.pool for tranche in result.tranches] == [72, 71, 71]
    assert posts(result) == [35, 30, 26, 26, 19, 21, 34, 23]
    assert [tranche.label for tranche in result.tranches] == [
        "平均部分",
        "人口部分",
        "面积与经济部分",
    ]


def test_one_pass_over_the_same_weights_differs_by_at_most_one() -> None:
    result = run("three-thirds-a")
    codes = [row.code for row in result.rows]
    rule = staffing_rule(policies(), ON, BOTH, "three-thirds-a", {})
    once = calculate(eight(), rule, Choices(lower=dict.fromkeys(codes, 0)))
    assert posts(once) == [36, 31, 25, 26, 19, 21, 34, 22]


def test_433_is_3_6() -> None:
    result = run("433")
    (tranche,) = result.tranches
    assert posts(result) == [39, 32, 25, 25, 16, 20, 37, 20]
    shares = {row.name: tranche.coefficient(n) * 100 for n, row in enumerate(result.rows)}
    assert [shown(shares[name], 4) for name in NAMES.values()] == [
        *("18.2856", "15.0817", "11.7216", "11.7780", "7.4774", "9.3330", "17.1239", "9.1989")
    ]


def test_433_holds_its_floor_where_it_binds() -> None:
    result = run("433", least="20")
    assert result.bounded
    assert min(posts(result)) == 20


def test_class_quota_is_3_7_and_scales_down() -> None:
    result = run("class-quota")
    assert result.standard_total == 240
    assert result.standard_total - result.total == 26
    standards = [row.standard or 0 for row in result.rows]
    assert in_order(result, standards) == [35, 30, 30, 30, 25, 25, 35, 30]
    assert sum(posts(result)) == 214


def test_class_quota_within_the_total_leaves_the_rest_with_the_county() -> None:
    rule = staffing_rule(policies(), ON, BOTH, "class-quota", {})
    county = eight()
    classes = {u.township.code: SizeClass(_CLASSES[u.township.name]) for u in county.units}
    result = calculate(county, rule, Choices(total=250, classes=classes))
    assert posts(result) == [35, 30, 30, 30, 25, 25, 35, 30]
    assert result.reserve == 10


@pytest.mark.parametrize(
    ("category", "high", "low", "total"),
    [(Category.ADMIN, 40, 30, 260), (Category.INSTITUTION, 45, 35, 300)],
)
def test_population_bands_are_3_7(category: Category, high: int, low: int, total: int) -> None:
    result = run("population-bands", category=category)
    standards = {row.name: row.standard for row in result.rows}
    assert standards == {
        name: high if name in {"青石镇", "南湖街道"} else low for name in NAMES.values()
    }
    assert result.standard_total == total
    assert sum(posts(result)) == result.total


def test_weighted_shares_everything_by_one_coefficient() -> None:
    result = run("weighted")
    (tranche,) = result.tranches
    n = next(n for n, row in enumerate(result.rows) if row.name == "青石镇")
    assert shown(tranche.coefficient(n) * 100, 4) == "20.2693"
    assert sum(posts(result)) == 214


def test_a_class_that_is_not_known_is_asked_for() -> None:
    rule = staffing_rule(policies(), ON, BOTH, "class-quota", {})
    with pytest.raises(Incomplete, match="类别"):
        calculate(eight(), rule, Choices())


def test_a_method_of_another_name_is_not_found() -> None:
    with pytest.raises(NotFound, match="three-step"):
        staffing_rule(policies(), ON, BOTH, "four-step", {})


def test_only_the_adopted_method_counts_as_adopted() -> None:
    for method in shipped_methods():
        rule = staffing_rule(policies(), ON, BOTH, method, {})
        assert rule.adopted == (method == "three-step")


def test_every_value_of_every_method_says_where_it_comes_from() -> None:
    for method in shipped_methods():
        for value in staffing_rule(policies(), ON, BOTH, method, {}).parameters:
            assert value.cites or value.note


@pytest.mark.parametrize("rounding", ["largest-remainder", "sainte-lague", "huntington-hill"])
@pytest.mark.parametrize("method", [*shipped_methods()])
def test_every_method_with_every_rounding_keeps_the_total(method: str, rounding: str) -> None:
    result = run(method, with_functions(), rounding=rounding)
    assert sum(posts(result)) + result.reserve == 214
    assert all(isinstance(tranche.quota(0), Fraction) for tranche in result.tranches)


OWN = """
format = 1
id = "own-classes"
title = "本县办法"
topic = "staffing"
[method]
id = "own-classes"
label = "本县分类加权法"
[[values]]
name = "staffing.method"
label = "核编办法"
unit = "办法"
state = "inferred"
value = "own-classes"
note = "待发文"
[[values]]
name = "own-classes.weights"
label = "分类部分"
unit = "权重"
state = "inferred"
value = { class = 1 }
note = "待发文"
[[values]]
name = "own-classes.class_weights"
label = "分类权重"
unit = "权重"
state = "inferred"
value = { class_1 = 1.5, class_2 = 1.2, class_3 = 1 }
note = "待发文"
"""


def test_a_countys_own_method_by_weights_of_the_classes() -> None:
    known = policies()
    own = Policies((*known.packs, read_pack(OWN, "own.toml")), known.adoptions)
    rule = staffing_rule(own, ON, BOTH, "own-classes", {})
    county = eight()
    classes = {u.township.code: SizeClass(_CLASSES[u.township.name]) for u in county.units}
    result = calculate(county, rule, Choices(total=99, classes=classes))
    # 99 ÷ 9.8: 一类 15.153, 二类 12.122, 三类 10.102; the last seat is a tie of the two of 一类.
    assert posts(result) == [16, 12, 12, 12, 10, 10, 15, 12]
    assert len(result.ties) == 1
