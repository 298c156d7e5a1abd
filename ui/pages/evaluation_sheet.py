"""The sheet of marks as rows: one entrant a line, one indicator a column."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from townoffice.records import (
    AssessmentIndicator,
    Entrant,
    IndicatorScore,
    Mark,
    Scoring,
    places_of,
    shown,
    trimmed,
)
from ui.explain_rows import figure
from ui.tables import Align, Cell, Column
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage

__all__ = ["SheetRow", "sheet_columns", "sheet_rows", "target_key", "value_key"]

_TARGETS = frozenset({Scoring.COMPLETION, Scoring.REVERSE_COMPLETION})
_LABEL = 10
"""Letters of an indicator that fit into the width of a column."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One entrant's marks and scores, in the order of its group's indicators.

    ``voted`` says under which of them papers were counted in; ``open``: marks may be typed.
    """

    entrant: Entrant
    marks: tuple[Mark | None, ...]
    scores: tuple[IndicatorScore | None, ...]
    voted: tuple[bool, ...]
    open: bool

    @property
    def filled(self) -> int:
        """How many indicators have a mark or papers."""
        return sum(
            voted or (mark is not None and (mark.value is not None or mark.option is not None))
            for mark, voted in zip(self.marks, self.voted, strict=True)
        )


def value_key(indicator: AssessmentIndicator) -> str:
    """Name the column of an indicator's marks."""
    return f"v{indicator.id}"


def target_key(indicator: AssessmentIndicator) -> str:
    """Name the column of an indicator's own targets."""
    return f"t{indicator.id}"


def sheet_rows(page: "ContestPage", group: str, *, writable: bool) -> tuple[SheetRow, ...]:
    """Give the rows of a group."""
    known = page.known
    indicators = known.of_group(group)
    found = []
    for entrant in known.entrants:
        if entrant.group != group:
            continue
        score = page.result.entrant(entrant.subject) if page.result is not None else None
        scored = {one.indicator_id: one for one in score.indicators} if score is not None else {}
        papers = known.ballots_of(entrant.subject)
        found.append(
            SheetRow(
                entrant,
                tuple(known.mark(one.id or 0, entrant.subject) for one in indicators),
                tuple(scored.get(one.id or 0) for one in indicators),
                tuple(
                    any(
                        p.indicator_id == one.id
                        or (p.indicator_id is None and p.dimension in {one.name, ""})
                        for p in papers
                    )
                    and one.scoring is Scoring.BALLOT
                    for one in indicators
                ),
                writable and not known.closed,
            )
        )
    return tuple(found)


def sheet_columns(indicators: Sequence[AssessmentIndicator]) -> tuple[Column[SheetRow], ...]:
    """Declare the columns of a group: name, progress, then a column or two per indicator."""
    found: list[Column[SheetRow]] = [
        Column("name", "单位", lambda row: Cell(row.entrant.name), width=104, frozen=True),
        Column("filled", "已填", _filled, align=Align.CENTER, width=66, frozen=True),
    ]
    for place, one in enumerate(indicators):
        section = one.section if one.section != one.name else ""
        weight = f"{trimmed(Fraction(one.weight))} 分"
        unit = (
            f"{weight} · {one.scoring.label}"
            if one.unit in {"", "分"}
            else f"{weight} · {one.unit}"
        )
        width = max(96, 13 * min(len(one.name), _LABEL) + 24, 11 * len(unit) + 8)
        value = partial(_value, place, one)
        found.append(Column(value_key(one), one.name, value, unit, section, Align.RIGHT, width))
        if one.scoring in _TARGETS and "target" not in dict(one.figures):
            target = partial(_target, place)
            found.append(
                Column(target_key(one), "目标值", target, one.unit, section, Align.RIGHT, 96)
            )
    return tuple(found)


def _filled(row: SheetRow) -> Cell:
    of = len(row.marks)
    tone = Tone.SECOND if row.filled == of else Tone.AMBER
    return Cell(f"{row.filled}/{of}", tone=tone)


def _value(place: int, indicator: AssessmentIndicator, row: SheetRow) -> Cell:
    mark, score = row.marks[place], row.scores[place]
    if row.voted[place]:
        text = "—" if score is None or score.score is None else shown(score.score, 2)
        return Cell(text, aside="按票", tip="按评议票计分；改票请用“评议票…”")
    edit = _written(mark) if row.open else None
    beside = mark is not None and (mark.note or mark.evidence or mark.scorer)
    aside, tip = ("注" if beside else ""), _tip(mark, score)
    if mark is None or (mark.value is None and mark.option is None):
        source = f"，待{indicator.source}报送" if indicator.source else ""
        ground = Tone.AMBER if row.open else None
        tip = f"未填{source}"
        return Cell("未填", None, Tone.FAINT, tip=tip, edit=edit, aside=aside, ground=ground)
    number = None if mark.value is None else Fraction(mark.value)
    text = mark.option or ("" if number is None else figure(number, places_of(number)))
    fault = score is not None and bool(score.missing)
    tone = Tone.RED if fault else Tone.NORMAL
    return Cell(text, number, tone, warning=fault, tip=tip, edit=edit, aside=aside)


def _target(place: int, row: SheetRow) -> Cell:
    mark = row.marks[place]
    number = None if mark is None or mark.target is None else Fraction(mark.target)
    edit = ("" if number is None else trimmed(number)) if row.open else None
    if number is None:
        return Cell("未填", tone=Tone.FAINT, tip="未填目标值，不能计分", edit=edit)
    return Cell(figure(number, places_of(number)), number, edit=edit)


def _written(mark: Mark | None) -> str:
    if mark is None:
        return ""
    if mark.option is not None:
        return mark.option
    return "" if mark.value is None else trimmed(Fraction(mark.value))


def _tip(mark: Mark | None, score: IndicatorScore | None) -> str:
    """Say what a mark comes to, and what stands beside it."""
    said = []
    if score is not None and score.points is not None:
        said.append(f"得 {shown(score.points, 3)} 分")
    elif score is not None and score.missing:
        said.append(score.missing)
    if mark is not None:
        for name, words in (("说明", mark.note), ("佐证", mark.evidence), ("评分", mark.scorer)):
            if words:
                said.append(f"{name}：{words}")
    return "；".join(said)
