"""What a case comes to, from the definition alone: nothing of the program is used here.

Shares stand over a product of the sums; bounds are met by pegging (Bretthauer & Shetty, *The
nonlinear resource allocation problem*, 1995) and proved by the one factor; roundings are tried
set by set where they are few; seats of divisor methods are given one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import combinations
from math import comb, isqrt, prod

from tests.oracle.cases import Case, Part, Unit

SETS = 130
"""Up to so many sets of units are tried one by one."""
SEATS = 60
"""Up to so many seats are given one by one from the first."""

Code = str
Key = tuple[int, Fraction]


@dataclass(frozen=True, slots=True)
class Tied:
    """Units that could as well have had each other's ``seats``, and those that got them."""

    where: str
    seats: int
    units: frozenset[Code]
    given: frozenset[Code]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer; ``impossible`` says why there is none, then everything else is empty.

    ``clashing`` are the units of which a bound may be named. ``bounded`` tells whether there was
    one rounding of the whole.
    """

    impossible: str = ""
    clashing: frozenset[Code] = frozenset()
    posts: tuple[int, ...] = ()
    quotas: tuple[Fraction, ...] = ()
    reserve: int = 0
    ties: frozenset[Tied] = frozenset()
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One row: base + λ·weight, from ``low`` (the base held in the bounds) up to ``high``."""

    base: int
    weight: int
    low: int
    high: int | None


def answer(case: Case) -> Outcome:
    """Work the case out."""
    units = case.units
    bases = [case.base + case.base_by_class.get(u.size_class, 0) for u in units]
    reserve = case.reserve * case.total // 1
    if case.standards:
        bases = [0] * len(units)
        standards = [case.standards[u.size_class] for u in units]
        shared = [("standard", min(sum(standards), case.total - reserve), standards)]
        reserve = case.total - shared[0][1]
    else:
        pool = case.total - reserve - sum(bases)
        if pool < 0:
            return Outcome("total")
        composites = [_composite(case, part) for part in case.parts]
        if any(not weights for weights in composites):
            return Outcome("figures")
        names = [f"part_{n}" for n in range(len(case.parts))]
        split = _split(pool, [part.share for part in case.parts])
        shared = list(zip(names, split, composites, strict=True))
        reserve = reserve if case.parts else case.total - sum(bases)
    return _rounded(case, bases, shared, reserve)


def _rounded(
    case: Case, bases: list[int], shared: list[tuple[str, int, list[int]]], reserve: int
) -> Outcome:
    units = case.units
    exact = [
        base + sum((Fraction(p * w[n], sum(w)) for _, p, w in shared), Fraction(0))
        for n, base in enumerate(bases)
    ]
    chosen = case.max_change is not None or any((u.lower, u.upper) != (None, None) for u in units)
    if chosen or min(exact) < case.least:
        return _under_bounds(case, bases, shared, reserve)
    ties: set[Tied] = set()
    posts = list(bases)
    for name, pool, weights in shared:
        claims = [Claim(0, weight, 0, None) for weight in weights]
        seats, tied = _serve(case, name, pool, claims)
        posts = [held + more for held, more in zip(posts, seats, strict=True)]
        ties |= tied
    if min(posts) < case.least:
        return _under_bounds(case, bases, shared, reserve)
    return Outcome("", frozenset(), tuple(posts), tuple(exact), reserve, frozenset(ties))


