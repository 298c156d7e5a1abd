"""What is not a book, or may not be opened: one clear sentence, and nothing changed."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.book import samples
from townoffice.book import Book
from townoffice.feedback import (
    BookDamaged,
    BookTooNew,
    CannotRead,
    CannotWrite,
    OfficeError,
)


def refused(path: Path, kind: type[OfficeError], word: str) -> None:
    """Open both ways; each time the sentence names the place and what to do."""
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir()) if path.parent.exists() else []
    for read_only in (False, True):
        with pytest.raises(kind, match=word) as caught:
            Book.open(path, read_only=read_only)
        assert str(path) in caught.value.where
        assert caught.value.hint
    if before is not None:
        assert path.read_bytes() == before
    if beside:
        assert sorted(path.parent.iterdir()) == beside


def pages_of(book: Book) -> int:
    """How many pages the file has."""
    pages = book._connection.exec_driver_sql("PRAGMA page_count").scalar()
    assert isinstance(pages, int)
    return pages


@contextmanager
def as_nobody() -> Iterator[None]:
    """Work without root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder every user may enter; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, CannotRead, "这是一个文件夹")


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    refused(tmp_path / "没有.db", CannotRead, "没有这个台账文件")
    refused(tmp_path / "无此文件夹" / "没有.db", CannotRead, "没有这个台账文件")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "空.db"
    path.touch()
    refused(path, BookDamaged, "文件是空的")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + b"x" * 5000, "乡镇,人口\n".encode(), b"\0" * 99]
)
def test_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "表.db"
    path.write_bytes(content)
    refused(path, BookDamaged, "这不是台账文件")


def test_a_database_that_is_no_book(tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    samples.tamper(path, "CREATE TABLE townships (id INTEGER)", "PRAGMA user_version = 1")
    refused(path, BookDamaged, "别的软件的数据库")


def test_a_book_of_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "新.db"
    with samples.new_book(path):
        pass
    samples.tamper(path, "PRAGMA user_version = 99")
    refused(path, BookTooNew, "格式 99")


def test_a_book_in_wal_mode_is_switched_back(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2) as book:
        before = samples.everything(book)
    samples.tamper(path, "PRAGMA journal_mode = WAL")
    with pytest.raises(CannotRead, match="WAL"):
        Book.open(path, read_only=True)
    with Book.open(path) as book:
        assert samples.everything(book) == before
    assert path.read_bytes()[18:20] == b"\1\1"
    assert [item.name for item in tmp_path.iterdir()] == ["b.db"]
    Book.open(path, read_only=True).close()


def test_creating_writes_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "有.db"
    path.write_text("原来的内容", encoding="utf-8")
    with pytest.raises(CannotWrite, match="已有同名的文件"):
        Book.create(path, samples.COUNTY)
    with pytest.raises(CannotWrite, match="已有同名的文件"):
        Book.create(tmp_path, samples.COUNTY)
    assert path.read_text(encoding="utf-8") == "原来的内容"


def test_creating_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="文件夹不存在"):
        Book.create(tmp_path / "无" / "b.db", samples.COUNTY)
    assert list(tmp_path.iterdir()) == []


def test_a_book_read_only_takes_no_change(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2) as book:
        before = samples.everything(book)
    content = path.read_bytes()
    with Book.open(path, read_only=True) as book:
        assert book.read_only
        assert samples.everything(book) == before
        assert book.verify() == ()
        for act in (book.undo, book.change("改").__enter__):
            with pytest.raises(CannotWrite, match="只读"):
                act()
        assert [item.name for item in tmp_path.iterdir()] == ["b.db"]
    assert path.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights as POSIX has them")
