"""Which unit of the book a line of a file means."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.clerk import cells, counts, fill, form, opened
from tests.sheets import forms
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.feedback import Level
from townoffice.records import Kind, Township

NAMES = ("名称", "户籍人口（人）")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def filled(book: Book, tmp_path: Path) -> Book:
    return fill(book, tmp_path)


@pytest.mark.parametrize("name", ["青石镇", "青 石 镇", "　青石镇", "青石镇人民政府", "青石镇政府"])
def test_a_line_without_code_is_matched_by_its_name(
    filled: Book, tmp_path: Path, name: str
) -> None:
    found = intake.preview(filled, form(tmp_path, NAMES, (name, 68201)), year=2024)
    assert counts(found) == (0, 1, 0, 3)
    assert found.changed[0].code == "999901100"
    assert [d.field for d in found.changed[0].differences] == ["registered_population"]
    assert cells(found, Level.ASK) == []


def test_a_short_name_is_asked_about(filled: Book, tmp_path: Path) -> None:
    found = intake.preview(filled, form(tmp_path, NAMES, ("青石", 68200)), year=2024)
    assert counts(found) == (0, 0, 1, 3)
    assert cells(found, Level.ASK) == ["A2"]


def test_an_unknown_name_without_code_is_left_out_and_asked_about(
    filled: Book, tmp_path: Path
) -> None:
    path = form(tmp_path, NAMES, ("无名镇", 5000), ("青石镇", 68300))
    found = intake.preview(filled, path, year=2024)
    assert counts(found) == (0, 1, 0, 3)
    assert [row.name for row in found.left_out] == ["无名镇"]
    assert cells(found, Level.ASK) == ["A2"]
    intake.commit(filled, found, accept=True)
    assert len(filled.townships()) == 4


def test_two_units_of_one_name_are_asked_about(book: Book, tmp_path: Path) -> None:
    with book.change("两个城关镇") as writer:
        writer.add(Township("999901101", "城关镇", Kind.TOWN))
        writer.add(Township("999901102", "城关镇", Kind.TOWN))
    found = intake.preview(book, form(tmp_path, NAMES, ("城关镇", 5000)), year=2024)
    [problem] = found.problems_at(Level.ASK)
    assert "999901101" in problem.what
    assert counts(found)[:3] == (0, 0, 0)


def test_another_name_for_a_known_code_is_asked_about(filled: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, ("999901100", "白石镇", 68200, 86.4, 512300))
    found = intake.preview(filled, path, year=2024)
    assert cells(found, Level.ASK) == ["B2"]
    intake.commit(filled, found, accept=True)
    assert "白石镇" in {township.name for township in filled.townships()}


def test_a_unit_abolished_before_the_year_is_asked_about(book: Book, tmp_path: Path) -> None:
    with book.change("撤并") as writer:
        writer.add(Township("999901100", "青石镇", Kind.TOWN, valid_to=date(2020, 5, 1)))
    path = form(tmp_path, forms.HEADER, ("999901100", "青石镇", 68200, 86.4, 512300))
    found = intake.preview(book, path, year=2024)
    assert cells(found, Level.ASK) == ["B2"]
    assert counts(intake.preview(book, path, year=2019)) == (0, 1, 0, 0)


def test_the_same_unit_twice_stops_where_the_figures_differ(book: Book, tmp_path: Path) -> None:
    code, name, _, *others = forms.UNITS[0]
    path = form(tmp_path, forms.HEADER, tuple(forms.UNITS[0]), (code, name, 68300, *others))
    found = intake.preview(book, path, year=2024)
    [problem] = found.problems_at(Level.STOP)
    assert problem.cell == "B3"
    assert "B2" in problem.what
    assert "户籍人口" in problem.what


def test_the_same_line_twice_counts_once_and_is_said(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, tuple(forms.UNITS[0]), tuple(forms.UNITS[0]))
    found = intake.preview(book, path, year=2024)
    assert len(found.rows) == 1
    assert found.problems_at(Level.STOP) == ()
    [note] = [p for p in found.problems_at(Level.NOTE) if "重复" in p.what]
    assert note.cell == "B3"


def test_stacked_tables_of_the_same_units_are_put_together(book: Book, tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("名称", "代码", "户籍人口"),
        ("青石镇", "999901100", 5000),
        (None,),
        ("名称", "代码", "行政编制", "事业编制"),
        ("青石镇", "999901100", 7, 8),
    )
    found = intake.preview(book, path, year=2024)
    assert counts(found) == (1, 0, 0, 0)
    intake.commit(book, found)
    assert [fact.count for fact in book.post_facts()] == [7, 8]
    assert book.indicators(2024)[0].registered_population == 5000
