"""Which sheet a form takes, at which body size, and how too wide tables are divided.

The order of the paper rules: upright, sideways, 10.5 pt, 9 pt, A3, divided. A table that does not
fit on one page is a long list: at most 10.5 pt, narrow rows, and the search starts again, because
narrow number columns may then stay upright.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from townoffice.feedback import BadChoice
from townoffice.prints.cells import (
    WRAPPING,
    Line,
    Merge,
    leading,
    lines_of,
    merges_of,
    role_of,
    wordy,
)
from townoffice.prints.form import Column, ColumnKind, Form, Group, Section, index_marks
from townoffice.prints.heads import Head, lay_out, leaf_count
from townoffice.prints.sheet import Paper
from townoffice.prints.typeset import MM, Typesetter
from townoffice.prints.widths import (
    INSIDE,
    Contents,
    Need,
    distribute,
    head_size,
    measure,
    needs,
    remark_size,
)
from townoffice.prints.wrap import SMALLEST, Measure, even_size

SIZES = (12.0, 10.5, 9.0)
LONG_SIZES = (10.5, 9.0)
UPRIGHT_COLUMNS = 8
"""More columns than that normally lie sideways."""
_NARROW = 12.0
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Grid:
    """A section with its lines and what its columns are and hold; ``wordy`` is a list of words."""

    section: Section
    lines: tuple[Line, ...]
    contents: tuple[Contents, ...]
    kinds: tuple[ColumnKind, ...] = ()
    merges: tuple[Merge, ...] = ()
    wordy: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A section, or the part of one that stands on a sheet beside its 序号 and names.

    ``columns`` are places in the section; ``edges`` the vertical lines from the left of the 版心,
    one more than columns; ``sizes`` those of their words (pt). ``marks`` is the index row, empty in
    a list of words.
    """

    columns: tuple[int, ...]
    edges: tuple[float, ...]
    sizes: tuple[float, ...]
    head: Head
    marks: tuple[str, ...]

    def under(self, lead: int) -> int:
        """Count its columns among the first ``lead`` of the section."""
        return sum(column < lead for column in self.columns)


@dataclass(frozen=True, slots=True)
class Plan:
    """Sheet, body size in points, and the strips of every section."""

    paper: Paper
    size: float
    long: bool
    strips: tuple[tuple[Strip, ...], ...]


def grids_of(form: Form, type_: Typesetter) -> tuple[Grid, ...]:
    """Write out and measure the sections of a form, once."""
    grids = []
    for section in form.sections:
        lines = lines_of(section)
        merges = merges_of(section)
        contents = measure(section, lines, merges, type_)
        kinds = tuple(column.kind for column in section.columns)
        grids.append(Grid(section, lines, contents, kinds, merges, wordy(section)))
    return tuple(grids)


def plans(grids: Sequence[Grid], type_: Typesetter, *, long: bool) -> Iterator[Plan]:
    """Give the plans whose least widths fit, in the order of the rules; a divided one always does.

    Raises BadChoice if a single column is wider than a sheet.
    """
    sizes = LONG_SIZES if long and not all(grid.wordy for grid in grids) else SIZES
    tries = [(Paper.UPRIGHT, sizes[0]), *((Paper.SIDEWAYS, size) for size in sizes)]
    tries += [(Paper.A3, size) for size in sizes]
    for paper, size in tries:
        if paper is Paper.UPRIGHT and not _may_stand_upright(grids, type_, size, long=long):
            continue
        found = _needs(grids, type_, size, long=long)
        total = paper.value.body_width
        if all(sum(n.least for n in need) <= total + _TOLERANCE for need in found):
            strips = tuple(
                (_strip(grid, grid.section.header, need, paper, type_, size, long=long),)
                for grid, need in zip(grids, found, strict=True)
            )
            yield Plan(paper, size, long, strips)
    for size in sizes:
        divided = _divided(grids, type_, size, long=long)
        if divided is not None:
            yield divided
    raise BadChoice(
        "有一栏太宽，一张纸放不下",
        hint="请缩短这一栏的文字或数字",
    )


def _needs(
    grids: Sequence[Grid], type_: Typesetter, size: float, *, long: bool
) -> list[tuple[Need, ...]]:
    """Give the needs of every section; sections of the same kinds of columns share theirs."""
    found = [needs(grid.section, grid.contents, type_, size, long=long) for grid in grids]
    if len({grid.kinds for grid in grids}) > 1:
        return found
    widest = tuple(
        Need(max(n.least for n in same), max(n.natural for n in same))
        for same in zip(*found, strict=True)
    )
    return [widest] * len(found)


