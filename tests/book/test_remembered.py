"""What the county remembers of its forms, and imports with their acts, in new and older books."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.book import samples
from townoffice.book import Book, schema
from townoffice.feedback import CannotWrite
from townoffice.records import ImportLog, Remembered, SaidOf, Setting

OLD = Path(__file__).parent / "layout_2.sql"
"""A book of the second layout: eight units, one import, made by the program of its day."""
COLUMN = Remembered("ab" * 32, 2, SaidOf.FIELD, "3", "gdp", "产值")


def log(name: str = "云岭.xlsx") -> ImportLog:
    return ImportLog(name, "cd" * 32, "townships", 2025, 1, 2, 3, 4, "Sheet1", 5)


def test_what_is_remembered_is_written_changed_removed_and_undone(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        with book.change("记住") as writer:
            writer.add(COLUMN)
        [held] = book.remembered()
        assert (held.part, held.value, held.words) == (SaidOf.FIELD, "gdp", "产值")
        with book.change("忘掉") as writer:
            writer.remove(held)
        assert book.remembered() == ()
        book.undo()
        assert [row.value for row in book.remembered()] == ["gdp"]
        book.undo()
        assert book.remembered() == ()
        assert book.verify() == ()


def test_one_thing_is_remembered_once(tmp_path: Path) -> None:
    with (
        samples.new_book(tmp_path / "b.db", 1) as book,
        pytest.raises(CannotWrite),
        book.change("记住") as writer,
    ):
        writer.add_all([COLUMN, COLUMN])


def test_an_import_is_found_with_the_act_that_made_it(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        with book.change("导入 1 个乡镇") as writer:
            made = writer.add(log())
        with book.change("别的") as writer:
            writer.add(Setting("marking", "内部资料"))
        with book.change("又导入") as writer:
            later = writer.add(log("再.xlsx"))
        assert {n: act.change_id for n, act in book.import_acts().items()} == {made: 2, later: 4}
        assert [(one.sheet, one.left_out) for one in book.imports()] == [("Sheet1", 5)] * 2
        book.undo()
        assert list(book.import_acts()) == [made]
        book.redo()
        again = book.import_acts()[later]
        assert (again.change_id, again.label, again.undone) == (4, "又导入", False)


def test_a_book_of_the_second_layout_is_upgraded_and_its_import_undone(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(OLD.read_text(encoding="utf-8"))
    with Book.open(path) as book:
        assert book.history(1)[0].label == f"升级台账格式：2 → {schema.SCHEMA}"
        assert book.verify() == ()
        [held] = book.imports()
        assert (held.changed, held.sheet, held.left_out) == (4, None, None)
        assert held.id is not None
        assert book.import_acts()[held.id].change_id == 2
        assert book.remembered() == ()
        with book.change("记住") as writer:
            writer.add(COLUMN)
        book.undo()
        book.undo()
        assert book.imports() == ()
        book.redo()
        assert [log.file_name for log in book.imports()] == [held.file_name]
        assert book.verify() == ()
