"""Backups and restoring. A backup is a book of its own: it can be opened, printed from, copied.

Made by SQLite's backup API from the connection that holds the lock, never by copying the file;
looked through afterwards (integrity, head of the chain, rows of every table) and only then given
its name. The book's own folder is thinned after each one.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import connect

import sqlalchemy as sa

from townoffice.book.checks import thorough
from townoffice.book.claim import now
from townoffice.book.hold import Hold, take
from townoffice.book.refusals import refusals
from townoffice.book.schema import changes
from townoffice.book.shelf import folder_of, may_go, name_for, shelf
from townoffice.feedback import BookDamaged, CannotRead, CannotWrite


def back_up(hold: Hold, folder: Path | None = None) -> Path:
    """Back up an open book; ``folder`` None: beside the book, thinned afterwards."""
    own = folder is None
    shelf_folder = folder_of(hold.path) if folder is None else folder.resolve()
    version, head = _tip(hold.connection)
    target = shelf_folder / name_for(now(), version)
    part = target.with_suffix(".part")
    try:
        if own:  # any other folder must be there: a stick that is not in must not be made up
            shelf_folder.mkdir(exist_ok=True)
        elif not shelf_folder.is_dir():
            raise CannotWrite(
                "备份没有做成，备份文件夹不存在",
                where=str(shelf_folder),
                hint="请检查U盘是否插好，或先建好文件夹",
            )
        with refusals(part):
            copy_through(hold, part)
        _look_through(part, (version, head), _counts(hold.connection))
        part.replace(target)
        sync_folder(shelf_folder)
        if own:
            for old in may_go(shelf(shelf_folder)):
                old.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(
            "备份没有做成，备份文件夹不能写入",
            where=str(shelf_folder),
            hint="请检查文件夹是否存在、可写、有足够空间",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def copy_through(hold: Hold, target: Path) -> None:
    """Copy an open book with SQLite's backup API; SQLite itself syncs the copy to the disk."""
    with closing(connect(target, isolation_level=None)) as copy:
        hold.raw.backup(copy)


def restore(backup: Path, path: Path) -> None:
    """Put a backup in the place of the book at ``path``.

    The backup is checked thoroughly first. The book being replaced is held meanwhile (refused while
    another program has it) and is itself backed up; one too damaged to open is put aside as it is,
    with whatever lies beside it. The new file is complete on the disk before it takes the place.
    """
    path = path.resolve()
    part = path.with_name(path.name + ".part")
    try:
        _checked_copy(backup.resolve(), part)
        old = _hold_old(path) if path.exists() else None
        try:
            if old is not None:
                back_up(old)
                if os.name == "nt":  # Windows replaces no open file, and lets nobody in between
                    old.release()
            part.replace(path)
            sync_folder(path.parent)
        finally:
            if old is not None:
                old.release()
    except OSError as error:
        raise CannotWrite(
            "没有恢复成，原台账未动",
            where=str(path),
            hint="请检查文件夹是否可写、有足够空间",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _checked_copy(backup: Path, part: Path) -> None:
    hold = take(backup, read_only=True)
    try:
        with refusals(backup):
            problems = thorough(hold.connection)
        if problems:
            raise BookDamaged(
                f"这份备份本身有问题（{problems[0].what}），没有恢复",
                where=str(backup),
                hint="请换一份备份",
            )
        part.unlink(missing_ok=True)
        with refusals(part):
            copy_through(hold, part)
    finally:
        hold.release()


def _hold_old(path: Path) -> Hold | None:
    """Hold the book to be replaced; None when it was too damaged to open and is put aside."""
    try:
        hold = take(path, read_only=False)
    except BookDamaged:
        _put_aside(path)
        return None
    try:
        with refusals(path):
            _tip(hold.connection)
            _counts(hold.connection)
    except BookDamaged:
        hold.release()
        _put_aside(path)
        return None
    return hold


def _put_aside(path: Path) -> None:
    """Keep a damaged book, and take away journals that would be played into the new file."""
    folder = folder_of(path)
    folder.mkdir(exist_ok=True)
    stem = f"{now():%Y%m%dT%H%M%S.%f}Z-damaged"
    for tail in ("", "-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + tail)
        if beside.exists():
            shutil.copy2(beside, folder / f"{stem}.db{tail}")
            if tail:
                beside.unlink()


def _look_through(part: Path, tip: tuple[int, str], counts: Mapping[str, int]) -> None:
    copy = take(part, read_only=True)
    try:
        with refusals(part):
            lines = copy.connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            sound = (
                lines == ["ok"]
                and _tip(copy.connection) == tip
                and _counts(copy.connection) == counts
            )
    finally:
        copy.release()
    if not sound:
        raise CannotRead(
            "备份写出后核对不符，已删除这份备份",
            where=str(part.parent),
            hint="请检查磁盘，换一个位置再备份；并用 verify 校验台账",
        )


def _tip(connection: sa.Connection) -> tuple[int, str]:
    """Read the chain's end as the file states it; works on a book of any layout."""
    query = sa.select(changes.c.id, changes.c.digest).order_by(changes.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (0, "") if row is None else (row.id, row.digest)


def _counts(connection: sa.Connection) -> dict[str, int]:
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
        for name in sa.inspect(connection).get_table_names()
    }


def sync_folder(folder: Path) -> None:
    """Make a new name last through a power cut, where the system has such a thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
