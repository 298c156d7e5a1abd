"""Would the class change under another reading of the documents?

The documents leave things open: the weights of the second and third indicator appear in either
order, and 人口 may be registered or resident population. Each reading is a whole calculation with
the values it sets; the min-max index has no cut lines, hence no class, and is no reading here. The
figures are those of the page, read once, and of another reading only index and class are made.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk.county import groups_of
from townoffice.desk.overview import weights_said
from townoffice.desk.policies import policies_of
from townoffice.feedback import BadChoice, Incomplete
from townoffice.records import Classification, Overview, Reading, SizeClass, trimmed
from townoffice.townships import classification_rule
from townoffice.townships.classify import classes_of

_PEOPLE = {"registered_population": "户籍人口", "resident_population": "常住人口"}

_Results = Mapping[str, tuple[Fraction | None, SizeClass | None]]


def readings(book: Book, page: Overview) -> tuple[Reading, ...]:
    """Classify the county of a page by the reading in force and by every other one.

    A reading whose figures are not there (no resident population) is left out; where the county
    cannot be classified there are none.
    """
    now, county = page.classification, page.snapshot
    if now is None:
        return ()
    results = {row.code: (row.index, row.size_class) for row in now.rows}
    found = [Reading("现用", weights_said(now.weights), results)]
    policies, groups = policies_of(book), groups_of(county)
    for word, label, settings in _others(now):
        try:
            rule = classification_rule(policies, county.on, groups, settings)
            other = classes_of(county, rule)
        except (Incomplete, BadChoice):
            continue
        found.append(Reading(word, label, other, flipped(results, other)))
    return tuple(found)


def flipped(now: _Results, other: _Results) -> tuple[str, ...]:
    """Give the codes whose class differs; units the other reading cannot classify do not count."""
    return tuple(
        code
        for code, (_, size) in now.items()
        if size is not None and other[code][0] is not None and other[code][1] != size
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
