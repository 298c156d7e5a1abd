"""Line breaking: 避头尾, unbroken numbers, shrinking, and titles of two lines."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from townoffice.prints.wrap import (
    NO_END,
    NO_START,
    Measure,
    balanced,
    fit,
    lines_width,
    units,
    wrap,
)

WORDS = "乡镇街道编制测算核定基本浮动取整余数"
text = st.lists(
    st.one_of(
        st.text(alphabet=WORDS, min_size=1, max_size=6),
        st.sampled_from(
            ["2024年12月31日", "18650.00", "6:2:1:1", "5%", "GB/T", "−2", "3=1−2", "（", "《"]
        ),
        st.sampled_from([*"，。、；：）〕”》※", "（街道）", "“三定”", "《意见》"]),
    ),
    min_size=1,
    max_size=30,
).map("".join)


def ems(piece: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in piece)


@given(text, st.integers(8, 60))
def test_no_line_begins_or_ends_with_punctuation_that_may_not(body: str, width: int) -> None:
    assume(all(ems(unit) <= width for unit in units(body)))
    lines = wrap(body, ems, width)
    assert all(line[0] not in NO_START for line in lines[1:])
    assert all(line[-1] not in NO_END for line in lines[:-1])


@given(text, st.integers(1, 60))
def test_nothing_is_lost_and_no_line_is_too_wide(body: str, width: int) -> None:
    lines = wrap(body, ems, width)
    assert "".join(lines) == body
    assert all(ems(line) <= width or len(line) == 1 for line in lines)


@pytest.mark.parametrize("whole", ["2024年12月31日", "18650.00", "2021.07.15", "km²", "12月31日"])
def test_numbers_dates_and_latin_stay_whole(whole: str) -> None:
    for before in range(12):
        lines = wrap("编" * before + whole + "制" * 5, ems, 12)
        assert any(whole in line for line in lines)


def test_a_piece_wider_than_a_line_is_broken_rather_than_cut_off() -> None:
    assert wrap("1234567890", ems, 2) == ("1234", "5678", "90")


def test_a_break_in_the_text_is_kept() -> None:
    assert wrap("农业办公室\n生态办公室", ems, 40) == ("农业办公室", "生态办公室")


def test_words_shrink_by_half_points_before_they_wrap() -> None:
    def at(size: float) -> Measure:
        return lambda piece: ems(piece) * size

    assert fit("十个字的文字在这里了", at, 120, 12) == (12, ("十个字的文字在这里了",))
    assert fit("十个字的文字在这里了", at, 105, 12) == (10.5, ("十个字的文字在这里了",))
    size, lines = fit("十个字的文字在这里了", at, 60, 12)
    assert size == 9
    assert len(lines) == 2


def test_width_grows_until_three_lines_hold_the_text() -> None:
    width = lines_width("编" * 31, ems, 3, 5, 100)
    assert len(wrap("编" * 31, ems, width)) <= 3
    assert width < 12


TITLES = [
    "中共示例县委机构编制委员会办公室关于全县乡镇（街道）机构编制情况统计表",
    "示例县深化乡镇（街道）管理体制改革行政编制测算（核定）结果汇总表",
    "2024年度示例县乡镇（街道）领导班子考核得分排名表",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("width", range(20, 45))
def test_a_title_of_two_lines_keeps_words_whole_and_never_leaves_one_character(
    title: str, width: int
) -> None:
    lines = balanced(title, ems, width)
    if lines is None:
        assert ems(title) > 1.6 * width
        return
    assert "".join(lines) == title
    assert all(ems(line) <= width for line in lines)
    if len(lines) == 2:
        assert min(map(len, lines)) > 1
        assert not re.search("[（《]$", lines[0])
        assert lines[1][0] not in NO_START


@given(st.text(alphabet=WORDS, min_size=2, max_size=80), st.integers(3, 40))
def test_no_title_leaves_a_single_character(title: str, width: int) -> None:
    lines = balanced(title, ems, width)
    assert lines is None or len(lines) == 1 or min(map(len, lines)) > 1


def test_words_of_a_title_are_not_broken() -> None:
    lines = balanced("示例县乡镇街道机构编制情况统计表", ems, 10)
    assert lines is not None
    assert lines[0].endswith(("街道", "乡镇", "机构", "编制"))


def test_a_break_the_form_asks_for_is_taken() -> None:
    assert balanced("上面\n下面的一行", ems, 10) == ("上面", "下面的一行")
    assert balanced("上面\n下面的一行", ems, 4) is None
