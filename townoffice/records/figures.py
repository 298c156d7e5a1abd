"""What is counted of a unit: yearly indicators, dated posts and staff, and the snapshot of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from townoffice.records.leaders import LeadershipSeat
from townoffice.records.township import ClassOverride, County, Township


class Category(StrEnum):
    """Kinds of posts: 行政, 政法专项, 事业, 工勤 编制, and 领导职数."""

    ADMIN = "admin"
    JUDICIAL = "judicial"
    INSTITUTION = "institution"
    SUPPORT = "support"
    LEADERSHIP = "leadership"

    @property
    def label(self) -> str:
        """The Chinese name as printed on tables."""
        return _CATEGORY_LABELS[self]


_CATEGORY_LABELS = {
    Category.ADMIN: "行政编制",
    Category.JUDICIAL: "政法专项编制",
    Category.INSTITUTION: "事业编制",
    Category.SUPPORT: "工勤编制",
    Category.LEADERSHIP: "领导职数",
}


INDICATOR_LABELS: Mapping[str, str] = {
    "registered_population": "户籍人口",
    "resident_population": "常住人口",
    "urban_population": "城镇人口",
    "area_km2": "辖区面积",
    "gdp": "地区生产总值",
    "fiscal_revenue": "财政收入",
}
"""The core indicators, by the field of :class:`Indicators`, with their Chinese names."""

INDICATOR_UNITS: Mapping[str, str] = {
    "registered_population": "人",
    "resident_population": "人",
    "urban_population": "人",
    "area_km2": "平方公里",
    "gdp": "万元",
    "fiscal_revenue": "万元",
}
"""The base unit of each core indicator."""


class Measure(StrEnum):
    """核定 (authorised by a document) or 实有/实配 (actual persons)."""

    AUTHORIZED = "authorized"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Indicators:
    """Core indicators of one unit in one year, in base units; None = not reported.

    Populations in persons, ``area_km2`` in km² (6 places), ``gdp`` and ``fiscal_revenue`` in 万元
    (4 places).
    """

    township_id: int
    year: int
    registered_population: int | None = None
    resident_population: int | None = None
    urban_population: int | None = None
    area_km2: Decimal | None = None
    gdp: Decimal | None = None
    fiscal_revenue: Decimal | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """A further indicator of the county's own, beside the core ones."""

    township_id: int
    year: int
    name: str
    value: Decimal
    unit: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class PostFact:
    """A number of posts or persons, in force from ``since`` until the next fact of its kind.

    ``doc_no`` is the approving document's 文号 (authorised posts), None where none was given.
    """

    township_id: int
    category: Category
    measure: Measure
    count: int
    since: date
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """Everything a calculation may know of one unit on the snapshot's day.

    ``leaders`` are the seats held on that day; empty where no list of the unit is known.
    """

    township: Township
    indicators: Indicators | None
    own: Mapping[str, Decimal]
    authorized: Mapping[Category, int]
    actual: Mapping[Category, int]
    override: ClassOverride | None = None
    leaders: tuple[LeadershipSeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The county as the book has it: units existing on ``on``, indicators of ``year``.

    Units stand in the order of their division codes. ``book_version`` is the number of the last
    change the book held when this was read.
    """

    county: County
    on: date
    year: int
    units: tuple[UnitFigures, ...]
    book_version: int
