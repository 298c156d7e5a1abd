"""The columns of a sheet of scores: made from indicators, in their units, by their names."""

from decimal import Decimal
from fractions import Fraction

import pytest

from townoffice.records import AssessmentIndicator, Scoring
from townoffice.sheets.fields import FieldType, field_list
from townoffice.sheets.headings import read_heading
from townoffice.sheets.numbers import Number, Wrong, read_number
from townoffice.sheets.scores import named_in, score_fields, vote_fields


def indicator(
    name: str, scoring: Scoring = Scoring.DIRECT, unit: str = "", **figures: str
) -> AssessmentIndicator:
    given = tuple((key, Decimal(figure)) for key, figure in figures.items())
    return AssessmentIndicator(1, "乡镇类", "一", name, Decimal(10), scoring, 0, given, unit=unit)


OUTPUT = indicator("工业产值", Scoring.COMPLETION, "亿元")
GROWTH = indicator("税收增幅", Scoring.EFFICACY, "%")
PARTY = indicator("党的建设")
GRADED = indicator("分类定级", Scoring.BANDS, 一类="8", 二类="6")
ALL = (OUTPUT, GROWTH, PARTY, GRADED)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("工业产值（万元）", "mark:工业产值"),
        ("工业产值目标值（亿元）", "target:工业产值"),
        ("2024年税收增幅（%）", "mark:税收增幅"),
        ("党的建设得分", "mark:党的建设"),
        ("党的建设（分）", "mark:党的建设"),
        ("被考核单位", "name"),
        ("得分", "score"),
    ],
)
def test_a_header_is_known_by_the_indicators_name(header: str, field: str) -> None:
    found = read_heading((header,), score_fields(ALL)).field
    assert found is not None
    assert found.name == field


def test_headers_of_two_contests_are_not_mixed_up() -> None:
    other = score_fields((indicator("生态环境"),))
    assert read_heading(("党的建设",), other).field is None
    assert read_heading(("党的建设",), score_fields(ALL)).field is not None
    assert read_heading(("户籍人口",), field_list()).field is not None
    assert read_heading(("户籍人口",), score_fields(ALL)).field is None


def test_a_figure_is_converted_to_the_indicators_unit() -> None:
    fields = score_fields(ALL)
    output = fields.field("mark:工业产值")
    factors = {
        name: unit.factor
        for unit in fields.units
        if unit.dimension == output.dimension
        for name in unit.names
    }
    assert (factors["万元"], factors["亿元"]) == (Fraction(1, 10000), Fraction(1))
    found = read_number("95000万元", output, Fraction(1), fields)
    assert isinstance(found, Number)
    assert found.value == Decimal("9.5")


def test_only_figures_may_be_negative_and_grades_are_words() -> None:
    fields = score_fields(ALL)
    grown = read_number("-3.2%", fields.field("mark:税收增幅"), Fraction(1), fields)
    assert isinstance(grown, Number)
    assert grown.value == Decimal("-3.2")
    assert isinstance(read_number(-1, fields.field("mark:党的建设"), Fraction(1), fields), Wrong)
    assert fields.field("mark:分类定级").type is FieldType.TEXT


def test_votes_have_a_column_for_each_option_and_dimension() -> None:
    fields = vote_fields(("满意", "不满意"), (indicator("工作指导", Scoring.BALLOT),))
    for header, field in (
        ("满意票数", "votes:满意"),
        ("不满意", "votes:不满意"),
        ("工作指导", "mark:工作指导"),
        ("评议主体", "voter_group"),
        ("评议单位", "voter"),
        ("部门", "name"),
    ):
        found = read_heading((header,), fields).field
        assert found is not None, header
        assert found.name == field


def test_a_title_names_one_indicator_or_none() -> None:
    known = (PARTY, indicator("党的建设满意度"), GROWTH)
    assert named_in(["2024年党的建设考核得分表"], known) == "党的建设"
    assert named_in(["党的建设满意度"], known) == "党的建设满意度"
    assert named_in(["党的建设与税收增幅"], known) is None
    assert named_in(["考核表"], known) is None
