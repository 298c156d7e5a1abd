"""Marks into scores: the methods of ``domain.md`` §6.2, each over all entrants of an indicator.

A score is of 100, its points are of the indicator's weight. A mark that is missing or cannot be is
never taken as zero: it has no score, and says why.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TypeAlias

from townoffice.evaluation.rule import EvaluationRule
from townoffice.policy import FULL_MARKS, bound_of, fault_of_figures
from townoffice.records import AssessmentIndicator, IndicatorScore, Mark, Scoring, half_up, summed

NOT_ENTERED = "未填"
FULL = int(FULL_MARKS)
_ROOT = Context(prec=34, rounding=ROUND_HALF_EVEN)
_PLACES = 6

Scored: TypeAlias = tuple[Fraction, tuple[tuple[str, Fraction], ...]]
"""A score of 100 and the figures the method took besides the mark."""


def fault_of_mark(indicator: AssessmentIndicator, mark: Mark | None, rule: EvaluationRule) -> str:
    """Say in Chinese why a mark cannot be scored; empty: it can."""
    if _by_words(indicator):
        if mark is None or not mark.option:
            return NOT_ENTERED
        known = [name for name, _ in indicator.figures]
        return "" if mark.option in known else f"没有等级“{mark.option}”"
    if mark is None or mark.value is None:
        return NOT_ENTERED
    if not mark.value.is_finite():
        return "须是数字"
    return _fault_of_value(indicator, mark.value, mark, rule)


def _fault_of_value(
    indicator: AssessmentIndicator, value: Decimal, mark: Mark, rule: EvaluationRule
) -> str:
    match indicator.scoring:
        case Scoring.DIRECT | Scoring.BALLOT:
            full = _full(indicator, rule)
            if value < 0:
                return "不能是负数"
            return f"超过满分{full:f}" if value > full else ""
        case Scoring.COMPLETION | Scoring.REVERSE_COMPLETION:
            target = target_of(indicator, mark)
            if target is None:
                return "缺目标值"
            if target <= 0:
                return "目标值须大于0"
            negative = indicator.scoring is Scoring.REVERSE_COMPLETION and value < 0
            return "不能是负数" if negative else ""
        case Scoring.DEDUCTION:
            return "不能是负数" if value < 0 else ""
        case _:
            return ""


def target_of(indicator: AssessmentIndicator, mark: Mark | None) -> Decimal | None:
    """Give the entrant's own target, else the indicator's."""
    if mark is not None and mark.target is not None:
        return mark.target
    return dict(indicator.figures).get("target")


def score_marks(
    indicator: AssessmentIndicator,
    subjects: Sequence[str],
    marks: Mapping[str, Mark],
    rule: EvaluationRule,
) -> dict[str, IndicatorScore]:
    """Score one indicator for all its entrants, who are each other's peers."""
    wrong = fault_of_figures(indicator)
    faults = {
        subject: f"指标设置有误：{wrong}"
        if wrong
        else fault_of_mark(indicator, marks.get(subject), rule)
        for subject in subjects
    }
    good = {subject: marks[subject] for subject in subjects if not faults[subject]}
    scored = _METHODS[indicator.scoring](indicator, good, rule) if good else {}
    weight = Fraction(indicator.weight) / FULL
    return {
        subject: _scored(indicator, marks[subject], scored[subject], weight)
        if subject in good
        else unscored(indicator, marks.get(subject), faults[subject])
        for subject in subjects
    }


def _scored(
    indicator: AssessmentIndicator, mark: Mark, scored: Scored, weight: Fraction
) -> IndicatorScore:
    score, inputs = scored
    return IndicatorScore(
        indicator.id or 0,
        mark.value,
        score,
        score * weight,
        target=target_of(indicator, mark),
        option=mark.option,
        inputs=inputs,
    )


def unscored(indicator: AssessmentIndicator, mark: Mark | None, why: str) -> IndicatorScore:
    """Give what there is of an entrant without a score, and why."""
    if mark is None:
        return IndicatorScore(indicator.id or 0, None, None, None, why)
    target = target_of(indicator, mark)
    return IndicatorScore(indicator.id or 0, mark.value, None, None, why, target, mark.option)


def _by_words(indicator: AssessmentIndicator) -> bool:
    return indicator.scoring is Scoring.BANDS and any(
        bound_of(name) is None for name, _ in indicator.figures
    )


def _full(indicator: AssessmentIndicator, rule: EvaluationRule) -> Decimal:
    if indicator.scoring is Scoring.BALLOT:
        return FULL_MARKS
    return dict(indicator.figures).get("full", rule.direct_full)


def _value(mark: Mark) -> Fraction:
    return Fraction(mark.value or 0)


def _within(score: Fraction, indicator: AssessmentIndicator) -> Fraction:
    """Keep a score between nothing and full marks, or as much more as the indicator allows."""
    most = Fraction(dict(indicator.figures).get("cap", Decimal(1))) * FULL
    return score if 0 <= score <= most else max(Fraction(0), min(score, most))


def _direct(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], rule: EvaluationRule
) -> dict[str, Scored]:
    full = Fraction(_full(indicator, rule))
    inputs, per = (("full", full),), FULL / full
    return {subject: (_value(mark) * per, inputs) for subject, mark in marks.items()}


def _completion(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], rule: EvaluationRule
) -> dict[str, Scored]:
    cap = Fraction(dict(indicator.figures).get("cap", rule.completion_cap))
    inputs, nothing, most = (("cap", cap),), Fraction(0), cap * FULL

    def score(mark: Mark) -> Fraction:
        return min(max(_value(mark) * FULL / _target(indicator, mark), nothing), most)

    return {subject: (score(mark), inputs) for subject, mark in marks.items()}


