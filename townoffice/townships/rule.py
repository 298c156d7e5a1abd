"""How a county classifies: the policy values in force, or chosen for one calculation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import BadChoice
from townoffice.policy import Policies, chosen, counts, number, one_for_all, weights
from townoffice.records import CitedValue, KindGroup, LeaderPost, SizeClass, State

ADDITIONAL_SCORE = "附加评分"
"""The county's own indicator that holds the mean expert score of the additional index (M6)."""

_NAMES = ("weights", "scope", "population", "index", "assignment", "cut_1", "cut_2", "near")
_POINTS = ("population", "area_km2", "gdp", "fiscal_revenue")
_POPULATIONS = {"registered": "registered_population", "resident": "resident_population"}


@dataclass(frozen=True, slots=True)
class ClassificationRule:
    """A classification ready to calculate.

    ``weights`` name fields of :class:`~townoffice.records.Indicators`; ``cuts`` are the lower
    bounds (inclusive) of class 1 and 2; ``leadership`` the posts per class and group of units,
    None while missing; ``structures`` how they divide into posts, ``deputies`` how many 专职副书记.

    ``assignment`` ``proportion``: the classes are cut from the ranked list by ``proportions``.
    ``points`` are (inclusive lower bound, points) by indicator. ``apart``: 镇乡 and 街道 are
    compared each among themselves.
    """

    index: str
    population: str
    weights: tuple[tuple[str, Fraction], ...]
    cuts: tuple[Fraction, Fraction]
    near: Fraction
    additional_share: Fraction
    leadership: Mapping[tuple[KindGroup, SizeClass], int | None]
    structures: Mapping[tuple[KindGroup, SizeClass], Mapping[LeaderPost, int]]
    deputies: Mapping[KindGroup, int]
    parameters: tuple[CitedValue, ...]
    assignment: str = "cuts"
    proportions: tuple[Fraction, Fraction, Fraction] = (Fraction(1), Fraction(1), Fraction(1))
    points: Mapping[str, tuple[tuple[Fraction, Fraction], ...]] = field(default_factory=dict)
    apart: bool = False

    @property
    def by_rank(self) -> bool:
        """Tell whether a smaller index is the better one."""
        return self.index == "mean-rank"


def classification_rule(
    policies: Policies, on: date, groups: frozenset[KindGroup], settings: Mapping[str, str]
) -> ClassificationRule:
    """Gather the values in force on a day for the county's groups of units.

    ``settings`` (``--set``) replace values for this calculation. Weights that name a population of
    their own decide the basis. Raises :class:`BadChoice` and the policy errors.
    """
    values = _in_force(policies, on, groups, settings)
    index = str(values["index"].value)
    cut = "points_cut" if index == "points" else "cut"
    cuts = number(values[f"{cut}_1"]), number(values[f"{cut}_2"])
    if cuts[0] <= cuts[1]:
        raise BadChoice("一类线须高于二类线", hint=f"请改正 {cut}_1 或 {cut}_2")
    used = list(values.values())
    extra = values.get("additional_share")
    share = Fraction(0) if extra is None else number(extra)
    basis = _POPULATIONS[str(values["population"].value)]
    named = tuple((basis if n == "population" else n, w) for n, w in weights(values["weights"]))
    if len(dict(named)) < len(named):
        raise BadChoice("同一指标写了两次", where="weights", hint="请改正后重试")
    own = [n for n, _ in named if n in _POPULATIONS.values()]
    leadership, cited = _leadership(policies, on, groups)
    structures, deputies, cited_too = _structures(policies, on, groups)
    return ClassificationRule(
        index,
        own[0] if own else basis,
        named,
        cuts,
        number(values["near"]),
        share,
        leadership,
        structures,
        deputies,
        (*used, *dict.fromkeys((*cited, *cited_too))),
        str(values["assignment"].value),
        _proportions(values.get("proportions")),
        _points(values, own[0] if own else basis),
        values["scope"].value == "apart",
    )


def _in_force(
    policies: Policies, on: date, groups: frozenset[KindGroup], settings: Mapping[str, str]
) -> dict[str, CitedValue]:
    """Give the values in force, those chosen replaced, and those other choices call for."""

    def value(name: str) -> CitedValue:
        found = one_for_all(policies, f"classification.{name}", on, groups)
        return chosen(found, settings[name]) if name in settings else found

    values = {name: value(name) for name in _NAMES}
    further: tuple[str, ...] = ()
    if values["index"].value == "additional":
        further = ("additional_share",)
    elif values["index"].value == "points":
        named = [n for n, _ in weights(values["weights"])]
        tables = ["population" if n in _POPULATIONS.values() else n for n in named]
        further = ("points_cut_1", "points_cut_2", *(f"points_{n}" for n in tables if n in _POINTS))
    if values["assignment"].value == "proportion":
        further = (*further, "proportions")
    values |= {name: value(name) for name in further}
    unknown = sorted(set(settings) - set(values))
    if unknown:
        raise BadChoice(f"分类没有参数“{unknown[0]}”", hint=f"可用的有：{'、'.join(values)}")
    return values


def _proportions(value: CitedValue | None) -> tuple[Fraction, Fraction, Fraction]:
    if value is None:
        return Fraction(1), Fraction(1), Fraction(1)
    found = dict(weights(value))
    first, second, third = (found.get(f"class_{n}", Fraction(0)) for n in (1, 2, 3))
    return first, second, third


def _points(
    values: Mapping[str, CitedValue], population: str
) -> dict[str, tuple[tuple[Fraction, Fraction], ...]]:
    """Give the tables of points by the indicator they are read by."""
    found = {}
    for key, value in values.items():
        name = key.removeprefix("points_")
        if name != key and isinstance(value.value, tuple):
            steps = tuple((Fraction(bound), Fraction(points)) for bound, points in value.value)
            found[population if name == "population" else name] = steps
    return found


def _leadership(
    policies: Policies, on: date, groups: frozenset[KindGroup]
) -> tuple[dict[tuple[KindGroup, SizeClass], int | None], list[CitedValue]]:
    posts: dict[tuple[KindGroup, SizeClass], int | None] = {}
    cited: dict[CitedValue, None] = {}
    for group in sorted(groups):
        for size in SizeClass:
            value = policies.look(f"leadership.class_{int(size)}", on, group)
            cited[value] = None
            count = value.value if value.state is not State.MISSING else None
            posts[group, size] = int(count) if isinstance(count, int | Decimal) else None
    return posts, list(cited)


def _structures(
    policies: Policies, on: date, groups: frozenset[KindGroup]
) -> tuple[
    dict[tuple[KindGroup, SizeClass], dict[LeaderPost, int]],
    dict[KindGroup, int],
    list[CitedValue],
]:
    structures: dict[tuple[KindGroup, SizeClass], dict[LeaderPost, int]] = {}
    deputies: dict[KindGroup, int] = {}
    cited: dict[CitedValue, None] = {}
    for group in sorted(groups):
        deputy = policies.value("leadership.full_time_deputy", on, group)
        cited[deputy] = None
        deputies[group] = int(number(deputy))
        for size in SizeClass:
            value = policies.look(f"leadership.structure_{int(size)}", on, group)
            cited[value] = None
            found = counts(value) if value.state is not State.MISSING else {}
            structures[group, size] = {LeaderPost(name): n for name, n in found.items()}
    return structures, deputies, list(cited)
