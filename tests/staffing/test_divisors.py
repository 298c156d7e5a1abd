"""Divisor methods: seat by seat as the definition says, and the US House as it was apportioned."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townoffice.staffing.apportion import Demand
from townoffice.staffing.divisors import HUNTINGTON_HILL, SAINTE_LAGUE, by_priority

HOUSE = Path(__file__).parents[2].parent / "shared" / "data" / "apportionment"
ROUNDINGS = st.sampled_from([SAINTE_LAGUE, HUNTINGTON_HILL])


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[Demand], int]:
    """Give rows under bounds, many with equal weights, and a total that can hold."""
    demands = []
    for _ in range(draw(st.integers(1, 7))):
        lower = draw(st.integers(0, 5))
        upper = draw(st.none() | st.integers(lower, lower + 8))
        demands.append(Demand("", draw(st.integers(0, 4)), draw(st.integers(0, 12)), lower, upper))
    least = sum(d.least for d in demands)
    tops = [d.most() for d in demands]
    most = least + 20 if None in tops else sum(top for top in tops if top is not None)
    return demands, draw(st.integers(least, max(least, most)))


def claim(demand: Demand, held: int, rounding: str) -> tuple[bool, Fraction]:
    """Give the priority of one seat more; a first seat by Huntington–Hill is before all others."""
    above, weight = held - demand.base, Fraction(demand.weight)
    if rounding == SAINTE_LAGUE:
        return False, weight / (2 * above + 1)
    return (True, weight) if above == 0 else (False, weight * weight / (above * (above + 1)))


def seat_by_seat(demands: list[Demand], total: int, rounding: str) -> tuple[list[int], set[int]]:
    """Give seats one at a time, ties to the first row, and the rows tied at the last seat."""
    held = [d.least for d in demands]
    last: tuple[int, tuple[bool, Fraction]] | None = None
    asking: dict[int, tuple[bool, Fraction]] = {}
    holding: list[tuple[int, tuple[bool, Fraction]]] = []
    for seat in range(total - sum(held) + 1):
        asking = {
            n: claim(d, held[n], rounding)
            for n, d in enumerate(demands)
            if d.weight and (d.upper is None or held[n] < d.upper)
        }
        if seat == total - sum(d.least for d in demands) or not asking:
            break
        row = max(asking, key=lambda n: (asking[n], -n))
        last = (row, asking[row])
        holding.append(last)
        held[row] += 1
    if last is None:
        return held, set()
    edge = last[1]
    tied = {n for n, key in asking.items() if key == edge}
    return held, (tied | {n for n, key in holding if key == edge}) if tied else set()


@given(rows(), ROUNDINGS)
def test_seats_are_those_given_one_by_one_and_every_tie_is_told(
    case: tuple[list[Demand], int], rounding: str
) -> None:
    demands, total = case
    found, parts = by_priority(total, demands, range(len(demands)), (), rounding)
    expected, tied = seat_by_seat(demands, total, rounding)
    assert list(found.seats) == expected
    assert set(found.tie.rows if found.tie else ()) == tied
    assert sum(found.seats) == total == sum(parts.fractions)


@given(rows(), ROUNDINGS, st.randoms(use_true_random=False))
def test_a_person_may_give_a_tied_seat_to_any_of_the_tied(
    case: tuple[list[Demand], int], rounding: str, random: object
) -> None:
    demands, total = case
    found, _ = by_priority(total, demands, range(len(demands)), (), rounding)
    if found.tie is None:
        return
    wanted = set(getattr(random, "sample")(found.tie.rows, found.tie.seats))  # noqa: B009 - hypothesis hands out an untyped Random
    given_, _ = by_priority(total, demands, range(len(demands)), wanted, rounding)
    assert given_.tie is not None
    assert set(given_.tie.given) == wanted


def test_the_tie_that_a_known_package_gets_wrong() -> None:
    demands = [Demand("", 0, weight, 0, None) for weight in (12, 12, 40)]
    found, _ = by_priority(51, demands, range(3), (), SAINTE_LAGUE)
    assert found.seats == (10, 9, 32)
    assert found.tie is not None
    assert found.tie.rows == (0, 1)


@pytest.mark.skipif(not HOUSE.is_dir(), reason="the census figures are not here")
@pytest.mark.parametrize("year", [2010, 2020])
def test_the_us_house_comes_out_by_huntington_hill(year: int) -> None:
    people = {row["STATE"]: int(row["Population"]) for row in read(f"{year}_census.csv")}
    official = {
        row["STATE"]: int(row["REPS"]) for row in read(f"Reapportionment_for_{year}_Census.csv")
    }
    states = sorted(people)
    demands = [Demand(state, 0, people[state], 1, None) for state in states]
    found, _ = by_priority(435, demands, range(50), (), HUNTINGTON_HILL)
    assert dict(zip(states, found.seats, strict=True)) == official


def read(name: str) -> list[dict[str, str]]:
    with (HOUSE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
