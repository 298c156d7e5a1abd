"""The sample county's contests show what they were made to show."""

from collections.abc import Iterator

import pytest

from sample_db import sources
from sample_db.contests import close_contest, enter_contests
from townoffice.desk import evaluation
from townoffice.desk.appraisals import appraisal_page
from townoffice.desk.books import Book, new_book
from townoffice.records import Capped, ContestKind, Grade


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("contests") / "样本县.db"
    with new_book(path, "样本县", "999902") as made:
        with made.change("登记单位") as writer:
            writer.add_all(sources.townships())
        enter_contests(made)
        yield made


def test_24_units_are_ranked_in_two_groups_with_every_cell_entered(book: Book) -> None:
    page = evaluation.page(evaluation.ground(book))
    assert [(g.result.name, g.result.size, g.result.seats) for g in page.groups] == [
        ("乡镇类", 20, 6),
        ("街道类", 4, 1),
    ]
    assert (page.filled, page.cells, page.stops) == (280, 280, ())


def test_a_tie_a_near_line_and_a_full_quota_can_be_seen(book: Book) -> None:
    page = evaluation.page(evaluation.ground(book))
    hints = {row.score.name: row.hints for g in page.groups for row in g.rows if row.hints}
    assert hints["柏树镇"] == ("差 0.05 到优秀线",)
    assert hints["永兴镇"] == ("过 90，名额已满",)
    assert hints["城东街道"] == hints["望江街道"] == ("并列待定",)
    bonus = [row for g in page.groups for row in g.rows if row.score.bonus or row.score.deduction]
    assert len(bonus) == 3


def test_last_year_is_closed_and_stands_beside_but_for_the_merged_unit(book: Book) -> None:
    page = evaluation.page(evaluation.ground(book))
    before = {row.score.name: row.earlier for g in page.groups for row in g.rows}
    assert [name for name, earlier in before.items() if earlier is None] == ["松溪镇"]
    last = next(one for one in evaluation.contests(book) if one.year == 2023)
    assert last.closed_at is not None


def test_departments_are_rated_in_return_by_two_groups_of_voters(book: Book) -> None:
    back = next(one for one in evaluation.contests(book) if one.kind is ContestKind.DEPARTMENTS)
    result = evaluation.calculate(evaluation.ground(book, back.id))
    assert [one.name for one in result.entrants][:2] == ["县民政局", "县教育局"]
    assert all(one.total is not None and one.reverse is not None for one in result.entrants)


def test_one_street_has_one_excellent_too_many(book: Book) -> None:
    page = appraisal_page(book, 2024)
    assert [(r.township.name, r.quota.over if r.quota else 0) for r in page.over] == [
        ("城东街道", 1)
    ]


def test_the_demonstration_decides_the_tie_and_closes(book: Book) -> None:
    plan = close_contest(book, "示例会议")
    known = evaluation.ground(book)
    assert known.contest.plan_id == plan
    first, second = (evaluation.calculate(known).entrant(s) for s in ("999902001", "999902003"))
    assert first is not None
    assert second is not None
    assert (first.grade, second.grade) == (Grade.EXCELLENT, Grade.GOOD)
    assert second.capped is Capped.DECISION
    book.undo("再来")
    book.undo()
