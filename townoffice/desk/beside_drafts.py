"""What is typed of what stands beside institutions: agencies, enforcement, platforms, rights …

Days and document numbers are texts as typed, counts whole numbers or None.
"""

from dataclasses import dataclass
from datetime import date

from townoffice.records import (
    Agency,
    AgencyKind,
    Arrangement,
    Enforcement,
    Finding,
    Module,
    Opinion,
    Party,
    Platform,
    PlatformKind,
    Right,
)


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """A dispatched agency registered, or (``agency_id``) one that is there kept up in place."""

    unit_id: int
    agency_id: int | None = None
    kind: AgencyKind = AgencyKind.OTHER
    name: str = ""
    owner: str = ""
    manages: Party | None = None
    assesses: Party | None = None
    pays: Party | None = None
    staff: int | None = None
    head: str = ""
    head_since: str = ""
    opinion_doc_no: str = ""
    preference: str = ""
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class DevolveDraft:
    """An agency handed to its unit by a document, and who then manages, assesses and pays."""

    agency_id: int
    manages: Party | None = Party.UNIT
    assesses: Party | None = Party.UNIT
    pays: Party | None = Party.UNIT
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """The unit's written opinion on who heads an agency."""

    agency_id: int
    head: str = ""
    head_since: str = ""
    opinion_doc_no: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """An agency is withdrawn from the unit: from that day it is there no more."""

    agency_id: int
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class EnforcementDraft:
    """A unit's enforcement in one year, written over what was registered of it."""

    unit_id: int
    year: int
    officers: int | None = None
    certified: int | None = None
    city_officers: int | None = None
    auxiliary: int | None = None
    arrangement: Arrangement | None = None
    cases: int | None = None
    joint_cases: int | None = None
    trained: int | None = None


@dataclass(frozen=True, slots=True)
class PlatformDraft:
    """One of the four platforms of a unit, written over what was registered of it."""

    unit_id: int
    kind: PlatformKind
    staff: int | None = None
    systems: str = ""
    grids: int | None = None
    grid_staff: int | None = None
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class RightDraft:
    """A right granted to a unit; granted again: its day and document put right."""

    unit_id: int
    right: Right
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class UseDraft:
    """A right used."""

    unit_id: int
    right: Right
    used_on: str = ""
    matter: str = ""
    opinion: Opinion = Opinion.COMMENT
    doc_no: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class LeaderDraft:
    """Who heads a module from a day on; who headed it before does so to the day before."""

    unit_id: int
    module: Module
    person: str = ""
    open_posts: int | None = None
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class WaiverDraft:
    """The county allows by a document what a rule finds."""

    unit_id: int
    rule: str = ""
    subject: str = ""
    reason: str = ""
    since: str = ""
    doc_no: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class LiftDraft:
    """A waiver holds to a day only."""

    waiver_id: int
    until: str = ""


def as_agency(agency: Agency) -> AgencyDraft:
    """Write an agency as it would be typed."""
    return AgencyDraft(
        agency.township_id,
        agency.id,
        agency.kind,
        agency.name,
        agency.owner,
        agency.manages,
        agency.assesses,
        agency.pays,
        agency.staff,
        agency.head or "",
        _typed(agency.head_since),
        agency.opinion_doc_no or "",
        agency.preference or "",
        _typed(agency.valid_from),
        agency.doc_no or "",
    )


def as_enforcement(unit_id: int, year: int, held: Enforcement | None) -> EnforcementDraft:
    """Write a year's figures as they would be typed; empty where there are none."""
    if held is None:
        return EnforcementDraft(unit_id, year)
    return EnforcementDraft(
        unit_id,
        year,
        held.officers,
        held.certified,
        held.city_officers,
        held.auxiliary,
        held.arrangement,
        held.cases,
        held.joint_cases,
        held.trained,
    )


def as_platform(unit_id: int, kind: PlatformKind, held: Platform | None) -> PlatformDraft:
    """Write a platform as it would be typed; empty where there is none."""
    if held is None:
        return PlatformDraft(unit_id, kind)
    return PlatformDraft(
        unit_id,
        kind,
        held.staff,
        held.systems or "",
        held.grids,
        held.grid_staff,
        _typed(held.valid_from),
        held.doc_no or "",
    )


def waiver_of(finding: Finding, unit_id: int, on: date) -> WaiverDraft:
    """Begin to allow what was found, from the day it was found on."""
    return WaiverDraft(unit_id, finding.rule, finding.subject, since=on.isoformat())


def _typed(day: date | None) -> str:
    return day.isoformat() if day else ""