def _may_stand_upright(
    grids: Sequence[Grid], type_: Typesetter, size: float, *, long: bool
) -> bool:
    """Tell whether columns are few, or narrow as in a long list of head counts."""
    if all(len(grid.kinds) <= UPRIGHT_COLUMNS for grid in grids):
        return True
    if not long:
        return False
    for grid, found in zip(grids, _needs(grids, type_, size, long=long), strict=True):
        spare = Paper.UPRIGHT.value.body_width - sum(need.least for need in found)
        for kind, content, need in zip(grid.kinds, grid.contents, found, strict=True):
            if kind is ColumnKind.NUMBER and need.least > _NARROW:
                return False
            room = need.least + spare - 2 * INSIDE
            if kind is ColumnKind.TEXT and content.words * SMALLEST / MM > room:
                return False
    return True


def _strip(
    grid: Grid,
    nodes: Sequence[Group | Column],
    found: Sequence[Need],
    paper: Paper,
    type_: Typesetter,
    size: float,
    *,
    long: bool,
    places: Sequence[int] | None = None,
) -> Strip:
    """Lay out the columns at ``places`` (all, if None) under their header nodes."""
    every = grid.section.columns
    columns = tuple(range(len(every)) if places is None else places)
    total = paper.value.body_width
    widths = distribute([every[c] for c in columns], [found[c] for c in columns], total)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    edges[-1] = total
    marks = () if grid.wordy else index_marks(every)
    return Strip(
        columns,
        tuple(edges),
        _word_sizes(grid, columns, widths, type_, size),
        lay_out(nodes, widths, type_, head_size(size), long=long),
        tuple(marks[c] for c in columns) if marks else (),
    )


def _word_sizes(
    grid: Grid, columns: Sequence[int], widths: Sequence[float], type_: Typesetter, size: float
) -> tuple[float, ...]:
    """Give the size words of every column start at; in a list of words all of a column have it."""
    remarks = remark_size(grid.section, size)
    kinds = grid.kinds
    sizes = [remarks if kinds[c] is ColumnKind.TEXT else size for c in columns]
    if not grid.wordy:
        return tuple(sizes)

    def measure_at(size: float) -> Measure:
        return lambda text: type_.width(text, role, size)

    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        if kinds[column] in WRAPPING:
            role = role_of(kinds[column])
            texts = (line.texts[column] for line in grid.lines if line.label is None)
            sizes[place] = even_size(texts, measure_at, width - 2 * INSIDE, sizes[place])
    return tuple(sizes)


def _divided(grids: Sequence[Grid], type_: Typesetter, size: float, *, long: bool) -> Plan | None:
    """Divide every section over sheets turned sideways; None if a column is wider than a sheet."""
    paper = Paper.SIDEWAYS
    strips = []
    for grid, found in zip(grids, _needs(grids, type_, size, long=long), strict=True):
        parts = _parts(grid.section, found, paper.value.body_width)
        if parts is None:
            return None
        strips.append(
            tuple(
                _strip(grid, nodes, found, paper, type_, size, long=long, places=places)
                for nodes, places in parts
            )
        )
    return Plan(paper, size, long, tuple(strips))


_Part = tuple[list[Group | Column], list[int]]


def _parts(section: Section, found: Sequence[Need], total: float) -> list[_Part] | None:
    """Fill sheets with whole header nodes from left to right, 序号 and name first on each."""
    starts = [0, *accumulate(leaf_count(node) for node in section.header)]
    spans = [
        (node, list(range(start, stop)))
        for node, (start, stop) in zip(section.header, pairwise(starts), strict=True)
    ]
    lead = leading(section)
    same = [
        (node, places)
        for node, places in spans
        if isinstance(node, Column)
        and places[0] < lead
        and node.kind in {ColumnKind.SERIAL, ColumnKind.NAME}
    ]
    room = total - sum(found[p].least for _, places in same for p in places)
    parts: list[_Part] = []
    used = room
    for node, places in spans:
        if (node, places) in same:
            continue
        for piece, its_places in _pieces(node, places, found, room):
            wide = sum(found[p].least for p in its_places)
            if wide > room + _TOLERANCE:
                return None
            if used + wide > room + _TOLERANCE or not parts:
                parts.append(([n for n, _ in same], [p for _, ps in same for p in ps]))
                used = 0.0
            parts[-1][0].append(piece)
            parts[-1][1].extend(its_places)
            used += wide
    return parts or None


def _pieces(
    node: Group | Column, places: list[int], found: Sequence[Need], room: float
) -> list[tuple[Group | Column, list[int]]]:
    """Cut a group that no sheet holds between its children, its label over each piece."""
    if isinstance(node, Column) or sum(found[p].least for p in places) <= room + _TOLERANCE:
        return [(node, places)]
    pieces: list[tuple[list[Group | Column], list[int]]] = []
    used = room
    left = list(places)
    for child in node.children:
        own, left = left[: leaf_count(child)], left[leaf_count(child) :]
        wide = sum(found[p].least for p in own)
        if used + wide > room + _TOLERANCE or not pieces:
            pieces.append(([], []))
            used = 0.0
        pieces[-1][0].append(child)
        pieces[-1][1].extend(own)
        used += wide
    return [(replace(node, children=tuple(nodes)), its) for nodes, its in pieces]
