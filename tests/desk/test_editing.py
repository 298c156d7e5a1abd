"""Figures typed, pasted and filled down: weighed first, written as one change."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.eight_book import eight_book
from townoffice.desk.books import Book
from townoffice.desk.editing import label_of, read_figure, weigh, write
from townoffice.desk.overview import overview
from townoffice.feedback import BadChoice, Level, Problem, Stale
from townoffice.records import Category, Figure, FigureChange, Indicators, TypedFigure

BAIHE, QINGSHI = "999901101", "999901100"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def _weighed(book: Book, *typed: tuple[str, str, str]) -> tuple[FigureChange, ...]:
    return weigh(overview(book), [TypedFigure(*one) for one in typed])


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("registered_population", "51,400", 51400),
        ("registered_population", "５．１４万", 51400),
        ("registered_population", "5.14万人", 51400),
        ("registered_population", "", None),
        ("area_km2", "132.70", Decimal("132.7")),
        ("gdp", "3亿元", Decimal(30000)),
        ("admin_posts", " 31 ", 31),
    ],
)
def test_text_is_read_as_in_an_import(field: str, text: str, value: Figure) -> None:
    assert read_figure(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("gdp", "三十万", "不是数字"),
        ("admin_posts", "3.5", "有小数"),
        ("admin_posts", "-1", "是负数"),
        ("admin_posts", "", "不能留空"),
        ("area_km2", "132.7人", "不是辖区面积的单位"),
    ],
)
def test_what_cannot_be_is_a_problem_with_its_reason(field: str, text: str, said: str) -> None:
    found = read_figure(field, text)
    assert isinstance(found, Problem)
    assert found.level is Level.STOP
    assert said in found.what


@given(st.integers(0, 10**9))
def test_every_whole_number_is_read_with_and_without_separators(number: int) -> None:
    assert read_figure("registered_population", f"{number:,}") == number
    assert read_figure("registered_population", str(number)) == number


def test_weighing_writes_nothing(book: Book) -> None:
    before = book.version
    (change,) = _weighed(book, (BAIHE, "registered_population", "52,400"))
    assert (change.name, change.label, change.old, change.new) == (
        "白河镇",
        "户籍人口",
        51400,
        52400,
    )
    assert change.moves
    assert book.version == before


def test_calculated_columns_and_unknown_units_are_refused(book: Book) -> None:
    column, unit = _weighed(book, (BAIHE, "index", "3"), ("999901999", "gdp", "3"))
    assert column.refused
    assert unit.refused
    assert not column.moves


def test_a_tenfold_leap_is_asked_about_but_can_be_written(book: Book) -> None:
    (change,) = _weighed(book, (BAIHE, "registered_population", "5140"))
    assert change.problem is None  # tenfold exactly is not beyond it
    (change,) = _weighed(book, (BAIHE, "registered_population", "514"))
    assert change.problem is not None
    assert change.problem.level is Level.ASK
    assert change.moves


def test_one_figure_is_one_change_with_its_name_and_undo(book: Book) -> None:
    changes = _weighed(book, (BAIHE, "registered_population", "52400"))
    made = write(book, 2024, changes)
    assert made is not None
    assert made.label == "修改白河镇户籍人口 51400 → 52400（2024年）"
    assert overview(book).units[2].size_class == 1
    book.undo()
    assert overview(book).units[2].size_class == 2


def test_a_block_is_one_change(book: Book) -> None:
    before = book.version
    changes = _weighed(
        book,
        (QINGSHI, "registered_population", "6.9万"),
        (QINGSHI, "area_km2", "86.4"),
        (BAIHE, "gdp", ""),
        (BAIHE, "admin_actual", "31"),
    )
    assert label_of(changes, 2024, "粘贴") == (
        "粘贴 2 个单位的户籍人口、地区生产总值等共 3 个数（2024年）"
    )
    assert write(book, 2024, changes, "粘贴") is not None
    assert book.version == before + 1
    page = overview(book)
    baihe = page.unit(BAIHE)
    assert baihe is not None
    assert baihe.figures.indicators is not None
    assert baihe.figures.indicators.gdp is None
    assert baihe.figures.indicators.registered_population == 51400
    assert baihe.vacancy(Category.ADMIN) == -1


def test_posts_of_a_year_before_are_not_touched(book: Book) -> None:
    with book.change("登记2025年指标") as writer:
        unit = next(t for t in book.townships() if t.code == BAIHE)
        assert unit.id is not None
        writer.add(Indicators(unit.id, 2025, registered_population=52000))
    page = overview(book, 2025)
    write(book, 2025, weigh(page, [TypedFigure(BAIHE, "admin_posts", "33")]))
    earlier, later = overview(book, 2024).unit(BAIHE), overview(book, 2025).unit(BAIHE)
    assert earlier is not None
    assert later is not None
    assert earlier.figures.authorized[Category.ADMIN] == 30
    assert later.figures.authorized[Category.ADMIN] == 33


def test_figures_first_registered_and_nothing_moved(book: Book) -> None:
    same = _weighed(book, (BAIHE, "registered_population", "51400"))
    assert write(book, 2024, same) is None
    new = _weighed(book, (BAIHE, "institution_actual", "31"), (BAIHE, "urban_population", "2万"))
    assert [change.old for change in new] == [None, None]
    write(book, 2024, new)
    baihe = overview(book).unit(BAIHE)
    assert baihe is not None
    assert baihe.vacancy(Category.INSTITUTION) == 2


def test_refused_figures_are_never_written(book: Book) -> None:
    changes = _weighed(book, (BAIHE, "gdp", "3"), (BAIHE, "area_km2", "大"))
    before = book.version
    with pytest.raises(BadChoice, match="不是数字"):
        write(book, 2024, changes)
    assert book.version == before


def test_a_figure_that_moved_meanwhile_is_not_written_over(book: Book) -> None:
    mine = _weighed(book, (BAIHE, "registered_population", "52400"))
    write(book, 2024, _weighed(book, (BAIHE, "registered_population", "60000")))
    with pytest.raises(Stale, match="白河镇户籍人口"):
        write(book, 2024, mine)
