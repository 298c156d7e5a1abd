"""Ranks and grades of one group (``domain.md`` §6.4).

Ranks compare unrounded totals and leave gaps after equal ones (1, 2, 2, 4). The grade of a total
comes first; then a veto caps it, and of those left only as many as there are seats stay 优秀. Equal
totals at the last seat are for a person to decide: until then their grade is open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from townoffice.evaluation.rule import EvaluationRule
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    Capped,
    CutTie,
    EntrantScore,
    Grade,
    GradeDecision,
    IssuerLevel,
)

_ORDER = {grade: place for place, grade in enumerate(Grade)}


def seats_of(size: int, rule: EvaluationRule) -> int:
    """Give the seats of 优秀 in a group of that many entrants."""
    return max(rule.least, (rule.quota * size).__floor__())


def graded(
    scores: Sequence[EntrantScore], decisions: Iterable[GradeDecision], rule: EvaluationRule
) -> tuple[tuple[EntrantScore, ...], CutTie | None]:
    """Rank and grade one group, given by place; the best come first, those without total last."""
    whole = sorted((one for one in scores if one.total is not None), key=_falling)
    seats = seats_of(len(scores), rule)
    runners = [
        one for one in whole if _by_score(one, rule) is Grade.EXCELLENT and not _vetoed(one, rule)
    ]
    tie = cut_tie(runners, seats, decisions)
    seated = _seated(runners, seats, tie)
    ranked: list[EntrantScore] = []
    for place, one in enumerate(whole, 1):
        equal = ranked and ranked[-1].total == one.total
        rank = ranked[-1].rank if equal else place
        ranked.append(
            _graded(replace(one, rank=rank, vetoed=_vetoed(one, rule)), rule, seated, tie)
        )
    return (*ranked, *(one for one in scores if one.total is None)), tie


def _falling(score: EntrantScore) -> Fraction:
    return -score.total if score.total is not None else Fraction(0)


def holds(veto: Adjustment, rule: EvaluationRule) -> bool:
    """Tell whether a veto rests on a document of the level that may set one; else it has no force.

    Only the province and the centre may, or the centre alone where the policy says so.
    """
    levels = set(IssuerLevel) if rule.provinces_veto else {IssuerLevel.CENTRAL}
    return veto.level in levels and bool(veto.doc_no and veto.doc_no.strip())


def _vetoed(score: EntrantScore, rule: EvaluationRule) -> bool:
    return any(one.kind is AdjustmentKind.VETO and holds(one, rule) for one in score.adjustments)


def _by_score(score: EntrantScore, rule: EvaluationRule) -> Grade:
    total = score.total or Fraction(0)
    return next((grade for grade, line in rule.lines if total >= line), Grade.POOR)


def cut_tie(
    runners: Sequence[EntrantScore], seats: int, decisions: Iterable[GradeDecision]
) -> CutTie | None:
    """Find equal totals on both sides of the last seat, and what was decided for just these."""
    if not 0 < seats < len(runners) or runners[seats - 1].total != runners[seats].total:
        return None
    level = runners[seats].total
    tied = tuple(one.subject for one in runners if one.total == level)
    free = seats - sum(1 for one in runners if (one.total or 0) > (level or 0))
    for decision in decisions:
        if fits(decision, tied, free):
            settled = "，".join(text for text in (decision.reason, decision.doc_no) if text)
            return CutTie(tied, free, decision.chosen, settled)
    return CutTie(tied, free)


def fits(decision: GradeDecision, tied: Sequence[str], seats: int) -> bool:
    """Tell whether a decision is about exactly these entrants and fills no more than the seats."""
    chosen = set(decision.chosen)
    if not decision.reason.strip():
        return False
    return set(decision.tied) == set(tied) and chosen <= set(tied) and len(chosen) <= seats


def _seated(runners: Sequence[EntrantScore], seats: int, tie: CutTie | None) -> frozenset[str]:
    """Give those who stay 优秀; an open tie seats none of the tied."""
    if tie is None:
        return frozenset(one.subject for one in runners[:seats])
    above = frozenset(one.subject for one in runners[: seats - tie.seats])
    return above | frozenset(tie.chosen)


def _graded(
    score: EntrantScore, rule: EvaluationRule, seated: frozenset[str], tie: CutTie | None
) -> EntrantScore:
    by_score = _by_score(score, rule)
    grade, capped = _held(score, by_score, rule, seated, tie)
    above, distance = _next_line(score, by_score, rule)
    return replace(
        score,
        by_score=by_score,
        grade=grade,
        capped=capped,
        next_grade=above,
        distance=distance,
        near=distance is not None and distance < rule.near,
    )


def _held(
    score: EntrantScore,
    by_score: Grade,
    rule: EvaluationRule,
    seated: frozenset[str],
    tie: CutTie | None,
) -> tuple[Grade | None, Capped | None]:
    if score.vetoed:
        if _ORDER[by_score] < _ORDER[rule.veto_grade]:
            return rule.veto_grade, Capped.VETO
        return by_score, None
    if by_score is not Grade.EXCELLENT or score.subject in seated:
        return by_score, None
    if tie is None or score.subject not in tie.tied:
        return Grade.GOOD, Capped.QUOTA
    return (Grade.GOOD, Capped.DECISION) if tie.settled_by else (None, Capped.TIE)


def _next_line(
    score: EntrantScore, by_score: Grade, rule: EvaluationRule
) -> tuple[Grade | None, Fraction | None]:
    """Give the next better grade and the points missing to its line."""
    better = [pair for pair in rule.lines if _ORDER[pair[0]] < _ORDER[by_score]]
    if not better or score.total is None:
        return None, None
    grade, line = better[-1]
    return grade, line - score.total
