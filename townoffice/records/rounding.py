"""The one way figures are rounded: half up, in whole-number arithmetic, and only to be shown.

Sums of many are here too: adding Fractions one by one takes a common divisor for each of them.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm


def summed(values: Iterable[int | Decimal | Fraction]) -> Fraction:
    """Add up exactly; few different denominators among many values are added as whole numbers."""
    numerators: dict[int, int] = {}
    for value in values:
        numerator, denominator = value.as_integer_ratio()
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    scale = lcm(*numerators)
    return Fraction(sum(n * (scale // part) for part, n in numerators.items()), scale)


def half_up(value: int | Fraction, places: int) -> int:
    """Give value·10^places rounded half away from zero, as an integer."""
    scaled = Fraction(value) * 10**places
    doubled = 2 * abs(scaled.numerator) + scaled.denominator
    whole: int = doubled // (2 * scaled.denominator)
    return -whole if scaled < 0 else whole


def shown(value: int | Fraction, places: int) -> str:
    """Write a figure with that many decimals, half up: ``shown(Fraction(1, 3), 2)`` is 0.33."""
    whole = half_up(value, places)
    digits = str(abs(whole)).rjust(places + 1, "0")
    sign = "-" if whole < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def trimmed(value: int | Fraction, places: int = 6) -> str:
    """Write a figure without needless zeros, at most ``places`` decimals: 5, 0.05, 86.4."""
    text = shown(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text
