"""Leaders are counted by persons and held against quota and structure (domain.md §2.2)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import BOTH, ON, eight, policies
from townoffice.records import (
    Category,
    Classification,
    ClassRow,
    LeaderPost,
    LeadershipSeat,
    Step,
    persons_in,
)
from townoffice.townships import classification_rule, classify, explain_leadership
from townoffice.townships.leaders import check_leaders

P = LeaderPost
ONE_EACH = (
    *(P.SECRETARY, P.HEAD, P.CONGRESS, P.DEPUTY_SECRETARY, P.DISCIPLINE, P.ORGANIZATION),
    *(P.PUBLICITY, P.ARMED_FORCES),
)
SECOND = {**dict.fromkeys(ONE_EACH, 1), P.DEPUTY_HEAD: 3}


def seat(person: str, post: LeaderPost) -> LeadershipSeat:
    return LeadershipSeat(1, person, post, post.label, date(2021, 8, 1), ON)


def full(deputy_heads: int = 3) -> list[LeadershipSeat]:
    """Every post of a 二类 unit, one person each."""
    posts = (*ONE_EACH, *[P.DEPUTY_HEAD] * deputy_heads)
    return [seat(f"甲{n}", post) for n, post in enumerate(posts, 1)]


def doubled() -> list[LeadershipSeat]:
    """The example of §2.2: 12 titles, one person is 书记 and 人大主席."""
    seats = full(deputy_heads=4)
    return [seats[0], replace(seats[2], person=seats[0].person), seats[1], *seats[3:]]


def row_of(result: Classification, name: str) -> ClassRow:
    return next(row for row in result.rows if row.name == name)


def with_leaders(seats: list[LeadershipSeat], name: str = "白河镇") -> Classification:
    county = eight()
    units = tuple(
        replace(u, leaders=tuple(seats), actual={Category.LEADERSHIP: 7})
        if u.township.name == name
        else u
        for u in county.units
    )
    rule = classification_rule(policies(), ON, BOTH, {})
    return classify(replace(county, units=units), rule)


def test_twelve_titles_held_by_eleven_persons_fill_eleven_posts() -> None:
    row = row_of(with_leaders(doubled()), "白河镇")
    assert (row.leadership_posts, row.leadership_actual, row.leadership_titles) == (11, 11, 12)
    assert row.leadership_remarks == ("12个职务由11人担任",)


def test_twelve_persons_are_one_too_many() -> None:
    row = row_of(with_leaders(full(deputy_heads=4)), "白河镇")
    assert (row.leadership_posts, row.leadership_actual, row.leadership_remarks) == (11, 12, ())


def test_without_a_list_the_reported_number_stands() -> None:
    row = row_of(with_leaders([]), "白河镇")
    assert (row.leadership_actual, row.leadership_titles, row.leadership_held) == (7, None, ())


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        (full(), ()),
        ([*full(2), seat("乙", P.DEPUTY_SECRETARY)], ("专职副书记2名，应为1名",)),
        ([s for s in full() if s.post is not P.DEPUTY_SECRETARY], ("专职副书记空缺，应为1名",)),
        ([s for s in full() if s.post is not P.DISCIPLINE], ("纪（工）委书记空缺",)),
        ([s for s in full() if s.post is not P.ORGANIZATION], ("组织委员空缺",)),
        ([s for s in full() if s.post is not P.HEAD], ("乡镇长（主任）空缺",)),
        ([*full(), seat("甲4", P.DISCIPLINE)], ("12个职务由11人担任", "纪（工）委书记为兼任")),
        ([*full(), seat("甲6", P.PUBLICITY)], ("12个职务由11人担任", "组织委员兼任他职")),
        ([*full(), seat("甲7", P.ARMED_FORCES)], ("12个职务由11人担任",)),
    ],
)
def test_what_the_documents_ask_of_single_posts(
    seats: list[LeadershipSeat], said: tuple[str, ...]
) -> None:
    assert check_leaders(seats, 11, SECOND, 1).remarks == said


@pytest.mark.parametrize("quota", [None, 10, 13])
def test_a_structure_of_another_total_is_not_used(quota: int | None) -> None:
    assert {count.due for count in check_leaders(full(), quota, SECOND, 1).held} == {None}


def test_the_lost_total_of_class_1_leaves_its_structure_unused() -> None:
    result = with_leaders(full(), "青石镇")
    row = row_of(result, "青石镇")
    assert (row.leadership_posts, row.leadership_actual) == (None, 11)
    assert {count.due for count in row.leadership_held} == {None}
    step = explain_leadership(result, row.code)
    assert step is not None
    assert not any(part.label == "职位结构" for part in step.steps)


def parts(step: Step, label: str) -> tuple[Step, ...]:
    return next(part.steps for part in step.steps if part.label == label)


def test_the_explanation_goes_post_by_post_and_marks_the_structure_as_inferred() -> None:
    result = with_leaders(doubled())
    step = explain_leadership(result, "999901101")
    assert step is not None
    found = {part.label: (part.value, part.how) for part in parts(step, "职位结构")}
    assert found["人大主席（工委主任）应配"] == (1, "实配1名（其中兼任1名）")
    assert found["副乡镇长（副主任）应配"] == (3, "实配4名")
    assert all(part.inferred for part in parts(step, "职位结构"))
    other = explain_leadership(result, "999901103")
    assert other is not None
    assert {part.how for part in parts(other, "职位结构")} == {"实配未见名册"}


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁戊"), st.sampled_from(list(P))), min_size=1))
def test_a_person_counts_once_however_many_posts(pairs: list[tuple[str, LeaderPost]]) -> None:
    seats = [seat(person, post) for person, post in pairs]
    found = check_leaders(seats, None, {}, 1)
    assert found.persons == persons_in(seats) == len({person for person, _ in pairs})
    assert found.titles == sum(count.held for count in found.held) == len(set(pairs))
    assert found.persons == sum(count.held - count.besides for count in found.held)
