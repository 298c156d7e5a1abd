"""What one page needs at a glance: the county's units with class and posts, and other readings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from townoffice.feedback import Problem
from townoffice.records.figures import Category, Snapshot, UnitFigures
from townoffice.records.rates import CountyRates, UnitRates
from townoffice.records.results import Classification, ClassRow
from townoffice.records.township import SizeClass

Figure: TypeAlias = int | Decimal | None
"""A figure of one unit in the book's unit; None where it is not reported."""


@dataclass(frozen=True, slots=True)
class UnitOverview:
    """One unit as its page shows it.

    ``row`` is None where the county cannot be classified. ``hint`` says in Chinese how far a unit
    near a cut line is from the other class, empty elsewhere. ``rates`` are None where nobody asked
    for them.
    """

    figures: UnitFigures
    row: ClassRow | None
    hint: str = ""
    rates: UnitRates | None = None

    @property
    def code(self) -> str:
        """The division code, which is the unit's key on the page."""
        return self.figures.township.code

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.figures.township.name

    @property
    def size_class(self) -> SizeClass | None:
        """The class in force for the unit."""
        return self.row.size_class if self.row else None

    def vacancy(self, category: Category) -> int | None:
        """Give posts − persons: vacant posts (空编), negative = over (超编); None = not known."""
        posts = self.figures.authorized.get(category)
        persons = self.figures.actual.get(category)
        return None if posts is None or persons is None else posts - persons


@dataclass(frozen=True, slots=True)
class PostSummary:
    """Posts of one category over all units; vacant and over are never set off.

    ``over`` lists the units that have more persons than posts, with how many.
    """

    category: Category
    authorized: int
    actual: int
    vacant: int
    over: tuple[tuple[UnitOverview, int], ...]

    @property
    def persons_over(self) -> int:
        """Persons beyond the posts of their own unit."""
        return sum(count for _, count in self.over)

    @classmethod
    def of(cls, category: Category, units: Iterable[UnitOverview]) -> "PostSummary":
        """Sum one category up; a unit of which posts or persons are unknown is in no gap."""
        known = tuple(units)
        gaps = [(unit, gap) for unit in known if (gap := unit.vacancy(category)) is not None]
        return cls(
            category,
            sum(unit.figures.authorized.get(category, 0) for unit in known),
            sum(unit.figures.actual.get(category, 0) for unit in known),
            sum(gap for _, gap in gaps if gap > 0),
            tuple((unit, -gap) for unit, gap in gaps if gap < 0),
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """The page 乡镇街道: units by falling index (by code where there is no classification).

    ``unclassified`` says why there is none. ``settings`` are the policy values tried out instead of
    those in force (试算), as ``--set`` takes them. ``rates`` are None where nobody asked for them.
    """

    snapshot: Snapshot
    classification: Classification | None
    units: tuple[UnitOverview, ...]
    unclassified: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    rates: CountyRates | None = None

    def unit(self, code: str) -> UnitOverview | None:
        """Find a unit by its code."""
        return next((unit for unit in self.units if unit.code == code), None)

    def posts(self, category: Category) -> PostSummary:
        """Sum one category of posts up over all units."""
        return PostSummary.of(category, self.units)


@dataclass(frozen=True, slots=True)
class Reading:
    """The county classified by one reading of the documents.

    ``word`` tells what the reading is to the one in force (现用, 另读, 另算, 另定); where the page
    tries values out, 试算 comes first and 现用 is among the others. ``results`` are index and class
    by division code; ``flipped`` the codes whose class is another than in the first reading.
    """

    word: str
    label: str
    results: Mapping[str, tuple[Fraction | None, SizeClass | None]]
    flipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """What somebody typed for one figure of one unit: code, field name, the text as typed."""

    code: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A typed figure held against the book.

    ``problem`` at level *stop*: the text cannot be that figure and nothing of it is written; at
    *ask*: it can, but is worth a look.
    """

    typed: TypedFigure
    name: str
    label: str
    old: Figure
    new: Figure
    problem: Problem | None = None

    @property
    def moves(self) -> bool:
        """Tell whether writing it would change the book."""
        return not self.refused and self.new != self.old

    @property
    def refused(self) -> bool:
        """Tell whether the text cannot be that figure."""
        return self.problem is not None and self.problem.level.value == "stop"
