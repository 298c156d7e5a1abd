"""Planning of posts at the speed of a slider: read the ground once, then calculate without a book.

A page asks the worker for the :class:`Ground` and keeps it; every change of a choice is then a pure
function of ground, order and decisions. 40 units take well under a millisecond. What a plan is
stored with is calculated afresh from the book by :mod:`townoffice.desk.staffing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk.county import find_unit, groups_of, snapshot
from townoffice.desk.policies import adoption_note, policies_of
from townoffice.policy import Policies
from townoffice.records import Category, KindGroup, SizeClass, Snapshot, StaffingResult, Tie
from townoffice.staffing import (
    Choices,
    Ranking,
    Settlement,
    StaffingRule,
    explain_unit,
    method_in_force,
    rankings,
    staffing_rule,
)
from townoffice.staffing import calculate as calculate_snapshot
from townoffice.staffing.claims import Claim, claims
from townoffice.townships import classification_rule, classify

__all__ = [
    "Claim",
    "Decision",
    "Ground",
    "Narrow",
    "Order",
    "Outcome",
    "Ranking",
    "calculate",
    "claims",
    "explain_unit",
    "ground",
    "method_of",
    "plan",
    "prepared",
    "rankings",
]

TOPIC = "staffing"
NOT_ADOPTED = "本县未采用，仅供比较"
"""What stands for the county's document where a method is only compared with."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks to be calculated; units by code or name.

    ``method`` None: the one the county adopted. ``total`` None: the category's current posts.
    ``settle``: None, ``rule`` (the stated rule is confirmed) or the units a tie is given to, with
    ``settled_by`` the words that are printed. ``beside`` are the keys of the plans a comparison of
    it sets side by side (:mod:`townoffice.desk.side_by_side`); they move no figure.
    """

    category: Category
    method: str | None = None
    year: int | None = None
    total: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    lower: Mapping[str, int] = field(default_factory=dict)
    upper: Mapping[str, int] = field(default_factory=dict)
    max_change: int | None = None
    settle: tuple[str, ...] | None = None
    settled_by: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What calculations of one year stand on: the county as read, and the policies in force.

    ``adoption`` says by which document the county adopted them, as printed.
    """

    county: Snapshot
    policies: Policies
    groups: frozenset[KindGroup]
    adoption: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about the last seats of one rounding.

    ``units`` (codes) stood at the edge, ``given`` got the seats. ``words`` are the reason and the
    文号, as they are printed.
    """

    tranche: str
    units: frozenset[str]
    given: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """A last seat won by less than :data:`townoffice.staffing.NARROW`, without being a tie.

    ``winner`` and ``loser`` are codes, the remainders exact.
    """

    tranche: str
    winner: str
    loser: str
    won_with: Fraction
    lost_with: Fraction

    @property
    def units(self) -> frozenset[str]:
        """The two at the edge."""
        return frozenset((self.winner, self.loser))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A calculation with the decisions that bear on it.

    ``order`` holds them too, so :func:`calculate` gives ``result`` again. ``narrow`` are the last
    seats that hang on a hair, before a decision moved one; ``decided`` the decisions that met a
    tie or a narrow seat, in the order they were made.
    """

    order: Order
    result: StaffingResult
    narrow: tuple[Narrow, ...]
    decided: tuple[Decision, ...]

    @property
    def open_ties(self) -> tuple[Tie, ...]:
        """The ties nobody decided yet."""
        return tuple(tie for tie in self.result.ties if tie.settled_by == "rule")


def ground(book: Book, year: int | None = None) -> Ground:
    """Read what calculations of a year need; None: the newest whole year."""
    county = snapshot(book, year)
    policies, groups = policies_of(book), groups_of(county)
    return Ground(county, policies, groups, adoption_note(policies, TOPIC, county.on, groups))


def calculate(ground: Ground, order: Order) -> StaffingResult:
    """Calculate one staffing from the ground alone."""
    rule, choices = prepared(ground, order)
    adoption = ground.adoption if rule.adopted else NOT_ADOPTED
    return replace(calculate_snapshot(ground.county, rule, choices), adoption=adoption)


