"""What a check of the register finds, and what the county allows by its own document."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from townoffice.records.cited import Cite


class Severity(StrEnum):
    """How much a finding weighs (``domain.md`` §4, design/cli.md).

    A stated limit broken without a county document is a breach, with one a note; below a lower
    limit, near a line or against an inferred limit a warning.
    """

    BREACH = "breach"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"breach": "突破", "warning": "提醒", "note": "已有文件"}[self.value]


@dataclass(frozen=True, slots=True)
class Waiver:
    """The county allows by ``doc_no`` what a rule finds, from ``since`` to ``until``.

    ``rule`` is the finding's rule, ``subject`` narrows it to one institution, plate, agency or
    person of the unit (empty: all of the unit under this rule).
    """

    township_id: int
    rule: str
    subject: str
    reason: str
    doc_no: str
    since: date
    until: date | None = None
    id: int | None = None
    row_version: int = 0

    def holds(self, on: date) -> bool:
        """Tell whether it is in force on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that does not hold for one unit on a day.

    ``rule`` is the register id with the part after a dot (``S0.4.nameplates``), ``unit`` the
    division code, ``subject`` what of the unit (an institution's number, a plate, a person), empty
    for the unit itself. ``limit`` and ``actual`` as figures or words; ``what`` says it in a
    sentence, ``hint`` what to do. ``waiver`` allows it.
    """

    rule: str
    label: str
    unit: str
    unit_name: str
    subject: str
    severity: Severity
    limit: int | Fraction | str | None
    actual: int | Fraction | str | None
    what: str
    hint: str
    cites: tuple[Cite, ...] = ()
    inferred: bool = False
    waiver: Waiver | None = None
