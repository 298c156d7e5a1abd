"""How one indicator's points came to be: steps down to the mark, the peers and the votes."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from townoffice.evaluation.ballot_reasons import tally_step, told_of_votes
from townoffice.evaluation.reason_parts import (
    PLACES,
    Told,
    figure_of,
    mark_step,
    parameter_step,
    percent,
    weight_step,
)
from townoffice.evaluation.scoring import FULL
from townoffice.records import (
    AssessmentIndicator,
    EvaluationResult,
    IndicatorScore,
    Scoring,
    Step,
    places_of,
    shown,
    trimmed,
)


def indicator_step(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Step:
    """Explain the points of one entrant under one indicator."""
    if score.points is None:
        return Step(indicator.name, None, "分", score.missing, steps=_inputs(indicator, score))
    how, steps, rule, numbers = _METHODS[indicator.scoring](result, indicator, score)
    return Step(
        indicator.name,
        score.points,
        "分",
        how,
        steps=steps,
        decimals=max(PLACES, min(places_of(score.points), 6)),
        inferred=indicator.inferred,
        rule=rule,
        numbers=numbers,
    )


def _inputs(indicator: AssessmentIndicator, score: IndicatorScore) -> tuple[Step, ...]:
    """Give what was entered though it could not be scored."""
    entered = score.value is not None or score.option is not None
    return (*((mark_step(indicator, score),) if entered else ()), *map(tally_step, score.tallies))


def _given(
    result: EvaluationResult, score: IndicatorScore, key: str, name: str, label: str
) -> Step:
    """Show a figure of the method: the policy's where the indicator says none of its own."""
    figure, (value, usual) = score.given(key) or Fraction(0), figure_of(result, name)
    if figure != usual:
        return Step(label, figure, "", "考核指标", decimals=places_of(figure))
    return parameter_step(value, figure, places_of(figure))


