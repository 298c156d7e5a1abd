"""Going about in 机构设置: where the headline's links lead, what is searched for elsewhere."""

from typing import TYPE_CHECKING

from townoffice.records import Severity
from ui.pages.institutions_lines import (
    HEADS,
    breaches,
    setup_findings,
)
from ui.pages.institutions_switch import COUNTY
from ui.tables.pinyin import found_in

if TYPE_CHECKING:
    from ui.pages.institutions import InstitutionsPage

__all__ = ["SETUP", "Finder"]

SETUP = "setup"
"""The view of the institutions themselves."""


class Finder:
    """Leads the page to units and rows."""

    def __init__(self, page: "InstitutionsPage") -> None:
        self._page = page

    def follow(self, link: str) -> None:
        """Do what a link of the headline says."""
        what, _, column = link.partition(":")
        page = self._page
        if what == "county":
            page.show_unit(COUNTY, view=SETUP)
            rows = page.table.rows()
            if rows:
                page.table.select(rows[0].code, column or "name")
        elif what in {"breach", "notice"}:
            self._go_wrong(breach=what == "breach")
        elif what == "new":
            page.acts.new()
        elif what == "template":
            page.acts.template()

    def find_elsewhere(self, text: str) -> bool:
        """Go to the first other unit whose name, or an institution's, has the text."""
        county, table = self._page.county, self._page.unit.table
        for page in county.units if county and text.strip() else ():
            names = (page.name, *(row.institution.name for row in page.register.rows))
            if page.code != self._page.code and any(found_in(text, name) for name in names):
                self._page.show_unit(page.code, view=SETUP)
                table.find(text)
                return True
        return False

    def step(self, by: int) -> None:
        """Go to the next thing that is wrong, or the one before, unit by unit."""
        page, county = self._page, self._page.county
        places = [
            (own.code, found)
            for own in (county.units if county else ())
            for found in setup_findings(own)
            if found.severity is not Severity.NOTE
        ]
        if not places:
            return
        here = (page.code, page.unit.panel.finding)
        at = next((n for n, place in enumerate(places) if place == here), -1 if by > 0 else 0)
        code, found = places[(at + by) % len(places)]
        self.go(code, found.subject or HEADS.get(found.rule, ""))
        page.unit.panel.tell(found)

    def go(self, code: str, subject: str) -> None:
        """Go to a unit and the row of an institution, a plate or a heading."""
        self._page.show_unit(code, view=SETUP)
        view = self._page.unit
        lines = view.table.rows()
        key = next((x.key for x in lines if subject in {x.key, *x.wrong_plates}), "")
        view.table.select(key or view.first_wrong(), "check")
        view.table.setFocus()

    def _go_wrong(self, *, breach: bool) -> None:
        """Go to the first row that breaks a limit, or is worth a look."""
        county, view = self._page.county, self._page.unit
        for page in county.units if county else ():
            found = breaches(page) if breach else setup_findings(page)
            if found:
                self._page.show_unit(page.code, view=SETUP)
                rows = (f.subject for f in found if view.table.row_of(f.subject) >= 0)
                self.go(page.code, next(rows, ""))
                return
