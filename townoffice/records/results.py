"""What the calculating rooms hand out: classifications and staffing calculations.

Results are plain data: they can be stored with a plan and printed from it alone. Exact figures are
kept as an integer weight over a common total, so nothing is rounded before it is shown and no
fraction is built before somebody asks.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from townoffice.records.cited import CitedValue
from townoffice.records.figures import Category
from townoffice.records.leaders import PostCount
from townoffice.records.township import County, Kind, SizeClass


@dataclass(frozen=True, slots=True)
class Overridden:
    """What a class would be by calculation, and why and by which document it is another."""

    calculated: SizeClass | None
    reason: str
    doc_no: str


@dataclass(frozen=True, slots=True)
class IndicatorShare:
    """One unit's part in one indicator: its value in base units and its exact share (0…1)."""

    field: str
    value: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One unit's classification; exact figures.

    ``share`` is the composite share in percent (M1, Σ = 100), ``index`` the index by the chosen
    method, ``size_class`` None where a needed value is missing (named in ``missing``).
    ``distance`` is index − nearest cut line (by proportion: the index of the nearest unit of the
    other class), ``nearest_cut`` that line's class (1: the line of 一类). ``leadership_posts`` is
    None while the policy's figure is missing. ``overridden`` tells where ``size_class`` was set by
    a document instead. ``cut_tie``: a unit of equal index stands on the other side of a cut by
    proportion, and the stated rule (larger 户籍人口, then smaller code) told them apart.

    Where the unit has a list of its leaders, ``leadership_actual`` counts its persons,
    ``leadership_titles`` the posts they hold, ``leadership_held`` post by post, and
    ``leadership_remarks`` says in Chinese what is worth a warning.
    """

    code: str
    name: str
    kind: Kind
    parts: tuple[IndicatorShare, ...]
    share: Fraction | None
    index: Fraction | None
    rank: int | None
    size_class: SizeClass | None
    distance: Fraction | None
    nearest_cut: int | None
    near_cut: bool
    leadership_posts: int | None
    leadership_actual: int | None
    missing: tuple[str, ...] = ()
    overridden: Overridden | None = None
    leadership_titles: int | None = None
    leadership_remarks: tuple[str, ...] = ()
    leadership_held: tuple[PostCount, ...] = ()
    cut_tie: bool = False

    @property
    def calculated(self) -> SizeClass | None:
        """The class by calculation, whatever a document says."""
        return self.overridden.calculated if self.overridden else self.size_class

    @property
    def above_cut(self) -> bool:
        """Tell whether the unit stands on the better side of its nearest cut, or on the line."""
        found = self.calculated
        return found is not None and self.nearest_cut is not None and found <= self.nearest_cut


@dataclass(frozen=True, slots=True)
class Classification:
    """A classified county: rows from the best index down, and every value of policy it rests on.

    ``assignment``: by ``cuts`` or by ``proportion``. ``scope`` ``apart``: 镇乡 and 街道 were
    compared each among themselves, ranks are within the group.
    ``adoption`` says by which document the county adopted the policy, as printed.
    """

    county: County
    year: int
    on: date
    method: str
    population: str
    weights: tuple[tuple[str, Fraction], ...]
    rows: tuple[ClassRow, ...]
    parameters: tuple[CitedValue, ...]
    book_version: int
    adoption: str = ""
    assignment: str = "cuts"
    scope: str = "together"


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal remainders at the last seats: ``units`` (codes) share ``seats`` of ``tranche``.

    ``settled_by`` is ``rule`` or the words of the person who decided; ``given`` are the codes that
    got a seat.
    """

    tranche: str
    seats: int
    units: tuple[str, ...]
    given: tuple[str, ...]
    settled_by: str = "rule"


@dataclass(frozen=True, slots=True)
class Tranche:
    """One part of the pool and how it was shared out, unit by unit in the order of the rows.

    Exact quota of row i = pool · weights[i] / weight_total; ``seats`` are the whole posts;
    ``risen`` lists the rows that got one more than their floor, by falling remainder. ``drivers``
    are what it follows (indicators, ``equal``, ``class``, ``standard``) and their weights,
    ``inputs`` their values in base units, row by row, and ``totals`` the sums of these;
    ``coefficients`` multiply the rows' weights where there are any.
    """

    name: str
    label: str
    pool: int
    weights: tuple[int, ...]
    weight_total: int
    seats: tuple[int, ...]
    risen: tuple[int, ...]
    drivers: tuple[tuple[str, Fraction], ...] = ()
    inputs: tuple[tuple[int | Decimal, ...], ...] = ()
    coefficients: tuple[Fraction, ...] = ()
    totals: tuple[int | Decimal, ...] = ()

    def quota(self, row: int) -> Fraction:
        """The exact, unrounded part of one row."""
        return Fraction(self.pool * self.weights[row], self.weight_total)

    def coefficient(self, row: int) -> Fraction:
        """The row's share of the tranche, 0…1."""
        return Fraction(self.weights[row], self.weight_total)


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """One unit's staffing: base, what the tranches give, and the posts under the bounds.

    ``calculated`` is base + tranches without bounds, ``posts`` the result (the same where no bound
    was given), ``current`` the authorised posts now (None: not recorded), ``actual`` the persons.
    ``standard`` are the posts a document sets for the unit outright, before they are fitted to the
    total.
    """

    code: str
    name: str
    kind: Kind
    population: int
    base: int
    calculated: int
    posts: int
    current: int | None
    actual: int | None
    lower: int | None = None
    upper: int | None = None
    standard: int | None = None

    @property
    def change(self) -> int | None:
        """Posts − current."""
        return None if self.current is None else self.posts - self.current


@dataclass(frozen=True, slots=True)
class StaffingResult:
    """One staffing calculation: total = reserve + Σ posts, always.

    ``pool`` is what is left after reserve and bases. ``bounded`` is True where a bound was given
    (then ``posts`` come from one rounding of ``bounded_quotas``); ``max_change`` is the ± limit.
    ``parameters`` are the policy values used, with their state; ``adoption`` says by which document
    the county adopted the policy, as printed. ``least`` is what no unit may fall under; ``adopted``
    False: the county did not adopt the method, the figures are for comparison.
    """

    county: County
    method: str
    method_label: str
    category: Category
    year: int
    on: date
    total: int
    reserve: int
    pool: int
    rows: tuple[StaffingRow, ...]
    tranches: tuple[Tranche, ...]
    ties: tuple[Tie, ...]
    parameters: tuple[CitedValue, ...]
    bounded: bool
    max_change: int | None
    bounded_quotas: tuple[Fraction, ...]
    rounding: str
    book_version: int
    adoption: str = ""
    least: int = 0
    adopted: bool = True

    @property
    def standard_total(self) -> int | None:
        """What the standards come to; None where the method sets none."""
        standards = [row.standard for row in self.rows if row.standard is not None]
        return sum(standards) if standards else None
