"""Words every table needs: who reports, as of when, how an indicator is called, figures in a note.

Tables print indicators in the units of the official forms (万人, km², 万元), while records hold
base units; the divisor stands here beside the label so that no table converts on its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

from townoffice.records import County, half_up, policy_word

LIST_MARK = "、"

_ATTACHMENT_ROWS = 4
"""Body rows that the mark and the empty line of an attachment take from the first page."""
_COUNTY_WORDS = "县市区旗"


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """How an indicator is printed: its label, its unit ('' if none is known), and the divisor."""

    label: str
    unit: str = ""
    divisor: int = 1


_UNITS = {
    "registered_population": ("万人", 10_000),
    "resident_population": ("万人", 10_000),
    "urban_population": ("万人", 10_000),
    "area_km2": ("km²", 1),
    "gdp": ("万元", 1),
    "fiscal_revenue": ("万元", 1),
}


def indicator_words(field: str) -> IndicatorWords:
    """Tell how a field is printed; an indicator of the county's own goes by its own name."""
    unit, divisor = _UNITS.get(field, ("", 1))
    return IndicatorWords(policy_word(field), unit, divisor)


def reporting_unit(county: County) -> str:
    """Give the full name of the county's staffing office."""
    return f"中共{county.name}委机构编制委员会办公室"


def reporting_unit_short(county: County) -> str:
    """Give its short name, for upright tables whose meta line has no room for the full one."""
    return f"中共{county.name}委编办"


def commission(county: County) -> str:
    """Give the short name of the commission that decides (县委编委, 市委编委, 区委编委)."""
    word = county.name[-1:]
    return f"{word if word in _COUNTY_WORDS else '县'}委编委"


def day(on: date) -> str:
    """Write a day as 2024年12月31日."""
    return f"{on.year}年{on.month}月{on.day}日"


def data_until(year: int, on: date) -> str:
    """Say how far yearly indicators reach: the year's end, or the day itself if earlier."""
    return f"数据截至{day(min(on, date(year, 12, 31)))}"


def plain(value: Decimal | int) -> str:
    """Write a policy's number without trailing zeros: 0.050 as 0.05, 15.0 as 15."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal | int) -> str:
    """Write a share of 1 in percent: 0.05 as 5%."""
    return f"{plain(Decimal(share) * 100)}%"


def whole_weights(weights: Iterable[Fraction]) -> tuple[int, ...]:
    """Give weights as the whole numbers people say: 0.6, 0.3, 0.1 as 6, 3, 1; 5, 3, 2 stay."""
    exact = tuple(weights)
    if all(weight.denominator == 1 for weight in exact):
        return tuple(int(weight) for weight in exact)
    scale = lcm(*(weight.denominator for weight in exact))
    wholes = tuple(int(weight * scale) for weight in exact)
    return tuple(whole // gcd(*wholes) for whole in wholes)


def one_page(rows: int, room: int, attachment: str | None) -> bool:
    """Tell whether a table stays on one page that has room for so many rows without a mark.

    It decides the place of 合计 only: last on one page, first in a longer table.
    """
    return rows <= room - (_ATTACHMENT_ROWS if attachment else 0)


def names_of(names: Iterable[str], limit: int = 5) -> str:
    """List unit names; a long list gives the first ones and the number of all."""
    units = tuple(names)
    if len(units) <= limit:
        return LIST_MARK.join(units)
    return f"{LIST_MARK.join(units[:limit])}等{len(units)}个单位"


def adds_up(parts: Iterable[Fraction | int], total: Fraction | int, places: int) -> bool:
    """Tell whether the parts, rounded as printed, still add up to the printed total."""
    return sum(half_up(part, places) for part in parts) == half_up(total, places)
