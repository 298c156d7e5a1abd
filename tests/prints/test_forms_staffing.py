"""编制测算（核定）表 against the worked example and its reference page; ties, bounds, tranches."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tests.prints.county import STAFFING_VALUES, UNITS, staffing
from townoffice.prints.form import Absent, Group, index_marks
from townoffice.prints.forms import staffing_form
from townoffice.records import Category, State, Tie, Tranche, shown

X = Absent.NOT_APPLICABLE


def test_the_worked_example_with_at_most_two_posts_of_change() -> None:
    section = staffing_form(staffing(bounded=True)).sections[0]
    rows = {row[1]: row for row in section.rows}
    sample = rows["青石镇"]
    assert [sample[2], sample[3], *sample[6:]] == [34, 15, 17, 32, 32, -2, "余数第4位，进1取17"]
    assert (shown(_exact(sample[4]), 4), shown(_exact(sample[5]), 4)) == ("19.5874", "16.4534")
    assert {name: row[-1] for name, row in rows.items()} == {
        "青石镇": "余数第4位，进1取17",
        "白河镇": "余数第1位，进1取13",
        "云岭镇": "未进位；限幅重算，24改为23",
        "柳溪镇": "未进位；减幅限2名，25改为26",
        "双桥乡": "余数第3位，进1；限幅重算，21改为20",
        "高坪乡": "未进位；增幅限2名，21改为20",
        "南湖街道": "余数第2位，进1取15",
        "北岸街道": "未进位；减幅限2名，23改为25",
    }
    assert [row[-2] for row in rows.values()] == [-2, -2, -2, -2, 0, 2, -2, -2]


def _exact(value: object) -> Fraction:
    assert isinstance(value, int | Fraction)
    return Fraction(value)


def test_subtotal_county_row_and_total() -> None:
    section = staffing_form(staffing(bounded=True)).sections[0]
    assert [(t.label, t.cells) for t in section.totals] == [
        ("小计", (214, 120, 100, 84, 84, 204, 204, -10, "")),
        ("县级统筹周转编制", (0, X, X, X, X, 10, 10, 10, "总量214名的5%※，舍去小数")),
        ("合计", (214, 120, 100, 84, 84, 214, 214, 0, "")),
    ]
    assert [t.heavy for t in section.totals] == [True, False, True]


def test_titles_follow_category_and_method() -> None:
    form = staffing_form(replace(staffing(), category=Category.INSTITUTION))
    assert form.title == "乡镇（街道）事业编制测算（核定）表"
    assert form.subtitle == "（基本编制＋浮动编制＋周转编制）"
    other = staffing_form(replace(staffing(), method="own", method_label="本县办法"))
    assert other.subtitle == "（本县办法）"


def test_the_relations_carry_the_actual_numbers() -> None:
    (relations,) = staffing_form(staffing(bounded=True)).notes.relations
    assert relations == (
        "计算关系：4=84×3÷100，其中84=总量214−周转10−基本120；6=2+5（合计另加周转10）；8=7−1。"
        "取整用最大余数法，余数相同的户籍人口多者优先。"
        "第7栏按单位一次增减不超过2名重算，合计不变。尾差系四舍五入。×表示该栏免填。"
    )


def test_without_bounds_the_approved_figure_is_the_calculated_one() -> None:
    section = staffing_form(staffing()).sections[0]
    assert all(row[7] == row[8] for row in section.rows)
    approved = section.columns[8]
    assert (approved.label, approved.formula, approved.inferred) == ("核定\n编制", "[6]", False)


def test_marks_follow_the_state_of_the_values() -> None:
    form = staffing_form(staffing(bounded=True))
    columns = form.sections[0].columns
    assert [c.label for c in columns if c.inferred] == ["基本\n编制", "核定\n编制"]
    assert [g.inferred for g in form.sections[0].header if isinstance(g, Group)] == [True]
    assert form.notes.inferred == (
        "基本编制每单位15名（参照外县乡镇行政编制下限）；周转编制比例5%；浮动编制分步算法；"
        "一次增减限2名（本次测算选定）。均未见文件规定，须报县委编委审定。"
    )
    chosen = tuple(
        replace(v, state=State.CHOSEN, value=Decimal("0.05"), note="本次测算选定")
        if v.name.endswith("reserve_share")
        else v
        for v in STAFFING_VALUES
    )
    form = staffing_form(replace(staffing(), parameters=chosen))
    assert form.sections[0].totals[1].cells[-1] == "总量214名的5%，舍去小数"
    assert "本次测算选定：周转编制比例5%。" in form.notes.basis
    assert "周转编制比例" not in form.notes.inferred


def test_a_unit_without_current_posts_is_left_out_of_the_sums_and_named() -> None:
    form = staffing_form(staffing(unknown="青石镇"))
    section = form.sections[0]
    assert section.rows[0][2] is Absent.NOT_REPORTED
    assert section.rows[0][8 + 1] is Absent.NOT_REPORTED
    assert section.totals[0].cells[0] == 180
    assert form.notes.signs == (
        "“—”表示应填未报：青石镇现有编制未报，第1栏和增减合计不含，本表不完整。",
    )


def test_a_tie_is_named_with_who_settled_it() -> None:
    result = staffing()
    codes = (UNITS[0].code, UNITS[2].code)
    for by, words in (
        ("rule", "按户籍人口多者优先的规则给青石镇"),
        ("县委编委会议", "由县委编委会议决定给青石镇"),
    ):
        tied = replace(result, ties=(Tie("floating", 1, codes, codes[:1], by),))
        form = staffing_form(tied)
        assert form.notes.relations[1] == f"浮动编制取整时青石镇、云岭镇余数相同，末1名{words}。"
        rows = form.sections[0].rows
        assert rows[0][-1] == "余数并列，进1取17"
        assert rows[2][-1] == "余数并列，未进位"


def test_without_a_reserve_there_is_one_total_row() -> None:
    result = replace(staffing(), total=204, reserve=0)
    (total,) = staffing_form(result).sections[0].totals
    assert (total.label, total.cells[5:8]) == ("合计", (204, 204, -10))


def test_every_tranche_has_its_group_of_three() -> None:
    result = staffing()
    first = result.tranches[0]
    second = Tranche("equal", "平均部分", 8, (1,) * 8, 8, (1,) * 8, ())
    more = replace(result, tranches=(first, second), pool=92)
    section = staffing_form(more).sections[0]
    assert [g.label for g in section.header if isinstance(g, Group)] == ["浮动编制", "平均部分"]
    assert index_marks(section.columns)[-2:] == ("11", "丙")
    formulas = {c.label: c.formula for c in section.columns}
    assert formulas["测算\n编制"] == "[2]+[5]+[8]"
    assert formulas["增减"] == "[10]-[1]"
    assert section.rows[0][-1] == "浮动编制余数第4位，进1取17"


def test_several_tranches_under_bounds_share_one_rounding() -> None:
    result = staffing(bounded=True)
    first = result.tranches[0]
    second = Tranche("equal", "平均部分", 4, (1,) * 8, 8, (1, 1, 1, 1, 0, 0, 0, 0), (0, 1, 2, 3))
    form = staffing_form(replace(result, tranches=(first, second)))
    section = form.sections[0]
    groups = [g for g in section.header if isinstance(g, Group)]
    assert [len(g.children) for g in groups] == [2, 2]
    assert section.rows[0][8] == 15 + first.quota(0) + Fraction(1, 2)
    assert section.columns[8].decimals == 2
    assert "各部分不单独取整" in form.notes.relations[0]


def test_bounds_of_single_units_are_named() -> None:
    result = staffing(bounded=True)
    rows = tuple(replace(row, lower=26 if row.name == "柳溪镇" else None) for row in result.rows)
    form = staffing_form(replace(result, rows=rows, max_change=None))
    assert "下限柳溪镇26名（本次测算选定）" in form.notes.inferred
    assert form.sections[0].rows[3][-1] == "未进位；下限26名，25改为26"


def test_a_long_table_has_its_total_first_and_its_parts_below() -> None:
    result = staffing()
    tranche = result.tranches[0]
    twice = replace(
        tranche,
        weights=tranche.weights * 2,
        weight_total=tranche.weight_total * 2,
        seats=tranche.seats * 2,
    )
    section = staffing_form(replace(result, rows=result.rows * 2, tranches=(twice,))).sections[0]
    assert section.totals_first
    assert [t.label for t in section.totals] == ["合计", "小计", "县级统筹周转编制"]


def test_the_countys_adoption_stands_after_the_sources() -> None:
    notes = staffing_form(replace(staffing(), adoption="示编发〔2024〕5号")).notes
    assert "只调剂、不增加。本县采用：示编发〔2024〕5号。" in notes.basis[0]


def test_no_ground_is_left_empty() -> None:
    result = staffing(bounded=True)
    even = Tranche("equal", "平均部分", 8, (1,) * 8, 8, (1,) * 8, ())
    same = tuple(replace(row, calculated=row.posts) for row in result.rows)
    form = staffing_form(replace(result, tranches=(*result.tranches, even), rows=same))
    assert [row[-1] for row in form.sections[0].rows][:2] == ["取整为32", "取整为28"]
