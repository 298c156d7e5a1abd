"""Breaking Chinese text into lines, and shrinking it first (paper rules, "Wrapping").

Numbers, dates and Latin never break; no line starts with closing punctuation or ※, none ends with
an opening bracket (避头尾). Widths come from the caller as a function of a text, in mm, and add up
character by character.
"""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

Measure: TypeAlias = Callable[[str], float]

NO_START = frozenset("，。、；：）〕”》※！？」』】’…％℃%),.;:!?]}·—")
NO_END = frozenset("（〔“《「『【‘([{☑☐")
SMALLEST = 9.0
STEP = 0.5
MOST_LINES = 3
"""More lines in a cell mean that its column is too narrow."""
_SLACK = 1e-6
_WHOLE = re.compile(
    r"\d+年(?:\d+月(?:\d+日)?)?|\d+月\d+日"
    r"|[0-9A-Za-z\u00b2\u00b3](?:[0-9A-Za-z\u00b2\u00b3.,:/%+\-−_@]*[0-9A-Za-z\u00b2\u00b3%])?"
)
# Words a title is not broken inside; a title is short and speaks of little else.
_TITLE_WORDS = re.compile(
    "委员会|办公室|街道办事处|乡镇|街道|机构|编制|行政|事业|人员|编外|聘用|领导|职数|设置|情况|"
    "统计|测算|核定|分类|调整|前后|对照|增减|配备|考核|得分|排名|评价|借调|审批|台账|"
    "年度|工作|综合|指标|指数|汇总|一览|名单|清单|事项|职责|准入|赋权|部门|反向|周转|"
    "使用|沿革|核查|基本|三步|定额|限额|方案|结果|明细|公示|机关|单位|关于|进一步|深化|"
    "体制|改革|意见|实施"
)


def units(text: str) -> list[str]:
    """Split a text into the pieces no line may be broken inside."""
    pieces: list[str] = []
    place = 0
    while place < len(text):
        match = _WHOLE.match(text, place)
        piece = match.group() if match else text[place]
        place += len(piece)
        glued = pieces and (piece[0] in NO_START or pieces[-1][-1] in NO_END)
        if glued:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def wrap(text: str, measure: Measure, width: float) -> tuple[str, ...]:
    """Break a text into lines of at most ``width``; a line break in it is kept.

    A piece wider than a whole line is broken anywhere: nothing is ever cut off.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_filled(units(paragraph), measure, width))
    return tuple(lines)


def _filled(pieces: Iterable[str], measure: Measure, width: float) -> list[str]:
    lines = [""]
    used = 0.0
    for piece in pieces:
        wide = measure(piece)
        if used + wide <= width + _SLACK:
            lines[-1] += piece
            used += wide
            continue
        if lines[-1]:
            lines.append("")
            used = 0.0
        if wide <= width + _SLACK:
            lines[-1], used = piece, wide
            continue
        for char in piece:
            step = measure(char)
            if lines[-1] and used + step > width + _SLACK:
                lines.append("")
                used = 0.0
            lines[-1] += char
            used += step
    return [line.strip(" ") for line in lines]


def fit(
    text: str, measure_at: Callable[[float], Measure], width: float, size: float
) -> tuple[float, tuple[str, ...]]:
    """Give the size and lines of words in a cell: shrink by half points to 9, then wrap."""
    while True:
        measure = measure_at(size)
        parts = text.split("\n")
        if all(measure(part) <= width + _SLACK for part in parts):
            return size, tuple(parts)
        if size <= SMALLEST:
            return size, wrap(text, measure, width)
        size = max(SMALLEST, size - STEP)


def even_size(
    texts: Iterable[str], measure_at: Callable[[float], Measure], width: float, size: float
) -> float:
    """Give the first size, by half points down to 9, at which no text needs a fourth line."""
    left = {text for text in texts if text}
    while size > SMALLEST:
        measure = measure_at(size)
        # What stood in three lines does so at a smaller size: only the others are tried again.
        left = {text for text in left if len(wrap(text, measure, width)) > MOST_LINES}
        if not left:
            break
        size = max(SMALLEST, size - STEP)
    return size


def lines_width(text: str, measure: Measure, count: int, start: float, end: float) -> float:
    """Give the least width from ``start`` in steps of 1 mm that needs no more lines.

    At most ``end``, which may then need more.
    """
    total = measure(text.replace("\n", ""))
    width = max(start, total / count)
    while width < end and len(wrap(text, measure, width)) > count:
        width += 1.0
    return min(width, max(start, end))


def balanced(text: str, measure: Measure, width: float) -> tuple[str, ...] | None:
    """Break a title into one or two lines between words; None if two lines do not hold it.

    Two lines differ in length (上短下长 or 上长下短) and neither is a single character.
    """
    if "\n" in text:
        given = tuple(part.strip() for part in text.split("\n") if part.strip())
        return given if len(given) <= 2 and all(measure(g) <= width for g in given) else None
    if measure(text) <= width:
        return (text,)
    best: tuple[float, int] | None = None
    inside = _inside_words(text)
    place = 0
    for piece in units(text)[:-1]:
        place += len(piece)
        upper, lower = measure(text[:place]), measure(text[place:])
        if max(upper, lower) > width or min(place, len(text) - place) < 2:
            continue
        even = abs(upper - lower) < 0.04 * (upper + lower)
        inside_brackets = text.count("（", 0, place) > text.count("）", 0, place)
        penalty = abs(upper - lower) / width + 2.0 * (place in inside) + 0.3 * even
        penalty += 1.0 * inside_brackets
        if best is None or penalty < best[0]:
            best = (penalty, place)
    return None if best is None else (text[: best[1]], text[best[1] :])


def _inside_words(text: str) -> set[int]:
    """List the places that lie inside a word."""
    places: set[int] = set()
    for match in _TITLE_WORDS.finditer(text):
        places.update(range(match.start() + 1, match.end()))
    return places