def _direct(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    full = _given(result, score, "full", "direct_full", "评分满分")
    mark, weight = mark_step(indicator, score, "评分"), Fraction(indicator.weight)
    if score.given("full") == FULL:
        how = f"{trimmed(Fraction(score.value or 0))} × {percent(indicator)}"
    else:
        of = trimmed(score.given("full") or Fraction(0))
        how = f"{trimmed(Fraction(score.value or 0))} ÷ {of} × {trimmed(weight)}"
    return how, (mark, full, weight_step(indicator)), "share", (weight,)


def _completion(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    value, target = Fraction(score.value or 0), Fraction(score.target or 0)
    aim = Step("目标值", target, indicator.unit, "登记数", decimals=places_of(target))
    mark = mark_step(indicator, score)
    rate = Step(
        "完成率", value / target * 100, "%", "实际值÷目标值", (), (mark, aim), 4, rule="percent"
    )
    counted = score.score or Fraction(0)
    if counted == rate.value:
        how = f"{shown(counted, 2)}% × {trimmed(Fraction(indicator.weight))}"
        return how, (rate, weight_step(indicator)), "percent of", ()
    cap = _given(result, score, "cap", "completion_cap", "完成率上限")
    side = "不足 0 按 0" if counted == 0 else f"超过上限，按 {trimmed(counted)}% "
    used = Step("计分完成率", counted, "%", f"{side}计", (), (rate, cap), 4)
    how = f"{trimmed(counted)}% × {trimmed(Fraction(indicator.weight))}"
    return how, (used, weight_step(indicator)), "percent of", ()


def _reverse_completion(
    _result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    target = Fraction(score.target or 0)
    aim = Step("目标值", target, indicator.unit, "登记数", decimals=places_of(target))
    mark, weight = mark_step(indicator, score), Fraction(indicator.weight)
    if score.score == FULL:
        return "没有超过目标值，得满分", (aim, mark, weight_step(indicator)), "", ()
    how = f"目标值÷实际值 × {trimmed(weight)}"
    return how, (aim, mark, weight_step(indicator)), "share", (weight,)


def _rank(result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore) -> Told:
    rank, peers, best, worst = (
        score.given(key) or Fraction(0) for key in ("rank", "peers", "best", "worst")
    )
    place = Step(
        "名次", rank, "", f"共 {trimmed(peers)} 名，并列取平均名次", decimals=places_of(rank)
    )
    how = f"第 {trimmed(rank)} 名得 {trimmed(best)}"
    if peers > 1:
        how = (
            f"{trimmed(best)}－({trimmed(rank)}－1)×({trimmed(best)}－{trimmed(worst)})"
            f"÷({trimmed(peers)}－1)"
        )
    last = Step("末位得分", worst, "分", "考核指标", decimals=places_of(worst))
    value, share = figure_of(result, "rank_worst")
    if worst == best * share:
        last = Step(
            last.label, worst, "分", value.basis, value.cites, (), last.decimals, value.inferred
        )
    return how, (mark_step(indicator, score), place, last, weight_step(indicator)), "", ()


def _efficacy(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    low, high = (score.given(key) or Fraction(0) for key in ("low", "high"))
    known, least = figure_of(result, "efficacy_least")
    value = Fraction(score.value or 0)
    above, words = value - low, f"{trimmed(value)}－{trimmed(low)}"
    if indicator.lower_is_better:
        above, words = high - value, f"{trimmed(high)}－{trimmed(value)}"
    exact, how = Fraction(FULL), f"最高值与最低值相同，得 {FULL}"
    if high != low:
        exact = least + (FULL - least) * above / (high - low)
        how = (
            f"{trimmed(least)}＋{trimmed(FULL - least)}×({words})÷({trimmed(high)}－{trimmed(low)})"
        )
    steps = (
        mark_step(indicator, score),
        Step("最低值", low, indicator.unit, decimals=places_of(low)),
        Step("最高值", high, indicator.unit, decimals=places_of(high)),
        parameter_step(known, least),
    )
    return _from_score(indicator, score, exact, how, steps)


def _standard(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    mean, deviation = (score.given(key) or Fraction(0) for key in ("mean", "deviation"))
    (known, centre), (known_spread, spread) = (
        figure_of(result, name) for name in ("standard_mean", "standard_deviation")
    )
    value = Fraction(score.value or 0)
    exact, how = centre, f"各单位相同，得 {trimmed(centre)}"
    if deviation:
        sign, words = (-1, "－") if indicator.lower_is_better else (1, "＋")
        exact = centre + sign * spread * (value - mean) / deviation
        above = f"({trimmed(value)}－{shown(mean, 4)})÷{shown(deviation, 4)}"
        how = f"{trimmed(centre)}{words}{trimmed(spread)}×{above}，保留六位小数"
    steps = (
        mark_step(indicator, score),
        Step("平均数", mean, indicator.unit, decimals=4),
        Step("标准差", deviation, indicator.unit, "总体标准差", decimals=4),
        parameter_step(known, centre),
        parameter_step(known_spread, spread),
    )
    return _from_score(indicator, score, exact, how, steps)


def _from_score(
    indicator: AssessmentIndicator,
    score: IndicatorScore,
    exact: Fraction,
    how: str,
    steps: tuple[Step, ...],
) -> Told:
    """Show a score of 100 first and weigh it then; ``exact`` is what the formula alone gives."""
    found = score.score or Fraction(0)
    if shown(exact, 6) != shown(found, 6):
        how += f"，按 {trimmed(found)} 计"
    of = Step("得分", found, "分", how, steps=steps, decimals=max(2, places_of(found)))
    weighed = f"{trimmed(found, 2)} × {percent(indicator)}"
    return weighed, (of, weight_step(indicator)), "percent of", ()


def _bands(
    _result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    points = trimmed(score.points or Fraction(0))
    bound = score.given("bound")
    if score.value is None:
        how = f"等级“{score.option}”得 {points}"
    elif bound is None:
        how = "低于最低一档，不得分"
    else:
        how = f"达到 {trimmed(bound)}{indicator.unit}，得 {points}"
    table = "、".join(f"{name}得{trimmed(Fraction(worth))}" for name, worth in indicator.figures)
    return how, (mark_step(indicator, score), Step("各档得分", table, "", "考核指标")), "", ()


def _deduction(
    _result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    weight, mark = weight_step(indicator), mark_step(indicator, score, "扣分")
    value = Fraction(score.value or 0)
    if value > Fraction(indicator.weight):
        return "扣分超过分值，扣完为止", (weight, mark), "", ()
    return f"{trimmed(Fraction(indicator.weight))}－{trimmed(value)}", (weight, mark), "rest", ()


def _votes(
    _result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    return told_of_votes(indicator, score)


_METHODS: Mapping[
    Scoring, Callable[[EvaluationResult, AssessmentIndicator, IndicatorScore], Told]
] = {
    Scoring.DIRECT: _direct,
    Scoring.COMPLETION: _completion,
    Scoring.REVERSE_COMPLETION: _reverse_completion,
    Scoring.RANK: _rank,
    Scoring.EFFICACY: _efficacy,
    Scoring.BANDS: _bands,
    Scoring.DEDUCTION: _deduction,
    Scoring.BALLOT: _votes,
    Scoring.STANDARD: _standard,
}
