"""Sizes of a printed sheet: paper, columns from content, heights from wrapped words.

Millimetres and points. Widths are estimates (a Chinese character is one em wide, a digit half), as
a spreadsheet cannot ask the printer's fonts. Every column is measured once, whatever is tried.

Sections with different columns stand on one sheet whose columns end wherever one of theirs does: a
column of the form is then a *track* over several columns of the sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from townoffice.prints.boxes import Boxes, boxes_of
from townoffice.prints.cells import wordy
from townoffice.prints.form import Column, ColumnKind, Form, Group, Section
from townoffice.prints.heads import leaf_count
from townoffice.prints.xlsx_words import Content, contents, text_width

LONG_LIST = 25
"""Rows above which a table is a long list: smaller type rather than a wider sheet, lower rows."""
PIXEL = 25.4 / 96
_HEAD_SIZE = 10.5
_LEAST = {
    ColumnKind.SERIAL: 10.5,
    ColumnKind.NAME: 24.0,
    ColumnKind.WORD: 13.0,
    ColumnKind.CODE: 17.0,
    ColumnKind.TEXT: 17.0,
    ColumnKind.NUMBER: 9.0,
    ColumnKind.LABEL: 15.0,
}
"""The smallest width of every kind."""
_WORD_SIDES = 2.4
_ROOMY, _USUAL, _SNUG, _TIGHT = 4.5, 3.5, 3.0, 2.6
"""What is added to the widest figure of a column."""
_SMALLEST_REMARK = 9.0
_REMARK_LINES = 2
_WIDEST_REMARK = 100.0

Track = tuple[int, int]
"""The first and last column of the sheet that a column of a form takes."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of GB/T 9704: number in the file format, orientation, print area, margins (mm)."""

    number: int
    landscape: bool
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


