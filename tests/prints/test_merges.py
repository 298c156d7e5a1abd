"""Merged cells: where they lie, how labels stand, and where a page may end inside one."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prints.columns import NAME, REMARK, SERIAL
from tests.prints.extraction import pages_text
from tests.prints.paper_forms import duties, institutions, list_of, ranking
from tests.prints.places import frames, hairs
from townoffice.prints.cells import Merge, merges_of
from townoffice.prints.fonts import FontSet, Role
from townoffice.prints.form import COVERED, Column, ColumnKind, Form, Merged, Section
from townoffice.prints.merges import CONTINUED, fitted, spots
from townoffice.prints.merges import settings as ways
from townoffice.prints.pdf import Layout, lay_out, write_pdf
from townoffice.prints.typeset import Typesetter


def test_no_line_crosses_a_merged_cell_and_every_other_cell_is_closed(
    tmp_path: Path, fonts: FontSet
) -> None:
    form = institutions()
    write_pdf(form, tmp_path / "t.pdf", fonts)
    layout = lay_out(form, Typesetter(fonts))
    block = layout.pages[0].blocks[0]
    ((left, top, _, bottom),) = frames(tmp_path / "t.pdf")
    heights = layout.table.heights[0]
    rows = [bottom - sum(heights[n:]) for n in range(len(heights) + 1)]
    edges = [left + edge for edge in block.strip.edges]
    lines = hairs(tmp_path / "t.pdf")
    inside = {
        (row, place)
        for merge in layout.table.grids[0].merges
        for row in range(merge.top + 1, merge.bottom)
        for place in range(merge.left, merge.right)
    }
    for row in range(1, len(heights)):
        for place, (x1, x2) in enumerate(pairwise(edges)):
            drawn = any(
                abs(a[1] - rows[row]) < 0.01 and a[0] < x1 + 0.1 and a[2] > x2 - 0.1 for a in lines
            )
            assert drawn is ((row, place) not in inside), (row, place)
    assert top < rows[0]


def test_a_word_row_of_the_total_is_one_cell_to_the_right_edge() -> None:
    merges = merges_of(institutions().sections[0])
    text = "行政编制50名、事业编制65名（方案未分解到各机构）"
    assert Merge(15, 16, 2, 6, text, heavy=False) in merges


def test_the_rows_of_a_list_of_words_are_as_high_as_the_rules_say(fonts: FontSet) -> None:
    layout = lay_out(institutions(), Typesetter(fonts))
    heights = layout.table.heights[0]
    assert {round(height, 1) for height in heights} == {8.4, 11.3}
    assert layout.plan.size == 12
    assert layout.table.index_height not in heights
    assert layout.plan.strips[0][0].marks == ()


def test_sections_of_the_same_kinds_have_the_same_edges(fonts: FontSet) -> None:
    first, second = lay_out(ranking(), Typesetter(fonts)).plan.strips
    assert first[0].edges == second[0].edges
    assert first[0].head.cells[2].lines != second[0].head.cells[3].lines


def test_sections_of_other_columns_fill_the_sheet_each_for_itself(fonts: FontSet) -> None:
    short = Section((NAME, Column("类别", ColumnKind.WORD)), (("示例镇", "一类"),))
    form = replace(list_of(3), sections=(*list_of(3).sections, short))
    strips = lay_out(form, Typesetter(fonts)).plan.strips
    assert [len(strip[0].edges) for strip in strips] == [7, 3]
    assert {strip[0].edges[-1] for strip in strips} == {156}


def pieces(layout: Layout, column: int) -> list[list[tuple[int, int]]]:
    """Give for every merged cell of a column the ranges of rows it has on the pages."""
    merges = [m for m in layout.table.grids[0].merges if m.left == column]
    return [
        [
            (max(m.top, b.start), min(m.bottom, b.stop))
            for page in layout.pages
            for b in page.blocks
            if b.start < m.bottom and b.stop > m.top
        ]
        for m in merges
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=14))
def test_a_page_break_inside_a_group_leaves_two_rows_on_either_side(
    fonts: FontSet, groups: list[int]
) -> None:
    layout = lay_out(duties(*groups), Typesetter(fonts))
    for its in pieces(layout, 1):
        assert [stop for _, stop in its[:-1]] == [start for start, _ in its[1:]]
        if len(its) > 1:
            assert min(stop - start for start, stop in its) >= 2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=10))
def test_every_part_of_a_label_has_room_for_it(fonts: FontSet, groups: list[int]) -> None:
    type_ = Typesetter(fonts)
    layout = lay_out(duties(*groups), type_)
    grid, strip = layout.table.grids[0], layout.plan.strips[0][0]
    heights = layout.table.heights[0]
    for spot, its in zip(
        [s for s in spots(grid, strip) if s.left == 1], pieces(layout, 1), strict=True
    ):
        for place, (start, stop) in enumerate(its):
            room = sum(heights[start:stop])
            found = ways(grid, strip, spot, layout.plan.size, type_, continued=place > 0)
            assert fitted(found, room).height <= room + 1e-6


def test_a_label_cut_by_a_page_is_said_again_as_continued(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(duties(60), tmp_path / "t.pdf", fonts)
    first, *others = pages_text(tmp_path / "t.pdf")
    assert CONTINUED not in first
    assert others
    assert all(f"第1类事项{CONTINUED}" in "".join(page.split()) for page in others)


def long_words(text: str, down: int) -> Form:
    header = (SERIAL, Column("类别", ColumnKind.LABEL), Column("说明", ColumnKind.WORD), REMARK)
    rows = tuple(
        (
            n + 1,
            COVERED if n else Merged("甲", down=down),
            COVERED if n else Merged(text, down=down),
            "",
        )
        for n in range(down)
    )
    return replace(list_of(0), sections=(Section(header, rows),))


def test_rows_grow_where_the_words_of_a_merged_cell_need_it(fonts: FontSet) -> None:
    type_ = Typesetter(fonts)
    layout = lay_out(long_words("由镇领导副职兼任并按规定程序报批" * 6, 2), type_)
    grid, strip = layout.table.grids[0], layout.plan.strips[0][0]
    spot = next(s for s in spots(grid, strip) if s.left == 2)
    *_, last = ways(grid, strip, spot, 12, type_, continued=False)
    assert sum(layout.table.heights[0]) == pytest.approx(last.height)


def test_words_over_rows_shrink_before_rows_grow(fonts: FontSet) -> None:
    type_ = Typesetter(fonts)
    layout = lay_out(long_words("由镇领导副职兼任并按规定程序报批", 2), type_)
    grid, strip = layout.table.grids[0], layout.plan.strips[0][0]
    spot = next(s for s in spots(grid, strip) if s.left == 2)
    found = ways(grid, strip, spot, 12, type_, continued=False)
    assert sum(layout.table.heights[0]) == pytest.approx(2 * 8.4)
    assert fitted(found, 16.8).size < 12


def test_a_low_label_lies(fonts: FontSet) -> None:
    type_ = Typesetter(fonts)
    layout = lay_out(duties(1), type_)
    grid, strip = layout.table.grids[0], layout.plan.strips[0][0]
    (spot,) = (s for s in spots(grid, strip) if s.left == 1)
    way = fitted(ways(grid, strip, spot, 12, type_, continued=False), sum(layout.table.heights[0]))
    assert way.role is Role.HEI
    assert len(way.lines) < len("第1类事项")
