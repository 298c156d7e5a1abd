"""Planning without a book: last seats, decisions, parameters, and plans that are kept."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_db.make import build_book
from tests.county import BOTH, eight, policies, three
from townoffice.desk import planning, staffing
from townoffice.desk.books import Book
from townoffice.desk.parameters import Looks, Parameter, parameters, posts_of, setting
from townoffice.desk.plan_rows import decisions_of, order_of, plan_rows, summary
from townoffice.desk.planning import Decision, Ground, Order, Outcome, rankings
from townoffice.feedback import BadChoice, Contradiction, NotFound, Stale
from townoffice.records import Category, PostFact, Snapshot, shown

QINGSHI, YUNLING = "999901100", "999901102"
ADMIN = Order(Category.ADMIN, year=2024)
TIED = Order(
    Category.ADMIN,
    total=100,
    settings={
        "base": "0",
        "reserve_share": "0",
        "weights": "registered_population=4,area_km2=3,gdp=3",
    },
)


def ground(county: Snapshot) -> Ground:
    return Ground(county, policies(), BOTH, "")


def posts(outcome: Outcome) -> dict[str, int]:
    return {row.code: row.posts for row in outcome.result.rows}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with build_book(tmp_path / "样本县.db") as made:
        yield made


def test_the_last_seat_of_3_3_hangs_on_less_than_a_thousandth() -> None:
    outcome = planning.plan(ground(eight()), ADMIN)
    (seat,) = outcome.narrow
    assert (seat.winner, seat.loser) == (QINGSHI, YUNLING)
    assert (shown(seat.won_with, 4), shown(seat.lost_with, 4)) == ("0.4534", "0.4526")
    assert outcome.open_ties == ()
    found = summary(outcome.result)
    assert (found.posts, found.reserve, found.total) == (204, 10, 214)
    assert (len(found.down), found.lost, len(found.up), found.gained) == (6, 14, 2, 4)


def test_a_narrow_seat_can_be_given_to_the_other_unit_and_nobody_else_moves() -> None:
    stands = ground(eight())
    before = planning.plan(stands, ADMIN)
    decision = Decision("floating", frozenset({QINGSHI, YUNLING}), (YUNLING,), "会议定")
    after = planning.plan(stands, ADMIN, [decision])
    expected = posts(before) | {QINGSHI: 31, YUNLING: 25}
    assert posts(after) == expected
    assert after.decided == (decision,)
    assert after.narrow == before.narrow
    assert planning.calculate(stands, after.order) == after.result


def test_confirming_the_winner_of_a_narrow_seat_moves_nothing() -> None:
    decision = Decision("floating", frozenset({QINGSHI, YUNLING}), (QINGSHI,), "会议定")
    outcome = planning.plan(ground(eight()), ADMIN, [decision])
    assert not outcome.result.bounded
    assert outcome.decided == (decision,)


def test_a_decision_about_another_edge_is_left_aside() -> None:
    stale = Decision("floating", frozenset({QINGSHI, "999901101"}), ("999901101",), "会议定")
    outcome = planning.plan(ground(eight()), ADMIN, [stale])
    assert outcome.decided == ()
    assert outcome.order == ADMIN


def test_a_tie_is_open_until_somebody_decides() -> None:
    stands = ground(three())
    (tie,) = planning.plan(stands, TIED).open_ties
    other = next(code for code in tie.units if code not in tie.given)
    decision = Decision(tie.tranche, frozenset(tie.units), (other,), "编委会议定")
    decided = planning.plan(stands, TIED, [decision])
    assert decided.open_ties == ()
    assert decided.result.ties[0].given == (other,)
    assert decided.result.ties[0].settled_by == "编委会议定"
    assert decided.narrow == ()


@given(
    total=st.integers(130, 400),
    limit=st.none() | st.integers(0, 30),
    base=st.integers(0, 15),
)
def test_rankings_tell_who_rose_in_falling_order(total: int, limit: int | None, base: int) -> None:
    order = replace(ADMIN, total=total, max_change=limit, settings={"base": str(base)})
    try:
        result = planning.calculate(ground(eight()), order)
    except Contradiction:
        return
    for ranking in rankings(result):
        assert sorted(ranking.rows) == list(range(8))
        assert list(ranking.parts) == sorted(ranking.parts, reverse=True)
        assert all(0 <= part < ranking.scale for part in ranking.parts)
        assert ranking.margin is None or ranking.margin >= 0
        assert (ranking.margin == 0 and ranking.parts[ranking.seats] > 0) == any(
            tie.tranche == ranking.tranche for tie in result.ties
        )
    if not result.bounded:
        assert rankings(result)[0].rows[: len(result.tranches[0].risen)] == result.tranches[0].risen


def found(key: str, order: Order = ADMIN) -> Parameter:
    return next(p for p in parameters(ground(eight()), order) if p.key == key)


def test_parameters_are_fields_with_their_state_and_source() -> None:
    base, share, weights = found("base"), found("reserve_share"), found("weights")
    assert [entry.text for entry in base.entries] == ["15"]
    assert base.value.inferred
    assert base.value.cites
    assert (share.looks, share.entries[0].text, share.unit) == (Looks.PERCENT, "5", "%")
    assert [entry.text for entry in weights.entries] == ["6", "2", "1", "1"]
    assert not weights.value.inferred
    moved = found("reserve_share", replace(ADMIN, settings={"reserve_share": "0.08"}))
    assert (moved.entries[0].text, moved.moved, moved.in_force.inferred) == ("8", True, True)


def test_what_was_typed_becomes_a_setting_or_says_why_not() -> None:
    share, base, weights = found("reserve_share"), found("base"), found("weights")
    assert setting(share, ["8"]) == "0.08"
    assert setting(share, ["８％"]) == "0.08"
    assert setting(share, ["0.25"]) == "0.0025"
    assert setting(share, [" 5 "]) is None
    assert setting(base, ["12 名"]) == "12"
    assert setting(weights, ["6", "2", "1", "1"]) is None
    assert setting(weights, ["4", "3", "3", "0"]) == (
        "registered_population=4,area_km2=3,gdp=3,fiscal_revenue=0"
    )
    for parameter, texts, reason in (
        (share, ["百分之五"], "不是数字"),
        (share, ["100"], "须小于 100%"),
        (base, ["12.5"], "须是整数"),
        (base, ["-3"], "须是 0 到"),
        (base, [""], "没有填写"),
        (base, ["1e999999"], "须是 0 到"),
        (weights, ["0", "0", "0", "0"], "不能全部是 0"),
    ):
        with pytest.raises(BadChoice, match=reason):
            setting(parameter, texts)


def test_posts_are_read_as_clerks_write_them() -> None:
    assert posts_of("1,214", "总量") == 1214
    assert posts_of("２１４名", "总量") == 214
    assert posts_of("  ", "总量") is None
    with pytest.raises(BadChoice, match="总量“多”不是数字"):
        posts_of("多", "总量")


def test_a_plan_beside_another_shows_both_and_their_difference() -> None:
    stands = ground(eight())
    other = planning.calculate(stands, replace(ADMIN, max_change=2))
    rows = {row.unit.name: row for row in plan_rows(planning.plan(stands, ADMIN), other)}
    assert rows["柳溪镇"].apart == 1
    assert rows["高坪乡"].apart == -1
    assert sum(row.share for row in rows.values()) == Fraction(100)
    assert rows["青石镇"].narrow is not None
    assert rows["双桥乡"].narrow is None
    alone = plan_rows(planning.plan(stands, ADMIN))
    assert all(row.other is None and row.apart is None for row in alone)


def test_staff_above_the_new_figure_are_counted_before_anything_is_adopted() -> None:
    county = eight()
    units = tuple(
        replace(unit, actual={Category.ADMIN: actual})
        for unit, actual in zip(county.units, (31, 27, 32, 29, 23, 28, 17, 19), strict=True)
    )
    found = summary(planning.calculate(ground(replace(county, units=units)), ADMIN))
    assert [(row.name, (row.actual or 0) - row.posts) for row in found.over] == [
        ("北岸街道", 4),
        ("柳溪镇", 3),
        ("南湖街道", 1),
        ("白河镇", 1),
    ]
    assert found.too_many == 9


def test_a_stored_plan_gives_back_the_choices_it_was_made_with(book: Book) -> None:
    stands = planning.ground(book, 2024)
    code = stands.county.units[3].township.code
    order = Order(
        Category.ADMIN,
        year=2024,
        settings={"reserve_share": "0.08", "weights": "registered_population=5,area_km2=3.5"},
        lower={code: 20},
        max_change=4,
    )
    result = planning.calculate(stands, order)
    outcome = planning.plan(stands, order_of(result), decisions_of(result))
    assert outcome.result.rows == result.rows
    assert outcome.result.parameters == result.parameters


def test_a_draft_is_kept_listed_dropped_and_never_taken_for_adopted(book: Book) -> None:
    result = staffing.calculate(book, ADMIN)
    number = staffing.keep(book, ADMIN, result, "方案甲", "")
    (plan,) = staffing.plans(book)
    assert (plan.id, plan.topic, plan.title) == (number, staffing.DRAFT, "方案甲")
    with pytest.raises(BadChoice, match="须有名称"):
        staffing.keep(book, ADMIN, result, "  ", "")
    staffing.drop(book, number)
    assert staffing.plans(book) == ()
    book.undo()
    assert [plan.title for plan in staffing.plans(book)] == ["方案甲"]
    with pytest.raises(NotFound):
        staffing.drop(book, number + 7)


def test_an_adopted_plan_cannot_be_dropped_and_moved_figures_are_refused(book: Book) -> None:
    order = replace(ADMIN, settle=("rule",), settled_by="会议定")
    result = staffing.calculate(book, order)
    number = staffing.adopt(book, order, result, "会议审定")
    with pytest.raises(BadChoice, match="不是草案"):
        staffing.drop(book, number)
    first = next(
        fact
        for fact in book.post_facts()
        if fact.category is Category.ADMIN and fact.measure.value == "authorized"
    )
    with book.change("改一个数") as writer:
        writer.add(
            PostFact(
                first.township_id,
                first.category,
                first.measure,
                first.count + 9,
                result.on,
                "样编办〔2024〕99号",
            )
        )
    with pytest.raises(Stale):
        staffing.keep(book, order, result, "方案乙", "")


def test_the_sample_county_has_a_true_tie(book: Book) -> None:
    outcome = planning.plan(planning.ground(book, 2024), ADMIN)
    assert outcome.open_ties
    assert outcome.narrow == ()
