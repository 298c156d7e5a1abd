"""Room and oracle asked about the same contests."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from tests.evaluation.cases import Case, case
from tests.evaluation.contests import result, rule
from tests.evaluation.oracle import Oracle
from townoffice.evaluation import EvaluationRule
from townoffice.records import Capped, EvaluationResult, Scoring


@cache
def _rule(settings: tuple[tuple[str, str], ...]) -> EvaluationRule:
    return rule(**dict(settings))


def faults(given: Case) -> Iterator[str]:
    """Say where the room and the oracle disagree."""
    yield from _faults(given, result(given.entries, _rule(tuple(given.settings.items()))))


def _faults(given: Case, found: EvaluationResult) -> Iterator[str]:
    wanted = Oracle(given.entries, given.settings).answers()
    if {one.subject for one in found.entrants} != set(wanted):
        yield f"case {given.number}: other entrants"
    for one in found.entrants:
        answer = wanted[one.subject]
        got = (one.total, one.rank, one.grade, one.capped is Capped.TIE)
        if got != (answer.total, answer.rank, answer.grade, answer.tied):
            yield f"case {given.number}, {one.subject}: {got}, the oracle says {answer}"


def kinds(found: EvaluationResult) -> Iterator[str]:
    """Name what a contest has of what is worth meeting."""
    capped = {one.capped for one in found.entrants}
    ties = [group.tie for group in found.groups if group.tie is not None]
    totals = [one.total for one in found.entrants if one.total is not None]
    yield "contests"
    yield from (
        kind
        for kind, met in (
            ("equal totals", len(set(totals)) < len(totals)),
            ("tie at the last seat", bool(ties)),
            ("tie decided", any(tie.settled_by for tie in ties)),
            ("quota full", Capped.QUOTA in capped),
            ("veto", Capped.VETO in capped),
            ("without a total", any(one.total is None for one in found.entrants)),
            ("answered calls", any(one.reverse and one.reverse.process for one in found.entrants)),
        )
        if met
    )
    met = {one.scoring for group in found.groups for one in group.indicators}
    yield from (scoring.value for scoring in Scoring if scoring in met)


def tried(seed: int, numbers: range) -> tuple[Counter[str], list[str]]:
    """Try contests by number: what was met, and every disagreement."""
    met: Counter[str] = Counter()
    failures: list[str] = []
    for number in numbers:
        given = case(seed, number)
        found = result(given.entries, _rule(tuple(given.settings.items())))
        met.update(kinds(found))
        failures += _faults(given, found)
    return met, failures
