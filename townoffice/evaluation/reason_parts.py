"""What the explanations of all methods are made of."""

from fractions import Fraction
from typing import TypeAlias

from townoffice.policy import number
from townoffice.records import (
    AssessmentIndicator,
    CitedValue,
    EvaluationResult,
    IndicatorScore,
    Step,
    places_of,
    trimmed,
)

PLACES = 3
"""Points are shown with at least so many decimals: what ranks close is told apart."""


def value_of(result: EvaluationResult, name: str) -> CitedValue | None:
    """Give a policy value the result rests on, by its name without the topic."""
    return next((v for v in result.parameters if v.name == f"evaluation.{name}"), None)


def figure_of(result: EvaluationResult, name: str) -> tuple[CitedValue, Fraction]:
    """Give a policy value a method took, and its number; every result of the method has it."""
    value = value_of(result, name)
    assert value is not None
    return value, number(value)


def parameter_step(value: CitedValue, figure: Fraction | str, decimals: int = 0) -> Step:
    """Show a value of policy with its basis."""
    return Step(
        value.label,
        figure,
        value.unit,
        value.basis,
        value.cites,
        decimals=decimals,
        inferred=value.inferred,
    )


Told: TypeAlias = tuple[str, tuple[Step, ...], str, tuple[int | Fraction, ...]]
"""How points came to be: the words, the steps, the rule and its numbers."""


def percent(indicator: AssessmentIndicator) -> str:
    """Write a weight as the share of the whole it is: 25%."""
    return f"{trimmed(Fraction(indicator.weight))}%"


def mark_step(indicator: AssessmentIndicator, score: IndicatorScore, label: str = "") -> Step:
    """Show what was entered."""
    if score.option is not None and score.value is None:
        return Step(label or "等级", score.option, "", "登记数")
    value = Fraction(score.value or 0)
    named = label or "实际值"
    return Step(named, value, indicator.unit, "登记数", decimals=places_of(value))


def weight_step(indicator: AssessmentIndicator) -> Step:
    """Show the full marks of an indicator."""
    weight = Fraction(indicator.weight)
    how = "推定：分值未见文件规定" if indicator.inferred else "考核指标"
    inferred = indicator.inferred
    return Step("分值", weight, "分", how, decimals=places_of(weight), inferred=inferred)
