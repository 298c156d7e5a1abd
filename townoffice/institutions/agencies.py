"""Dispatched agencies: which may be handed to the unit, and who is to manage them.

Two lists of exceptions (S2 三): six kinds are not devolved, four of them are not even managed by
the unit. A kind that no list names is ``other``: it may be devolved and is managed by the unit.
"""

from dataclasses import dataclass

from townoffice.policy import UnitPolicies, words
from townoffice.records import Agency, AgencyKind, CitedValue, Party


@dataclass(frozen=True, slots=True)
class AgencyRule:
    """What the documents in force say of one kind; None: they say nothing.

    ``devolvable``: the county may hand it to the unit. ``managed``: day-to-day management, yearly
    assessment and performance pay are the unit's. ``opinion``: its head is appointed only with the
    unit's written opinion.
    """

    devolvable: bool | None
    managed: bool | None
    opinion: bool | None


def agency_rule(policies: UnitPolicies, kind: AgencyKind) -> AgencyRule:
    """Say what holds for agencies of a kind in a unit."""
    opinion = policies.value("agencies.opinion")
    return AgencyRule(
        _unlisted(policies.value("agencies.not_devolvable"), kind),
        _unlisted(policies.value("agencies.not_managed"), kind),
        None if opinion is None else opinion.value == "required",
    )


def _unlisted(value: CitedValue | None, kind: AgencyKind) -> bool | None:
    return None if value is None else kind.value not in words(value)


def not_with_unit(agency: Agency) -> tuple[str, ...]:
    """Name what is on file as the department's although the unit should do it.

    双重 counts as the unit's too; what is not on file is not held against anybody.
    """
    duties = (
        ("日常管理", agency.manages),
        ("年度考核", agency.assesses),
        ("目标绩效考核发放", agency.pays),
    )
    return tuple(duty for duty, party in duties if party is Party.DEPARTMENT)


def opinion_missing(agency: Agency) -> bool:
    """Tell whether a head is in office without the unit's written opinion on file."""
    return agency.head is not None and agency.opinion_doc_no is None
