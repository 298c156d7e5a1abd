"""What a picture shows, as plain data: no colour, no size, no widget."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from townoffice.records import Box
from ui.theme import Tone

__all__ = [
    "Bar",
    "BarPicture",
    "Dot",
    "Dumbbell",
    "DumbbellPicture",
    "Fall",
    "Line",
    "Picture",
    "RemainderPicture",
    "ScatterPicture",
    "Share",
    "SharePicture",
    "Spot",
    "StripPicture",
    "TreePicture",
    "WaterfallPicture",
]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``key`` is what a click reports, ``text`` the figure as written beside it."""

    key: str
    label: str
    value: Fraction
    text: str
    tone: Tone = Tone.NORMAL
    chosen: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line across all bars at a value, with its name."""

    value: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class BarPicture:
    """Bars from zero, one under the other, with lines across (``lines`` ascending)."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """One unit now ○, proposed ●, compared ◇ (None: not shown); ``text`` at the right."""

    key: str
    label: str
    now: int | None
    plan: int | None
    other: int | None = None
    text: str = ""
    chosen: bool = False
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class DumbbellPicture:
    """Units one under the other on one axis; ``legend`` names now, plan and other ("" = none)."""

    rows: tuple[Dumbbell, ...]
    legend: tuple[str, str, str] = ("现有", "测算", "")
    heading: str = "比现有"


@dataclass(frozen=True, slots=True)
class RemainderPicture:
    """Remainders side by side, falling; the first ``cut_after`` got a seat.

    ``bars[].tone`` AMBER marks those the last seat hangs on.
    """

    bars: tuple[Bar, ...]
    cut_after: int
    words: tuple[str, str] = field(default=("各得 1 名", "不得"))


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit at ``x`` across and ``y`` up; ``text`` is the figure told of it without eyes.

    ``weight`` says how far it stands from the line: the farthest are named where there is room.
    """

    key: str
    label: str
    x: Fraction
    y: Fraction
    weight: Fraction
    text: str
    chosen: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class ScatterPicture:
    """Dots over two axes from zero, and a line through zero that rises ``slope`` y for each x.

    ``across`` and ``up`` name the axes with their units; ``scale`` is how many x make one of the
    unit written across (10,000 where 万人 are).
    """

    dots: tuple[Dot, ...]
    across: str
    up: str
    slope: Fraction
    line: str = ""
    scale: int = 1


@dataclass(frozen=True, slots=True)
class TreePicture:
    """Boxes below a unit, with posts and people; what is under a ``folded`` key does not show."""

    root: Box
    folded: frozenset[str] = frozenset()
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One unit on a strip; ``diamond`` tells a second kind of unit from the first."""

    key: str
    label: str
    value: Fraction
    text: str
    diamond: bool = False
    chosen: bool = False
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class StripPicture:
    """Units along one line of figures, cut into zones.

    ``lines`` are the lower bounds of the zones but the lowest, ascending, named as written under
    the strip; ``lowest`` names the zone below them all.
    """

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...] = ()
    lowest: str = ""


@dataclass(frozen=True, slots=True)
class Fall:
    """One part of a sum: ``how`` it came to be, ``text`` the figure; ``part`` is its shade."""

    key: str
    label: str
    how: str
    value: Fraction
    text: str
    part: int | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class WaterfallPicture:
    """Parts that add up to a total, each from where the one before ends; ``line`` lies across."""

    falls: tuple[Fall, ...]
    total: Fraction
    label: str
    text: str
    full: Fraction = Fraction(100)
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a whole: what it is, and how many; ``counted`` is false where it does not."""

    key: str
    label: str
    value: Fraction
    counted: bool = True


@dataclass(frozen=True, slots=True)
class SharePicture:
    """A whole in its parts: one bar across."""

    shares: tuple[Share, ...]


Picture: TypeAlias = (
    BarPicture
    | DumbbellPicture
    | RemainderPicture
    | ScatterPicture
    | SharePicture
    | StripPicture
    | TreePicture
    | WaterfallPicture
)
