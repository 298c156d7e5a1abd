"""Lines as read: a unit with its values, a total with its sums."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from townoffice.sheets.numbers import plain_text


@dataclass(slots=True)
class UnitLine:
    """A unit's line; ``exact`` keeps what rounding changed, ``faulty`` the keys of wrong cells."""

    line: int
    values: dict[str, int | Decimal | str | None]
    exact: dict[str, Fraction] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()


@dataclass(slots=True)
class TotalLine:
    """A line of sums: its label and its values, exact, by column key.

    ``whole``: it names all units; ``part``: it begins with 其中; ``heads``: it heads its group (镇)
    and says nothing of a sum. ``code``: that of the county, city
    or province whose sum it is.
    """

    line: int
    label: str
    whole: bool
    part: bool
    values: dict[str, Fraction]
    code: str = ""
    heads: bool = False


def may_be_county(row: UnitLine) -> bool:
    """Tell a line without a code that is named like a county."""
    if row.values.get("code"):
        return False
    name = row.values.get("name")
    return isinstance(name, str) and name.endswith(("县", "市", "区", "旗"))


def sum_of(rows: Iterable[UnitLine], key: str) -> Fraction:
    """Add up one column exactly, with what rounding changed put back."""
    whole, rest = 0, Fraction(0)
    for row in rows:
        value = row.values.get(key)
        if key in row.exact:
            rest += row.exact[key]
        elif isinstance(value, int):
            whole += value
        elif isinstance(value, Decimal):
            rest += Fraction(value)
    return whole + rest


def shown(value: Fraction) -> str:
    """Write a sum for a sentence: 500,440."""
    text = plain_text(value)
    return text if "/" in text else f"{Decimal(text):,f}"
