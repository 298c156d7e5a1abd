"""Which classes another reading of the documents would change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.eight_book import eight_book
from townoffice.desk.books import Book
from townoffice.desk.overview import overview
from townoffice.desk.sensitivity import readings
from townoffice.desk.townships import override
from townoffice.records import SizeClass, shown

NAMES = {"999901101": "白河镇", "999901002": "北岸街道", "999901102": "云岭镇"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def test_the_readings_of_the_design_picture(book: Book) -> None:
    now, order, people, *_ = readings(book, overview(book))
    assert (now.word, now.label, now.flipped) == ("现用", "人口 5 : 财政 3 : 面积 2", ())
    assert (order.word, order.label) == ("另读", "人口 5 : 面积 3 : 财政 2")
    assert [NAMES[code] for code in order.flipped] == ["白河镇", "北岸街道"]
    assert (people.word, people.label) == ("另算", "常住人口，权重同现用")
    assert [NAMES[code] for code in people.flipped] == ["云岭镇"]
    index, size = order.results["999901101"]
    assert index is not None
    assert (shown(index, 2), size) == ("121.79", SizeClass.FIRST)


def test_a_reading_without_figures_is_left_out(book: Book) -> None:
    with book.change("清空常住人口") as writer:
        writer.update_all([replace(row, resident_population=None) for row in book.indicators(2024)])
    assert not [one for one in readings(book, overview(book)) if "常住人口" in one.label]


def test_a_unit_another_reading_cannot_classify_does_not_flip(book: Book) -> None:
    with book.change("清空一个单位的常住人口") as writer:
        row = next(r for r in book.indicators(2024) if r.registered_population == 33800)
        writer.update(replace(row, resident_population=None))
    people = readings(book, overview(book))[2]
    assert "999901102" not in people.flipped
    assert people.results["999901102"][0] is None


def test_a_class_set_by_document_does_not_flip(book: Book) -> None:
    override(book, {"白河镇": SizeClass.FIRST}, "县委编委会议", "示编办〔2024〕9号")
    assert all("999901101" not in reading.flipped for reading in readings(book, overview(book)))


def test_every_index_and_way_to_a_class_is_a_reading(book: Book) -> None:
    found = readings(book, overview(book))
    assert [(one.word, one.label) for one in found[3:]] == [
        ("另算", "极差法，按比例 30:40:30"),
        ("另定", "按比例 30:40:30 定类"),
        ("另算", "占比法，次序和类别不变"),
    ]
    spans, by_list, shares = found[3:]
    index, size = spans.results["999901102"]
    assert index is not None
    assert (shown(index, 2), size) == ("38.53", SizeClass.SECOND)  # domain.md §1.6, M3
    assert [NAMES[code] for code in by_list.flipped] == ["白河镇"]
    assert shares.flipped == ()
    assert shown(shares.results["999901102"][0] or 0, 4) == "10.6525"


def test_what_is_tried_out_comes_first_and_holds_for_the_others(book: Book) -> None:
    tried = {"weights": "population=6,fiscal_revenue=3,area_km2=1", "assignment": "proportion"}
    page = overview(book, settings=tried)
    found = readings(book, page)
    words = [(one.word, one.label) for one in found]
    assert words[:3] == [
        ("试算", "人口 6 : 财政 3 : 面积 1"),
        ("现用", "人口 5 : 财政 3 : 面积 2"),
        ("另读", "人口 6 : 面积 3 : 财政 1"),
    ]
    assert words[-2] == ("另定", "按分类线 120、80 定类")
    assert overview(book).settings == ()
