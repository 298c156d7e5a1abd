"""The eight fictional units of domain.md §0.3, as records, for tests of the calculating rooms."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from townoffice.policy import Policies, shipped_packs
from townoffice.records import (
    Adoption,
    Category,
    County,
    Indicators,
    Kind,
    KindGroup,
    Snapshot,
    Township,
    UnitFigures,
)

ON = date(2024, 12, 31)
STARTING = ("s0-classification", "s0-leadership", "s2-three-step", "limits")
BOTH = frozenset(KindGroup)
NAMES = {
    "A": "青石镇",
    "B": "白河镇",
    "C": "云岭镇",
    "D": "柳溪镇",
    "E": "双桥乡",
    "F": "高坪乡",
    "G": "南湖街道",
    "H": "北岸街道",
}
_UNITS = (
    ("999901100", "青石镇", "镇", 68200, 74100, "86.4", 512300, 18650, 34, 38),
    ("999901101", "白河镇", "镇", 51400, 46200, "132.7", 301200, 9120, 30, 33),
    ("999901102", "云岭镇", "镇", 33800, 28900, "158.2", 142600, 3980, 25, 27),
    ("999901103", "柳溪镇", "镇", 42600, 39500, "97.5", 228400, 6410, 28, 30),
    ("999901200", "双桥乡", "乡", 18900, 15200, "121.3", 60800, 1240, 20, 20),
    ("999901201", "高坪乡", "乡", 12300, 9800, "203.6", 41500, 760, 18, 17),
    ("999901001", "南湖街道", "街道", 57600, 83200, "24.1", 695000, 23800, 32, 36),
    ("999901002", "北岸街道", "街道", 35200, 48100, "18.2", 318200, 10040, 27, 29),
)
# V3 of domain.md §0.2: population, area, GDP, fiscal revenue of three units.
_V3 = (
    ("999901110", "甲镇", "镇", 50000, 50000, "60", 100000, 5000, 10, 0),
    ("999901111", "乙镇", "镇", 30000, 30000, "90", 60000, 3000, 10, 0),
    ("999901112", "丙镇", "镇", 20000, 20000, "50", 40000, 2000, 10, 0),
)
_MEAN_SCORES = {"A": 71, "B": 54, "C": 43, "D": 53, "E": 36, "F": 34, "G": 80, "H": 75}
SCORES = {NAMES[letter]: Decimal(score) for letter, score in _MEAN_SCORES.items()}
"""The mean additional scores of §1.6's last line."""


def eight() -> Snapshot:
    """Give the county of §0.3, units by code."""
    return _county(_UNITS)


def three() -> Snapshot:
    """Give the three units of vector V3."""
    return _county(_V3)


def _county(rows: Iterable[tuple[str, str, str, int, int, str, int, int, int, int]]) -> Snapshot:
    units = tuple(
        UnitFigures(
            Township(code, name, Kind(kind), id=n),
            Indicators(
                n, 2024, registered, resident, None, Decimal(area), Decimal(gdp), Decimal(tax)
            ),
            {},
            {Category.ADMIN: admin, Category.INSTITUTION: institution},
            {},
        )
        for n, (code, name, kind, registered, resident, area, gdp, tax, admin, institution) in (
            enumerate(sorted(rows), 1)
        )
    )
    return Snapshot(County("示例县", "999901"), ON, 2024, units, 1)


def policies() -> Policies:
    """Give the policies a new book starts with."""
    packs = shipped_packs()
    adopted = [pack for pack in packs if pack.id in STARTING]
    return Policies(packs, [Adoption(p.id, p.topic, group) for p in adopted for group in KindGroup])
