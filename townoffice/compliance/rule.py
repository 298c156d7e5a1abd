"""A rule, what it is given, and what it may find."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from townoffice.compliance.dossier import UnitDossier
from townoffice.institutions import UnitLimits
from townoffice.policy import UnitPolicies
from townoffice.records import CitedValue


@dataclass(frozen=True, slots=True)
class Case:
    """One unit before the rules: its dossier, the policies in force for it, its limits."""

    unit: UnitDossier
    policies: UnitPolicies
    limits: UnitLimits
    on: date
    window: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds, before it is weighed.

    ``values`` are the values of policy it rests on: all stated makes a breach, one inferred a
    warning. ``warns``: never more than a warning (a lower limit, a suspicion). ``doc_no``: a
    document on file allows it already.
    """

    what: str
    hint: str
    values: tuple[CitedValue, ...] = ()
    subject: str = ""
    limit: int | Fraction | str | None = None
    actual: int | Fraction | str | None = None
    warns: bool = False
    doc_no: str | None = None


Check: TypeAlias = Callable[[Case], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id (the row of the register of systems, then its part), label, what it asks.

    ``needs`` are values of policy; where none of them is in force for a unit, the rule does not
    ask it. Empty: it rests on no policy.
    """

    id: str
    label: str
    asks: str
    needs: tuple[str, ...]
    check: Check
