"""The sheets of paper: size, 版心 and margins, and where page number and 校验码 stand.

All in mm from the upper left corner. Basis: GB/T 9704-2012; a sheet turned sideways keeps the
margins of the upright one, so that it binds with the rest.
"""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Area:
    """Width and height of a sheet and of its 版心."""

    width: float
    height: float
    body_width: float
    body_height: float


class Paper(Enum):
    """The three sheets a table may take."""

    UPRIGHT = Area(210, 297, 156, 225)
    SIDEWAYS = Area(297, 210, 225, 156)
    A3 = Area(420, 297, 366, 225)


@dataclass(frozen=True, slots=True)
class Corner:
    """Upper left corner of the 版心."""

    left: float
    top: float


NUMBER_BELOW = 8.9
"""Baseline of the page number below the 版心: its dashes then lie 7 below."""
NUMBER_SIZE = 14.0
NUMBER_IN = NUMBER_SIZE * 25.4 / 72
"""One character in from the edge."""
CODE_BELOW = 8.3
CODE_SIZE = 7.5


def corner(paper: Paper, number: int) -> Corner:
    """Give where the 版心 begins on the page of that number (odd: front, even: back)."""
    odd = number % 2 == 1
    if paper is Paper.SIDEWAYS:
        return Corner(35, 28 if odd else 26)
    if paper is Paper.A3:
        return Corner(28, 37)
    return Corner(28 if odd else 26, 37)


def page_numbers(paper: Paper, first: int, count: int) -> tuple[int, ...]:
    """Number the pages; an A3 sheet takes odd numbers only, its back stays blank."""
    if paper is Paper.A3:
        start = first + 1 - first % 2
        return tuple(range(start, start + 2 * count, 2))
    return tuple(range(first, first + count))