def prepared(ground: Ground, order: Order) -> tuple[StaffingRule, Choices]:
    """Give the rule and the choices an order is calculated by."""
    county = ground.county
    method = order.method or method_of(ground)
    rule = staffing_rule(
        ground.policies, county.on, ground.groups, method, order.settings, order.category
    )
    townships = [unit.township for unit in county.units]

    def by_code(bounds: Mapping[str, int]) -> dict[str, int]:
        return {find_unit(townships, unit).code: posts for unit, posts in bounds.items()}

    return rule, Choices(
        order.category,
        order.total,
        by_code(order.lower),
        by_code(order.upper),
        order.max_change,
        _settlement(order, [find_unit(townships, u).code for u in _named(order)]),
        classes_of(ground) if rule.needs_classes else {},
    )


def classes_of(ground: Ground) -> dict[str, SizeClass]:
    """Give the units' size classes by the classification in force; those without are left out."""
    rule = classification_rule(ground.policies, ground.county.on, ground.groups, {})
    found = classify(ground.county, rule)
    return {row.code: row.size_class for row in found.rows if row.size_class is not None}


def method_of(ground: Ground) -> str:
    """Give the id of the method the county adopted."""
    return str(method_in_force(ground.policies, ground.county.on, ground.groups).value)


def plan(ground: Ground, order: Order, decisions: Sequence[Decision] = ()) -> Outcome:
    """Calculate, and once more where decisions meet the ties and narrow seats that came out.

    A tie goes to those it was given to. A narrow seat given to the other unit becomes a pair of
    bounds on the two, visible like any other: equal remainders alone can be given by a word.
    """
    first = calculate(ground, order)
    close = narrow_seats(first)
    settling = [d for d in decisions if any(_meets(d, tie) for tie in first.ties)]
    moving = [d for d in decisions if any(_holds(d, seat) for seat in close)]
    final = _pinned(_settled(order, settling), close, moving, first)
    result = first if final == order else calculate(ground, final)
    return Outcome(final, result, close, tuple(d for d in decisions if d in settling + moving))


def narrow_seats(result: StaffingResult) -> tuple[Narrow, ...]:
    """Find the last seats that hang on less than a thousandth of a post."""
    return tuple(_narrow(result, ranking) for ranking in rankings(result) if ranking.narrow)


def _narrow(result: StaffingResult, ranking: Ranking) -> Narrow:
    last = ranking.seats - 1
    winner, loser = (result.rows[n].code for n in ranking.rows[last : last + 2])
    return Narrow(
        ranking.tranche, winner, loser, ranking.remainder(last), ranking.remainder(last + 1)
    )


def _meets(decision: Decision, tie: Tie) -> bool:
    return decision.tranche == tie.tranche and decision.units == frozenset(tie.units)


def _holds(decision: Decision, seat: Narrow) -> bool:
    return decision.tranche == seat.tranche and decision.units == seat.units


def _settled(order: Order, settling: Sequence[Decision]) -> Order:
    if not settling:
        return order
    units = dict.fromkeys(code for decision in settling for code in decision.given)
    words = dict.fromkeys(decision.words for decision in settling)
    return replace(order, settle=tuple(units), settled_by="；".join(words))


def _pinned(
    order: Order, close: Sequence[Narrow], moving: Sequence[Decision], first: StaffingResult
) -> Order:
    posts = {row.code: row.posts for row in first.rows}
    lower, upper = dict(order.lower), dict(order.upper)
    for decision in moving:
        seat = next(seat for seat in close if _holds(decision, seat))
        if seat.loser in decision.given:
            lower[seat.loser] = posts[seat.loser] + 1
            upper[seat.winner] = posts[seat.winner] - 1
    if (lower, upper) == (order.lower, order.upper):
        return order
    return replace(order, lower=lower, upper=upper)


def _named(order: Order) -> tuple[str, ...]:
    return () if order.settle in {None, ("rule",)} else order.settle or ()


def _settlement(order: Order, codes: list[str]) -> Settlement | None:
    if order.settle is None:
        return None
    return Settlement(tuple(codes), order.settled_by or "经确认按并列规则处理")
