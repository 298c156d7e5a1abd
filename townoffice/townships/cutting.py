"""The size class of ranked units: by cut lines, or by proportions of the list (``domain.md`` §1.3).

Cut lines belong to an index whose county mean is 100, and to points; of another index they say
nothing, and there is no class. Proportions give every index a class.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from townoffice.records import SizeClass
from townoffice.townships.rule import ClassificationRule

_WITH_LINES = frozenset({"mean", "additional", "points"})


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a unit stands: class, distance to the nearest cut, which one, near it, tied at it."""

    size: SizeClass | None
    distance: Fraction | None = None
    nearest: int | None = None
    near: bool = False
    tie: bool = False


def cut(ranked: Sequence[Fraction], rule: ClassificationRule) -> list[Cut]:
    """Cut a ranked list (best first) into classes, place by place."""
    if rule.assignment == "proportion":
        return _by_proportion(ranked, rule)
    if rule.index not in _WITH_LINES:
        return [Cut(None)] * len(ranked)
    return [_by_lines(index, rule) for index in ranked]


def _by_lines(index: Fraction, rule: ClassificationRule) -> Cut:
    """Compare with the cut lines, lower bounds included."""
    first, second = index - rule.cuts[0], index - rule.cuts[1]
    size = SizeClass.FIRST if first >= 0 else SizeClass.SECOND if second >= 0 else SizeClass.THIRD
    nearest, distance = (1, first) if abs(first) <= abs(second) else (2, second)
    return Cut(size, distance, nearest, abs(distance) < rule.near)


def _by_proportion(ranked: Sequence[Fraction], rule: ClassificationRule) -> list[Cut]:
    first, second, _ = counts_of(len(ranked), rule.proportions)
    edges = [(line, place) for line, place in ((1, first), (2, first + second))]
    inner = [(line, place) for line, place in edges if 0 < place < len(ranked)]
    return [_at(place, ranked, edges, inner, rule) for place in range(len(ranked))]


def _at(
    place: int,
    ranked: Sequence[Fraction],
    edges: Sequence[tuple[int, int]],
    inner: Sequence[tuple[int, int]],
    rule: ClassificationRule,
) -> Cut:
    """Place one unit; its distance is that to the nearest unit across the nearest cut."""
    size = SizeClass(1 + sum(place >= edge for _, edge in edges))
    across = [
        (ranked[place] - ranked[edge if place < edge else edge - 1], line) for line, edge in inner
    ]
    if not across:
        return Cut(size)
    distance, nearest = min(across, key=lambda found: abs(found[0]))
    return Cut(size, distance, nearest, _near(distance, len(ranked), rule), distance == 0)


def _near(distance: Fraction, units: int, rule: ClassificationRule) -> bool:
    """Tell whether two units are near; the limit is in points of an index with the mean 100.

    Shares are the same index ÷ the number of units. Mean ranks are no points: only equal ones are
    near.
    """
    if rule.by_rank:
        return distance == 0
    return abs(distance) * (units if rule.index == "share" else 1) < rule.near


def counts_of(units: int, proportions: tuple[Fraction, Fraction, Fraction]) -> tuple[int, int, int]:
    """Share the units among the classes; equal remainders go to the class listed first."""
    whole = sum(proportions)
    quotas = [units * share / whole for share in proportions]
    counts = [quota.__floor__() for quota in quotas]
    order = sorted(range(3), key=lambda n: counts[n] - quotas[n])
    for n in order[: units - sum(counts)]:
        counts[n] += 1
    return counts[0], counts[1], counts[2]
