"""How a policy value is written on the screen."""

from decimal import Decimal

from townoffice.records import INDICATOR_LABELS, CitedValue

_WORDS = {
    "registered": "户籍人口",
    "resident": "常住人口",
    "population": "人口",
    "together": "镇乡和街道合并计算",
    "mean": "全县平均为 100",
    "share": "占比法",
    "min-max": "极差标准化法",
    "additional": "附加指标法",
    "three-step": "三步法",
    "composite-share": "综合占比",
    "largest-remainder": "最大余数法",
}


def value_words(value: CitedValue) -> str:
    """Write a value without its unit: 人口 5 : 财政收入 3, 5 %, 最大余数法; — when missing."""
    figure = value.value
    if figure is None:
        return "—"
    if isinstance(figure, tuple):
        return " : ".join(f"{_name(name)} {weight:f}" for name, weight in figure)
    if isinstance(figure, str):
        return _name(figure)
    if value.unit == "比例":
        return f"{(Decimal(figure) * 100).normalize():f} %"
    return f"{figure:f}" if isinstance(figure, Decimal) else f"{figure:,}"


def _name(word: str) -> str:
    return _WORDS.get(word) or INDICATOR_LABELS.get(word) or word
