"""The worked examples of domain.md §3.3 and V3, to the last digit."""

from fractions import Fraction

import pytest

from tests.county import BOTH, NAMES, ON, eight, policies, three
from townoffice.feedback import BadChoice, Contradiction, Incomplete, NotFound
from townoffice.records import Category, Snapshot, StaffingResult, Step, UnitFigures, shown
from townoffice.staffing import Choices, Settlement, calculate, explain_unit, staffing_rule


def run(
    snapshot: Snapshot, settings: dict[str, str] | None = None, choices: Choices | None = None
) -> StaffingResult:
    rule = staffing_rule(policies(), ON, BOTH, "three-step", settings or {})
    return calculate(snapshot, rule, choices or Choices())


def column(result: StaffingResult, what: str) -> list[int | None]:
    by_name = {row.name: getattr(row, what) for row in result.rows}
    return [by_name[name] for name in NAMES.values() if name in by_name]


def test_the_example_of_3_3_without_bounds() -> None:
    result = run(eight())
    tranche = result.tranches[0]
    rows = {row.name: n for n, row in enumerate(result.rows)}
    expected = {
        "青石镇": ("19.5874", "16.4534", 17, 32, -2),
        "白河镇": ("15.3315", "12.8785", 13, 28, -2),
        "云岭镇": ("11.2531", "9.4526", 9, 24, -1),
        "柳溪镇": ("12.1627", "10.2166", 10, 25, -3),
        "双桥乡": ("6.8569", "5.7598", 6, 21, 1),
        "高坪乡": ("7.4255", "6.2374", 6, 21, 3),
        "南湖街道": ("17.6104", "14.7927", 15, 30, -2),
        "北岸街道": ("9.7725", "8.2089", 8, 23, -4),
    }
    for name, (coefficient, quota, floating, posts, change) in expected.items():
        n = rows[name]
        assert shown(tranche.coefficient(n) * 100, 4) == coefficient
        assert shown(tranche.quota(n), 4) == quota
        assert tranche.seats[n] == floating
        assert (result.rows[n].posts, result.rows[n].change) == (posts, change)
    assert (result.total, result.reserve, result.pool) == (214, 10, 84)
    assert [result.rows[n].name for n in tranche.risen] == [
        "白河镇",
        "南湖街道",
        "双桥乡",
        "青石镇",
    ]
    assert result.ties == ()


def test_the_example_of_3_3_within_two_posts() -> None:
    result = run(eight(), choices=Choices(max_change=2))
    assert column(result, "posts") == [32, 28, 23, 26, 20, 20, 30, 25]
    assert column(result, "calculated") == [32, 28, 24, 25, 21, 21, 30, 23]
    assert sum(row.posts for row in result.rows) + result.reserve == result.total == 214


def test_vector_3() -> None:
    plain = {"base": "0", "reserve_share": "0"}
    first = run(three(), plain, Choices(total=30))
    assert [shown(first.tranches[0].quota(n), 1) for n in range(3)] == ["13.8", "9.9", "6.3"]
    assert [row.posts for row in first.rows] == [14, 10, 6]
    weights = {"weights": "registered_population=4,area_km2=3,gdp=3"}
    second = run(three(), plain | weights, Choices(total=100))
    assert [shown(second.tranches[0].coefficient(n), 3) for n in range(3)] == [
        *("0.440", "0.345", "0.215"),
    ]
    assert [row.posts for row in second.rows] == [44, 35, 21]
    (tie,) = second.ties
    assert tie.units == ("999901111", "999901112")
    assert tie.given == ("999901111",)
    assert tie.settled_by == "rule"


def test_a_person_settles_a_tie() -> None:
    settings = {
        "base": "0",
        "reserve_share": "0",
        "weights": "registered_population=4,area_km2=3,gdp=3",
    }
    decision = Settlement(("999901112",), "编委会议定")
    result = run(three(), settings, Choices(total=100, settlement=decision))
    assert [row.posts for row in result.rows] == [44, 34, 22]
    assert result.ties[0].settled_by == "编委会议定"
    confirmed = run(three(), settings, Choices(total=100, settlement=Settlement((), "确认规则")))
    assert [row.posts for row in confirmed.rows] == [44, 35, 21]
    assert confirmed.ties[0].settled_by == "确认规则"


def test_bounds_hold_and_pins_fix_a_unit() -> None:
    choices = Choices(lower={"999901201": 24}, upper={"999901201": 24, "999901100": 30})
    result = run(eight(), choices=choices)
    posts = {row.name: row.posts for row in result.rows}
    assert posts["高坪乡"] == 24
    assert posts["青石镇"] == 30
    assert sum(posts.values()) == 204


def test_what_cannot_be_is_refused_by_name() -> None:
    with pytest.raises(Contradiction, match="总量 100 名不够"):
        run(eight(), choices=Choices(total=100))
    with pytest.raises(NotFound, match="999909999"):
        run(eight(), choices=Choices(lower={"999909999": 3}))
    with pytest.raises(BadChoice, match="没有参数“bases”"):
        run(eight(), {"bases": "3"})
    with pytest.raises(BadChoice, match="须小于 1"):
        run(eight(), {"reserve_share": "5"})
    with pytest.raises(BadChoice, match="没有名为“people”的指标"):
        run(eight(), {"weights": "people=1"})
    with pytest.raises(Incomplete, match="没有登记核定的工勤编制"):
        run(eight(), choices=Choices(category=Category.SUPPORT))


def test_a_missing_figure_is_named_and_never_taken_as_zero() -> None:
    county = eight()
    first = county.units[0]
    broken = UnitFigures(first.township, None, {}, first.authorized, {})
    lacking = Snapshot(county.county, ON, 2024, (broken, *county.units[1:]), 1)
    with pytest.raises(Incomplete, match=r"南湖街道：2024 年缺少户籍人口.*不能按 0 计算"):
        run(lacking)


def test_every_step_is_made_of_its_parts() -> None:
    result = run(eight(), choices=Choices(max_change=2))
    for row in result.rows:
        step = explain_unit(result, row.code)
        assert step is not None
        assert step.value == row.posts
        calculated = step.steps[1]
        assert calculated.value == sum(
            part.value or 0 for part in calculated.steps if isinstance(part.value, int)
        )
        coefficient = find(step, "分配系数")
        by_hand = sum((Fraction(written(part)) for part in coefficient.steps), Fraction(0))
        assert shown(by_hand, 4) == written(coefficient)
    assert explain_unit(result, "999909999") is None


def written(step: Step) -> str:
    assert isinstance(step.value, Fraction)
    return shown(step.value, step.decimals)


def find(step: Step, label: str) -> Step:
    if step.label == label:
        return step
    for part in step.steps:
        try:
            return find(part, label)
        except LookupError:
            continue
    raise LookupError(label)
