"""What headers mean: the words of many forms, their units and years."""

import pytest

from townoffice.sheets.fields import field_list
from townoffice.sheets.headings import read_heading, unit_words, year_in

FIELDS = field_list("townships")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (["行政区划代码"], "code"),
        (["统计用区划代码\n（12位）"], "code"),
        (["乡 镇（街道）"], "name"),
        (["名　　称"], "name"),
        (["乡、镇、街道名称"], "name"),
        (["类别"], "kind"),
        (["2024年末户籍人口（人）"], "registered_population"),
        (["人口", "户籍"], "registered_population"),
        (["户籍人口", "合计"], "registered_population"),
        (["户籍总人口(公安口径)"], "registered_population"),
        (["人口", "常住"], "resident_population"),
        (["七普常住人口"], "resident_population"),
        (["常住人口", "城镇人口"], "urban_population"),
        (["幅员面积"], "area_km2"),
        (["行政区域土地面积（公顷）"], "area_km2"),
        (["地区生产总值（GDP）"], "gdp"),
        (["GDP(亿元)"], "gdp"),
        (["地方一般公共预算收入"], "fiscal_revenue"),
        (["编制数", "行政编制"], "admin_posts"),
        (["核定编制", "行政"], "admin_posts"),
        (["行政编制", "核定数"], "admin_posts"),
        (["行政编制", "实有数"], "admin_actual"),
        (["实有人数", "行政"], "admin_actual"),
        (["行政在编人数"], "admin_actual"),
        (["政法专项编制"], "judicial_posts"),
        (["核定事业编制"], "institution_posts"),
        (["实有人员", "事业编制"], "institution_actual"),
        (["工勤编制", "核定"], "support_posts"),
        (["领导职数", "核定"], "leadership_posts"),
        (["领导职数", "实配"], "leadership_actual"),
        (["核编批准文号"], "doc_no"),
        (["户籍人口密度"], None),
        (["户籍人口", "男"], None),
        (["GDP增速（%）"], None),
        (["空编", "行政编制"], None),
        (["耕地面积"], None),
        (["建成区面积"], None),
        (["行政村（个）"], None),
        (["事业单位个数"], None),
        (["副科级领导职数"], None),
        (["备注"], None),
    ],
)
def test_the_words_of_a_header_name_its_field(path: list[str], field: str | None) -> None:
    found = read_heading(path, FIELDS).field
    assert (found.name if found else None) == field


@pytest.mark.parametrize(
    ("header", "unit", "factor"),
    [
        ("户籍人口（万人）", "万人", 10_000),
        ("户籍人口（单位：万人）", "万人", 10_000),
        ("户籍人口/万人", "万人", 10_000),
        ("户籍人口，单位：人", "人", 1),
        ("户籍人口【人】", "人", 1),
    ],
)
def test_the_unit_of_a_header_is_read(header: str, unit: str, factor: int) -> None:
    found = read_heading([header], FIELDS)
    assert found.field is not None
    assert found.field.name == "registered_population"
    assert found.unit is not None
    assert found.unit_text == unit
    assert found.unit.factor == factor


def test_a_plain_total_population_is_taken_but_doubted() -> None:
    found = read_heading(["总人口"], FIELDS)
    assert found.field is not None
    assert found.field.name == "registered_population"
    assert found.doubtful


def test_a_unit_line_gives_its_words() -> None:
    assert unit_words("单位：人、平方公里，万元", FIELDS) == ("人", "平方公里", "万元")
    assert unit_words("填报单位：××县编办   金额单位：万元；人口单位：人", FIELDS) == ("万元", "人")
    assert unit_words("填报单位（盖章）：××县委编办", FIELDS) == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("××县2024年乡镇基本情况表", 2024),
        ("时间：2024年", 2024),
        ("截至2024年12月31日", 2024),
        ("2024年度", 2024),
        ("填报日期：2025年3月1日", None),
        ("2025年3月1日", None),
        ("××编〔2024〕5号", None),
        ("基本情况", None),
    ],
)
def test_the_year_a_title_speaks_of_is_no_date_of_filling_in(text: str, year: int | None) -> None:
    assert year_in(text, FIELDS) == year
