"""What a new table of indicators would move, indicator by indicator, old and new in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from townoffice.desk.evaluation_ground import ContestGround
from townoffice.desk.evaluation_indicator_rows import COLUMNS, figures_text
from townoffice.records import AssessmentIndicator, Scoring
from townoffice.sheets.numbers import plain_text

__all__ = ["IndicatorMove", "indicator_moves"]


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """One thing the new table says otherwise: which indicator, what of it, old and new in words.

    Old is — for an added one, new is — for one that goes.
    """

    group: str
    name: str
    what: str
    old: str
    new: str


def indicator_moves(
    known: ContestGround, after: Sequence[AssessmentIndicator]
) -> tuple[IndicatorMove, ...]:
    """Say what a new table would move, indicator by indicator; empty: nothing."""
    held = {one.id: one for one in known.indicators}
    kept = {one.id for one in after if one.id is not None}
    found: list[IndicatorMove] = []
    for one in after:
        before = held.get(one.id)
        if one.id is None or before is None:
            found.append(IndicatorMove(one.group, one.name, "新增", "—", _whole(one)))
        else:
            found += [
                IndicatorMove(one.group, before.name, label, old, new)
                for name, label in COLUMNS.items()
                if name != "place" and (old := _said(before, name)) != (new := _said(one, name))
            ]
    found += [
        IndicatorMove(one.group, one.name, "删除", _whole(one) + _marked(known, one), "—")
        for one in known.indicators
        if one.id not in kept
    ]
    order = [one.id for one in after if one.id is not None]
    if order != [one.id for one in known.indicators if one.id in kept]:
        found.append(IndicatorMove("", "指标表", "顺序", "原来的顺序", "新的顺序"))
    return tuple(found)


def _said(one: AssessmentIndicator, name: str) -> str:
    value = getattr(one, name)
    if name == "figures":
        return figures_text(one.figures) or "—"
    if isinstance(value, Scoring):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain_text(value) if isinstance(value, Decimal) else str(value or "—")


def _whole(one: AssessmentIndicator) -> str:
    return f"{one.section} {plain_text(one.weight)} 分，{one.scoring.label}"


def _marked(known: ContestGround, one: AssessmentIndicator) -> str:
    marks = sum(mark.indicator_id == one.id for mark in known.marks)
    papers = sum(ballot.count for ballot in known.ballots if ballot.indicator_id == one.id)
    told = [f"{marks} 格得分"] if marks else []
    told += [f"{papers} 张评议票"] if papers else []
    return f"，连同{'、'.join(told)}" if told else ""
