"""Compliance: every rule of the policies in force over a county on a day, as findings.

Stands above the calculating rooms and may read them; no float, clock, randomness or I/O. A
:class:`CountyDossier` the desk gathered and the policies go in, findings come out.

* One small function per rule, each under the row of the register of systems it comes from; the
  table ``RULES`` is what the page filters by.
* A rule asks only where a policy in force for the unit says what it needs: nothing is held against
  a unit by a figure in code, and :func:`silent_rules` names the rules that asked nobody.
* A stated limit broken is a breach; under a lower limit, against an inferred figure or on mere
  suspicion it is a warning; with a document of the county, for this subject or for the unit, a
  note. What is not on file (None) is not held against anybody.
"""

from townoffice.compliance.checking import RULES, findings, rule, silent_rules
from townoffice.compliance.dossier import CountyDossier, UnitDossier
from townoffice.compliance.rule import Rule

__all__ = [
    "RULES",
    "CountyDossier",
    "Rule",
    "UnitDossier",
    "findings",
    "rule",
    "silent_rules",
]
