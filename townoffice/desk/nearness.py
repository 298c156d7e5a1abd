"""How far a unit near a cut line is from the other class, said in persons, exactly.

A unit's own population moves the county's mean too: with the index 100·n·Σw·x∕Σx, d more persons
give a·(x+d)/(s+d) where a = 100·n·w/Σw, s the county's population. The least whole d is taken
from that, not from the mean as it stands.
"""

from fractions import Fraction

from townoffice.records import Classification, ClassRow, SizeClass, shown, trimmed

_WORDS = {"registered_population": "户籍", "resident_population": "常住"}


def near_hint(result: Classification, row: ClassRow) -> str:
    """Say how near a unit is to its nearest cut line and how many persons are between."""
    if not row.near_cut or row.nearest_cut is None or row.distance is None:
        return ""
    line = SizeClass(row.nearest_cut)
    cut = _parameter(result, f"cut_{row.nearest_cut}")
    side = "低" if row.distance < 0 else "高"
    said = f"比{line.label}线 {trimmed(cut)} {side} {shown(abs(row.distance), 2)}"
    persons = persons_between(result, row)
    word = _WORDS.get(result.population, "人口")
    if persons is None:
        return said
    if row.distance < 0:
        return f"{said}；{word}再多 {persons:,} 人即进{line.label}"
    below = SizeClass(line + 1)
    return f"{said}；{word}再少 {persons:,} 人即降为{below.label}"


def persons_between(result: Classification, row: ClassRow) -> int | None:
    """Give the least number of persons that change the class by calculation.

    More persons below the line, fewer on or above it; None where population does not count or
    cannot do it alone.
    """
    place = next((k for k, part in enumerate(row.parts) if part.field == result.population), None)
    if place is None or row.index is None or row.nearest_cut is None:
        return None
    units = [other for other in result.rows if other.parts]
    total = sum((other.parts[place].value for other in units), Fraction(0))
    whole = sum((weight for _, weight in result.weights), Fraction(0))
    factor = _common(result) * 100 * len(units) * result.weights[place][1] / whole
    own = row.parts[place].value
    aim = _parameter(result, f"cut_{row.nearest_cut}") - row.index + factor * own / total
    if not 0 < aim < factor:
        return None
    gap = (aim * total - factor * own) / (factor - aim)  # persons to add; negative: to take away
    if row.index < _parameter(result, f"cut_{row.nearest_cut}"):
        return -(-gap.numerator // gap.denominator)
    fewer = -gap.numerator // gap.denominator + 1
    return fewer if fewer <= own else None


def _common(result: Classification) -> Fraction:
    """Give the share the common indicators have in the index."""
    if result.method == "additional":
        return 1 - _parameter(result, "additional_share")
    return Fraction(1)


def _parameter(result: Classification, name: str) -> Fraction:
    value = next(v.value for v in result.parameters if v.name == f"classification.{name}")
    return Fraction(str(value))
