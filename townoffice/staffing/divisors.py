"""Share out whole posts by a divisor method: Sainte-Laguë or Huntington–Hill, under bounds.

Every row starts at its least; each further seat goes to the row below its upper bound with the
largest priority: w/(2a+1) for Sainte-Laguë, w²/(a(a+1)) for Huntington–Hill, a being the seats held
above the base (a = 0 comes first of all, larger w first). A row of weight 0 gets no further seat.
Equal priorities at the last seat are a tie. Source: ``domain.md`` §0.2; Balinski & Young, *Fair
Representation*, 1982.

Exactness: two different fractions with denominators up to D differ by at least 1/D², so
⌊w·D²/d⌋ keeps their order and is equal only for equal ones. All comparisons are of integers.
"""

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd
from typing import TypeAlias

from townoffice.staffing.apportion import Allocation, Demand, EqualRemainders, bounded_quotas

_Claim: TypeAlias = Callable[[int], tuple[int, int] | None]

SAINTE_LAGUE = "sainte-lague"
HUNTINGTON_HILL = "huntington-hill"


def by_priority(
    total: int,
    demands: Sequence[Demand],
    precedence: Sequence[int],
    preferred: Collection[int],
    rounding: str,
) -> tuple[Allocation, tuple[Fraction, ...]]:
    """Share ``total`` posts and give the exact quotas beside them.

    ``risen`` are the rows above the floor of their quota, in the order of ``precedence``.
    """
    quotas = bounded_quotas(total, demands)
    floors = [q.numerator // q.denominator for q in quotas]
    seats = _Seats(total, demands, floors, rounding)
    seats.fill(total)
    tie = seats.settle(precedence, preferred)
    risen = tuple(row for row in precedence if seats.held[row] > floors[row])
    return Allocation(tuple(seats.held), risen, tie), quotas


class _Seats:
    """Seats on their way to the optimum: no row would take a seat with a larger priority."""

    def __init__(
        self, total: int, demands: Sequence[Demand], floors: Sequence[int], rounding: str
    ) -> None:
        self._demands = demands
        self._squared = rounding == HUNTINGTON_HILL
        common = gcd(*(d.weight for d in demands)) or 1
        self._weights = [d.weight // common for d in demands]
        most = total * (total + 1) if self._squared else 2 * total + 1
        self._scale = most * most
        heaviest = max(self._weights, default=0)
        self._first = (heaviest * heaviest + 1) * self._scale
        self.held = [max(d.least, floor) for d, floor in zip(demands, floors, strict=True)]

    def fill(self, total: int) -> None:
        """Give or take seats until the sum holds, then move seats while that is an improvement."""
        takers = [entry for row in range(len(self.held)) if (entry := self._next(row))]
        givers = [entry for row in range(len(self.held)) if (entry := self._last(row))]
        heapify(takers)
        heapify(givers)
        left = total - sum(self.held)
        while left or self._improves(takers, givers):
            if left >= 0:
                self._move(heappop(takers)[1], 1, takers, givers)
            if left <= 0:
                self._current(givers, self._last)
                self._move(heappop(givers)[1], -1, takers, givers)
            left -= (left > 0) - (left < 0)
            self._current(takers, self._next)

    def settle(
        self, precedence: Sequence[int], preferred: Collection[int]
    ) -> EqualRemainders | None:
        """Find equal priorities at the last seat and give the seats as the rule or a person says.

        The rule serves in the order of ``precedence``, after the ``preferred``.
        """
        lasts = {row: entry[0] for row in range(len(self.held)) if (entry := self._last(row))}
        nexts = {row: -entry[0] for row in range(len(self.held)) if (entry := self._next(row))}
        if not lasts or not nexts or min(lasts.values()) != max(nexts.values()):
            return None
        edge = min(lasts.values())
        given = [row for row, key in lasts.items() if key == edge]
        asking = [row for row, key in nexts.items() if key == edge]
        equal = frozenset((*given, *asking))
        order = [row for row in precedence if row in equal]
        order.sort(key=lambda row: row not in preferred)
        for row in given:
            self.held[row] -= 1
        for row in order[: len(given)]:
            self.held[row] += 1
        return EqualRemainders(len(given), tuple(sorted(equal)), tuple(order[: len(given)]))

    def _improves(self, takers: list[tuple[int, int]], givers: list[tuple[int, int]]) -> bool:
        self._current(takers, self._next)
        self._current(givers, self._last)
        return bool(takers and givers) and -takers[0][0] > givers[0][0]

    def _current(self, heap: list[tuple[int, int]], entry_of: _Claim) -> None:
        """Drop entries that a move has made old."""
        while heap and entry_of(heap[0][1]) != heap[0]:
            heappop(heap)

    def _move(
        self, row: int, by: int, takers: list[tuple[int, int]], givers: list[tuple[int, int]]
    ) -> None:
        self.held[row] += by
        if entry := self._next(row):
            heappush(takers, entry)
        if entry := self._last(row):
            heappush(givers, entry)

    def _next(self, row: int) -> tuple[int, int] | None:
        """The claim to one seat more, with the largest first; None where there is none."""
        demand, held = self._demands[row], self.held[row]
        full = demand.upper is not None and held >= demand.upper
        return None if full or not demand.weight else (-self._key(row, held), row)

    def _last(self, row: int) -> tuple[int, int] | None:
        """The claim by which the last seat is held; None where it is not at stake."""
        held = self.held[row]
        return (self._key(row, held - 1), row) if held > self._demands[row].least else None

    def _key(self, row: int, held: int) -> int:
        above, weight = held - self._demands[row].base, self._weights[row]
        if not self._squared:
            return weight * self._scale // (2 * above + 1)
        if above == 0:
            return self._first + weight
        return weight * weight * self._scale // (above * (above + 1))