A4_UPRIGHT = Paper(9, landscape=False, width=156, height=225, top=37, bottom=35, left=28, right=26)
A4_ACROSS = Paper(9, landscape=True, width=225, height=156, top=28, bottom=26, left=35, right=37)
A3_ACROSS = Paper(8, landscape=True, width=366, height=225, top=37, bottom=35, left=28, right=26)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The paper, body size in points, columns of the sheet (mm) and the tracks of every section.

    A table too wide for paper begins a new page at each of ``breaks`` and says the columns up to
    ``repeated`` on every page; ``last`` is the last column of the first page then.
    """

    paper: Paper
    body: float
    widths: tuple[float, ...]
    tracks: tuple[tuple[Track, ...], ...]
    contents: tuple[tuple[Content, ...], ...] = ()
    breaks: tuple[int, ...] = ()
    repeated: int = -1

    @property
    def head(self) -> float:
        """Size of header cells."""
        return min(_HEAD_SIZE, self.body)

    @property
    def last(self) -> int:
        """The last column of the sheet, from 0, or of its first page."""
        return (self.breaks[0] if self.breaks else len(self.widths)) - 1

    @property
    def first(self) -> int:
        """The first column of what stands around the table: none that every page says again."""
        return self.repeated + 1 if self.breaks else 0

    @property
    def total(self) -> float:
        """Width from the first to the last column in mm."""
        return self.between(self.first, self.last)

    def between(self, first: int, last: int) -> float:
        """Width from one column to another, both included."""
        return sum(self.widths[first : last + 1])

    def free_digits(self, section: int) -> list[int]:
        """Give for every column the digits to leave free so that its widest figure is centred."""
        digit = text_width("0", self.body)
        free = []
        for track, content in zip(self.tracks[section], self.contents[section], strict=True):
            left = self.between(*track) - content.width(self.body)
            # The other half stays free on the left: a broader font does not show as ###.
            free.append(max(0, int(left / 2 / digit)))
        return free


def sizes_of(form: Form) -> Sizes:
    """Choose paper and body size by the sum of the smallest widths, and fill the print width."""
    if form.approval is not None:
        return _boxed(boxes_of(form.approval))
    every = tuple(contents(section) for section in form.sections)
    tries = [(A4_UPRIGHT, 12.0, _USUAL)]
    if max(len(section.rows) for section in form.sections) > LONG_LIST:
        tries.append((A4_UPRIGHT, 10.5, _TIGHT))
    tries += [
        (A4_ACROSS, 12.0, _ROOMY),
        (A4_ACROSS, 12.0, _USUAL),
        (A4_ACROSS, 12.0, _SNUG),
        (A4_ACROSS, 10.5, _USUAL),
        (A4_ACROSS, 9.0, _USUAL),
        (A3_ACROSS, 10.5, _USUAL),
    ]
    for paper, body, sides in tries:
        widths = _widths(form, every, body, sides)
        if all(sum(its) <= paper.width for its in widths):
            filled = [
                _filled(section, its, paper.width)
                for section, its in zip(form.sections, widths, strict=True)
            ]
            return _on_tracks(paper, body, filled, every)
    return _divided(form, _widths(form, every, 10.5, _TIGHT), every)


def _widths(
    form: Form, every: Sequence[tuple[Content, ...]], body: float, sides: float
) -> list[list[float]]:
    """Give the widths of every section; those whose columns are of the same kinds share theirs."""
    found = [
        _section_widths(section, content, body, sides)
        for section, content in zip(form.sections, every, strict=True)
    ]
    if len({tuple(column.kind for column in section.columns) for section in form.sections}) > 1:
        return found
    return [[max(same) for same in zip(*found, strict=True)]] * len(found)


def _section_widths(
    section: Section, content: Sequence[Content], body: float, sides: float
) -> list[float]:
    head = min(body, _HEAD_SIZE)
    widths = []
    figures = {ColumnKind.NUMBER, ColumnKind.CODE}
    words = wordy(section)
    for column, its in zip(section.columns, content, strict=True):
        label = text_width(column.label, head) + (2.5 if column.inferred else 0) + 2.0
        if column.kind is ColumnKind.TEXT:
            longest = its.width(_SMALLEST_REMARK)
            need = min(longest / _REMARK_LINES + 3.0, _WIDEST_REMARK)
        elif column.kind is ColumnKind.LABEL:
            need = 0.0
        else:
            need = its.width(body) + (sides if column.kind in figures else _WORD_SIDES)
            need = min(need, _WIDEST_REMARK) if words else need
        widths.append(max(_LEAST[column.kind], label, need))
    _even_groups(section.header, widths, 0, head)
    for total in section.totals:
        lead = len(widths) - len(total.cells)
        lacking = text_width(total.label, body) + 3.0 - sum(widths[:lead])
        if lead and lacking > 0:
            widths[lead - 1] += lacking
    return widths


def _even_groups(
    nodes: Sequence[Group | Column], widths: list[float], start: int, head: float
) -> int:
    """Make columns of one group equally wide where they hold the same sort of thing.

    All are made wide enough for the label of the group. Gives the next free place.
    """
    for node in nodes:
        if isinstance(node, Column):
            start += 1
            continue
        end = _even_groups(node.children, widths, start, head)
        sorts = {(c.kind, c.decimals) if isinstance(c, Column) else None for c in node.children}
        if len(sorts) == 1 and None not in sorts:
            widths[start:end] = [max(widths[start:end])] * (end - start)
        lacking = text_width(node.label, head) + 4.5 - sum(widths[start:end])
        for place in range(start, end):
            widths[place] += max(0.0, lacking) / (end - start)
        start = end
    return start


def _filled(section: Section, widths: Sequence[float], width: float) -> list[float]:
    """Give what is left to the last column of remarks, else to all evenly."""
    left = width - sum(widths)
    remarks = [n for n, c in enumerate(section.columns) if c.kind is ColumnKind.TEXT]
    if remarks:
        return [w + left if n == remarks[-1] else w for n, w in enumerate(widths)]
    return [w + left / len(widths) for w in widths]


def _on_tracks(
    paper: Paper,
    body: float,
    widths: Sequence[Sequence[float]],
    every: tuple[tuple[Content, ...], ...],
) -> Sizes:
    """Let the sheet have an edge wherever a section has one, to the pixel."""
    edges = [[round(x / PIXEL) for x in accumulate(its, initial=0.0)] for its in widths]
    places = {edge: n for n, edge in enumerate(sorted({x for its in edges for x in its}))}
    columns = tuple((b - a) * PIXEL for a, b in pairwise(places))
    tracks = tuple(tuple((places[a], places[b] - 1) for a, b in pairwise(its)) for its in edges)
    return Sizes(paper, body, columns, tracks, every)


def _divided(
    form: Form, widths: Sequence[Sequence[float]], every: tuple[tuple[Content, ...], ...]
) -> Sizes:
    """Divide a table over sheets turned sideways, between the groups of its header."""
    sizes = _on_tracks(A4_ACROSS, _HEAD_SIZE, widths, every)
    section = max(form.sections, key=lambda section: len(section.columns))
    tracks = sizes.tracks[form.sections.index(section)]
    same = [n for n, c in enumerate(section.columns) if c.kind in _SAID_AGAIN]
    repeated = tracks[same[-1]][1] if same and same[-1] < len(same) else -1
    room = A4_ACROSS.width - sizes.between(0, repeated)
    breaks: list[int] = []
    used, start = -sizes.between(0, repeated), 0
    for node in section.header:
        stop = start + leaf_count(node)
        whole = sizes.between(tracks[start][0], tracks[stop - 1][1])
        # A group wider than a sheet is cut between its columns, any other never.
        steps = [(start, stop)] if whole <= room else [(n, n + 1) for n in range(start, stop)]
        for first, end in steps:
            wide = sizes.between(tracks[first][0], tracks[end - 1][1])
            if used + wide > room and first:
                breaks.append(tracks[first][0])
                used = 0.0
            used += wide
        start = stop
    return Sizes(A4_ACROSS, sizes.body, sizes.widths, sizes.tracks, every, tuple(breaks), repeated)


_SAID_AGAIN = frozenset({ColumnKind.SERIAL, ColumnKind.NAME})


def _boxed(boxes: Boxes) -> Sizes:
    """Give the columns of a 审批表: an edge wherever a box has one."""
    edges = sorted({round(x / PIXEL) for box in boxes.boxes for x in (box.left, box.right)})
    widths = tuple((b - a) * PIXEL for a, b in pairwise(edges))
    places = {edge: n for n, edge in enumerate(edges)}
    tracks = tuple(
        (places[round(box.left / PIXEL)], places[round(box.right / PIXEL)] - 1)
        for box in boxes.boxes
    )
    return Sizes(A4_UPRIGHT, 12.0, widths, (tracks,))
