"""How many may be 优秀 in a year (domain.md §6.5, row S4.5)."""

from fractions import Fraction

import pytest

from tests.evaluation.contests import DAY, POLICIES
from townoffice.evaluation import excellent_quota, explain_quota, personal_rule
from townoffice.feedback import BadChoice
from townoffice.records import KindGroup


@pytest.mark.parametrize(
    ("staff", "settings", "most"),
    [
        (47, {}, 9),
        (47, {"personal_share": "0.15"}, 7),
        (47, {"personal_rounding": "ceil"}, 10),
        (48, {"personal_rounding": "half_up"}, 10),
        (47, {"personal_rounding": "half_up"}, 9),
        (45, {}, 9),
        (0, {"personal_rounding": "ceil"}, 0),
    ],
)
def test_so_many_of_so_many(staff: int, settings: dict[str, str], most: int) -> None:
    rule = personal_rule(POLICIES, DAY, KindGroup, settings)
    assert excellent_quota(staff, None, rule).most == most


def test_too_many_are_told_and_unreported_are_none() -> None:
    rule = personal_rule(POLICIES, DAY, KindGroup)
    assert excellent_quota(47, 11, rule).over == 2
    assert excellent_quota(47, 9, rule).over == 0
    assert excellent_quota(47, None, rule).over == 0


def test_the_number_is_explained_with_the_clause_and_the_inference() -> None:
    rule = personal_rule(POLICIES, DAY, KindGroup)
    step = explain_quota(excellent_quota(47, 9, rule), rule)
    assert (step.value, step.how) == (9, "9.4 人，小数舍去")
    product, way = step.steps
    assert product.value == Fraction("9.4")
    assert "20%" in product.steps[1].cites[0].quote
    assert (product.steps[1].inferred, way.inferred, step.inferred) == (False, True, True)


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(BadChoice, match="没有参数“share”"):
        personal_rule(POLICIES, DAY, KindGroup, {"share": "0.2"})
