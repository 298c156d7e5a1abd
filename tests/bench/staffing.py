"""The exact three-step calculation against the same in float numpy, and how it grows."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from tests.bench.floats import calculate_in_floats
from tests.bench.nation import WHOLE, snapshot
from tests.bench.turns import in_turns
from townoffice.policy import Policies, shipped_packs
from townoffice.records import Adoption, KindGroup
from townoffice.staffing import Choices, StaffingRule, calculate, staffing_rule

SIZES = (1_000, 10_000, WHOLE)
TURNS = 9


def three_step() -> StaffingRule:
    """Give the method as a new book has it."""
    adopted = [Adoption("s2-three-step", "staffing", group) for group in KindGroup]
    groups = frozenset(KindGroup)
    policies = Policies(shipped_packs(), adopted)
    return staffing_rule(policies, date(2024, 12, 31), groups, "three-step", {})


def report(sizes: Sequence[int] = SIZES, turns: int = TURNS) -> Iterator[str]:
    """Give the lines of the table, one per size of county."""
    rule, choices = three_step(), Choices()
    yield "三步核编法 three-step: exact calculation ÷ the same in float numpy, Steps not made"
    yield f"{'units':>8} {'ratio':>7} {'exact ms':>9} {'float ms':>9} {'µs/unit':>8}  differing"
    for count in sizes:
        county = snapshot(count)
        exact, floats = calculate(county, rule, choices), calculate_in_floats(county, rule, choices)
        differing = sum(a.posts != b.posts for a, b in zip(exact.rows, floats.rows, strict=True))
        ratio = in_turns(
            partial(calculate, county, rule, choices),
            partial(calculate_in_floats, county, rule, choices),
            turns,
        )
        yield (
            f"{count:>8} {ratio.times:>7.2f} {ratio.a * 1e3:>9.1f} {ratio.b * 1e3:>9.1f}"
            f" {ratio.a / count * 1e6:>8.2f}  {differing}"
        )
