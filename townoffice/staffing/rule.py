"""A staffing method as a county has it: the policy values in force, or chosen for one calculation.

Also the choices of one calculation, as the window or the shell hands them in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from townoffice.feedback import BadChoice, Incomplete, NotFound, PolicyConflict, PolicyMissing
from townoffice.policy import (
    Method,
    Policies,
    chosen,
    counts,
    number,
    one_for_all,
    weights,
)
from townoffice.records import (
    Category,
    CitedValue,
    KindGroup,
    PolicyValue,
    SizeClass,
    State,
)

_T = TypeVar("_T")

_ABOUT = "指标及权重"
"""What the label of a tranche's weights says beside the tranche's own name."""


@dataclass(frozen=True, slots=True)
class TrancheRule:
    """One part of the pool: its share of the pool and what drives it.

    ``drivers`` are indicators, ``equal`` or ``class``, with their weights.
    """

    name: str
    label: str
    share: Fraction
    drivers: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """Posts a document sets for a unit outright: by size class, or by bands of population.

    ``bands`` are (inclusive lower bound in persons, posts), rising from 0; ``population`` is the
    indicator they are read by.
    """

    quota: Mapping[SizeClass, int] = field(default_factory=dict)
    bands: tuple[tuple[int, int], ...] = ()
    population: str = "resident_population"


@dataclass(frozen=True, slots=True)
class StaffingRule:
    """A method ready to calculate: what every part of the engine is to do, and the sources.

    ``base`` goes to every unit, more by kind or class where ``base_by_kind`` and ``base_by_class``
    say so; ``class_weights`` and ``coefficients`` (by the name of the functional class) weigh
    tranches; no unit falls under ``least``. ``standard`` replaces bases and tranches. ``adopted``
    tells whether the county adopted the method; another is only for comparison.
    """

    method: Method
    base: int
    reserve_share: Fraction
    tranches: tuple[TrancheRule, ...]
    rounding: str
    parameters: tuple[CitedValue, ...]
    base_by_kind: Mapping[str, int] = field(default_factory=dict)
    base_by_class: Mapping[SizeClass, int] = field(default_factory=dict)
    class_weights: Mapping[SizeClass, Decimal] = field(default_factory=dict)
    coefficients: Mapping[str, Fraction] = field(default_factory=dict)
    least: int = 0
    standard: Standard | None = None
    adopted: bool = True

    @property
    def needs_classes(self) -> bool:
        """Tell whether the units' size classes bear on the result."""
        by_class = self.standard is not None and bool(self.standard.quota)
        return by_class or bool(self.base_by_class or self.class_weights)

    @property
    def even_base(self) -> bool:
        """Tell whether every unit has the same base."""
        return not (self.base_by_kind or self.base_by_class)


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
    ``max_change`` the ± limit per unit; ``settlement`` a decision for ties. ``classes`` are the
    units' size classes by code, for methods that need them.
    """

    category: Category = Category.ADMIN
    total: int | None = None
    lower: Mapping[str, int] = field(default_factory=dict)
    upper: Mapping[str, int] = field(default_factory=dict)
    max_change: int | None = None
    settlement: Settlement | None = None
    classes: Mapping[str, SizeClass] = field(default_factory=dict)

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


def is_adopted(policies: Policies, method: Method, on: date, groups: frozenset[KindGroup]) -> bool:
    """Tell whether the county adopted the method's pack for all these groups."""
    try:
        bases = [policies.in_force("staffing", on, group)[-1].id for group in sorted(groups)]
    except PolicyMissing:
        return False
    return all(pack == method.pack_id for pack in bases)


def method_values(
    policies: Policies, method: Method, on: date, groups: frozenset[KindGroup]
) -> dict[str, CitedValue]:
    """Give the values of a method: in force where the county adopted it, else as its pack has them.

    ``limits`` and other topics are not among them.
    """
    if is_adopted(policies, method, on, groups):
        return {name: one_for_all(policies, name, on, groups) for name in method.names}
    pack = policies.pack(method.pack_id)
    found = ((name, pack.find(name, on)) for name in method.names)
    return {name: value for name, value in found if value is not None}