def test_a_write_protected_file_may_be_opened_read_only(open_folder: Path) -> None:
    path = open_folder / "b.db"
    with samples.new_book(path, 1):
        pass
    path.chmod(0o444)
    with as_nobody():
        with pytest.raises(CannotWrite, match="以只读方式打开"):
            Book.open(path)
        with Book.open(path, read_only=True) as book:
            assert len(book.townships()) == 1


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights as POSIX has them")
def test_a_write_protected_folder_may_be_read_from(open_folder: Path) -> None:
    folder = open_folder / "只读"
    folder.mkdir()
    path = folder / "b.db"
    with samples.new_book(path, 1):
        pass
    path.chmod(0o666)
    folder.chmod(0o555)
    with as_nobody():
        with pytest.raises(CannotWrite, match=r"文件夹不能写入.*只读方式打开"):
            Book.open(path)
        with pytest.raises(CannotWrite, match="不能在这里建立文件"):
            Book.create(folder / "c.db", samples.COUNTY)
        with Book.open(path, read_only=True) as book:
            assert len(book.townships()) == 1
            with pytest.raises(CannotWrite, match="备份没有做成"):
                book.backup()
    folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights as POSIX has them")
def test_a_file_one_may_not_read(open_folder: Path) -> None:
    path = open_folder / "b.db"
    with samples.new_book(path, 1):
        pass
    path.chmod(0)
    with as_nobody(), pytest.raises(CannotRead, match="读不出来"):
        Book.open(path, read_only=True)
    path.chmod(0o644)


def test_a_full_disk_takes_nothing_and_says_so(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 5) as book:
        before, head = samples.everything(book), book.head
        pages = pages_of(book)
        for spare in (0, 1, 2, 5, 20):
            book._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + spare}")
            with pytest.raises(CannotWrite, match="磁盘空间不足"), book.change("导入") as writer:
                writer.add_all([samples.unit(number) for number in range(100, 900)])
            assert (samples.everything(book), book.head, book.version) == (before, head, 1)
        book._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        with book.change("导入") as writer:
            writer.add_all([samples.unit(number) for number in range(100, 900)])
        assert book.verify() == ()


def test_a_disk_that_fills_up_at_the_very_end_takes_nothing(tmp_path: Path) -> None:
    """A label just short of a page: sealing the change makes its row outgrow the page."""
    with samples.new_book(tmp_path / "b.db", 5) as book:
        before = samples.everything(book)

        def fill_to_the_brim() -> None:
            with book.change("改" * 1_300) as writer:
                writer.add(samples.unit(100))
                brim = f"PRAGMA max_page_count = {pages_of(book)}"
                book._connection.exec_driver_sql(brim)
            raise AssertionError("the change was kept")

        with pytest.raises(CannotWrite, match="磁盘空间不足"):
            fill_to_the_brim()
        assert samples.everything(book) == before
        assert book.verify() == ()


def test_a_hot_journal_is_played_back_only_by_a_writer(tmp_path: Path) -> None:
    path, copy = tmp_path / "b.db", tmp_path / "c.db"

    def cut_the_power(book: Book) -> None:
        with book.change("中断") as writer:
            writer.add_all([samples.unit(number) for number in range(100, 900)])
            for tail in ("", "-journal"):
                copy.with_name(copy.name + tail).write_bytes(
                    path.with_name(path.name + tail).read_bytes()
                )
            raise ZeroDivisionError

    with samples.new_book(path, 5) as book:
        before = samples.everything(book)
        book._connection.exec_driver_sql("PRAGMA cache_size = 5")
        with pytest.raises(ZeroDivisionError):
            cut_the_power(book)
    with pytest.raises(CannotRead, match="中途断开"):
        Book.open(copy, read_only=True)
    with Book.open(copy) as book:
        assert samples.everything(book) == before
        assert book.verify() == ()


def test_a_book_with_a_strange_name(tmp_path: Path) -> None:
    path = tmp_path / "云岭 100%?#&县.db"
    with samples.new_book(path, 1):
        pass
    with Book.open(path) as book:
        assert book.path == path
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM townships").fetchone() == (1,)
