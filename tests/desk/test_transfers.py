"""A plan carried out: posts by document, nothing lost, nobody under their people, one undo."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.eight_book import eight_book
from townoffice.desk import staffing, transfers
from townoffice.desk.books import Book
from townoffice.desk.moves import act_moves
from townoffice.desk.reserve import pool_of
from townoffice.feedback import BadChoice, NotFound, Stale
from townoffice.records import Category, Measure, PostFact

DAY = date(2025, 3, 1)
DOC = "示编办〔2025〕3号"
LATER = "示编办〔2026〕1号"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def adopted(book: Book, total: int | None = None) -> int:
    """Adopt three-step staffing of 行政编制; give the number of the plan."""
    order = staffing.Order(Category.ADMIN, total=total, settle=("rule",), settled_by="经确认")
    return staffing.adopt(book, order, staffing.calculate(book, order), "编委会2025年第1次会议")


def posts(book: Book, on: date) -> dict[str, int]:
    """Authorised 行政编制 by unit on a day."""
    names = {t.id: t.name for t in book.townships()}
    return {
        names[fact.township_id]: fact.count
        for fact in book.post_facts(on)
        if fact.category is Category.ADMIN and fact.measure is Measure.AUTHORIZED
    }


def whole(book: Book, on: date) -> int:
    """Σ posts + reserve."""
    return sum(posts(book, on).values()) + pool_of(book, Category.ADMIN, on).posts


def people_leave(book: Book, on: date) -> None:
    """Let every unit have 15 people from a day on."""
    with book.change("实有人数") as writer:
        for unit in book.townships():
            assert unit.id is not None
            writer.add(PostFact(unit.id, Category.ADMIN, Measure.ACTUAL, 15, on))


def test_units_that_would_be_over_are_shown_and_stop_the_carrying_out(book: Book) -> None:
    plan = adopted(book)
    sheet = transfers.preview(book, plan)
    assert {unit.name: unit.over for unit in sheet.held} == {
        "南湖街道": 1,
        "北岸街道": 4,
        "白河镇": 1,
        "柳溪镇": 3,
    }
    before = book.version
    with pytest.raises(BadChoice, match=r"北岸街道（超 4 名）.*逐步消化"):
        transfers.commit(book, plan, on=DAY, doc_no=DOC)
    assert book.version == before


def test_a_plan_is_carried_out_stage_by_stage_and_arrives_at_its_posts(book: Book) -> None:
    plan = adopted(book)
    wanted = {line.name: line.after for line in transfers.preview(book, plan).lines}
    transfers.commit(book, plan, on=DAY, doc_no=DOC, years=2)
    assert posts(book, DAY)["北岸街道"] == 27
    assert posts(book, DAY)["青石镇"] == 32
    assert [(stage.number, stage.due.isoformat()) for stage in transfers.due(book)] == [
        (1, "2026-03-01"),
        (2, "2027-03-01"),
    ]
    assert [stage.number for stage in transfers.due(book, date(2026, 3, 1))] == [1]
    people_leave(book, date(2026, 1, 1))
    with pytest.raises(BadChoice, match="按顺序"):
        transfers.carry_out(book, plan, 2, on=date(2026, 3, 2), doc_no=LATER)
    for number, day in ((1, date(2026, 3, 1)), (2, date(2027, 3, 1))):
        transfers.carry_out(book, plan, number, on=day, doc_no=LATER)
        assert whole(book, day) == 214
    assert posts(book, date(2027, 3, 1)) == wanted
    assert pool_of(book, Category.ADMIN, date(2027, 3, 1)).posts == 10
    assert transfers.due(book) == ()
    with pytest.raises(NotFound, match="第 2 批"):
        transfers.carry_out(book, plan, 2, on=date(2027, 3, 2), doc_no=LATER)


def test_a_later_stage_waits_until_people_have_left(book: Book) -> None:
    plan = adopted(book)
    transfers.commit(book, plan, on=DAY, doc_no=DOC, years=2)
    with pytest.raises(BadChoice, match=r"实有 \d+ 名，将超编"):
        transfers.carry_out(book, plan, 1, on=date(2026, 3, 1), doc_no=LATER)


def test_every_new_number_of_posts_has_the_document_and_the_day(book: Book) -> None:
    plan = adopted(book)
    transfers.commit(book, plan, on=DAY, doc_no=DOC, years=2)
    written = [fact for fact in book.post_facts() if fact.since == DAY]
    assert {fact.doc_no for fact in written} == {DOC}
    entries = [entry for entry in book.transfers() if entry.stage == 0]
    assert {(entry.since, entry.doc_no, entry.plan_id) for entry in entries} == {(DAY, DOC, plan)}
    assert all(entry.doc_no is None for entry in book.transfers() if entry.stage)


def test_carrying_out_is_one_act_of_weight_that_is_undone_and_told(book: Book) -> None:
    plan = adopted(book)
    before = (book.post_facts(), book.transfers())
    changes = transfers.commit(book, plan, on=DAY, doc_no=DOC, years=2)
    lines = act_moves(book, changes.change_id).lines
    assert any(line.noun == "编制调剂" and line.about == "云岭镇" for line in lines)
    assert DOC in book.history(1)[0].label
    assert book.history(1)[0].weighty
    after = (book.post_facts(), book.transfers())
    book.undo("文件撤回")
    assert (book.post_facts(), book.transfers()) == before
    book.redo()
    assert (book.post_facts(), book.transfers()) == after
    assert book.verify() == ()


def test_it_is_carried_out_once_by_document_and_only_when_adopted(book: Book) -> None:
    order = staffing.Order(Category.ADMIN, settle=("rule",), settled_by="经确认")
    draft = staffing.keep(book, order, staffing.calculate(book, order), "方案甲", "")
    with pytest.raises(BadChoice, match="不是已采用"):
        transfers.commit(book, draft, on=DAY, doc_no=DOC, years=1)
    plan = adopted(book)
    with pytest.raises(BadChoice, match="文号"):
        transfers.commit(book, plan, on=DAY, doc_no=" ", years=1)
    transfers.commit(book, plan, on=DAY, doc_no=DOC, years=1)
    with pytest.raises(BadChoice, match="已经执行过"):
        transfers.commit(book, plan, on=date(2025, 4, 1), doc_no=DOC, years=1)


def test_posts_that_changed_since_the_plan_stop_it(book: Book) -> None:
    plan = adopted(book)
    unit = next(t for t in book.townships() if t.name == "青石镇")
    assert unit.id is not None
    with book.change("增编") as writer:
        writer.add(
            PostFact(
                unit.id, Category.ADMIN, Measure.AUTHORIZED, 36, date(2025, 2, 1), "示〔2025〕1"
            )
        )
    with pytest.raises(Stale, match=r"青石镇现有 34 名.*36"):
        transfers.commit(book, plan, on=DAY, doc_no=DOC, years=2)


def test_a_day_before_what_is_registered_is_refused(book: Book) -> None:
    plan = adopted(book)
    with pytest.raises(BadChoice, match=r"2024-12-31.*划转日期须在此后"):
        transfers.commit(book, plan, on=date(2024, 12, 31), doc_no=DOC, years=2)


def test_a_newer_plan_takes_the_place_of_what_still_waits(book: Book) -> None:
    first = adopted(book)
    transfers.commit(book, first, on=DAY, doc_no=DOC, years=2)
    people_leave(book, date(2025, 6, 1))
    with book.change("2025年指标") as writer:
        for row in book.indicators(2024):
            writer.add(replace(row, id=None, row_version=0, year=2025))
    second = adopted(book)
    assert second != first
    transfers.commit(book, second, on=date(2026, 1, 15), doc_no=LATER)
    assert transfers.due(book) == ()
    with pytest.raises(BadChoice, match="新的方案"):
        transfers.carry_out(book, first, 1, on=date(2026, 3, 1), doc_no=LATER)
    assert whole(book, date(2026, 1, 15)) == 214
    assert {line.superseded for line in transfers.ledger(book) if not line.entry.since} == {True}


def test_a_plan_may_not_take_more_from_the_county_than_it_holds(book: Book) -> None:
    people_leave(book, date(2025, 1, 1))
    transfers.commit(book, adopted(book), on=DAY, doc_no=DOC)
    assert pool_of(book, Category.ADMIN, DAY).posts == 10
    with book.change("2025年指标") as writer:
        for row in book.indicators(2024):
            writer.add(replace(row, id=None, row_version=0, year=2025))
    more = adopted(book, total=240)
    with pytest.raises(BadChoice, match=r"县级周转划出 \d+ 名，只有 10 名可用"):
        transfers.commit(book, more, on=date(2026, 1, 1), doc_no=LATER)


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # every example makes a book: shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.integers(160, 260), st.lists(st.integers(10, 34), min_size=8, max_size=8), st.integers(1, 4)
)
def test_posts_and_reserve_together_never_change_and_no_post_moves_twice(
    tmp_path_factory: pytest.TempPathFactory, total: int, people: list[int], years: int
) -> None:
    with eight_book(tmp_path_factory.mktemp("b") / "b.db") as book:
        with book.change("实有") as writer:
            for unit, count in zip(book.townships(), people, strict=True):
                assert unit.id is not None
                fact = PostFact(unit.id, Category.ADMIN, Measure.ACTUAL, count, date(2025, 1, 1))
                writer.add(fact)
        plan = adopted(book, total)
        sheet = transfers.preview(book, plan)
        start = sum(posts(book, date(2025, 1, 1)).values()) + sheet.reserve
        transfers.commit(book, plan, on=DAY, doc_no=DOC, years=years)
        assert whole(book, DAY) == start
        entries = book.transfers()
        givers = {entry.giver for entry in entries} - {""}
        assert not givers & {entry.taker for entry in entries}
        now = {entry.giver for entry in entries if entry.stage == 0}
        held = posts(book, DAY)
        for unit, count in zip(book.townships(), people, strict=True):
            assert unit.code not in now or held[unit.name] >= count
