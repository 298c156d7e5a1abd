"""The note beside an open book: who has it, where, since when. It only informs.

SQLite's lock decides whether a book is free; a note left by a killed program is simply written
over. That it cannot be written is a real refusal, though: SQLite needs the same folder for its
rollback journal.
"""

import getpass
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path

from townoffice.feedback import CannotWrite


def who() -> str:
    """Name the person at this machine: ``user@host``."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # no entry for this user id on the machine
        user = "未知用户"
    return f"{user}@{socket.gethostname()}"


def now() -> datetime:
    """Tell the time in UTC."""
    return datetime.now(UTC)


def note_of(path: Path) -> Path:
    """Find the place of a book's note."""
    return path.with_name(path.name + ".inuse")


def claim(path: Path) -> None:
    """Write the note; the lock is held already."""
    note = {"who": who(), "since": now().isoformat(timespec="seconds"), "pid": os.getpid()}
    try:
        note_of(path).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            "台账所在的文件夹不能写入",
            where=str(path.parent),
            hint="请把台账复制到可写的文件夹，或以只读方式打开",
        ) from error


def disclaim(path: Path) -> None:
    """Take the note away."""
    note_of(path).unlink(missing_ok=True)


def holder(path: Path) -> str:
    """Say who holds the book and since when, in words; empty where no note tells."""
    try:
        note = json.loads(note_of(path).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(note["since"]).astimezone()
        return f"{note['who']} 自 {since:%Y-%m-%d %H:%M} 起"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
