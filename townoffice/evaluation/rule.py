"""How a county evaluates: the policy values in force, or chosen for one calculation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import BadChoice
from townoffice.policy import Policies, chosen, number, one_for_all, words
from townoffice.records import CitedValue, ContestKind, Grade, KindGroup, Scoring, State

_NAMES = (
    *("grade_lines", "near", "excellent_quota", "excellent_least"),
    *("veto_issuer", "veto_grade", "bonus_max", "deduction_max"),
    *("direct_full", "completion_cap", "rank_worst", "efficacy_least"),
    *("standard_mean", "standard_deviation", "ballot_weights", "ballot_abstentions"),
    *("process_share", "reverse_weight"),
    *("direct_assessment", "assessors", "street_barred"),
)
_OF_SCORING = {
    "direct_full": Scoring.DIRECT,
    "completion_cap": Scoring.COMPLETION,
    "rank_worst": Scoring.RANK,
    "efficacy_least": Scoring.EFFICACY,
    "standard_mean": Scoring.STANDARD,
    "standard_deviation": Scoring.STANDARD,
    "ballot_weights": Scoring.BALLOT,
    "ballot_abstentions": Scoring.BALLOT,
}
_OF_CHECKS = {"direct_assessment", "assessors", "street_barred"}


@dataclass(frozen=True, slots=True)
class EvaluationRule:
    """An evaluation ready to calculate; points and scores are of 100, shares 0…1.

    ``lines`` are the lower bounds (inclusive) of the grades above the last, best first. ``quota``
    of a group, at least ``least``, may be 优秀. ``parameters`` are the values in force by their
    name without the topic.
    """

    lines: tuple[tuple[Grade, Fraction], ...]
    near: Fraction
    quota: Fraction
    least: int
    veto_grade: Grade
    bonus_max: Fraction
    deduction_max: Fraction
    direct_full: Decimal
    completion_cap: Decimal
    rank_worst: Fraction
    efficacy_least: Fraction
    standard_mean: Fraction
    standard_deviation: Fraction
    ballot_weights: tuple[tuple[str, Decimal], ...]
    abstentions: frozenset[str]
    process_share: Fraction
    reverse_weight: Fraction
    assessors: tuple[str, ...]
    street_barred: tuple[str, ...]
    departments_judge: bool
    provinces_veto: bool
    parameters: Mapping[str, CitedValue]

    def used(self, kind: ContestKind, scorings: Iterable[Scoring]) -> tuple[CitedValue, ...]:
        """Give the values that bear on a contest of that kind with those methods."""
        met = set(scorings)
        reverse = kind is ContestKind.DEPARTMENTS
        return tuple(
            value
            for name, value in self.parameters.items()
            if name not in _OF_CHECKS
            and (name not in _OF_SCORING or _OF_SCORING[name] in met)
            and (reverse or name not in {"process_share", "reverse_weight"})
        )


def evaluation_rule(
    policies: Policies,
    on: date,
    groups: Iterable[KindGroup],
    settings: Mapping[str, str] | None = None,
) -> EvaluationRule:
    """Gather the values in force on a day for the county's groups of units.

    ``settings`` replace values for this calculation, by their name without the topic. Raises
    :class:`BadChoice` and the policy errors.
    """
    wished, asked = dict(settings or {}), tuple(groups)
    if unknown := sorted(set(wished) - set(_NAMES)):
        raise BadChoice(f"考核没有参数“{unknown[0]}”", hint=f"可用的有：{'、'.join(_NAMES)}")
    values = {name: value_in_force(policies, name, on, asked, wished) for name in _NAMES}

    def figure(name: str) -> Fraction:
        return number(values[name])

    return EvaluationRule(
        tuple((Grade(name), Fraction(line)) for name, line in options(values["grade_lines"])),
        figure("near"),
        figure("excellent_quota"),
        int(figure("excellent_least")),
        Grade(str(values["veto_grade"].value)),
        figure("bonus_max"),
        figure("deduction_max"),
        Decimal(str(values["direct_full"].value)),
        Decimal(str(values["completion_cap"].value)),
        figure("rank_worst"),
        figure("efficacy_least"),
        figure("standard_mean"),
        figure("standard_deviation"),
        options(values["ballot_weights"]),
        frozenset(words(values["ballot_abstentions"])),
        figure("process_share"),
        figure("reverse_weight"),
        words(values["assessors"]),
        words(values["street_barred"]),
        values["direct_assessment"].value == "allowed",
        values["veto_issuer"].value == "province",
        values,
    )


def value_in_force(
    policies: Policies,
    name: str,
    on: date,
    groups: Iterable[KindGroup],
    settings: Mapping[str, str],
) -> CitedValue:
    """Give one value for all groups, or what was chosen; a missing one is :class:`BadChoice`."""
    found = one_for_all(policies, f"evaluation.{name}", on, groups)
    if name in settings:
        return chosen(found, settings[name])
    if found.state is State.MISSING:
        raise BadChoice(f"“{found.label}”没有写明", hint="请先补充，或为本次考核另选数值")
    return found


def options(value: CitedValue) -> tuple[tuple[str, Decimal], ...]:
    """Give a value of words with their numbers."""
    if not isinstance(value.value, tuple):
        raise TypeError(value.name)
    return value.value
