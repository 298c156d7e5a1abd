"""Undo and redo: new changes, over a restart, exact, and never half."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.book import samples
from townoffice.book import Book
from townoffice.book.history import standing
from townoffice.feedback import UndoBlocked

ELSEWHERE = """
import sys
from pathlib import Path
from townoffice.book import Book

with Book.open(Path(sys.argv[1])) as book:
    done = getattr(book, sys.argv[2])()
    print(done.change_id, done.label, ",".join(sorted(done.nouns)))
"""


def elsewhere(path: Path, verb: str) -> str:
    """Undo or redo in another process and return what it said."""
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ELSEWHERE, path, verb],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    return said.stdout.strip()


def test_an_import_is_undone_and_redone_across_processes(tmp_path: Path) -> None:
    path = tmp_path / "县.db"
    with samples.new_book(path) as book:
        empty = samples.everything(book)
        samples.fill(book, 32, "导入 32 个乡镇")
        full = samples.everything(book)
    nouns = "indicators,post_facts,townships"
    assert elsewhere(path, "undo") == f"2 撤销：导入 32 个乡镇 {nouns}"
    with Book.open(path) as book:
        assert samples.everything(book) == empty
        assert book.next_undo() is None
        again = book.next_redo()
        assert again is not None
        assert (again.change_id, again.label, again.undone) == (1, "导入 32 个乡镇", True)
    assert elsewhere(path, "redo") == f"3 重做：导入 32 个乡镇 {nouns}"
    with Book.open(path) as book:
        assert samples.everything(book) == full
        assert book.next_redo() is None
        assert [act.undoes for act in book.history()] == [2, 1, None]
        assert [act.undone for act in book.history()] == [False, True, False]
        assert book.verify() == ()


def test_after_a_new_change_there_is_no_redo(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        with book.change("改名") as writer:
            writer.update(replace(book.townships()[0], name="甲镇"))
        book.undo()
        with book.change("另改") as writer:
            writer.update(replace(book.townships()[0], name="乙镇"))
        assert book.next_redo() is None
        with pytest.raises(UndoBlocked, match="没有可以重做的操作"):
            book.redo()
        book.undo()
        last = book.next_undo()
        assert last is not None
        assert last.label == "导入"
        book.undo()
        with pytest.raises(UndoBlocked, match="没有可以撤销的操作"):
            book.undo()
        assert book.verify() == ()


def test_an_undone_change_without_rows_keeps_the_redo(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        book.undo()
        with book.change("什么也没做"):
            pass
        assert book.redo().label == "重做：导入"


def test_a_change_that_swapped_two_codes_is_undone(tmp_path: Path) -> None:
    """Back through every state on the way: the net effect alone would break the unique code."""
    with samples.new_book(tmp_path / "b.db", 2) as book:
        before = book.townships()
        one, two = before
        with book.change("对调代码") as writer:
            writer.update(replace(one, code="999901999"))
            writer.update(replace(two, code=one.code))
            moved = next(town for town in book.townships() if town.id == one.id)
            writer.update(replace(moved, code=two.code))
        book.undo()
        assert book.townships() == before
        book.redo()
        assert [town.id for town in book.townships()] == [two.id, one.id]


def test_a_row_that_came_and_went_in_one_change_is_no_matter(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        before = samples.everything(book)
        with book.change("加了又删") as writer:
            writer.add(samples.unit(8))
            writer.remove(book.townships()[-1])
        book.undo()
        book.redo()
        assert samples.everything(book) == before


def test_a_row_that_moved_on_blocks_the_undo_by_name(tmp_path: Path) -> None:
    """Only a journal that was rewritten with its chain can get there; nothing is half-undone."""
    with samples.new_book(tmp_path / "b.db", 3) as book:
        before, version = samples.everything(book), book.version
        connection = book._connection
        connection.exec_driver_sql("DROP TRIGGER keep_journal_update")
        connection.exec_driver_sql(
            "UPDATE journal SET after = replace(after, '32001', '32002')"
            " WHERE noun = 'indicators' AND row_id = 2"
        )
        with pytest.raises(UndoBlocked, match="指标「第2镇 2025年」后来又变动过"):
            book.undo()
        assert (samples.everything(book), book.version) == (before, version)


def test_columns_an_upgrade_added_do_not_block_an_undo(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 3) as book:
        connection = book._connection
        connection.exec_driver_sql("DROP TRIGGER keep_journal_update")
        connection.exec_driver_sql(
            "UPDATE journal SET after = json_remove(after, '$.doc_no') WHERE noun = 'townships'"
        )
        book.undo()
        assert book.townships() == ()


def test_five_thousand_rows_are_undone(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db") as book:
        samples.fill(book, 2_000)
        full = samples.everything(book)
        book.undo()
        assert book.townships() == ()
        book.redo()
        assert samples.everything(book) == full


def test_standing_of_a_long_story() -> None:
    """1 and 2 made, 2 undone, redone, undone; then 6 made: 2 is gone for good."""
    now = standing([(1, None), (2, None), (3, 2), (4, 3), (5, 4)])
    assert (now.done, now.undone, now.void) == ([1], [5], {2, 4})
    assert now.original(5) == 2
    now = standing([(1, None), (2, None), (3, 2), (4, 3), (5, 4), (6, None)])
    assert (now.done, now.undone) == ([1, 6], [])
