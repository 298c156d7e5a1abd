"""The sheet as it stands, answers put into it, and headers somebody points at."""

from pathlib import Path

from tests.sheets import forms
from townoffice.records import ColumnChoice, IntakeChoices, LineRole, RawSheet
from townoffice.sheets.fields import field_list
from townoffice.sheets.raw import raw_sheet, with_answers
from townoffice.sheets.table import Table, read_table
from townoffice.sheets.workbook import read_workbook


def read(path: Path, choices: IntakeChoices) -> Table:
    return read_table(read_workbook(path), field_list(), county=forms.COUNTY, choices=choices)


def raw(found: Table) -> RawSheet:
    return raw_sheet(found.page, found.roles, found.header, turned=found.turned)


def test_answers_replace_cells_and_can_lie_beyond_the_rows_end(tmp_path: Path) -> None:
    rows: forms.Rows = [("名称", "户籍人口", "面积"), ("青石镇", 5), ("白河镇",)]
    [sheet] = read_workbook(forms.xlsx(tmp_path / "a.xlsx", rows, at=(2, 1))).sheets
    after = with_answers(sheet, {"C4": "", "D5": "3.5", "Z9": "x", "B1": "x"})
    assert after.rows[1][:2] == ["青石镇", None]
    assert after.rows[2][2] == "3.5"
    assert sheet.rows[1][1] == 5
    assert with_answers(sheet, {}) is sheet


def test_every_address_is_found_again(tmp_path: Path) -> None:
    for at in ((0, 0), (3, 27)):
        path = forms.xlsx(tmp_path / f"{at[0]}.xlsx", [forms.HEADER, *forms.UNITS], at=at)
        page = raw(read(path, IntakeChoices()))
        for line in range(len(page.lines)):
            for place in range(len(page.places)):
                assert page.find(page.address(line, place)) == (line, place)


def test_stacked_tables_have_a_band_each(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("表一",),
        ("名称", "户籍人口", "常住人口"),
        ("青石镇", 5000, 5100),
        ("合计", 5000, 5100),
        ("名称", "面积（平方公里）", "财政收入"),
        ("青石镇", 86, 900),
    ]
    page = raw(read(forms.xlsx(tmp_path / "a.xlsx", rows), IntakeChoices()))
    assert [line.role for line in page.lines] == [
        LineRole.TITLE,
        LineRole.HEADER,
        LineRole.DATA,
        LineRole.TOTAL,
        LineRole.HEADER,
        LineRole.DATA,
    ]


def test_a_header_somebody_named_wins_over_the_one_that_is_found(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "户籍人口", "常住人口"),
        ("单位", "常住人口", "户籍人口"),
        ("青石镇", 5000, 6000),
    ]
    path = forms.xlsx(tmp_path / "a.xlsx", rows)
    found = read(path, IntakeChoices(header=(1, 1)))
    assert found.lines[0].values["resident_population"] == 5000
    assert found.header == (1, 1)
    beyond = read(path, IntakeChoices(header=(7, 9)))
    assert (beyond.lines, beyond.header) == ((), None)


def test_a_column_without_a_heading_can_be_named(tmp_path: Path) -> None:
    rows: forms.Rows = [("名称", "户籍人口", None), ("青石镇", 5000, 12.5)]
    choices = IntakeChoices(sheet="表", columns={"C1": ColumnChoice("area_km2")})
    found = read(forms.xlsx(tmp_path / "a.xlsx", rows), choices)
    assert str(found.lines[0].values["area_km2"]) == "12.5"


def test_a_line_left_out_is_not_in_the_sum(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "户籍人口"),
        ("青石镇", 5000),
        ("白河镇", 7000),
        ("合计", 5000),
    ]
    path = forms.xlsx(tmp_path / "a.xlsx", rows)
    assert [p.cell for p in read(path, IntakeChoices()).problems if p.level == "ask"] == ["B4"]
    found = read(path, IntakeChoices(sheet="表", units={"A3": ""}))
    assert found.problems == ()
    assert ("A3", "按选择不导入") in found.skipped


def test_a_hidden_row_is_left_out_only_where_it_repeats_another(tmp_path: Path) -> None:
    rows: forms.Rows = [forms.HEADER, *forms.UNITS, forms.UNITS[0], ("999901300", "新乡", 500)]
    path = forms.xlsx(tmp_path / "a.xlsx", rows, hidden=[5, 6])
    found = read(path, IntakeChoices())
    assert [line.name for line in found.lines][-1] == "新乡"
    assert [line.name for line in found.lines].count("青石镇") == 1
