"""Every method on the printed form, and plans side by side: what is written recalculates."""

from pathlib import Path

import pytest

from tests.county import BOTH, eight, policies
from tests.prints.recalculation import Recalculation
from townoffice.desk import planning, side_by_side
from townoffice.desk.planning import Ground, Order
from townoffice.prints.form import Form, Group
from townoffice.prints.forms import comparison_form, staffing_form
from townoffice.prints.xlsx import write_xlsx
from townoffice.records import Category, StaffingResult

GROUND = Ground(eight(), policies(), BOTH, "")
METHODS = tuple(GROUND.policies.methods)
KEYS = ("now", "screen", "method:433", "method:class-quota")


def calculated(method: str, **settings: str) -> StaffingResult:
    return planning.calculate(GROUND, Order(Category.ADMIN, method, 2024, settings=settings))


def make(name: str) -> Form:
    if name == "comparison":
        order = Order(Category.ADMIN, year=2024)
        return comparison_form(side_by_side.side_by_side(GROUND, order, (), KEYS))
    return staffing_form(calculated(name))


@pytest.mark.parametrize("name", [*METHODS, "comparison"])
def test_what_is_written_recalculates_to_itself(name: str, tmp_path: Path) -> None:
    write_xlsx(make(name), tmp_path / "a.xlsx")
    sheet = Recalculation(tmp_path / "a.xlsx")
    assert sheet.cached
    for place, stored in sheet.cached.items():
        worth = sheet.worth(place)
        assert not isinstance(worth, str | None)
        assert abs(worth - stored) <= abs(stored) / 10**12, (place, worth, stored)


def test_standards_have_a_column_and_say_how_they_fit_the_total() -> None:
    form = make("class-quota")
    section = form.sections[0]
    assert section.columns[3].label == "定额"
    assert section.columns[3].inferred
    assert {row[3] for row in section.rows} == {35, 30, 25}
    assert "定额合计240名，超总量26名，按定额比例折算" in form.notes.relations[0]
    small = staffing_form(calculated("class-quota", quota="class_1=20,class_2=20,class_3=20"))
    assert "定额合计160名，没有超过总量" in small.notes.relations[0]
    assert [row.label for row in small.sections[0].totals][-1] == "合计"


def test_every_tranche_has_a_group_of_its_own() -> None:
    header = make("three-thirds-a").sections[0].header
    groups = [node.label for node in header if isinstance(node, Group)]
    assert groups == ["平均部分", "人口部分", "面积与经济部分"]


@pytest.mark.parametrize("name", ["433", "class-quota", "population-bands"])
def test_a_method_nobody_adopted_says_so_on_paper(name: str) -> None:
    basis = "".join(make(name).notes.basis)
    assert "本县没有采用这个办法，数字仅供比较。" in basis
    assert "没有采用" not in "".join(make("three-step").notes.basis)


def test_what_no_unit_may_fall_under_is_named_where_it_binds() -> None:
    form = staffing_form(calculated("433", least="20"))
    assert "每单位不少于20名" in form.notes.relations[0]
