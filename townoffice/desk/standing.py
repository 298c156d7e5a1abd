"""What the book says of each unit for one year, as flat figures: what files are held against.

Posts are dated facts: for a year the one in force on 31 December counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from townoffice.book import Book
from townoffice.records import (
    INDICATOR_LABELS,
    Category,
    Indicators,
    IntakeValue,
    Measure,
    OwnIndicator,
    PostFact,
    Township,
)

OWN = "own:"
INDICATOR_FIELDS = tuple(INDICATOR_LABELS)
POST_FIELDS: Mapping[str, tuple[Category, Measure]] = {
    "admin_posts": (Category.ADMIN, Measure.AUTHORIZED),
    "judicial_posts": (Category.JUDICIAL, Measure.AUTHORIZED),
    "institution_posts": (Category.INSTITUTION, Measure.AUTHORIZED),
    "support_posts": (Category.SUPPORT, Measure.AUTHORIZED),
    "admin_actual": (Category.ADMIN, Measure.ACTUAL),
    "judicial_actual": (Category.JUDICIAL, Measure.ACTUAL),
    "institution_actual": (Category.INSTITUTION, Measure.ACTUAL),
    "support_actual": (Category.SUPPORT, Measure.ACTUAL),
    "leadership_posts": (Category.LEADERSHIP, Measure.AUTHORIZED),
    "leadership_actual": (Category.LEADERSHIP, Measure.ACTUAL),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The book's figures of one year, by unit id; ``facts`` are those in force on ``on``."""

    on: date
    townships: tuple[Township, ...]
    indicators: Mapping[int, Indicators]
    facts: Mapping[tuple[int, Category, Measure], PostFact]
    own: Mapping[int, Mapping[str, OwnIndicator]]

    @property
    def present(self) -> tuple[Township, ...]:
        """Units that exist on the day, by code."""
        return tuple(township for township in self.townships if township.exists(self.on))

    def fact(self, township_id: int, field: str) -> PostFact | None:
        """Give the fact in force behind a field of posts or staff."""
        category, measure = POST_FIELDS[field]
        return self.facts.get((township_id, category, measure))

    def doc_no(self, township_id: int) -> str | None:
        """Give the 文号 all authorised posts of a unit share; None where they differ."""
        numbers = {
            fact.doc_no
            for field, (_, measure) in POST_FIELDS.items()
            if measure is Measure.AUTHORIZED and (fact := self.fact(township_id, field))
        }
        return numbers.pop() if len(numbers) == 1 else None

    def value(self, township: Township, field: str) -> IntakeValue:
        """Give the book's value of a field, None where it has none."""
        unit = township.id
        assert unit is not None
        if field in POST_FIELDS:
            fact = self.fact(unit, field)
            return fact.count if fact else None
        if field.startswith(OWN):
            own = self.own.get(unit, {}).get(field.removeprefix(OWN))
            return own.value if own else None
        match field:
            case "code":
                return township.code
            case "name":
                return township.name
            case "kind":
                return township.kind.value
            case "function_class":
                return township.function_class.value if township.function_class else None
            case "assessment_group":
                return township.assessment_group
            case "doc_no":
                return self.doc_no(unit)
        indicators = self.indicators.get(unit)
        value: IntakeValue = getattr(indicators, field) if indicators else None
        return value


def standing(book: Book, year: int) -> Standing:
    """Read what the book says for the last day of a year."""
    on = date(year, 12, 31)
    own: dict[int, dict[str, OwnIndicator]] = {}
    for indicator in book.own_indicators(year):
        own.setdefault(indicator.township_id, {})[indicator.name] = indicator
    return Standing(
        on=on,
        townships=book.townships(),
        indicators={row.township_id: row for row in book.indicators(year)},
        facts={(f.township_id, f.category, f.measure): f for f in book.post_facts(on)},
        own=own,
    )
