"""What a file can be read as, by the desk's words for it, and how the page speaks of each list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from townoffice.records import Preview
from ui.pages.intake_entries import Entry, Segment
from ui.pages.intake_institutions import (
    INSTITUTIONS_SAID,
    InstitutionEntries,
    institution_columns,
    institutions_button,
    institutions_headline,
)
from ui.pages.intake_listed import ListedEntries
from ui.pages.intake_roster import (
    ROSTER_SAID,
    RosterEntries,
    roster_button,
    roster_columns,
    roster_headline,
)
from ui.tables import Column

TOWNSHIPS, PERSONNEL, INSTITUTIONS = "townships", "personnel", "institutions"

READINGS = {
    TOWNSHIPS: "读作乡镇情况",
    PERSONNEL: "读作人员名单",
    INSTITUTIONS: "读作机构名册",
}
"""The ways a file can be read, by the words of the command."""


@dataclass(frozen=True, slots=True)
class ListWords:
    """How the page shows one kind of list, which is written as a whole, nothing ticked."""

    entries: Callable[[Preview], ListedEntries]
    said: Mapping[Segment, str]
    columns: Callable[[], list[Column[Entry]]]
    headline: Callable[[Preview, int, int], str]
    button: Callable[[Preview], str]


LISTS: Mapping[str, ListWords] = {
    PERSONNEL: ListWords(
        RosterEntries, ROSTER_SAID, roster_columns, roster_headline, roster_button
    ),
    INSTITUTIONS: ListWords(
        InstitutionEntries,
        INSTITUTIONS_SAID,
        institution_columns,
        institutions_headline,
        institutions_button,
    ),
}
