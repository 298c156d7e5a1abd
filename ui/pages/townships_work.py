"""What the page 乡镇街道 has the worker do. The desk is read there, after the frame is painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from townoffice.feedback import Progress
from townoffice.records import (
    FigureChange,
    Overview,
    Reading,
    Step,
    TypedFigure,
    UnitOverview,
)
from ui.pages.townships_totals import Totals
from ui.pages.townships_words import headline, note, posts_line

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book

__all__ = ["Loaded", "read_page", "read_readings", "read_reason", "save", "save_weighed", "weigh"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The overview and what takes long to make of it in a large county.

    ``units`` stand by code, so that the table's own sorting decides their order; ``said`` are the
    headline and the line under it.
    """

    page: Overview
    units: tuple[UnitOverview, ...]
    totals: Totals
    said: tuple[str, str]
    note: str


def read_page(year: int | None, book: "Book", _progress: Progress) -> Loaded:
    """Read everything the page shows."""
    from townoffice.desk import overview  # noqa: PLC0415  sqlalchemy is read by the worker

    page = overview.overview(book, year)
    units = tuple(sorted(page.units, key=lambda unit: unit.code))
    said = headline(page), posts_line(page)
    return Loaded(page, units, Totals(page.units), said, note(page))


def read_readings(year: int | None, book: "Book", _progress: Progress) -> tuple[Reading, ...]:
    """Classify by the other readings."""
    from townoffice.desk import sensitivity  # noqa: PLC0415  sqlalchemy is read by the worker

    return sensitivity.readings(book, year)


def read_reason(
    page: Overview, code: str, key: str, _book: "Book", _progress: Progress
) -> Step | None:
    """Explain one figure; in the worker because it looks at every unit."""
    from townoffice.desk import overview  # noqa: PLC0415  sqlalchemy is read by the worker

    return overview.reason(page, code, key)


def weigh(
    page: Overview, typed: Sequence[TypedFigure], _book: "Book", _progress: Progress
) -> tuple[FigureChange, ...]:
    """Say what typed figures would change."""
    from townoffice.desk import editing  # noqa: PLC0415  sqlalchemy is read by the worker

    return editing.weigh(page, typed)


def save(page: Overview, typed: TypedFigure, book: "Book", _progress: Progress) -> FigureChange:
    """Weigh one typed figure and write it unless it is refused."""
    from townoffice.desk import editing  # noqa: PLC0415  sqlalchemy is read by the worker

    (change,) = editing.weigh(page, (typed,))
    if not change.refused:
        editing.write(book, page.snapshot.year, (change,))
    return change


def save_weighed(
    year: int, changes: Sequence[FigureChange], verb: str, book: "Book", _progress: Progress
) -> str:
    """Write weighed figures as one change; give its name."""
    from townoffice.desk import editing  # noqa: PLC0415  sqlalchemy is read by the worker

    editing.write(book, year, changes, verb)
    return editing.label_of(changes, year, verb)
