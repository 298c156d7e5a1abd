"""A fictional county's records for the tests of the book."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from townoffice.book import Book
from townoffice.records import (
    Category,
    Cite,
    CitedValue,
    Classification,
    ClassRow,
    County,
    FunctionClass,
    Indicators,
    IndicatorShare,
    Kind,
    LeaderPost,
    LeadershipSeat,
    Measure,
    PackText,
    Plan,
    PostFact,
    SizeClass,
    Source,
    StaffingResult,
    StaffingRow,
    State,
    Tie,
    Township,
    Tranche,
    WordList,
)

COUNTY = County("云岭县", "999901")
DAY = date(2025, 1, 1)


def unit(number: int, name: str | None = None) -> Township:
    """One town."""
    return Township(
        f"999901{100 + number}",
        name or f"第{number}镇",
        Kind.TOWN,
        FunctionClass.CENTRAL if number % 2 else None,
        valid_from=DAY,
        predecessors=("999901001", "999901002") if number % 3 == 0 else (),
        doc_no=f"云政发〔2025〕{number}号",
        assessment_group="农业优先组" if number % 2 else None,
    )


def figures(township_id: int, year: int = 2025) -> Indicators:
    """Indicators with digits a float would lose."""
    return Indicators(
        township_id,
        year,
        registered_population=32_001,
        area_km2=Decimal("100.500000"),
        gdp=Decimal("12345678901234567.1234"),
    )


def posts(township_id: int, count: int = 40) -> PostFact:
    """Authorised administrative posts."""
    return PostFact(township_id, Category.ADMIN, Measure.AUTHORIZED, count, DAY, "云编〔2025〕1号")


def leader(township_id: int, person: str = "甲一") -> LeadershipSeat:
    """Somebody in a seat."""
    return LeadershipSeat(
        township_id,
        person,
        LeaderPost.SECRETARY,
        "党委书记",
        DAY,
        date(2025, 12, 31),
        None,
        "云委〔2025〕1号",
    )


def cited_values() -> tuple[CitedValue, ...]:
    """Values of every shape a policy has."""
    cite = Cite(Source("S", "示例办法", None, None, date(2021, 6, 1)), "第三条")
    named = (("gdp", Decimal("0.20")), ("area", Decimal(3)))
    words = WordList(("court", "police"))
    values = (15, Decimal("0.0500"), "mean", named, words, None)
    return tuple(
        CitedValue(f"v{index}", "值", "", value, State.STATED, (cite,), proposal=value)
        for index, value in enumerate(values)
    )


def staffing(rows: int = 3) -> StaffingResult:
    """A staffing result whose weights are whole numbers far beyond 64 bits."""
    weights = tuple(7**200 + index for index in range(rows))
    return StaffingResult(
        COUNTY,
        "three-step",
        "三步核编法",
        Category.ADMIN,
        2025,
        DAY,
        total=100 * rows,
        reserve=rows,
        pool=84 * rows,
        rows=tuple(
            StaffingRow(f"9999{n:05d}", f"镇{n}", Kind.TOWN, 1000, 15, 99, 99, None, 98, upper=120)
            for n in range(rows)
        ),
        tranches=(Tranche("base", "基本", 84, weights, sum(weights), (1,) * rows, (0, 1)),),
        ties=(Tie("base", 1, ("999900000", "999900001"), ("999900000",)),),
        parameters=cited_values(),
        bounded=True,
        max_change=2,
        bounded_quotas=(Fraction(7**80, 3),),
        rounding="largest-remainder",
        book_version=1,
    )


def classification() -> Classification:
    """A classification with a value missing."""
    row = ClassRow(
        "999901101",
        "第1镇",
        Kind.TOWN,
        (IndicatorShare("gdp", Fraction(1, 3), Fraction(2, 7)),),
        Fraction(100, 7),
        Fraction(8, 7),
        1,
        SizeClass.FIRST,
        Fraction(-1, 9),
        1,
        near_cut=True,
        leadership_posts=None,
        leadership_actual=11,
        missing=("gdp",),
    )
    return Classification(
        COUNTY, 2025, DAY, "mean", "registered", (("gdp", Fraction(1, 5)),), (row,), (), 3
    )


def plan(result: StaffingResult | Classification | None = None) -> Plan:
    """Something to adopt."""
    return Plan(
        "staffing",
        "2025年行政编制核定方案",
        result or staffing(),
        (PackText("s2", "ab" * 32, 'id = "s2"\n# 三步'),),
        "试点",
    )


@contextmanager
def new_book(path: Path, units: int = 0) -> Iterator[Book]:
    """Make a book with some units, each with figures and posts, in one change."""
    with Book.create(path, COUNTY) as book:
        if units:
            fill(book, units)
        yield book


def fill(book: Book, units: int, label: str = "导入") -> None:
    """Add units with their figures and posts in one change."""
    with book.change(label) as writer:
        writer.add_all([unit(number) for number in range(1, units + 1)])
        ids = [town.id for town in book.townships() if town.id is not None]
        writer.add_all([figures(key) for key in ids])
        writer.add_all([posts(key) for key in ids])


def tamper(path: Path, *statements: str) -> None:
    """Write to a closed book with another program."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)


def everything(book: Book) -> tuple[object, ...]:
    """All nouns of the book."""
    return (
        book.townships(),
        *(book.indicators(year) for year in book.years()),
        book.post_facts(),
        book.leadership_seats(),
        book.class_overrides(),
        book.adoptions(),
        book.own_packs(),
        book.plans(),
        book.imports(),
        book.transfers(),
        book.turnover_grants(),
    )
