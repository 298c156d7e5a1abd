"""What an indicator must be like, whether it stands in a pack or in a contest.

Each function says in Chinese what is wrong, empty: nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from townoffice.records import AssessmentIndicator, Scoring

FULL_MARKS = Decimal(100)
"""The weights of one group come to this, and a score is of this."""

_KNOWN = {
    Scoring.DIRECT: {"full"},
    Scoring.COMPLETION: {"target", "cap"},
    Scoring.REVERSE_COMPLETION: {"target"},
    Scoring.RANK: {"best", "worst"},
    Scoring.EFFICACY: {"low", "high", "cap"},
    Scoring.STANDARD: {"cap"},
    Scoring.DEDUCTION: set[str](),
}
FIGURE_LABELS: Mapping[str, str] = {
    "full": "满分",
    "target": "目标值",
    "cap": "上限倍数",
    "best": "首位得分",
    "worst": "末位得分",
    "low": "最低值",
    "high": "最高值",
}
"""How the figures of the methods are called."""

_JUDGED = {Scoring.DIRECT, Scoring.DEDUCTION, Scoring.BALLOT}
_ABOVE_ZERO = {"full", "target", "cap"}


def fault_of_weights(indicators: Iterable[AssessmentIndicator]) -> str:
    """Check that the weights of one group come to 100."""
    total = sum((indicator.weight for indicator in indicators), Decimal(0))
    return "" if total == FULL_MARKS else f"各项指标的分值合计为{total:f}，须为{FULL_MARKS}"


def fault_of_figures(indicator: AssessmentIndicator) -> str:
    """Check that weight and figures are possible, and those its method knows."""
    if indicator.weight <= 0:
        return "分值须大于0"
    figures = dict(indicator.figures)
    if len(figures) < len(indicator.figures):
        return "同一数值写了两次"
    if indicator.scoring is Scoring.BANDS:
        return _fault_of_bands(indicator)
    if indicator.scoring is Scoring.BALLOT:
        wrong = [name for name, points in figures.items() if not 0 <= points <= FULL_MARKS]
        return f"选项“{wrong[0]}”的分值须在0到{FULL_MARKS}之间" if wrong else ""
    known = _KNOWN[indicator.scoring]
    if unknown := [name for name in figures if name not in known]:
        return f"“{indicator.scoring.label}”没有名为“{unknown[0]}”的数值"
    if low := [name for name, figure in figures.items() if name in _ABOVE_ZERO and figure <= 0]:
        return f"“{FIGURE_LABELS[low[0]]}”须大于0"
    return _fault_of_ends(indicator, figures)


def _fault_of_ends(indicator: AssessmentIndicator, figures: Mapping[str, Decimal]) -> str:
    """Check the figures of the best and the worst, where the method has them."""
    if ("low" in figures) != ("high" in figures):
        return "最低值和最高值须同时写明"
    if "low" in figures and figures["low"] > figures["high"]:
        return "最低值不能高于最高值"
    best = figures.get("best", indicator.weight)
    if best > indicator.weight:
        return f"首位得分不能超过分值{indicator.weight:f}"
    return "" if 0 <= figures.get("worst", Decimal(0)) <= best else "末位得分须在0到首位得分之间"


def _fault_of_bands(indicator: AssessmentIndicator) -> str:
    if not indicator.figures:
        return "区间等级须写明各档得分"
    if any(not 0 <= points <= indicator.weight for _, points in indicator.figures):
        return f"各档得分须在0到分值{indicator.weight:f}之间"
    bounds = [bound_of(name) for name, _ in indicator.figures]
    if any(bound is None for bound in bounds) and any(bound is not None for bound in bounds):
        return "各档要么都写下限，要么都写等级"
    numbers = [bound for bound in bounds if bound is not None]
    return "" if numbers == sorted(set(numbers)) else "各档下限须由小到大"


def bound_of(name: str) -> Decimal | None:
    """Read the lower bound of a band; None where it is the word of a grade."""
    try:
        bound = Decimal(name)
    except InvalidOperation:
        return None
    return bound if bound.is_finite() else None


def fault_for_subdistricts(indicator: AssessmentIndicator, barred: Collection[str]) -> str:
    """Check that a subdistrict may be asked for it: no investment, no economy (S3)."""
    found = next((word for word in barred if word.lower() in indicator.name.lower()), None)
    if found is None:
        return ""
    return f"街道不得考核招商引资和经济指标：“{indicator.name}”（{found}）"


def fault_of_judging(indicator: AssessmentIndicator, assessors: Collection[str]) -> str:
    """Check that no department marks townships itself instead of reporting figures (S0).

    A figure reported is turned into points by a rule; a score, a deduction, the word of a grade or
    a vote is a judgement. The bodies of the county's committee and government may judge.
    """
    if not indicator.source or any(word in indicator.source for word in assessors):
        return ""
    if indicator.scoring is Scoring.BANDS:
        judged = any(bound_of(name) is None for name, _ in indicator.figures)
    else:
        judged = indicator.scoring in _JUDGED
    if not judged:
        return ""
    return f"部门不得直接考核乡镇（街道）：“{indicator.name}”由{indicator.source}打分"
