"""A 审批表 as boxes: its cells, how wide they are, what they hold, and what kinds of rows it has.

Millimetres in a 版心 156 wide. Paper and spreadsheet draw these boxes; the words are measured only
for paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate, groupby

from townoffice.feedback import BadChoice
from townoffice.prints.approval import (
    COLUMNS,
    Approval,
    Checks,
    Fields,
    Label,
    Opinion,
    Opinions,
    Value,
)
from townoffice.prints.cells import spread
from townoffice.prints.fonts import Role
from townoffice.prints.heads import LINE
from townoffice.prints.widths import INSIDE

FIELD_WIDTHS = (24.0, 28.0) * 3
CHECK_WIDTHS = (10.0, 6.5, 33.5, 44.0, 46.0, 16.0)
OPINION_WIDTHS = (16.0, 62.0) * 2
OPINION_HEIGHTS = (13.75, 6.5, 7.75)
"""An opinion box, 28 high, as three rows: room for words, the signature, the date."""
SIGNED_ABOVE, DATE_ABOVE = 11.0, 4.5
"""How far the middle of signature and date lies above the lower line of an opinion box."""

DATED = "年　　月　　日"


class Style(Enum):
    """What a box holds; face, size and alignment follow from it."""

    LABEL = auto()
    BESIDE = auto()
    """The label of an opinion, whose lines have room."""
    UPRIGHT = auto()
    VALUE = auto()
    WORDS = auto()
    """A value from the left, over several lines if need be."""
    NUMBER = auto()
    CHECK = auto()
    RESULT = auto()
    OPINION = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of a style are set: ``inside`` is the space at their sides in mm."""

    role: Role
    size: float
    centred: bool = True
    inside: float = INSIDE
    line: float = LINE


LOOKS: Mapping[Style, Look] = {
    Style.LABEL: Look(Role.HEI, 10.5),
    Style.BESIDE: Look(Role.HEI, 10.5, line=1.35),
    Style.UPRIGHT: Look(Role.HEI, 10.5),
    Style.VALUE: Look(Role.FANG, 12.0),
    Style.WORDS: Look(Role.FANG, 12.0, centred=False, inside=2.4),
    Style.NUMBER: Look(Role.SONG, 10.5),
    Style.CHECK: Look(Role.FANG, 10.5, centred=False),
    Style.RESULT: Look(Role.FANG, 10.5),
    Style.OPINION: Look(Role.FANG, 12.0, centred=False, inside=2.4),
}


class RowKind(Enum):
    """What a row of boxes is; its least height follows from it."""

    FIELD = auto()
    HEAD = auto()
    CHECK = auto()
    ROOM = auto()
    SIGNED = auto()
    DATED = auto()


@dataclass(frozen=True, slots=True)
class Box:
    """A cell from ``left`` to ``right`` (mm) over rows ``top`` to ``bottom``.

    ``lines`` is the least room it has; ``opinion`` what is to be signed in it.
    """

    left: float
    right: float
    top: int
    bottom: int
    text: str
    style: Style
    lines: int = 1
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Boxes:
    """All cells of a 审批表 and what its rows are."""

    boxes: tuple[Box, ...]
    rows: tuple[RowKind, ...]


def boxes_of(approval: Approval) -> Boxes:
    """Lay out the parts from top to bottom.

    Raises BadChoice if the cells of a row do not fill the six columns.
    """
    boxes: list[Box] = []
    rows: list[RowKind] = []
    for kind, parts in groupby(approval.parts, type):
        if kind is Fields:
            fields = [part for part in parts if isinstance(part, Fields)]
            boxes += _fields(fields, len(rows))
            rows += [RowKind.FIELD] * len(fields)
            continue
        for part in parts:
            if isinstance(part, Checks):
                boxes += _checks(part, len(rows))
                rows += [RowKind.HEAD, *[RowKind.CHECK] * len(part.checks)]
            elif isinstance(part, Opinions):
                boxes += _opinions(part, len(rows))
                rows += [RowKind.ROOM, RowKind.SIGNED, RowKind.DATED]
    return Boxes(tuple(boxes), tuple(rows))


def _fields(fields: Sequence[Fields], first: int) -> Iterator[Box]:
    edges = tuple(accumulate(FIELD_WIDTHS, initial=0.0))
    taken = [[False] * COLUMNS for _ in fields]
    for row, field in enumerate(fields):
        for cell in field.cells:
            column = taken[row].index(False) if False in taken[row] else COLUMNS
            stop, bottom = column + cell.across, row + cell.down
            rows = taken[row:bottom]
            if stop > COLUMNS or len(rows) < cell.down or any(any(r[column:stop]) for r in rows):
                raise _uneven(first + row)
            for line in rows:
                line[column:stop] = [True] * cell.across
            yield _field(cell, edges[column], edges[stop], first + row)
        if not all(taken[row]):
            raise _uneven(first + row)


def _field(cell: Label | Value, left: float, right: float, top: int) -> Box:
    if isinstance(cell, Label):
        return Box(left, right, top, top + cell.down, spread(cell.text), Style.LABEL)
    style = Style.VALUE if cell.across == 1 else Style.WORDS
    return Box(left, right, top, top + cell.down, cell.text, style, cell.lines)


def _uneven(row: int) -> BadChoice:
    return BadChoice(
        "审批表这一行的格子排不满六栏，或者互相重叠",
        where=f"第{row + 1}行",
        hint="请核对各格所占的栏数和行数",
    )


def _checks(part: Checks, first: int) -> Iterator[Box]:
    edges = tuple(accumulate(CHECK_WIDTHS, initial=0.0))
    last = first + 1 + len(part.checks)
    yield Box(0.0, edges[1], first, last, part.label, Style.UPRIGHT)
    starts = (1, 3, 4, 5)
    for head, start in zip(part.heads, starts, strict=True):
        stop = 3 if start == 1 else start + 1
        yield Box(edges[start], edges[stop], first, first + 1, spread(head), Style.LABEL)
    styles = (Style.NUMBER, Style.CHECK, Style.CHECK, Style.CHECK, Style.RESULT)
    for number, check in enumerate(part.checks, 1):
        texts = (str(number), check.item, check.rule, check.fact, check.result)
        for column, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
            row = first + number
            yield Box(edges[column], edges[column + 1], row, row + 1, text, style)


def _opinions(part: Opinions, first: int) -> Iterator[Box]:
    edges = tuple(accumulate(OPINION_WIDTHS, initial=0.0))
    last = first + len(OPINION_HEIGHTS)
    for place, opinion in enumerate((part.left, part.right)):
        left, middle, right = edges[2 * place : 2 * place + 3]
        yield Box(left, middle, first, last, opinion.label, Style.BESIDE)
        yield Box(middle, right, first, last, opinion.text, Style.OPINION, opinion=opinion)
