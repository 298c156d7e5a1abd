"""Where a registered figure came from: the act that set it, its day, hand and document."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sample_db.make import build_book
from tests.eight_book import eight_book
from townoffice.desk.books import Book
from townoffice.desk.editing import weigh, write
from townoffice.desk.origins import with_origins
from townoffice.desk.overview import overview, reason
from townoffice.records import Category, Measure, Step, TypedFigure

BAIHE, GAOPING = "999901101", "999901201"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def _origin(book: Book, code: str, field: str) -> Step:
    page = overview(book, 2024)
    unit, step = page.unit(code), reason(page, code, field)
    assert unit is not None
    assert step is not None
    return with_origins(book, page, unit, step, field)


def _type(book: Book, code: str, field: str, text: str) -> None:
    write(book, 2024, weigh(overview(book, 2024), [TypedFigure(code, field, text)]))


def test_a_figure_names_the_act_that_set_it_and_those_before(book: Book) -> None:
    _type(book, BAIHE, "registered_population", "51500")
    told = _origin(book, BAIHE, "registered_population")
    assert told.value == 51500
    newest, first = told.steps
    assert newest.label == "修改白河镇户籍人口 51400 → 51500（2024年）"
    assert newest.how.endswith("，原为 51,400 人")
    assert book.history(1)[0].who in newest.how
    assert first.label == "登记指标和编制"
    assert "原为" not in first.how


def test_what_was_undone_set_nothing(book: Book) -> None:
    _type(book, BAIHE, "registered_population", "51500")
    book.undo()
    assert [s.label for s in _origin(book, BAIHE, "registered_population").steps] == [
        "登记指标和编制"
    ]
    book.redo()
    newest, _first = _origin(book, BAIHE, "registered_population").steps
    assert newest.label.startswith("修改白河镇户籍人口")


def test_another_figure_of_the_unit_is_not_told(book: Book) -> None:
    _type(book, BAIHE, "area_km2", "133")
    (only,) = _origin(book, BAIHE, "registered_population").steps
    assert only.label == "登记指标和编制"


def test_posts_name_their_document_and_day(book: Book) -> None:
    posts = next(
        fact
        for fact in book.post_facts()
        if fact.count == 18
        and fact.category is Category.ADMIN
        and fact.measure is Measure.AUTHORIZED
    )
    with book.change("补登文号") as writer:
        writer.update(replace(posts, doc_no="示编办〔2024〕3号"))
    _type(book, GAOPING, "admin_posts", "19")
    document, newest, _first = _origin(book, GAOPING, "admin_posts").steps
    assert (document.label, document.value) == ("文号", "示编办〔2024〕3号")
    assert document.how == "自 2024-12-31 起"
    assert newest.how.endswith("，原为 18 名")


def test_vacant_posts_tell_the_origin_of_both_parts(book: Book) -> None:
    told = _origin(book, GAOPING, "admin_vacancy")
    posts, persons = told.steps
    assert posts.steps[0].value == "文号未录"
    assert persons.steps[0].label == "截至"
    assert {step.label for part in told.steps for step in part.steps[1:]} == {"登记指标和编制"}


def test_a_figure_nobody_registered_has_no_origin(book: Book) -> None:
    assert _origin(book, BAIHE, "urban_population").steps == ()


def test_persons_of_a_list_name_the_list_and_not_a_reported_number(tmp_path: Path) -> None:
    with build_book(tmp_path / "样本县.db") as book:
        told = _origin(book, "999902103", "leadership_actual")
    assert told.how == "按领导名册计人，一人兼几职只计一次"
    (act,) = told.steps
    assert "yangben_leaders.csv" in act.label