def _reverse_completion(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], _rule: EvaluationRule
) -> dict[str, Scored]:
    return {
        subject: (
            min(_target(indicator, mark) / value, Fraction(1)) * FULL
            if (value := _value(mark))
            else Fraction(FULL),
            (),
        )
        for subject, mark in marks.items()
    }


def _target(indicator: AssessmentIndicator, mark: Mark) -> Fraction:
    return Fraction(target_of(indicator, mark) or 0)


def _rank(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], rule: EvaluationRule
) -> dict[str, Scored]:
    figures, weight = dict(indicator.figures), Fraction(indicator.weight)
    best = Fraction(figures.get("best", indicator.weight))
    worst = Fraction(figures["worst"]) if "worst" in figures else best * rule.rank_worst
    ranks = _average_ranks([mark.value or Decimal(0) for mark in marks.values()], indicator)
    peers = len(marks)
    step = (best - worst) / (peers - 1) if peers > 1 else Fraction(0)
    ends = (("peers", Fraction(peers)), ("best", best), ("worst", worst))
    scored = {
        rank: ((best - (rank - 1) * step) * FULL / weight, (("rank", rank), *ends))
        for rank in set(ranks)
    }
    return {subject: scored[rank] for subject, rank in zip(marks, ranks, strict=True)}


def _average_ranks(values: Sequence[Decimal], indicator: AssessmentIndicator) -> list[Fraction]:
    """Give each value its rank, the best 1; equal ones share the average of their places."""
    found, place = {}, 1
    for value, times in sorted(Counter(values).items(), reverse=not indicator.lower_is_better):
        found[value] = Fraction(2 * place + times - 1, 2)
        place += times
    return [found[value] for value in values]


def _efficacy(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], rule: EvaluationRule
) -> dict[str, Scored]:
    figures, values = dict(indicator.figures), [_value(mark) for mark in marks.values()]
    low = Fraction(figures["low"]) if "low" in figures else min(values)
    high = Fraction(figures["high"]) if "high" in figures else max(values)
    span, least = high - low, rule.efficacy_least
    per = (FULL - least) / span if span else Fraction(0)
    inputs = (("low", low), ("high", high))

    def score(value: Fraction) -> Fraction:
        if not span:
            return Fraction(FULL)
        above = high - value if indicator.lower_is_better else value - low
        return _within(least + per * above, indicator)

    return {subject: (score(value), inputs) for subject, value in zip(marks, values, strict=True)}


def _bands(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], _rule: EvaluationRule
) -> dict[str, Scored]:
    weight = Fraction(indicator.weight)
    if _by_words(indicator):
        points = dict(indicator.figures)
        return {
            subject: (Fraction(points[mark.option or ""]) * FULL / weight, ())
            for subject, mark in marks.items()
        }
    bands = [(bound_of(name) or Decimal(0), points) for name, points in indicator.figures]

    below: Scored = Fraction(0), ()
    scores = [
        (bound, (Fraction(points) * FULL / weight, (("bound", Fraction(bound)),)))
        for bound, points in bands
    ]

    def score(value: Decimal) -> Scored:
        return next((scored for bound, scored in reversed(scores) if bound <= value), below)

    return {subject: score(mark.value or Decimal(0)) for subject, mark in marks.items()}


def _deduction(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], _rule: EvaluationRule
) -> dict[str, Scored]:
    weight = Fraction(indicator.weight)
    per, nothing = FULL / weight, Fraction(0)
    return {
        subject: (max(nothing, weight - _value(mark)) * per, ()) for subject, mark in marks.items()
    }


def _survey(
    _indicator: AssessmentIndicator, marks: Mapping[str, Mark], _rule: EvaluationRule
) -> dict[str, Scored]:
    """Take a third party's result as it is: of 100."""
    return {subject: (_value(mark), ()) for subject, mark in marks.items()}


def _standard(
    indicator: AssessmentIndicator, marks: Mapping[str, Mark], rule: EvaluationRule
) -> dict[str, Scored]:
    values = [_value(mark) for mark in marks.values()]
    mean = summed(values) / len(values)
    deviation = root(summed((value - mean) ** 2 for value in values) / len(values))
    inputs = (("mean", mean), ("deviation", deviation))
    sign = -1 if indicator.lower_is_better else 1
    per = sign * rule.standard_deviation / deviation if deviation else Fraction(0)

    def score(value: Fraction) -> Fraction:
        exact = rule.standard_mean + (value - mean) * per
        return _within(Fraction(half_up(exact, _PLACES), 10**_PLACES), indicator)

    return {subject: (score(value), inputs) for subject, value in zip(marks, values, strict=True)}


def root(square: Fraction) -> Fraction:
    """Give the square root to 34 significant digits."""
    quotient = _ROOT.divide(Decimal(square.numerator), Decimal(square.denominator))
    return Fraction(quotient.sqrt(_ROOT))


_METHODS: Mapping[
    Scoring,
    Callable[[AssessmentIndicator, Mapping[str, Mark], EvaluationRule], dict[str, Scored]],
] = {
    Scoring.DIRECT: _direct,
    Scoring.COMPLETION: _completion,
    Scoring.REVERSE_COMPLETION: _reverse_completion,
    Scoring.RANK: _rank,
    Scoring.EFFICACY: _efficacy,
    Scoring.BANDS: _bands,
    Scoring.DEDUCTION: _deduction,
    Scoring.BALLOT: _survey,
    Scoring.STANDARD: _standard,
}
