"""Would the class change under another reading of the documents?

The documents leave things open: the weights of the second and third indicator appear in either
order, and 人口 may be registered or resident population. Each reading is a whole calculation with
the values it sets; the min-max index has no cut lines, hence no class, and is no reading here.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk import townships
from townoffice.desk.overview import weights_said
from townoffice.feedback import BadChoice, Incomplete
from townoffice.records import Classification, Reading, SizeClass, trimmed

_PEOPLE = {"registered_population": "户籍人口", "resident_population": "常住人口"}


def readings(book: Book, year: int | None = None) -> tuple[Reading, ...]:
    """Classify the county of a year by the reading in force and by every other one.

    A reading whose figures are not there (no resident population) is left out. Raises what
    :func:`townships.classify` raises for the reading in force.
    """
    now = townships.classify(book, year)
    found = [Reading("现用", weights_said(now.weights), _results(now))]
    for word, label, settings in _others(now):
        try:
            other = townships.classify(book, now.year, settings)
        except (Incomplete, BadChoice):
            continue
        found.append(Reading(word, label, _results(other), flipped(now, other)))
    return tuple(found)


def flipped(now: Classification, other: Classification) -> tuple[str, ...]:
    """Give the codes whose class differs; units the other reading cannot classify do not count."""
    then = {row.code: row.size_class for row in other.rows if row.index is not None}
    return tuple(
        row.code
        for row in now.rows
        if row.code in then and row.size_class is not None and then[row.code] != row.size_class
    )


def _others(now: Classification) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Give word, label and settings of the other readings."""
    weights = now.weights
    if len(weights) == 3 and weights[1][1] != weights[2][1]:
        (first, second, third) = weights
        swapped = (first, (third[0], second[1]), (second[0], third[1]))
        yield "另读", weights_said(swapped), {"weights": _setting(swapped)}
    other = _other_population(now.population)
    if other is not None and any(name == now.population for name, _ in weights):
        named = tuple((other if n == now.population else n, w) for n, w in weights)
        yield "另算", f"{_PEOPLE[other]}，权重同现用", {"weights": _setting(named)}


def _other_population(field: str) -> str | None:
    return next((name for name in _PEOPLE if name != field), None) if field in _PEOPLE else None


def _setting(weights: tuple[tuple[str, Fraction], ...]) -> str:
    return ",".join(f"{name}={trimmed(weight)}" for name, weight in weights)


def _results(
    result: Classification,
) -> dict[str, tuple[Fraction | None, SizeClass | None]]:
    return {row.code: (row.index, row.size_class) for row in result.rows}
