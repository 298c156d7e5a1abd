"""The plans of a book as the page needs them: those of one category, the one adopted last."""

from dataclasses import dataclass

from townoffice.desk import staffing
from townoffice.records import Category, Plan, StaffingResult

__all__ = ["Shelf"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The plans of one category, in the order they were made."""

    plans: tuple[Plan, ...]
    category: Category

    def fitting(self) -> tuple[Plan, ...]:
        """Give the plans of the category, drafts and adopted ones."""
        return tuple(plan for plan in self.plans if self.result(plan) is not None)

    def result(self, plan: Plan | None) -> StaffingResult | None:
        """Give what a plan holds, None where it is of another category."""
        found = plan.result if plan is not None else None
        fits = isinstance(found, StaffingResult) and found.category is self.category
        return found if isinstance(found, StaffingResult) and fits else None

    def find(self, number: int | None) -> Plan | None:
        """Give the plan with that number, None where it is not here."""
        return next((plan for plan in self.fitting() if plan.id == number), None)

    def adopted(self, year: int) -> Plan | None:
        """Give the plan of a year that was adopted last."""
        plans = [p for p in self.fitting() if p.topic == staffing.TOPIC and p.result.year == year]
        return plans[-1] if plans else None

    def is_adopted(self, result: StaffingResult) -> Plan | None:
        """Give the plan adopted last if it says the same as a calculation."""
        plan = self.adopted(result.year)
        held = self.result(plan)
        return plan if held is not None and held.rows == result.rows else None

    def standing(self, result: StaffingResult) -> str:
        """Say where a calculation stands."""
        plan = self.adopted(result.year)
        if plan is None:
            return "草案，尚未采用"
        when = f"{plan.adopted_at.astimezone():%Y-%m-%d}" if plan.adopted_at else ""
        if self.is_adopted(result):
            return f"{when} 已采用：{plan.note}"
        return f"与 {when} 已采用的方案不同，尚未采用"
