"""From a cell to a number: exact, in the ways people write, and honest about the rest."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townoffice.feedback import Level
from townoffice.sheets.fields import field_list
from townoffice.sheets.numbers import Number, Wrong, plain_text, read_number, tidy
from townoffice.sheets.workbook import Cell, CellDate, CellError

FIELDS = field_list("townships")
PEOPLE = FIELDS.field("registered_population")
AREA = FIELDS.field("area_km2")
MONEY = FIELDS.field("gdp")


def people(cell: Cell, factor: Fraction = Fraction(1)) -> Number | Wrong | None:
    return read_number(cell, PEOPLE, factor, FIELDS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("68200", 68200),
        (" 68,200 ", 68200),
        ("68 200", 68200),
        ("６８２００", 68200),
        ("６８，２００人", 68200),
        ("6.82万", 68200),
        ("6.82万人", 68200),
        ("6.82 万人", 68200),
        ("'68200", 68200),
        ("68200.0", 68200),
        ("0", 0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: int) -> None:
    assert people(text) == Number(value)


@pytest.mark.parametrize(
    "text", ["", "  ", "　", "-", "—", "——", "－", "/", "无", "暂无", "…", "N/A"]
)
def test_a_dash_is_missing_and_never_zero(text: str) -> None:
    assert people(text) is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (-1, "负数"),
        ("-5", "负数"),
        (Decimal("6.82"), "小数"),
        ("约6万", "不是数字"),
        ("68200*", "不是户籍人口的单位"),
        ("6,82", "不是数字"),
        ("68200万元", "不是户籍人口的单位"),
        (True, "是/否"),
        (10**15, "15 位"),
        ("1234567890123456", "15 位"),
        (CellError("#REF!"), "#REF!"),
        (CellDate("2024-12-31"), "日期"),
    ],
)
def test_what_cannot_be_stops_and_says_why(cell: Cell, words: str) -> None:
    found = people(cell)
    assert isinstance(found, Wrong)
    assert found.level is Level.STOP
    assert words in found.what
    assert found.hint


def test_scientific_notation_may_have_lost_digits_and_is_asked_about() -> None:
    found = people("6.82E+04")
    assert isinstance(found, Number)
    assert found.value == 68200
    assert found.doubt is not None
    assert found.doubt.level is Level.ASK


@pytest.mark.parametrize(
    ("text", "value"),
    [("8640公顷", "86.4"), ("129600亩", "86.4"), ("12.96万亩", "86.4"), ("86400000㎡", "86.4")],
)
def test_a_unit_in_the_cell_wins_over_the_header(text: str, value: str) -> None:
    assert read_number(text, AREA, Fraction(100), FIELDS) == Number(Decimal(value))


def test_a_conversion_that_rounds_keeps_the_exact_value_beside() -> None:
    found = read_number(1000, AREA, Fraction(1, 1500), FIELDS)
    assert found == Number(Decimal("0.666667"), exact=Fraction(2, 3))


def test_half_of_the_last_place_is_rounded_up() -> None:
    found = people(Decimal("1.00005"), Fraction(10_000))
    assert isinstance(found, Number)
    assert found.value == 10001


@given(st.integers(min_value=0, max_value=10**11))
def test_yuan_and_wan_yuan_say_the_same(yuan: int) -> None:
    in_yuan = read_number(yuan, MONEY, Fraction(1, 10_000), FIELDS)
    in_wan = read_number(tidy(Decimal(yuan).scaleb(-4)), MONEY, Fraction(1), FIELDS)
    assert in_yuan == in_wan
    assert isinstance(in_yuan, Number)
    assert in_yuan.exact is None
    assert Fraction(in_yuan.value) == Fraction(yuan, 10_000)


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_plain_text_is_read_back_as_the_same_number(value: Decimal) -> None:
    found = read_number(plain_text(value), AREA, Fraction(1), FIELDS)
    assert found == Number(tidy(value))
    assert "E" not in plain_text(value)