def _under_bounds(
    case: Case, bases: list[int], shared: list[tuple[str, int, list[int]]], reserve: int
) -> Outcome:
    sums = prod(sum(weights) for _, _, weights in shared)
    claims, crossed = [], set()
    for n, unit in enumerate(case.units):
        low, high = _bounds(case, unit)
        if high is not None and low > high:
            crossed.add(unit.code)
        weight = sum(pool * w[n] * (sums // sum(w)) for _, pool, w in shared)
        least = max(low, bases[n] if high is None else min(bases[n], high))
        claims.append(Claim(bases[n], weight, least, high))
    if crossed:
        return Outcome("bounds", frozenset(crossed))
    total = case.total - reserve
    if sum(claim.low for claim in claims) > total:
        named = {u.code for u, c in zip(case.units, claims, strict=True) if c.low}
        return Outcome("bounds", frozenset(named))
    open_end = any(claim.weight and claim.high is None for claim in claims)
    if not open_end and sum(c.high or 0 if c.weight else c.low for c in claims) < total:
        named = {u.code for u, c in zip(case.units, claims, strict=True) if c.high is not None}
        return Outcome("bounds", frozenset(named))
    seats, ties = _serve(case, "bounded", total, claims)
    quotas = tuple(_quotas(total, claims))
    return Outcome("", frozenset(), tuple(seats), quotas, reserve, frozenset(ties), bounded=True)


def _bounds(case: Case, unit: Unit) -> tuple[int, int | None]:
    lows, highs = [case.least, unit.lower or 0], [unit.upper]
    if case.max_change is not None:
        lows.append(unit.current - case.max_change)
        highs.append(unit.current + case.max_change)
    return max(lows), min((high for high in highs if high is not None), default=None)


def _composite(case: Case, part: Part) -> list[int]:
    """Σ w·x/Σx per unit, over one denominator; nothing where a sum is 0."""
    columns = [[_figure(case, unit, name) for unit in case.units] for name, _ in part.drivers]
    sums = [sum(column) for column in columns]
    if min(sums) <= 0:
        return []
    found = [0] * len(case.units)
    for (_, weight), column, total in zip(part.drivers, columns, sums, strict=True):
        factor = int(weight * 10) * (prod(sums) // total)
        found = [value + factor * figure for value, figure in zip(found, column, strict=True)]
    if case.coefficients:
        raised = [int(case.coefficients[unit.function] * 100) for unit in case.units]
        found = [value * by for value, by in zip(found, raised, strict=True)]
    return found


def _figure(case: Case, unit: Unit, name: str) -> int:
    if name == "equal":
        return 1
    if name == "class":
        return int(case.class_weights[unit.size_class] * 10)
    if name == "registered_population":
        return unit.people
    of = {"area_km2": unit.area, "gdp": unit.gdp, "fiscal_revenue": unit.fiscal}
    return int(of[name] * 1_000_000)


def _split(pool: int, shares: Sequence[Fraction]) -> list[int]:
    """Split the pool among parts: largest remainders, the part listed first among equal ones."""
    exact = [pool * share / sum(shares) for share in shares]
    seats = [int(part) for part in exact]
    order = sorted(range(len(shares)), key=lambda n: (seats[n] - exact[n], n))
    for n in order[: pool - sum(seats)]:
        seats[n] += 1
    return seats


def _serve(case: Case, where: str, total: int, claims: list[Claim]) -> tuple[list[int], set[Tied]]:
    """Give whole seats; the tie is found beside them, and settled by the person or the rule."""
    if case.rounding == "largest-remainder":
        floors, equal, seats = _by_remainders(total, claims)
    else:
        floors, equal, seats = _by_seats(total, claims, squared=case.rounding != "sainte-lague")
    units = case.units
    order = sorted(
        equal, key=lambda n: (units[n].code not in case.preferred, -units[n].people, units[n].code)
    )
    for n in order[:seats]:
        floors[n] += 1
    if not seats or seats == len(equal):
        return floors, set()
    codes = [units[n].code for n in order]
    return floors, {Tied(where, seats, frozenset(codes), frozenset(codes[:seats]))}


def _by_remainders(total: int, claims: list[Claim]) -> tuple[list[int], list[int], int]:
    """Seats that are beyond doubt, the rows equal at the edge, and the seats among them."""
    quotas = _quotas(total, claims)
    floors = [int(quota) for quota in quotas]
    rest = [quota - floor for quota, floor in zip(quotas, floors, strict=True)]
    left = total - sum(floors)
    rising = [n for n, part in enumerate(rest) if part]
    if not left:
        return floors, [], 0
    if comb(len(rising), left) <= SETS:
        sets = [frozenset(picked) for picked in combinations(rising, left)]
        worth = [sum(rest[n] for n in picked) for picked in sets]
        best = [s for s, value in zip(sets, worth, strict=True) if value == max(worth)]
        sure, equal = frozenset.intersection(*best), frozenset.union(*best)
        equal -= sure
    else:
        edge = sorted((rest[n] for n in rising), reverse=True)[left - 1]
        sure = frozenset(n for n in rising if rest[n] > edge)
        equal = frozenset(n for n in rising if rest[n] == edge)
    for n in sure:
        floors[n] += 1
    return floors, sorted(equal), left - len(sure)


def _quotas(total: int, claims: list[Claim]) -> list[Fraction]:
    """Peg rows to the bound they break, the side that breaks more first, until none does."""
    pegged = {n: c.low for n, c in enumerate(claims) if not c.weight or c.high == c.low}
    while len(pegged) < len(claims):
        free = [(n, c) for n, c in enumerate(claims) if n not in pegged]
        above = total - sum(pegged.values()) - sum(c.base for _, c in free)
        scale = sum(c.weight for _, c in free)
        under = {n: d for n, c in free if (d := (c.low - c.base) * scale - above * c.weight) > 0}
        over = {
            n: d
            for n, c in free
            if c.high is not None and (d := above * c.weight - (c.high - c.base) * scale) > 0
        }
        if not under and not over:
            return _proved(total, claims, pegged, Fraction(above, scale))
        if sum(under.values()) >= sum(over.values()):
            pegged |= {n: claims[n].low for n in under}
        if sum(over.values()) >= sum(under.values()):
            pegged |= {n: claims[n].high or 0 for n in over}
    assert sum(pegged.values()) == total
    return [Fraction(pegged[n]) for n in range(len(claims))]


def _proved(
    total: int, claims: list[Claim], pegged: dict[int, int], factor: Fraction
) -> list[Fraction]:
    """Hold the answer against its definition: clamp(base + λ·weight), one λ for all."""
    found = [c.base + factor * c.weight for c in claims]
    for n, held in pegged.items():
        claim = claims[n]
        assert (found[n] <= held == claim.low) or (found[n] >= held == claim.high)
        found[n] = Fraction(held)
    assert sum(found) == total
    return found


def _by_seats(
    total: int, claims: list[Claim], *, squared: bool
) -> tuple[list[int], list[int], int]:
    """Seat by seat to the largest priority; as :func:`_by_remainders` gives them."""
    held = [c.low for c in claims]
    if total - sum(held) > SEATS:
        held = _ahead(total, claims, squared=squared)
    queue: list[tuple[Key, int]] = []
    for n, claim in enumerate(claims):
        _ask(queue, n, claim, held[n], squared=squared)
    last: Key | None = None
    given: list[int] = []
    for _ in range(total - sum(held)):
        key, n = heappop(queue)
        if key != last:
            last, given = key, []
        given.append(n)
        held[n] += 1
        _ask(queue, n, claims[n], held[n], squared=squared)
    asking = [n for key, n in queue if key == last]
    for n in given:
        held[n] -= 1
    return held, sorted(given + asking), len(given)


def _ask(queue: list[tuple[Key, int]], n: int, claim: Claim, held: int, *, squared: bool) -> None:
    """Put a row's claim to its next seat in the queue, the largest priority first."""
    if not claim.weight or held == claim.high:
        return
    above, weight = held - claim.base, claim.weight
    if not squared:
        key = (0, Fraction(-weight, 2 * above + 1))
    elif above:
        key = (0, Fraction(-weight * weight, above * (above + 1)))
    else:
        key = (-1, Fraction(-weight))
    heappush(queue, (key, n))


def _ahead(total: int, claims: list[Claim], *, squared: bool) -> list[int]:
    """Give all seats of a priority at or above a bar at once, with at least one left to give."""
    seats, everything = total - sum(c.base for c in claims), sum(c.weight for c in claims)
    while True:
        bar = Fraction(everything, seats)
        held = [_reached(claim, bar, squared=squared) for claim in claims]
        if sum(held) < total:
            return held
        seats -= max(1, sum(held) - total + 1)
        if seats < 1:
            return [claim.low for claim in claims]


def _reached(claim: Claim, bar: Fraction, *, squared: bool) -> int:
    """The posts of a row once every seat worth w/a ≥ bar (a: the divisor's mean) is given."""
    worth = claim.weight / bar
    if not worth:
        return claim.low
    # the last seat given is the largest a + 1 with a + 1/2 ≤ worth, or a(a + 1) ≤ worth²
    root = isqrt(1 + 4 * int(worth * worth))
    more = (root + 1) // 2 if squared else int(worth + Fraction(1, 2))
    held = max(claim.low, claim.base + more)
    return held if claim.high is None else min(held, claim.high)
