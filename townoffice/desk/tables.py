"""The official tables: from the book or an adopted plan to a PDF or a workbook.

A table of an adopted plan is printed from the plan alone, so it prints the same in ten years; its
校验码 is the link of the journal made by the adoption. Where nothing is adopted the table is
calculated afresh and named 测算稿. Printing writes nothing to the book.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from townoffice.book import Book
from townoffice.desk import staffing, townships
from townoffice.desk.county import snapshot
from townoffice.feedback import BadChoice, NotFound
from townoffice.prints import Form, PdfReport, write_pdf, write_xlsx
from townoffice.prints.forms import (
    classification_form,
    leadership_form,
    situation_form,
    staffing_form,
)
from townoffice.records import Category, Classification, Plan, StaffingResult


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written where, and what the user should know of it."""

    path: Path
    form: Form
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An official table: its id for the shell, its title, the room it belongs to."""

    id: str
    title: str
    room: str


@dataclass(frozen=True, slots=True)
class _Wish:
    book: Book
    year: int | None
    plan_id: int | None


def print_table(
    book: Book, table_id: str, path: Path, *, year: int | None = None, plan_id: int | None = None
) -> Printed:
    """Write one table to ``path``, a .pdf or .xlsx.

    ``plan_id`` None: the newest adopted plan of that table (and ``year``, if given), else a draft.
    Raises :class:`NotFound` for an unknown table or plan, :class:`BadChoice` for another kind of
    file, :class:`CannotWrite`; then nothing is left at ``path`` that was not there before.
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
    form = draw(_Wish(book, year, plan_id))
    if path.suffix.lower() == ".xlsx":
        write_xlsx(form, path)
        return Printed(path, form, ())
    return Printed(path, form, _remarks(write_pdf(form, path)))


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
    if wish.plan_id is not None:
        plan = wish.book.plan(wish.plan_id)
        if plan.topic != topic or _category(plan) is not category:
            raise NotFound(f"方案 {wish.plan_id}“{plan.title}”不是这张表的", hint="请核对方案编号")
        return plan
    fitting = [
        plan
        for plan in wish.book.plans()
        if plan.topic == topic
        and _category(plan) is category
        and wish.year in {None, plan.result.year}
    ]
    return fitting[-1] if fitting else None


def _category(plan: Plan) -> Category | None:
    return plan.result.category if isinstance(plan.result, StaffingResult) else None


def check_code(digest: str) -> str:
    """Write the head of a journal as the 校验码 on paper: three times four digits."""
    digits = digest[:12].upper()
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _classification(wish: _Wish) -> tuple[Classification, str | None]:
    plan = _plan(wish, townships.TOPIC)
    if plan is not None and isinstance(plan.result, Classification):
        return plan.result, check_code(plan.check_code)
    return townships.classify(wish.book, wish.year), None


def _draw_classification(wish: _Wish) -> Form:
    result, code = _classification(wish)
    return classification_form(result, check_code=code)


def _draw_leadership(wish: _Wish) -> Form:
    result, code = _classification(wish)
    return leadership_form(result, check_code=code)


def _draw_staffing(category: Category) -> Callable[[_Wish], Form]:
    def draw(wish: _Wish) -> Form:
        plan = _plan(wish, staffing.TOPIC, category)
        if plan is not None and isinstance(plan.result, StaffingResult):
            return staffing_form(plan.result, check_code=check_code(plan.check_code))
        order = staffing.Order(category, year=wish.year)
        return staffing_form(staffing.calculate(wish.book, order))

    return draw


def _draw_situation(wish: _Wish) -> Form:
    if wish.plan_id is not None:
        raise BadChoice("机构编制情况统计表不按方案打印", hint="请去掉 --plan")
    county = snapshot(wish.book, wish.year)
    return situation_form(county, check_code=check_code(wish.book.head))


_DRAWERS: dict[str, Callable[[_Wish], Form]] = {
    "classification": _draw_classification,
    "leadership": _draw_leadership,
    "staffing": _draw_staffing(Category.ADMIN),
    "staffing-institution": _draw_staffing(Category.INSTITUTION),
    "situation": _draw_situation,
}

TABLES = (
    Table("classification", "乡镇（街道）分类测算表", "townships"),
    Table("leadership", "乡镇（街道）领导职数核定（配备）表", "townships"),
    Table("staffing", "乡镇（街道）行政编制测算（核定）表", "staffing"),
    Table("staffing-institution", "乡镇（街道）事业编制测算（核定）表", "staffing"),
    Table("situation", "乡镇（街道）机构编制情况统计表", "townships"),
)
"""Every table that can be printed."""
