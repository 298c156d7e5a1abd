"""A row of the table of indicators as it is typed: read, and checked field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from townoffice.policy import FIGURE_LABELS, fault_of_figures
from townoffice.records import AssessmentIndicator, Scoring
from townoffice.sheets.numbers import plain_text

Figures: TypeAlias = tuple[tuple[str, Decimal], ...]

__all__ = [
    "COLUMNS",
    "FIGURE_LABELS",
    "IndicatorTyped",
    "check_indicator",
    "figures_text",
    "indicator_of",
    "typed_of",
    "weights_of",
]

_KEYS = {word: key for key, word in FIGURE_LABELS.items()}
_OWN_WORDS = frozenset({Scoring.BANDS, Scoring.BALLOT})
COLUMNS: Mapping[str, str] = {
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
"""How the columns of the table are called."""


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


def _figures(text: str, scoring: Scoring) -> Figures | str:
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
            faults[field] = f"{COLUMNS[field]}不能留空"
    same = any(o.group.strip() == typed.group.strip() and o.name.strip() == typed.name.strip()
               for o in others)  # fmt: skip
    if same and "name" not in faults:
        faults["name"] = f"{typed.group.strip()}已有“{typed.name.strip()}”"
    scoring = _scoring(typed.scoring)
    if _weight(typed.weight) is None:
        faults["weight"] = "分值须是大于 0 的数"
    if scoring is None:
        listed = "、".join(one.label for one in Scoring)
        faults["scoring"] = f"计分方法只有 {listed}"
    elif isinstance(found := _figures(typed.figures, scoring), str):
        faults["figures"] = found
    elif (one := indicator_of(typed)) is not None and (fault := fault_of_figures(one)):
        faults["figures"] = fault
    return faults


def indicator_of(typed: IndicatorTyped) -> AssessmentIndicator | None:
    """Give the indicator a row makes, of no contest yet; None where it cannot be read."""
    scoring, weight = _scoring(typed.scoring), _weight(typed.weight)
    figures = "" if scoring is None else _figures(typed.figures, scoring)
    if scoring is None or weight is None or isinstance(figures, str):
        return None
    return AssessmentIndicator(
        0,
        typed.group.strip(),
        typed.section.strip(),
        typed.name.strip(),
        weight,
        scoring,
        0,
        figures,
        typed.lower_is_better,
        typed.unit.strip(),
        typed.source.strip() or None,
        typed.note.strip() or None,
        typed.inferred,
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
