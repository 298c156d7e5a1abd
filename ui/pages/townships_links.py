"""What the links in the headline of 乡镇街道 do: filter the table, or go to a row or column."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from townoffice.records import Overview, Step, UnitOverview
from ui.pages.townships_work import read_rates
from ui.tables import RecordTable

if TYPE_CHECKING:
    from ui.office import Office

__all__ = ["Links"]


class Links:
    """Follows links to what they speak of; of filters only one by a link holds at a time."""

    def __init__(
        self,
        office: "Office",
        table: RecordTable[UnitOverview],
        show_leaders: Callable[[], object],
        overview: Callable[[], Overview | None],
    ) -> None:
        self._office, self._table, self._show_leaders = office, table, show_leaders
        self._overview = overview
        self._filtered: tuple[str, str] | None = None

    def follow(self, link: str) -> None:
        """Do what a link says."""
        what, _, value = link.partition(":")
        if what == "class":
            self._filter("class", value)
        elif what == "near" and value == "first":
            self._go_near()
        elif what == "near":
            self._filter("distance", "!")
        elif what == "vacant":
            self._filter(f"{value}_vacancy", ">0")
        elif what == "over":
            self._filter(f"{value}_vacancy", "超")
        elif what == "leaders":
            self._filter("leadership_actual", "超")
            self._show_leaders()
        elif what == "rates":
            self._explain_rates()
        elif what == "column":
            self._filter(None, "")
            rows = self._table.rows()
            if rows:
                self._table.select(rows[0].code, value)

    def _explain_rates(self) -> None:
        """Show how 行政 to 事业 of the whole county came to be."""
        page = self._overview()
        if page is not None and self._office.state is not None:
            self._office.jobs.run(
                partial(read_rates, page, ""), self._show_rates, latest="townships.rates"
            )

    def _show_rates(self, step: Step | None) -> None:
        if step is not None:
            self._office.show_steps(step)

    def _go_near(self) -> None:
        near = next((u for u in self._table.rows() if u.row and u.row.near_cut), None)
        if near is not None:
            self._table.select(near.code, "distance")

    def _filter(self, column: str | None, text: str) -> None:
        """Set the filter of a link; the same link again takes it away, another replaces it."""
        earlier, self._filtered = self._filtered, None
        if earlier is not None:
            self._table.set_filter(earlier[0], "")
        if column is not None and earlier != (column, text):
            self._table.set_filter(column, text)
            self._filtered = (column, text)
