"""What is possible but unlikely in a line of a spreadsheet: asked about, never forbidden.

The bounds are data (``[likely]`` and ``unlikely_above`` in ``resources/fields``).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import Level, Problem
from townoffice.records import IntakeValue
from townoffice.sheets.fields import FieldList
from townoffice.sheets.numbers import plain_text
from townoffice.sheets.table import Line

_CHECK = "请核对数字和单位；确认无误可以照样导入"
_POPULATIONS = ("registered_population", "resident_population")


def unlikely(line: Line, values: Mapping[str, IntakeValue], fields: FieldList) -> Iterator[Problem]:
    """Give what is unlikely in one line by itself."""
    for field in fields.fields:
        value = values.get(field.name)
        if not field.numeric or not isinstance(value, int | Decimal):
            continue
        above, below = field.unlikely_above, field.unlikely_below
        if (above is not None and value > above) or (below is not None and value < below):
            size = "大" if above is not None and value > above else "小"
            what = f"{field.label} {plain_text(value)}{field.unit}{size}得不合常理"
            yield Problem(Level.ASK, what, _CHECK, line.addresses(field.name))
    yield from _together(line, values, fields)


def _together(
    line: Line, values: Mapping[str, IntakeValue], fields: FieldList
) -> Iterator[Problem]:
    """Compare figures of one unit with each other."""
    registered, resident, urban, area, gdp, revenue = (
        _number(values.get(name))
        for name in (*_POPULATIONS, "urban_population", "area_km2", "gdp", "fiscal_revenue")
    )
    likely = fields.likely
    people = resident or registered
    if people and area and people / area > likely.density_above:
        what = f"每平方公里 {int(people / area)} 人，不合常理"
        yield Problem(Level.ASK, what, _CHECK, line.addresses("area_km2"))
    if registered and resident:
        ratio = resident / registered
        if ratio > likely.resident_ratio_above or ratio < likely.resident_ratio_below:
            what = (
                f"常住人口是户籍人口的 {plain_text(Fraction(round(ratio * 100), 100))} 倍，不合常理"
            )
            yield Problem(Level.ASK, what, _CHECK, line.addresses("resident_population"))
    if urban and resident and urban > resident:
        what = f"城镇人口 {int(urban)} 人多于常住人口 {int(resident)} 人"
        yield Problem(Level.ASK, what, _CHECK, line.addresses("urban_population"))
    if gdp and revenue and revenue > gdp:
        what = f"财政收入 {plain_text(revenue)} 万元多于地区生产总值 {plain_text(gdp)} 万元"
        yield Problem(Level.ASK, what, _CHECK, line.addresses("fiscal_revenue"))


def leaps(
    cell: str, label: str, old: IntakeValue, new: IntakeValue, fields: FieldList
) -> Problem | None:
    """Ask about a value many times larger or smaller than the book's."""
    before, after = _number(old), _number(new)
    if not before or not after:
        return None
    factor = fields.likely.change_factor
    if after <= before * factor and after * factor >= before:
        return None
    what = f"{label}从 {plain_text(before)} 变为 {plain_text(after)}，相差十倍以上"
    return Problem(Level.ASK, what, "请核对数字和单位；确认无误可以照样导入", cell)


def _number(value: IntakeValue) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | Decimal) else None
