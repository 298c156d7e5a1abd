"""The official tables: from the book or an adopted plan to a PDF or a workbook.

A table of an adopted plan is printed from the plan alone, so it prints the same in ten years; its
校验码 is the link of the journal made by the adoption. Where nothing is adopted, or a draft is
wished for, the table is calculated afresh and named 测算稿. What a plan moves is told with what was
carried out since, under the link of the journal as it stands then. The marking is that of the book
on the day of printing: it says how paper is to be kept now. Printing writes nothing to the book.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from townoffice.book import Book
from townoffice.desk import rates, side_by_side, staffing, townships, transfers, turnover
from townoffice.desk.county import snapshot
from townoffice.desk.county_settings import marking
from townoffice.feedback import BadChoice, NotFound
from townoffice.prints import Form, PdfReport, write_pdf, write_xlsx
from townoffice.prints.forms import (
    classification_form,
    comparison_form,
    leadership_form,
    situation_form,
    staffing_form,
    transfer_ledger_form,
    transfers_form,
    turnover_ledger_form,
    usage_form,
)
from townoffice.records import Category, Classification, Plan, StaffingResult


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written where, from which plan (None: a draft), and what the user should know."""

    path: Path
    form: Form
    remarks: tuple[str, ...]
    plan: Plan | None = None
    missing: bool = False
    """Whether characters are printed as 〓 for want of a font."""

    @property
    def draft(self) -> bool:
        """Whether the table is named 测算稿, as nothing adopted stands behind it."""
        return self.form.check_code is None


@dataclass(frozen=True, slots=True)
class Table:
    """An official table: its id for the shell, its title, the room it belongs to."""

    id: str
    title: str
    room: str


OnScreen: TypeAlias = staffing.Order | townships.Trial
"""A calculation that stands on the screen and that nobody adopted."""


@dataclass(frozen=True, slots=True)
class _Wish:
    book: Book
    year: int | None
    plan_id: int | None
    draft: bool
    order: OnScreen | None
    on: date


def print_table(
    book: Book,
    table_id: str,
    path: Path,
    *,
    year: int | None = None,
    plan_id: int | None = None,
    draft: bool = False,
    order: OnScreen | None = None,
    on: date | None = None,
) -> Printed:
    """Write one table to ``path``, a .pdf or .xlsx.

    ``plan_id`` None: the newest adopted plan of that table (and ``year``, if given), else a draft.
    ``draft``: a draft even where a plan is adopted. ``order``: a draft of exactly this calculation,
    for the table of its category. ``on``: the day a ledger is printed for (None: today). Raises
    :class:`NotFound` for an unknown table or plan, :class:`BadChoice` for another kind of file,
    :class:`CannotWrite`; then nothing is left at ``path`` that was not there before.
    """
    draw = _DRAWERS.get(table_id)
    if draw is None:
        raise NotFound(
            f"没有编号为“{table_id}”的表", hint=f"现有：{'、'.join(t.id for t in TABLES)}"
        )
    if path.suffix.lower() not in {".pdf", ".xlsx"}:
        raise BadChoice(
            f"不能写成“{path.suffix or path.name}”", hint="文件名请以 .pdf 或 .xlsx 结尾"
        )
    day = on or date.today()  # noqa: DTZ011  the day of printing, as the user's clock has it
    form, plan = draw(_Wish(book, year, plan_id, draft or order is not None, order, day))
    form = replace(form, marking=marking(book))
    if path.suffix.lower() == ".xlsx":
        write_xlsx(form, path)
        return Printed(path, form, (), plan)
    report = write_pdf(form, path)
    return Printed(path, form, _remarks(report), plan, missing=bool(report.missing))


def is_planned(table_id: str) -> bool:
    """Tell whether a table is printed from plans; others are printed from the book as it is."""
    return table_id in _PLANNED


def plans_for(book: Book, table_id: str) -> tuple[Plan, ...]:
    """Give the adopted plans a table can be printed from, the newest first."""
    if not is_planned(table_id):
        return ()
    topic, category = _PLANNED[table_id]
    return tuple(reversed([plan for plan in book.plans() if _fits(plan, topic, category)]))


