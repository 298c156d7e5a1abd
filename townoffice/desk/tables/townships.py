"""Tables of the room ``townships``: classification, leadership posts, the county's figures."""

from townoffice.desk import townships
from townoffice.desk.county import snapshot
from townoffice.desk.tables.wish import (
    Drawing,
    Drawn,
    Table,
    Wish,
    code_now,
    code_of,
    need_no_plan,
    plan_of,
)
from townoffice.feedback import OfficeError
from townoffice.prints import Chart
from townoffice.prints.forms import (
    basic_form,
    classification_form,
    leadership_form,
    situation_form,
)
from townoffice.records import Classification, Plan, SizeClass


def _classification(wish: Wish) -> tuple[Classification, Plan | None]:
    plan = plan_of(wish, townships.TOPIC)
    if plan is not None and isinstance(plan.result, Classification):
        return plan.result, plan
    settings = dict(wish.order.settings) if isinstance(wish.order, townships.Trial) else None
    return townships.classify(wish.book, wish.year, settings), None


def _draw_classification(wish: Wish) -> Drawn:
    result, plan = _classification(wish)
    return classification_form(result, check_code=code_of(plan)), plan


def _draw_leadership(wish: Wish) -> Drawn:
    result, plan = _classification(wish)
    return leadership_form(result, check_code=code_of(plan)), plan


def _draw_situation(wish: Wish) -> Drawn:
    need_no_plan(wish, "机构编制情况统计表")
    return situation_form(snapshot(wish.book, wish.year), check_code=code_now(wish)), None


def _draw_basic(wish: Wish) -> Drawn:
    need_no_plan(wish, "基本情况表")
    county = snapshot(wish.book, wish.year)
    classes = _classes(wish, county.year)
    return basic_form(county, classes, check_code=code_now(wish)), None


def _classes(wish: Wish, year: int) -> dict[str, SizeClass | None]:
    """Classify the county; without figures or policies for it no unit has a class."""
    try:
        rows = townships.classify(wish.book, year).rows
    except OfficeError:
        return {}
    return {row.code: row.size_class for row in rows}


_PLANNED = (townships.TOPIC, None)

CLASSES = (
    Drawing(
        Table("classification", "乡镇（街道）分类测算表", "townships"),
        _draw_classification,
        _PLANNED,
        Chart("各乡镇（街道）总指数", "总指数"),
    ),
    Drawing(
        Table("leadership", "乡镇（街道）领导职数核定（配备）表", "townships"),
        _draw_leadership,
        _PLANNED,
        Chart("各乡镇（街道）领导职数", "核定职数", "实配人数"),
    ),
)
SITUATION = (
    Drawing(
        Table("basic", "乡镇（街道）基本情况表", "townships"),
        _draw_basic,
        chart=Chart("各乡镇（街道）人口（万人）", "人口（万人）/户籍", "人口（万人）/常住"),
    ),
    Drawing(
        Table("situation", "乡镇（街道）机构编制情况统计表", "townships"),
        _draw_situation,
        chart=Chart("各乡镇（街道）行政编制", "行政编制/核定", "行政编制/实有"),
    ),
)
