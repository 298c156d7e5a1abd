"""A form as a county wants it: letterhead, notes, columns left out."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.prints.paper_forms import institutions
from townoffice.feedback import BadChoice
from townoffice.prints import Form, columns_of, laid_out, write_xlsx
from townoffice.prints.form import (
    Column,
    ColumnKind,
    Group,
    Notes,
    Section,
    TotalRow,
    index_marks,
)
from townoffice.records import ReportBlock, TableLayout

NUMBER = ColumnKind.NUMBER


def _form() -> Form:
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("单位", ColumnKind.NAME),
        Group(
            "行政\n编制",
            (
                Column("核定", NUMBER),
                Column("实有", NUMBER),
                Column("空缺", NUMBER, formula="[1]-[2]"),
            ),
        ),
        Column("人口", NUMBER, decimals=2),
        Column("每万人", NUMBER, decimals=2, formula="[1]/[4]"),
        Column("备注", ColumnKind.TEXT),
    )
    rows = ((1, "甲镇", 10, 8, 2, 5, 2, ""), (2, "乙镇", 12, 12, 0, 4, 3, "满编"))
    total = TotalRow(
        "合计", (22, 20, 2, 9, Fraction(22, 9), ""), ("SUM", "SUM", "SUM", "SUM", "[1]/[4]", None)
    )
    notes = Notes(relations=("3=1−2；5=1÷4。",))
    return Form("样表", "样本县", (Section(header, rows, (total,)),), notes=notes)


def test_columns_are_named_from_the_top_and_names_cannot_go() -> None:
    assert columns_of(_form()) == (
        "行政编制/核定",
        "行政编制/实有",
        "行政编制/空缺",
        "人口",
        "每万人",
        "备注",
    )
    with pytest.raises(BadChoice, match="名称"):
        laid_out(_form(), TableLayout(hidden=("单位",)))
    numbers = tuple(name for name in columns_of(_form()) if name != "备注")
    with pytest.raises(BadChoice, match="全部隐藏"):
        laid_out(_form(), TableLayout(hidden=numbers))


def test_what_is_left_keeps_its_marks_and_figures() -> None:
    form = laid_out(_form(), TableLayout(hidden=("行政编制/实有", "备注")))
    section = form.sections[0]
    assert index_marks(section.columns) == ("甲", "乙", "1", "3", "4", "5")
    assert section.rows[0] == (1, "甲镇", 10, 2, 5, 2)
    assert section.totals[0].cells == (22, 2, 9, Fraction(22, 9))
    assert "本表未列第2、丙栏。" in form.notes.signs


def test_a_formula_follows_its_columns_or_becomes_a_figure(tmp_path: Path) -> None:
    form = laid_out(_form(), TableLayout(hidden=("行政编制/实有",)))
    by_mark = {c.mark: c.formula for c in form.sections[0].columns if c.kind is NUMBER}
    assert by_mark == {"1": None, "3": None, "4": None, "5": "[1]/[3]"}
    path = tmp_path / "表.xlsx"
    write_xlsx(form, path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    written = [str(c.value) for row in sheet.iter_rows() for c in row if "/" in str(c.value)]
    assert written, "每万人 still calculates"
    values = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    assert any(c.value == 2 for row in values.iter_rows() for c in row)


def test_a_whole_group_may_go() -> None:
    gone = ("行政编制/核定", "行政编制/实有", "行政编制/空缺")
    header = laid_out(_form(), TableLayout(hidden=gone)).sections[0].header
    assert [node.label for node in header] == ["序号", "单位", "人口", "每万人", "备注"]


def test_letterhead_sign_off_and_numbers_are_the_countys() -> None:
    layout = TableLayout(
        reporting_unit="样本县委编办",
        sign_off=("主任", "经办人"),
        attachment="附件2",
        report=ReportBlock("样编01表", "样本县委编办", "样编〔2024〕1号", "2025年12月"),
        notes=("本表一式三份。",),
    )
    form = laid_out(_form(), layout)
    assert (form.reporting_unit, form.sign_off, form.attachment) == (
        "样本县委编办",
        ("主任", "经办人"),
        "附件2",
    )
    assert form.report_number is not None
    assert form.report_number.number == "样编01表"
    assert form.notes.signs[-1] == "本表一式三份。"


def test_nothing_set_changes_nothing() -> None:
    assert laid_out(_form(), TableLayout()) == _form()
    bare = replace(_form(), sign_off=())
    assert laid_out(bare, TableLayout(sign_off=("主任",))).sign_off == ()


def test_a_table_of_merged_cells_offers_no_columns() -> None:
    assert columns_of(institutions()) == ()


def test_cells_that_calculate_are_locked_where_the_county_asks(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_xlsx(laid_out(_form(), TableLayout(protect=True)), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.protection.sheet
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    live = [cell for cell in cells if str(cell.value).startswith("=")]
    assert live
    assert all(cell.protection.locked for cell in live)
    assert not any(cell.protection.locked for cell in cells if cell not in live)
    write_xlsx(laid_out(_form(), TableLayout()), path)
    assert not openpyxl.load_workbook(path).worksheets[0].protection.sheet
