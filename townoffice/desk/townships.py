"""The tab 乡镇街道: classify the county and adopt a classification."""

from collections.abc import Mapping
from dataclasses import replace

from townoffice.book import Book
from townoffice.desk.county import groups_of, snapshot
from townoffice.desk.policies import adoption_note, basis_of, policies_of
from townoffice.feedback import Stale
from townoffice.records import Classification, Plan
from townoffice.townships import classification_rule
from townoffice.townships import classify as classify_snapshot

TOPIC = "classification"


def classify(
    book: Book, year: int | None = None, settings: Mapping[str, str] | None = None
) -> Classification:
    """Classify the units of a year (None: the newest whole one) by the policies in force.

    ``settings`` replace policy values for this calculation, as ``--set`` of the shell does.
    """
    county = snapshot(book, year)
    policies, groups = policies_of(book), groups_of(county)
    rule = classification_rule(policies, county.on, groups, settings or {})
    result = classify_snapshot(county, rule)
    return replace(result, adoption=adoption_note(policies, TOPIC, county.on, groups))


def adopt(book: Book, result: Classification, settings: Mapping[str, str] | None, note: str) -> int:
    """Store a classification as adopted, with its basis, and give the plan's number.

    It is calculated again first; :class:`Stale` if the figures moved since.
    """
    if classify(book, result.year, settings).rows != result.rows:
        raise Stale("测算之后数据有变", hint="请重新测算后再采用")
    plan = Plan(
        TOPIC, f"{result.year}年度乡镇（街道）分类", result, basis_of(book, result.parameters), note
    )
    with book.change(f"采用{plan.title}") as writer:
        return writer.add(plan)
