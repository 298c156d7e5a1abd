"""The window against a bare one, and with the whole nation in the book."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import time

from sample_db.make import build_book
from tests.bench.nation import WHOLE, indicators, townships
from townoffice.desk.books import new_book
from townoffice.records import Category, Measure, PostFact

TURNS = 5
YEAR = 2024
COUNTY = 40
"""Units of a county whose slider is moved."""
FRAME = 1000 / 60
"""Milliseconds of one frame of the usual screen."""


def report(turns: int = TURNS, count: int = WHOLE) -> Iterator[str]:
    """Give the lines of all tables."""
    with TemporaryDirectory() as folder:
        yield from starting(Path(folder), turns)
        yield ""
        yield from slider(Path(folder), COUNTY)
        yield ""
        yield from nation(Path(folder), count)


def starting(folder: Path, turns: int) -> Iterator[str]:
    """From the start of the process to the first paint of the frame and of the sample's table."""
    book = folder / "样本县.db"
    build_book(book).close()
    pairs = [
        (moments(folder, "bare"), moments(folder, "office", str(book))) for _ in range(turns + 1)
    ][1:]
    bare = median(one["frame"] for one, _ in pairs)
    yield "窗口 window: from starting the process to painted ÷ a bare PySide6 window"
    yield f"{'painted':>10} {'ratio':>7} {'ms':>7} {'bare ms':>8}"
    for moment in ("frame", "table"):
        ratio = median(other[moment] / one["frame"] for one, other in pairs)
        took = median(other[moment] for _, other in pairs)
        yield f"{moment:>10} {ratio:>7.2f} {took * 1e3:>7.0f} {bare * 1e3:>8.0f}"


def nation(folder: Path, count: int) -> Iterator[str]:
    """The 乡镇街道 page at 1920 × 1080 with ``count`` units in the book."""
    book = folder / "nation.db"
    write_nation(book, count)
    found = figures_of("nationwide", folder, book)
    yield f"乡镇街道 page at 1920 × 1080 with {count} units, milliseconds until painted"
    yield f"{'open':>8} {'sort 数':>7} {'sort 字':>7} {'filter':>8} {'pinyin':>8} {'clear':>8}"
    names = ("open", "sort_number", "sort_text", "filter", "pinyin", "clear")
    yield " ".join(f"{found[name]:>8}" for name in names)
    yield (
        f"longest turn of the event loop {found['turn']} ms; scrolling {found['fps']} frames/s;"
        f" {found['rss']} MB resident"
    )


def slider(folder: Path, count: int) -> Iterator[str]:
    """A choice on 编制测算 with ``count`` units: calculated, table and pictures painted."""
    book = folder / "county.db"
    write_nation(book, count)
    found = figures_of("slider", folder, book)
    held = "within" if float(found["slider"]) <= FRAME else "longer than"
    yield f"编制测算: a slider on {count} units, until table and pictures are painted"
    yield (
        f"median {found['slider']} ms, longest {found['slider_most']} ms:"
        f" {held} one frame of {FRAME:.1f} ms"
    )


def figures_of(module: str, folder: Path, book: Path) -> Mapping[str, str]:
    """Run one measurement in a process of its own and give what it printed, by name."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", str(book)],
        env=environment(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split() for line in done.stdout.splitlines())


def write_nation(path: Path, count: int) -> None:
    """Write a book of so many units with indicators and posts, and the policies to classify by."""
    units = townships(count)
    with new_book(path, "样本县", "999902") as book:
        with book.change("导入") as writer:
            writer.add_all([replace(unit, id=None) for unit in units])
        ids = [unit.id or 0 for unit in book.townships()]
        figures = indicators(units, YEAR)
        with book.change("导入") as writer:
            writer.add_all(
                [replace(row, township_id=n) for row, n in zip(figures, ids, strict=True)]
            )
            for measure, posts in ((Measure.AUTHORIZED, 26), (Measure.ACTUAL, 25)):
                writer.add_all(
                    [PostFact(n, Category.ADMIN, measure, posts, date(YEAR, 1, 1)) for n in ids]
                )


def moments(folder: Path, *words: str) -> Mapping[str, float]:
    """Start a window and give the seconds until each moment it marks."""
    start = time()
    found: dict[str, float] = {}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.painting", *words],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            moment, at = line.split()
            found[moment] = float(at) - start
    assert process.returncode == 0, words
    return found


def environment(folder: Path) -> dict[str, str]:
    """Give an environment in which nothing of the user's is read or written."""
    homes = (
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "APPDATA",
        "LOCALAPPDATA",
    )
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", **dict.fromkeys(homes, str(folder))}
