"""Plans side by side, what is tried out, and both categories together."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from tests.county import BOTH, NAMES, eight, policies
from tests.eight_book import eight_book
from townoffice.desk import planning, side_by_side, staffing, tables, trying
from townoffice.desk.books import Book
from townoffice.desk.planning import Ground, Order
from townoffice.desk.together import together
from townoffice.feedback import BadChoice
from townoffice.prints.form import TotalRow
from townoffice.prints.forms import comparison_form
from townoffice.records import Category, SideBySide

ADMIN = Order(Category.ADMIN, year=2024)
KEYS = ("now", "screen", "method:433", "method:three-thirds-a")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def ground() -> Ground:
    return Ground(eight(), policies(), BOTH, "")


def compared(*keys: str) -> SideBySide:
    return side_by_side.side_by_side(ground(), ADMIN, (), keys or KEYS)


def test_every_column_is_the_plan_it_names() -> None:
    found = compared()
    by_name = {unit.name: unit for unit in found.units}
    assert [by_name[name].posts for name in ("青石镇", "双桥乡")] == [
        (34, 32, 39, 35),
        (20, 21, 16, 19),
    ]
    assert by_name["青石镇"].spread == 7
    assert by_name["双桥乡"].changes == (0, 1, -4, -1)
    assert [plan.adopted for plan in found.plans] == [True, True, False, False]
    assert [plan.given for plan in found.plans] == [214, 204, 214, 214]
    assert [(plan.gaining, plan.losing) for plan in found.plans[:2]] == [(0, 0), (2, 6)]


def test_the_widest_rate_is_that_of_the_unit_named() -> None:
    (now, *_) = compared("now").plans
    units = eight().units
    rates = {}
    for unit in units:
        assert unit.indicators is not None
        residents = unit.indicators.resident_population
        assert residents is not None
        rates[unit.township.name] = Fraction(unit.authorized[Category.ADMIN] * 10_000, residents)
    people = sum(u.indicators.resident_population or 0 for u in units if u.indicators)
    mean = Fraction(214 * 10_000, people)
    assert now.widest == abs(rates[now.widest_unit] - mean)
    assert all(abs(rate - mean) <= now.widest for rate in rates.values())
    assert now.gini is not None
    assert 0 < now.gini < 1


def test_at_most_four_are_compared_and_what_is_not_there_is_left_out() -> None:
    found = compared(*KEYS, "method:weighted", "plan:99")
    assert len(found.plans) == side_by_side.MOST
    institution = Order(Category.INSTITUTION, year=2024)
    made = side_by_side.side_by_side(ground(), institution, (), ("now", "method:class-quota"))
    assert [plan.key for plan in made.plans] == ["now"]
    with pytest.raises(BadChoice, match="没有可以对照"):
        compared("plan:99")


def test_a_kept_plan_is_compared_from_the_book(book: Book, tmp_path: Path) -> None:
    order = Order(Category.ADMIN, settings={"reserve_share": "0.08"})
    result = staffing.calculate(book, order)
    number = staffing.keep(book, order, result, "方案甲", "")
    wanted = Order(Category.ADMIN, beside=("now", f"plan:{number}"))
    found = side_by_side.written(book, wanted)
    assert [plan.name for plan in found.plans] == ["现有", "方案甲"]
    assert found.plans[1].reserve == 17
    for suffix in (".pdf", ".xlsx"):
        made = tables.print_table(book, "comparison", tmp_path / f"对照{suffix}", order=wanted)
        assert made.draft
        assert made.path.stat().st_size > 1000


def test_the_printed_comparison_adds_up() -> None:
    form = comparison_form(compared())
    section = form.sections[0]
    labels = [column.label for column in section.columns]
    assert labels[2:9] == ["现有\n编制", "核定", "比现有", "核定", "比现有", "核定", "比现有"]
    assert section.columns[4].formula == "[2]-[1]"
    assert section.columns[-2].formula == "MAX([1],[2],[4],[6])-MIN([1],[2],[4],[6])"
    whole = next(row for row in section.totals if row.label == "合计")
    assert isinstance(whole, TotalRow)
    assert whole.cells[:7] == (214, 214, 0, 214, 0, 214, 0)
    assert "433系数" in form.notes.basis[0]
    assert "仅供比较" in form.notes.basis[0]
    row = next(row for row in section.rows if row[1] == "青石镇")
    assert row[-1] == "最多433系数，最少本次测算（三步核编）"


def test_more_people_move_one_unit_and_leave_the_county_as_it_was() -> None:
    here = ground()
    more = trying.with_people(here, {"999901100": 10_000})
    (before, after) = (
        {u.township.name: u.indicators for u in g.county.units} for g in (here, more)
    )
    moved = [name for name in NAMES.values() if before[name] != after[name]]
    assert moved == ["青石镇"]
    figures, then = before["青石镇"], after["青石镇"]
    assert figures is not None
    assert then is not None
    assert then.registered_population == (figures.registered_population or 0) + 10_000
    assert trying.with_people(here, {}) is here


def test_a_swing_is_what_the_changed_weights_calculate() -> None:
    now = planning.calculate(ground(), ADMIN)
    swings = trying.swings(ground(), ADMIN, now)
    assert len(swings) == 8
    for swing in swings:
        weights = {"registered_population": 6, "area_km2": 2, "gdp": 1, "fiscal_revenue": 1}
        weights[swing.entry] += swing.by
        text = ",".join(f"{name}={weight}" for name, weight in weights.items())
        order = Order(Category.ADMIN, year=2024, settings={"weights": text})
        then = {row.code: row.posts for row in planning.calculate(ground(), order).rows}
        expected = [
            (row.code, row.name, row.posts, then[row.code])
            for row in now.rows
            if then[row.code] != row.posts
        ]
        assert list(swing.moved) == expected


def test_both_categories_add_up_unit_by_unit() -> None:
    here = ground()
    plans = [planning.calculate(here, Order(category, year=2024)) for category in
             (Category.ADMIN, Category.INSTITUTION)]  # fmt: skip
    found = together(here, *plans)
    assert found.admin + found.institution + found.reserve == 214 + 230
    assert all(both.posts == both.admin.posts + both.institution.posts for both in found.units)
    assert found.ratio == Fraction(found.institution, found.admin)
    if found.allowed is not None:
        assert found.allowed == found.admin * 12 // 10
        assert all(both.allowed == both.admin.posts * 12 // 10 for both in found.units)
