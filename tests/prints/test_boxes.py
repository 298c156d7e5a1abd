"""审批表: six columns, checks, opinions, tick boxes; on one sheet or not at all."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from tests.prints.extraction import pages_text
from tests.prints.paper_forms import secondment
from tests.prints.places import corners, frames
from townoffice.feedback import BadChoice
from townoffice.prints.approval import (
    Approval,
    Checks,
    Fields,
    Label,
    Opinion,
    Opinions,
    Value,
    ticks,
)
from townoffice.prints.boxes import Box, RowKind, Style, boxes_of
from townoffice.prints.boxes_pen import BoxSheet, lay_out_boxes
from townoffice.prints.fonts import FontSet
from townoffice.prints.form import Binding, Form
from townoffice.prints.pdf import lay_out, write_pdf
from townoffice.prints.typeset import Typesetter
from townoffice.prints.wrap import wrap

MM = 72 / 25.4


def of(*parts: Fields | Checks | Opinions) -> Form:
    return replace(secondment(), approval=Approval(parts))


def laid_out(form: Form, fonts: FontSet) -> BoxSheet:
    sheet = lay_out(form, Typesetter(fonts)).boxes
    assert sheet is not None
    return sheet


def box(form: Form, text: str) -> Box:
    assert form.approval is not None
    return next(box for box in boxes_of(form.approval).boxes if box.text.startswith(text))


def test_the_columns_are_as_wide_as_the_rules_say() -> None:
    form = secondment()
    assert form.approval is not None
    first = [box for box in boxes_of(form.approval).boxes if box.top == 0]
    assert [box.right - box.left for box in first] == [24, 28, 24, 28, 24, 28]
    assert (box(form, "条件核对").right, box(form, "借入\n").right) == (10, 16)
    assert (box(form, "不超过").left, box(form, "不超过").right) == (50, 94)


def test_rows_are_as_high_as_the_rules_say(fonts: FontSet) -> None:
    sheet = laid_out(secondment(), fonts)
    heights = [b - a for a, b in zip(sheet.tops, sheet.tops[1:], strict=False)]
    for kind, height in zip(sheet.boxes.rows, heights, strict=True):
        if kind is RowKind.FIELD:
            assert 8 <= height <= 12
        if kind is RowKind.CHECK:
            assert 7 <= height <= 10.5
    opinion = box(secondment(), "借入\n")
    assert sheet.tops[opinion.bottom] - sheet.tops[opinion.top] == pytest.approx(28)
    assert sheet.tops[-1] < 225


def test_values_of_one_cell_are_centred_and_longer_ones_begin_at_the_left() -> None:
    form = secondment()
    assert box(form, "周明远").style is Style.VALUE
    assert box(form, "青石镇党建").style is Style.WORDS
    assert box(form, "青石镇党建").right == 104


def test_tick_boxes_are_drawn_and_only_the_chosen_ones_are_ticked(
    tmp_path: Path, fonts: FontSet
) -> None:
    form = of(Fields((Label("借调事由"), Value(ticks(("甲项", "乙项", "丙项"), ("乙项",)), 5))))
    write_pdf(form, tmp_path / "t.pdf", fonts)
    (text,) = pages_text(tmp_path / "t.pdf")
    assert "甲项乙项丙项" in text
    squares: list[tuple[tuple[float, float], float, float]] = []
    marks: list[tuple[tuple[float, float], float, float]] = []
    with pdfium.PdfDocument(tmp_path / "t.pdf") as document:
        for item in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            points = corners(item)
            wide = max(x for x, _ in points) - min(x for x, _ in points)
            high = max(y for _, y in points) - min(y for _, y in points)
            if max(wide, high) < 15:
                (squares if len(points) > 3 else marks).append((min(points), wide, high))
    assert len(squares) == 3
    assert all(square[1:] == pytest.approx((9.6, 9.6), abs=0.01) for square in squares)
    assert len(marks) == 1
    assert squares[1][0][0] < marks[0][0][0] < squares[2][0][0]


def test_a_tick_box_stays_with_its_word() -> None:
    assert wrap("重大专项☑中心工作", len, 5) == ("重大专项", "☑中心工作")


def test_it_has_a_page_number_only_when_bound_and_is_never_a_draft(
    tmp_path: Path, fonts: FontSet
) -> None:
    for binding, expected in ((Binding.ALONE, False), (Binding.ATTACHMENT, True)):
        write_pdf(replace(secondment(), binding=binding), tmp_path / "t.pdf", fonts)
        (text,) = pages_text(tmp_path / "t.pdf")
        assert text.endswith("—1—") is expected
        assert "测算稿" not in text
        assert "单位负责人" not in text


def test_a_cell_may_go_down_over_rows(fonts: FontSet) -> None:
    form = of(
        Fields((Label("照片", 1, 2), Value("", 1, 2), Label("姓名"), Value("某甲", 3))),
        Fields((Label("性别"), Value("女", 3))),
    )
    sheet = laid_out(form, fonts)
    assert [(b.left, b.top, b.bottom) for b in sheet.boxes.boxes if b.text == "性　别"] == [
        (52, 1, 2)
    ]
    assert box(form, "照").bottom == 2


def test_a_value_keeps_the_lines_it_asks_for(fonts: FontSet) -> None:
    sheet = laid_out(of(Fields((Label("意见"), Value("", 5, lines=6)))), fonts)
    assert sheet.tops[-1] == pytest.approx(6 * 12 * 1.22 * 25.4 / 72 + 1)


def test_an_opinion_said_beforehand_stands_above_the_signature(fonts: FontSet) -> None:
    said = Opinion("意见", text="同意借调，期限六个月，期满即返回原单位工作。" * 4)
    sheet = laid_out(of(Opinions(said, Opinion("意见"))), fonts)
    heights = [b - a for a, b in zip(sheet.tops, sheet.tops[1:], strict=False)]
    assert heights[1:] == pytest.approx([6.5, 7.75])
    assert heights[0] > 13.75


@pytest.mark.parametrize(
    "cells",
    [
        (Label("姓名"), Value("某甲", 4)),
        (Label("姓名"), Value("某甲", 6)),
        (Label("姓名", 1, 2), Value("某甲", 5)),
    ],
)
def test_cells_that_do_not_fill_the_row_are_refused_in_words(
    cells: tuple[Label | Value, ...], fonts: FontSet
) -> None:
    with pytest.raises(BadChoice, match="六栏"):
        laid_out(of(Fields(cells)), fonts)


def test_more_words_than_a_sheet_holds_are_refused_in_words(fonts: FontSet) -> None:
    many = Fields((Label("事由"), Value("全县基层治理专项试点工作" * 40, 5)))
    with pytest.raises(BadChoice, match="一页纸放不下"):
        laid_out(of(*[many] * 6), fonts)


def test_the_form_closes_with_one_frame(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(secondment(), tmp_path / "t.pdf", fonts)
    frame = max(frames(tmp_path / "t.pdf"), key=lambda its: its[2] - its[0])
    assert (frame[0], frame[2]) == pytest.approx((28, 184), abs=0.01)
    assert frame[1] == pytest.approx(37 + 11 + 6.6, abs=0.01)


def test_lower_rows_and_then_smaller_words_are_tried_before_giving_up(fonts: FontSet) -> None:
    form = secondment()
    assert form.approval is not None
    boxes = boxes_of(form.approval)
    type_ = Typesetter(fonts)
    roomy = lay_out_boxes(boxes, 500, type_)
    tight = lay_out_boxes(boxes, 0.96 * roomy.tops[-1], type_)
    smaller = lay_out_boxes(boxes, 0.9 * roomy.tops[-1], type_)
    assert roomy.tops[1] == 10
    assert 8 <= tight.tops[1] < 10
    assert [words.size for words in tight.words] == [words.size for words in roomy.words]
    assert smaller.words[1].size == 10.5
