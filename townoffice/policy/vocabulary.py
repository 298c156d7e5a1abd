"""Every value a calculation may ask a policy for, and what it may look like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from townoffice.policy.evaluation_entries import EVALUATION, EVALUATION_ENTRIES
from townoffice.policy.institution_entries import INSTITUTION_ENTRIES, INSTITUTION_TOPICS
from townoffice.policy.shapes import Entry, Shape
from townoffice.records import (
    INDICATOR_LABELS,
    FunctionClass,
    Kind,
    LeaderPost,
    PolicyValue,
    WordList,
    policy_word,
)

INDICATORS = tuple(INDICATOR_LABELS)
POSTS = tuple(post.value for post in LeaderPost)
TOPICS = ("classification", "leadership", "staffing", "limits", *INSTITUTION_TOPICS, EVALUATION)
CLASSES = ("class_1", "class_2", "class_3")
KINDS = tuple(kind.name.lower() for kind in Kind)
FUNCTION_CLASSES = tuple(kind.name.lower() for kind in FunctionClass)
EQUAL, BY_CLASS = "equal", "class"
DRIVERS = (*INDICATORS, EQUAL, BY_CLASS)
"""What a tranche may follow: an indicator, the same for every unit, or the weight of its class."""

TRANCHES = 4
"""How many tranches a method may have: ``weights``, ``weights_2``, …"""

ROUNDINGS = ("largest-remainder", "sainte-lague", "huntington-hill")

VOCABULARY: Mapping[str, Entry] = {
    "classification.weights": Entry("classification", Shape.WEIGHTS, ("population", *INDICATORS)),
    "classification.weights_2": Entry("classification", Shape.WEIGHTS, ("population", *INDICATORS)),
    "classification.weights_3": Entry("classification", Shape.WEIGHTS, ("population", *INDICATORS)),
    "classification.scope": Entry("classification", Shape.WORD, ("together", "apart")),
    "classification.population": Entry("classification", Shape.WORD, ("registered", "resident")),
    "classification.index": Entry(
        "classification",
        Shape.WORD,
        ("mean", "share", "min-max", "points", "mean-rank", "additional"),
    ),
    "classification.assignment": Entry("classification", Shape.WORD, ("cuts", "proportion")),
    "classification.proportions": Entry("classification", Shape.WEIGHTS, CLASSES),
    "classification.points_cut_1": Entry("classification", Shape.NUMBER),
    "classification.points_cut_2": Entry("classification", Shape.NUMBER),
    "classification.points_population": Entry("classification", Shape.POINTS),
    "classification.points_area_km2": Entry("classification", Shape.POINTS),
    "classification.points_gdp": Entry("classification", Shape.POINTS),
    "classification.points_fiscal_revenue": Entry("classification", Shape.POINTS),
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
    "staffing.method": Entry("staffing", Shape.METHOD),
    "limits.institution_ratio": Entry("limits", Shape.NUMBER),
    "limits.turnover_years": Entry("limits", Shape.COUNT),
    **INSTITUTION_ENTRIES,
    **EVALUATION_ENTRIES,
}

METHOD_ENTRIES: Mapping[str, Entry] = {
    "base": Entry("staffing", Shape.COUNT),
    "base_by_kind": Entry("staffing", Shape.COUNTS, KINDS),
    "base_by_class": Entry("staffing", Shape.COUNTS, CLASSES),
    "least": Entry("staffing", Shape.COUNT),
    "reserve_share": Entry("staffing", Shape.SHARE),
    "shares": Entry("staffing", Shape.WEIGHTS, tuple(f"part_{n + 1}" for n in range(TRANCHES))),
    "weights": Entry("staffing", Shape.WEIGHTS, DRIVERS),
    **{f"weights_{n}": Entry("staffing", Shape.WEIGHTS, DRIVERS) for n in range(2, TRANCHES + 1)},
    "class_weights": Entry("staffing", Shape.WEIGHTS, CLASSES),
    "coefficients": Entry("staffing", Shape.WEIGHTS, FUNCTION_CLASSES),
    "quota": Entry("staffing", Shape.COUNTS, CLASSES),
    "quota_institution": Entry("staffing", Shape.COUNTS, CLASSES),
    "bands": Entry("staffing", Shape.BANDS),
    "bands_institution": Entry("staffing", Shape.BANDS),
    "population": Entry("staffing", Shape.WORD, ("registered", "resident")),
    "floating": Entry("staffing", Shape.WORD, ("composite-share",)),
    "rounding": Entry("staffing", Shape.WORD, ROUNDINGS),
}
"""What a staffing method may be made of; a value's name is the method's id, a dot and one of these.

