"""Reverse evaluation: townships (and others) rate departments and agencies (``domain.md`` §6.6).

The dimensions are the contest's indicators and the ballots its marks, so scores and points come out
as anywhere. What is its own: the answers to calls, where they are kept, join with the share of the
process, and the total is worth its weight in the department's yearly assessment.
"""

from dataclasses import replace
from fractions import Fraction

from townoffice.evaluation.rule import EvaluationRule
from townoffice.records import ProcessScore, ReverseScore


def joined(
    points: Fraction, process: ProcessScore | None, rule: EvaluationRule
) -> tuple[Fraction, ReverseScore]:
    """Join the points of the ballots (of 100) with those of the process, where there are calls."""
    share = rule.process_share
    score = points if process is None else points * (1 - share) + process.score * share
    return score, ReverseScore(points, process, share, rule.reverse_weight, None)


def with_worth(reverse: ReverseScore, total: Fraction | None) -> ReverseScore:
    """Say what a total is worth; without one nothing is known of the ballots either."""
    if total is None:
        return replace(reverse, ballots=None)
    return replace(reverse, worth=total * reverse.weight)
