"""All there ever was of institutions and what stands beside them: what drafts are weighed against.

It is read once; a dialog can then ask after every key without a book.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from townoffice.records import (
    Agency,
    Enforcement,
    Institution,
    ModuleLeader,
    Nameplate,
    Platform,
    RightGrant,
    RightUse,
    Township,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class Known:
    """The records of the book, every state of every institution among them."""

    townships: tuple[Township, ...] = ()
    institutions: tuple[Institution, ...] = ()
    nameplates: tuple[Nameplate, ...] = ()
    agencies: tuple[Agency, ...] = ()
    enforcement: tuple[Enforcement, ...] = ()
    platforms: tuple[Platform, ...] = ()
    grants: tuple[RightGrant, ...] = ()
    uses: tuple[RightUse, ...] = ()
    leaders: tuple[ModuleLeader, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def unit(self, unit_id: int | None) -> Township | None:
        """Find a unit by its id."""
        return next((t for t in self.townships if unit_id is not None and t.id == unit_id), None)

    def states(self, number: int) -> tuple[Institution, ...]:
        """Give the states of an institution in their order."""
        own = [state for state in self.institutions if state.number == number]
        return tuple(sorted(own, key=lambda state: (state.valid_from or date.min, state.id or 0)))

    def current(self, number: int | None) -> Institution | None:
        """Give an institution as it is now; the last state of one that ended, None: never was."""
        states = self.states(number) if number is not None else ()
        return next((s for s in states if s.valid_to is None), states[-1] if states else None)

    def state(self, institution_id: int) -> Institution | None:
        """Find one state by its id."""
        return next((s for s in self.institutions if s.id == institution_id), None)

    def of_unit(self, unit_id: int, since: date | None) -> Iterator[Institution]:
        """Give the states of a unit's institutions that hold on a day or begin later."""
        for state in self.institutions:
            if state.township_id == unit_id and still(state.valid_to, since):
                yield state

    def plate(self, plate_id: int) -> Nameplate | None:
        """Find a plate by its id."""
        return next((p for p in self.nameplates if p.id == plate_id), None)

    def plates_on(self, host: int, since: date | None) -> tuple[Nameplate, ...]:
        """Give the plates that hang at an institution on a day or later."""
        return tuple(p for p in self.nameplates if p.host == host and still(p.valid_to, since))

    def agency(self, agency_id: int | None) -> Agency | None:
        """Find an agency by its id."""
        return next((a for a in self.agencies if agency_id is not None and a.id == agency_id), None)

    def next_number(self) -> int:
        """Give the first number no institution ever had."""
        return max((state.number for state in self.institutions), default=0) + 1

    def next_place(self, unit_id: int) -> int:
        """Give the place after a unit's last institution."""
        own = (s.place for s in self.institutions if s.township_id == unit_id)
        return max(own, default=0) + 1


def still(valid_to: date | None, since: date | None) -> bool:
    """Tell whether what ends on ``valid_to`` holds on a day or later; None: whenever, now."""
    return valid_to is None or (since is not None and since <= valid_to)


def day_before(day: date) -> date:
    """Give the day before, the last of a state that another one follows."""
    return date.fromordinal(day.toordinal() - 1)
