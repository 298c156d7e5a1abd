"""From a file to a committed book, against calamine and plain sqlite3 alone.

The workbook: every township of the nation, 41,352 rows × 12 columns, every cell filled, in two
forms. The form of the statistics bureau gives two records a row (unit, indicators), the form of
posts four (two posts more). Ours is preview and commit into a new book: the child with its limits,
the table found, the numbers checked, every line matched, the records written with their journal,
digests and COMMIT.

The peer reads the same file with calamine in this process and writes the values as they came with
one ``executemany`` into one table of 12 columns without a key or type: the least a program can do
that ends in a file. It does not find the table (the two lines to skip are told), checks nothing and
can take nothing back. The second peer writes the records the book stores, into as many tables with
their unique keys: the same rows in the database, without journal and digests.
"""

import itertools
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import python_calamine as calamine
import xlsxwriter

from tests.bench.book import COUNTY
from tests.bench.nation import WHOLE, indicators, townships
from tests.bench.stages import stages
from tests.bench.turns import in_turns, seconds
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.sheets.workbook import read_workbook

YEAR = 2024
TURNS = 3
FORM = 40
BLANK = 200_000
ABOVE = 2
"""Lines above the data: title and header."""

COMMON = (
    "序号",
    "区划代码",
    "名称",
    "类型",
    "户籍人口（人）",
    "常住人口（人）",
    "城镇人口（人）",
    "辖区面积（平方公里）",
    "地区生产总值（万元）",
    "财政收入（万元）",
)

