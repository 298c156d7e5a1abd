"""Contests for the tests of evaluation, built from a few words each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from townoffice.evaluation import ContestEntries, EvaluationRule, evaluate, evaluation_rule
from townoffice.policy import Policies, shipped_packs, template_version
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    Adoption,
    AssessmentIndicator,
    Ballot,
    Contest,
    ContestKind,
    County,
    Entrant,
    EntrantScore,
    EvaluationResult,
    KindGroup,
    Mark,
    Scoring,
    shown,
)

DAY = date(2024, 12, 31)
COUNTY = County("示例县", "999901")
GROUP = "乡镇类"
CONTEST = Contest(ContestKind.TOWNSHIPS, 2024, "2024年度考核", id=1)
POLICIES = Policies(
    shipped_packs(), [Adoption("evaluation-rules", "evaluation", group) for group in KindGroup]
)


def rule(**settings: str) -> EvaluationRule:
    """The values as they ship, some of them chosen otherwise."""
    return evaluation_rule(POLICIES, DAY, KindGroup, settings)


def template(name: str, first_id: int = 1) -> tuple[AssessmentIndicator, ...]:
    """A shipped template as the indicators of the contest, numbered from ``first_id``."""
    found = template_version(POLICIES.assessments, name, 2024)
    assert found is not None
    return tuple(
        replace(one, contest_id=1, id=number)
        for number, one in enumerate(found.indicators, first_id)
    )


def indicator(
    scoring: Scoring, weight: str = "100", number: int = 1, **figures: str
) -> AssessmentIndicator:
    """One indicator of the first group; figures by name."""
    named = named_numbers(figures)
    return AssessmentIndicator(
        1,
        GROUP,
        f"第{number}项",
        f"第{number}项",
        Decimal(weight),
        scoring,
        number,
        named,
        id=number,
    )


def named_numbers(figures: Mapping[str, str]) -> tuple[tuple[str, Decimal], ...]:
    """Names with exact numbers, as records have them."""
    return tuple((name, Decimal(figure)) for name, figure in figures.items())


def entrants(names: Iterable[str], group: str = GROUP) -> tuple[Entrant, ...]:
    """Entrants whose subjects are their names."""
    return tuple(Entrant(1, name, name, group, place=place) for place, name in enumerate(names))


def marks(number: int, values: Mapping[str, str]) -> tuple[Mark, ...]:
    """Marks under one indicator by entrant."""
    return tuple(Mark(1, number, name, Decimal(value)) for name, value in values.items())


def votes(
    subject: str, number: int | None, counts: Mapping[str, int], by: str = ""
) -> list[Ballot]:
    """Papers for one entrant by option."""
    return [
        Ballot(1, subject, by, "", "", option, None, count, number)
        for option, count in counts.items()
    ]


def moved(kind: AdjustmentKind, subject: str, points: str) -> Adjustment:
    """A bonus or a deduction."""
    return Adjustment(1, subject, kind, Decimal(points), kind.label)


def totals(scores: Mapping[str, str], size: int | None = None) -> ContestEntries:
    """A contest of one direct indicator, so that the marks are the totals."""
    return ContestEntries(
        CONTEST,
        (indicator(Scoring.DIRECT),),
        entrants([*scores, *(f"未评{n}" for n in range((size or len(scores)) - len(scores)))]),
        marks(1, scores),
    )


def result(entries: ContestEntries, given: EvaluationRule | None = None) -> EvaluationResult:
    """Calculate it."""
    return evaluate(entries, given or rule(), COUNTY, DAY, 1)


def scores_of(found: EvaluationResult) -> dict[str, EntrantScore]:
    """The entrants by subject."""
    return {one.subject: one for one in found.entrants}


def points_of(
    one: AssessmentIndicator, values: Sequence[str | None], given: EvaluationRule | None = None
) -> list[str]:
    """The points of entrants A, B, C … under one indicator, to 2 decimals; why not, where none."""
    names = [chr(ord("A") + place) for place in range(len(values))]
    known = {name: value for name, value in zip(names, values, strict=True) if value is not None}
    filler = replace(
        indicator(Scoring.DEDUCTION, str(Decimal(1000) - one.weight), 99), group=one.group
    )
    entries = ContestEntries(CONTEST, (one, filler), entrants(names), marks(one.id or 0, known))
    found = result(entries, given)
    return [
        shown(score.points, 2)
        if (score := entrant.indicators[0]).points is not None
        else score.missing
        for entrant in sorted(found.entrants, key=lambda entrant: entrant.subject)
    ]
