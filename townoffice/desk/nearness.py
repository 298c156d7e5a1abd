"""How far a unit near a cut is from the other class: from a line said in persons, exactly.

A unit's own population moves the county's mean too: with the index 100·n·Σw·x∕Σx, d more persons
give a·(x+d)/(s+d) where a = 100·n·w/Σw, s the county's population. The least whole d is taken
from that, not from the mean as it stands. Where the kinds are apart, mean and n are the group's.
Points and proportions say nothing in persons.
"""

from fractions import Fraction
from math import lcm

from townoffice.records import (
    EQUAL_AT_CUT,
    Classification,
    ClassRow,
    KindGroup,
    SizeClass,
    shown,
    trimmed,
)

_WORDS = {"registered_population": "户籍", "resident_population": "常住"}


_MEANS = frozenset({"mean", "additional"})
"""The methods whose index is each figure over the mean."""


class Nearness:
    """One classification's cut lines and sums, taken once for all its units."""

    def __init__(self, result: Classification) -> None:
        self._parameters = {value.name: value.value for value in result.parameters}
        self._word = _WORDS.get(result.population, "人口")
        self._lines = "points_cut" if result.method == "points" else "cut"
        self._unit = {"points": " 分", "mean-rank": " 名"}.get(result.method, " 点")
        self._by_list, self._apart = result.assignment == "proportion", result.scope == "apart"
        names = [name for name, _ in result.weights]
        told = result.method in _MEANS and not self._by_list
        self._place = names.index(result.population) if told and result.population in names else -1
        self._sums: dict[KindGroup | None, tuple[Fraction, Fraction]] = {}
        if self._place >= 0:
            for group in {self._group(row) for row in result.rows}:
                self._sums[group] = self._sum(result, group)

    def _group(self, row: ClassRow) -> KindGroup | None:
        return row.kind.group if self._apart else None

    def _sum(self, result: Classification, group: KindGroup | None) -> tuple[Fraction, Fraction]:
        """Give the population of the units compared, and 100·n·w/Σw."""
        units = [
            row.parts[self._place].value.as_integer_ratio()
            for row in result.rows
            if row.parts and self._group(row) is group
        ]
        scale = lcm(*{below for _, below in units})
        total = Fraction(sum(above * (scale // below) for above, below in units), scale)
        whole = sum((weight for _, weight in result.weights), Fraction(0))
        weight = result.weights[self._place][1] / whole
        return total, self._common(result.method) * 100 * len(units) * weight

    def hint(self, row: ClassRow) -> str:
        """Say how near a unit is to its nearest cut and how many persons are between."""
        if not row.near_cut or row.nearest_cut is None or row.distance is None:
            return ""
        if self._by_list:
            return self._in_list(row)
        line = SizeClass(row.nearest_cut)
        cut = self._number(f"{self._lines}_{row.nearest_cut}")
        side = "低" if row.distance < 0 else "高"
        said = f"比{line.label}线 {trimmed(cut)} {side} {shown(abs(row.distance), 2)}"
        persons = self.persons(row)
        if persons is None:
            return said
        if row.distance < 0:
            return f"{said}；{self._word}再多 {persons:,} 人即进{line.label}"
        below = SizeClass(line + 1)
        return f"{said}；{self._word}再少 {persons:,} 人即降为{below.label}"

    def _in_list(self, row: ClassRow) -> str:
        """Say how far the nearest unit of the other class is."""
        assert row.distance is not None
        if row.cut_tie:
            return f"与相邻类别的单位{EQUAL_AT_CUT}"
        whose = "下一类首位" if row.above_cut else "上一类末位"
        return f"与{whose}只差 {shown(abs(row.distance), 2)}{self._unit}"

    def persons(self, row: ClassRow) -> int | None:
        """Give the least number of persons that change the class by calculation.

        More persons below the line, fewer on or above it; None where population does not count or
        cannot do it alone.
        """
        if self._place < 0 or row.distance is None or not row.parts:
            return None
        total, factor = self._sums[self._group(row)]
        own = row.parts[self._place].value
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
