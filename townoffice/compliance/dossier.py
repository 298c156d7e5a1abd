"""What a check may know of a county on a day, unit by unit; the desk gathers it from the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from townoffice.institutions import LineageProblem, UnitRegister
from townoffice.records import (
    Agency,
    Category,
    ClassRow,
    County,
    Enforcement,
    Indicators,
    LeadershipSeat,
    Platform,
    PostFact,
    RightGrant,
    SizeClass,
    Township,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class UnitDossier:
    """One unit on the day: its register and everything that stands beside it.

    ``standing`` is its row of the classification: class, 领导职数 and persons; None where the
    county could not be classified. ``authorized`` and ``actual`` are those in force on the day,
    ``facts`` all of them up to it, in any order. ``seats`` are held on the day or began before it;
    ``agencies``, ``platforms``, ``grants`` and ``waivers`` may be of any time. ``enforcement`` and
    ``indicators`` are those of the newest year on file; ``problems`` what is wrong in its history.
    """

    register: UnitRegister
    standing: ClassRow | None = None
    authorized: Mapping[Category, int] = field(default_factory=dict)
    actual: Mapping[Category, int] = field(default_factory=dict)
    facts: tuple[PostFact, ...] = ()
    seats: tuple[LeadershipSeat, ...] = ()
    indicators: Indicators | None = None
    agencies: tuple[Agency, ...] = ()
    enforcement: Enforcement | None = None
    platforms: tuple[Platform, ...] = ()
    grants: tuple[RightGrant, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    problems: tuple[LineageProblem, ...] = ()

    @property
    def township(self) -> Township:
        """The unit."""
        return self.register.township

    @property
    def size_class(self) -> SizeClass | None:
        """Its class; None where it has none."""
        return self.standing.size_class if self.standing is not None else None


@dataclass(frozen=True, slots=True)
class CountyDossier:
    """The county on a day.

    ``window`` are the first and last day on which nobody is to be promoted (突击提拔); None: the
    county set none, and the rule is silent.
    """

    county: County
    on: date
    units: tuple[UnitDossier, ...]
    window: tuple[date, date] | None = None
