"""A printed table that holds data comes in again as nothing changed."""

from pathlib import Path

import pytest

from sample_db.make import build_book
from townoffice.desk import intake
from townoffice.desk.books import Book
from townoffice.desk.tables import print_table
from townoffice.feedback import Level


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return build_book(tmp_path_factory.mktemp("again") / "样本县.db")


@pytest.mark.parametrize(
    ("table", "unit", "kind"),
    [
        ("basic", None, "townships"),
        ("situation", None, "townships"),
        ("institution-list", None, "institutions"),
        ("institutions", "样城镇", "institutions"),
    ],
)
def test_a_printed_workbook_of_data_is_read_as_nothing_changed(
    book: Book, tmp_path: Path, table: str, unit: str | None, kind: str
) -> None:
    path = tmp_path / "表.xlsx"
    print_table(book, table, path, unit=unit)
    found = intake.preview(book, path, kind=None)
    assert found.kind == kind
    assert found.unchanged
    assert (found.added, found.changed, found.left_out) == ((), (), ())
    assert [p for p in found.problems if p.level is not Level.NOTE] == []
