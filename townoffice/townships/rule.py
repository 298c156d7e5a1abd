"""How a county classifies: the policy values in force, or chosen for one calculation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import BadChoice
from townoffice.policy import Policies, chosen, counts, number, one_for_all, weights
from townoffice.records import CitedValue, KindGroup, LeaderPost, SizeClass, State

ADDITIONAL_SCORE = "附加评分"
"""The county's own indicator that holds the mean expert score of the additional index (M6)."""

_NAMES = ("weights", "scope", "population", "index", "cut_1", "cut_2", "near")
_POPULATIONS = {"registered": "registered_population", "resident": "resident_population"}


@dataclass(frozen=True, slots=True)
class ClassificationRule:
    """A classification ready to calculate.

    ``weights`` name fields of :class:`~townoffice.records.Indicators`; ``cuts`` are the lower
    bounds (inclusive) of class 1 and 2; ``leadership`` the posts per class and group of units,
    None while missing; ``structures`` how they divide into posts, ``deputies`` how many 专职副书记.
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


def classification_rule(
    policies: Policies, on: date, groups: frozenset[KindGroup], settings: Mapping[str, str]
) -> ClassificationRule:
    """Gather the values in force on a day for the county's groups of units.

    ``settings`` (``--set``) replace ``weights``, ``population``, ``index``, ``cut_1``, ``cut_2``
    or ``near`` for this calculation. Weights that name a population of their own decide the basis.
    Raises :class:`BadChoice` and the policy errors.
    """
    unknown = sorted(set(settings) - (set(_NAMES) - {"scope"}))
    if unknown:
        known = "、".join(n for n in _NAMES if n != "scope")
        raise BadChoice(f"分类没有参数“{unknown[0]}”", hint=f"可用的有：{known}")
    values = {n: one_for_all(policies, f"classification.{n}", on, groups) for n in _NAMES}
    for key, text in settings.items():
        values[key] = chosen(values[key], text)
    cuts = number(values["cut_1"]), number(values["cut_2"])
    if cuts[0] <= cuts[1]:
        raise BadChoice("一类线须高于二类线", hint="请改正 cut_1 或 cut_2")
    used = list(values.values())
    index, share = str(values["index"].value), Fraction(0)
    if index == "additional":
        extra = one_for_all(policies, "classification.additional_share", on, groups)
        used.append(extra)
        share = number(extra)
    field = _POPULATIONS[str(values["population"].value)]
    named = tuple((field if n == "population" else n, w) for n, w in weights(values["weights"]))
    if len(dict(named)) < len(named):
        raise BadChoice("同一指标写了两次", where="weights", hint="请改正后重试")
    own = [n for n, _ in named if n in _POPULATIONS.values()]
    leadership, cited = _leadership(policies, on, groups)
    structures, deputies, cited_too = _structures(policies, on, groups)
    return ClassificationRule(
        index,
        own[0] if own else field,
        named,
        cuts,
        number(values["near"]),
        share,
        leadership,
        structures,
        deputies,
        (*used, *dict.fromkeys((*cited, *cited_too))),
    )


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
