"""The rates printed beside posts (``domain.md`` §3.8): exact, never netted between units.

空编 and 超编 are counted unit by unit and category by category;
核定 − 空编 + 超编 = 实有 holds for each and for their sums.
"""

from collections.abc import Sequence
from fractions import Fraction

from townoffice.records import Standing


def standing(authorized: int, actual: int) -> Standing:
    """Set posts and persons of one unit beside each other."""
    return Standing(authorized, actual, max(0, authorized - actual), max(0, actual - authorized))


def together(parts: Sequence[Standing]) -> Standing:
    """Add up several, each of vacant and over on its own."""
    return Standing(
        sum(p.authorized for p in parts),
        sum(p.actual for p in parts),
        sum(p.vacant for p in parts),
        sum(p.over for p in parts),
    )


def per_ten_thousand(posts: int, residents: int | None) -> Fraction | None:
    """万人编制数: posts per 10,000 residents; None without residents."""
    return Fraction(posts * 10_000, residents) if residents else None


def institution_ratio(admin: int, institution: int) -> Fraction | None:
    """事业编制 ÷ 行政编制; None without 行政编制."""
    return Fraction(institution, admin) if admin else None


def institution_cap(admin: int, ratio: Fraction) -> int:
    """The most 事业编制 a ratio allows: 不超过 means rounded down."""
    return int(admin * ratio)


def gini(values: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """Gini of posts over residents: (posts, residents) unit by unit; None without either.

    Units are put in the order of posts per resident; the coefficient is 1 − 2 × the area under the
    Lorenz curve, exact.
    """
    people = sum(residents for _, residents in values)
    posts = sum((value for value, _ in values), Fraction(0))
    if not people or not posts:
        return None
    ordered = sorted(
        ((value, residents) for value, residents in values if residents),
        key=lambda pair: pair[0] / pair[1],
    )
    area, below = Fraction(0), Fraction(0)
    for value, residents in ordered:
        area += Fraction(residents, people) * (2 * below + value) / posts
        below += value
    return 1 - area


def widest(rates: Sequence[Fraction], mean: Fraction) -> Fraction:
    """The largest distance of a rate from the mean; 0 without rates."""
    return max((abs(rate - mean) for rate in rates), default=Fraction(0))
