"""A clerk's files, and a book they have been read into."""

from pathlib import Path

from tests.sheets import forms
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.feedback import Level
from townoffice.records import County, Preview

COUNTY = County("测试县", "999901")


def opened(folder: Path) -> Book:
    """Make a book without a unit."""
    return Book.create(folder / "book.db", COUNTY)


def fill(book: Book, folder: Path) -> Book:
    """Read the first file into a book."""
    path = forms.xlsx(folder / "首次.xlsx", [forms.HEADER, *forms.UNITS])
    intake.commit(book, intake.preview(book, path, year=2024))
    return book


def counts(found: Preview) -> tuple[int, int, int, int]:
    return len(found.added), len(found.changed), len(found.unchanged), len(found.missing)


def cells(found: Preview, level: Level) -> list[str]:
    return [problem.cell for problem in found.problems_at(level)]


def form(tmp_path: Path, *rows: tuple[forms.Out, ...], name: str = "表.xlsx") -> Path:
    return forms.xlsx(tmp_path / name, rows)
