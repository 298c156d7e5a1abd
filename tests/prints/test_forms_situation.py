"""乡镇（街道）机构编制情况统计表: excess as a negative, missing figures, sums."""

from dataclasses import replace

from tests.prints.county import UNITS, snapshot
from townoffice.prints.form import Absent, ReportNumber, index_marks
from townoffice.prints.forms import situation_form
from townoffice.records import Category


def test_a_row_and_the_total_above_it() -> None:
    section = situation_form(snapshot()).sections[0]
    assert section.totals_first
    assert section.rows[0] == (1, "南湖街道", "999901001", 32, 31, 1, 36, 36, 0, 11, 9, "")
    assert section.totals[0].cells == (214, 206, 8, 230, 230, 0, 88, 72, "")
    assert index_marks(section.columns) == tuple("甲乙丙12345678丁")


def test_excess_is_a_negative_vacancy_named_and_summed_apart_in_the_note() -> None:
    form = situation_form(snapshot(actual={"青石镇": 36}))
    rows = {row[1]: row for row in form.sections[0].rows}
    assert rows["青石镇"][5] == -2
    assert rows["青石镇"][-1] == "行政超编2"
    assert form.sections[0].totals[0].cells[2] == 5
    assert form.notes.relations == (
        (
            "计算关系：3=1−2；6=4−5。第3、6栏为负数的是超编。"
            "合计为各单位之和，空缺与超编相抵（分开计算：行政编制空缺7、超编2）。"
        ),
    )


def test_a_missing_figure_is_a_dash_and_the_total_says_so() -> None:
    form = situation_form(snapshot(unreported="云岭镇"))
    rows = {row[1]: row for row in form.sections[0].rows}
    assert rows["云岭镇"][-2] is Absent.NOT_REPORTED
    assert rows["云岭镇"][-1] == "实配未报"
    assert form.sections[0].totals[0].cells[-2] == 63
    assert form.notes.signs == (
        "“—”表示应填未报：云岭镇领导职数实配未报，第8栏合计不含。补报前本表为不完整表。",
    )


def test_what_no_unit_reported_is_said_once() -> None:
    full = snapshot()
    silent = replace(
        full,
        units=tuple(
            replace(u, actual={k: n for k, n in u.actual.items() if k is not Category.LEADERSHIP})
            for u in full.units
        ),
    )
    form = situation_form(silent)
    assert {row[-1] for row in form.sections[0].rows} == {""}
    assert form.sections[0].totals[0].cells[-2] is Absent.NOT_REPORTED
    assert form.notes.signs[0].startswith("“—”表示应填未报：各单位领导职数实配均未报。")


def test_a_missing_number_of_persons_is_in_no_vacancy_either() -> None:
    full = snapshot()
    first = full.units[0]
    units = (replace(first, actual={}), *full.units[1:])
    form = situation_form(replace(full, units=units))
    assert form.sections[0].rows[0][4:6] == (Absent.NOT_REPORTED,) * 2
    assert "南湖街道行政实有未报，第2、3栏合计不含" in form.notes.signs[0]


def test_other_categories_may_be_asked_for_and_are_named_where_left_out() -> None:
    full = snapshot(UNITS[:2])
    units = tuple(replace(u, authorized={**u.authorized, Category.JUDICIAL: 3}) for u in full.units)
    held = replace(full, units=units)
    assert "本表不含政法专项编制。" in situation_form(held).notes.relations[0]
    wide = situation_form(held, categories=(Category.ADMIN, Category.JUDICIAL))
    assert "3=1−2；6=4−5" in wide.notes.relations[0]
    assert wide.sections[0].rows[0][6] == 3


def test_the_number_block_is_given_or_absent() -> None:
    number = ReportNumber("编统1表", "示例县委编办", "示编办〔2024〕6号", "2025年12月")
    assert situation_form(snapshot(), report_number=number).report_number == number
    assert situation_form(snapshot()).report_number is None
