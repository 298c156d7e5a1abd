"""The claims at the edge of a divisor method: nobody who asked had more than anybody who got."""

from fractions import Fraction

import pytest

from tests.county import BOTH, ON, eight, policies
from townoffice.records import StaffingResult
from townoffice.staffing import Choices, calculate, staffing_rule
from townoffice.staffing.claims import claims

METHODS = ("three-step", "433", "weighted", "three-thirds-a")


def result_of(method: str, rounding: str, choices: Choices | None = None) -> StaffingResult:
    rule = staffing_rule(policies(), ON, BOTH, method, {"rounding": rounding})
    return calculate(eight(), rule, choices or Choices())


@pytest.mark.parametrize("rounding", ["sainte-lague", "huntington-hill"])
@pytest.mark.parametrize("method", METHODS)
def test_every_seat_held_has_the_larger_claim(method: str, rounding: str) -> None:
    found = claims(result_of(method, rounding))
    held = [claim.value for claim in found if claim.got]
    asked = [claim.value for claim in found if not claim.got]
    assert held
    assert asked
    assert min(held) >= max(asked)
    assert held == sorted(held, reverse=True)


def test_a_claim_is_the_quota_over_the_seats_and_a_half() -> None:
    result = result_of("433", "sainte-lague")
    last = result.tranches[0]
    for claim in claims(result):
        seats = last.seats[claim.row] - claim.got
        assert claim.value == last.quota(claim.row) / (seats + Fraction(1, 2))


def test_bounded_units_claim_nothing_beyond_their_bounds() -> None:
    code = eight().units[2].township.code
    pinned = Choices(lower={code: 30}, upper={code: 30})
    found = claims(result_of("433", "sainte-lague", pinned))
    assert 2 not in {claim.row for claim in found}


def test_largest_remainder_has_no_claims() -> None:
    assert claims(result_of("433", "largest-remainder")) == ()
