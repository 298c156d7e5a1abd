"""乡镇（街道）分类测算表 against the worked example and its reference page."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.prints.county import CLASS_VALUES, LEADERSHIP_VALUES, UNITS, cited, classification
from townoffice.prints.form import Absent, Binding, Column, Group, index_marks
from townoffice.prints.forms import classification_form
from townoffice.records import Classification, Kind, Overridden, SizeClass, State, shown


def cells(result: Classification) -> dict[str, list[str]]:
    section = classification_form(result).sections[0]
    return {
        str(row[1]): [
            shown(value, column.decimals) if isinstance(value, int | Fraction) else str(value)
            for value, column in zip(row, section.columns, strict=True)
        ]
        for row in section.rows
    }


def test_the_worked_example_to_the_last_digit() -> None:
    rows = cells(classification())
    assert list(rows) == [
        "青石镇", "南湖街道", "白河镇", "柳溪镇", "云岭镇", "北岸街道", "高坪乡", "双桥乡"
    ]  # fmt: skip
    assert rows["青石镇"] == [
        "1", "青石镇", "6.82", "21.3125", "18650.00", "25.2027", "86.40", "10.2613", "20.2693",
        "162.15", "1", "一类", "",
    ]  # fmt: skip
    assert rows["白河镇"][8:] == ["14.8806", "119.04", "3", "二类", "临界：低于一类线0.96"]
    assert rows["北岸街道"][8:] == ["10.0026", "80.02", "6", "二类", "临界：高于二类线0.02"]


def test_header_and_index_row_are_those_of_the_reference() -> None:
    section = classification_form(classification()).sections[0]
    assert index_marks(section.columns) == tuple("甲乙123456789丙丁")
    groups = [node for node in section.header if isinstance(node, Group)]
    assert [g.label for g in groups] == [
        "户籍人口（权重5）",
        "财政收入（权重3）",
        "辖区面积（权重2）",
    ]
    units = [leaf.label for g in groups for leaf in g.children if isinstance(leaf, Column)]
    assert units[::2] == ["数值\n（万人）", "数值\n（万元）", "数值\n（km²）"]


def test_the_total_row_holds_true_totals_and_leaves_out_what_has_none() -> None:
    (total,) = classification_form(classification()).sections[0].totals
    assert total.cells[:7] == (32, 100, 74000, 100, 842, 100, 100)
    assert total.cells[7:] == (Absent.NOT_APPLICABLE,) * 3 + ("",)


def test_inferred_values_put_the_mark_and_the_line() -> None:
    form = classification_form(classification())
    marked = [column.label for column in form.sections[0].columns if column.inferred]
    assert marked == ["总指数", "类别"]
    assert form.notes.inferred == (
        "总指数算法；一类120以上；二类80以上不足120、三类不足80；距分类线不足3点的标“临界”。"
        "均未见文件规定，须报县委编委审定。"
    )


def test_nothing_is_marked_where_everything_is_stated() -> None:
    stated = tuple(replace(value, state=State.STATED) for value in CLASS_VALUES)
    form = classification_form(classification(parameters=stated))
    assert not any(column.inferred for column in form.sections[0].columns)
    assert form.notes.inferred == ""


def test_the_sources_stand_once_with_their_clauses() -> None:
    basis = classification_form(classification()).notes.basis
    assert basis == (
        (
            "依据：《关于印发市、县及乡镇分类标准的通知》（中编办〔1993〕17号）；"
            "《关于深化乡镇（街道）管理体制改革实施意见》（文号未载）“一、（一）”，"
            "户籍人口、财政收入、辖区面积加权比例为5:3:2。"
        ),
    )


def test_a_chosen_value_is_named_and_no_longer_inferred() -> None:
    chosen = tuple(
        replace(value, state=State.CHOSEN, value=Decimal("110.50"), note="", unit="点")
        if value.name == "classification.cut_1"
        else value
        for value in CLASS_VALUES
    )
    notes = classification_form(classification(parameters=chosen)).notes
    assert "本次测算选定：一类线110.5点。" in notes.basis
    assert "一类120以上" not in notes.inferred


def test_other_indicators_and_weights_make_other_columns() -> None:
    weights = (
        ("resident_population", Fraction(6, 10)),
        ("gdp", Fraction(4, 10)),
    )
    section = classification_form(classification(weights=weights)).sections[0]
    assert [n.label for n in section.header if isinstance(n, Group)] == [
        "常住人口（权重3）",
        "地区生产总值（权重2）",
    ]
    assert [c.formula for c in section.columns if c.formula] == [
        "[1]/SUM[1]*100",
        "[3]/SUM[3]*100",
        "([2]*3+[4]*2)/5",
        "[5]*COUNT",
    ]


def test_a_result_of_another_method_is_not_recalculated_wrongly() -> None:
    result = classification()
    squared = replace(
        result,
        rows=tuple(replace(row, index=(row.index or Fraction()) ** 2) for row in result.rows),
    )
    columns = classification_form(squared).sections[0].columns
    assert {c.label: c.formula for c in columns}["总指数"] is None


def test_an_unclassified_unit_stands_last_and_is_in_no_sum() -> None:
    form = classification_form(classification(UNITS[:7], unreported=UNITS[7:]))
    section = form.sections[0]
    last = section.rows[-1]
    assert last[1] == "北岸街道"
    assert set(last[2:-1]) == {Absent.NOT_REPORTED}
    assert last[-1] == "财政收入未报，未分类"
    assert section.counted == 7
    assert section.totals[0].cells[0] == Fraction(284800, 10000)
    assert form.notes.signs == (
        (
            "“—”表示应填未报或因此未能计算：北岸街道指标未报齐，未参加计算和分类，合计不含。"
            "补报前本表为不完整表。"
        ),
    )


@pytest.mark.parametrize(
    ("rows", "attachment", "first"),
    [(15, None, False), (16, None, True), (11, "附件1", False), (12, "附件1", True)],
)
def test_the_total_goes_first_where_the_table_is_longer_than_a_page(
    rows: int, attachment: str | None, *, first: bool
) -> None:
    units = tuple(
        replace(UNITS[n % 8], code=f"9999011{n:02}", name=f"第{n}镇", kind=Kind.TOWN)
        for n in range(rows)
    )
    form = classification_form(classification(units), attachment=attachment)
    assert form.sections[0].totals_first is first


def test_a_draft_has_no_code_and_an_attachment_is_bound() -> None:
    form = classification_form(
        classification(), check_code="7C1E-40B9-A2D6", attachment="附件1", first_page=3
    )
    assert (form.check_code, form.binding, form.first_page) == (
        "7C1E-40B9-A2D6",
        Binding.ATTACHMENT,
        3,
    )
    assert classification_form(classification()).check_code is None


def test_leadership_values_are_left_to_their_own_table() -> None:
    extra = (
        *CLASS_VALUES,
        *LEADERSHIP_VALUES,
        cited("leadership.x", "其他", 1, state=State.CHOSEN),
    )
    notes = classification_form(classification(parameters=extra)).notes
    assert "湘办发" not in "".join(notes.basis)
    assert not any("其他" in text for text in notes.basis)


def test_a_class_set_by_a_document_is_shown_beside_the_calculated_one() -> None:
    result = classification()
    set_ = Overridden(SizeClass.SECOND, "驻地镇", "示编发〔2024〕3号")
    rows = tuple(
        replace(row, size_class=SizeClass.FIRST, overridden=set_) if row.name == "白河镇" else row
        for row in result.rows
    )
    form = classification_form(replace(result, rows=rows))
    printed = form.sections[0].rows[2]
    assert printed[-2:] == ("一类", "测算二类，文件定类；临界：低于一类线0.96")
    assert (
        "类别由本县文件确定的：白河镇测算为二类，定为一类（示编发〔2024〕3号，驻地镇）。"
        in form.notes.basis
    )


def test_an_unclassified_unit_may_be_classed_by_a_document() -> None:
    result = classification(UNITS[:7], unreported=UNITS[7:])
    set_ = Overridden(None, "新设单位", "示编发〔2024〕4号")
    last = replace(result.rows[-1], size_class=SizeClass.THIRD, overridden=set_)
    form = classification_form(replace(result, rows=(*result.rows[:-1], last)))
    assert form.sections[0].rows[-1][-2:] == ("三类", "文件定类；财政收入未报，未测算")
    assert form.notes.signs[0].startswith("“—”表示应填未报或因此未能计算：北岸街道")


def test_the_countys_adoption_stands_after_the_sources() -> None:
    words = "示例采用（未经本县发文确认）"
    notes = classification_form(replace(classification(), adoption=words)).notes
    assert notes.basis[0].endswith(f"加权比例为5:3:2。本县采用：{words}。")
