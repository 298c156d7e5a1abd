"""What is read once and calculated again and again: the same work for worker and window."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from townoffice.desk import planning, staffing
from townoffice.desk.books import Book
from townoffice.desk.parameters import Parameter, parameters
from townoffice.desk.plan_rows import (
    PlanRow,
    Summary,
    plan_rows,
    residents_of,
    summary,
    usual_total,
)
from townoffice.desk.together import caps_of, institution_allowed
from townoffice.desk.trying import with_people
from townoffice.records import Category, Plan, Snapshot, StaffingResult, shown
from ui.pages.staffing_choices import Choices
from ui.pages.staffing_watch import earlier

__all__ = ["IN_WORKER", "Read", "Shown", "calculated", "read_plans", "table_of"]

IN_WORKER = 500
"""Units from which a calculation is the worker's: 40 take a millisecond, 4,000 fifty."""

_TABLES = {Category.ADMIN: "staffing", Category.INSTITUTION: "staffing-institution"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One calculation, ready to be shown."""

    outcome: planning.Outcome
    rows: tuple[PlanRow, ...]
    found: Summary
    parameters: tuple[Parameter, ...]
    ratio: str = ""
    """How 事业 stands to 行政编制 by this plan, in words."""


Read: TypeAlias = tuple[planning.Ground, tuple[Plan, ...], Snapshot | None]


def read_plans(year: int | None, book: Book) -> Read:
    """Read the ground of a year, the plans, and the year before: the worker's part."""
    ground = planning.ground(book, year)
    return ground, staffing.plans(book), earlier(book, ground.county.year)


def calculated(ground: planning.Ground, choices: Choices, other: StaffingResult | None) -> Shown:
    """Calculate and lay out beside another plan; pure."""
    order = replace(choices.order, year=ground.county.year)
    tried = with_people(ground, choices.people)
    outcome = planning.plan(tried, order, choices.decisions)
    return Shown(
        outcome,
        plan_rows(outcome, other, residents_of(tried)),
        summary(outcome.result),
        parameters(ground, choices.order),
        ratio_words(tried, outcome.result),
    )


def ratio_words(ground: planning.Ground, result: StaffingResult) -> str:
    """Set the plan beside the present posts of the other category; "" where they are not known."""
    mine = result.category is Category.ADMIN
    other = usual_total(ground, Category.INSTITUTION if mine else Category.ADMIN)
    posts = sum(row.posts for row in result.rows)
    admin, held = (posts, other) if mine else (other, posts)
    if not admin or held is None:
        return ""
    caps = {value for value in caps_of(ground).values() if value is not None}
    words = f"行政:事业 1:{shown(Fraction(held, admin), 2)}"
    if len(caps) != 1:
        return words
    allowed = institution_allowed(caps.pop(), admin)
    return f"{words}，{f'超上限 {held - allowed} 名' if held > allowed else '未超上限'}"


def table_of(category: Category) -> str:
    """Give the official table of a category."""
    return _TABLES[category]
