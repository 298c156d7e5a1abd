"""Finding the table in what clerks send."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.sheets import forms
from townoffice.feedback import BadWorkbook, Level, NotFound
from townoffice.sheets.table import Table

POPULATIONS = {"999901100": 68200, "999901101": 51400, "999901200": 18900, "999901001": 57600}


def populations(found: Table) -> dict[str | None, object]:
    return {line.code: line.values.get("registered_population") for line in found.lines}


def said(found: Table, level: Level) -> list[tuple[str, str]]:
    return [(p.cell, p.what) for p in found.problems if p.level is level]


def test_a_plain_table_is_read_without_a_word(tmp_path: Path) -> None:
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", [forms.HEADER, *forms.UNITS]))
    assert populations(found) == POPULATIONS
    assert found.problems == ()
    assert found.skipped == ()
    assert found.lines[0].values["area_km2"] == Decimal("86.4")


def test_a_gbk_csv_with_preamble_says_its_year(tmp_path: Path) -> None:
    rows = [
        ("数据来源：统计局",),
        ("时间：2023年",),
        (),
        forms.HEADER,
        *forms.UNITS,
        ("注：快报数",),
    ]
    found = forms.table(forms.text(tmp_path / "a.csv", rows, "gbk"))
    assert populations(found) == POPULATIONS
    assert found.year == 2023
    assert found.skipped == (("A9", "说明或签署行"),)


def test_a_header_of_two_merged_rows_with_title_unit_line_and_signatures(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("××县乡镇编制统计表（2024年）",),
        ("填报单位：编办", None, None, None, None, None, "单位：万人、公顷、名"),
        ("序号", "代码", "乡 镇", "户籍\n人口", "面积", "编制数", None),
        (None, None, None, None, None, "行政", "事业"),
        ("合  计", None, None, 11.96, 21910, 64, 71),
        (1, "999901100", "青 石 镇", 6.82, 8640, 34, 38),
        (None,),
        (2, "999901101", "白河镇", 5.14, 13270, 30, 33),
        ("注：1.数据由公安局提供。",),
        ("单位负责人：      填表人：      填报日期：2025年3月1日",),
    ]
    merges = ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "A5:C5", "A9:G9")
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.year == 2024
    assert [line.values for line in found.lines] == [
        {
            "code": "999901100",
            "name": "青石镇",
            "registered_population": 68200,
            "area_km2": Decimal("86.4"),
            "admin_posts": 34,
            "institution_posts": 38,
        },
        {
            "code": "999901101",
            "name": "白河镇",
            "registered_population": 51400,
            "area_km2": Decimal("132.7"),
            "admin_posts": 30,
            "institution_posts": 33,
        },
    ]
    assert found.lines[1].addresses("institution_posts") == "G8"
    assert [cell for cell, _ in found.skipped] == ["A5", "A9", "A10"]
    factors = {column.key: column.factor for column in found.columns if column.key}
    assert factors["registered_population"] == 10_000
    assert factors["area_km2"] == Fraction(1, 100)
    assert factors["admin_posts"] == 1
    assert said(found, Level.ASK) == []


def test_a_group_header_without_merges_spreads_over_its_columns(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "代码", "人口", None, "实有人数", None),
        (None, None, "户籍", "常住", "行政", "事业"),
        ("青石镇", "999901100", 5, 6, 7, 8),
    ]
    found = forms.table(forms.text(tmp_path / "a.csv", rows))
    assert found.lines[0].values == {
        "name": "青石镇",
        "code": "999901100",
        "registered_population": 5,
        "resident_population": 6,
        "admin_actual": 7,
        "institution_actual": 8,
    }


def test_units_may_stand_in_a_row_under_the_header_and_columns_may_be_numbered(
    tmp_path: Path,
) -> None:
    rows: forms.Rows = [
        ("名称", "代码", "户籍人口", "面积"),
        (None, None, "万人", "公顷"),
        ("甲", "乙", 1, 2),
        ("青石镇", "999901100", 6.82, 8640),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert found.lines[0].values["registered_population"] == 68200
    assert found.lines[0].values["area_km2"] == Decimal("86.4")
    assert found.skipped == (("A3", "栏次行"),)


@pytest.mark.parametrize(
    ("code", "read"),
    [
        (999901100, "999901100"),
        ("999901100", "999901100"),
        ("999901100000", "999901100"),
        (999901100000, "999901100"),
        ("'999 901 100", "999901100"),
        ("９９９９０１１００", "999901100"),
    ],
)
def test_codes_are_read_as_text_or_number_of_9_or_12_digits(
    tmp_path: Path, code: int | str, read: str
) -> None:
    rows: forms.Rows = [("代码", "名称", "户籍人口"), (code, "青石镇", 5)]
    assert forms.table(forms.xlsx(tmp_path / "a.xlsx", rows)).lines[0].code == read


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("999901100201", "村"),
        ("99990110", "8 位"),
        ("9.99901E+08", "科学计数法"),
        ("甲001", "不是数字"),
        (99990110.5, "数值"),
    ],
)
def test_a_code_that_cannot_be_stops(tmp_path: Path, code: str | float, words: str) -> None:
    rows: forms.Rows = [("代码", "名称", "户籍人口"), (code, "青石镇", 5)]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    [(cell, what)] = said(found, Level.STOP)
    assert cell == "A2"
    assert words in what


def test_wrong_cells_are_located_and_leave_no_value(tmp_path: Path) -> None:
    rows: list[tuple[forms.Out, ...]] = [forms.HEADER, *map(tuple, forms.UNITS)]
    rows[2] = ("999901101", "白河镇", -3, "约130", "—")
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows, at=(2, 1)))
    assert [cell for cell, _ in said(found, Level.STOP)] == ["D5", "E5"]
    assert found.lines[1].values == {"code": "999901101", "name": "白河镇", "gdp": None}


def test_a_formula_without_saved_value_stops(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    word = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    path.write_bytes(
        forms.worksheet(
            f'<row r="1">{word.format("A1", "名称")}{word.format("B1", "户籍人口")}</row>'
            f'<row r="2">{word.format("A2", "青石镇")}<c r="B2"><v>5</v></c></row>'
            f'<row r="3">{word.format("A3", "白河镇")}<c r="B3"><f>B2+1</f></c></row>'
        )
    )
    found = forms.table(path)
    [(cell, what)] = said(found, Level.STOP)
    assert (cell, "没有保存" in what) == ("B3", True)


def test_the_better_sheet_is_chosen_and_the_others_are_mentioned(tmp_path: Path) -> None:
    others: dict[str, forms.Rows] = {
        "填表说明": [("名称", "怎样填"), ("户籍人口", "按公安数")],
        "旧表": [forms.HEADER[:3], *(row[:3] for row in forms.UNITS)],
    }
    path = forms.xlsx(tmp_path / "a.xlsx", [forms.HEADER, *forms.UNITS], name="新表", others=others)
    found = forms.table(path)
    assert found.sheet == "新表"
    assert [what for _, what in said(found, Level.NOTE)] == [
        "工作表“填表说明”里没有乡镇（街道）表，没有读取",
        "工作表“旧表”也像乡镇（街道）表，没有读取",
    ]
    assert forms.table(path, sheet="旧表").sheet == "旧表"
    with pytest.raises(NotFound, match="新表、填表说明、旧表"):
        forms.table(path, sheet="没有")


def test_a_hidden_sheet_is_not_read_silently(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    cells = "".join(
        f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in (("A1", "名称"), ("B1", "户籍人口"))
    )
    path.write_bytes(forms.worksheet(f'<row r="1">{cells}</row>', hidden=True))
    with pytest.raises(BadWorkbook, match="隐藏的工作表“表”"):
        forms.table(path)


def test_no_table_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadWorkbook, match="没有找到乡镇（街道）的表格"):
        forms.table(forms.text(tmp_path / "a.csv", [("姓名", "年龄"), ("甲", 30)]))
    with pytest.raises(BadWorkbook, match="没有数据"):
        forms.table(forms.xlsx(tmp_path / "b.xlsx", []))


def test_an_unknown_column_of_numbers_becomes_an_own_indicator_and_is_said(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "代码", "户籍人口", "森林覆盖率（%）", "编制合计", "备注", "书记"),
        ("青石镇", "999901100", 5, 61.5, 9, "撤并", "甲"),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert found.lines[0].values["own:森林覆盖率"] == Decimal("61.5")
    assert [(column.own, column.unit) for column in found.columns if column.own] == [
        ("森林覆盖率", "%")
    ]
    own, unused = said(found, Level.NOTE)
    assert own == ("D1", "不是规定的指标，作为本县自有指标导入：森林覆盖率")
    assert unused == ("E1", "没有用到的列：“编制合计”、“书记”")


def test_two_columns_of_one_field_are_asked_about_unless_years_tell_them_apart(
    tmp_path: Path,
) -> None:
    rows: forms.Rows = [
        ("名称", "代码", "财政总收入（万元）", "一般公共预算收入（万元）"),
        ("青石镇", "999901100", 9, 5),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert found.lines[0].values["fiscal_revenue"] == 5
    assert [cell for cell, _ in said(found, Level.ASK)] == ["C1"]
    years: forms.Rows = [
        ("名称", "代码", "2023年户籍人口", "2024年户籍人口"),
        ("青石镇", "999901100", 9, 5),
    ]
    path = forms.xlsx(tmp_path / "b.xlsx", years)
    assert populations(forms.table(path)) == {"999901100": 5}
    assert populations(forms.table(path, year=2023)) == {"999901100": 9}
    assert forms.table(path).year == 2024
    assert said(forms.table(path), Level.ASK) == []


def test_a_unit_that_does_not_fit_its_field_stops(tmp_path: Path) -> None:
    rows: forms.Rows = [("名称", "户籍人口（万元）"), ("青石镇", 5)]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert [cell for cell, _ in said(found, Level.STOP)] == ["B1"]


def test_money_without_any_unit_is_said(tmp_path: Path) -> None:
    rows: forms.Rows = [("名称", "财政收入"), ("青石镇", 5)]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert said(found, Level.NOTE) == [("B1", "“财政收入”没有写单位，已按“万元”读取")]


def test_rounding_by_a_conversion_is_said_once_a_column(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "面积（亩）"),
        ("青石镇", 1000),
        ("白河镇", 2000),
        ("云岭镇", 1500),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    [(cell, what)] = said(found, Level.NOTE)
    assert cell == "B2"
    assert "2 处" in what


def test_stacked_tables_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("一、人口",),
        ("名称", "代码", "户籍人口"),
        ("青石镇", "999901100", 5),
        (None,),
        ("名称", "代码", "行政编制", "事业编制"),
        ("青石镇", "999901100", 7, 8),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert [line.values.get("admin_posts") for line in found.lines] == [None, 7]
    assert found.lines[1].addresses("institution_posts") == "D6"


def test_a_turned_table_is_read_with_the_addresses_of_the_file(tmp_path: Path) -> None:
    turned: forms.Rows = [tuple(row) for row in zip(forms.HEADER, *forms.UNITS, strict=True)]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", turned, at=(3, 1)))
    assert populations(found) == POPULATIONS
    assert found.lines[1].addresses("registered_population") == "D6"
    assert any("转过来" in what for _, what in said(found, Level.NOTE))


def test_numbers_without_a_unit_are_asked_about(tmp_path: Path) -> None:
    rows: forms.Rows = [("名称", "户籍人口"), ("青石镇", 5), (None, 7)]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert [cell for cell, _ in said(found, Level.ASK)] == ["B3"]
    assert len(found.lines) == 1


def test_rare_characters_and_odd_names_are_kept(tmp_path: Path) -> None:
    names = ["湖㳇镇", "㮾梨街道", "大垴镇", "盐埗街道", "街道", "大兴国际机场", "﨑岭镇"]
    rows: list[tuple[forms.Out, ...]] = [("名称", "户籍人口")]
    rows += [(name, 500 + n) for n, name in enumerate(names)]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert [line.name for line in found.lines] == names


def test_two_hundred_thousand_bordered_blank_rows_do_not_matter(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 20_000))
    head = "".join(
        f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in (("A1", "名称"), ("B1", "户籍人口"))
    )
    first = '<c r="A2" t="inlineStr"><is><t>青石镇</t></is></c><c r="B2"><v>5</v></c>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(forms.worksheet(f'<row r="1">{head}</row><row r="2">{first}</row>{blank}'))
    assert len(forms.table(path).lines) == 1


def test_lines_that_bear_their_year_are_told_apart(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("年份", "名称", "代码", "户籍人口"),
        (2023, "青石镇", "999901100", 5),
        ("2024年", "青石镇", "999901100", 6),
    ]
    path = forms.xlsx(tmp_path / "a.xlsx", rows)
    found = forms.table(path)
    assert (found.year, populations(found)) == (2024, {"999901100": 6})
    assert found.skipped == (("A2", "2023 年的数据"),)
    assert populations(forms.table(path, year=2023)) == {"999901100": 5}
    assert [cell for cell, _ in said(forms.table(path, year=2020), Level.ASK)] == ["A1"]


def test_group_rows_and_averages_are_no_units(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "代码", "户籍人口"),
        ("一、镇（2个）", None, 11),
        ("青石镇", "999901100", 5),
        ("白河镇", "999901101", 6),
        ("二、街道", None, None),
        ("南湖街道", "999901001", 7),
        ("合计（3个）", None, 18),
        ("平均", None, 6),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert len(found.lines) == 3
    assert [cell for cell, _ in found.skipped] == ["A2", "A5", "A7", "A8"]
    assert found.problems == ()


def test_the_code_of_the_county_beside_each_unit_is_no_total(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "代码", "户籍人口"),
        ("青石镇", "999901", 5),
        ("测试县", 999901, 5),
        ("白河镇", "—", 6),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert [line.name for line in found.lines] == ["青石镇", "白河镇"]
    assert said(found, Level.STOP) == []
    assert [cell for cell, _ in said(found, Level.ASK)] == ["C3"]
