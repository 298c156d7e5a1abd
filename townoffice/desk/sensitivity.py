"""Would the class change under another reading of the documents?

The documents leave things open: the weights of the second and third indicator appear in either
order, 人口 may be registered or resident population, the index may be shares, shares over the mean
(the same order) or spans, and classes may follow lines or proportions of the list. Each reading is
a whole calculation with the values it sets, and says in words which these are. An index without
lines is read with proportions. The figures are those of the page, read once, and of another reading
only index and class are made.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from townoffice.book import Book
from townoffice.desk.county import groups_of
from townoffice.desk.overview import weights_said
from townoffice.desk.policies import policies_of
from townoffice.feedback import BadChoice, Incomplete
from townoffice.records import (
    Classification,
    Overview,
    Reading,
    SizeClass,
    trimmed,
)
from townoffice.townships import ClassificationRule, classification_rule
from townoffice.townships.classify import classes_of

_PEOPLE = {"registered_population": "户籍人口", "resident_population": "常住人口"}
_SAME = "权重同现用"
_WITH_LINES = frozenset({"mean", "additional", "points"})

_Results: TypeAlias = Mapping[str, tuple[Fraction | None, SizeClass | None]]
_Settings: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Other:
    """Another reading: its word, what it says of itself once it is known, the values it sets."""

    word: str
    label: Callable[[ClassificationRule], str]
    settings: _Settings


def readings(book: Book, page: Overview) -> tuple[Reading, ...]:
    """Classify the county of a page by the reading it shows and by every other one.

    A reading whose figures are not there (no resident population) is left out; where the county
    cannot be classified there are none.
    """
    now, county = page.classification, page.snapshot
    if now is None:
        return ()
    results = {row.code: (row.index, row.size_class) for row in now.rows}
    word = "试算" if page.settings else "现用"
    found = [Reading(word, weights_said(now.weights), results)]
    policies, groups = policies_of(book), groups_of(county)
    for other in _others(now, dict(page.settings)):
        try:
            rule = classification_rule(policies, county.on, groups, other.settings)
            read = classes_of(county, rule)
        except (Incomplete, BadChoice):
            continue
        found.append(Reading(other.word, other.label(rule), read, flipped(results, read)))
    if now.method == "mean":
        shares = {row.code: (row.share, row.size_class) for row in now.rows}
        found.append(Reading("另算", "占比法，次序和类别不变", shares))
    return tuple(found)


def flipped(now: _Results, other: _Results) -> tuple[str, ...]:
    """Give the codes whose class differs; units the other reading cannot classify do not count."""
    return tuple(
        code
        for code, (_, size) in now.items()
        if size is not None and other[code][0] is not None and other[code][1] != size
    )


def _others(now: Classification, tried: _Settings) -> Iterator[_Other]:
    """Give the other readings; what is tried out holds for them too, where they set nothing."""
    if tried:
        yield _Other("现用", lambda rule: weights_said(rule.weights), {})
    weights = now.weights
    if len(weights) == 3 and weights[1][1] != weights[2][1]:
        (first, second, third) = weights
        swapped = (first, (third[0], second[1]), (second[0], third[1]))
        label = weights_said(swapped)
        yield _Other("另读", lambda _: label, {**tried, "weights": _setting(swapped)})
    other = _other_population(now.population)
    if other is not None and any(name == now.population for name, _ in weights):
        named = tuple((other if n == now.population else n, w) for n, w in weights)
        yield _Other(
            "另算", lambda _: f"{_PEOPLE[other]}，{_SAME}", {**tried, "weights": _setting(named)}
        )
    yield from _other_methods(now, tried)


def _other_methods(now: Classification, tried: _Settings) -> Iterator[_Other]:
    """Give the readings with another index and another way to a class."""
    kept = {k: v for k, v in tried.items() if not k.startswith(("points_", "additional_"))}
    if now.method == "share":
        yield _Other("另算", lambda _: f"均值指数法，{_SAME}", {**kept, "index": "mean"})
    if now.method != "min-max":
        spans = {**kept, "index": "min-max", "assignment": "proportion"}
        yield _Other("另算", lambda rule: f"极差法，{_divided(rule)}", spans)
    if now.assignment == "cuts":
        by_list = {**tried, "assignment": "proportion"}
        yield _Other("另定", lambda rule: f"{_divided(rule)} 定类", by_list)
    elif now.method in _WITH_LINES:
        by_lines = {k: v for k, v in tried.items() if k != "proportions"} | {"assignment": "cuts"}
        yield _Other("另定", lambda rule: f"按分类线 {_lines(rule)} 定类", by_lines)


def _divided(rule: ClassificationRule) -> str:
    return f"按比例 {':'.join(trimmed(share) for share in rule.proportions)}"


def _lines(rule: ClassificationRule) -> str:
    return "、".join(trimmed(cut) for cut in rule.cuts)


def _other_population(field: str) -> str | None:
    return next((name for name in _PEOPLE if name != field), None) if field in _PEOPLE else None


def _setting(weights: tuple[tuple[str, Fraction], ...]) -> str:
    return ",".join(f"{name}={trimmed(weight)}" for name, weight in weights)
