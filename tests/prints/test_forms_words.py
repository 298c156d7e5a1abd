"""The words tables share."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townoffice.prints.forms.words import (
    adds_up,
    commission,
    data_until,
    names_of,
    percent,
    plain,
    reporting_unit,
    whole_weights,
)
from townoffice.records import County


@pytest.mark.parametrize(
    ("name", "word"), [("示例县", "县委编委"), ("示例市", "市委编委"), ("示例区", "区委编委")]
)
def test_the_commission_is_called_by_the_kind_of_county(name: str, word: str) -> None:
    assert commission(County(name, "999901")) == word


def test_the_reporting_unit_is_the_party_committees_office() -> None:
    assert reporting_unit(County("示例县", "999901")) == "中共示例县委机构编制委员会办公室"


def test_yearly_data_reach_to_the_end_of_their_year() -> None:
    assert data_until(2024, date(2025, 3, 31)) == "数据截至2024年12月31日"
    assert data_until(2024, date(2024, 6, 30)) == "数据截至2024年6月30日"


def test_policy_numbers_lose_needless_zeros_only() -> None:
    assert [plain(Decimal(t)) for t in ("0.050", "120", "1E+2", "15.0")] == [
        "0.05",
        "120",
        "100",
        "15",
    ]
    assert percent(Decimal("0.05")) == "5%"


@given(st.lists(st.fractions(min_value=Fraction(1, 50), max_value=50), min_size=1, max_size=6))
def test_whole_weights_keep_their_proportions(weights: list[Fraction]) -> None:
    wholes = whole_weights(weights)
    assert all(a * wholes[0] == b * weights[0] for a, b in zip(weights, wholes, strict=True))


def test_a_long_list_of_names_says_how_many() -> None:
    assert names_of("甲乙丙") == "甲、乙、丙"
    assert names_of("甲乙丙丁戊己") == "甲、乙、丙、丁、戊等6个单位"


def test_thirds_do_not_add_up_once_rounded() -> None:
    assert not adds_up([Fraction(100, 3)] * 3, 100, 4)
    assert adds_up([Fraction(25)] * 4, 100, 4)
