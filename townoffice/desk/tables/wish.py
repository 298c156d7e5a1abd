"""What is wished for when a table is printed, and what every table's drawing is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from townoffice.book import Book
from townoffice.desk import staffing, townships
from townoffice.feedback import BadChoice, NotFound
from townoffice.prints import Chart, Form
from townoffice.records import Category, Plan, ShownContest, StaffingResult

OnScreen: TypeAlias = staffing.Order | townships.Trial | ShownContest
"""What stands on the screen: a calculation nobody adopted, a contest, a unit."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One table of a book: of which year, plan or calculation on the screen, on which day.

    ``unit`` is the name or code of the unit a table of one unit is printed for.
    """

    book: Book
    year: int | None
    plan_id: int | None
    draft: bool
    order: OnScreen | None
    on: date
    unit: str | None = None


Drawn: TypeAlias = tuple[Form, Plan | None]


@dataclass(frozen=True, slots=True)
class Table:
    """An official table: its id for the shell, its title, the room it belongs to.

    ``of_unit``: it is printed for one unit, which has to be named.
    """

    id: str
    title: str
    room: str
    of_unit: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table with what draws it, the topic and category of the plans it is printed from.

    ``chart`` is what a county may have printed below it.
    """

    table: Table
    draw: Callable[[Wish], Drawn]
    planned: tuple[str, Category | None] | None = None
    chart: Chart | None = None


def plan_of(wish: Wish, topic: str, category: Category | None = None) -> Plan | None:
    """Find the plan that was asked for, or the newest of that topic, category and year."""
    if wish.draft:
        return None
    if wish.plan_id is not None:
        plan = wish.book.plan(wish.plan_id)
        if not fits(plan, topic, category):
            raise NotFound(f"方案 {wish.plan_id}“{plan.title}”不是这张表的", hint="请核对方案编号")
        return plan
    fitting = [
        plan
        for plan in wish.book.plans()
        if fits(plan, topic, category) and wish.year in {None, plan.result.year}
    ]
    return fitting[-1] if fitting else None


def fits(plan: Plan, topic: str, category: Category | None) -> bool:
    """Tell whether a table of that topic and category can be printed from the plan."""
    held = plan.result.category if isinstance(plan.result, StaffingResult) else None
    return plan.topic == topic and held is category


def check_code(digest: str) -> str:
    """Write the head of a journal as the 校验码 on paper: three times four digits."""
    digits = digest[:12].upper()
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def code_of(plan: Plan | None) -> str | None:
    """Give the 校验码 of a plan; None: a draft has none."""
    return check_code(plan.check_code) if plan is not None else None


def code_now(wish: Wish) -> str:
    """Give the 校验码 of a table that is printed from the book as it stands."""
    return check_code(wish.book.head)


def need_no_plan(wish: Wish, title: str) -> None:
    """Refuse a plan where the table is not printed from one."""
    if wish.plan_id is not None:
        raise BadChoice(f"{title}不按方案打印", hint="请去掉 --plan")
