"""A fictional county: units with odd names and figures, the same for the same seed."""

import random
from dataclasses import dataclass
from decimal import Decimal

COUNTY = ("测试县", "999901")
YEAR = 2024
STEMS = (
    *("青石", "白河", "云岭", "柳溪", "双桥", "高坪", "南湖", "北岸", "十里铺", "三合"),
    *("㮾梨", "湖㳇", "大垴", "盐埗", "𠮷田", "八一", "五一", "注溪"),
)
KINDS = (("街道", "街道", 1), ("镇", "镇", 100), ("乡", "乡", 200))
ODD = ("经济开发区", "国营红旗农场", "大兴国际机场", "工业园区管委会")
FIELDS: dict[str, tuple[str, str]] = {
    # field: (the book's unit, its dimension)
    "registered_population": ("人", "persons"),
    "resident_population": ("人", "persons"),
    "area_km2": ("平方公里", "area"),
    "gdp": ("万元", "money"),
    "fiscal_revenue": ("万元", "money"),
    "admin_posts": ("名", "posts"),
    "admin_actual": ("名", "posts"),
    "institution_posts": ("名", "posts"),
    "institution_actual": ("名", "posts"),
}
Figure = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with what is true of it, in the book's units."""

    code: str
    name: str
    kind: str
    figures: dict[str, Figure]


def county(chance: random.Random, count: int) -> list[Unit]:
    """Make the units of a county, subdistricts first, each with every figure."""
    stems = chance.sample(STEMS, count)
    numbers = {kind: first for kind, _, first in KINDS}
    found = []
    for n, stem in enumerate(stems):
        kind, ending, _ = KINDS[min(3 * n // count, 2)]
        found.append(Unit(_code(kind, numbers), stem + ending, kind, figures(chance)))
    if chance.random() < 0.3:
        found.append(Unit(f"{COUNTY[1]}400", chance.choice(ODD), "", figures(chance)))
    return found


def _code(kind: str, numbers: dict[str, int]) -> str:
    number = numbers[kind]
    numbers[kind] += 1
    return f"{COUNTY[1]}{number:03}"


def figures(chance: random.Random) -> dict[str, Figure]:
    """Give figures that every unit of measure of the forms can write without rounding."""
    posts = chance.randrange(15, 60), chance.randrange(15, 60)
    return {
        "registered_population": 100 * chance.randrange(90, 900),
        "resident_population": 100 * chance.randrange(90, 900),
        "area_km2": Decimal(chance.randrange(60, 3000)) / 10,
        "gdp": Decimal(1000 * chance.randrange(40, 900)),
        "fiscal_revenue": Decimal(10 * chance.randrange(70, 3000)),
        "admin_posts": posts[0],
        "admin_actual": posts[0] - chance.randrange(4),
        "institution_posts": posts[1],
        "institution_actual": posts[1] - chance.randrange(4),
    }
