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


def unlikely(line: Line, values: Mapping[str, IntakeValue], fields: FieldList) -> Iterator[Problem]:
    """Give what is unlikely in one line by itself."""
    for field in fields.bounded:
        value = values.get(field.name)
        if not isinstance(value, int | Decimal):
            continue
        above, below = field.unlikely_above, field.unlikely_below
        if (above is not None and value > above) or (below is not None and value < below):
            size = "大" if above is not None and value > above else "小"
            what = f"{field.label} {plain_text(value)}{field.unit}{size}得不合常理"
            yield Problem(Level.ASK, what, _CHECK, line.addresses(field.name))
    yield from _people_together(line, values, fields)
    gdp, revenue = values.get("gdp"), values.get("fiscal_revenue")
    if isinstance(gdp, Decimal) and isinstance(revenue, Decimal) and 0 < gdp < revenue:
        what = f"财政收入 {plain_text(revenue)} 万元多于地区生产总值 {plain_text(gdp)} 万元"
        yield Problem(Level.ASK, what, _CHECK, line.addresses("fiscal_revenue"))


def _people_together(
    line: Line, values: Mapping[str, IntakeValue], fields: FieldList
) -> Iterator[Problem]:
    """Compare the populations of one unit with each other and with its area."""
    registered, resident = (
        _people(values, "registered_population"),
        _people(values, "resident_population"),
    )
    urban, area = _people(values, "urban_population"), values.get("area_km2")
    likely = fields.likely
    people = resident or registered
    if isinstance(area, Decimal) and area and people > likely.density_above * area:
        what = f"每平方公里 {int(people / area)} 人，不合常理"
        yield Problem(Level.ASK, what, _CHECK, line.addresses("area_km2"))
    factor = likely.resident_ratio
    if registered and resident and not registered <= resident * factor <= registered * factor**2:
        what = f"常住人口 {resident} 人与户籍人口 {registered} 人相差 {factor} 倍以上"
        yield Problem(Level.ASK, what, _CHECK, line.addresses("resident_population"))
    if 0 < resident < urban:
        what = f"城镇人口 {urban} 人多于常住人口 {resident} 人"
        yield Problem(Level.ASK, what, _CHECK, line.addresses("urban_population"))


def _people(values: Mapping[str, IntakeValue], name: str) -> int:
    """Give a population, 0 where it is not reported."""
    value = values.get(name)
    return value if isinstance(value, int) else 0


def leaps(
    cell: str, label: str, old: IntakeValue, new: IntakeValue, fields: FieldList
) -> Problem | None:
    """Ask about a value many times larger or smaller than the book's."""
    if not isinstance(old, int | Decimal) or not isinstance(new, int | Decimal):
        return None
    before, after = Fraction(old), Fraction(new)
    if not before or not after:
        return None
    factor = fields.likely.change_factor
    if after <= before * factor and after * factor >= before:
        return None
    what = f"{label}从 {plain_text(before)} 变为 {plain_text(after)}，相差 {factor} 倍以上"
    return Problem(Level.ASK, what, "请核对数字和单位；确认无误可以照样导入", cell)
