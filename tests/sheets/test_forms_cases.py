"""Forms that are difficult in one way each, and lists of other people."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.sheets import forms
from tests.sheets.forms_files import as_read, ods
from tests.sheets.forms_pages import Merge, Page, Row
from townoffice.feedback import Level
from townoffice.sheets.fields import field_list
from townoffice.sheets.table import Table, read_table
from townoffice.sheets.workbook import read_workbook


def read(*rows: tuple[forms.Out, ...], merges: tuple[Merge, ...] = ()) -> Table:
    page: list[Row] = [list(row) for row in rows]
    return read_table(as_read(Page(page, list(merges))), field_list(), county=forms.COUNTY)


def values(found: Table, *fields: str) -> dict[str | None, list[object]]:
    """Give figures by name, those of a unit's several lines together."""
    units: dict[str | None, list[object]] = {}
    for line in found.lines:
        unit = units.setdefault(line.name, [None] * len(fields))
        for n, field in enumerate(fields):
            unit[n] = line.values.get(field) if unit[n] is None else unit[n]
    return units


def said(found: Table, level: Level) -> list[tuple[str, str]]:
    return [(p.cell, p.what) for p in found.problems if p.level is level]


@pytest.mark.parametrize("merged", [True, False])
def test_authorized_and_actual_one_below_the_other_are_one_unit(*, merged: bool) -> None:
    found = read(
        ("乡镇", "项目", "行政编制", "事业编制"),
        ("青石镇", "核定", 34, 38),
        (None, "实有", 32, 36),
        (None, "空编", 2, 2),
        ("白河镇", "核定", 30, 33),
        (None, "实有", 30, 31),
        (None, "空编", 0, 2),
        ("合计", "核定", 64, 71),
        (None, "实有", 62, 67),
        (None, "空编", 2, 4),
        merges=((1, 0, 3, 0), (4, 0, 6, 0), (7, 0, 9, 0)) if merged else (),
    )
    keys = ("admin_posts", "admin_actual", "institution_posts", "institution_actual")
    assert values(found, *keys) == {"青石镇": [34, 32, 38, 36], "白河镇": [30, 30, 33, 31]}
    assert said(found, Level.ASK) == []
    assert ("B4", "“空编”的行") in found.skipped


def test_a_turned_table_may_have_units_and_codes_of_its_indicators() -> None:
    found = read(
        ("测试县2024年主要指标",),
        ("指标名称", "计量单位", "代码", "青石镇", "白河镇", "合计"),
        ("户籍人口", "万人", "01", 0.5, 0.6, 1.1),
        ("面积", "公顷", "02", 100, 200, 300),
        ("注：人口为公安口径",),
    )
    assert values(found, "registered_population", "area_km2") == {
        "青石镇": [5000, Decimal(1)],
        "白河镇": [6000, Decimal(2)],
    }
    assert found.year == 2024
    assert [cell for cell, _ in said(found, Level.ASK)] == []


def test_tables_side_by_side_are_both_read_and_their_one_total_means_both() -> None:
    header = ("序号", "乡镇", "户籍人口")
    found = read(
        (*header, None, *header),
        (1, "青石镇", 5, None, 3, "双桥乡", 7),
        (2, "白河镇", 6, None, None, "合计", 18),
    )
    assert values(found, "registered_population") == {"青石镇": [5], "白河镇": [6], "双桥乡": [7]}
    assert found.problems == ()


@pytest.mark.parametrize(
    "name", ["二八镇", "八一乡", "注溪镇", "其中口乡", "占陇镇", "街道", "一六镇"]
)
def test_units_with_odd_names_are_no_headings_sums_or_remarks(name: str) -> None:
    found = read(("乡镇", "户籍人口"), (name, None if name == "注溪镇" else 5), ("青石镇", 6))
    kept = [line.name for line in found.lines]
    assert kept == [name, "青石镇"] or (name == "注溪镇" and kept == ["青石镇"])
    assert all("说明" not in why for _, why in found.skipped)


def test_a_county_of_another_name_is_a_sum_where_it_is_one_to_the_last_figure() -> None:
    rows = (("名称", "户籍人口", "行政编制"), ("青石镇", 5000, 30), ("白河镇", 6000, 31))
    found = read(*rows, ("某某县", 11000, 61))
    assert found.skipped == (("A4", "合计行（某某县，等于其余各行之和）"),)
    other = read(*rows, ("开发区", 1100, 6))
    assert [line.name for line in other.lines] == ["青石镇", "白河镇", "开发区"]


