"""A plan as a page shows it: now → planned → compared, unit by unit, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from townoffice.desk.planning import Decision, Ground, Narrow, Order, Outcome
from townoffice.records import (
    Category,
    CitedValue,
    PolicyValue,
    StaffingResult,
    StaffingRow,
    State,
    Tie,
)
from townoffice.staffing.rates import per_ten_thousand

__all__ = [
    "PlanRow",
    "Summary",
    "decisions_of",
    "order_of",
    "plan_rows",
    "residents_of",
    "summary",
    "usual_total",
]


_NOWHERE: tuple[StaffingRow | None, Fraction | None] = (None, None)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One unit of a plan.

    ``share`` is its part of all that is shared out, in % and exact; ``floating`` the posts the
    tranches give. ``other`` is the unit in the plan compared with, ``other_share`` its part there.
    ``ties`` and ``narrow`` are those the unit stands in, ``decided`` what was decided of them.
    ``quota`` is what the unit would have without rounding, under the bounds that were given;
    ``parts`` are share (in %) and posts of every tranche where there are several; ``residents``
    the 常住人口, None where nobody counted them.
    """

    unit: StaffingRow
    share: Fraction
    floating: int
    other: StaffingRow | None = None
    other_share: Fraction | None = None
    ties: tuple[Tie, ...] = ()
    narrow: Narrow | None = None
    decided: Decision | None = None
    quota: Fraction = Fraction(0)
    parts: tuple[tuple[Fraction, int], ...] = ()
    residents: int | None = None

    @property
    def outside(self) -> bool:
        """Tell whether rounding went farther than to the next whole number."""
        return not floor(self.quota) <= self.unit.posts <= ceil(self.quota)

    @property
    def per_ten_thousand(self) -> Fraction | None:
        """万人编制数: posts per 10,000 residents."""
        return per_ten_thousand(self.unit.posts, self.residents)

    @property
    def apart(self) -> int | None:
        """Posts in the other plan − posts in this one."""
        return None if self.other is None else self.other.posts - self.unit.posts

    @property
    def over(self) -> int:
        """Persons above the planned posts; 0 where there are none or nobody counted them."""
        return max(0, (self.unit.actual or 0) - self.unit.posts)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a plan comes to: posts + reserve = total; who loses, who gains, who is over.

    ``known`` is False where a unit's present posts are not recorded: then the changes are only
    those of the others.
    """

    posts: int
    reserve: int
    total: int
    down: tuple[StaffingRow, ...]
    up: tuple[StaffingRow, ...]
    over: tuple[StaffingRow, ...]
    known: bool

    @property
    def lost(self) -> int:
        """Posts taken from units."""
        return -sum(row.change or 0 for row in self.down)

    @property
    def gained(self) -> int:
        """Posts given to units."""
        return sum(row.change or 0 for row in self.up)

    @property
    def too_many(self) -> int:
        """Persons above the planned posts, all units."""
        return sum((row.actual or 0) - row.posts for row in self.over)


def summary(result: StaffingResult) -> Summary:
    """Sum a plan up; ``over`` by falling number, then in the order of the rows."""
    rows = result.rows
    over = [row for row in rows if row.actual is not None and row.actual > row.posts]
    return Summary(
        sum(row.posts for row in rows),
        result.reserve,
        result.total,
        tuple(row for row in rows if (row.change or 0) < 0),
        tuple(row for row in rows if (row.change or 0) > 0),
        tuple(sorted(over, key=lambda row: row.posts - (row.actual or 0))),
        all(row.current is not None for row in rows),
    )


def usual_total(ground: Ground, category: Category) -> int | None:
    """Sum the present posts: the total where none is chosen; None where some are not recorded."""
    known = [unit.authorized.get(category) for unit in ground.county.units]
    return None if None in known else sum(count for count in known if count is not None)


def plan_rows(
    outcome: Outcome,
    other: StaffingResult | None = None,
    residents: Mapping[str, int | None] | None = None,
) -> tuple[PlanRow, ...]:
    """Give the rows of a plan beside another one (None: beside the present posts alone).

    ``residents`` are the 常住人口 by code, for the rates.
    """
    result = outcome.result
    shares = _shares(result)
    others: dict[str, tuple[StaffingRow | None, Fraction | None]] = {}
    if other is not None:
        for row, share in zip(other.rows, _shares(other), strict=True):
            others[row.code] = (row, share)
    ties: dict[str, tuple[Tie, ...]] = {}
    for tie in result.ties:
        for code in tie.units:
            ties[code] = (*ties.get(code, ()), tie)
    close = {code: seat for seat in outcome.narrow for code in seat.units}
    decided = {code: decision for decision in outcome.decided for code in decision.units}
    return tuple(
        PlanRow(
            row,
            shares[n],
            sum(tranche.seats[n] for tranche in result.tranches),
            *others.get(row.code, _NOWHERE),
            ties.get(row.code, ()),
            close.get(row.code),
            decided.get(row.code),
            _quota(result, n),
            _tranche_parts(result, n),
            None if residents is None else residents.get(row.code),
        )
        for n, row in enumerate(result.rows)
    )


def residents_of(ground: Ground) -> dict[str, int | None]:
    """Give the 常住人口 of every unit by code."""
    return {
        unit.township.code: unit.indicators.resident_population if unit.indicators else None
        for unit in ground.county.units
    }


def _tranche_parts(result: StaffingResult, n: int) -> tuple[tuple[Fraction, int], ...]:
    if len(result.tranches) < 2:
        return ()
    return tuple((t.coefficient(n) * 100, t.seats[n]) for t in result.tranches)


def _quota(result: StaffingResult, n: int) -> Fraction:
    """Give what a row would have without rounding."""
    if result.bounded:
        return result.bounded_quotas[n]
    return sum((tranche.quota(n) for tranche in result.tranches), Fraction(result.rows[n].base))


def order_of(result: StaffingResult) -> Order:
    """Give back the choices a stored plan was made with, to go on from there."""
    return Order(
        result.category,
        result.method,
        result.year,
        result.total,
        {v.name.partition(".")[2]: _text(v) for v in result.parameters if v.state is State.CHOSEN},
        {row.code: row.lower for row in result.rows if row.lower is not None},
        {row.code: row.upper for row in result.rows if row.upper is not None},
        result.max_change,
    )


def _shares(result: StaffingResult) -> list[Fraction]:
    """Give each row's part of all that is shared out, in %."""
    if len(result.tranches) == 1:
        only = result.tranches[0]
        return [Fraction(100 * weight, only.weight_total) for weight in only.weights]
    pool = sum(tranche.pool for tranche in result.tranches)
    if pool == 0:
        return [Fraction(0)] * len(result.rows)
    return [
        sum((t.quota(n) for t in result.tranches), Fraction(0)) * 100 / pool
        if pool
        else Fraction(0)
        for n in range(len(result.rows))
    ]


def _text(value: CitedValue) -> str:
    """Write a chosen value as an order's settings hold it."""
    figure: PolicyValue = value.value
    if isinstance(figure, tuple):
        return ",".join(f"{name}={weight:f}" for name, weight in figure)
    return str(figure)


def decisions_of(result: StaffingResult) -> tuple[Decision, ...]:
    """Give back the decisions of ties a stored plan was made with."""
    return tuple(
        Decision(tie.tranche, frozenset(tie.units), tie.given, tie.settled_by)
        for tie in result.ties
        if tie.settled_by != "rule"
    )
