"""How one indicator's points came to be: steps down to the mark, the peers and the votes."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from townoffice.evaluation.scoring import FULL
from townoffice.records import (
    AssessmentIndicator,
    CitedValue,
    EvaluationResult,
    IndicatorScore,
    Scoring,
    Step,
    VoterTally,
    places_of,
    shown,
    trimmed,
)

PLACES = 3
"""Points are shown with at least so many decimals: what ranks close is told apart."""


def value_of(result: EvaluationResult, name: str) -> CitedValue | None:
    """Give a policy value the result rests on, by its name without the topic."""
    return next((v for v in result.parameters if v.name == f"evaluation.{name}"), None)


def parameter_step(value: CitedValue, figure: Fraction | str, decimals: int = 0) -> Step:
    """Show a value of policy with its basis."""
    return Step(
        value.label,
        figure,
        value.unit,
        value.basis,
        value.cites,
        decimals=decimals,
        inferred=value.inferred,
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


def percent(indicator: AssessmentIndicator) -> str:
    """Write a weight as the share of the whole it is: 25%."""
    return f"{trimmed(Fraction(indicator.weight))}%"


Told = tuple[str, tuple[Step, ...], str, tuple[int | Fraction, ...]]


def _mark(indicator: AssessmentIndicator, score: IndicatorScore, label: str = "") -> Step:
    if score.option is not None and score.value is None:
        return Step(label or "等级", score.option, "", "登记数")
    value = Fraction(score.value or 0)
    named = label or "实际值"
    return Step(named, value, indicator.unit, "登记数", decimals=places_of(value))


def _inputs(indicator: AssessmentIndicator, score: IndicatorScore) -> tuple[Step, ...]:
    """Give what was entered though it could not be scored."""
    entered = score.value is not None or score.option is not None
    return (*((_mark(indicator, score),) if entered else ()), *map(_tally, score.tallies))


def _weight(indicator: AssessmentIndicator) -> Step:
    weight = Fraction(indicator.weight)
    how = "推定：分值未见文件规定" if indicator.inferred else "考核指标"
    inferred = indicator.inferred
    return Step("分值", weight, "分", how, decimals=places_of(weight), inferred=inferred)


def _given(
    result: EvaluationResult, score: IndicatorScore, key: str, name: str, label: str
) -> Step:
    """Show a figure of the method: the policy's where the indicator says none of its own."""
    figure, value = score.given(key) or Fraction(0), value_of(result, name)
    own = value is None or Fraction(str(value.value)) != figure
    if own or value is None:
        return Step(label, figure, "", "考核指标", decimals=places_of(figure))
    return parameter_step(value, figure, places_of(figure))


