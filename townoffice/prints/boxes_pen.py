"""Drawing a 审批表: words into boxes, rows as high as the sheet allows, and the lines between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from townoffice.feedback import BadChoice
from townoffice.prints.boxes import (
    DATE_ABOVE,
    DATED,
    LOOKS,
    OPINION_HEIGHTS,
    SIGNED_ABOVE,
    Box,
    Boxes,
    RowKind,
    Style,
)
from townoffice.prints.cells import words_role
from townoffice.prints.fonts import Role
from townoffice.prints.heads import label_lines, lines_height
from townoffice.prints.pen import Pen
from townoffice.prints.typeset import Typesetter
from townoffice.prints.wrap import MOST_LINES, SMALLEST, STEP, Measure, fit, wrap

_FIELD_HEIGHTS = (10.0, 9.5, 9.0, 8.5, 8.0)
_BELOW_FIELD = 1.0
"""A check is that much lower than a row of fields."""
_HEAD_HEIGHT = 7.0
_SMALLER = 1.5
_SIGNED_IN, _END_IN = 4.0, 4.3
_PT = 25.4 / 72
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a box: face, size in points, lines."""

    role: Role
    size: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoxSheet:
    """A 审批表 with every decision made: words in the order of the boxes, lines between rows."""

    boxes: Boxes
    words: tuple[Words, ...]
    tops: tuple[float, ...]


def lay_out_boxes(boxes: Boxes, room: float, type_: Typesetter) -> BoxSheet:
    """Choose the height of the rows for a room of that height (mm), the largest that fits.

    Where words take too many lines they are set a size smaller. Raises BadChoice if even that does
    not fit.
    """
    for smaller in (0.0, _SMALLER):
        words = tuple(words_in(box, type_, smaller) for box in boxes.boxes)
        for height in _FIELD_HEIGHTS:
            heights = _heights(boxes, words, height)
            if sum(heights) <= room + _TOLERANCE:
                return BoxSheet(boxes, words, tuple(accumulate(heights, initial=0.0)))
    raise BadChoice(
        "审批表的文字太多，一页纸放不下", hint="请缩短事由、核对事项和注，详细情况另附说明"
    )


def words_in(box: Box, type_: Typesetter, smaller: float) -> Words:
    """Break the words of a box: labels between words, a single value shrinks, others wrap.

    ``smaller`` is taken off the size (pt) of what is not a label.
    """
    look = LOOKS[box.style]
    if box.style is Style.UPRIGHT:
        return Words(look.role, look.size, tuple(box.text))
    width = box.right - box.left
    if box.style in {Style.LABEL, Style.BESIDE}:
        lines = label_lines(box.text, type_, look.size, width, inferred=False)
        return Words(look.role, look.size, lines)
    role = words_role(box.text)
    width -= 2 * look.inside

    def measure_at(size: float) -> Measure:
        return lambda part: type_.width(part, role, size)

    size = look.size - smaller
    if box.style in {Style.VALUE, Style.RESULT}:
        return Words(role, *fit(box.text, measure_at, width, size))
    if box.style is Style.WORDS:
        # On one line if a smaller size gives one; otherwise on several at its own size.
        single, lines = fit(box.text, measure_at, width, size)
        if len(lines) == 1:
            return Words(role, single, lines)
    most = max(MOST_LINES, box.lines)
    while len(wrap(box.text, measure_at(size), width)) > most and size > SMALLEST:
        size -= STEP
    return Words(role, size, wrap(box.text, measure_at(size), width))


def _heights(boxes: Boxes, words: Sequence[Words], field: float) -> list[float]:
    """Give the heights of all rows, raised evenly under a box that holds more lines."""
    least: Mapping[RowKind, float] = {
        RowKind.FIELD: field,
        RowKind.HEAD: _HEAD_HEIGHT,
        RowKind.CHECK: field - _BELOW_FIELD,
        **dict(zip((RowKind.ROOM, RowKind.SIGNED, RowKind.DATED), OPINION_HEIGHTS, strict=True)),
    }
    heights = [least[kind] for kind in boxes.rows]
    for box, its in zip(boxes.boxes, words, strict=True):
        count = max(len(its.lines), box.lines)
        signed = sum(OPINION_HEIGHTS[1:]) if box.opinion is not None else 0.0
        need = lines_height(count, its.size) + signed if count > 1 else 0.0
        lacking = need - sum(heights[box.top : box.bottom])
        if lacking > 0:
            rows = range(box.top, box.bottom)
            # What an opinion says takes room above the signature, which stays where it is.
            for row in rows[:1] if box.opinion is not None else rows:
                heights[row] += lacking / (1 if box.opinion is not None else len(rows))
    return heights


def draw_boxes(pen: Pen, sheet: BoxSheet, top: float, type_: Typesetter) -> float:
    """Draw the boxes from ``top`` (mm below the 版心's upper edge); give where they end."""
    bottom = top + sheet.tops[-1]
    right = max(box.right for box in sheet.boxes.boxes)
    for box, words in zip(sheet.boxes.boxes, sheet.words, strict=True):
        upper, lower = top + sheet.tops[box.top], top + sheet.tops[box.bottom]
        if box.opinion is not None:
            _draw_opinion(pen, box, words, upper, lower, type_)
        else:
            _draw_words(pen, box, words, (upper + lower) / 2, type_)
        if box.right < right:
            pen.hair(box.right, upper, box.right, lower)
        if lower < bottom - _TOLERANCE:
            pen.hair(box.left, lower, box.right, lower)
    pen.frame(0, top, right, bottom - top)
    return bottom


def _draw_words(pen: Pen, box: Box, words: Words, middle: float, type_: Typesetter) -> None:
    look = LOOKS[box.style]
    pitch = words.size * look.line * _PT
    y = middle - pitch * (len(words.lines) - 1) / 2
    for text in words.lines:
        x = box.left + look.inside
        if look.centred:
            x = (box.left + box.right - type_.width(text, words.role, words.size)) / 2
        pen.write(text, words.role, words.size, x, y)
        y += pitch


def _draw_opinion(
    pen: Pen, box: Box, words: Words, upper: float, lower: float, type_: Typesetter
) -> None:
    """Draw what is said beforehand, the signature, the stamp and the date."""
    if box.opinion is None:
        return
    look = LOOKS[box.style]
    pitch = words.size * look.line * _PT
    for place, text in enumerate(words.lines):
        y = upper + 1 + pitch * (place + 0.5)
        pen.write(text, words.role, words.size, box.left + look.inside, y)
    y = lower - SIGNED_ABOVE
    pen.write(box.opinion.signed, look.role, look.size, box.left + _SIGNED_IN, y)
    for text, above in ((box.opinion.stamp, SIGNED_ABOVE), (DATED, DATE_ABOVE)):
        x = box.right - _END_IN - type_.width(text, look.role, look.size)
        pen.write(text, look.role, look.size, x, lower - above)
