"""How a policy value is written on the screen."""

import re
from decimal import Decimal

from townoffice.records import (
    INDICATOR_LABELS,
    CitedValue,
    PolicyValue,
    WordList,
    bound_word,
    policy_word,
)

_SEAM = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
_SHARED_OUT = frozenset({*INDICATOR_LABELS, "population", "equal", "class"})
"""What weights are given to, written as a ratio; other named numbers are a list."""


def value_words(value: CitedValue) -> str:
    """Write a value without its unit: 人口 5 : 财政收入 3, 5 %, 最大余数法; — when missing."""
    if value.name == "staffing.method":
        return "本政策包的办法"  # the pack's title, beside it, says which
    if ".points_" in value.name and isinstance(value.value, tuple):
        steps = (f"{spaced(bound_word(value.name, b))} {n:f} 分" for b, n in value.value)
        return "、".join(steps)
    return figure_words(value.value, value.unit)


def figure_words(figure: PolicyValue, unit: str) -> str:
    """Write what a policy says of something in ``unit``; — when it says nothing."""
    if figure is None:
        return "—"
    if isinstance(figure, tuple):
        ratio = all(name in _SHARED_OUT for name, _ in figure)
        held = figure if ratio else tuple(pair for pair in figure if pair[1])
        return (" : " if ratio else "、").join(f"{word(name)} {n:f}" for name, n in held)
    if isinstance(figure, WordList):
        return "、".join(map(word, figure.words))
    if isinstance(figure, str):
        return word(figure)
    if unit == "比例":
        return f"{(Decimal(figure) * 100).normalize():f} %"
    return f"{figure:f}" if isinstance(figure, Decimal) else f"{figure:,}"


def word(name: str) -> str:
    """Give the Chinese for a word of a policy: an indicator, a post, a way of counting."""
    return policy_word(name)


def spaced(words: str) -> str:
    """Set figures off from the Chinese around them, which printed forms do not."""
    return _SEAM.sub(" ", words)
