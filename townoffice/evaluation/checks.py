"""What is wrong with the entries of a contest, each problem at its entrant and indicator.

What stops (the contest cannot be closed) is against a document or leaves somebody without a total;
what asks is likely a slip.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from townoffice.evaluation.ballots import BallotBox, fault_of_ballot
from townoffice.evaluation.entries import ContestEntries
from townoffice.evaluation.grades import fits, holds
from townoffice.evaluation.rule import EvaluationRule
from townoffice.evaluation.scoring import NOT_ENTERED, fault_of_mark
from townoffice.feedback import Level, Problem
from townoffice.policy import (
    FULL_MARKS,
    fault_for_subdistricts,
    fault_of_figures,
    fault_of_judging,
    fault_of_weights,
)
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    AssessmentIndicator,
    Ballot,
    CitedValue,
    ContestKind,
    EvaluationResult,
    Scoring,
    VoterGroup,
    policy_word,
)


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """A problem and where it lies: an entrant, an indicator, both, or the contest."""

    problem: Problem
    subject: str | None = None
    indicator_id: int | None = None


def entry_problems(entries: ContestEntries, rule: EvaluationRule) -> tuple[EntryProblem, ...]:
    """Check everything entered for a contest; marks not yet entered are no problem here."""
    kind, streets = entries.contest.kind, entries.streets
    return (
        *indicator_problems(kind, entries.indicators, streets, rule),
        *_of_groups(entries),
        *_of_entrants(entries),
        *_of_voters(entries.voter_groups),
        *_of_marks(entries, rule),
        *_of_ballots(entries, rule),
        *_of_adjustments(entries, rule),
    )


def indicator_problems(
    kind: ContestKind,
    indicators: Iterable[AssessmentIndicator],
    streets: Collection[str],
    rule: EvaluationRule,
) -> tuple[EntryProblem, ...]:
    """Check indicators as a table: weights, names, figures, and what the documents forbid.

    ``streets`` are the groups with subdistricts among them.
    """
    given = tuple(indicators)
    groups = dict.fromkeys(one.group for one in given)
    return (
        *(found for group in groups for found in _of_weights(group, given)),
        *(found for one in given for found in _of_indicator(kind, one, streets, rule)),
    )


def decision_problems(
    entries: ContestEntries, result: EvaluationResult
) -> tuple[EntryProblem, ...]:
    """Tell of decisions about a tie that is no longer there, or is another: they have no force."""
    found = []
    for decision in entries.decisions:
        group = result.group(decision.group)
        tie = None if group is None else group.tie
        if tie is None or not fits(decision, tie.tied, tie.seats):
            what = f"{decision.group}的并列决定与现在的并列不符，不再计入"
            found.append(EntryProblem(Problem(Level.ASK, what, "请撤销，或重新决定")))
    return tuple(found)


def _stop(what: str, subject: str | None = None, indicator: int | None = None) -> EntryProblem:
    return EntryProblem(Problem(Level.STOP, what), subject, indicator)


def _of_weights(group: str, given: Sequence[AssessmentIndicator]) -> Iterator[EntryProblem]:
    own = [one for one in given if one.group == group]
    if fault := fault_of_weights(own):
        yield _stop(f"{group}{fault}")
    for name, times in Counter(one.name for one in own).items():
        if times > 1:
            yield _stop(f"{group}中指标“{name}”写了{times}次")


def _of_indicator(
    kind: ContestKind, one: AssessmentIndicator, streets: Collection[str], rule: EvaluationRule
) -> Iterator[EntryProblem]:
    if fault := fault_of_figures(one):
        yield _stop(f"“{one.name}”：{fault}", None, one.id)
    if kind is not ContestKind.TOWNSHIPS:
        return
    if one.group in streets and (fault := fault_for_subdistricts(one, rule.street_barred)):
        yield _by_document(fault, rule.parameters["street_barred"], one.id)
    if not rule.departments_judge and (fault := fault_of_judging(one, rule.assessors)):
        yield _by_document(fault, rule.parameters["direct_assessment"], one.id)


def _by_document(what: str, value: CitedValue, indicator: int | None) -> EntryProblem:
    """Stop by a clause, which the hint names."""
    clause = "；".join(cite.text for cite in value.cites)
    return EntryProblem(Problem(Level.STOP, what, f"依据{clause}"), None, indicator)


def _of_groups(entries: ContestEntries) -> Iterator[EntryProblem]:
    with_indicators = {one.group for one in entries.indicators}
    for group in entries.groups:
        if group not in with_indicators:
            yield _stop(f"{group}没有指标")


def _of_entrants(entries: ContestEntries) -> Iterator[EntryProblem]:
    for one in entries.entrants:
        if one.difficulty is not None and one.difficulty <= 0:
            yield _stop(f"{one.name}的难度系数须大于0", one.subject)


def _of_voters(groups: Sequence[VoterGroup]) -> Iterator[EntryProblem]:
    total = sum((group.weight for group in groups), Decimal(0))
    if groups and total != FULL_MARKS:
        yield _stop(f"评价主体权重合计为{total:f}，须为{FULL_MARKS}")
    for group in groups:
        if group.weight < 0:
            yield _stop(f"“{group.name}”的权重不能是负数")


def _of_marks(entries: ContestEntries, rule: EvaluationRule) -> Iterator[EntryProblem]:
    indicators = {one.id: one for one in entries.indicators}
    groups = {one.subject: one.group for one in entries.entrants}
    box = BallotBox(entries.ballots)
    for mark in entries.marks:
        one = indicators.get(mark.indicator_id)
        if one is None or groups.get(mark.subject) != one.group:
            yield _stop("评分的单位不在该指标的组内", mark.subject, mark.indicator_id)
            continue
        fault = fault_of_mark(one, mark, rule)
        if fault and fault != NOT_ENTERED:
            yield _stop(f"{one.name}：{fault}", mark.subject, one.id)
        elif one.scoring is Scoring.DEDUCTION and (mark.value or 0) > one.weight:
            what = f"{one.name}：扣分超过分值{one.weight:f}，按扣完计"
            yield EntryProblem(Problem(Level.ASK, what), mark.subject, one.id)
        elif one.scoring is Scoring.BALLOT and not fault and box.about(one, mark.subject):
            what = f"{one.name}：既有票又有第三方结果，按票计"
            yield EntryProblem(Problem(Level.ASK, what), mark.subject, one.id)


def _of_ballots(entries: ContestEntries, rule: EvaluationRule) -> Iterator[EntryProblem]:
    weights = {group.name: group.weight for group in entries.voter_groups}
    groups = {one.subject: one.group for one in entries.entrants}
    box = BallotBox(entries.ballots)
    met: set[Ballot] = set()
    for one in entries.indicators:
        if one.scoring is not Scoring.BALLOT:
            continue
        worth = dict(one.figures or rule.ballot_weights)
        for subject, group in groups.items():
            if group != one.group:
                continue
            for ballot in box.about(one, subject):
                met.add(ballot)
                if fault := fault_of_ballot(ballot, worth, weights, rule):
                    yield _stop(f"{one.name}：{fault}", subject, one.id)
    for ballot in entries.ballots:
        if ballot not in met:
            what = f"有{ballot.count}票没有计入：没有相应的单位或指标“{ballot.dimension}”"
            yield _stop(what, ballot.subject, ballot.indicator_id)


def _of_adjustments(entries: ContestEntries, rule: EvaluationRule) -> Iterator[EntryProblem]:
    names = {one.subject: one.name for one in entries.entrants}
    for one in entries.adjustments:
        if one.subject not in names:
            yield _stop(f"{one.kind.label}的单位不参加本次考核", one.subject)
        elif one.kind is not AdjustmentKind.VETO:
            if one.points is None or one.points <= 0:
                yield _stop(f"{names[one.subject]}的{one.kind.label}须大于0", one.subject)
        elif not holds(one, rule):
            yield _without_document(one, rule)
    for subject, name in names.items():
        yield from _beyond(entries, subject, name, rule)


def _without_document(veto: Adjustment, rule: EvaluationRule) -> EntryProblem:
    value = rule.parameters["veto_issuer"]
    what = f"一票否决须有{policy_word(str(value.value))}文件的层级和文号，否则不计"
    return replace(_by_document(what, value, None), subject=veto.subject)


def _beyond(
    entries: ContestEntries, subject: str, name: str, rule: EvaluationRule
) -> Iterator[EntryProblem]:
    """Note where bonus or deduction is more than counts."""
    for kind, value in (
        (AdjustmentKind.BONUS, rule.parameters["bonus_max"]),
        (AdjustmentKind.DEDUCTION, rule.parameters["deduction_max"]),
    ):
        own = (one for one in entries.adjustments if one.subject == subject and one.kind is kind)
        total = sum((one.points or Decimal(0) for one in own), Decimal(0))
        most = Decimal(str(value.value))
        if total > most:
            what = f"{name}{kind.label}合计{total:f}，超过{value.label}{most:f}，按{most:f}计"
            yield EntryProblem(Problem(Level.NOTE, what), subject)
