"""A picture of a form: bars, lines and letters at places in mm, as exact as the figures behind it.

Pure data with nothing to calculate, so that whoever draws a chart decides every place, and the
paper shows that place. Black and two greys: official paper is copied on machines without colour.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

Length: TypeAlias = int | Fraction
"""Millimetres; across from the left edge of the picture, down from its upper edge."""


class Ink(Enum):
    """How black, as a part of 1."""

    BLACK = Fraction(1)
    GREY = Fraction(11, 20)
    PALE = Fraction(1, 5)


class Anchor(Enum):
    """Which part of a text stands at its place."""

    START = 0
    MIDDLE = Fraction(1, 2)
    END = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle from its upper left corner."""

    x: Length
    y: Length
    width: Length
    height: Length
    ink: Ink = Ink.GREY


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; ``weight`` in pt; ``dashed`` for limits and averages."""

    points: tuple[tuple[Length, Length], ...]
    weight: Length = Fraction(1, 2)
    ink: Ink = Ink.BLACK
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Lettering:
    """One line of text, the middle of its letters at ``y``; ``size`` in pt.

    Words are set in 仿宋, ``heavy`` in 黑, and what has no Chinese character in 宋.
    """

    x: Length
    y: Length
    text: str
    anchor: Anchor = Anchor.START
    size: Length = 9
    heavy: bool = False


Shape: TypeAlias = Bar | Stroke | Lettering


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a ground of ``width`` by ``height``, drawn in their order, ``title`` above (黑).

    At most 156 wide and 200 high fits every sheet but one lying sideways, which holds 225 by 130.
    """

    width: Length
    height: Length
    shapes: tuple[Shape, ...]
    title: str = ""
