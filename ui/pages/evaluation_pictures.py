"""The pictures of the page 考核评价, from a calculated contest: waterfall, votes, strip."""

from fractions import Fraction
from typing import TYPE_CHECKING

from townoffice.records import (
    AdjustmentKind,
    EntrantScore,
    EvaluationResult,
    Grade,
    GroupResult,
    VoterTally,
    shown,
    trimmed,
)
from ui.charts import (
    Fall,
    Line,
    Share,
    SharePicture,
    Spot,
    StripPicture,
    WaterfallPicture,
)
from ui.explain_rows import figure
from ui.pages.evaluation_pieces import pieces_of
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage

__all__ = ["strip_of", "tally_words", "votes_of", "waterfall_of"]

_PLACES, _MOST_PLACES = 3, 6
_MANY = 6
"""So many kinds of answer are told apart in a bar; points from 1 to 100 are not."""


def waterfall_of(
    score: EntrantScore, group: GroupResult, chosen: str = ""
) -> WaterfallPicture | None:
    """Draw how a total came to be, part by part; None while there is no total."""
    if score.total is None or score.base is None:
        return None
    parts = _parts(score, group)
    places = _enough([value for *_, value in parts], score.total)
    falls = tuple(
        Fall(key, label, how, value, _signed(key, value, places), part, key == chosen)
        for key, label, how, part, value in parts
    )
    lines = sorted(line for _grade, line in group.lines)
    above = next((line for line in lines if score.total < line), lines[-1] if lines else None)
    line = None if above is None else Line(above, trimmed(above))
    return WaterfallPicture(falls, score.total, "总分", shown(score.total, _PLACES), line=line)


def _parts(
    score: EntrantScore, group: GroupResult
) -> list[tuple[str, str, str, int | None, Fraction]]:
    """Give key, name, how it came to be, shade and points of every part."""
    found: list[tuple[str, str, str, int | None, Fraction]] = []
    for place, one in enumerate(pieces_of(score, group)):
        of = "" if one.score is None else f"{trimmed(one.score, 2)} × {trimmed(one.weight)} %"
        found.append((one.name, one.name, of, place, one.points or Fraction(0)))
    plain = sum((value for *_, value in found), Fraction(0))
    beyond = (score.base or Fraction(0)) - plain
    if beyond:
        named = "" if score.difficulty is None else f"× {trimmed(Fraction(score.difficulty))}"
        label = "难度系数" if named else "过程评价"
        found.append(("折算", label, named, None, beyond))
    for kind, points in (
        (AdjustmentKind.BONUS, score.bonus_counted),
        (AdjustmentKind.DEDUCTION, -score.deduction_counted),
    ):
        reasons = [one.reason for one in score.adjustments if one.kind is kind]
        found.append((kind.label, kind.label, "、".join(reasons), None, points))
    return found


def _enough(parts: list[Fraction], total: Fraction) -> int:
    """Give the decimals at which the parts, as shown, add up by hand to the total as shown."""
    wanted = shown(total, _PLACES)
    for places in range(_PLACES, _MOST_PLACES):
        rounded = sum((Fraction(shown(part, places)) for part in parts), Fraction(0))
        if shown(rounded, _PLACES) == wanted:
            return places
    return _MOST_PLACES


def _signed(key: str, value: Fraction, places: int) -> str:
    """Write points; those that move the sum of the sections bear their sign."""
    moves = key in {AdjustmentKind.BONUS.label, AdjustmentKind.DEDUCTION.label, "折算"}
    if moves and not value:
        return "0"
    return ("+" if moves and value > 0 else "") + figure(value, places)


def votes_of(tally: VoterTally) -> SharePicture | None:
    """Draw how people voted; None where they gave points instead of choosing."""
    if not tally.papers or len(tally.votes) > _MANY:
        return None
    if any(vote.option.replace(".", "").isdecimal() for vote in tally.votes):
        return None
    order = sorted(tally.votes, key=lambda vote: vote.points is None)
    shares = (
        Share(vote.option, vote.option, Fraction(vote.papers), vote.points is not None)
        for vote in order
        if vote.papers
    )
    return SharePicture(tuple(shares))


def tally_words(tally: VoterTally) -> tuple[str, str, str]:
    """Say what an answer is worth, how many answered, and the mean as a sum by hand."""
    counted = [vote for vote in tally.votes if vote.points is not None]
    worth = " · ".join(f"{v.option} {trimmed(Fraction(v.points or 0))}" for v in counted)
    rest = " · ".join(
        f"{v.option} {v.papers}" for v in tally.votes if v.points is None and v.papers
    )
    told = f"共 {tally.papers} 票，有效 {tally.valid} 票" + (f"（{rest}，不计）" if rest else "")
    if tally.mean is None:
        return worth, told, "没有有效票"
    if len(counted) > _MANY or any(v.option.replace(".", "").isdecimal() for v in counted):
        return "", told, f"平均 {shown(tally.mean, 2)}"
    terms = " + ".join(f"{v.papers}×{trimmed(Fraction(v.points or 0))}" for v in counted)
    return worth, told, f"({terms}) ÷ {tally.valid} = {shown(tally.mean, 2)}"


def strip_of(page: "ContestPage", chosen: str) -> StripPicture | None:
    """Draw everybody along the totals, the lines of the grades across; None without totals."""
    result = page.result
    scored = [one for one in result.entrants if one.total is not None] if result else []
    if result is None or not scored:
        return None
    first = result.groups[0].name
    spots = tuple(
        Spot(
            one.subject,
            one.name,
            one.total or Fraction(0),
            shown(one.total or Fraction(0), 2),
            one.group != first,
            one.subject == chosen,
            Tone.AMBER if one.near else Tone.NORMAL,
        )
        for one in scored
    )
    return StripPicture(spots, _lines(result), _lowest(result))


def _lines(result: EvaluationResult) -> tuple[Line, ...]:
    drawn = [
        Line(bound, f"{grade.label} ≥ {trimmed(bound)}") for grade, bound in result.groups[0].lines
    ]
    return tuple(line for line in reversed(drawn) if line.value > 0)


def _lowest(result: EvaluationResult) -> str:
    """Name the grade below all lines."""
    named = {grade for grade, bound in result.groups[0].lines if bound > 0}
    return next((grade.label for grade in reversed(list(Grade)) if grade not in named), "")