TABLES = """
create table township (id integer primary key, code text unique, name text, kind text, class text);
create table indicators (
    id integer primary key, township_id integer references township, year integer,
    registered_population integer, resident_population integer, urban_population integer,
    area_km2 text, gdp text, fiscal_revenue text, unique (township_id, year)
);
create table post_facts (
    id integer primary key, township_id integer references township, category text, measure text,
    count integer, since text, unique (township_id, category, measure, since)
);
"""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name, its last two columns, and their values for the n-th unit."""

    name: str
    last: tuple[str, str]
    values: Callable[[int], tuple[int | str, int | str]]


FORMS = (
    Form("统计 figures", ("功能分类", "备注"), lambda n: ("一般镇", f"第{n + 1}号")),
    Form("编制 posts", ("行政编制核定数", "行政编制实有数"), lambda n: (20 + n % 17, 19 + n % 17)),
)


def write_workbook(path: Path, form: Form, count: int) -> None:
    """Write so many units into a workbook of one sheet."""
    units = townships(count)
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("乡镇情况")
        bordered = workbook.add_format({"border": 1})
        sheet.write_row(0, 0, [f"{YEAR}年乡镇基本情况表"])
        sheet.write_row(1, 0, [*COMMON, *form.last], bordered)
        for n, (unit, row) in enumerate(zip(units, indicators(units, YEAR), strict=True)):
            people = (row.registered_population, row.resident_population, row.urban_population)
            amounts = [float(value or 0) for value in (row.area_km2, row.gdp, row.fiscal_revenue)]
            values = (n + 1, unit.code, unit.name, unit.kind.value, *people, *amounts)
            sheet.write_row(ABOVE + n, 0, [*values, *form.values(n)])


def add_blank_rows(path: Path, made: Path, first: int, count: int) -> None:
    """Copy a workbook with so many blank bordered rows below its data."""
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{letter}{n}" s="1"/>' for letter in "ABCDEFGHIJKL")
        + "</row>"
        for n in range(first, first + count)
    )
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(name, part)


def import_into(book: Book, path: Path) -> None:
    """Preview and commit; the codes are those of the whole nation, so what is asked is accepted."""
    found = intake.preview(book, path)
    assert intake.commit(book, found, accept=True) is not None


def import_file(path: Path, fresh: Iterator[Path]) -> None:
    """Import the file into a new book."""
    with Book.create(next(fresh), COUNTY) as book:
        import_into(book, path)


def read_plain(path: Path) -> Sequence[Sequence[object]]:
    """Read the data lines with calamine alone."""
    sheet = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return sheet.to_python()[ABOVE:]


def import_plain(path: Path, fresh: Iterator[Path]) -> None:
    """Read with calamine and write one table of 12 columns."""
    rows = read_plain(path)
    with closing(sqlite3.connect(next(fresh))) as connection, connection:
        connection.execute("create table t (a, b, c, d, e, f, g, h, i, j, k, l)")
        connection.executemany("insert into t values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def import_records(path: Path, fresh: Iterator[Path], *, posts: bool) -> None:
    """Read with calamine and write the rows the book stores, one table for each noun."""
    rows = read_plain(path)
    day = date(YEAR, 12, 31).isoformat()
    with closing(sqlite3.connect(next(fresh))) as connection, connection:
        connection.executescript(TABLES)
        connection.executemany(
            "insert into township values (?, ?, ?, ?, ?)",
            [(row[0], row[1], row[2], row[3], None if posts else row[10]) for row in rows],
        )
        connection.executemany(
            "insert into indicators values (null, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(row[0], YEAR, *row[4:7], *map(str, row[7:10])) for row in rows],
        )
        for place, measure in ((10, "authorized"), (11, "actual")) if posts else ():
            connection.executemany(
                "insert into post_facts values (null, ?, 'admin', ?, ?, ?)",
                [(row[0], measure, row[place], day) for row in rows],
            )


def report(count: int = WHOLE, turns: int = TURNS, blank: int = BLANK) -> Iterator[str]:
    """Give the lines of the tables."""
    with TemporaryDirectory() as folder:
        yield from whole_nation(Path(folder), count, turns)
        yield ""
        yield from small_form(Path(folder), turns, blank)


def whole_nation(folder: Path, count: int, turns: int) -> Iterator[str]:
    """The import against its peers, where its time goes, and the way back."""
    yield f"导入 intake: {count} rows × 12 columns to a committed book ÷ calamine + plain sqlite3"
    yield f"{'form':>12} {'ours ms':>9} {'one table':>10} {'ms':>7} {'same records':>13} {'ms':>7}"
    fresh = (folder / f"{n}.db" for n in itertools.count())
    for form, posts in zip(FORMS, (False, True), strict=True):
        path = folder / f"{form.last[0]}.xlsx"
        write_workbook(path, form, count)
        ours = partial(import_file, path, fresh)
        plain = in_turns(ours, partial(import_plain, path, fresh), turns)
        records = in_turns(ours, partial(import_records, path, fresh, posts=posts), turns)
        yield (
            f"{form.name:>12} {plain.a * 1e3:>9.0f} {plain.times:>10.2f} {plain.b * 1e3:>7.0f}"
            f" {records.times:>13.2f} {records.b * 1e3:>7.0f}"
        )
    for form in FORMS:
        path = folder / f"{form.last[0]}.xlsx"
        yield from where_the_time_goes(form, path, next(fresh))


def where_the_time_goes(form: Form, path: Path, kept: Path) -> Iterator[str]:
    """One import by its stages, then undo, redo and opening."""
    with Book.create(kept, COUNTY) as book:
        with stages() as spent:
            import_into(book, path)
        undo, redo = seconds(book.undo), seconds(book.redo)
    opened = seconds(lambda: Book.open(kept).close())
    yield f"{form.name}, one import by its stages, ms"
    yield " ".join(f"{name} {took * 1e3:.0f}" for name, took in spent.items())
    yield f"undo {undo * 1e3:.0f} ms, redo {redo * 1e3:.0f} ms, opening {opened * 1e3:.0f} ms"


def small_form(folder: Path, turns: int, blank: int) -> Iterator[str]:
    """The preview of a form of 40 rows, and the same form with blank bordered rows below."""
    path, padded = folder / "form.xlsx", folder / "padded.xlsx"
    write_workbook(path, FORMS[1], FORM)
    add_blank_rows(path, padded, ABOVE + FORM + 1, blank)
    with Book.create(folder / "form.db", COUNTY) as book:
        took = min(seconds(partial(intake.preview, book, path)) for _ in range(turns))
    yield f"preview of a form of {FORM} rows, with the child's start: {took * 1e3:.0f} ms"
    skipped = in_turns(partial(read_workbook, padded), partial(read_plain, padded), turns)
    yield (
        f"{blank} blank bordered rows below it: read {skipped.a * 1e3:.0f} ms,"
        f" calamine alone {skipped.b * 1e3:.0f} ms, {skipped.times:.2f} times"
    )
