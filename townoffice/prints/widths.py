"""How wide the columns of a table must be, and who gets what is left.

Least widths (mm): 序号 9; a name its longest + 2.4, at least 24; a number column its widest number
+ 3.5 (+ 2.2 in a long list at 10.5 or 9 pt) and its widest header line + 1.2; words 17, more where
they would need a fourth line at 9 pt; 竖写 labels 11. Columns of one group and kind are equal.

What is left goes to labels and then to remarks until they stand on one line, then evenly to the
other columns up to twice their margin (as the reference pages have it), and the rest to the last
column of remarks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from townoffice.prints.cells import FIGURES, Line, Merge, is_figure, role_of, spread, wordy
from townoffice.prints.fonts import Role
from townoffice.prints.form import Column, ColumnKind, Group, Section
from townoffice.prints.heads import label_width
from townoffice.prints.typeset import INFERRED_MARK, Typesetter
from townoffice.prints.wrap import MOST_LINES, SMALLEST, lines_width

SERIAL, SERIAL_WIDE = 9.0, 10.0
NAME, NAME_MOST = 24.0, 80.0
WORDS, WORDS_MOST = 17.0, 100.0
LABEL, LABEL_WIDE = 11.0, 15.0
INSIDE = 1.2
"""Space before and after words in a cell."""
FIGURE_MARGIN, FIGURE_MARGIN_LONG = 3.5, 2.2
REMARK_SIZE = 10.5
"""Remarks start at this size in a table of 12 pt, as the reference pages have them."""
_GROWTH = 3.5
_SHORT, _LEAST = 6.0, 4


@dataclass(frozen=True, slots=True)
class Contents:
    """What a column holds, measured once: widths in em at any size.

    ``figure`` is the widest figure, ``hang`` the room of ※ after it, ``sign`` the widest sign or
    word among figures, ``words`` the widest text, ``wrapped`` the width in mm that keeps every
    text within three lines at 9 pt.
    """

    figure: float = 0.0
    hang: float = 0.0
    sign: float = 0.0
    words: float = 0.0
    wrapped: float = 0.0


@dataclass(frozen=True, slots=True)
class Need:
    """The least width of a column and the one at which its words stand on one line (mm)."""

    least: float
    natural: float


def measure(
    section: Section, lines: Sequence[Line], merges: Sequence[Merge], type_: Typesetter
) -> tuple[Contents, ...]:
    """Measure every column of a section once; long words of merged cells wrap as they need.

    Their column holds four of their characters in a line, though.
    """
    cells = [set(texts) for texts in zip(*(line.texts for line in lines), strict=True)]
    for merge in merges:
        if merge.right - merge.left == 1:
            short = type_.em(merge.text, Role.FANG) <= _SHORT
            cells[merge.left].add(merge.text if short else merge.text[:_LEAST])
    return tuple(
        _contents(column, its, type_) for column, its in zip(section.columns, cells, strict=True)
    )


def _contents(column: Column, texts: set[str], type_: Typesetter) -> Contents:
    role = role_of(column.kind)
    if column.kind in FIGURES:
        figures = {text for text in texts if is_figure(text)}
        bare = (type_.em(text.rstrip(INFERRED_MARK), role) for text in figures)
        marked = any(text.endswith(INFERRED_MARK) for text in figures)
        return Contents(
            figure=max(bare, default=0.0),
            hang=type_.em(INFERRED_MARK, role) if marked else 0.0,
            sign=max((type_.em(text, role) for text in texts - figures), default=0.0),
        )

    def at_smallest(text: str) -> float:
        return type_.width(text, role, SMALLEST)

    room = WORDS - 2 * INSIDE
    wrapped = (
        lines_width(text, at_smallest, MOST_LINES, room, WORDS_MOST - 2 * INSIDE)
        for text in texts
        if at_smallest(text) > room
    )
    return Contents(
        words=max((type_.em(part, role) for text in texts for part in text.split("\n")), default=0),
        wrapped=max(wrapped, default=0.0),
    )


def needs(
    section: Section,
    contents: Sequence[Contents],
    type_: Typesetter,
    size: float,
    *,
    long: bool,
) -> tuple[Need, ...]:
    """Give the needs of every column of a section at a body size in points."""
    head = head_size(size)
    margin = FIGURE_MARGIN_LONG if long and size <= REMARK_SIZE else FIGURE_MARGIN
    remarks = remark_size(section, size)
    found = [
        _need(column, content, type_, (size, head, remarks), margin)
        for column, content in zip(section.columns, contents, strict=True)
    ]
    place = 0
    for node in section.header:
        place = _widen_group(node, found, place, type_, head)
    _widen_for_labels(section, found, type_, size)
    return tuple(found)


def head_size(size: float) -> float:
    """Give the size of header cells for a body size: 10.5, or 9 if the body is 9."""
    return min(size, 10.5)


def remark_size(section: Section, size: float) -> float:
    """Give the size remarks start at: that of the body in a list of words, at most 10.5 else."""
    return size if wordy(section) else min(size, REMARK_SIZE)


def _need(
    column: Column,
    content: Contents,
    type_: Typesetter,
    sizes: tuple[float, float, float],
    margin: float,
) -> Need:
    """Give the need of one column at the sizes of body, header and remarks."""
    size, head, remarks = sizes
    mm = size * 25.4 / 72
    label = label_width(column.label, type_, head, inferred=column.inferred)
    if column.kind in FIGURES:
        least = max((content.figure + content.hang) * mm, content.sign * mm) + margin
        if column.kind is ColumnKind.SERIAL:
            least = max(least, label, SERIAL)
            return Need(least, max(least, SERIAL_WIDE))
        least = max(least, label)
        return Need(least, least)
    if column.kind is ColumnKind.LABEL:
        return Need(max(LABEL, label), max(LABEL_WIDE, label))
    natural = content.words * mm + 2 * INSIDE
    if column.kind is ColumnKind.NAME:
        least = max(min(natural, NAME_MOST), NAME, label)
        return Need(least, least)
    if column.kind is ColumnKind.WORD:
        roomy = max(content.words * mm + margin, label)
        least = min(roomy, max(WORDS, content.wrapped + 2 * INSIDE, label))
        return Need(least, roomy)
    remark = content.words * remarks * 25.4 / 72 + 2 * INSIDE
    least = max(WORDS, content.wrapped + 2 * INSIDE, label)
    return Need(least, max(least, remark + 0.01))


def _widen_group(
    node: Group | Column, found: list[Need], start: int, type_: Typesetter, head: float
) -> int:
    """Make the number columns of a group equal and wide enough for its label; give its end."""
    if isinstance(node, Column):
        return start + 1
    stop = start
    for child in node.children:
        stop = _widen_group(child, found, stop, type_, head)
    kinds = {(c.kind, c.decimals) if isinstance(c, Column) else None for c in node.children}
    # A group that mixes people and percentages keeps their own widths (reference pages 1 and 2).
    if len(kinds) == 1 and None not in kinds:
        widest = max(need.least for need in found[start:stop])
        found[start:stop] = [Need(widest, max(widest, n.natural)) for n in found[start:stop]]
    for whole in (False, True):
        label = label_width(node.label, type_, head, inferred=node.inferred, whole=whole)
        _share(found, start, stop, label, only_natural=whole)
    return stop


def _share(found: list[Need], start: int, stop: int, label: float, *, only_natural: bool) -> None:
    """Widen the columns of a group evenly until its label fits over them."""
    spans = found[start:stop]
    lacking = label - sum(n.natural if only_natural else n.least for n in spans)
    if lacking > 0:
        more = lacking / len(spans)
        least = 0.0 if only_natural else more
        found[start:stop] = [Need(n.least + least, n.natural + more) for n in spans]


def _widen_for_labels(section: Section, found: list[Need], type_: Typesetter, size: float) -> None:
    """Widen the last column under every total's label until it fits over all of them."""
    for total in section.totals:
        lead = len(found) - len(total.cells)
        room = label_room(total.label, type_, size, heavy=total.heavy)
        lacking = room - sum(need.least for need in found[:lead])
        if lead and lacking > 0:
            last = found[lead - 1]
            found[lead - 1] = Need(last.least + lacking, max(last.natural, last.least + lacking))


