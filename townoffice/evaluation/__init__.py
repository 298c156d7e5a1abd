"""Evaluation: indicators, ballots, totals, ranks, grades, and evaluation the other way round.

Floor 4. The entries of one contest (:class:`ContestEntries`) and an :class:`EvaluationRule` (policy
values in force or chosen) go in, an :class:`~townoffice.records.EvaluationResult` comes out. No
float, clock, randomness or I/O; everything is exact, and compared unrounded.

* Missing is not zero. An entrant with a mark that is missing or cannot be has no total and no rank,
  and is named with what is missing; ``so_far`` is what there is, for progress. A group of voters
  that did not vote is missing too: the weights of the others are never stretched over it.
* A method's score lies between 0 and 100 unless its indicator has a ``cap`` of its own; points are
  the score's part of the indicator's weight. Only the standard score is rounded (to 6 places), for
  a root has no exact value.
* A reverse evaluation is a contest like any other: its dimensions are indicators scored by ballot.
  A group of voters that gave one vote as a whole gives it to every dimension.
* A veto without a document of the centre or the province has no force (S1, S4). One that holds caps
  the grade and frees the seat of 优秀 for the next.
* Equal totals at the last seat of 优秀 are never told apart here. The grade of the tied is open
  until a decision about exactly these is recorded; one about others has no force.
* Results explain themselves: every step is found from the result alone, as it was frozen.
"""

from townoffice.evaluation.appraisal import (
    PersonalRule,
    excellent_quota,
    explain_quota,
    personal_rule,
)
from townoffice.evaluation.checks import (
    EntryProblem,
    decision_problems,
    entry_problems,
    indicator_problems,
)
from townoffice.evaluation.entries import ContestEntries
from townoffice.evaluation.reasons import explain_grade, explain_indicator, explain_total
from townoffice.evaluation.rule import EvaluationRule, evaluation_rule
from townoffice.evaluation.scoring import NOT_ENTERED, fault_of_mark
from townoffice.evaluation.totals import evaluate

__all__ = [
    "NOT_ENTERED",
    "ContestEntries",
    "EntryProblem",
    "EvaluationRule",
    "PersonalRule",
    "decision_problems",
    "entry_problems",
    "evaluate",
    "evaluation_rule",
    "excellent_quota",
    "explain_grade",
    "explain_indicator",
    "explain_quota",
    "explain_total",
    "fault_of_mark",
    "indicator_problems",
    "personal_rule",
]
