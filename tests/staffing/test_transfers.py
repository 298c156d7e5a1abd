"""Transfers: no post moves twice, everything is accounted for, nobody falls under their people."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import BOTH, ON, eight, policies
from townoffice.feedback import BadChoice
from townoffice.records import StaffingResult, Transfer
from townoffice.staffing import Choices, calculate, staffing_rule
from townoffice.staffing.transfers import RESERVE, transfers


def example(actual: dict[str, int] | None = None) -> StaffingResult:
    result = calculate(eight(), staffing_rule(policies(), ON, BOTH, "three-step", {}), Choices())
    rows = tuple(
        replace(row, actual=(actual or {}).get(row.name, row.posts)) for row in result.rows
    )
    return replace(result, rows=rows)


def test_the_largest_giver_goes_with_the_largest_taker_and_the_rest_to_the_reserve() -> None:
    plan = transfers(example())
    names = {row.code: row.name for row in example().rows} | {RESERVE: "周转"}
    told = [(names[t.giver], names[t.taker], t.posts) for t in plan.transfers]
    # −4 北岸 −3 柳溪 −2 南湖 青石 白河 −1 云岭; +3 高坪 +1 双桥; the reserve takes 10
    assert told == [
        ("南湖街道", "周转", 2),
        ("北岸街道", "高坪乡", 3),
        ("北岸街道", "周转", 1),
        ("青石镇", "周转", 2),
        ("白河镇", "周转", 2),
        ("云岭镇", "周转", 1),
        ("柳溪镇", "双桥乡", 1),
        ("柳溪镇", "周转", 2),
    ]
    assert plan.taken_by(RESERVE) == 10
    assert plan.stages == 1


def test_a_unit_with_more_people_than_posts_stops_the_transfer_and_is_named() -> None:
    with pytest.raises(BadChoice, match=r"北岸街道（超 3 名）.*逐步消化"):
        transfers(example({"北岸街道": 26}))


def test_what_cannot_be_given_at_once_comes_in_yearly_parts() -> None:
    plan = transfers(example({"北岸街道": 26}), years=2)
    code = next(row.code for row in example().rows if row.name == "北岸街道")
    given_ = {
        stage: sum(t.posts for t in plan.transfers if (t.giver, t.stage) == (code, stage))
        for stage in range(plan.stages)
    }
    assert given_ == {0: 1, 1: 2, 2: 1}
    assert plan.given_by(code) == 4


COUNTS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 35)), min_size=1, max_size=9
)


@given(COUNTS, st.integers(1, 4))
def test_every_unit_arrives_at_its_posts_and_none_both_gives_and_takes(
    figures: list[tuple[int, int, int]], years: int
) -> None:
    base = example()
    rows = tuple(
        replace(base.rows[0], code=f"{n:09}", posts=posts, current=current, actual=actual)
        for n, (posts, current, actual) in enumerate(figures)
    )
    plan = transfers(replace(base, rows=rows), years)
    givers = {t.giver for t in plan.transfers} - {RESERVE}
    takers = {t.taker for t in plan.transfers} - {RESERVE}
    assert not givers & takers
    assert all(t.posts > 0 and t.giver != t.taker for t in plan.transfers)
    assert not (plan.given_by(RESERVE) and plan.taken_by(RESERVE)) or plan.stages > 1
    for row in rows:
        assert (row.current or 0) + plan.taken_by(row.code) - plan.given_by(row.code) == row.posts


@given(COUNTS, st.integers(1, 4))
def test_no_unit_falls_under_its_people_at_once(
    figures: list[tuple[int, int, int]], years: int
) -> None:
    base = example()
    rows = tuple(
        replace(base.rows[0], code=f"{n:09}", posts=posts, current=current, actual=actual)
        for n, (posts, current, actual) in enumerate(figures)
    )
    plan = transfers(replace(base, rows=rows), years)
    for row in rows:
        now = sum(t.posts for t in plan.transfers if t.giver == row.code and t.stage == 0)
        assert now == 0 or (row.current or 0) - now >= (row.actual or 0)


def test_units_whose_posts_are_not_known_are_named_and_left_alone() -> None:
    base = example()
    rows = (replace(base.rows[0], current=None), *base.rows[1:])
    plan = transfers(replace(base, rows=rows))
    assert plan.unknown == (base.rows[0].code,)
    assert Transfer(base.rows[0].code, RESERVE, 2) not in plan.transfers