def label_room(label: str, type_: Typesetter, size: float, *, heavy: bool) -> float:
    """Give the width a total's label needs with its sides."""
    if heavy:
        return type_.width(spread(label), Role.HEI, head_size(size)) + 2 * INSIDE
    return type_.width(label, Role.FANG, size) + 2 * INSIDE


def distribute(columns: Sequence[Column], found: Sequence[Need], total: float) -> tuple[float, ...]:
    """Give every column its width; they fill ``total`` exactly."""
    widths = [need.least for need in found]
    left = total - sum(widths)
    remarks = [place for place, c in enumerate(columns) if c.kind is ColumnKind.TEXT]
    others = [place for place, c in enumerate(columns) if c.kind is not ColumnKind.TEXT]
    for places in (others, remarks):
        lacking = {place: found[place].natural - found[place].least for place in places}
        wanted = sum(lacking.values())
        if wanted > 0 and left > 0:
            part = min(1.0, left / wanted)
            for place, lack in lacking.items():
                widths[place] += lack * part
            left -= wanted * part
    growing = [
        place
        for place, c in enumerate(columns)
        if c.kind in {ColumnKind.NUMBER, ColumnKind.WORD, ColumnKind.CODE}
    ]
    if growing and left > 0:
        more = min(_GROWTH, left / len(growing))
        for place in growing:
            widths[place] += more
        left -= more * len(growing)
    takers = remarks[-1:] or _evenly(columns)
    for place in takers:
        widths[place] += left / len(takers)
    return tuple(widths)


def _evenly(columns: Sequence[Column]) -> list[int]:
    """List the columns that share what is left when there are no remarks: all but 序号."""
    others = [place for place, c in enumerate(columns) if c.kind is not ColumnKind.SERIAL]
    return others or list(range(len(columns)))
