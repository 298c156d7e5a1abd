"""Every value a calculation may ask a policy for, and what it may look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from townoffice.records import INDICATOR_LABELS, LeaderPost, PolicyValue


class Shape(StrEnum):
    """What a value may look like."""

    COUNT = "count"
    """A whole number ≥ 0."""
    NUMBER = "number"
    """Any number ≥ 0."""
    SHARE = "share"
    """0 ≤ x < 1."""
    WEIGHTS = "weights"
    """Names with numbers ≥ 0, at least one above 0."""
    COUNTS = "counts"
    """Names with whole numbers ≥ 0, at least one above 0."""
    WORD = "word"
    """One of a list of words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: its topic, shape and, for words and weights, what it may contain."""

    topic: str
    shape: Shape
    words: tuple[str, ...] = ()


INDICATORS = tuple(INDICATOR_LABELS)
POSTS = tuple(post.value for post in LeaderPost)
TOPICS = ("classification", "leadership", "staffing")

VOCABULARY: Mapping[str, Entry] = {
    "classification.weights": Entry("classification", Shape.WEIGHTS, ("population", *INDICATORS)),
    "classification.scope": Entry("classification", Shape.WORD, ("together",)),
    "classification.population": Entry("classification", Shape.WORD, ("registered", "resident")),
    "classification.index": Entry(
        "classification", Shape.WORD, ("mean", "share", "min-max", "additional")
    ),
    "classification.cut_1": Entry("classification", Shape.NUMBER),
    "classification.cut_2": Entry("classification", Shape.NUMBER),
    "classification.near": Entry("classification", Shape.NUMBER),
    "classification.additional_share": Entry("classification", Shape.SHARE),
    "leadership.class_1": Entry("leadership", Shape.COUNT),
    "leadership.class_2": Entry("leadership", Shape.COUNT),
    "leadership.class_3": Entry("leadership", Shape.COUNT),
    "leadership.full_time_deputy": Entry("leadership", Shape.COUNT),
    "leadership.structure_1": Entry("leadership", Shape.COUNTS, POSTS),
    "leadership.structure_2": Entry("leadership", Shape.COUNTS, POSTS),
    "leadership.structure_3": Entry("leadership", Shape.COUNTS, POSTS),
    "staffing.method": Entry("staffing", Shape.WORD, ("three-step",)),
    "three-step.weights": Entry("staffing", Shape.WEIGHTS, INDICATORS),
    "three-step.base": Entry("staffing", Shape.COUNT),
    "three-step.reserve_share": Entry("staffing", Shape.SHARE),
    "three-step.floating": Entry("staffing", Shape.WORD, ("composite-share",)),
    "three-step.rounding": Entry("staffing", Shape.WORD, ("largest-remainder",)),
}


@dataclass(frozen=True, slots=True)
class Method:
    """A staffing method: its id, Chinese name, how it is written under a title, its values."""

    id: str
    label: str
    subtitle: str
    register_id: str
    names: tuple[str, ...]


METHODS: Mapping[str, Method] = {
    "three-step": Method(
        "three-step",
        "三步核编法",
        "基本编制＋浮动编制＋周转编制",
        "S2.4",
        (
            "three-step.weights",
            "three-step.base",
            "three-step.reserve_share",
            "three-step.floating",
            "three-step.rounding",
        ),
    ),
}


def fault_of(name: str, value: PolicyValue) -> str | None:
    """Say in Chinese what is wrong with a value for that name; None: nothing."""
    entry = VOCABULARY.get(name)
    if entry is None:
        return f"没有名为“{name}”的政策项"
    if entry.shape is Shape.WEIGHTS:
        return _fault_of_named(value, entry.words, "指标", "权重")
    if entry.shape is Shape.COUNTS:
        whole = isinstance(value, tuple) and all(n == int(n) for _, n in value if n.is_finite())
        return _fault_of_named(value, entry.words, "职务", "名数") or (
            None if whole else "名数须是整数"
        )
    if entry.shape is Shape.WORD:
        return None if value in entry.words else f"只能是 {'、'.join(entry.words)} 之一"
    if not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        return "须是数字"
    if value < 0:
        return "不能是负数"
    if entry.shape is Shape.COUNT and value != int(value):
        return "须是整数"
    if entry.shape is Shape.SHARE and value >= 1:
        return "须小于 1（5% 写作 0.05）"
    return None


def _fault_of_named(
    value: PolicyValue, words: tuple[str, ...], what: str, number: str
) -> str | None:
    if not isinstance(value, tuple) or not value:
        return f"须写成“{what} = {number}”"
    unknown = [name for name, _ in value if name not in words]
    if unknown:
        return f"没有名为“{unknown[0]}”的{what}，可用的有 {'、'.join(words)}"
    if len({name for name, _ in value}) < len(value):
        return f"同一{what}写了两次"
    if any(not figure.is_finite() or figure < 0 for _, figure in value):
        return f"{number}不能是负数"
    return None if any(figure > 0 for _, figure in value) else f"{number}不能全部是 0"
