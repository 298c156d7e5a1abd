"""Sheet, body size, widths, heights and page breaks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prints.columns import NAME, SERIAL, number
from tests.prints.paper_forms import (
    classification,
    comparison,
    list_of,
    sixty_units,
    staffing,
)
from townoffice.feedback import BadChoice
from townoffice.prints.fonts import FontSet, Role
from townoffice.prints.form import Column, ColumnKind, Form, Group, Section, index_marks
from townoffice.prints.heads import Head
from townoffice.prints.pages import KEPT_ROWS, Page, Tables, paginate
from townoffice.prints.pdf import Layout, lay_out
from townoffice.prints.plan import Grid, Strip
from townoffice.prints.sheet import Paper, corner, page_numbers
from townoffice.prints.typeset import Typesetter


def laid_out(form: Form, fonts: FontSet) -> Layout:
    return lay_out(form, Typesetter(fonts))


@pytest.mark.parametrize(
    ("form", "paper", "size", "pages"),
    [
        (classification(), Paper.SIDEWAYS, 12, 1),
        (staffing(), Paper.SIDEWAYS, 12, 1),
        (comparison(), Paper.SIDEWAYS, 12, 1),
        (sixty_units(), Paper.UPRIGHT, 10.5, 2),
        (list_of(8), Paper.UPRIGHT, 12, 1),
        (list_of(12, 24), Paper.A3, 12, 1),
    ],
)
def test_the_sheet_and_size_of_the_rules_are_taken(
    fonts: FontSet, form: Form, paper: Paper, size: float, pages: int
) -> None:
    layout = laid_out(form, fonts)
    assert (layout.plan.paper, layout.plan.size, len(layout.pages)) == (paper, size, pages)


@pytest.mark.parametrize("numbers", [1, 3, 5, 9, 14, 20, 27, 40])
@pytest.mark.parametrize("rows", [0, 1, 8, 60])
def test_the_table_fills_the_sheet_exactly_and_every_column_appears(
    fonts: FontSet, numbers: int, rows: int
) -> None:
    layout = laid_out(list_of(rows, numbers), fonts)
    strips = layout.plan.strips[0]
    for strip in strips:
        widths = [right - left for left, right in pairwise(strip.edges)]
        assert strip.edges[-1] == layout.plan.paper.value.body_width
        assert min(widths) > 8.5
        assert strip.columns[:2] == (0, 1)
    others = [column for strip in strips for column in strip.columns[2:]]
    assert others == list(range(2, numbers + 3))


def test_a_divided_table_shows_all_parts_of_its_rows_before_the_next(fonts: FontSet) -> None:
    layout = laid_out(list_of(45, 40), fonts)
    parts = len(layout.plan.strips[0])
    ranges = [(page.blocks[0].start, page.blocks[0].stop) for page in layout.pages]
    assert parts > 1
    assert len(ranges) % parts == 0
    for place in range(0, len(ranges), parts):
        assert len(set(ranges[place : place + parts])) == 1
    assert [start for start, _ in ranges[::parts]] == [
        0,
        *(stop for _, stop in ranges[:-parts:parts]),
    ]


def test_a_group_wider_than_a_sheet_is_divided_under_its_own_label(fonts: FontSet) -> None:
    group = Group("全部指标", tuple(number(f"第{n}个指标") for n in range(1, 41)))
    rows = tuple((n, "示例镇", *range(40)) for n in range(3))
    form = replace(list_of(0), sections=(Section((SERIAL, NAME, group), rows),))
    strips = laid_out(form, fonts).plan.strips[0]
    assert len(strips) > 1
    for strip in strips:
        assert [cell.lines for cell in strip.head.cells].count(("全部指标",)) == 1
    assert [c for strip in strips for c in strip.columns[2:]] == list(range(2, 42))


def test_a_divided_table_never_cuts_a_group_and_its_index_numbers_run_on(fonts: FontSet) -> None:
    groups = tuple(
        Group(f"第{n}组", tuple(number(f"第{n}组{k}项") for k in "甲乙丙")) for n in range(14)
    )
    section = Section((SERIAL, NAME, *groups), ((1, "示例镇", *range(42)),))
    strips = laid_out(replace(list_of(0), sections=(section,)), fonts).plan.strips[0]
    assert len(strips) > 1
    for strip in strips:
        whole = [cell for cell in strip.head.cells if cell.lines[0].endswith("组")]
        assert {cell.stop - cell.start for cell in whole} == {3}
        assert strip.marks[:2] == ("甲", "乙")
    assert [mark for strip in strips for mark in strip.marks[2:]] == [str(n) for n in range(1, 43)]


def test_a_column_wider_than_every_sheet_is_refused_in_words(fonts: FontSet) -> None:
    rows = ((1, "示例镇", 10**250),)
    form = replace(list_of(0), sections=(Section((SERIAL, NAME, number("数")), rows),))
    with pytest.raises(BadChoice, match="太宽"):
        laid_out(form, fonts)


def test_number_columns_of_one_group_are_equally_wide(fonts: FontSet) -> None:
    strip = laid_out(comparison(), fonts).plan.strips[0][0]
    widths = [right - left for left, right in pairwise(strip.edges)]
    for start in (2, 5, 8):
        assert max(widths[start : start + 3]) - min(widths[start : start + 3]) < 1e-9


def test_names_and_totals_stay_on_one_line(fonts: FontSet) -> None:
    type_ = Typesetter(fonts)
    layout = lay_out(staffing(), type_)
    strip = layout.plan.strips[0][0]
    label = type_.width("县级统筹周转编制", Role.FANG, layout.plan.size)
    assert strip.edges[2] >= label + 2.4 - 1e-6


def _tables(heights: Sequence[float]) -> Tables:
    section = Section((Column("序号", ColumnKind.SERIAL),), ())
    grid = Grid(section, (), ())
    strip = Strip((0,), (0.0, 10.0), (12.0,), Head((), (10.0,)), ("甲",))
    return Tables((grid,), ((strip,),), (tuple(heights),), 5.0, ((),))


@given(
    st.lists(st.floats(5.5, 40), min_size=1, max_size=200),
    st.floats(17, 60),
    st.floats(0, 60),
)
def test_rows_are_never_cut_and_the_tail_stands_once_with_three_rows(
    heights: list[float], head: float, tail: float
) -> None:
    pages = paginate(_tables(heights), head, tail, 225)
    blocks = [page.blocks[0] for page in pages if page.blocks]
    assert [b.start for b in blocks] == [0, *(b.stop for b in blocks[:-1])]
    assert blocks[-1].stop == len(heights)
    for page in pages:
        for block in page.blocks:
            bottom = block.top + 15 + sum(heights[block.start : block.stop])
            assert bottom <= 225 + 1e-3
            if page.tail is not None:
                assert bottom + tail <= 225 + 1e-3
    assert [page.tail is not None for page in pages] == [False] * (len(pages) - 1) + [True]
    if len(pages) > 1 and pages[-1].blocks:
        last = pages[-1].blocks[-1]
        assert last.stop - last.start >= min(KEPT_ROWS, len(heights))


def test_pages_are_full_before_the_next_begins() -> None:
    pages: list[Page] = paginate(_tables([5.5] * 1000), 20, 30, 225)
    counts = [block.stop - block.start for page in pages[1:-2] for block in page.blocks]
    assert set(counts) == {int((225 - 5.8 - 15) / 5.5)}


def test_a_row_higher_than_a_page_is_refused_in_words() -> None:
    with pytest.raises(BadChoice, match="一页纸放不下"):
        paginate(_tables([5.5, 300]), 20, 10, 225)


def test_a_title_too_long_for_two_lines_is_refused_in_words(fonts: FontSet) -> None:
    with pytest.raises(BadChoice, match="标题太长"):
        laid_out(list_of(3, title="乡镇街道机构编制" * 20), fonts)


def test_a_remark_of_many_words_is_wrapped_in_at_most_three_lines(fonts: FontSet) -> None:
    form = list_of(5)
    section = form.sections[0]
    rows = tuple((*row[:-1], "划出两名编制转为周转编制统筹使用；" * 4) for row in section.rows)
    layout = laid_out(replace(form, sections=(replace(section, rows=rows),)), fonts)
    assert max(layout.table.heights[0]) <= 3 * 9 * 1.22 * 25.4 / 72 + 1 + 1e-6


def test_margins_follow_the_side_of_the_leaf() -> None:
    assert (corner(Paper.UPRIGHT, 1).left, corner(Paper.UPRIGHT, 2).left) == (28, 26)
    assert (corner(Paper.SIDEWAYS, 1).top, corner(Paper.SIDEWAYS, 2).top) == (28, 26)
    assert page_numbers(Paper.A3, 2, 2) == (3, 5)
    assert page_numbers(Paper.UPRIGHT, 4, 2) == (4, 5)


def test_the_index_row_never_runs_out_of_signs() -> None:
    columns = tuple(Column("栏", ColumnKind.WORD) for _ in range(50))
    marks = index_marks(columns)
    assert marks[:11] == tuple("甲乙丙丁戊己庚辛壬癸子")
    assert len(set(marks)) == 50
