"""Opening the file itself: what it is, whether it is free, and the connection that keeps it.

A book for writing is locked at once and for good: ``locking_mode=EXCLUSIVE``, then an empty
``BEGIN EXCLUSIVE; COMMIT`` before anything is read; two programs that had only read would lock each
other out of writing. Rollback journal, never WAL (SQLite before 3.51.3 can corrupt a book there,
and the ``-wal`` file is left behind on the way to a USB stick), ``synchronous=EXTRA``.

A book for reading keeps the shared lock for as long as it is open, so that what it said of its
version stays true; readers do not disturb each other.

The first 100 bytes are read by ourselves and tell a book from any other file without waking SQLite.
On POSIX, closing a file drops all locks this process has on it, so a file this process holds is
refused before its bytes are touched.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from townoffice.book import schema
from townoffice.book.claim import claim, disclaim, holder
from townoffice.book.refusals import RESTORE_HINT, primary_code, reading, refusals
from townoffice.book.shelf import newest_backup
from townoffice.feedback import BookDamaged, BookInUse, BookTooNew, CannotRead, CannotWrite

WAIT = 0.2
"""Seconds to wait for a lock: a virus scanner lets go sooner, a colleague does not."""

_held: set[tuple[int, int]] = set()


@dataclass(slots=True)
class Hold:
    """One open book file; ``layout`` is the number it was found with."""

    path: Path
    connection: sa.Connection
    raw: sqlite3.Connection
    read_only: bool
    layout: int
    identity: tuple[int, int]

    def release(self) -> None:
        """Let the file go; the note beside it disappears first. Twice does no harm."""
        if self.connection.closed:
            return
        if not self.read_only:
            disclaim(self.path)
        self.connection.close()
        self.raw.close()
        _held.discard(self.identity)


def take(path: Path, *, read_only: bool) -> Hold:
    """Open the book at ``path`` (absolute, links resolved), or say in words why not."""
    identity = _identity(path)
    if identity in _held:
        raise BookInUse("台账已在本程序中打开", where=str(path), hint="请先关闭已打开的这一本")
    layout, wal = _header(path)
    if wal and read_only:
        raise CannotRead(
            "台账被别的软件改成了 WAL 模式，不能只读打开",
            where=str(path),
            hint="请先以可写方式打开一次，本程序会把它改回来",
        )
    return _take(path, identity, layout, read_only=read_only)


def found(path: Path) -> Hold:
    """Create an empty file at ``path`` and hold it; nothing that exists is ever written over."""
    try:
        path.open("xb").close()
    except FileExistsError:
        raise CannotWrite(
            "已有同名的文件或文件夹，没有覆盖", where=str(path), hint="请换一个文件名"
        ) from None
    except FileNotFoundError:
        raise CannotWrite(
            "文件夹不存在", where=str(path.parent), hint="请先建好文件夹，或换一个位置"
        ) from None
    except OSError as error:
        raise CannotWrite(
            "不能在这里建立文件", where=str(path.parent), hint="请检查文件夹的权限，或换一个位置"
        ) from error
    try:
        return _take(path, _identity(path), schema.SCHEMA, read_only=False)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _take(path: Path, identity: tuple[int, int], layout: int, *, read_only: bool) -> Hold:
    with refusals(path):
        raw = sqlite3.connect(
            f"{path.as_uri()}?mode={'ro' if read_only else 'rw'}",
            uri=True,
            timeout=WAIT,
            isolation_level=None,
        )
    _held.add(identity)
    try:
        with reading(path):
            _lock(raw, path, read_only=read_only)
        if not read_only:
            claim(path)
        with reading(path):
            _settle(raw)
        _measure(raw, path)
        connection = _through_core(raw)
    except BaseException:
        raw.close()
        _held.discard(identity)
        raise
    return Hold(path, connection, raw, read_only, layout, identity)


def _identity(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except FileNotFoundError:
        raise CannotRead("没有这个台账文件", where=str(path), hint="请检查文件名和位置") from None
    except OSError as error:
        raise _unreadable(path) from error
    if path.is_dir():
        raise CannotRead(
            "这是一个文件夹，不是台账文件", where=str(path), hint="请选择文件夹里的台账文件"
        )
    return stat.st_dev, stat.st_ino


def _unreadable(path: Path) -> CannotRead:
    return CannotRead("台账文件读不出来", where=str(path), hint="请检查文件和文件夹的权限")


def _header(path: Path) -> tuple[int, bool]:
    """Read the number of the layout and whether the file is in WAL mode."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise _unreadable(path) from error
    if not head:
        raise BookDamaged("文件是空的，不是台账", where=str(path), hint=RESTORE_HINT)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise BookDamaged(
            "这不是台账文件，或文件头已损坏",
            where=str(path),
            hint="请选择本程序建立的台账；若确是台账，请从备份恢复",
        )
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION:
        raise BookDamaged(
            "这是别的软件的数据库，不是台账", where=str(path), hint="请选择本程序建立的台账"
        )
    layout = int.from_bytes(head[60:64], "big")
    if layout > schema.SCHEMA:
        raise BookTooNew(
            f"台账由更新版本的程序写成（格式 {layout}，本程序只认到 {schema.SCHEMA}）",
            where=str(path),
            hint="请升级本程序后再打开",
        )
    return layout, 2 in head[18:20]


def _lock(raw: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    try:
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        if read_only:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        else:
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")
    except sqlite3.Error as error:
        if primary_code(error) == sqlite3.SQLITE_BUSY:
            raise _in_use(path) from error
        if read_only and primary_code(error) in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
            raise CannotRead(
                "上一次使用时中途断开，要先收尾才能只读打开",
                where=str(path),
                hint="请先以可写方式打开一次（打开时自动恢复到断开前的样子）",
            ) from error
        raise


def _in_use(path: Path) -> BookInUse:
    who = holder(path)
    backup = newest_backup(path)
    hint = "请等对方关闭后再打开"
    if backup is not None:
        hint += f"；急用时可以只读方式打开最新的备份 {backup}"
    return BookInUse(
        f"台账正被使用：{who}" if who else "台账正被另一个程序使用（可能是只读打开，没有留名）",
        where=str(path),
        hint=hint,
    )


def _settle(raw: sqlite3.Connection) -> None:
    """Set what holds for this connection; a book in WAL mode is switched back."""
    raw.execute("PRAGMA journal_mode=DELETE")
    for pragma in (
        "synchronous=EXTRA",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # REPLACE would otherwise delete rows unseen by the journal
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "temp_store=MEMORY",
        "cache_size=-64000",  # KiB; an import of a whole province then spills nothing early
    ):
        raw.execute(f"PRAGMA {pragma}")


def _measure(raw: sqlite3.Connection, path: Path) -> None:
    """Refuse a file cut short; SQLite takes half a last page for a whole one."""
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size < pages * size:
        raise BookDamaged("台账文件不完整，末尾缺了一段", where=str(path), hint=RESTORE_HINT)


def _through_core(raw: sqlite3.Connection) -> sa.Connection:
    """Hand the locked connection to SQLAlchemy; BEGIN and COMMIT stay in the journal's hands."""
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        creator=lambda: raw,
        poolclass=sa.StaticPool,
        isolation_level="AUTOCOMMIT",
    )
    return engine.connect()
