"""乡镇（街道）分类测算表 by every method: columns that fit it, notes that name its rule."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tests.prints.recalculation import Recalculation
from tests.prints.ways import WAYS, scored, way
from townoffice.prints.form import Absent, Column, Form, Group
from townoffice.prints.forms import classification_form, leadership_form
from townoffice.prints.xlsx import write_xlsx
from townoffice.records import shown


def heads(form: Form) -> list[str]:
    """The columns of figures: what the method makes of an indicator, and the scores."""
    nodes = form.sections[0].header[2:-3]
    made = {leaf.label for n in nodes if isinstance(n, Group) for leaf in n.children[1:]}
    return [*sorted(made), *(n.label.replace("\n", "") for n in nodes if isinstance(n, Column))]


def printed(form: Form, name: str, section: int = 0) -> list[str]:
    whole = form.sections[section]
    row = next(row for row in whole.rows if row[1] == name)
    return [
        shown(value, column.decimals) if isinstance(value, int | Fraction) else str(value)
        for value, column in zip(row, whole.columns, strict=True)
    ]


@pytest.mark.parametrize("name", WAYS)
def test_every_way_recalculates_to_itself(name: str, tmp_path: Path) -> None:
    write_xlsx(WAYS[name](), tmp_path / "a.xlsx")
    sheet = Recalculation(tmp_path / "a.xlsx")
    assert len(sheet.formulas) >= 8  # the index or the shares of every unit
    for place, stored in sheet.cached.items():
        worth = sheet.worth(place)
        assert not isinstance(worth, str | None)
        assert abs(worth - stored) <= abs(stored) / 10**12


def test_the_columns_fit_the_method() -> None:
    found = {name: heads(make()) for name, make in WAYS.items()}
    shares = "占比\n（%）"
    assert found == {
        "spans": ["标准值", "总指数"],
        "points": ["得分", "总分"],
        "ranks": ["名次", "平均名次"],
        "additional": [shares, "综合得分（%）", "共性指数", "附加指数", "总指数"],
        "by-list": [shares, "综合得分（%）", "总指数"],
        "apart": [shares, "综合得分（%）", "总指数"],
    }


def test_the_figures_of_1_6_stand_on_paper() -> None:
    assert printed(WAYS["spans"](), "云岭镇")[-4:] == ["38.53", "5", "二类", ""]
    assert printed(WAYS["additional"](), "青石镇")[-6:] == [
        "171.00", "127.35", "166.63", "1", "一类", ""
    ]  # fmt: skip
    assert printed(WAYS["points"](), "青石镇")[2:] == [
        "6.82", "40", "18650.00", "40", "86.40", "10", "90", "1", "一类", ""
    ]  # fmt: skip
    assert printed(WAYS["ranks"](), "青石镇")[2:] == [
        "6.82", "1", "18650.00", "2", "86.40", "6", "2.30", "1", "一类", ""
    ]  # fmt: skip


def test_the_kinds_apart_are_two_tables_with_a_total_each() -> None:
    form = WAYS["apart"]()
    assert [section.heading for section in form.sections] == ["一、镇乡", "二、街道"]
    assert [len(section.rows) for section in form.sections] == [6, 2]
    assert printed(form, "南湖街道", 1)[-5:] == ["63.5286", "127.06", "1", "一类", ""]
    for section in form.sections:
        shares = section.totals[0].cells[1:6:2]
        assert shares == (100, 100, 100)
    assert "镇乡、街道各自合计、各自排位" in form.notes.relations[0]
    assert "8=7×本组单位数，本组平均为100" in form.notes.relations[0]


def test_a_total_of_points_or_ranks_is_not_printed() -> None:
    cells = WAYS["points"]().sections[0].totals[0].cells
    assert cells[1] is cells[3] is cells[5] is cells[6] is Absent.NOT_APPLICABLE


def test_proportions_are_named_with_the_counts_they_give() -> None:
    notes = WAYS["by-list"]().notes
    assert "各类按30:40:30取整（最大余数法）：一类3个、二类3个、三类2个。" in notes.relations[0]
    assert "按比例定类时一、二、三类为30:40:30" in notes.inferred
    assert "120" not in notes.inferred


def test_equal_units_at_a_cut_are_marked_and_the_rule_is_named() -> None:
    county = scored()
    same = county.units[0].indicators
    twins = replace(county, units=tuple(replace(unit, indicators=same) for unit in county.units))
    form = classification_form(way(twins, assignment="proportion"))
    assert {row[-1] for row in form.sections[0].rows} == {"同分并列"}
    assert "同分并列的，户籍人口多者在前。" in form.notes.relations[0]


def test_the_tables_of_points_are_written_out_and_inferred() -> None:
    notes = WAYS["points"]().notes
    (tables,) = [text for text in notes.basis if text.startswith("分段计分")]
    assert "人口0人起10分、2万人起20分" in tables
    assert "面积0平方公里起5分、50平方公里起10分" in tables
    assert "分段计分示例，待本县确定" in notes.inferred


def test_the_leadership_table_names_the_rule_behind_its_classes() -> None:
    notes = leadership_form(way(assignment="proportion")).notes
    assert "按比例定类时一、二、三类为30:40:30" in notes.inferred
    assert "120" not in notes.inferred
    first = leadership_form(way()).sections[0].rows[0]
    assert "待核定" in first
