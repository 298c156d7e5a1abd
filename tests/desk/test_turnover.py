"""The turnover pool: never more than the county holds, to full units, for a term, by document."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.desk.test_transfers import adopted, posts
from tests.eight_book import eight_book
from townoffice.desk import rates, transfers, turnover
from townoffice.desk.books import Book
from townoffice.desk.turnover import GrantTyped
from townoffice.feedback import BadChoice, NotFound
from townoffice.records import Category, Measure, PostFact

START = date(2025, 4, 1)
GOOD = GrantTyped(
    "高坪乡",
    Category.ADMIN,
    2,
    "森林防火专班",
    "满编，承担阶段性重点任务",
    START,
    date(2028, 3, 31),
    "示编办〔2025〕5号",
)


def carried_out(path: Path) -> Book:
    """A book whose county holds 10 行政编制, every unit full."""
    made = eight_book(path)
    plan = adopted(made)
    with made.change("实有") as writer:
        for unit in made.townships():
            assert unit.id is not None
            writer.add(PostFact(unit.id, Category.ADMIN, Measure.ACTUAL, 15, date(2025, 1, 1)))
    transfers.commit(made, plan, on=date(2025, 3, 1), doc_no="示编办〔2025〕3号")
    with made.change("实有") as writer:
        held = posts(made, START)
        for unit in made.townships():
            assert unit.id is not None
            count = held[unit.name] - (unit.name == "青石镇")
            writer.add(PostFact(unit.id, Category.ADMIN, Measure.ACTUAL, count, date(2025, 3, 15)))
    return made


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with carried_out(tmp_path / "示例县.db") as made:
        yield made


def test_posts_are_lent_beside_the_units_own_and_given_back(book: Book) -> None:
    before = posts(book, START)
    turnover.grant(book, GOOD)
    assert posts(book, START) == before
    assert turnover.pool_of(book, Category.ADMIN, START).free == 8
    (line,) = turnover.ledger(book)
    assert line.grant.id is not None
    assert (line.name, line.grant.situation) == ("高坪乡", "满编，承担阶段性重点任务")
    turnover.give_back(book, line.grant.id, on=date(2026, 5, 1), doc_no="示编办〔2026〕2号")
    assert turnover.pool_of(book, Category.ADMIN, date(2026, 4, 30)).free == 8
    assert turnover.pool_of(book, Category.ADMIN, date(2026, 5, 1)).free == 10
    with pytest.raises(BadChoice, match="已于 2026-05-01 收回"):
        turnover.give_back(book, line.grant.id, on=date(2026, 6, 1), doc_no="示")
    assert book.history(1)[0].weighty
    book.undo("重发")
    book.undo("重发")
    assert book.turnover_grants() == ()
    assert book.verify() == ()


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        (replace(GOOD, unit="青石镇"), "unit", "还有空编 1 名"),
        (replace(GOOD, unit="无名镇"), "unit", "没有“无名镇”"),
        (replace(GOOD, category=Category.INSTITUTION), "unit", "不知是否满编"),
        (replace(GOOD, count=11), "count", "只有 10 名可用"),
        (replace(GOOD, count=0), "count", "至少 1 名"),
        (replace(GOOD, until=date(2028, 4, 2)), "until", "最长 3 年，最晚到 2028-04-01"),
        (replace(GOOD, until=date(2025, 3, 1)), "until", "早于"),
        (replace(GOOD, doc_no=" "), "doc_no", "文号"),
        (replace(GOOD, situation=""), "situation", "情形"),
        (replace(GOOD, since=date(2025, 2, 1)), "count", "只有 0 名可用"),
    ],
)
def test_what_may_not_be_is_said_at_its_field(
    book: Book, wrong: GrantTyped, field: str, words: str
) -> None:
    assert words in turnover.check(book, wrong)[field]
    version = book.version
    with pytest.raises(BadChoice):
        turnover.grant(book, wrong)
    assert book.version == version


def test_the_last_day_allowed_is_allowed(book: Book) -> None:
    assert turnover.check(book, replace(GOOD, until=date(2028, 4, 1))) == {}


def test_a_county_that_adopted_no_limit_has_none(book: Book) -> None:
    with book.change("不采用") as writer:
        for adoption in book.adoptions():
            if adoption.topic == "limits":
                writer.remove(adoption)
    assert turnover.check(book, replace(GOOD, until=date(2035, 1, 1))) == {}
    assert turnover.terms(book, START) is None
    assert rates.cap_words(rates.rates(book)) == "未采用"


def test_what_ends_soon_is_due_and_what_is_late_still_counts(book: Book) -> None:
    turnover.grant(book, GOOD)
    assert turnover.due(book, date(2028, 2, 1)) == ()
    assert [line.name for line in turnover.due(book, date(2028, 3, 1))] == ["高坪乡"]
    late = date(2028, 6, 1)
    assert [line.name for line in turnover.due(book, late)] == ["高坪乡"]
    assert turnover.pool_of(book, Category.ADMIN, late).in_use == 2


def test_a_plan_may_not_take_what_is_lent_out(book: Book) -> None:
    turnover.grant(book, replace(GOOD, count=10))
    with book.change("2025年指标") as writer:
        for row in book.indicators(2024):
            writer.add(replace(row, id=None, row_version=0, year=2025))
    with book.change("实有") as writer:
        for unit in book.townships():
            assert unit.id is not None
            writer.add(PostFact(unit.id, Category.ADMIN, Measure.ACTUAL, 1, date(2025, 5, 1)))
    plan = adopted(book, total=235)
    with pytest.raises(BadChoice, match="只有 0 名可用"):
        transfers.commit(book, plan, on=date(2026, 1, 1), doc_no="示")


def test_a_number_that_is_not_there_is_not_found(book: Book) -> None:
    with pytest.raises(NotFound, match="第 9 号"):
        turnover.give_back(book, 9, on=START, doc_no="示")


DAYS = st.integers(0, 900).map(lambda n: date.fromordinal(START.toordinal() + n))


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # every example makes a book: shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 6), DAYS), min_size=1, max_size=8))
def test_never_more_is_out_than_the_county_holds(
    tmp_path_factory: pytest.TempPathFactory, story: list[tuple[bool, int, date]]
) -> None:
    with carried_out(tmp_path_factory.mktemp("b") / "b.db") as book:
        for lend, count, day in story:
            held = [line.grant for line in turnover.ledger(book) if line.grant.returned is None]
            out = [grant.id for grant in held if grant.in_use(day)]
            if lend:
                typed = replace(GOOD, count=count, since=day, until=day)
                if not turnover.check(book, typed):
                    turnover.grant(book, typed)
            elif out and out[0] is not None:
                turnover.give_back(book, out[0], on=day, doc_no="示")
            days = [START, *(when for _, _, when in story)]
            assert all(turnover.pool_of(book, Category.ADMIN, when).free >= 0 for when in days)
