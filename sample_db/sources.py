"""Read the sample counties from the source files beside this module.

``shili_units.csv`` is the county of 8 units as a clerk lists it. ``yangben_*`` is the county of 24
units: townships with their 沿革, indicators by year, authorised posts by document, staff by day;
its list of leaders is imported as it stands.
Headings are Chinese, as in the forms; populations in persons, area in 平方公里, money in 万元.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from importlib import resources

from townoffice.records import (
    Category,
    FunctionClass,
    Indicators,
    Kind,
    Measure,
    OwnIndicator,
    PostFact,
    Township,
)

OWN_INDICATORS = {"村和社区": "个", "规模以上工业企业": "家", "附加评分": "分"}
"""Indicators of the county's own, with their units; 附加评分 feeds the additional index."""

_AUTHORIZED = {category.label: category for category in Category}
_ACTUAL = {
    "行政": Category.ADMIN,
    "政法专项": Category.JUDICIAL,
    "事业": Category.INSTITUTION,
    "工勤": Category.SUPPORT,
    "领导": Category.LEADERSHIP,
}


def text(name: str) -> str:
    """Give a source file as text."""
    return (resources.files("sample_db") / name).read_text("utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of a CSV source by heading."""
    return csv.DictReader(text(name).splitlines())


def townships() -> tuple[Township, ...]:
    """Give the units of 样本县, those that ceased to exist included."""
    return tuple(
        Township(
            row["区划代码"],
            row["名称"],
            Kind(row["类型"]),
            FunctionClass(row["功能分类"]) if row["功能分类"] else None,
            _day(row["设立日期"]),
            _day(row["撤销日期"]),
            tuple(row["前身"].split()),
            row["文号"] or None,
        )
        for row in rows("yangben_townships.csv")
    )


def indicators(ids: Mapping[str, int]) -> tuple[Indicators, ...]:
    """Give the core indicators of 样本县, all years; ``ids`` are the units' ids by code."""
    return tuple(
        Indicators(
            ids[row["区划代码"]],
            int(row["年份"]),
            registered_population=int(row["户籍人口"]),
            resident_population=int(row["常住人口"]),
            urban_population=int(row["城镇人口"]),
            area_km2=Decimal(row["辖区面积"]),
            gdp=Decimal(row["地区生产总值"]),
            fiscal_revenue=Decimal(row["财政收入"]),
        )
        for row in rows("yangben_indicators.csv")
    )


def own_indicators(ids: Mapping[str, int]) -> tuple[OwnIndicator, ...]:
    """Give the county's own indicators of 样本县, all years."""
    return tuple(
        OwnIndicator(ids[row["区划代码"]], int(row["年份"]), name, Decimal(row[name]), unit)
        for row in rows("yangben_indicators.csv")
        for name, unit in OWN_INDICATORS.items()
    )


def post_facts(ids: Mapping[str, int]) -> tuple[PostFact, ...]:
    """Give authorised posts by document and actual staff by day of 样本县; empty cells say nothing.

    An authorised number holds until the next document changes it.
    """
    authorized = (
        PostFact(
            ids[row["区划代码"]],
            category,
            Measure.AUTHORIZED,
            int(row[heading]),
            date.fromisoformat(row["起始日期"]),
            row["文号"],
        )
        for row in rows("yangben_posts.csv")
        for heading, category in _AUTHORIZED.items()
        if row[heading]
    )
    actual = (
        PostFact(
            ids[row["区划代码"]],
            category,
            Measure.ACTUAL,
            int(row[heading]),
            date.fromisoformat(row["截至日期"]),
        )
        for row in rows("yangben_staff.csv")
        for heading, category in _ACTUAL.items()
        if row[heading]
    )
    return (*authorized, *actual)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
