"""What the documents say: read policy packs, check every line, hand out dated and cited values.

Floor 3. Data comes in as TOML text (shipped in ``resources/policies``, or the county's own, kept in
the book) and as the county's adoptions; it goes out as :class:`~townoffice.records.CitedValue`.

* A pack says what a document says; an adoption says that it holds here, for a topic, a group of
  units (or one unit) and some days. Nothing holds because it ships with the program.
* No default, no zero, no last-one-wins: none in force is ``PolicyMissing``, two ``PolicyConflict``.
* A county's own pack may name the pack it ``overrides``; then its values stand before that pack's,
  as a stated exception. It needs an adoption of its own.
* A staffing method is data: a pack declares it (``[method]``) and writes its values, all methods
  from one list of building blocks. A county's own method is a pack like any other.
* A pack may hold more than values: how a document sets up a unit (``[template]``), what a module
  gathers (``[[modules]]``). ``DayPolicies`` gives what holds for each unit of a county on a day.
* The indicators an evaluation starts from are data too (``[[assessments]]``): templates in versions
  by year, checked when the pack is read, copied into a contest and edited there.
* ``vocabulary`` lists every value a calculation may ask for and what it may look like, so that a
  misspelt name is found when the pack is read, not when a table is printed.
"""

from townoffice.policy.assessment_rules import (
    FIGURE_LABELS,
    FULL_MARKS,
    bound_of,
    fault_for_subdistricts,
    fault_of_figures,
    fault_of_judging,
    fault_of_weights,
)
from townoffice.policy.assessments import template_version
from townoffice.policy.choice import chosen, counts, number, one_for_all, weights, words
from townoffice.policy.day import DayPolicies, UnitPolicies
from townoffice.policy.force import Policies
from townoffice.policy.pack import (
    DatedValue,
    Pack,
    read_pack,
    shipped_methods,
    shipped_packs,
    shipped_templates,
)
from townoffice.policy.vocabulary import BY_CLASS, EQUAL, TOPICS, Method
from townoffice.policy.writing import pack_text

__all__ = [
    "BY_CLASS",
    "EQUAL",
    "FIGURE_LABELS",
    "FULL_MARKS",
    "TOPICS",
    "DatedValue",
    "DayPolicies",
    "Method",
    "Pack",
    "Policies",
    "UnitPolicies",
    "bound_of",
    "chosen",
    "counts",
    "fault_for_subdistricts",
    "fault_of_figures",
    "fault_of_judging",
    "fault_of_weights",
    "number",
    "one_for_all",
    "pack_text",
    "read_pack",
    "shipped_methods",
    "shipped_packs",
    "shipped_templates",
    "template_version",
    "weights",
    "words",
]
