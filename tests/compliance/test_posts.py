"""Posts broken down, people over them, and people taken on while nothing was free."""

from datetime import date, timedelta

import pytest

from tests.compliance.setting import found, unit
from tests.institutions.setting import CENTRE, OFFICE, ON, TOWN, adopted, institution, policies
from townoffice.records import Category, Measure, PostFact, Severity

ADMIN, INSTITUTION = Category.ADMIN, Category.INSTITUTION
POSTS, PEOPLE = Measure.AUTHORIZED, Measure.ACTUAL
WINDOW = date(2024, 3, 1), date(2024, 6, 30)


@pytest.mark.parametrize(("posts", "told"), [(31, True), (30, False), (29, False)])
def test_institutions_together_are_within_the_posts_of_the_unit(posts: int, *, told: bool) -> None:
    made = [institution("一办", OFFICE, 10), institution("二办", OFFICE, posts - 10)]
    made += [institution("三办", OFFICE), institution("中心", CENTRE, 99)]
    one = found("S0.5.within_total", unit(made, authorized={ADMIN: 30}))
    assert [(f.severity, f.subject, f.limit, f.actual) for f in one] == (
        [(Severity.BREACH, "admin", 30, 31)] if told else []
    )


@pytest.mark.parametrize(
    ("posts", "people", "told"),
    [(9, 10, True), (9, 9, False), (None, 10, False), (9, None, False), (0, 1, True)],
)
def test_an_institution_has_no_more_people_than_posts(
    posts: int | None, people: int | None, *, told: bool
) -> None:
    made = institution("执法大队", OFFICE, posts, people, number=7001)
    one = found("S0.12.institution_over", unit([made]))
    assert [(f.severity, f.subject) for f in one] == ([(Severity.BREACH, "7001")] if told else [])


@pytest.mark.parametrize(("people", "told"), [(31, True), (30, False)])
def test_a_unit_has_no_more_people_than_posts(people: int, *, told: bool) -> None:
    one = found(
        "S0.12.unit_over",
        unit(
            authorized={ADMIN: 30, Category.LEADERSHIP: 9},
            actual={ADMIN: people, INSTITUTION: 5, Category.LEADERSHIP: 11},
        ),
    )
    assert [(f.subject, f.limit, f.actual) for f in one] == ([("admin", 30, 31)] if told else [])


def facts(*told: tuple[int, Measure, int]) -> tuple[PostFact, ...]:
    return tuple(
        PostFact(TOWN.id or 0, ADMIN, measure, count, date(2024, month, 1))
        for month, measure, count in told
    )


@pytest.mark.parametrize(
    ("told", "people"),
    [
        (facts((1, POSTS, 30), (1, PEOPLE, 30), (2, PEOPLE, 31)), 1),
        (facts((1, POSTS, 30), (1, PEOPLE, 29), (2, PEOPLE, 30)), None),
        (facts((1, POSTS, 30), (1, PEOPLE, 29), (2, PEOPLE, 32)), 2),
        (facts((1, POSTS, 30), (1, PEOPLE, 32)), None),
        (facts((1, POSTS, 30), (1, PEOPLE, 32), (2, PEOPLE, 31)), None),
        (facts((1, POSTS, 30), (1, PEOPLE, 32), (2, PEOPLE, 33), (3, PEOPLE, 34)), 2),
        (
            facts((1, POSTS, 30), (1, PEOPLE, 30), (2, PEOPLE, 31), (5, PEOPLE, 30)),
            None,
        ),
        (
            facts((1, POSTS, 30), (1, PEOPLE, 30), (2, PEOPLE, 31), (2, POSTS, 31)),
            None,
        ),
        (facts((1, POSTS, 32), (1, PEOPLE, 32), (2, POSTS, 30)), None),
    ],
    ids=[
        "full and one more",
        "the last free post",
        "past the last free post",
        "over from the start",
        "over and going down",
        "over and twice more",
        "come right since",
        "with a post of its own",
        "posts cut under the people",
    ],
)
def test_people_taken_on_beyond_the_posts(told: tuple[PostFact, ...], people: int | None) -> None:
    one = found("S0.12.entry", unit(facts=told))
    assert [f.severity for f in one] == ([] if people is None else [Severity.BREACH])
    assert all(f"进人{people}名" in f.what for f in one)


def test_inside_the_window_people_taken_on_are_told_even_where_it_came_right() -> None:
    told = facts((1, POSTS, 30), (1, PEOPLE, 30), (4, PEOPLE, 31), (9, PEOPLE, 30))
    assert found("S0.12.entry", unit(facts=told)) == []
    (one,) = found("S0.12.entry", unit(facts=told), window=WINDOW)
    assert "2024-04-01进人后31名，核定30名" in one.what
    for day in WINDOW:
        come = PostFact(TOWN.id or 0, ADMIN, PEOPLE, 31, day)
        gone = PostFact(TOWN.id or 0, ADMIN, PEOPLE, 30, date(2024, 9, 1))
        assert found("S0.12.entry", unit(facts=(*told[:2], come, gone)), window=WINDOW)
    earlier = facts((1, POSTS, 30), (1, PEOPLE, 30), (2, PEOPLE, 31), (9, PEOPLE, 30))
    assert found("S0.12.entry", unit(facts=earlier), window=WINDOW) == []


@pytest.mark.parametrize(("on", "told"), [(ON, True), (ON + timedelta(days=1), False)])
def test_what_is_reported_for_a_later_day_is_not_held_against_anybody(
    on: date, *, told: bool
) -> None:
    full = facts((1, POSTS, 30), (1, PEOPLE, 30))
    come = PostFact(TOWN.id or 0, ADMIN, PEOPLE, 31, on)
    assert bool(found("S0.12.entry", unit(facts=(*full, come)))) is told


@pytest.mark.parametrize(
    ("admin", "institutions", "subjects"),
    [(50, 65, []), (49, 65, ["admin"]), (51, 66, ["admin", "institution"])],
)
def test_the_posts_of_the_town_are_those_its_plan_approved(
    admin: int, institutions: int, subjects: list[str]
) -> None:
    dossier = unit(authorized={ADMIN: admin, INSTITUTION: institutions})
    told = found("S4.3.posts", dossier, policies(adopted("s4-yandian")))
    assert [one.subject for one in told] == subjects
    assert all(one.severity is Severity.BREACH for one in told)
    assert found("S4.3.posts", dossier) == []
    assert found("S4.3.posts", unit(), policies(adopted("s4-yandian"))) == []
