"""What the preview asks the worker to do."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from townoffice.feedback import Progress

if TYPE_CHECKING:  # sqlalchemy and reportlab are read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.tables import OnScreen, Printed, Table
    from townoffice.records import Plan


@dataclass(frozen=True, slots=True)
class Wish:
    """Which table, from what: a plan, a draft, a draft of one ``order``, or the newest plan.

    ``unit`` is the code of the unit a table of one unit is for.
    """

    table_id: str
    year: int | None
    plan_id: int | None = None
    draft: bool = False
    order: "OnScreen | None" = None
    unit: str | None = None

    def of_table(self, table_id: str) -> "Wish":
        """Give the wish for another table: a plan or an order of the old one does not fit it."""
        return replace(self, table_id=table_id, plan_id=None, draft=False, order=None)


@dataclass(frozen=True, slots=True)
class Made:
    """A table that was written, and what else could be."""

    wish: Wish
    printed: "Printed"
    tables: "tuple[Table, ...]"
    plans: "tuple[Plan, ...]"
    planned: bool
    """Whether the table is printed from plans at all."""
    units: tuple[tuple[str, str], ...] = ()
    """Code and name of the units to choose from, of a table that is printed for one."""

    @property
    def title(self) -> str:
        """The table's name, as in the list of tables."""
        return next(table.title for table in self.tables if table.id == self.wish.table_id)


def make(wish: Wish, folder: Path, book: "Book", progress: Progress) -> Made:
    """Write the table into ``folder`` as a PDF, under a name a person can read."""
    from townoffice.desk.booklets import units_now  # noqa: PLC0415  read by the worker
    from townoffice.desk.tables import TABLES, is_planned, plans_for  # noqa: PLC0415  read by the worker

    progress(0, 0, "正在排版")
    table = next((table for table in TABLES if table.id == wish.table_id), None)
    title = table.title if table is not None else wish.table_id
    units = units_now(book) if table is not None and table.of_unit else ()
    if units and wish.unit not in dict(units):
        wish = replace(wish, unit=units[0][0])
    name = dict(units).get(wish.unit or "", book.county.name)
    folder.mkdir(parents=True, exist_ok=True)
    printed = write(wish, folder / f"{name}{title}.pdf", book, progress)
    planned = is_planned(wish.table_id)
    return Made(wish, printed, TABLES, plans_for(book, wish.table_id), planned, units)


def write(wish: Wish, path: Path, book: "Book", _progress: Progress) -> "Printed":
    """Write the table to ``path``, a .pdf or .xlsx."""
    from townoffice.desk.tables import print_table  # noqa: PLC0415  read by the worker

    return print_table(
        book,
        wish.table_id,
        path,
        year=wish.year,
        plan_id=wish.plan_id,
        draft=wish.draft,
        order=wish.order,
        unit=wish.unit,
    )
