"""Posts and persons beside each other, and the rates a county prints of them; all exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from townoffice.records.cited import CitedValue
from townoffice.records.figures import Category
from townoffice.records.township import County


@dataclass(frozen=True, slots=True)
class Standing:
    """Authorised posts and actual persons of one unit, or sums over units."""

    authorized: int
    actual: int
    vacant: int
    over: int

    @property
    def use_rate(self) -> Fraction | None:
        """编制使用率: actual ÷ authorised; None without posts."""
        return Fraction(self.actual, self.authorized) if self.authorized else None

    @property
    def vacancy_rate(self) -> Fraction | None:
        """空编率: vacant ÷ authorised; None without posts."""
        return Fraction(self.vacant, self.authorized) if self.authorized else None


@dataclass(frozen=True, slots=True)
class UnitRates:
    """The rates of one unit.

    ``counts`` are posts and persons of each category asked for, as far as they are known;
    ``parts`` set them beside each other and ``together`` adds them up, None where one is missing.
    ``authorized`` are the posts of all categories (None: one is not known). ``cap`` is the most
    事业 per 行政编制 the county adopted for the unit (None: 未采用), and ``allowed`` what it comes
    to. ``turnover`` are the posts lent to it, which belong to none of the others.
    """

    code: str
    name: str
    residents: int | None
    counts: Mapping[Category, tuple[int | None, int | None]]
    parts: Mapping[Category, Standing | None]
    together: Standing | None
    authorized: int | None
    per_ten_thousand: Fraction | None
    ratio: Fraction | None
    cap: CitedValue | None
    allowed: int | None
    admin: int | None
    institution: int | None
    turnover: int

    @property
    def beyond(self) -> int | None:
        """事业编制 above what the cap allows; None without a cap."""
        if self.allowed is None or self.institution is None:
            return None
        return max(0, self.institution - self.allowed)


@dataclass(frozen=True, slots=True)
class CountyRates:
    """The rates of a county on a day, unit by unit and together.

    Sums leave out what is not known; ``whole`` is True where nothing was left out. 空编 and 超编
    are summed each on its own. ``gini`` is that of posts over residents. ``allowed`` adds up the
    caps, each rounded down for the units it holds for; None where one of them has none.
    """

    county: County
    year: int
    on: date
    categories: tuple[Category, ...]
    units: tuple[UnitRates, ...]
    parts: Mapping[Category, Standing]
    together: Standing
    authorized: int
    residents: int
    per_ten_thousand: Fraction | None
    ratio: Fraction | None
    admin: int
    institution: int
    caps: tuple[CitedValue, ...]
    allowed: int | None
    turnover: int
    gini: Fraction | None
    whole: bool

    @property
    def beyond(self) -> int | None:
        """事业编制 above what the caps allow; None without a cap."""
        return None if self.allowed is None else max(0, self.institution - self.allowed)