def test_a_code_that_became_a_number_of_the_county_is_no_code_of_a_unit() -> None:
    found = read(
        ("代码", "名称", "户籍人口"),
        (999901000000, "测试县", 11),
        (999901100000, "青石镇", 5),
        (999901101000, "白河镇", 6),
    )
    assert [line.code for line in found.lines] == ["999901100", "999901101"]
    assert found.problems == ()


def test_last_years_figures_alone_are_not_taken_for_this_years() -> None:
    found = read(("名称", "上年户籍人口", "面积（平方公里）"), ("青石镇", 5, 1))
    assert "registered_population" not in found.lines[0].values
    assert said(found, Level.NOTE) == [("B1", "“上年户籍人口”是以前的数，没有当作“户籍人口”读取")]


def test_a_first_line_numbered_in_a_circle_is_read() -> None:
    found = read(("序号", "名称", "户籍人口"), ("①", "青石镇", 5), ("②", "白河镇", 6))
    assert len(found.lines) == 2


def test_codes_and_marks_beside_a_name_are_no_part_of_it() -> None:
    found = read(
        ("乡镇（代码）", "户籍人口"), ("★青石镇（999901100）", 5), ("999901101 白河镇*", 6)
    )
    assert [(line.code, line.name) for line in found.lines] == [
        ("999901100", "青石镇"),
        ("999901101", "白河镇"),
    ]


def test_an_error_in_an_opendocument_sheet_is_no_zero(tmp_path: Path) -> None:
    page = Page([["名称", "户籍人口"], ["青石镇", "#REF!"], ["白河镇", 6]])
    found = forms.table(ods(tmp_path / "表.ods", page))
    assert found.lines[0].values == {"name": "青石镇"}
    assert said(found, Level.STOP) == [("B2", "单元格是错误值 #REF!")]


# ── lists of other people ────────────────────────────────────────────────────────────────────────
def of_others(shared_data: Path, name: str, year: int | None = None) -> Table:
    book = read_workbook(shared_data / name)
    return read_table(book, field_list(), year=year, county=forms.COUNTY)


def test_regions_under_years_are_read_for_the_newest_year_that_is_filled_in(
    shared_data: Path,
) -> None:
    found = of_others(shared_data, "nbs/RenJiyi_分省年度数据.csv")
    assert found.year == 2024
    assert len(found.lines) == 31
    assert found.lines[0].values == {"name": "北京市", "gdp": Decimal(496702000)}
    assert of_others(shared_data, "nbs/RenJiyi_分省年度数据.csv", 2010).lines[0].values[
        "gdp"
    ] == Decimal(154202000)
    blank = of_others(shared_data, "nbs/RenJiyi_分省年度数据 (1).csv")
    assert blank.year == 2024
    assert list(blank.lines[0].values.values()) == ["北京市", Decimal(22470)]


def test_indicators_stacked_under_years_are_read_for_one_year_only(shared_data: Path) -> None:
    found = of_others(shared_data, "nbs/RenJiyi_一般公共预算等.xls")
    assert (found.year, len(found.lines)) == (2024, 31)
    older = of_others(shared_data, "nbs/RenJiyi_一般公共预算等.xls", 2006)
    [column] = [column for column in older.columns if column.own]
    assert column.own == "财政支出i"
    assert older.lines[0].values[column.key] == Decimal("1296.84")


def test_provinces_cities_and_groups_of_a_census_are_sums(shared_data: Path) -> None:
    found = of_others(shared_data, "indicators/leiii_census_county_2010_v1.xlsx")
    assert len(found.lines) == 2866
    assert not [line.name for line in found.lines if line.name in ("市辖区", "县", "北京市")]
    assert not [line.code for line in found.lines if (line.code or "").endswith("00")]
    why = dict(found.skipped)
    assert why["A2"] == "合计行（北京市）"
    assert [w for cell, w in found.skipped if cell == "A3280"] == ["只有文字，没有数据"]
    wrong = [what for cell, what in said(found, Level.ASK) if cell.startswith("G")]
    assert len(wrong) == 3  # of provinces with a city that has no counties
