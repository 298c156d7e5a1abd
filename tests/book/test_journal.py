"""The write door, the journal and its chain."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlalchemy.exc

from tests.book import samples
from townoffice.book import Book, schema
from townoffice.book.triggers import WIDEST
from townoffice.feedback import BookDamaged


def test_an_exception_rolls_the_change_back(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 2) as book:
        before, head = samples.everything(book), book.head
        writers = []

        def interrupted() -> None:
            with book.change("中断") as writer:
                writers.append(writer)
                writer.add(samples.unit(7))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        writer = writers[0]
        assert (samples.everything(book), book.head, book.version) == (before, head, 1)
        assert writer.changes is None
        with pytest.raises(RuntimeError, match="over"):
            writer.add(samples.unit(8))


def test_a_change_without_rows_leaves_no_trace(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        head = book.head
        with book.change("什么也没做") as writer:
            pass
        assert writer.changes is not None
        assert (writer.changes.change_id, writer.changes.nouns) == (1, frozenset())
        assert (book.version, book.head, len(book.history())) == (1, head, 1)


def test_history_tells_who_when_and_how_much(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 3) as book:
        with book.change("改名") as writer:
            writer.update(replace(book.townships()[0], name="新镇"))
        newest, first = book.history()
        assert (newest.label, newest.rows, newest.digest) == ("改名", 1, book.head)
        assert (first.label, first.rows, first.undoes, first.undone) == ("导入", 9, None, False)
        assert "@" in first.who
        assert first.at <= newest.at
        assert book.history(1) == (newest,)
        assert writer.changes is not None
        assert writer.changes.nouns == {"townships"}


def test_a_write_outside_a_change_is_refused_by_the_database(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        before = samples.everything(book)
        for statement in (
            "UPDATE townships SET name = '甲'",
            "DELETE FROM post_facts",
            "INSERT INTO own_packs (row_version, pack_id, text) VALUES (1, 'a', 'b')",
            "INSERT OR REPLACE INTO indicators SELECT * FROM indicators",
            "UPDATE journal SET after = '{}'",
            "DELETE FROM journal",
            "UPDATE changes SET label = ''",
            "DELETE FROM changes",
            "UPDATE county SET name = '乙县'",
        ):
            with pytest.raises(sqlalchemy.exc.IntegrityError):
                book._connection.exec_driver_sql(statement)
        assert samples.everything(book) == before
        assert book.verify() == ()


def test_replacing_a_row_inside_a_change_is_journaled_twice(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        with book._entry("替换") as entry:
            book._connection.exec_driver_sql("REPLACE INTO post_facts SELECT * FROM post_facts")
        assert entry.changes is not None
        assert book.history(1)[0].rows == 2
        assert book.verify() == ()


def test_every_table_can_be_journaled() -> None:
    assert all(len(table.c) <= WIDEST for table in schema.JOURNALED)
    apart = {"county", "changes", "journal"}
    assert {table.name for table in schema.JOURNALED} == schema.metadata.tables.keys() - apart
    for table in schema.metadata.tables.values():
        assert list(table.c.keys())[:2] == ["id", "row_version"]
        assert not any(isinstance(column.type, sa.Float) for column in table.c)


def test_two_books_of_one_county_have_different_heads(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "a.db") as one, samples.new_book(tmp_path / "b.db") as two:
        assert len(one.head) == len(two.head) == 64
        assert one.head != two.head
        assert one.version == two.version == 0


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE post_facts SET count = 41 WHERE id = 1", "内容"),
        ("DELETE FROM post_facts WHERE id = 1", "内容"),
        ("INSERT INTO own_packs (row_version, pack_id, text) VALUES (1, 'a', 'b')", "内容"),
        ("UPDATE county SET name = '乙县'", "县"),
        ("UPDATE changes SET who = 'nobody@nowhere' WHERE id = 1", "第 1 号"),
        ("UPDATE changes SET at = '2020-01-01T00:00:00+00:00' WHERE id = 2", "第 2 号"),
        ("DELETE FROM changes WHERE id = 1", "第 2 号"),
        ("DELETE FROM changes WHERE id = 2", "内容"),
        ("DELETE FROM county", "丢失"),
        ("DROP TABLE own_packs", "残缺"),
    ],
)
def test_what_another_program_wrote_is_found_on_opening(
    tmp_path: Path, statement: str, word: str
) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2) as book, book.change("改名") as writer:
        writer.update(replace(book.townships()[0], name="新镇"))
    samples.tamper(path, statement)
    for read_only in (False, True):
        with pytest.raises(BookDamaged, match=word):
            Book.open(path, read_only=read_only)


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE journal SET after = replace(after, '第1镇', '第9镇') WHERE id = 1", "有一行"),
        ("UPDATE journal SET row_id = 5 WHERE id = 1", "有一行"),
        ("DELETE FROM journal WHERE id = 2", "增减"),
        ("DELETE FROM journal", "丢失"),
    ],
)
def test_a_rewritten_journal_is_found_by_verify(tmp_path: Path, statement: str, word: str) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2):
        pass
    samples.tamper(path, statement)
    with Book.open(path) as book:
        problems = book.verify()
    assert any(word in problem.what for problem in problems)


def test_forgetting_contents_and_salt_keeps_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2):
        pass
    samples.tamper(path, "UPDATE journal SET before = NULL, after = NULL, salt = NULL WHERE id = 1")
    with Book.open(path) as book:
        assert book.verify() == ()


def test_another_thread_is_a_bug(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        caught: list[BaseException] = []

        def work() -> None:
            for act in (book.townships, book.undo, book.verify, book.close):
                try:
                    act()
                except RuntimeError as error:
                    caught.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert len(caught) == 4
        assert len(book.townships()) == 1


def test_closing_twice_does_no_harm_and_a_closed_book_is_of_no_use(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "b.db", samples.COUNTY)
    book.close()
    book.close()
    with pytest.raises(RuntimeError, match="closed"):
        book.townships()
    assert [item.name for item in tmp_path.iterdir()] == ["b.db"]


def test_a_change_within_a_change_is_a_bug(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        with book.change("外") as writer:
            writer.add(samples.unit(5))
            with pytest.raises(RuntimeError, match="open already"), book.change("内"):
                pass
        assert len(book.townships()) == 2


def test_the_file_is_kept_as_the_plan_says(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 1) as book:
        said = {
            name: book._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "locking_mode", "foreign_keys")
        }
        assert said == {
            "journal_mode": "delete",
            "synchronous": 3,
            "locking_mode": "exclusive",
            "foreign_keys": 1,
        }
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA,)
        assert plain.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)
        kinds = plain.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        assert kinds.fetchone() == (0,)