``base…`` go to every unit first, ``reserve_share`` stays with the county, ``shares`` split the
rest into tranches, ``weights…`` say what each tranche follows and ``coefficients`` raise a unit's
part by its functional class; ``least`` no unit falls under. ``quota`` and ``bands`` are standards
instead: posts by class or by population, scaled to the total where they exceed it.
"""

_BOUND = re.compile(r"\d+(\.\d+)?")
METHOD_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def entry_of(name: str) -> Entry | None:
    """Give what is known of a name; the values of every staffing method are alike."""
    if (entry := VOCABULARY.get(name)) is not None:
        return entry
    method, _, key = name.partition(".")
    return METHOD_ENTRIES.get(key) if METHOD_ID.fullmatch(method) else None


def entry(name: str) -> Entry:
    """Give what is known of a name a pack has been checked for; another is a mistake of ours."""
    if (found := entry_of(name)) is None:
        raise TypeError(name)
    return found


@dataclass(frozen=True, slots=True)
class Method:
    """A staffing method as its pack declares it.

    ``subtitle`` is how it is written under a title, ``register_id`` its row in the register of
    systems (empty for a county's own), ``names`` its values in the order of the pack.
    """

    id: str
    label: str
    subtitle: str
    register_id: str
    names: tuple[str, ...]
    pack_id: str = ""


def fault_of(name: str, value: PolicyValue) -> str | None:
    """Say in Chinese what is wrong with a value for that name; None: nothing."""
    entry = entry_of(name)
    if entry is None:
        return f"没有名为“{name}”的政策项"
    if entry.shape is Shape.WEIGHTS:
        return _fault_of_named(value, entry.words, "指标", "权重")
    if entry.shape is Shape.OPTIONS:
        return _fault_of_named(value, (), "选项", "分值")
    if entry.shape is Shape.LINES:
        return _fault_of_lines(value, entry.words)
    if entry.shape is Shape.COUNTS:
        whole = isinstance(value, tuple) and all(n == int(n) for _, n in value if n.is_finite())
        what = "类别" if entry.words == CLASSES else "职务"
        return _fault_of_named(value, entry.words, what, "名数") or (
            None if whole else "名数须是整数"
        )
    if entry.shape in {Shape.BANDS, Shape.POINTS}:
        return _fault_of_bands(value, whole=entry.shape is Shape.BANDS)
    if entry.shape is Shape.METHOD:
        good = isinstance(value, str) and METHOD_ID.fullmatch(value)
        return None if good else "须是核编办法的 id"
    if entry.shape is Shape.WORDS:
        return _fault_of_words(value, entry.words)
    if entry.shape is Shape.WORD:
        return None if value in entry.words else f"只能是 {'、'.join(entry.words)} 之一"
    return _fault_of_number(value, entry.shape)


def _fault_of_number(value: PolicyValue, shape: Shape) -> str | None:
    if not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        return "须是数字"
    if value < 0:
        return "不能是负数"
    if shape is Shape.COUNT and value != int(value):
        return "须是整数"
    if shape is Shape.SHARE and value >= 1:
        return "须小于 1（5% 写作 0.05）"
    return None


def _fault_of_words(value: PolicyValue, words: tuple[str, ...]) -> str | None:
    if not isinstance(value, WordList) or not value.words:
        return "须写成一列词语"
    unknown = [word for word in value.words if words and word not in words]
    if unknown:
        return f"没有名为“{unknown[0]}”的词，可用的有 {'、'.join(words)}"
    if any(not word.strip() for word in value.words):
        return "词语不能是空白"
    return "同一词语写了两次" if len(set(value.words)) < len(value.words) else None


def _fault_of_named(
    value: PolicyValue, words: tuple[str, ...], what: str, number: str
) -> str | None:
    if not isinstance(value, tuple) or not value:
        return f"须写成“{what} = {number}”"
    unknown = [name for name, _ in value if words and name not in words]
    if unknown:
        return f"没有名为“{unknown[0]}”的{what}，可用的有 {'、'.join(words)}"
    if len({name for name, _ in value}) < len(value):
        return f"同一{what}写了两次"
    if any(not figure.is_finite() or figure < 0 for _, figure in value):
        return f"{number}不能是负数"
    return None if any(figure > 0 for _, figure in value) else f"{number}不能全部是 0"


def _fault_of_lines(value: PolicyValue, words: tuple[str, ...]) -> str | None:
    falling = isinstance(value, tuple) and all(
        upper.is_finite() and lower.is_finite() and upper > lower >= 0
        for (_, upper), (_, lower) in pairwise(value)
    )
    if isinstance(value, tuple) and tuple(name for name, _ in value) == words and falling:
        return None
    return f"须写明{'、'.join(map(policy_word, words))}，依次降低"


def _fault_of_bands(value: PolicyValue, *, whole: bool) -> str | None:
    """Find what is wrong with bounds and figures; ``whole``: both must be whole numbers."""
    if not isinstance(value, tuple) or not value:
        return "须写成“下限 = 数”"
    if not all(_BOUND.fullmatch(bound) and not (whole and "." in bound) for bound, _ in value):
        return "下限须是整数（人）" if whole else "下限须是数字"
    bounds = [Decimal(bound) for bound, _ in value]
    if bounds[0] != 0 or any(b <= a for a, b in pairwise(bounds)):
        return "下限须从 0 起由小到大"
    if any(not n.is_finite() or n < 0 or (whole and n != int(n)) for _, n in value):
        return "名数须是整数" if whole else "分数不能是负数"
    return None if any(n > 0 for _, n in value) else "不能全部是 0"
