"""A county's form as clerks send it, with everything in it that an import must speak about.

A wrong number (4.8l), an office's name for a unit, a change of more than half, a sum that differs,
a unit in a cell, and a hidden row that repeats another; and the book it is held against.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.county import eight
from tests.sheets import forms
from townoffice.book import Book
from townoffice.records import Indicators

NAME = "2024年乡镇基本情况（统计局报送）.xlsx"
ROWS: forms.Rows = (
    ("示例县2024年乡镇（街道）基本情况表",),
    ("填报单位：示例县统计局", None, None, "2024年12月31日", None, "单位：万人、平方公里、万元"),
    ("序号", "乡镇（街道）", "人口（万人）", None, "面积（平方公里）", "地区生产总值（万元）",
     "财政收入（万元）", "备注"),
    (None, None, "户籍", "常住"),
    (1, "青石镇", 6.82, 7.41, 86.4, 512300, 18650),
    (2, "白河镇", 5.14, 4.62, 132.7, 301200, 9120),
    (3, "云岭镇", 3.38, 2.89, 158.2, 142600, 3980),
    (4, "柳溪镇", 4.26, 3.95, 97.5, 228400, 6410),
    (5, "双桥乡", 1.89, 1.52, 121.3, 60800, 1240),
    (6, "高坪乡", 1.23, 0.98, "203.6km²", 41500, 760),
    (7, "南湖办事处", 5.76, 8.32, 24.1, 695000, 23800, "含开发区"),
    (8, "北岸街道", 3.52, "4.8l", 18.2, 318200, 10040),
    (None, "合计", 32.10, 34.50, 842.0, 2300000, 74000),
    ("单位负责人：　　　审核人：　　　填表人：",),
    (1, "青石镇", 6.82, 7.41, 86.4, 512300, 18650),
)  # fmt: skip
MERGES = ("A1:H1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "A14:H14")
EARLIER: dict[str, tuple[int | None, int | None, int | None, int | None]] = {
    "青石镇": (None, 73400, None, 17980),
    "白河镇": (51620, 46000, None, None),
    "柳溪镇": (None, None, 221900, None),
    "高坪乡": (None, None, None, 1760),
    "南湖街道": (None, 81300, None, None),
    "北岸街道": (None, 47300, None, None),
}
"""What the book says otherwise than the file: registered, resident, GDP, revenue."""


def file(folder: Path) -> Path:
    """Write the form."""
    others = {"说明": [("填表说明",), ("一、", "请用万人")]}
    return forms.xlsx(folder / NAME, ROWS, merges=MERGES, name="Sheet1", others=others, hidden=[14])


def book(path: Path) -> Book:
    """Make the book of the eight units with its earlier figures."""
    county = eight()
    made = Book.create(path, county.county)
    with made.change("建账") as writer:
        for unit in county.units:
            unit_id = writer.add(replace(unit.township, id=None))
            assert unit.indicators is not None
            writer.add(_earlier(unit.township.name, unit_id, unit.indicators))
    return made


def _earlier(name: str, unit_id: int, now: Indicators) -> Indicators:
    registered, resident, gdp, revenue = EARLIER.get(name, (None,) * 4)
    return replace(
        now,
        id=None,
        township_id=unit_id,
        registered_population=registered or now.registered_population,
        resident_population=resident or now.resident_population,
        gdp=Decimal(gdp) if gdp else now.gdp,
        fiscal_revenue=Decimal(revenue) if revenue else now.fiscal_revenue,
    )
