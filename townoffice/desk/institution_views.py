"""What the page 机构设置 shows of a county on a day; views of the rooms are handed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from townoffice.institutions import (
    KindLimit,
    LineageEvent,
    ModuleRow,
    PlateAct,
    PlateMove,
    Proposal,
    ProposedAct,
    ProposedRow,
    RegisterGroup,
    RegisterRow,
    UnitLimits,
    UnitRegister,
    Wishes,
    explain_limit,
)
from townoffice.records import (
    Adoption,
    Agency,
    Category,
    CitedValue,
    ClassRow,
    County,
    Enforcement,
    Finding,
    InstitutionKind,
    Platform,
    RightGrant,
    RightUse,
    Severity,
    SizeClass,
    Step,
    Template,
    Waiver,
)

__all__ = [
    "CountyRegister",
    "KindLimit",
    "LineageEvent",
    "ModuleRow",
    "PlateAct",
    "PlateMove",
    "Proposal",
    "ProposedAct",
    "ProposedRow",
    "RegisterGroup",
    "RegisterRow",
    "Template",
    "UnitLimits",
    "UnitPage",
    "UnitRegister",
    "Wishes",
]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit: its register, what it may have, what was found, and what stands beside.

    ``authorized`` and ``actual`` are the unit's own posts and people by category on the day, those
    of :attr:`Category.LEADERSHIP` among them. ``agencies``, ``platforms`` and ``grants`` are those
    of the day, ``uses`` all up to it, ``enforcement`` is of the newest year that is over or running
    on the day. ``apart`` are institutions that belong to no module. ``standing`` is its row of the
    classification, with its leaders. ``approved`` is what a document for this unit says of its
    posts and of who heads its institutions (S4.3).
    """

    register: UnitRegister
    size_class: SizeClass | None
    limits: UnitLimits
    authorized: Mapping[Category, int]
    actual: Mapping[Category, int]
    findings: tuple[Finding, ...] = ()
    agencies: tuple[Agency, ...] = ()
    enforcement: Enforcement | None = None
    platforms: tuple[Platform, ...] = ()
    grants: tuple[RightGrant, ...] = ()
    uses: tuple[RightUse, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    modules: tuple[ModuleRow, ...] = ()
    apart: tuple[RegisterRow, ...] = ()
    standing: ClassRow | None = None
    approved: tuple[CitedValue, ...] = ()

    @property
    def code(self) -> str:
        """The unit's division code."""
        return self.register.township.code

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.register.township.name

    @property
    def unit_id(self) -> int:
        """The unit's id, as drafts name it."""
        assert self.register.township.id is not None  # it comes out of a book
        return self.register.township.id

    @property
    def class_words(self) -> str:
        """一类, 二类, 三类; empty where the unit has no class."""
        return self.size_class.label if self.size_class else ""

    def limit_words(self, kind: InstitutionKind) -> str:
        """Write the limit of a kind as lists have it: 限 5—6; empty where there is none."""
        words = self.limits.of(kind).words
        return f"限 {words}" if words else ""

    def limit_reason(self, kind: InstitutionKind) -> Step:
        """Explain the limit of a kind, with its clauses."""
        return explain_limit(self.limits.of(kind), self.size_class)

    @property
    def plate_words(self) -> str:
        """Write the limit of the plates: 限 3; empty where there is none."""
        limit = self.limits.nameplates
        return f"限 {limit.figure}" if limit is not None else ""

    def findings_of(self, number: int) -> tuple[Finding, ...]:
        """Give what was found of one institution."""
        return self._about(str(number))

    def plate_findings(self, name: str) -> tuple[Finding, ...]:
        """Give what was found of one plate, by its name."""
        return self._about(name)

    def _about(self, subject: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.subject == subject)


@dataclass(frozen=True, slots=True)
class CountyRegister:
    """The county's institutions on a day, units by division code.

    ``silent`` are rules no policy in force asks for; ``unadopted`` is what a new book would have
    adopted and this one never did (:func:`townoffice.desk.policies.adopt_starting` does).
    """

    county: County
    on: date
    version: int
    units: tuple[UnitPage, ...]
    silent: tuple[str, ...] = ()
    unadopted: tuple[Adoption, ...] = ()

    def unit(self, code: str) -> UnitPage | None:
        """Find a unit by its code."""
        return next((page for page in self.units if page.code == code), None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give everything found, by unit."""
        return tuple(finding for page in self.units for finding in page.findings)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """Give the stated limits that are broken without a document."""
        return tuple(f for f in self.findings if f.severity is Severity.BREACH)

    @property
    def count(self) -> int:
        """How many institutions count, in the whole county."""
        return sum(page.register.count for page in self.units)

    @property
    def plates(self) -> int:
        """How many name plates hang, in the whole county."""
        return sum(len(page.register.plates) for page in self.units)

    def counted(self, kind: InstitutionKind) -> int:
        """How many institutions of a kind there are, in the whole county."""
        return sum(page.register.of(kind).count for page in self.units)
