"""A county as large as the nation: every township there is, with generated indicators."""

import csv
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

from townoffice.records import (
    Category,
    County,
    Indicators,
    Kind,
    Snapshot,
    Township,
    UnitFigures,
    kind_of_code,
)

WHOLE = 41_352
DIVISIONS = Path(__file__).resolve().parents[3] / "shared/data/divisions/modood_streets.csv"


def divisions(path: Path = DIVISIONS) -> list[tuple[str, str]]:
    """Give code and name of every township: the national list, or made-up ones where it is absent.

    Made-up codes count through the segments of GB/T 10114, 100 units to a county.
    """
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            return sorted((row["code"], row["name"]) for row in csv.DictReader(file))
    return [(f"{999000 + n // 100:06}{100 + n % 100}", f"第{n + 1}镇") for n in range(WHOLE)]


def townships(count: int) -> list[Township]:
    """Give ``count`` units spread over the whole list."""
    listed = divisions()
    picked = [listed[n * len(listed) // count] for n in range(count)]
    return [
        Township(code, name, kind_of_code(code) or Kind.TOWN, id=n)
        for n, (code, name) in enumerate(picked, 1)
    ]


def indicators(units: list[Township], year: int) -> list[Indicators]:
    """Generate indicators of plausible sizes, the same on every run."""
    chance = random.Random(20241231)
    made = []
    for unit in units:
        people = int(chance.lognormvariate(10.2, 0.7))
        yield_per_head = Decimal(chance.randint(10_000, 120_000)) / 10_000
        gdp = (people * yield_per_head).quantize(Decimal("0.0001"))
        made.append(
            Indicators(
                unit.id or 0,
                year,
                people,
                people * chance.randint(60, 140) // 100,
                people * chance.randint(5, 60) // 100,
                Decimal(chance.randint(2_000_000, 400_000_000)) / 1_000_000,
                gdp,
                (gdp * chance.randint(5, 60) / 1000).quantize(Decimal("0.0001")),
            )
        )
    return made


def snapshot(count: int) -> Snapshot:
    """Give a county of ``count`` units on the last day of 2024."""
    units = townships(count)
    figures = tuple(
        UnitFigures(unit, row, {}, {Category.ADMIN: 26}, {Category.ADMIN: 25})
        for unit, row in zip(units, indicators(units, 2024), strict=True)
    )
    return Snapshot(County("样本县", "999902"), date(2024, 12, 31), 2024, figures, 1)
