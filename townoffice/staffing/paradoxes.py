"""Paradoxes of rounding, looked for: a larger pool or a growing unit that costs a unit a post.

Largest remainder allows both (Balinski & Young, *Fair Representation*, 1982); the divisor methods
do not, and are the remedy to name. Nothing here changes a figure.
"""

from dataclasses import dataclass, replace

from townoffice.feedback import Contradiction
from townoffice.records import Snapshot, StaffingResult
from townoffice.staffing.engine import calculate
from townoffice.staffing.rule import Choices, StaffingRule


@dataclass(frozen=True, slots=True)
class Alabama:
    """One post more in the total, and these units (codes) have fewer: (code, posts, posts then)."""

    total: int
    losers: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class PopulationParadox:
    """By the next year's figures ``riser`` grew more than ``other``, and lost a post to it.

    ``riser`` and ``other`` are codes; the posts are those by the earlier and by the later figures.
    """

    riser: str
    other: str
    riser_posts: tuple[int, int]
    other_posts: tuple[int, int]


def alabama(
    snapshot: Snapshot, rule: StaffingRule, choices: Choices, result: StaffingResult
) -> Alabama | None:
    """Calculate once more with one post more; None where no unit loses by it."""
    try:
        more = calculate(snapshot, rule, replace(choices, total=result.total + 1))
    except Contradiction:  # no post more fits under the upper bounds
        return None
    losers = tuple(
        (row.code, row.posts, then.posts)
        for row, then in zip(result.rows, more.rows, strict=True)
        if then.posts < row.posts
    )
    return Alabama(result.total + 1, losers) if losers else None


def population_paradox(earlier: StaffingResult, later: StaffingResult) -> PopulationParadox | None:
    """Find two units whose weights and posts moved against each other; both with the same total.

    Compared is growth of the weight that shares the pool, in methods of one tranche. None where
    there is no such pair, or the totals differ.
    """
    if earlier.total != later.total or len(earlier.tranches) != 1 or len(later.tranches) != 1:
        return None
    (first,), (second,) = earlier.tranches, later.tranches
    before = {row.code: (first.weights[n], row.posts) for n, row in enumerate(earlier.rows)}
    moved = [
        (row.code, before[row.code], (second.weights[n], row.posts))
        for n, row in enumerate(later.rows)
        if row.code in before
    ]
    losers = [unit for unit in moved if unit[2][1] < unit[1][1]]
    gainers = [unit for unit in moved if unit[2][1] > unit[1][1]]
    for riser, (weight, posts), (weight_then, posts_then) in losers:
        for other, (small, held), (small_then, held_then) in gainers:
            if weight_then * small > weight * small_then:  # grew by the larger factor
                return PopulationParadox(riser, other, (posts, posts_then), (held, held_then))
    return None
