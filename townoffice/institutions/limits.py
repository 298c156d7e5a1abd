"""How many institutions, plates and deputies a unit may have, by its class and kind.

A document may set one figure for all units and another by class. A stated figure by class stands
in the place of the general one; an inferred one (S0: 规模较小乡镇要适当精简压缩机构) is a line
below it, which only warns. A lower limit is never broken: what is under it is a warning.
"""

from dataclasses import dataclass

from townoffice.institutions.register import COUNTED
from townoffice.policy import UnitPolicies, counts, number
from townoffice.records import CitedValue, InstitutionKind, SizeClass, Step

_TOPIC = "institutions."


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and the value of policy it is."""

    figure: int
    value: CitedValue

    @property
    def inferred(self) -> bool:
        """Tell whether the figure is only inferred (推定)."""
        return self.value.inferred


@dataclass(frozen=True, slots=True)
class KindLimit:
    """How many institutions of one kind: at least, at most, and a lower inferred line."""

    kind: InstitutionKind
    least: Bound | None = None
    most: Bound | None = None
    line: Bound | None = None

    @property
    def words(self) -> str:
        """Write the limit: 5—6, 3, 不超过6, 不少于4; empty where no policy says it."""
        low, high = self.least, self.line or self.most
        if low is not None and high is not None and low.figure != high.figure:
            return f"{low.figure}—{high.figure}"
        if high is not None:
            return f"{high.figure}" if low is not None else f"不超过{high.figure}"
        return f"不少于{low.figure}" if low is not None else ""

    @property
    def inferred(self) -> bool:
        """Tell whether one of the figures shown is only inferred."""
        return any(b is not None and b.inferred for b in (self.least, self.line or self.most))

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """The figures there are."""
        return tuple(b for b in (self.least, self.most, self.line) if b is not None)


@dataclass(frozen=True, slots=True)
class UnitLimits:
    """Every limit of a unit; None where no policy in force says it."""

    kinds: tuple[KindLimit, ...]
    total: Bound | None = None
    nameplates: Bound | None = None
    deputies: Bound | None = None

    def of(self, kind: InstitutionKind) -> KindLimit:
        """Give the limit of one kind; one without figures where nothing is said."""
        return next((limit for limit in self.kinds if limit.kind is kind), KindLimit(kind))


def unit_limits(policies: UnitPolicies, size_class: SizeClass | None) -> UnitLimits:
    """Give the limits of a unit of that class; a unit without a class has the general ones."""
    return UnitLimits(
        tuple(_of_kind(policies, kind, size_class) for kind in COUNTED),
        bound(policies, f"{_TOPIC}total_max"),
        bound(policies, f"{_TOPIC}nameplates_max"),
        bound(policies, f"{_TOPIC}deputies_max"),
    )


def bound(policies: UnitPolicies, name: str) -> Bound | None:
    """Give a count of policy as a bound; None where no policy in force says it."""
    value = policies.value(name)
    return Bound(int(number(value)), value) if value is not None else None


def _of_kind(
    policies: UnitPolicies, kind: InstitutionKind, size_class: SizeClass | None
) -> KindLimit:
    name = f"{_TOPIC}{kind.value}"
    least = bound(policies, f"{name}_min")
    most = bound(policies, f"{name}_max")
    least = _by_class(policies, f"{name}_min_by_class", size_class) or least
    apart = _by_class(policies, f"{name}_max_by_class", size_class)
    if apart is None:
        return KindLimit(kind, least, most)
    if most is None or not apart.inferred:
        return KindLimit(kind, least, apart)
    return KindLimit(kind, least, most, apart if apart.figure < most.figure else None)


def _by_class(policies: UnitPolicies, name: str, size_class: SizeClass | None) -> Bound | None:
    value = policies.value(name)
    if value is None or size_class is None:
        return None
    figure = counts(value).get(f"class_{int(size_class)}")
    return Bound(figure, value) if figure is not None else None


def explain_limit(limit: KindLimit, size_class: SizeClass | None) -> Step:
    """Explain the limit of one kind: its figures, each with the clause and its words."""
    parts = tuple(explain_bound(one, size_class) for one in limit.bounds)
    return Step(
        f"{limit.kind.label}限额",
        limit.words or "未作规定",
        "个" if limit.words else "",
        "按现行政策" if parts else "现行政策没有写明",
        steps=parts,
        inferred=limit.inferred,
    )


def explain_bound(bound: Bound, size_class: SizeClass | None = None) -> Step:
    """Explain one figure: what the document calls it, and its clause."""
    value, how = bound.value, bound.value.basis
    if value.name.endswith("_by_class") and size_class is not None:
        how = f"{size_class.label}；{how}"
    return Step(value.label, bound.figure, value.unit, how, value.cites, inferred=bound.inferred)
