"""The spreadsheet of lists of words, 审批表, several sections, and tables too wide for a sheet."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.prints.columns import NAME, REMARK, SERIAL, number
from tests.prints.paper_forms import duties, institutions, list_of, ranking, secondment
from tests.prints.pictures import BARS
from townoffice.prints import Form, write_xlsx
from townoffice.prints.approval import (
    Approval,
    Check,
    Checks,
    Fields,
    Label,
    Opinion,
    Opinions,
    Value,
)
from townoffice.prints.form import (
    COVERED,
    Column,
    ColumnKind,
    Group,
    Merged,
    Section,
    TotalRow,
)
from townoffice.prints.texts import form_texts


def other_columns() -> Form:
    """A table of numbers above a list of other columns."""
    plates = Section(
        (NAME, Column("加挂牌子", ColumnKind.TEXT)),
        (("示例1镇", "党群服务中心"), ("示例2镇", "无")),
        heading="二、加挂牌子",
    )
    (first,) = list_of(4).sections
    return replace(list_of(4), sections=(replace(first, heading="一、人员"), plates))


def grouped() -> Form:
    """Forty number columns in groups of three, more than any sheet holds."""
    groups = tuple(
        Group(f"第{n}组", tuple(number(f"第{n}组{k}项") for k in "甲乙丙")) for n in range(14)
    )
    rows = tuple((n, f"示例{n}镇", *range(42), "") for n in range(1, 4))
    return replace(list_of(0), sections=(Section((SERIAL, NAME, *groups, REMARK), rows),))


FORMS: Mapping[str, Callable[[], Form]] = {
    "institutions": institutions,
    "secondment": secondment,
    "ranking": ranking,
    "duties": lambda: duties(20, 3, 26, 9, 12),
    "other columns": other_columns,
    "grouped": grouped,
    "no row": lambda: list_of(0),
    "one row": lambda: list_of(1),
}


def written(form: Form, folder: Path) -> Worksheet:
    write_xlsx(form, folder / "a.xlsx")
    return openpyxl.load_workbook(folder / "a.xlsx", rich_text=False).worksheets[0]


def cells(sheet: Worksheet) -> dict[str, str]:
    return {str(c.value): c.coordinate for row in sheet.iter_rows() for c in row if c.value}


def ranges(sheet: Worksheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


@pytest.mark.parametrize("name", FORMS)
def test_every_text_of_the_form_is_on_the_sheet(name: str, tmp_path: Path) -> None:
    form = FORMS[name]()
    sheet = written(form, tmp_path)
    there = "".join("".join(str(c.value).split()) for r in sheet.iter_rows() for c in r if c.value)
    there += str(sheet.oddFooter.left.text)
    for text in form_texts(form):
        if not text.replace(".", "").lstrip("−").isdigit():
            assert "".join(text.split()) in there, text


def test_cells_over_rows_and_columns_are_merged(tmp_path: Path) -> None:
    sheet = written(institutions(), tmp_path)
    where = cells(sheet)
    assert where["党政工作机构"] == "B5"
    assert {"B5:B12", "E5:E12", "F5:F12", "B13:B18", "E19:F19", "C20:F20", "C21:F21"} <= ranges(
        sheet
    )
    assert sheet["B5"].alignment.textRotation == 255
    assert sheet["E19"].value == "×"
    assert sheet["D5"].alignment.horizontal == "center"
    assert sheet["D9"].alignment.horizontal == "left"


def test_a_list_of_words_has_no_index_row_and_high_rows(tmp_path: Path) -> None:
    sheet = written(institutions(), tmp_path)
    assert "甲" not in cells(sheet)
    assert sheet.row_dimensions[5].height == pytest.approx(8.4 * 72 / 25.4, abs=0.5)
    assert sheet.row_dimensions[9].height > 10 * 72 / 25.4


def test_an_approval_form_is_one_page_of_boxes(tmp_path: Path) -> None:
    sheet = written(secondment(), tmp_path)
    where = cells(sheet)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight in {None, 1}
    assert sheet.oddFooter.center.text is None
    assert sheet.freeze_panes is None
    assert sheet[where["条件核对"]].alignment.textRotation == 255
    assert where["☑否　☐是"]
    signed = [c for r in sheet.iter_rows() for c in r if str(c.value).startswith("负责人签字：")]
    assert len(signed) == 4
    assert all(str(c.value).endswith("（盖章）") for c in signed)
    for cell in signed:
        assert cell.border.top.style is None
        assert cell.border.bottom.style is None
        assert cell.border.left.style is not None


def test_sections_of_other_columns_end_at_the_same_edge(tmp_path: Path) -> None:
    sheet = written(other_columns(), tmp_path)
    where = cells(sheet)
    ends = dict(area.split(":") for area in ranges(sheet))
    last = ends[where["示例县测试表"]].rstrip("0123456789")
    assert ends[where["党群服务中心"]].rstrip("0123456789") == last
    assert where["备　注"].startswith(last)
    assert sheet.print_title_rows is None


def test_a_table_too_wide_is_divided_between_groups(tmp_path: Path) -> None:
    sheet = written(grouped(), tmp_path)
    starts = [brk.id + 1 for brk in sheet.col_breaks.brk]
    assert starts
    assert all((start - 3) % 3 == 0 for start in starts if start <= 44)
    assert sheet.print_title_cols == "$A:$B"
    assert sheet.page_setup.pageOrder == "overThenDown"
    assert (
        not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage
    )
    assert sheet.page_setup.orientation == "landscape"


def test_an_empty_table_says_nothing_in_words(tmp_path: Path) -> None:
    sheet = written(list_of(0), tmp_path)
    assert sheet[cells(sheet)["无"]].alignment.horizontal == "center"


def test_a_picture_is_left_out(tmp_path: Path) -> None:
    write_xlsx(list_of(3), tmp_path / "a.xlsx")
    write_xlsx(replace(list_of(3), picture=BARS), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_merged_figure_stays_a_figure(tmp_path: Path) -> None:
    header = (NAME, number("人数", 1))
    rows = (("示例1镇", Merged(7, down=2)), ("示例2镇", COVERED))
    form = replace(list_of(0), sections=(Section(header, rows),))
    sheet = written(form, tmp_path)
    cell = next(c for r in sheet.iter_rows() for c in r if c.value == 7)
    assert cell.number_format.startswith("0.0")


@pytest.mark.parametrize(
    "head", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.cn", "=HYPERLINK(1)"]
)
def test_no_text_of_merged_cells_and_boxes_becomes_a_formula(head: str, tmp_path: Path) -> None:
    section = Section(
        (Column(head, ColumnKind.LABEL), Column(head, ColumnKind.TEXT)),
        ((Merged(head, down=2), head), (COVERED, Merged(head))),
        (TotalRow(head, (Merged(head),), (None,)),),
    )
    parts = (
        Fields((Label(head), Value(head, 5))),
        Checks(head, (Check(head, head, head, head),), (head, head, head, head)),
        Opinions(Opinion(head, head, head, head), Opinion(head)),
    )
    for form in (
        Form(head, head, (section,), left=head),
        Form(head, head, (), approval=Approval(parts)),
    ):
        for row in written(form, tmp_path).iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None
