"""Every method, exact against the same in float numpy, and how both grow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from tests.bench.floats import calculate_in_floats
from tests.bench.nation import WHOLE, snapshot
from tests.bench.turns import in_turns
from townoffice.policy import Policies, shipped_methods, shipped_packs
from townoffice.records import Adoption, FunctionClass, KindGroup, SizeClass, Snapshot
from townoffice.staffing import Choices, StaffingRule, calculate, staffing_rule

SIZES = (1_000, 10_000, WHOLE)
TURNS = 9
DIVISORS = ("sainte-lague", "huntington-hill")


def rules() -> Iterator[tuple[str, StaffingRule]]:
    """Give every method as shipped, and the first of them by the divisor roundings as well."""
    adopted = [Adoption("s2-three-step", "staffing", group) for group in KindGroup]
    policies, groups = Policies(shipped_packs(), adopted), frozenset(KindGroup)
    for method in shipped_methods():
        yield method, staffing_rule(policies, date(2024, 12, 31), groups, method, {})
    for rounding in DIVISORS:
        settings = {"rounding": rounding}
        rule = staffing_rule(policies, date(2024, 12, 31), groups, "three-step", settings)
        yield f"three-step {rounding}", rule


def county(count: int) -> tuple[Snapshot, Choices]:
    """Give a county with classes of both kinds, spread evenly."""
    plain, kinds, sizes = snapshot(count), list(FunctionClass), list(SizeClass)
    units = tuple(
        replace(unit, township=replace(unit.township, function_class=kinds[n % len(kinds)]))
        for n, unit in enumerate(plain.units)
    )
    classes = {unit.township.code: sizes[n % len(sizes)] for n, unit in enumerate(units)}
    return replace(plain, units=units), Choices(classes=classes)


def report(sizes: Sequence[int] = SIZES, turns: int = TURNS) -> Iterator[str]:
    """Give the lines of the table: one per method and size of county."""
    yield "staffing: exact calculation ÷ the same in float numpy, Steps not made"
    yield (
        f"{'method':<28} {'units':>6} {'ratio':>6} {'exact ms':>9} {'float ms':>9}"
        f" {'µs/unit':>8}  differing"
    )
    counties = {count: county(count) for count in sizes}
    for name, rule in rules():
        for count, (snap, choices) in counties.items():
            yield _line(name, rule, count, snap, choices, turns)


def _line(
    name: str, rule: StaffingRule, count: int, snap: Snapshot, choices: Choices, turns: int
) -> str:
    exact, floats = calculate(snap, rule, choices), calculate_in_floats(snap, rule, choices)
    differing = sum(a.posts != b.posts for a, b in zip(exact.rows, floats.rows, strict=True))
    ratio = in_turns(
        partial(calculate, snap, rule, choices),
        partial(calculate_in_floats, snap, rule, choices),
        turns,
    )
    return (
        f"{name:<28} {count:>6} {ratio.times:>6.2f} {ratio.a * 1e3:>9.1f} {ratio.b * 1e3:>9.1f}"
        f" {ratio.a / count * 1e6:>8.2f}  {differing}"
    )