def _remarks(report: PdfReport) -> tuple[str, ...]:
    """Say what to know before the paper is signed: missing characters, faces that stand in."""
    remarks = []
    if report.missing:
        missing = "、".join(report.missing)
        remarks.append(f"下列字没有字体，印作〓：{missing}。请安装含这些字的字体后重印。")
    if report.stand_ins:
        faces = "、".join(f"{s.role.value}用 {s.face}" for s in report.stand_ins)
        remarks.append(f"字体代用：{faces}。")
    return tuple(remarks)


def _plan(wish: _Wish, topic: str, category: Category | None = None) -> Plan | None:
    """Find the plan that was asked for, or the newest of that topic, category and year."""
    if wish.draft:
        return None
    if wish.plan_id is not None:
        plan = wish.book.plan(wish.plan_id)
        if not _fits(plan, topic, category):
            raise NotFound(f"方案 {wish.plan_id}“{plan.title}”不是这张表的", hint="请核对方案编号")
        return plan
    fitting = [
        plan
        for plan in wish.book.plans()
        if _fits(plan, topic, category) and wish.year in {None, plan.result.year}
    ]
    return fitting[-1] if fitting else None


def _fits(plan: Plan, topic: str, category: Category | None) -> bool:
    held = plan.result.category if isinstance(plan.result, StaffingResult) else None
    return plan.topic == topic and held is category


def check_code(digest: str) -> str:
    """Write the head of a journal as the 校验码 on paper: three times four digits."""
    digits = digest[:12].upper()
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _classification(wish: _Wish) -> tuple[Classification, Plan | None]:
    plan = _plan(wish, townships.TOPIC)
    if plan is not None and isinstance(plan.result, Classification):
        return plan.result, plan
    settings = dict(wish.order.settings) if isinstance(wish.order, townships.Trial) else None
    return townships.classify(wish.book, wish.year, settings), None


def _code(plan: Plan | None) -> str | None:
    return check_code(plan.check_code) if plan is not None else None


_Drawn: TypeAlias = tuple[Form, Plan | None]


def _draw_classification(wish: _Wish) -> _Drawn:
    result, plan = _classification(wish)
    return classification_form(result, check_code=_code(plan)), plan


def _draw_leadership(wish: _Wish) -> _Drawn:
    result, plan = _classification(wish)
    return leadership_form(result, check_code=_code(plan)), plan


def _draw_staffing(category: Category) -> Callable[[_Wish], _Drawn]:
    def draw(wish: _Wish) -> _Drawn:
        plan = _plan(wish, staffing.TOPIC, category)
        if plan is not None and isinstance(plan.result, StaffingResult):
            return staffing_form(plan.result, check_code=_code(plan)), plan
        order = _order(wish, category)
        return staffing_form(staffing.calculate(wish.book, order)), None

    return draw


def _order(wish: _Wish, category: Category) -> staffing.Order:
    """Give the calculation on the screen, which must be of the category, else the usual one."""
    order = wish.order
    if not isinstance(order, staffing.Order):
        return staffing.Order(category, year=wish.year)
    if order.category is not category:
        raise BadChoice(
            f"要印的测算是{order.category.label}的，这张表印{category.label}", hint="请换一张表"
        )
    return order


def _need_no_plan(wish: _Wish, title: str) -> None:
    if wish.plan_id is not None:
        raise BadChoice(f"{title}不按方案打印", hint="请去掉 --plan")


def _draw_situation(wish: _Wish) -> _Drawn:
    _need_no_plan(wish, "机构编制情况统计表")
    county = snapshot(wish.book, wish.year)
    return situation_form(county, check_code=check_code(wish.book.head)), None


