"""What the page 乡镇街道 has the worker do. The desk is read there, after the frame is painted."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
from ui.pages.townships_rates import RATES, beside, ratio_line
from ui.pages.townships_readings import in_sight
from ui.pages.townships_totals import Totals
from ui.pages.townships_words import headline, note, posts_line
from ui.tables.pinyin import spelled

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book

__all__ = [
    "Loaded",
    "laid_out",
    "read_page",
    "read_rates",
    "read_readings",
    "read_reason",
    "save",
    "save_weighed",
    "spell_names",
    "weigh",
]


_MANY = 4_000
"""Units of a county so large that its records are frozen; no single county has a tenth of it."""


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


def read_page(
    year: int | None, settings: Mapping[str, str], book: "Book", _progress: Progress
) -> Loaded:
    """Read everything the page shows; ``settings`` are values tried out."""
    from townoffice.desk import overview  # noqa: PLC0415  sqlalchemy is read by the worker
    from townoffice.desk.rates import with_rates  # noqa: PLC0415  read by the worker

    with _uncollected():
        page = overview.overview(book, year, settings)
        loaded = laid_out(with_rates(book, page) if len(page.units) <= _MANY else page)
        if len(loaded.units) > _MANY:
            gc.freeze()
    return loaded


def laid_out(page: Overview) -> Loaded:
    """Make of an overview what the page shows."""
    units = tuple(sorted(page.units, key=lambda unit: unit.code))
    said = headline(page), beside(posts_line(page), ratio_line(page.rates))
    return Loaded(page, units, Totals(page.units), said, note(page))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles away: looking through a million records stops the window.

    Records hold no cycles. Those of a large county are frozen too, so that later collections pass
    over them; they go like any other when nothing refers to them any more.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read_readings(page: Overview, book: "Book", _progress: Progress) -> tuple[Reading, ...]:
    """Classify by the other readings; of their results those that are in sight are kept."""
    from townoffice.desk import sensitivity  # noqa: PLC0415  sqlalchemy is read by the worker

    found = sensitivity.readings(book, page)
    codes = [code for code, _ in in_sight(found, page)]
    return tuple(
        replace(reading, results={code: reading.results[code] for code in codes})
        for reading in found
    )


def spell_names(page: Overview, _book: "Book", _progress: Progress) -> None:
    """Spell the names of all units, so that the first search of a large county is fast too."""
    for unit in page.units:
        spelled(unit.name)


def read_reason(
    page: Overview, code: str, key: str, book: "Book", _progress: Progress
) -> Step | None:
    """Explain one figure, a registered one with the acts that set it; it looks at every unit."""
    from townoffice.desk import origins, overview  # noqa: PLC0415  sqlalchemy is read by the worker

    if key in RATES:
        return read_rates(page, code, book, _progress)
    step, unit = overview.reason(page, code, key), page.unit(code)
    if step is None or unit is None or not origins.is_registered(key):
        return step
    return origins.with_origins(book, page, unit, step, key)


def read_rates(page: Overview, code: str, book: "Book", _progress: Progress) -> Step | None:
    """Explain the rates of a unit; with an empty code 行政 to 事业 of the whole county."""
    from townoffice.desk import rates  # noqa: PLC0415  sqlalchemy is read by the worker

    return rates.explain(book, code, page.snapshot.year) if code else rates.explain_ratio(page)


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
