"""Townships: the composite index, the size class, and the leadership posts that follow from it.

Floor 4. A :class:`~townoffice.records.Snapshot` and a :class:`ClassificationRule` (policy values in
force or chosen) go in, a :class:`~townoffice.records.Classification` comes out. Everything is
compared unrounded. No float, clock, randomness or I/O.

* A unit without a needed figure is not classified and is named; the others are compared among
  themselves. Nothing is taken as zero (``domain.md`` §1.3).
* Cut lines belong to an index whose county mean is 100, and to points. Of the others they say
  nothing: shares, spans and mean ranks give a score and a rank, and a class only by proportion.
* Where 镇乡 and 街道 are apart, each group is an own county: means, ranks, cuts.
* Leaders are counted by persons from the unit's list where there is one, else as reported; a list
  is held against what the documents ask of single posts, and against the structure (推定) only
  where that adds up to the posts of the class.
* A class whose leadership figure the document lost stays open (None) until the county answers it.
"""

from townoffice.townships.classify import classify
from townoffice.townships.reasons import explain_class, explain_leadership
from townoffice.townships.rule import ADDITIONAL_SCORE, ClassificationRule, classification_rule

__all__ = [
    "ADDITIONAL_SCORE",
    "ClassificationRule",
    "classification_rule",
    "classify",
    "explain_class",
    "explain_leadership",
]
