"""What the page 机构设置 has the worker do. The desk is read there, after the frame is painted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from townoffice.feedback import Progress
from ui.days import today
from ui.pages.institutions_beside_rows import Beside
from ui.pages.institutions_beside_views import VIEWS
from ui.pages.institutions_county import UnitRow, rows_of
from ui.pages.institutions_words import headline

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.institution_known import Known
    from townoffice.desk.institution_views import (
        CountyRegister,
        LineageEvent,
        Proposal,
        UnitPage,
        Wishes,
    )
    from townoffice.desk.institution_weighing import Draft
    from townoffice.records import Changes, Template

__all__ = [
    "History",
    "Loaded",
    "adopt_starting",
    "commit",
    "day_of",
    "gather",
    "propose",
    "read_beside",
    "read_history",
    "read_known",
    "read_page",
    "read_register",
    "read_templates",
    "wrong_in",
]


@dataclass(frozen=True, slots=True)
class History:
    """How a unit's institutions came to be, event by event, and the register as of a day."""

    events: "tuple[LineageEvent, ...]"
    register: "CountyRegister"


def day_of(year: int | None, years: tuple[int, ...]) -> date:
    """Give the day a year is looked at: today in the newest one, else its last day."""
    now = today()
    if year is None or year == max(years, default=year):
        return now
    return min(now, date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The register of a day, and what of the whole county is drawn from it, made beforehand.

    ``wrong`` counts the findings of each of the other views.
    """

    county: "CountyRegister"
    said: tuple[str, str]
    rows: tuple[UnitRow, ...]
    wrong: Mapping[str, int]


def read_page(on: date, book: "Book", progress: Progress) -> Loaded:
    """Read everything the page shows, as of a day."""
    county = read_register(on, book, progress)
    return Loaded(county, headline(county), rows_of(county), wrong_in(county.units))


def wrong_in(pages: "Sequence[UnitPage]") -> dict[str, int]:
    """Count what was found wrong in each of the other views."""
    return {
        key: sum(view.concerns(found) for page in pages for found in page.findings)
        for key, view in VIEWS.items()
    }


def read_beside(
    key: str, pages: "Sequence[UnitPage]", _book: "Book", _progress: Progress
) -> tuple[Beside, ...]:
    """Make the rows of one of the other views: of a whole county they are many."""
    return tuple(row for page in pages for row in VIEWS[key].rows(page))


def read_register(on: date, book: "Book", _progress: Progress) -> "CountyRegister":
    """Read the register of a day."""
    from townoffice.desk import institutions  # noqa: PLC0415  sqlalchemy is read by the worker

    return institutions.register(book, on)


def read_known(book: "Book", _progress: Progress) -> "Known":
    """Read what drafts are weighed against."""
    from townoffice.desk import institutions  # noqa: PLC0415  sqlalchemy is read by the worker

    return institutions.known(book)


def read_history(code: str, on: date, book: "Book", progress: Progress) -> History:
    """Read a unit's history and its register as of a day."""
    from townoffice.desk import institutions  # noqa: PLC0415  sqlalchemy is read by the worker

    register = read_register(on, book, progress)
    return History(tuple(institutions.unit_lineage_of(book, code)), register)


def commit(draft: "Draft", book: "Book", _progress: Progress) -> "Changes":
    """Write a draft as one change."""
    from townoffice.desk import institutions  # noqa: PLC0415  sqlalchemy is read by the worker

    return institutions.commit(book, draft)


def read_templates(
    code: str, on: date, book: "Book", _progress: Progress
) -> "tuple[Template, ...]":
    """List the templates for a unit, the one in force first."""
    from townoffice.desk import institutions  # noqa: PLC0415  sqlalchemy is read by the worker

    return institutions.templates(book, code, on)


def propose(
    code: str, template: "Template", on: date, wishes: "Wishes", book: "Book", _progress: Progress
) -> "Proposal":
    """Say what a template would make of a unit."""
    from townoffice.desk import institutions  # noqa: PLC0415  sqlalchemy is read by the worker

    return institutions.proposed(book, code, template, on, wishes)


def gather(
    code: str, on: date, counts: tuple[int, int], book: "Book", _progress: Progress
) -> "Proposal":
    """Say what merging by module would make of a unit; ``counts`` are 办 and 中心 to have."""
    from townoffice.desk import institutions  # noqa: PLC0415  sqlalchemy is read by the worker

    return institutions.gathering(book, code, on, offices=counts[0], centres=counts[1])


def adopt_starting(book: "Book", _progress: Progress) -> "Changes | None":
    """Adopt what a new book starts with, as far as this one never did."""
    from townoffice.desk import policies  # noqa: PLC0415  sqlalchemy is read by the worker

    return policies.adopt_starting(book)
