"""The folder of backups beside a book: names, the newest one, and which may go. No database here.

A name is the time (UTC, to the microsecond) and the number of the last change, so names sort as
they were made: ``20261122T153743.123456Z-000012.db``. Only a verified backup ever bears such a
name; while it is made it ends in ``.part``.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

_NAME = re.compile(r"(\d{8}T\d{6}\.\d{6})Z-\d{6,}\.db")
_TIME = "%Y%m%dT%H%M%S.%f"
NEWEST, DAYS, WEEKS = 12, 10, 9


def folder_of(path: Path) -> Path:
    """Find the folder of a book's own backups."""
    return path.with_name(path.name + ".backups")


def name_for(at: datetime, version: int) -> str:
    """Name a backup made at that time (UTC) of a book with that many changes."""
    return f"{at.strftime(_TIME)}Z-{version:06d}.db"


def shelf(folder: Path) -> tuple[Path, ...]:
    """List the backups in a folder, newest first; other files are none of ours."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((p for p in folder.iterdir() if _NAME.fullmatch(p.name)), reverse=True))


def newest_backup(path: Path) -> Path | None:
    """Find the newest verified backup of the book at ``path``; None where there is none."""
    return next(iter(shelf(folder_of(path.resolve()))), None)


def may_go(backups: Iterable[Path]) -> tuple[Path, ...]:
    """Choose the backups no longer needed.

    Kept are the 12 newest, the newest of each of the last 10 days and of each of the last 9 weeks
    that have one.
    """
    ordered = sorted(backups, reverse=True)
    kept = set(ordered[:NEWEST])
    kept |= _newest_per(ordered, lambda at: at.strftime("%Y%m%d"), DAYS)
    kept |= _newest_per(ordered, lambda at: at.strftime("%G%V"), WEEKS)
    return tuple(path for path in ordered if path not in kept)


def _newest_per(ordered: list[Path], period: Callable[[datetime], str], count: int) -> set[Path]:
    first: dict[str, Path] = {}
    for path in ordered:
        match = _NAME.fullmatch(path.name)
        if match:
            first.setdefault(period(_made(match[1])), path)
    return set(list(first.values())[:count])


def _made(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
