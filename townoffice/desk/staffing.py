"""The tab 编制测算: methods, calculation, and plans: saved as drafts, adopted with their basis."""

from townoffice.book import Book
from townoffice.desk import planning
from townoffice.desk.planning import TOPIC, Order, ground
from townoffice.desk.policies import basis_of, method_parameters
from townoffice.feedback import BadChoice, Stale
from townoffice.records import DRAFT_TOPIC, Changes, Plan, StaffingResult

__all__ = [
    "DRAFT",
    "TOPIC",
    "Order",
    "adopt",
    "calculate",
    "drop",
    "keep",
    "method_parameters",
    "plans",
]

DRAFT = DRAFT_TOPIC
"""The topic of a plan that is kept to compare with, and adopted by nobody."""


def calculate(book: Book, order: Order) -> StaffingResult:
    """Calculate one staffing from the book as it is and the policies in force."""
    return planning.calculate(ground(book, order.year), order)


def plans(book: Book) -> tuple[Plan, ...]:
    """List the plans of staffing, drafts and adopted ones, in the order they were made."""
    return tuple(plan for plan in book.plans() if plan.topic in {TOPIC, DRAFT})


def keep(book: Book, order: Order, result: StaffingResult, title: str, note: str) -> int:
    """Keep a calculation as a draft to compare with, and give the plan's number.

    A draft may leave ties open; :class:`Stale` if the figures moved since they were shown.
    """
    if not title.strip():
        raise BadChoice("方案须有名称", hint="如 方案甲")
    _require_fresh(book, order, result)
    plan = Plan(DRAFT, title.strip(), result, basis_of(book, result.parameters), note.strip())
    with book.change(f"另存{plan.title}") as writer:
        return writer.add(plan)


def drop(book: Book, plan_id: int) -> Changes | None:
    """Remove a draft. An adopted plan stays: its adoption can be undone, not deleted."""
    plan = book.plan(plan_id)
    if plan.topic != DRAFT:
        raise BadChoice(f"“{plan.title}”不是草案，不能删除", hint="已采用的方案可以撤销采用")
    with book.change(f"删除{plan.title}") as writer:
        writer.remove(plan)
    return writer.changes


def _require_fresh(book: Book, order: Order, result: StaffingResult) -> None:
    if calculate(book, order).rows != result.rows:
        raise Stale("测算之后数据有变", hint="请重新测算后再采用")


def adopt(book: Book, order: Order, result: StaffingResult, note: str) -> int:
    """Store a calculation as an adopted plan with its basis, and give the plan's number.

    Refused (:class:`BadChoice`) while a tie is settled by rule alone, and (:class:`Stale`) if the
    figures moved since they were shown: it is calculated again first.
    """
    if not note.strip():
        raise BadChoice("采用方案须写明理由或文号", hint="如 县委编委2025年第1次会议审定")
    if not result.adopted:
        raise BadChoice(
            f"本县没有采用{result.method_label}，算出的数只能比较",
            hint="要按它核定，请先在“政策”里采用它（townoffice policies adopt）",
        )
    names = {row.code: row.name for row in result.rows}
    for tie in result.ties:
        if tie.settled_by == "rule":
            units = "、".join(names[code] for code in tie.units)
            raise BadChoice(
                f"{units}余数相同，{tie.seats} 名编制按规则给了"
                f"{'、'.join(names[code] for code in tie.given)}，须经确认才能采用",
                hint="请确认按规则给（--settle rule），或写明给哪些单位（--settle 单位）",
            )
    _require_fresh(book, order, result)
    title = f"{result.year}年度乡镇（街道）{result.category.label}测算（{result.method_label}）"
    plan = Plan(TOPIC, title, result, basis_of(book, result.parameters), note.strip())
    with book.change(f"采用{title}") as writer:
        return writer.add(plan)
