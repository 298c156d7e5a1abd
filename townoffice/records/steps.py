"""Steps that more than one calculating room draws alike."""

from fractions import Fraction

from townoffice.records.cited import Step
from townoffice.records.figures import INDICATOR_LABELS, INDICATOR_UNITS
from townoffice.records.rounding import trimmed

_OTHERS = {"equal": "平均", "class": "分类权重"}
"""What a part may follow beside indicators."""


def weighted_part(
    field: str, value: Fraction, total: Fraction, weight: Fraction, scale: Fraction
) -> Step:
    """Explain one indicator's part in a composite share: value ÷ county total × weight ÷ Σ weights.

    ``value`` and ``total`` in base units; the step's value is in %, with six decimals so that the
    parts add up by hand to a share shown with four.
    """
    label, unit = INDICATOR_LABELS.get(field) or _OTHERS[field], INDICATOR_UNITS.get(field, "")
    share = value / total * 100
    inputs = (
        Step(f"本单位{label}", value, unit, "登记数", decimals=places_of(value)),
        Step(f"全县{label}", total, unit, "各单位合计", decimals=places_of(total)),
    )
    return Step(
        f"{label}部分",
        share * weight / scale,
        "%",
        f"占比×{trimmed(weight)}÷{trimmed(scale)}",
        steps=(Step(f"{label}占比", share, "%", "本单位÷全县", (), inputs, 6, rule="percent"),),
        decimals=6,
        rule="times",
        numbers=(weight / scale,),
    )


def places_of(value: Fraction) -> int:
    """Give the decimals an input needs to be shown whole (at most 6)."""
    return next((n for n in range(6) if (value * 10**n).denominator == 1), 6)
