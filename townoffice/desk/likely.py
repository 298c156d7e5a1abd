"""What is possible but unlikely in a line of a spreadsheet: asked about, never forbidden.

The bounds are data (``[likely]`` and ``unlikely_above`` in ``resources/fields``).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import Level, Problem
from townoffice.records import IntakeValue
from townoffice.sheets.fields import FieldList
from townoffice.sheets.numbers import plain_text
from townoffice.sheets.table import Line

_TOGETHER = (
    "registered_population",
    "resident_population",
    "urban_population",
    "area_km2",
    "gdp",
    "fiscal_revenue",
)
"""Figures of one unit that are held against each other."""

_CHECK = "请核对数字和单位；确认无误可以照样导入"


class Bounds:
    """The bounds of a table, first held against its columns.

    ``suspects`` are the indices of the lines that may be beyond one: only they are worth a look.
    """

    def __init__(self, fields: FieldList, columns: Collection[str], lines: Sequence[Line]) -> None:
        self._likely = fields.likely
        self._bounded = [
            (field, _plain(field.unlikely_above), _plain(field.unlikely_below))
            for field in fields.bounded
            if field.name in columns
        ]
        names = {*_TOGETHER, *(field.name for field, _, _ in self._bounded)}
        values = [line.values for line in lines]
        figures = {name: [said.get(name) or 0 for said in values] for name in names}
        self.suspects = set(self._together(figures))  # type: ignore[arg-type]  # no text in these
        for field, above, below in self._bounded:
            self.suspects |= _outside(figures[field.name], above, below)  # type: ignore[arg-type]  # the same

    def _together(self, figures: Mapping[str, Sequence[int | Decimal]]) -> Iterator[int]:
        """Find the lines whose figures may not go together; an open one is 0."""
        density, factor = self._likely.density_above, self._likely.resident_ratio
        lines = zip(*(figures[name] for name in _TOGETHER), strict=True)
        for at, (registered, resident, urban, area, gdp, revenue) in enumerate(lines):
            if (
                (area and (resident or registered) > density * int(area))  # rounded down: quick
                or (
                    registered
                    and resident
                    and not registered <= resident * factor <= registered * factor**2
                )
                or 0 < resident < urban
                or revenue > gdp > 0
            ):
                yield at

    def unlikely(self, line: Line, values: Mapping[str, IntakeValue]) -> list[Problem]:
        """Give what is unlikely in one line by itself."""
        return [
            *self._beyond(line, values),
            *self._people_together(line, values),
            *_revenue(line, values),
        ]

    def _beyond(self, line: Line, values: Mapping[str, IntakeValue]) -> Iterator[Problem]:
        """Compare each value with its bounds."""
        for field, above, below in self._bounded:
            value = values.get(field.name)
            if value is None or isinstance(value, str):
                continue
            large = above is not None and value > above
            if large or (below is not None and value < below):
                size = "大" if large else "小"
                what = f"{field.label} {plain_text(value)}{field.unit}{size}得不合常理"
                yield Problem(Level.ASK, what, _CHECK, line.addresses(field.name))

    def _people_together(self, line: Line, values: Mapping[str, IntakeValue]) -> list[Problem]:
        """Compare the populations of one unit with each other and with its area."""
        registered = _people(values.get("registered_population"))
        resident = _people(values.get("resident_population"))
        urban = _people(values.get("urban_population"))
        area = values.get("area_km2")
        found = []
        people = resident or registered
        if isinstance(area, Decimal) and area and people > self._likely.density_above * area:
            what = f"每平方公里 {int(people / area)} 人，不合常理"
            found.append(Problem(Level.ASK, what, _CHECK, line.addresses("area_km2")))
        factor = self._likely.resident_ratio
        if (
            registered
            and resident
            and not registered <= resident * factor <= registered * factor**2
        ):
            what = f"常住人口 {resident} 人与户籍人口 {registered} 人相差 {factor} 倍以上"
            cell = line.addresses("resident_population")
            found.append(Problem(Level.ASK, what, _CHECK, cell))
        if 0 < resident < urban:
            what = f"城镇人口 {urban} 人多于常住人口 {resident} 人"
            found.append(Problem(Level.ASK, what, _CHECK, line.addresses("urban_population")))
        return found


def _revenue(line: Line, values: Mapping[str, IntakeValue]) -> list[Problem]:
    """Compare the revenue with the product it is a part of."""
    gdp, revenue = values.get("gdp"), values.get("fiscal_revenue")
    if isinstance(gdp, Decimal) and isinstance(revenue, Decimal) and 0 < gdp < revenue:
        what = f"财政收入 {plain_text(revenue)} 万元多于地区生产总值 {plain_text(gdp)} 万元"
        return [Problem(Level.ASK, what, _CHECK, line.addresses("fiscal_revenue"))]
    return []


def _outside(
    column: Sequence[int | Decimal], above: int | Decimal | None, below: int | Decimal | None
) -> set[int]:
    """Find the figures of a column that may be beyond its bounds."""
    large = above is not None and max(column, default=above) > above
    small = below is not None and min(column, default=below) < below
    if not large and not small:
        return set()
    return {
        at
        for at, value in enumerate(column)
        if (above is not None and value > above) or (below is not None and value < below)
    }


def _plain(bound: Decimal | None) -> int | Decimal | None:
    """Give a whole bound as an int, which compares faster with both."""
    return int(bound) if bound is not None and bound == int(bound) else bound


def _people(value: IntakeValue) -> int:
    """Give a population, 0 where it is not reported."""
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
