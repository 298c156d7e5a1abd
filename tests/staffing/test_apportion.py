"""Laws of the allocation, against a brute-force oracle that shares nothing with it."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townoffice.feedback import Contradiction
from townoffice.records import summed
from townoffice.staffing.apportion import (
    Demand,
    bounded_largest_remainder,
    bounded_quotas,
    largest_remainder,
)

WEIGHTS = st.lists(st.integers(0, 60), min_size=1, max_size=7).filter(any)


def oracle_sets(quotas: list[Fraction], total: int) -> list[frozenset[int]]:
    """Every set of rows that may be rounded up: none outside has a larger remainder."""
    floors = [q.numerator // q.denominator for q in quotas]
    rest = [q - f for q, f in zip(quotas, floors, strict=True)]
    left = total - sum(floors)
    return [
        frozenset(rows)
        for rows in combinations(range(len(quotas)), left)
        if all(rest[i] >= rest[j] for i in rows for j in range(len(quotas)) if j not in rows)
    ]


@given(WEIGHTS, st.integers(0, 200))
def test_plain_rounding_is_one_the_oracle_allows_and_every_tie_is_reported(
    weights: list[int], total: int
) -> None:
    found = largest_remainder(total, weights, range(len(weights)))
    quotas = [Fraction(total * w, sum(weights)) for w in weights]
    allowed = oracle_sets(quotas, total)
    assert sum(found.seats) == total
    assert frozenset(found.risen) in allowed
    assert all(abs(s - q) < 1 for s, q in zip(found.seats, quotas, strict=True))
    assert (found.tie is not None) == (len(allowed) > 1)
    if found.tie is not None:
        changing = frozenset.union(*allowed) - frozenset.intersection(*allowed)
        assert set(found.tie.rows) == changing
        assert len(found.tie.given) == found.tie.seats < len(found.tie.rows)


@given(WEIGHTS, st.integers(0, 200), st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_nothing(
    weights: list[int], total: int, random: object
) -> None:
    order = list(range(len(weights)))
    getattr(random, "shuffle")(order)  # noqa: B009 - hypothesis hands out an untyped Random
    plain = largest_remainder(total, weights, range(len(weights)))
    shuffled = largest_remainder(
        total,
        [weights[i] for i in order],
        sorted(range(len(order)), key=order.__getitem__),
    )
    assert [plain.seats[i] for i in order] == list(shuffled.seats)


def test_a_tie_goes_by_precedence_or_to_the_preferred() -> None:
    by_rule = largest_remainder(51, [12, 12, 40], [1, 0, 2])
    assert by_rule.seats == (9, 10, 32)
    assert by_rule.tie is not None
    assert by_rule.tie.rows == (0, 1)
    decided = largest_remainder(51, [12, 12, 40], [1, 0, 2], preferred={0})
    assert decided.seats == (10, 9, 32)


def test_no_weight_at_all_is_a_contradiction() -> None:
    with pytest.raises(Contradiction, match="分配系数全部为 0"):
        largest_remainder(5, [0, 0], range(2))


DEMANDS = st.lists(
    st.tuples(
        st.integers(0, 6), st.integers(0, 9), st.integers(0, 8), st.none() | st.integers(0, 9)
    ),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        Demand(f"单位{n}", base, weight, lower, None if extra is None else lower + extra)
        for n, (base, weight, lower, extra) in enumerate(rows)
    ]
)


def feasible(demands: list[Demand], total: int) -> bool:
    """Say by itself whether the total lies between what the rows take at least and at most."""

    def part(d: Demand, factor: int) -> int:
        low = max(d.lower, d.base + factor * d.weight)
        return low if d.upper is None else min(low, d.upper)

    return sum(part(d, 0) for d in demands) <= total <= sum(part(d, 10**6) for d in demands)


@given(DEMANDS, st.integers(0, 60))
def test_bounded_quotas_are_one_clamped_line_through_the_total(
    demands: list[Demand], total: int
) -> None:
    if not feasible(demands, total):
        with pytest.raises(Contradiction, match="总量与上下限矛盾"):
            bounded_quotas(total, demands)
        return
    quotas = bounded_quotas(total, demands)
    assert sum(quotas) == total
    factors = set()
    for d, q in zip(demands, quotas, strict=True):
        assert q >= d.lower
        assert d.upper is None or q <= d.upper
        if d.weight and q > d.lower and (d.upper is None or q < d.upper):
            factors.add((q - d.base) / d.weight)
    assert len(factors) <= 1
    factor = factors.pop() if factors else None
    if factor is not None:  # whoever stands on a bound must have been pushed there by the line
        for d, q in zip(demands, quotas, strict=True):
            line = d.base + factor * d.weight
            assert q == line or (q == d.lower and line <= q) or (q == d.upper and line >= q)


@given(DEMANDS, st.integers(0, 60))
def test_bounded_rounding_keeps_sum_and_bounds_and_reports_ties(
    demands: list[Demand], total: int
) -> None:
    if not feasible(demands, total):
        return
    found, parts = bounded_largest_remainder(total, demands, range(len(demands)))
    assert sum(found.seats) == total
    for d, seats in zip(demands, found.seats, strict=True):
        assert d.lower <= seats
        assert d.upper is None or seats <= d.upper
    allowed = oracle_sets(list(parts.fractions), total)
    assert frozenset(found.risen) in allowed
    assert (found.tie is not None) == (len(allowed) > 1)


def test_clashing_bounds_are_named() -> None:
    with pytest.raises(Contradiction, match="青石镇：下限 5 高于上限 4"):
        bounded_quotas(9, [Demand("青石镇", 0, 1, 5, 4)])
    with pytest.raises(Contradiction, match="各单位下限合计 8 名，可分配的只有 7 名"):
        bounded_quotas(7, [Demand("甲", 0, 1, 4, None), Demand("乙", 0, 1, 4, None)])
    with pytest.raises(Contradiction, match="各单位上限合计 6 名，可分配的有 7 名"):
        bounded_quotas(7, [Demand("甲", 0, 1, 0, 3), Demand("乙", 0, 1, 0, 3)])


@given(st.lists(st.integers() | st.decimals(-(10**9), 10**9, places=4) | st.fractions()))
def test_a_sum_of_many_is_the_sum_one_by_one(values: list[int | Decimal | Fraction]) -> None:
    assert summed(values) == sum((Fraction(value) for value in values), Fraction(0))