def staffing_rule(
    policies: Policies,
    on: date,
    groups: frozenset[KindGroup],
    method_id: str,
    settings: Mapping[str, str],
    category: Category = Category.ADMIN,
) -> StaffingRule:
    """Gather the values of a method for the county's groups of units on a day.

    ``settings`` (``--set``) replace values for this calculation and are marked as chosen.
    Raises :class:`NotFound` for an unknown method, :class:`BadChoice` for a bad setting, and the
    policy errors.
    """
    method = policies.methods.get(method_id)
    if method is None:
        known = "、".join(policies.methods)
        raise NotFound(f"没有名为“{method_id}”的核编办法", hint=f"现有：{known}")
    values = method_values(policies, method, on, groups)
    for key, text in settings.items():
        name = f"{method.id}.{key}"
        if name not in values:
            known = "、".join(n.split(".")[1] for n in values)
            raise BadChoice(f"{method.label}没有参数“{key}”", hint=f"可用的有：{known}")
        values[name] = chosen(values[name], text)
    return _Gathered(method, values).rule(
        category, adopted=is_adopted(policies, method, on, groups)
    )


class _Gathered:
    """The values of one method by their short names."""

    def __init__(self, method: Method, values: Mapping[str, CitedValue]) -> None:
        self._method = method
        self._values = {name.partition(".")[2]: value for name, value in values.items()}
        self._all = tuple(values.values())

    def rule(self, category: Category, *, adopted: bool) -> StaffingRule:
        rounding = self._values.get("rounding")
        return StaffingRule(
            self._method,
            self._count("base"),
            self._share("reserve_share"),
            self._tranches(),
            "largest-remainder" if rounding is None else str(rounding.value),
            self._all,
            self._named("base_by_kind"),
            _by_class(self._named("base_by_class")),
            _by_class(self._decimals("class_weights")),
            self._weights("coefficients"),
            self._count("least"),
            self._standard(category),
            adopted,
        )

    def _present(self, key: str) -> CitedValue | None:
        value = self._values.get(key)
        if value is not None and value.state is State.MISSING:
            raise PolicyMissing(f"“{value.label}”原文缺失", hint=value.note)
        return value

    def _count(self, key: str) -> int:
        value = self._present(key)
        return 0 if value is None else int(number(value))

    def _share(self, key: str) -> Fraction:
        value = self._present(key)
        return Fraction(0) if value is None else number(value)

    def _named(self, key: str) -> dict[str, int]:
        value = self._present(key)
        return {} if value is None else counts(value)

    def _weights(self, key: str) -> dict[str, Fraction]:
        value = self._present(key)
        return {} if value is None else dict(weights(value))

    def _decimals(self, key: str) -> dict[str, Decimal]:
        value = self._present(key)
        found = None if value is None else value.value
        return dict(found) if isinstance(found, tuple) else {}

    def _tranches(self) -> tuple[TrancheRule, ...]:
        found = []
        shares = self._weights("shares")
        for key, value in self._values.items():
            if key.partition("_")[0] != "weights" or self._present(key) is None:
                continue
            part = key.partition("_")[2] or "1"
            share = shares.get(f"part_{part}", Fraction(0)) if shares else Fraction(1)
            if share:
                label = value.label.removesuffix(_ABOUT)
                name = "floating" if part == "1" else f"part_{part}"
                found.append(TrancheRule(name, label, share, weights(value)))
        return tuple(found)

    def _standard(self, category: Category) -> Standard | None:
        end = "_institution" if category is Category.INSTITUTION else ""
        population = self._present("population")
        basis = "registered" if population is None else str(population.value)
        names = {"quota", "bands", "quota_institution", "bands_institution"} & set(self._values)
        if not names:
            return None
        if not names & {f"quota{end}", f"bands{end}"}:
            what = f"{self._method.label}没有规定{category.label}"
            raise Incomplete(what, hint="请换一个办法，或只测算它规定的一类编制")
        bands = self._present(f"bands{end}")
        return Standard(
            _by_class(self._named(f"quota{end}")),
            () if bands is None else _bands(bands.value),
            f"{basis}_population",
        )


def _by_class(named: Mapping[str, _T]) -> dict[SizeClass, _T]:
    return {SizeClass(int(name[-1])): value for name, value in named.items()}


def _bands(value: PolicyValue) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, tuple):
        raise TypeError(value)
    return tuple((int(bound), int(posts)) for bound, posts in value)
