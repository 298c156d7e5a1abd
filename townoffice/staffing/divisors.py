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
from heapq import heapify, heappop, heappush
from typing import TypeAlias

from townoffice.staffing.apportion import Allocation, Demand, EqualRemainders, Parts, bounded_parts

_Claim: TypeAlias = Callable[[int], tuple[int, int] | None]

SAINTE_LAGUE = "sainte-lague"
HUNTINGTON_HILL = "huntington-hill"


def by_priority(
    total: int,
    demands: Sequence[Demand],
    precedence: Sequence[int],
    preferred: Collection[int],
    rounding: str,
) -> tuple[Allocation, Parts]:
    """Share ``total`` posts and give the exact quotas beside them.

    ``risen`` are the rows above the floor of their quota, in the order of ``precedence``.
    """
    parts = bounded_parts(total, demands)
    floors = [numerator // parts.scale for numerator in parts.numerators]
    seats = _Seats(total, demands, parts, rounding)
    seats.fill(total)
    tie = seats.settle(precedence, preferred)
    held = seats.held
    risen = tuple(row for row in precedence if held[row] > floors[row])
    return Allocation(tuple(held), risen, tie), parts


class _Seats:
    """Seats on their way to the optimum: no row would take a seat with a larger priority."""

    def __init__(self, total: int, demands: Sequence[Demand], parts: Parts, rounding: str) -> None:
        self._demands = demands
        self._squared = rounding == HUNTINGTON_HILL
        most = total * (total + 1) if self._squared else 2 * total + 1
        self._scale = most * most
        heaviest = max((d.weight for d in demands), default=0)
        self._first = (heaviest * heaviest + 1) * self._scale
        self._least = [d.least for d in demands]
        half = parts.scale // 2  # a guess: near the nearest whole posts there is least to correct
        self.held = [
            max(least, (numerator + half) // parts.scale)
            for least, numerator in zip(self._least, parts.numerators, strict=True)
        ]
        self._takers: list[tuple[int, int]] = []
        self._givers: list[tuple[int, int]] = []

    def fill(self, total: int) -> None:
        """Give or take seats until the sum holds, then move seats while that is an improvement."""
        rows = range(len(self.held))
        takers = self._takers = [entry for row in rows if (entry := self._next(row))]
        givers = self._givers = [entry for row in rows if (entry := self._last(row))]
        heapify(takers)
        heapify(givers)
        left = total - sum(self.held)
        while left or self._improves():
            if left >= 0:
                self._move(heappop(takers)[1], 1)
            if left <= 0:
                self._current(givers, self._last)
                self._move(heappop(givers)[1], -1)
            left -= (left > 0) - (left < 0)
            self._current(takers, self._next)

    def settle(
        self, precedence: Sequence[int], preferred: Collection[int]
    ) -> EqualRemainders | None:
        """Find equal priorities at the last seat and give the seats as the rule or a person says.

        The rule serves in the order of ``precedence``, after the ``preferred``.
        """
        if not self._takers or not self._givers or -self._takers[0][0] != self._givers[0][0]:
            return None
        edge = self._givers[0][0]
        given = {row for key, row in self._givers if key == edge and self._last(row) == (key, row)}
        asking = {
            row for key, row in self._takers if key == -edge and self._next(row) == (key, row)
        }
        equal = given | asking
        order = [row for row in precedence if row in equal]
        order.sort(key=lambda row: row not in preferred)
        for row in given:
            self.held[row] -= 1
        for row in order[: len(given)]:
            self.held[row] += 1
        return EqualRemainders(len(given), tuple(sorted(equal)), tuple(order[: len(given)]))

    def _improves(self) -> bool:
        """Tell whether the first to ask has a larger claim than the first to give up."""
        self._current(self._takers, self._next)
        self._current(self._givers, self._last)
        return bool(self._takers and self._givers and -self._takers[0][0] > self._givers[0][0])

    def _current(self, heap: list[tuple[int, int]], entry_of: _Claim) -> None:
        """Drop entries that a move has made old."""
        while heap and entry_of(heap[0][1]) != heap[0]:
            heappop(heap)

    def _move(self, row: int, by: int) -> None:
        self.held[row] += by
        if entry := self._next(row):
            heappush(self._takers, entry)
        if entry := self._last(row):
            heappush(self._givers, entry)

    def _next(self, row: int) -> tuple[int, int] | None:
        """The claim to one seat more, with the largest first; None where there is none."""
        _, base, weight, _, upper = self._demands[row]
        held = self.held[row]
        if not weight or (upper is not None and held >= upper):
            return None
        return -self._key(weight, held - base), row

    def _last(self, row: int) -> tuple[int, int] | None:
        """The claim by which the last seat is held; None where it is not at stake."""
        held = self.held[row]
        if held <= self._least[row]:
            return None
        demand = self._demands[row]
        return self._key(demand.weight, held - 1 - demand.base), row

    def _key(self, weight: int, above: int) -> int:
        if not self._squared:
            return weight * self._scale // (2 * above + 1)
        if above == 0:
            return self._first + weight
        return weight * weight * self._scale // (above * (above + 1))
