"""The tab 编制测算: methods, calculation, and adoption of a plan with its basis."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from townoffice.book import Book
from townoffice.desk.county import find_unit, groups_of, snapshot
from townoffice.desk.policies import adoption_note, basis_of, method_parameters, policies_of
from townoffice.feedback import BadChoice, Stale
from townoffice.records import Category, Plan, StaffingResult
from townoffice.staffing import Choices, Settlement, method_in_force, staffing_rule
from townoffice.staffing import calculate as calculate_snapshot

__all__ = ["Order", "adopt", "calculate", "method_parameters"]

TOPIC = "staffing"


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks to be calculated; units by code or name.

    ``method`` None: the one the county adopted. ``total`` None: the category's current posts.
    ``settle``: None, ``rule`` (the stated rule is confirmed) or the units a tie is given to, with
    ``settled_by`` the words that are printed.
    """

    category: Category
    method: str | None = None
    year: int | None = None
    total: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    lower: Mapping[str, int] = field(default_factory=dict)
    upper: Mapping[str, int] = field(default_factory=dict)
    max_change: int | None = None
    settle: tuple[str, ...] | None = None
    settled_by: str = ""


def calculate(book: Book, order: Order) -> StaffingResult:
    """Calculate one staffing from the book as it is and the policies in force."""
    county = snapshot(book, order.year)
    policies, groups = policies_of(book), groups_of(county)
    method = order.method or str(method_in_force(policies, county.on, groups).value)
    rule = staffing_rule(policies, county.on, groups, method, order.settings)
    townships = [unit.township for unit in county.units]

    def by_code(bounds: Mapping[str, int]) -> dict[str, int]:
        return {find_unit(townships, unit).code: posts for unit, posts in bounds.items()}

    choices = Choices(
        order.category,
        order.total,
        by_code(order.lower),
        by_code(order.upper),
        order.max_change,
        _settlement(order, [find_unit(townships, u).code for u in _named(order)]),
    )
    result = calculate_snapshot(county, rule, choices)
    return replace(result, adoption=adoption_note(policies, TOPIC, county.on, groups))


def _named(order: Order) -> tuple[str, ...]:
    return () if order.settle in {None, ("rule",)} else order.settle or ()


def _settlement(order: Order, codes: list[str]) -> Settlement | None:
    if order.settle is None:
        return None
    return Settlement(tuple(codes), order.settled_by or "经确认按并列规则处理")


def adopt(book: Book, order: Order, result: StaffingResult, note: str) -> int:
    """Store a calculation as an adopted plan with its basis, and give the plan's number.

    Refused (:class:`BadChoice`) while a tie is settled by rule alone, and (:class:`Stale`) if the
    figures moved since they were shown: it is calculated again first.
    """
    if not note.strip():
        raise BadChoice("采用方案须写明理由或文号", hint="如 --adopt 县委编委2025年第1次会议审定")
    names = {row.code: row.name for row in result.rows}
    for tie in result.ties:
        if tie.settled_by == "rule":
            units = "、".join(names[code] for code in tie.units)
            raise BadChoice(
                f"{units}余数相同，{tie.seats} 名编制按规则给了"
                f"{'、'.join(names[code] for code in tie.given)}，须经确认才能采用",
                hint="请用 --settle rule 确认规则，或用 --settle 写明给哪些单位",
            )
    if calculate(book, order).rows != result.rows:
        raise Stale("测算之后数据有变", hint="请重新测算后再采用")
    title = f"{result.year}年度乡镇（街道）{result.category.label}测算（{result.method_label}）"
    plan = Plan(TOPIC, title, result, basis_of(book, result.parameters), note.strip())
    with book.change(f"采用{title}") as writer:
        return writer.add(plan)
