"""How a policy value is written on the screen."""

from decimal import Decimal

from townoffice.records import INDICATOR_LABELS, CitedValue, LeaderPost, PolicyValue

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


_POSTS = {post.value: post.label for post in LeaderPost}


def value_words(value: CitedValue) -> str:
    """Write a value without its unit: 人口 5 : 财政收入 3, 5 %, 最大余数法; — when missing."""
    return figure_words(value.value, value.unit)


def figure_words(figure: PolicyValue, unit: str) -> str:
    """Write what a policy says of something in ``unit``; — when it says nothing."""
    if figure is None:
        return "—"
    if isinstance(figure, tuple) and any(name in _POSTS for name, _ in figure):
        return "、".join(f"{_POSTS[name]} {count:f}" for name, count in figure if count)
    if isinstance(figure, tuple):
        return " : ".join(f"{word(name)} {weight:f}" for name, weight in figure)
    if isinstance(figure, str):
        return word(figure)
    if unit == "比例":
        return f"{(Decimal(figure) * 100).normalize():f} %"
    return f"{figure:f}" if isinstance(figure, Decimal) else f"{figure:,}"


def word(name: str) -> str:
    """Give the Chinese for a word of a policy: an indicator, a post, a way of counting."""
    return _WORDS.get(name) or INDICATOR_LABELS.get(name) or _POSTS.get(name) or name
