"""What the dialog 表格版式 shows of one table: what is set, and which columns could be left out."""

from dataclasses import dataclass
from datetime import date

from townoffice.book import Book
from townoffice.desk.layouts import ALL_TABLES, set_layout
from townoffice.desk.tables import TABLES, as_drawn, has_chart
from townoffice.desk.tables.wish import Wish
from townoffice.feedback import OfficeError
from townoffice.prints import columns_of
from townoffice.records import TableLayout


@dataclass(frozen=True, slots=True)
class LayoutPage:
    """One table's own layout, the columns that may be hidden, and all tables to choose from.

    ``columns`` is empty where the table cannot be drawn now or has none to leave out; ``chart``
    tells whether it can be printed with one.
    """

    table_id: str
    layout: TableLayout
    columns: tuple[str, ...]
    tables: tuple[tuple[str, str], ...]
    chart: bool


def layout_page(book: Book, table_id: str, year: int | None = None) -> LayoutPage:
    """Read what the dialog shows of a table, or of all (:data:`ALL_TABLES`)."""
    tables = ((ALL_TABLES, "所有表格"), *((table.id, table.title) for table in TABLES))
    columns = _columns(book, table_id, year) if table_id else ()
    return LayoutPage(table_id, set_layout(book, table_id), columns, tables, has_chart(table_id))


def _columns(book: Book, table_id: str, year: int | None) -> tuple[str, ...]:
    today = date.today()  # noqa: DTZ011  the day of printing, as the user's clock has it
    unit = next((one.code for one in book.townships() if one.exists(today)), None)
    wish = Wish(book, year, None, draft=False, order=None, on=today, unit=unit)
    try:
        form, _ = as_drawn(table_id, wish)
    except OfficeError:
        return ()
    return columns_of(form)