def _direct(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    full = _given(result, score, "full", "direct_full", "评分满分")
    mark, weight = _mark(indicator, score, "评分"), Fraction(indicator.weight)
    if score.given("full") == FULL:
        how = f"{trimmed(Fraction(score.value or 0))} × {percent(indicator)}"
    else:
        of = trimmed(score.given("full") or Fraction(0))
        how = f"{trimmed(Fraction(score.value or 0))} ÷ {of} × {trimmed(weight)}"
    return how, (mark, full, _weight(indicator)), "share", (weight,)


def _completion(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    value, target = Fraction(score.value or 0), Fraction(score.target or 0)
    aim = Step("目标值", target, indicator.unit, "登记数", decimals=places_of(target))
    mark = _mark(indicator, score)
    rate = Step(
        "完成率", value / target * 100, "%", "实际值÷目标值", (), (mark, aim), 4, rule="percent"
    )
    counted = score.score or Fraction(0)
    if counted == rate.value:
        how = f"{shown(counted, 2)}% × {trimmed(Fraction(indicator.weight))}"
        return how, (rate, _weight(indicator)), "percent of", ()
    cap = _given(result, score, "cap", "completion_cap", "完成率上限")
    side = "不足 0 按 0" if counted == 0 else f"超过上限，按 {trimmed(counted)}% "
    used = Step("计分完成率", counted, "%", f"{side}计", (), (rate, cap), 4)
    how = f"{trimmed(counted)}% × {trimmed(Fraction(indicator.weight))}"
    return how, (used, _weight(indicator)), "percent of", ()


def _reverse_completion(
    _result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    target = Fraction(score.target or 0)
    aim = Step("目标值", target, indicator.unit, "登记数", decimals=places_of(target))
    mark, weight = _mark(indicator, score), Fraction(indicator.weight)
    if score.score == FULL:
        return "没有超过目标值，得满分", (aim, mark, _weight(indicator)), "", ()
    how = f"目标值÷实际值 × {trimmed(weight)}"
    return how, (aim, mark, _weight(indicator)), "share", (weight,)


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
    value = value_of(result, "rank_worst")
    if value is not None and worst == best * Fraction(str(value.value)):
        last = Step(
            last.label, worst, "分", value.basis, value.cites, (), last.decimals, value.inferred
        )
    return how, (_mark(indicator, score), place, last, _weight(indicator)), "", ()


def _efficacy(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    low, high = (score.given(key) or Fraction(0) for key in ("low", "high"))
    value = trimmed(Fraction(score.value or 0))
    known = value_of(result, "efficacy_least")
    least = Fraction(0) if known is None else Fraction(str(known.value))
    above = f"{trimmed(high)}－{value}" if indicator.lower_is_better else f"{value}－{trimmed(low)}"
    how = (
        f"{trimmed(least)}＋{trimmed(FULL - least)}×({above})÷({trimmed(high)}－{trimmed(low)})"
        if high != low
        else f"最高值与最低值相同，得 {FULL}"
    )
    ends = (
        Step("最低值", low, indicator.unit, decimals=places_of(low)),
        Step("最高值", high, indicator.unit, decimals=places_of(high)),
        *((parameter_step(known, least),) if known is not None else ()),
    )
    return _from_score(indicator, score, how, (_mark(indicator, score), *ends))


def _standard(
    result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    mean, deviation = (score.given(key) or Fraction(0) for key in ("mean", "deviation"))
    values = [value_of(result, name) for name in ("standard_mean", "standard_deviation")]
    known = [value for value in values if value is not None]
    centre, spread = (trimmed(Fraction(str(value.value))) for value in known)
    sign = "－" if indicator.lower_is_better else "＋"
    value = trimmed(Fraction(score.value or 0))
    how = f"{centre}{sign}{spread}×({value}－{shown(mean, 4)})÷{shown(deviation, 4)}"
    if not deviation:
        how = f"各单位相同，得 {centre}"
    steps = (
        _mark(indicator, score),
        Step("平均数", mean, indicator.unit, decimals=4),
        Step("标准差", deviation, indicator.unit, "总体标准差", decimals=4),
        *(parameter_step(value, Fraction(str(value.value))) for value in known),
    )
    return _from_score(indicator, score, f"{how}，保留六位小数", steps)


def _from_score(
    indicator: AssessmentIndicator, score: IndicatorScore, how: str, steps: tuple[Step, ...]
) -> Told:
    """Show a score of 100 first and weigh it then."""
    found = score.score or Fraction(0)
    of = Step("得分", found, "分", how, steps=steps, decimals=max(2, places_of(found)))
    weighed = f"{trimmed(found, 2)} × {percent(indicator)}"
    return weighed, (of, _weight(indicator)), "percent of", ()


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
    return how, (_mark(indicator, score), Step("各档得分", table, "", "考核指标")), "", ()


def _deduction(
    _result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    weight, mark = _weight(indicator), _mark(indicator, score, "扣分")
    value = Fraction(score.value or 0)
    if value > Fraction(indicator.weight):
        return "扣分超过分值，扣完为止", (weight, mark), "", ()
    return f"{trimmed(Fraction(indicator.weight))}－{trimmed(value)}", (weight, mark), "rest", ()


def _ballot(
    _result: EvaluationResult, indicator: AssessmentIndicator, score: IndicatorScore
) -> Told:
    if not score.tallies:
        value = Fraction(score.value or 0)
        survey = Step("第三方结果", value, "分", "登记数", decimals=places_of(value))
        how = f"{trimmed(value)} × {percent(indicator)}"
        return how, (survey, _weight(indicator)), "percent of", ()
    found = score.score or Fraction(0)
    tallies = tuple(map(_tally, score.tallies))
    how = f"{shown(found, 2)} × {percent(indicator)}"
    if len(tallies) == 1:
        return how, (tallies[0], _weight(indicator)), "percent of", ()
    parts = tuple(
        Step(
            f"{tally.group}部分",
            Fraction(tally.weight) * (tally.mean or 0) / FULL,
            "分",
            f"{shown(tally.mean or Fraction(0), 2)} × {trimmed(Fraction(tally.weight))}%",
            steps=(step,),
            decimals=6,
            rule="times",
            numbers=(Fraction(tally.weight) / FULL,),
        )
        for tally, step in zip(score.tallies, tallies, strict=True)
    )
    whole = Step("得分", found, "分", "各评价主体合计", steps=parts, decimals=6, rule="sum")
    return how, (whole, _weight(indicator)), "percent of", ()


def _tally(tally: VoterTally) -> Step:
    """Explain one group's mean: its papers, those that count, and what each is worth."""
    label = f"{tally.group}评价" if tally.group else "得票"
    counted = [vote for vote in tally.votes if vote.points is not None]
    sums = "＋".join(f"{vote.papers}×{_points(vote.points)}" for vote in counted)
    left = "、".join(f"{vote.option} {vote.papers}" for vote in tally.votes if vote.points is None)
    how = f"共 {tally.papers} 票，有效 {tally.valid} 票"
    if left:
        how += f"（{left} 不计）"
    if sums:
        how += f"：({sums})÷{tally.valid}"
    steps = tuple(Step(vote.option, vote.papers, "票", _worth(vote.points)) for vote in tally.votes)
    return Step(label, tally.mean, "分", how, steps=steps, decimals=4)


def _points(points: Decimal | None) -> str:
    return trimmed(Fraction(points or 0))


def _worth(points: Decimal | None) -> str:
    return "不计" if points is None else f"每票 {_points(points)} 分"


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
    Scoring.BALLOT: _ballot,
    Scoring.STANDARD: _standard,
}
