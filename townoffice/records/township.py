"""Townships and subdistricts, and the county they belong to."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import cache


class Kind(StrEnum):
    """镇 | 乡 | 街道; a 民族乡 counts as 乡 (GB/T 10114)."""

    TOWN = "镇"
    TOWNSHIP = "乡"
    SUBDISTRICT = "街道"

    @property
    def group(self) -> "KindGroup":
        """The group for which policies are adopted: 镇乡 or 街道."""
        return KindGroup.SUBDISTRICTS if self is Kind.SUBDISTRICT else KindGroup.TOWNS


class KindGroup(StrEnum):
    """The two groups of units for which a county adopts policies."""

    TOWNS = "镇乡"
    SUBDISTRICTS = "街道"


class FunctionClass(StrEnum):
    """Functional class of a town (seed S2 一), independent of its size class."""

    COUNTY_SEAT = "驻地镇"
    CENTRAL = "中心镇"
    KEY = "重点镇"
    FEATURED = "特色镇"
    ORDINARY = "一般镇"


class SizeClass(IntEnum):
    """一类 | 二类 | 三类."""

    FIRST = 1
    SECOND = 2
    THIRD = 3

    @property
    def label(self) -> str:
        """一类, 二类, 三类."""
        return "一二三"[self - 1] + "类"


@dataclass(frozen=True, slots=True)
class ClassOverride:
    """A class set by the county for one unit, by a document, from ``since`` until the next one.

    ``size_class`` None lifts an earlier one: from then on the calculated class holds again.
    """

    township_id: int
    size_class: SizeClass | None
    reason: str
    doc_no: str
    since: date
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class County:
    """The county a book belongs to: its name and 6-digit code (GB/T 2260)."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Township:
    """One township, town or subdistrict with its own 沿革.

    Its classes are independent of one another: ``function_class``, ``assessment_group`` (the
    county's own word for those it is assessed with), and the size class, which is calculated.

    ``code`` is the 9-digit division code (GB/T 10114). It exists from ``valid_from`` to
    ``valid_to``, both days included, None = open. ``predecessors`` are division codes of the units
    it came from, ``doc_no`` the document that made it.
    """

    code: str
    name: str
    kind: Kind
    function_class: FunctionClass | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0
    assessment_group: str | None = None

    def exists(self, on: date) -> bool:
        """Tell whether the unit exists on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def kind_of_code(code: str) -> Kind | None:
    """Tell the kind from the last three digits of a 9-digit code (GB/T 10114).

    001–099 街道,
    100–199 镇, 200–399 乡; None for other segments.
    """
    return _kind_of_segment(code[6:9])


@cache
def _kind_of_segment(digits: str) -> Kind | None:
    number = int(digits)
    if 1 <= number <= 99:
        return Kind.SUBDISTRICT
    if 100 <= number <= 199:
        return Kind.TOWN
    if 200 <= number <= 399:
        return Kind.TOWNSHIP
    return None
