"""Backups are books, verified; restoring is drilled here."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.book import samples
from townoffice.book import Book, backups, newest_backup, restore
from townoffice.book.hold import Hold
from townoffice.book.shelf import folder_of, may_go, name_for, shelf
from townoffice.feedback import BookDamaged, CannotRead, CannotWrite


def test_backup_and_restore_drill(tmp_path: Path) -> None:
    path = tmp_path / "县.db"
    with samples.new_book(path, 3) as book:
        kept, head = samples.everything(book), book.head
        backup = book.backup()
        assert backup.parent == tmp_path / "县.db.backups"
        assert re.fullmatch(r"\d{8}T\d{6}\.\d{6}Z-000001\.db", backup.name)
        with book.change("改") as writer:
            writer.add(samples.unit(9))
        later = samples.everything(book)
    restore(backup, path)
    with Book.open(path) as book:
        assert (samples.everything(book), book.head, book.version) == (kept, head, 1)
        assert book.verify() == ()
        book.undo()
    replaced = newest_backup(path)
    assert replaced is not None
    assert replaced != backup
    with Book.open(replaced, read_only=True) as book:
        assert samples.everything(book) == later
    assert sorted(item.name for item in tmp_path.iterdir()) == ["县.db", "县.db.backups"]


def test_restoring_where_no_book_is(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 3) as book:
        backup, kept = book.backup(tmp_path), samples.everything(book)
    restore(backup, tmp_path / "new.db")
    with Book.open(tmp_path / "new.db") as book:
        assert samples.everything(book) == kept


@pytest.mark.parametrize("harm", ["header", "middle", "short"])
def test_a_damaged_book_is_put_aside_and_replaced(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 300) as book:
        backup, kept = book.backup(), samples.everything(book)
    content = bytearray(path.read_bytes())
    if harm == "header":
        content[:16] = b"\xff" * 16
    elif harm == "middle":
        content[4096:8192] = b"\xff" * 4096
    else:
        del content[len(content) // 2 :]
    path.write_bytes(content)
    path.with_name("b.db-journal").write_bytes(b"left over")
    with pytest.raises(BookDamaged):
        Book.open(path)
    restore(backup, path)
    with Book.open(path) as book:
        assert samples.everything(book) == kept
        assert book.verify() == ()
    aside = [item for item in folder_of(path).iterdir() if "damaged" in item.name]
    assert content in [bytearray(item.read_bytes()) for item in aside]
    assert newest_backup(path) == backup


def test_a_bad_backup_is_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 3) as book:
        backup, kept = book.backup(), samples.everything(book)
    samples.tamper(backup, "UPDATE post_facts SET count = 0")
    content = path.read_bytes()
    with pytest.raises(BookDamaged, match="这份备份本身有问题"):
        restore(backup, path)
    with pytest.raises(CannotRead, match="没有这个台账文件"):
        restore(tmp_path / "none.db", path)
    assert path.read_bytes() == content
    with Book.open(path) as book:
        assert samples.everything(book) == kept


def test_a_backup_that_does_not_agree_gets_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(hold: Hold, target: Path) -> None:
        genuine(hold, target)
        samples.tamper(target, "DELETE FROM post_facts WHERE id = 1")

    genuine = backups.copy_through
    monkeypatch.setattr(backups, "copy_through", lossy)
    with samples.new_book(tmp_path / "b.db", 3) as book:
        with pytest.raises(CannotRead, match="核对不符"):
            book.backup()
        assert list(folder_of(book.path).iterdir()) == []


def test_a_backup_folder_that_is_not_there(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        stick = tmp_path / "U盘"
        with pytest.raises(CannotWrite, match="备份文件夹不存在"):
            book.backup(stick)
        assert not stick.exists()


def test_a_full_disk_leaves_no_half_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_hold: Hold, target: Path) -> None:
        target.write_bytes(b"half")
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(backups, "copy_through", full)
    full_disk = pytest.raises(CannotWrite, match="磁盘空间不足")
    with samples.new_book(tmp_path / "b.db", 1) as book, full_disk:
        book.backup(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["b.db"]


def test_thinning_keeps_the_newest_and_one_a_day_and_one_a_week(tmp_path: Path) -> None:
    start = datetime(2026, 11, 22, 18, tzinfo=UTC)
    made = [
        tmp_path / name_for(start - timedelta(days=day, hours=hour), 1000 - day)
        for day in range(120)
        for hour in range(0, 18, 6)
    ]
    gone = set(may_go(made))
    kept = sorted(set(made) - gone, reverse=True)
    assert kept[:12] == made[:12]
    days = {path.name[:8] for path in kept}
    assert {f"{start - timedelta(days=day):%Y%m%d}" for day in range(10)} <= days
    weeks = {f"{datetime.strptime(path.name[:8] + 'Z', '%Y%m%d%z'):%G%V}" for path in kept}
    assert len(weeks) >= 9
    assert len(kept) <= 12 + 10 + 9
    assert not may_go(kept)


def test_the_books_own_folder_is_thinned(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        for _ in range(14):
            newest = book.backup()
        left = shelf(folder_of(book.path))
        assert len(left) == 12
        assert left[0] == newest == newest_backup(book.path)
    assert newest_backup(tmp_path / "other.db") is None
