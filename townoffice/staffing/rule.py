"""A staffing method as a county has it: the policy values in force, or chosen for one calculation.

Also the choices of one calculation, as the window or the shell hands them in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from townoffice.feedback import BadChoice, NotFound, PolicyConflict
from townoffice.policy import METHODS, Method, Policies, chosen, number, one_for_all, weights
from townoffice.records import Category, CitedValue, KindGroup


@dataclass(frozen=True, slots=True)
class TrancheRule:
    """One part of the pool: its share of the pool and the indicators that drive it."""

    name: str
    label: str
    share: Fraction
    drivers: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class StaffingRule:
    """A method ready to calculate: base per unit, reserve share, tranches, and their sources."""

    method: Method
    base: int
    reserve_share: Fraction
    tranches: tuple[TrancheRule, ...]
    rounding: str
    parameters: tuple[CitedValue, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's decision of a tie: the units (codes) to be served first, and whose word it is.

    ``units`` empty: the stated rule is confirmed.
    """

    units: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of one calculation.

    ``total`` None: the category's current posts. ``lower`` and ``upper`` by division code;
    ``max_change`` the ± limit per unit; ``settlement`` a decision for ties.
    """

    category: Category = Category.ADMIN
    total: int | None = None
    lower: Mapping[str, int] = field(default_factory=dict)
    upper: Mapping[str, int] = field(default_factory=dict)
    max_change: int | None = None
    settlement: Settlement | None = None

    @property
    def bounded(self) -> bool:
        """Tell whether any bound was given."""
        return bool(self.lower or self.upper or self.max_change is not None)


def method_in_force(policies: Policies, on: date, groups: frozenset[KindGroup]) -> CitedValue:
    """Give the method the county adopted; one for towns and subdistricts, or a conflict."""
    values = [policies.value("staffing.method", on, group) for group in sorted(groups)]
    if len({v.value for v in values}) > 1:
        raise PolicyConflict(
            "镇乡与街道采用的核编办法不同",
            hint="请指明用哪种办法，或先统一采用",
        )
    return values[0]


def staffing_rule(
    policies: Policies,
    on: date,
    groups: frozenset[KindGroup],
    method_id: str,
    settings: Mapping[str, str],
) -> StaffingRule:
    """Gather the values of a method for the county's groups of units on a day.

    ``settings`` (``--set``) replace values for this calculation and are marked as chosen.
    Raises :class:`NotFound` for an unknown method, :class:`BadChoice` for a bad setting, and the
    policy errors.
    """
    method = METHODS.get(method_id)
    if method is None:
        raise NotFound(f"没有名为“{method_id}”的核编办法", hint=f"现有：{'、'.join(METHODS)}")
    values = {name: one_for_all(policies, name, on, groups) for name in method.names}
    for key, text in settings.items():
        name = f"{method.id}.{key}"
        if name not in values:
            known = "、".join(n.split(".")[1] for n in method.names)
            raise BadChoice(f"{method.label}没有参数“{key}”", hint=f"可用的有：{known}")
        values[name] = chosen(values[name], text)
    base, reserve = values[f"{method.id}.base"], values[f"{method.id}.reserve_share"]
    return StaffingRule(
        method,
        int(number(base)),
        number(reserve),
        (
            TrancheRule(
                "floating", "浮动编制", Fraction(1), weights(values[f"{method.id}.weights"])
            ),
        ),
        str(values[f"{method.id}.rounding"].value),
        tuple(values.values()),
    )
