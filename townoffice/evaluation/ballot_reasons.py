"""How votes became points: group by group, option by option."""

from decimal import Decimal
from fractions import Fraction

from townoffice.evaluation.reason_parts import Told, percent, weight_step
from townoffice.evaluation.scoring import FULL
from townoffice.records import (
    AssessmentIndicator,
    IndicatorScore,
    Step,
    VoterTally,
    places_of,
    shown,
    trimmed,
)


def told_of_votes(indicator: AssessmentIndicator, score: IndicatorScore) -> Told:
    """Explain a satisfaction score; one without votes is a third party's."""
    if not score.tallies:
        value = Fraction(score.value or 0)
        survey = Step("第三方结果", value, "分", "登记数", decimals=places_of(value))
        how = f"{trimmed(value)} × {percent(indicator)}"
        return how, (survey, weight_step(indicator)), "percent of", ()
    found = score.score or Fraction(0)
    tallies = tuple(map(tally_step, score.tallies))
    how = f"{shown(found, 2)} × {percent(indicator)}"
    if len(tallies) == 1:
        return how, (tallies[0], weight_step(indicator)), "percent of", ()
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
    return how, (whole, weight_step(indicator)), "percent of", ()


def tally_step(tally: VoterTally) -> Step:
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
