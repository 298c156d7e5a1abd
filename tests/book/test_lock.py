"""Two programs and one book."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.book import samples
from townoffice.book import Book, newest_backup, restore
from townoffice.book.claim import note_of, who
from townoffice.feedback import BookInUse

HOLDER = """
import sys
from pathlib import Path
from townoffice.book import Book

with Book.open(Path(sys.argv[1]), read_only=sys.argv[2] == "ro"):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(path: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    """Let another program hold the book."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path, mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        yield program


def test_the_second_program_is_told_who_since_when_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "县.db"
    with samples.new_book(path, 2) as book:
        backup = book.backup()
        before = samples.everything(book)
    with held(path, "rw"):
        for read_only in (False, True):
            with pytest.raises(BookInUse) as caught:
                Book.open(path, read_only=read_only)
            assert f"台账正被使用：{who()} 自 20" in caught.value.what
            assert str(backup) in caught.value.hint
        with pytest.raises(BookInUse):
            restore(backup, path)
        assert newest_backup(path) == backup
        with Book.open(backup, read_only=True) as copy:
            assert samples.everything(copy) == before
    with Book.open(path) as book:
        assert samples.everything(book) == before
    assert not note_of(path).exists()


def test_a_killed_program_leaves_the_book_free(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2):
        pass
    with held(path, "rw") as program:
        program.kill()
        program.wait(timeout=30)
        assert note_of(path).exists()
        with Book.open(path) as book:
            assert len(book.townships()) == 2
    assert not note_of(path).exists()


def test_readers_do_not_disturb_each_other_but_keep_a_writer_out(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2):
        pass
    with held(path, "ro"):
        with Book.open(path, read_only=True) as book:
            assert len(book.townships()) == 2
        with pytest.raises(BookInUse, match="可能是只读打开"):
            Book.open(path)
        assert not note_of(path).exists()


def test_one_program_opens_a_book_once(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    link = tmp_path / "link.db"
    with samples.new_book(path, 1) as book:
        link.symlink_to(path)
        for again in (path, link):
            with pytest.raises(BookInUse, match="已在本程序中打开"):
                Book.open(again, read_only=True)
        with book.change("仍可写") as writer:
            writer.add(samples.unit(2))
    Book.open(path).close()
