"""Tables of the room ``staffing``: plans, transfers, comparisons, ledgers, use of posts."""

from collections.abc import Callable

from townoffice.desk import rates, side_by_side, staffing, transfers, turnover
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
from townoffice.feedback import BadChoice
from townoffice.prints import Chart
from townoffice.prints.forms import (
    comparison_form,
    staffing_form,
    transfer_ledger_form,
    transfers_form,
    turnover_ledger_form,
    usage_form,
)
from townoffice.records import Category, StaffingResult


def _draw_staffing(category: Category) -> Callable[[Wish], Drawn]:
    def draw(wish: Wish) -> Drawn:
        plan = plan_of(wish, staffing.TOPIC, category)
        if plan is not None and isinstance(plan.result, StaffingResult):
            return staffing_form(plan.result, check_code=code_of(plan)), plan
        order = _order(wish, category)
        return staffing_form(staffing.calculate(wish.book, order)), None

    return draw


def _order(wish: Wish, category: Category) -> staffing.Order:
    """Give the calculation on the screen, which must be of the category, else the usual one."""
    order = wish.order
    if not isinstance(order, staffing.Order):
        return staffing.Order(category, year=wish.year)
    if order.category is not category:
        raise BadChoice(
            f"要印的测算是{order.category.label}的，这张表印{category.label}", hint="请换一张表"
        )
    return order


def _draw_transfers(category: Category) -> Callable[[Wish], Drawn]:
    def draw(wish: Wish) -> Drawn:
        plan = plan_of(wish, staffing.TOPIC, category)
        if plan is not None and plan.id is not None:
            sheet = transfers.preview(wish.book, plan.id)
            begun = any(stage.since for stage in sheet.stages)
            code = code_now(wish) if begun else code_of(plan)
            return transfers_form(sheet, check_code=code), plan
        order = _order(wish, category)
        return transfers_form(transfers.sheet_of(staffing.calculate(wish.book, order))), None

    return draw


def _draw_comparison(category: Category) -> Callable[[Wish], Drawn]:
    def draw(wish: Wish) -> Drawn:
        need_no_plan(wish, "方案对照表")
        order = _order(wish, category)
        return comparison_form(side_by_side.written(wish.book, order)), None

    return draw


def _draw_usage(wish: Wish) -> Drawn:
    need_no_plan(wish, "编制使用情况表")
    return usage_form(rates.rates(wish.book, wish.year), check_code=code_now(wish)), None


def _draw_transfer_ledger(wish: Wish) -> Drawn:
    need_no_plan(wish, "编制调剂台账")
    book, lines = wish.book, transfers.ledger(wish.book)
    return transfer_ledger_form(book.county, lines, wish.on, check_code=code_now(wish)), None


def _draw_turnover_ledger(wish: Wish) -> Drawn:
    need_no_plan(wish, "周转编制使用台账")
    book = wish.book
    form = turnover_ledger_form(
        book.county,
        turnover.ledger(book),
        turnover.pools(book, wish.on),
        turnover.terms(book, wish.on),
        wish.on,
        check_code=code_now(wish),
    )
    return form, None


def _of_both(
    table_id: str,
    what: str,
    draw: Callable[[Category], Callable[[Wish], Drawn]],
    *,
    planned: bool = True,
    chart: tuple[str, str | None] | None = None,
) -> tuple[Drawing, Drawing]:
    """Give a table for 行政编制 and the same for 事业编制."""
    made = [
        Drawing(
            Table(f"{table_id}{suffix}", f"乡镇（街道）{category.label}{what}", "staffing"),
            draw(category),
            (staffing.TOPIC, category) if planned else None,
            Chart(f"各乡镇（街道）{category.label}", *chart) if chart else None,
        )
        for category, suffix in ((Category.ADMIN, ""), (Category.INSTITUTION, "-institution"))
    ]
    return made[0], made[1]


STAFFING = (
    *_of_both("staffing", "测算（核定）表", _draw_staffing, chart=("核定编制", "现有编制")),
    *_of_both("transfers", "调剂方案表", _draw_transfers, chart=("调剂后", "调剂前")),
    *_of_both("comparison", "方案对照表", _draw_comparison, planned=False),
    Drawing(
        Table("transfer-ledger", "乡镇（街道）编制调剂台账", "staffing"), _draw_transfer_ledger
    ),
    Drawing(Table("turnover-ledger", "周转编制使用台账", "staffing"), _draw_turnover_ledger),
    Drawing(
        Table("usage", "乡镇（街道）编制使用情况表", "staffing"),
        _draw_usage,
        chart=Chart("各乡镇（街道）万人编制数", "合计/万人编制数"),
    ),
)
