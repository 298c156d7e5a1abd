"""Several plans of one category beside each other: what is shown on the page and printed."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from townoffice.records.figures import Category
from townoffice.records.township import County


@dataclass(frozen=True, slots=True)
class PlanBeside:
    """One column of a comparison: a plan, or the posts as they are.

    ``posts`` and ``changes`` (against the present posts) unit by unit, None where the present
    posts are not recorded. ``total`` is None there too. ``gini`` and ``widest`` (the largest
    distance from the county's mean, at ``widest_unit``) are of posts per 10,000 residents, None
    where residents or posts are not known. ``adopted`` False: a method the county has not adopted.
    """

    key: str
    name: str
    posts: tuple[int | None, ...]
    changes: tuple[int | None, ...]
    reserve: int
    total: int | None
    gini: Fraction | None
    widest: Fraction | None
    widest_unit: str
    adopted: bool = True

    @property
    def given(self) -> int | None:
        """Posts of all units; None where one is not known."""
        known = [count for count in self.posts if count is not None]
        return sum(known) if len(known) == len(self.posts) else None

    @property
    def gaining(self) -> int:
        """How many units have more than now."""
        return sum(1 for change in self.changes if change is not None and change > 0)

    @property
    def losing(self) -> int:
        """How many units have fewer than now."""
        return sum(1 for change in self.changes if change is not None and change < 0)


@dataclass(frozen=True, slots=True)
class UnitBeside:
    """One unit of a comparison: its posts by every plan, in the order of the plans."""

    code: str
    name: str
    posts: tuple[int | None, ...]
    changes: tuple[int | None, ...]

    @property
    def spread(self) -> int | None:
        """Most − fewest; None where a figure is not known."""
        known = [count for count in self.posts if count is not None]
        return max(known) - min(known) if len(known) == len(self.posts) else None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Plans of one category and year beside each other, at most four."""

    county: County
    category: Category
    year: int
    on: date
    units: tuple[UnitBeside, ...]
    plans: tuple[PlanBeside, ...]
