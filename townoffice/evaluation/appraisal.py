"""How many of a unit's people may be rated 优秀 in a year (S4.5, ``domain.md`` §6.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from townoffice.evaluation.rule import value_in_force
from townoffice.feedback import BadChoice
from townoffice.policy import Policies, number
from townoffice.records import (
    CitedValue,
    ExcellentQuota,
    KindGroup,
    Step,
    half_up,
    policy_word,
    trimmed,
)

_NAMES = ("personal_share", "personal_rounding")


@dataclass(frozen=True, slots=True)
class PersonalRule:
    """The share of people (0…1) that may be 优秀, how it is rounded, and the values behind."""

    share: CitedValue
    rounding: CitedValue


def personal_rule(
    policies: Policies,
    on: date,
    groups: Iterable[KindGroup],
    settings: Mapping[str, str] | None = None,
) -> PersonalRule:
    """Gather what is in force on a day; ``settings`` replace values by their name."""
    wished, asked = dict(settings or {}), tuple(groups)
    if unknown := sorted(set(wished) - set(_NAMES)):
        raise BadChoice(f"没有参数“{unknown[0]}”", hint=f"可用的有：{'、'.join(_NAMES)}")
    share, rounding = (value_in_force(policies, name, on, asked, wished) for name in _NAMES)
    return PersonalRule(share, rounding)


def excellent_quota(staff: int, excellent: int | None, rule: PersonalRule) -> ExcellentQuota:
    """Give the most that may be 优秀 among ``staff``; ``excellent`` were, None: not reported."""
    share, rounding = number(rule.share), str(rule.rounding.value)
    return ExcellentQuota(staff, share, rounding, _whole(share * staff, rounding), excellent)


def _whole(exact: Fraction, rounding: str) -> int:
    if rounding == "half_up":
        return half_up(exact, 0)
    return exact.__ceil__() if rounding == "ceil" else exact.__floor__()


def explain_quota(quota: ExcellentQuota, rule: PersonalRule) -> Step:
    """Explain the number: people × share, rounded."""
    exact = quota.staff * quota.share
    percent = trimmed(quota.share * 100)
    product = Step(
        "按比例计算",
        exact,
        "人",
        f"{quota.staff} 人 × {percent}%",
        steps=(
            Step("参加考核人数", quota.staff, "人", "登记数"),
            Step(
                rule.share.label,
                quota.share * 100,
                "%",
                rule.share.basis,
                rule.share.cites,
                decimals=2,
                inferred=rule.share.inferred,
            ),
        ),
        decimals=2,
        rule="percent of",
    )
    way = Step(
        rule.rounding.label,
        policy_word(quota.rounding),
        "",
        rule.rounding.basis,
        rule.rounding.cites,
        inferred=rule.rounding.inferred,
    )
    how = f"{trimmed(exact, 2)} 人，{policy_word(quota.rounding)}"
    inferred = rule.share.inferred or rule.rounding.inferred
    return Step("优秀等次人数上限", quota.most, "人", how, (), (product, way), inferred=inferred)
