"""乡镇（街道）领导职数核定（配备）表: what is pending, vacant and too many."""

from dataclasses import replace
from decimal import Decimal

from tests.prints.county import CLASS_VALUES, LEADERSHIP_VALUES, UNITS, classification
from townoffice.prints.form import Absent, Inferred
from townoffice.prints.forms import leadership_form
from townoffice.records import CitedValue, LeaderPost, Overridden, SizeClass, State

NONE = Absent.NOT_REPORTED


def test_a_lost_figure_is_pending_and_the_note_says_who_decides() -> None:
    form = leadership_form(classification())
    section = form.sections[0]
    assert section.rows[0][1:] == ("青石镇", "一类", "待核定", 12, NONE, NONE, "")
    assert any(
        text.startswith("“待核定”：青石镇、南湖街道，原件缺一类乡镇（街道）的职数")
        and "须由县委编委以文号确认" in text
        for text in form.notes.basis
    )
    assert "第1栏合计不含" in form.notes.signs[0]


def test_vacancies_and_excess_are_never_netted() -> None:
    section = leadership_form(classification()).sections[0]
    rows = {row[1]: row[3:] for row in section.rows}
    assert rows["柳溪镇"] == (11, 12, 0, 1, "超职数1名")
    assert rows["双桥乡"] == (9, 7, 2, 0, "")
    assert section.totals[0].cells == (62, 85, 2, 1, "")
    assert section.totals[0].formulas == ("SUM", "SUM", "SUM", "SUM", None)


def test_a_figure_the_county_answered_is_plain_and_an_inferred_one_is_marked() -> None:
    posts = {SizeClass.FIRST: 13, SizeClass.SECOND: 11, SizeClass.THIRD: 9}
    for state, expected in ((State.STATED, 13), (State.INFERRED, Inferred(13))):
        answered = tuple(
            replace(v, value=13, state=state) if v.name.endswith("class_1") else v
            for v in CLASS_VALUES + LEADERSHIP_VALUES
        )
        form = leadership_form(classification(parameters=answered, posts=posts))
        assert form.sections[0].rows[0][3] == expected
        assert not any("待核定" in text for text in form.notes.basis)


def test_the_posts_by_class_and_the_single_posts_stand_in_the_notes() -> None:
    basis = leadership_form(classification()).notes.basis
    assert basis[0].endswith("二类乡镇（街道）领导职数11名；三类乡镇（街道）领导职数9名。")
    assert "职位结构：不担任政府正职的副书记1名。" in basis


def test_the_structure_of_the_classes_with_posts_stands_in_the_notes_marked_as_inferred() -> None:
    posts = [(post.value, Decimal(1)) for post in LeaderPost][:-1]
    named = [(*posts, ("deputy_head", Decimal(n))) for n in (4, 2)]  # 13 and 11 posts
    structures = tuple(
        CitedValue(
            f"leadership.structure_{n}", "结构", "名", value, State.INFERRED, note="职位结构"
        )
        for n, value in enumerate(named, 1)
    )
    result = classification(parameters=CLASS_VALUES + LEADERSHIP_VALUES + structures)
    form = leadership_form(result)
    (words,) = (text for text in form.notes.basis if text.startswith("职位结构"))
    # class 1 has no total and class 3 no structure: neither is filled in silently
    assert words.startswith("职位结构：不担任政府正职的副书记1名；按二类※：党（工）委书记、")
    assert words.endswith("武装部长各1名，副乡镇长（副主任）2名。")
    assert "；职位结构。均未见文件规定" in form.notes.inferred


def test_remarks_on_the_leaders_follow_what_is_too_many() -> None:
    result = classification()
    said = ("13个职务由12人担任", "组织委员空缺")
    rows = tuple(
        replace(row, leadership_remarks=said) if row.name == "柳溪镇" else row
        for row in result.rows
    )
    section = leadership_form(replace(result, rows=rows)).sections[0]
    assert section.rows[3][-1] == "超职数1名；13个职务由12人担任；组织委员空缺"


def test_persons_not_reported_and_units_not_classed_are_named() -> None:
    form = leadership_form(classification(UNITS[:7], unreported=UNITS[7:]))
    last = form.sections[0].rows[-1]
    assert last[1:] == ("北岸街道", NONE, NONE, NONE, NONE, NONE, "财政收入未报，未分类；实配未报")
    assert "北岸街道未分类" in form.notes.signs[0]
    assert "北岸街道实配未报" in form.notes.signs[0]


def test_the_class_rests_on_inference_and_says_so() -> None:
    form = leadership_form(classification())
    assert [c.label for c in form.sections[0].columns if c.inferred] == ["类别"]
    assert form.notes.inferred.startswith("总指数算法；一类120以上；")


def test_a_class_set_by_a_document_is_named() -> None:
    result = classification()
    set_ = Overridden(SizeClass.SECOND, "驻地镇", "示编发〔2024〕3号")
    rows = tuple(
        replace(row, size_class=SizeClass.THIRD, leadership_posts=9, overridden=set_)
        if row.name == "柳溪镇"
        else row
        for row in result.rows
    )
    form = leadership_form(replace(result, rows=rows))
    assert form.sections[0].rows[3][2:] == (
        "三类", 9, 12, 0, 3, "测算二类，文件定类；超职数3名"
    )  # fmt: skip
    assert any("示编发〔2024〕3号" in text for text in form.notes.basis)
