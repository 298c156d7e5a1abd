"""What is typed and pasted into tables, read as numbers, filters and blocks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.tables import Cell, Column, clipboard
from ui.tables.filters import WrongFilter, parse
from ui.tables.layout import Layout
from ui.tables.numbers import MINUS, Number, Tally, number_in, shown
from ui.tables.order import Order
from ui.tables.pinyin import found_in, order_key


def passes(wanted: str, number: Number | None, text: str) -> bool:
    test = parse(wanted)
    assert test is not None
    assert not isinstance(test, WrongFilter), test.reason
    return test.passes(number, text)


@pytest.mark.parametrize(
    ("wanted", "number", "text", "found"),
    [
        ("青石", None, "青石镇", True),
        ("qsz", None, "青石镇", True),
        ("QS", None, "青石镇", True),
        ("qingshi", None, "青石镇", True),
        ("cqz", None, "重庆镇", True),  # 重 is read chóng and zhòng
        ("zqz", None, "重庆镇", True),
        ("bhz", None, "青石镇", False),
        ("青石|白河", None, "白河镇", True),
        ("镇 !白河", None, "白河镇", False),
        ("镇 !白河", None, "青石镇", True),
        (">100", 101, "101", True),
        (">100", 100, "100", False),
        ("＞100", 101, "101", True),
        (">=100", 100, "100", True),
        ("<=1.5万", 15_000, "15,000", True),
        (">5万", 51_400, "51,400", True),
        ("=34", 34, "34", True),
        ("=34", 340, "340", False),
        ("!=34", 340, "340", True),
        ("100~200", 150, "150", True),
        ("200-100", 150, "150", True),
        ("100..200", Fraction(401, 2), "200.5", False),
        ("-5~-1", -2, "−2", True),
        ("514", 51_400, "51,400", True),
        ("51,4", 51_400, "51,400", True),
        (">0", None, "—", False),
        ("=", None, "", True),
        ("=", 0, "0", False),
        ("!", None, "", False),
        ("=一类", None, "一类", True),
        ("2024-03", None, "2024-03-01", True),
        ("a|", None, "阿坝镇", True),
    ],
)
def test_filter(wanted: str, number: Number | None, text: str, *, found: bool) -> None:
    assert passes(wanted, number, text) is found


def test_a_limit_between_two_floats_is_compared_exactly() -> None:
    third = Fraction(1, 3)
    assert passes(">0.3333333333333333", third, "0.3333")
    assert not passes(">0.33333333333333333334", third, "0.3333")


def test_a_comparison_without_a_number_is_refused_with_its_reason() -> None:
    wrong = parse(">很多")
    assert isinstance(wrong, WrongFilter)
    assert "后面要写一个数" in wrong.reason
    assert isinstance(parse("青石|>"), WrongFilter)
    assert parse("   ") is None


@given(st.fractions(), st.fractions())
def test_smaller_and_not_smaller_part_all_numbers(value: Fraction, limit: Fraction) -> None:
    bound = Fraction(round(limit * 1000), 1000)
    typed = shown(bound, 3).replace(",", "")
    assert passes(f"<{typed}", value, "x") != passes(f">={typed}", value, "x")


@given(st.text(max_size=30))
def test_no_text_breaks_the_filter(typed: str) -> None:
    test = parse(typed)
    if test is not None and not isinstance(test, WrongFilter):
        test.passes(3, "3")
        test.passes(None, typed)


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(0, 6))
def test_a_shown_number_reads_back_as_itself(units: int, places: int) -> None:
    value = Fraction(units, 10**places)
    assert number_in(shown(value, places)) == value


def test_shown_rounds_half_up_and_has_no_minus_zero() -> None:
    assert shown(Fraction(1, 8), 2) == "0.13"
    assert shown(Fraction(-1, 8), 2) == f"{MINUS}0.13"
    assert shown(Fraction(-1, 1000), 2) == "0.00"
    assert shown(1_234_567, 0) == "1,234,567"


def summed(cells: list[tuple[str, Number | None]]) -> str:
    tally = Tally()
    for text, number in cells:
        tally.add(text, number)
    return tally.words()


def test_sums_are_exact() -> None:
    tenth: list[tuple[str, Number | None]] = [("0.1", Fraction(1, 10))] * 3
    assert summed(tenth) == "选中 3 格 · 合计 0.3 · 平均 0.1 · 最小 0.1 · 最大 0.1"
    posts: list[tuple[str, Number | None]] = [
        (str(one), one) for one in (32, 28, 24, 25, 21, 21, 30, 23)
    ]
    assert summed(posts) == "选中 8 格 · 合计 204 · 平均 25.5 · 最小 21 · 最大 32"
    assert summed([("青石镇", None), ("34", 34)]).startswith("选中 2 格（1 个数） · 合计 34")
    assert summed([]) == ""
    assert summed([("119.04", Fraction("119.04"))]) == "选中 1 格 · 119.04 · 按 F1 看怎么来的"


def test_a_copied_number_is_one_that_wps_can_add_up() -> None:
    assert clipboard.shown(Cell("51,400", number=51_400), None) == "51400"
    assert clipboard.shown(Cell("−2", number=-2), None) == "-2"
    assert clipboard.shown(Cell("+7", number=7), None) == "7"
    assert clipboard.shown(Cell("超 1", number=-1), None) == "超 1"
    assert clipboard.shown(Cell("34"), "3a") == "3a"


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=8
).map(str.strip)


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1)
    )
)
def test_what_is_copied_pastes_back(block: list[list[str]]) -> None:
    if block[-1] == [""]:  # a lone empty last line cannot be told from the final line break
        return
    read = clipboard.read(clipboard.written(block))
    assert [row for row in read if any(row)] == [row for row in block if any(row)]


def test_a_line_break_inside_quotes_belongs_to_the_cell() -> None:
    assert clipboard.read('甲\t"一\n二"\r\n乙\t3\r\n') == [["甲", "一\n二"], ["乙", "3"]]
    assert clipboard.read("") == []


def test_pinyin_order_is_that_of_a_register() -> None:
    names = ["云岭镇", "白河镇", "青石镇", "高坪乡"]
    assert sorted(names, key=order_key) == ["白河镇", "高坪乡", "青石镇", "云岭镇"]
    assert found_in("gpx", "高坪乡")


Pair = tuple[int, Fraction | None]


def sorted_by(values: list[Fraction | None], *, descending: bool) -> list[Fraction | None]:
    column: Column[Pair] = Column("v", "值", lambda row: Cell(str(row[1]), number=row[1]))
    order: Order[Pair] = Order()
    order.take(list(enumerate(values)))
    work = order.arrange(column, [], descending=descending)
    while True:
        try:
            next(work)
        except StopIteration as done:
            return [values[at] for at in done.value]


@given(values=st.lists(st.one_of(st.none(), st.fractions())), descending=st.booleans())
def test_numbers_sort_exactly_and_unknown_ones_last(
    values: list[Fraction | None], *, descending: bool
) -> None:
    known = sorted((one for one in values if one is not None), reverse=descending)
    assert sorted_by(values, descending=descending) == known + [None] * values.count(None)


def test_numbers_with_the_same_nearest_float_still_sort_exactly() -> None:
    small = Fraction(1, 3)
    large = small + Fraction(1, 10**30)
    assert float(small) == float(large)
    assert sorted_by([large, small], descending=False) == [small, large]
    huge = Fraction(10**400, 3)
    assert sorted_by([huge, small, -huge], descending=False) == [-huge, small, huge]


def column(key: str, *, frozen: bool = False, hidden: bool = False) -> Column[str]:
    return Column(key, key.upper(), Cell, frozen=frozen, hidden=hidden)


def test_a_layout_survives_and_takes_in_new_columns() -> None:
    before = Layout([column("n", frozen=True), column("a"), column("b"), column("c")])
    before.choose(["n", "c", "b", "a"], ["n", "c", "a"])
    before.widths["c"] = 200
    after = Layout([column("n", frozen=True), column("a"), column("new"), column("b"), column("c")])
    after.take_text(before.to_text())
    assert [one.key for one in after.visible()] == ["n", "c", "a", "new"]
    assert after.width(after.visible()[1]) == 200


@pytest.mark.parametrize("text", ["{", "[]", '{"order": 3, "widths": {"a": "x"}}', "null", '"x"'])
def test_a_layout_that_cannot_be_read_is_as_if_never_kept(text: str) -> None:
    layout = Layout([column("a"), column("b", hidden=True)])
    layout.take_text(text)
    assert [one.key for one in layout.visible()] == ["a"]


def test_a_table_never_loses_its_last_column() -> None:
    layout = Layout([column("a"), column("b")])
    layout.choose(["a", "b"], [])
    assert [one.key for one in layout.visible()] == ["a"]