def _draw_transfers(category: Category) -> Callable[[_Wish], _Drawn]:
    def draw(wish: _Wish) -> _Drawn:
        plan = _plan(wish, staffing.TOPIC, category)
        if plan is not None and plan.id is not None:
            sheet = transfers.preview(wish.book, plan.id)
            begun = any(stage.since for stage in sheet.stages)
            code = check_code(wish.book.head) if begun else _code(plan)
            return transfers_form(sheet, check_code=code), plan
        order = _order(wish, category)
        return transfers_form(transfers.sheet_of(staffing.calculate(wish.book, order))), None

    return draw


def _draw_comparison(category: Category) -> Callable[[_Wish], _Drawn]:
    def draw(wish: _Wish) -> _Drawn:
        _need_no_plan(wish, "方案对照表")
        order = _order(wish, category)
        return comparison_form(side_by_side.written(wish.book, order)), None

    return draw


def _draw_usage(wish: _Wish) -> _Drawn:
    _need_no_plan(wish, "编制使用情况表")
    found = rates.rates(wish.book, wish.year)
    return usage_form(found, check_code=check_code(wish.book.head)), None


def _draw_transfer_ledger(wish: _Wish) -> _Drawn:
    _need_no_plan(wish, "编制调剂台账")
    book, code = wish.book, check_code(wish.book.head)
    lines = transfers.ledger(book)
    return transfer_ledger_form(book.county, lines, wish.on, check_code=code), None


def _draw_turnover_ledger(wish: _Wish) -> _Drawn:
    _need_no_plan(wish, "周转编制使用台账")
    book, code = wish.book, check_code(wish.book.head)
    form = turnover_ledger_form(
        book.county,
        turnover.ledger(book),
        turnover.pools(book, wish.on),
        turnover.terms(book, wish.on),
        wish.on,
        check_code=code,
    )
    return form, None


_DRAWERS: dict[str, Callable[[_Wish], _Drawn]] = {
    "classification": _draw_classification,
    "leadership": _draw_leadership,
    "staffing": _draw_staffing(Category.ADMIN),
    "staffing-institution": _draw_staffing(Category.INSTITUTION),
    "transfers": _draw_transfers(Category.ADMIN),
    "transfers-institution": _draw_transfers(Category.INSTITUTION),
    "comparison": _draw_comparison(Category.ADMIN),
    "comparison-institution": _draw_comparison(Category.INSTITUTION),
    "transfer-ledger": _draw_transfer_ledger,
    "turnover-ledger": _draw_turnover_ledger,
    "usage": _draw_usage,
    "situation": _draw_situation,
}
_PLANNED: dict[str, tuple[str, Category | None]] = {
    "classification": (townships.TOPIC, None),
    "leadership": (townships.TOPIC, None),
    "staffing": (staffing.TOPIC, Category.ADMIN),
    "staffing-institution": (staffing.TOPIC, Category.INSTITUTION),
    "transfers": (staffing.TOPIC, Category.ADMIN),
    "transfers-institution": (staffing.TOPIC, Category.INSTITUTION),
}
"""Which plans a table is printed from; a table that is not here is printed without."""

TABLES = (
    Table("classification", "乡镇（街道）分类测算表", "townships"),
    Table("leadership", "乡镇（街道）领导职数核定（配备）表", "townships"),
    Table("staffing", "乡镇（街道）行政编制测算（核定）表", "staffing"),
    Table("staffing-institution", "乡镇（街道）事业编制测算（核定）表", "staffing"),
    Table("transfers", "乡镇（街道）行政编制调剂方案表", "staffing"),
    Table("transfers-institution", "乡镇（街道）事业编制调剂方案表", "staffing"),
    Table("comparison", "乡镇（街道）行政编制方案对照表", "staffing"),
    Table("comparison-institution", "乡镇（街道）事业编制方案对照表", "staffing"),
    Table("transfer-ledger", "乡镇（街道）编制调剂台账", "staffing"),
    Table("turnover-ledger", "周转编制使用台账", "staffing"),
    Table("usage", "乡镇（街道）编制使用情况表", "staffing"),
    Table("situation", "乡镇（街道）机构编制情况统计表", "townships"),
)
"""Every table that can be printed."""
