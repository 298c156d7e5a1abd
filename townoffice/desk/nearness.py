"""How far a unit near a cut line is from the other class, said in persons, exactly.

A unit's own population moves the county's mean too: with the index 100·n·Σw·x∕Σx, d more persons
give a·(x+d)/(s+d) where a = 100·n·w/Σw, s the county's population. The least whole d is taken
from that, not from the mean as it stands.
"""

from fractions import Fraction
from math import lcm

from townoffice.records import Classification, ClassRow, SizeClass, shown, trimmed

_WORDS = {"registered_population": "户籍", "resident_population": "常住"}


class Nearness:
    """One classification's cut lines and county sums, taken once for all its units."""

    def __init__(self, result: Classification) -> None:
        self._parameters = {value.name: value.value for value in result.parameters}
        self._word = _WORDS.get(result.population, "人口")
        names = [name for name, _ in result.weights]
        self._place = names.index(result.population) if result.population in names else None
        self._total, self._factor = Fraction(0), Fraction(0)
        if self._place is not None:
            place = self._place
            units = [row.parts[place].value.as_integer_ratio() for row in result.rows if row.parts]
            scale = lcm(*{below for _, below in units})
            whole = sum((weight for _, weight in result.weights), Fraction(0))
            weight = result.weights[place][1] / whole
            self._total = Fraction(sum(above * (scale // below) for above, below in units), scale)
            self._factor = self._common(result.method) * 100 * len(units) * weight

    def hint(self, row: ClassRow) -> str:
        """Say how near a unit is to its nearest cut line and how many persons are between."""
        if not row.near_cut or row.nearest_cut is None or row.distance is None:
            return ""
        line = SizeClass(row.nearest_cut)
        cut = self._number(f"cut_{row.nearest_cut}")
        side = "低" if row.distance < 0 else "高"
        said = f"比{line.label}线 {trimmed(cut)} {side} {shown(abs(row.distance), 2)}"
        persons = self.persons(row)
        if persons is None:
            return said
        if row.distance < 0:
            return f"{said}；{self._word}再多 {persons:,} 人即进{line.label}"
        below = SizeClass(line + 1)
        return f"{said}；{self._word}再少 {persons:,} 人即降为{below.label}"

    def persons(self, row: ClassRow) -> int | None:
        """Give the least number of persons that change the class by calculation.

        More persons below the line, fewer on or above it; None where population does not count or
        cannot do it alone.
        """
        if self._place is None or row.distance is None or not row.parts:
            return None
        total, factor, own = self._total, self._factor, row.parts[self._place].value
        aim = factor * own / total - row.distance
        if not 0 < aim < factor:
            return None
        gap = (aim * total - factor * own) / (factor - aim)  # negative: persons to take away
        if row.distance < 0:
            return -(-gap.numerator // gap.denominator)
        fewer = -gap.numerator // gap.denominator + 1
        return fewer if fewer <= own else None

    def _common(self, method: str) -> Fraction:
        """Give the share the common indicators have in the index."""
        return 1 - self._number("additional_share") if method == "additional" else Fraction(1)

    def _number(self, name: str) -> Fraction:
        return Fraction(str(self._parameters[f"classification.{name}"]))
