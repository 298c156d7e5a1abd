"""Staffing: share a fixed total among the units, exactly, by the method a document describes.

Floor 4. A :class:`~townoffice.records.Snapshot` and a :class:`StaffingRule` (policy values in
force) and :class:`Choices` go in, a :class:`~townoffice.records.StaffingResult` comes out; nothing
is read, stored or rounded on the way. No float, clock, randomness or I/O.

* ``apportion`` shares whole posts by weights in integers: largest remainder, with and without
  bounds; ``divisors`` by Sainte-Laguë and Huntington–Hill. Ties are reported, never hidden.
* ``driving`` weighs every unit by what a tranche follows.
* ``engine`` is the one tranche engine of all methods: base, reserve, pool, tranches, bounds.
* ``rule`` gathers a method's values: those in force where the county adopted the method, else as
  its pack has them, for comparison only. A unit without functional class counts as 一般; a divisor
  method counts the seats held above the base, since the base is given before anything is shared.
* ``claims`` tells who held and who wanted the last seats of a divisor method.
* ``ranking`` tells who stood where at the last seats, and how narrow that was; ``retracing`` what
  it takes to do a rounding again (λ, a divisor's scale), and which rows went beyond their quota.
* Under bounds the ties told are those of the one rounding: within a tranche none moves a post then.
* ``reasons`` tells afterwards, for one unit, how its figure came to be. Steps are made when
  somebody asks: a result of 41,352 units carries integers, not trees.
"""

from townoffice.staffing.engine import BOUNDED, calculate
from townoffice.staffing.ranking import NARROW, Ranking, rankings
from townoffice.staffing.reasons import explain_unit
from townoffice.staffing.retracing import Beyond, beyond_quota
from townoffice.staffing.rule import (
    Choices,
    Settlement,
    StaffingRule,
    is_adopted,
    method_in_force,
    method_values,
    staffing_rule,
)

__all__ = [
    "BOUNDED",
    "NARROW",
    "Beyond",
    "Choices",
    "Ranking",
    "Settlement",
    "StaffingRule",
    "beyond_quota",
    "calculate",
    "explain_unit",
    "is_adopted",
    "method_in_force",
    "method_values",
    "rankings",
    "staffing_rule",
]
