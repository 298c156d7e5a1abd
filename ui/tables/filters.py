"""What is typed into the filter row, as a test of one cell.

Text: every word must occur, as it stands or as pinyin initials (``qsz``); ``|`` between
alternatives; ``!`` before a word that must not occur. Numbers: ``>100 <100 >=100 <=100 =100
!=100``, ranges ``100~200`` (also ``100-200``, ``100..200``), 万 and 亿 understood. ``=`` alone
finds empty cells, ``!`` alone the others.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from ui.tables.numbers import Number, number_in, plain
from ui.tables.pinyin import is_spelling, spelled

Passes = Callable[[Number | None, str], bool]

_SIGNS: dict[str, Callable[[Number, Number], bool]] = {
    ">=": operator.ge,
    "≥": operator.ge,
    "<=": operator.le,
    "≤": operator.le,
    "!=": operator.ne,
    "≠": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_WIDE = str.maketrans({"＞": ">", "＜": "<", "＝": "=", "！": "!", "｜": "|", "～": "~", "　": " "})
_RANGE = re.compile(r"(-?[\d.,]+[万亿]?)\s*(?:~|\.\.|—|-|至)\s*(-?[\d.,]+[万亿]?)")
HELP = (
    "文字：输入名称的一部分或拼音首字母，如 qsz；多个词用空格隔开，任选用 |，排除用 !\n"
    "数字：>100　<=200　=30　100~200　>5万；只输入 = 找空格"
)


@dataclass(frozen=True, slots=True)
class Test:
    """Whether a cell (its number, its text) passes; ``words`` = the text matters too."""

    passes: Passes
    words: bool = True


@dataclass(frozen=True, slots=True)
class WrongFilter:
    """The filter cannot be understood; ``reason`` says why."""

    reason: str


def parse(text: str) -> Test | WrongFilter | None:
    """The test for ``text``; None when nothing is typed."""
    wanted = text.translate(_WIDE).strip()
    if not wanted:
        return None
    if wanted in ("=", "!"):
        empty = wanted == "="
        return Test(lambda _number, shown: (not shown.strip()) == empty)
    tests = [_one(part.strip()) for part in wanted.split("|") if part.strip()]
    good = [test for test in tests if not isinstance(test, WrongFilter)]
    wrong = [test for test in tests if isinstance(test, WrongFilter)]
    if wrong:
        return wrong[0]
    if len(good) == 1:
        return good[0]
    words = any(test.words for test in good)
    return Test(lambda number, shown: any(test.passes(number, shown) for test in good), words)


def _one(wanted: str) -> Test | WrongFilter:
    sign = next((sign for sign in _SIGNS if wanted.startswith(sign)), None)
    if sign is not None:
        return _compared(_SIGNS[sign], sign, wanted[len(sign) :].strip())
    between = _RANGE.fullmatch(wanted)
    if between is not None:
        ends = number_in(between[1]), number_in(between[2])
        if ends[0] is not None and ends[1] is not None:
            return _between(ends[0], ends[1], wanted)
    words = [_word(word) for word in wanted.split()]
    return Test(lambda number, shown: all(word(number, shown) for word in words))


def _compared(
    compare: Callable[[Number, Number], bool], sign: str, typed: str
) -> Test | WrongFilter:
    limit = number_in(typed)
    if limit is not None:
        return Test(
            lambda number, _shown: number is not None and compare(number, limit), words=False
        )
    if sign in ("=", "!=", "≠") and typed:
        equal = sign == "="
        return Test(lambda _number, shown: (shown.strip() == typed) == equal)
    return WrongFilter(f"“{sign}”后面要写一个数，如 {sign}100")


def _between(low: Number, high: Number, wanted: str) -> Test:
    low, high = min(low, high), max(low, high)

    def test(number: Number | None, shown: str) -> bool:
        # 2024-03 in a column of text is a date, not a range
        return wanted in shown if number is None else low <= number <= high

    return Test(test, words=False)


def _word(word: str) -> Passes:
    if word.startswith("!") and len(word) > 1:
        inner = _word(word[1:])
        return lambda number, shown: not inner(number, shown)
    lowered = word.lower()
    digits = plain(lowered)
    if is_spelling(lowered):
        return lambda _number, shown: lowered in shown.lower() or lowered in spelled(shown)
    return lambda number, shown: (
        lowered in shown.lower() or (number is not None and digits in plain(shown))
    )
