"""The book's bulk writing and reading against plain sqlite3, and how they grow.

Plain sqlite3 writes the same columns in one transaction and reads them back into the same records;
what the book adds to it is the journal, the digests, the lock and the checks.
"""

import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.nation import WHOLE, indicators, townships
from tests.bench.turns import in_turns
from townoffice.book import Book
from townoffice.records import County, Indicators, Kind, Township

SIZES = (1_000, 10_000, WHOLE)
TURNS = 3
YEAR = 2024
COUNTY = County("样本县", "999902")

TABLES = """
create table township (id integer primary key, code text unique, name text, kind text);
create table indicators (
    id integer primary key, township_id integer references township, year integer,
    registered_population integer, resident_population integer, urban_population integer,
    area_km2 integer, gdp integer, fiscal_revenue integer, unique (township_id, year)
);
"""


def write_book(units: list[Township], figures: list[Indicators], paths: Iterator[Path]) -> None:
    """Write everything into a new book at the next path, one change for each noun."""
    with Book.create(next(paths), COUNTY) as book:
        with book.change("导入") as writer:
            writer.add_all([replace(unit, id=None) for unit in units])
        ids = [unit.id or 0 for unit in book.townships()]
        with book.change("导入") as writer:
            writer.add_all(
                [replace(row, township_id=n) for row, n in zip(figures, ids, strict=True)]
            )


def write_plain(units: list[Township], figures: list[Indicators], paths: Iterator[Path]) -> None:
    """Write the same with sqlite3 alone, figures as scaled integers."""
    with closing(sqlite3.connect(next(paths))) as connection, connection:
        connection.executescript(TABLES)
        connection.executemany(
            "insert into township values (?, ?, ?, ?)",
            [(unit.id, unit.code, unit.name, unit.kind) for unit in units],
        )
        connection.executemany(
            "insert into indicators values (null, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    row.township_id,
                    row.year,
                    row.registered_population,
                    row.resident_population,
                    row.urban_population,
                    int((row.area_km2 or 0) * 1_000_000),
                    int((row.gdp or 0) * 10_000),
                    int((row.fiscal_revenue or 0) * 10_000),
                )
                for row in figures
            ],
        )


def read_book(book: Book) -> tuple[tuple[Township, ...], tuple[Indicators, ...]]:
    """Read units and one year's indicators."""
    return book.townships(), book.indicators(YEAR)


def read_plain(path: Path) -> tuple[list[Township], list[Indicators]]:
    """Read the same into the same records with sqlite3 alone."""
    with closing(sqlite3.connect(path)) as connection:
        units = [
            Township(code, name, Kind(kind), id=n)
            for n, code, name, kind in connection.execute("select * from township order by code")
        ]
        figures = [
            Indicators(
                unit,
                year,
                registered,
                resident,
                urban,
                Decimal(area).scaleb(-6),
                Decimal(gdp).scaleb(-4),
                Decimal(fiscal).scaleb(-4),
                n,
            )
            for n, unit, year, registered, resident, urban, area, gdp, fiscal in connection.execute(
                "select * from indicators where year = ? order by township_id", (YEAR,)
            )
        ]
    return units, figures


def report(sizes: Sequence[int] = SIZES, turns: int = TURNS) -> Iterator[str]:
    """Give the lines of the table, one per size of county."""
    yield "账簿 book: journaled, locked, verified ÷ plain sqlite3, two records per unit"
    yield f"{'units':>8} {'write':>7} {'book ms':>9} {'plain ms':>9} {'read':>7} {'book ms':>9}"
    for count in sizes:
        units = townships(count)
        figures = indicators(units, YEAR)
        with TemporaryDirectory() as folder:
            fresh = (Path(folder) / f"{n}.db" for n in itertools.count())
            write = in_turns(
                partial(write_book, units, figures, fresh),
                partial(write_plain, units, figures, fresh),
                turns,
            )
            kept, plain = Path(folder) / "kept.db", Path(folder) / "plain.db"
            write_book(units, figures, iter([kept]))
            write_plain(units, figures, iter([plain]))
            with Book.open(kept) as book:
                read = in_turns(partial(read_book, book), partial(read_plain, plain), turns)
        yield (
            f"{count:>8} {write.times:>7.2f} {write.a * 1e3:>9.1f} {write.b * 1e3:>9.1f}"
            f" {read.times:>7.2f} {read.a * 1e3:>9.1f}"
        )
