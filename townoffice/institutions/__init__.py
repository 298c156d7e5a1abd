"""Institutions: the register of a unit, how it came to be, what it may have, and how to change it.

Floor 4. Records of the book and the policies in force on a day go in; registers, histories, limits
and proposals come out. No float, clock, randomness or I/O; the day is given.

* An institution is known by its number; the register of a day is the records valid on it, a plate
  without a host on that day is loose and never lost.
* A limit follows from kind, class and the packs in force for the unit. Stated figures bind,
  inferred ones (推定) warn; what no policy says has no limit, and none is made up.
* A template never writes. :func:`propose` says old → new by name, by other names the documents
  know, then by kind and module, which it marks as a guess; posts are moved so that their sum by
  category is kept, and what cannot be moved stays beside and is named.
* 九办五中心 → 九办三中心 (S2) names no institutions, so it is no template:
  :func:`propose_gathering` merges what belongs to one module, the smallest first.
* What a day's documents made of a unit is told by groups of old and new (:func:`regroupings`), in
  which every institution stands once.
* Histories are checked as a whole: what cannot be is a ``stop``, what somebody has to say an
  ``ask``. A list a county sends may have gaps, so nothing here refuses by itself.
"""

from townoffice.institutions.agencies import (
    AgencyRule,
    agency_rule,
    not_with_unit,
    opinion_missing,
)
from townoffice.institutions.enforcement import (
    city_officers_needed,
    explain_city_officers,
    officers_needed,
)
from townoffice.institutions.limits import (
    Bound,
    KindLimit,
    UnitLimits,
    bound,
    explain_bound,
    explain_limit,
    unit_limits,
)
from townoffice.institutions.lineage import lineage, unit_lineage
from townoffice.institutions.lineage_checks import LineageProblem, lineage_problems
from townoffice.institutions.lineage_event import LineageEvent
from townoffice.institutions.matching import core_of, module_of, plain_name
from townoffice.institutions.modules import ModuleRow, module_view, propose_gathering
from townoffice.institutions.proposals import (
    PlateAct,
    PlateMove,
    Proposal,
    ProposedAct,
    ProposedRow,
    Wishes,
)
from townoffice.institutions.register import (
    COUNTED,
    RegisterGroup,
    RegisterRow,
    UnitRegister,
    registers,
)
from townoffice.institutions.reorganization import Regrouping, newest_change, regroupings
from townoffice.institutions.templates import propose

__all__ = [
    "COUNTED",
    "AgencyRule",
    "Bound",
    "KindLimit",
    "LineageEvent",
    "LineageProblem",
    "ModuleRow",
    "PlateAct",
    "PlateMove",
    "Proposal",
    "ProposedAct",
    "ProposedRow",
    "RegisterGroup",
    "RegisterRow",
    "Regrouping",
    "UnitLimits",
    "UnitRegister",
    "Wishes",
    "agency_rule",
    "bound",
    "city_officers_needed",
    "core_of",
    "explain_bound",
    "explain_city_officers",
    "explain_limit",
    "lineage",
    "lineage_problems",
    "module_of",
    "module_view",
    "newest_change",
    "not_with_unit",
    "officers_needed",
    "opinion_missing",
    "plain_name",
    "propose",
    "propose_gathering",
    "registers",
    "regroupings",
    "unit_limits",
    "unit_lineage",
]
