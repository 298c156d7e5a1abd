"""The indicators of a contest as a table: checked row by row, written as one change.

Adding, changing, removing and reordering are the same act: the table as it shall be is held against
the one that is. What an indicator was marked with goes when it goes, and the change says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from townoffice.book import Book
from townoffice.desk.evaluation_ground import ContestGround, ground, writable
from townoffice.feedback import BadChoice, Stale
from townoffice.policy import FIGURE_LABELS, fault_of_figures
from townoffice.records import AssessmentIndicator, Changes, ImportLog, Scoring
from townoffice.sheets.numbers import plain_text

Figures: TypeAlias = tuple[tuple[str, Decimal], ...]

__all__ = [
    "IndicatorMove",
    "IndicatorTyped",
    "check_indicator",
    "figures_of",
    "figures_text",
    "indicator_moves",
    "made",
    "typed_of",
    "weights_of",
    "write_indicators",
]

_KEYS = {word: key for key, word in FIGURE_LABELS.items()}
_OWN_WORDS = frozenset({Scoring.BANDS, Scoring.BALLOT})
_COLUMNS: Mapping[str, str] = {
    "group": "组别",
    "section": "一级指标",
    "name": "指标",
    "weight": "分值",
    "scoring": "计分方法",
    "figures": "计分参数",
    "lower_is_better": "越低越好",
    "unit": "计量单位",
    "source": "数据来源",
    "note": "说明",
    "inferred": "推定",
    "place": "顺序",
}


@dataclass(frozen=True, slots=True)
class IndicatorTyped:
    """A row of the table as typed; ``indicator_id`` None for a new one.

    ``scoring`` is the Chinese word of the method, ``figures`` like 目标值=9.5；上限倍数=1.2, for
    bands and votes any words with points: 90=10；80=8 or 满意=100；基本满意=80.
    """

    group: str
    section: str
    name: str
    weight: str
    scoring: str = Scoring.DIRECT.label
    figures: str = ""
    lower_is_better: bool = False
    unit: str = ""
    source: str = ""
    note: str = ""
    inferred: bool = False
    indicator_id: int | None = None


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


def typed_of(one: AssessmentIndicator) -> IndicatorTyped:
    """Give an indicator of the book as it is typed."""
    return IndicatorTyped(
        one.group,
        one.section,
        one.name,
        plain_text(one.weight),
        one.scoring.label,
        figures_text(one.figures),
        one.lower_is_better,
        one.unit,
        one.source or "",
        one.note or "",
        one.inferred,
        one.id,
    )


def figures_text(figures: Iterable[tuple[str, Decimal]]) -> str:
    """Write the figures of a method as they are typed."""
    return "；".join(f"{FIGURE_LABELS.get(name, name)}={plain_text(n)}" for name, n in figures)


def figures_of(text: str, scoring: Scoring) -> Figures | str:
    """Read the figures of a method, or say why they are none."""
    found: list[tuple[str, Decimal]] = []
    for part in text.replace(";", "；").replace("＝", "=").split("；"):
        if not part.strip():
            continue
        word, _, number = (piece.strip() for piece in part.partition("="))
        try:
            value = Decimal(number)
        except InvalidOperation:
            return f"“{part.strip()}”须写成 名称=数"
        if not value.is_finite():
            return f"“{part.strip()}”不是数"
        key = word if scoring in _OWN_WORDS else _KEYS.get(word, word)
        if key in {name for name, _ in found}:
            return f"“{word}”写了两次"
        found.append((key, value))
    return tuple(found)


def check_indicator(typed: IndicatorTyped, others: Iterable[IndicatorTyped]) -> Mapping[str, str]:
    """Say by field what cannot be; ``others`` are the other rows of the table."""
    faults: dict[str, str] = {}
    for field in ("group", "section", "name"):
        if not str(getattr(typed, field)).strip():
            faults[field] = f"{_COLUMNS[field]}不能留空"
    same = any(o.group.strip() == typed.group.strip() and o.name.strip() == typed.name.strip()
               for o in others)  # fmt: skip
    if same and "name" not in faults:
        faults["name"] = f"{typed.group.strip()}已有“{typed.name.strip()}”"
    scoring, weight = _scoring(typed.scoring), _weight(typed.weight)
    if weight is None:
        faults["weight"] = "分值须是大于 0 的数"
    if scoring is None:
        listed = "、".join(one.label for one in Scoring)
        faults["scoring"] = f"计分方法只有 {listed}"
    elif isinstance(found := figures_of(typed.figures, scoring), str):
        faults["figures"] = found
    elif weight is not None and (fault := fault_of_figures(_bare(typed, weight, scoring, found))):
        faults["figures"] = fault
    return faults


def _bare(
    typed: IndicatorTyped, weight: Decimal, scoring: Scoring, figures: Figures
) -> AssessmentIndicator:
    return AssessmentIndicator(
        0,
        typed.group.strip(),
        typed.section.strip(),
        typed.name.strip(),
        weight,
        scoring,
        0,
        figures,
    )


def weights_of(table: Iterable[IndicatorTyped]) -> Mapping[str, Decimal]:
    """Sum up the weights by group; those that are no numbers yet are left out."""
    sums: dict[str, Decimal] = {}
    for row in table:
        sums[row.group.strip()] = sums.get(row.group.strip(), Decimal(0)) + (
            _weight(row.weight) or Decimal(0)
        )
    return sums


def _weight(text: str) -> Decimal | None:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and found > 0 else None


def _scoring(word: str) -> Scoring | None:
    return next((one for one in Scoring if word.strip() in {one.label, one.value}), None)


def made(known: ContestGround, table: Sequence[IndicatorTyped]) -> tuple[AssessmentIndicator, ...]:
    """Make the table of indicators as it shall be; :class:`BadChoice` names the first fault."""
    contest_id = known.contest.id
    assert contest_id is not None
    found = []
    for place, row in enumerate(table):
        faults = check_indicator(row, (one for one in table if one is not row))
        scoring = _scoring(row.scoring)
        weight = _weight(row.weight)
        figures = figures_of(row.figures, scoring) if scoring else ""
        if faults or scoring is None or weight is None or isinstance(figures, str):
            where = f"第 {place + 1} 行 {row.name}".rstrip()
            raise BadChoice(next(iter(faults.values())), where=where, hint="请更正后再写入")
        before = None if row.indicator_id is None else known.indicator(row.indicator_id)
        if row.indicator_id is not None and before is None:
            raise Stale("指标已有改动", where=row.name, hint="请重新打开再改")
        after = replace(
            _bare(row, weight, scoring, figures),
            contest_id=contest_id,
            place=place,
            lower_is_better=row.lower_is_better,
            unit=row.unit.strip(),
            source=row.source.strip() or None,
            note=row.note.strip() or None,
            inferred=row.inferred,
        )
        if before is not None:
            after = replace(after, id=before.id, row_version=before.row_version)
        found.append(_still_exact(after, before))
    return tuple(found)


def _still_exact(
    after: AssessmentIndicator, before: AssessmentIndicator | None
) -> AssessmentIndicator:
    """Keep numbers as they are written in the book where they are the same: 25 is 25.0."""
    if before is None:
        return after
    if after.weight == before.weight:
        after = replace(after, weight=before.weight)
    return replace(after, figures=before.figures) if after.figures == before.figures else after


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
                for name, label in _COLUMNS.items()
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


def write_indicators(
    book: Book,
    contest_id: int,
    table: Sequence[IndicatorTyped],
    verb: str = "修改",
    log: ImportLog | None = None,
) -> Changes | None:
    """Write the table of indicators as one change; None where nothing moves.

    Weights that do not add up yet may be written: ranking and closing say so. ``log`` tells of the
    workbook it came from.

    :raises BadChoice: a fault in a row, or the contest is closed. :raises Stale: see there.
    """
    contest = writable(book, contest_id)
    known = ground(book, contest_id)
    after = made(known, table)
    moves = indicator_moves(known, after)
    if not moves:
        return None
    held = {one.id: one for one in known.indicators}
    gone = held.keys() - {one.id for one in after}
    told = f"{moves[0].what} {moves[0].name}" if len(moves) == 1 else f"共 {len(moves)} 处"
    with book.change(f"{verb}考核指标：{told}（{contest.title}）") as writer:
        for mark in known.marks:
            if mark.indicator_id in gone:
                writer.remove(mark)
        for ballot in known.ballots:
            if ballot.indicator_id is not None and ballot.indicator_id in gone:
                writer.remove(ballot)
        for number in gone:
            writer.remove(held[number])
        writer.update_all([one for one in after if one.id is not None and one != held[one.id]])
        writer.add_all([one for one in after if one.id is None])
        if log is not None:
            writer.add(log)
    return writer.changes
