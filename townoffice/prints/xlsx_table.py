"""The sections of a form on a sheet: heading, header tree, index row, rows, total rows."""

from collections.abc import Sequence

from townoffice.prints.cells import NOTHING, spread, wordy
from townoffice.prints.form import (
    Column,
    ColumnKind,
    Form,
    Group,
    Section,
    TotalRow,
    index_marks,
)
from townoffice.prints.heads import depth, leaf_count
from townoffice.prints.typeset import INFERRED_MARK
from townoffice.prints.xlsx_faces import Edges, Font, face, framed
from townoffice.prints.xlsx_formulas import Ground, cell, total_formula
from townoffice.prints.xlsx_lines import Line, Piece
from townoffice.prints.xlsx_page import ROW, Page
from townoffice.prints.xlsx_rows import Rows

_INDEX_SIZE = 9.0


def write_section(page: Page, form: Form, place: int) -> None:
    """Write a section of the form below what is there already."""
    _Drawing(page, form, place).draw()


class _Drawing:
    """One section on its way to the sheet."""

    def __init__(self, page: Page, form: Form, place: int) -> None:
        self._page = page
        self._form = form
        self._section: Section = form.sections[place]
        self._sizes = page.sizes
        self._rows = Rows(page, self._section, place)
        self._tracks = self._rows.tracks

    def draw(self) -> None:
        page, section = self._page, self._section
        if section.heading:
            style = face(Font.HEAD, 12)
            page.lines(
                [Line((Piece(self._sizes.first, self._sizes.last, section.heading, style),), 8)]
            )
        top = page.row
        self._header(top)
        if not wordy(section):
            self._index_row()
        if len(self._form.sections) == 1:
            page.sheet.repeat_rows(top, page.row - 1)
            names = [t.last for t in self._tracks if t.column.kind is ColumnKind.NAME]
            page.sheet.freeze_panes(page.row, names[0] + 1 if names else 0)
        heights = self._rows.heights()
        if not heights:
            self._nothing()
            return
        ground = self._ground()
        self._rows.end = page.row + len(heights) - 1
        totals = len(section.totals)
        if section.totals_first:
            self._totals(ground, heights[:totals])
            self._rows.write_body(ground, heights[totals:])
        else:
            self._rows.write_body(ground, heights[: len(section.rows)])
            self._totals(ground, heights[len(section.rows) :])
        self._allow_codes(ground)

    def _nothing(self) -> None:
        """Say in words that there is no row."""
        page = self._page
        edges = Edges(bottom=True, left=True, right=True)
        style = framed(face(Font.WORDS, self._sizes.body, "center"), edges)
        corners = (page.row, self._tracks[0].first), (page.row, self._tracks[-1].last)
        page.merged(*corners, NOTHING, style)
        page.next(ROW)

    def _ground(self) -> Ground:
        section = self._section
        totals = len(section.totals)
        start = self._page.row
        first = start + (totals if section.totals_first else 0)
        counted = len(section.rows) if section.counted is None else section.counted
        above = start if section.totals_first else first + len(section.rows)
        return Ground(
            tuple(t.first for t in self._tracks if t.column.kind is ColumnKind.NUMBER),
            first,
            first + counted - 1,
            tuple(range(above, above + totals)),
        )

    def _totals(self, ground: Ground, heights: Sequence[float]) -> None:
        for total, height in zip(self._section.totals, heights, strict=True):
            row = self._page.row
            lead = len(self._tracks) - len(total.cells)
            self._total_label(total, self._tracks[lead - 1].last)
            cells = zip(self._tracks[lead:], total.cells, total.formulas, strict=True)
            for track, value, formula in cells:
                written = None
                if formula and not (ground.empty and formula != "OTHERS"):
                    written = total_formula(formula, ground, row, track.first)
                self._rows.cell(track, value, written, total=True)
            self._page.next(height, lowerable=height == ROW)

    def _total_label(self, total: TotalRow, last: int) -> None:
        row = self._page.row
        font = Font.HEAD if total.heavy else Font.WORDS
        edges = Edges(bottom=row == self._rows.end, left=True)
        style = framed(face(font, self._sizes.body, "center"), edges)
        label = spread(total.label) if total.heavy else total.label
        self._page.merged((row, 0), (row, last), label, style)

    def _allow_codes(self, ground: Ground) -> None:
        """Keep programs from marking codes as numbers stored as text."""
        codes = [t.first for t in self._tracks if t.column.kind is ColumnKind.CODE]
        if codes and self._section.rows:
            corner = cell(ground.first + len(self._section.rows) - 1, codes[-1])
            area = f"{cell(ground.first, codes[0])}:{corner}"
            self._page.sheet.ignore_errors({"number_stored_as_text": area})

    # -- the head

    def _header(self, top: int) -> None:
        levels = max(depth(node) for node in self._section.header)
        labels = [""] * levels
        start = 0
        for node in self._section.header:
            self._head_cell(node, (top, start), top + levels, labels)
            start += leaf_count(node)
        for label in labels:
            lines = label.count("\n") + 1
            self._page.next(7 if lines == 1 else 4.6 * lines + 0.6)

    def _head_cell(
        self, node: Group | Column, at: tuple[int, int], below: int, labels: list[str]
    ) -> None:
        """Draw a node of the header and everything under it."""
        row, start = at
        stop = start + leaf_count(node)
        foot = below - 1 if isinstance(node, Column) else row
        level = len(labels) - (below - row)
        # A leaf over several rows is held by all of them, so its lines ask for no height here.
        if foot == row and node.label.count("\n") > labels[level].count("\n"):
            labels[level] = node.label
        edges = Edges(top=level == 0, left=start == 0, right=stop == len(self._tracks))
        style = framed(face(Font.HEAD, self._sizes.head, "center", wrap=True), edges)
        text = _spread(node, stop - start) + (INFERRED_MARK if node.inferred else "")
        corners = (row, self._tracks[start].first), (foot, self._tracks[stop - 1].last)
        self._page.merged(*corners, text, style)
        if isinstance(node, Group):
            for child in node.children:
                self._head_cell(child, (row + 1, start), below, labels)
                start += leaf_count(child)

    def _index_row(self) -> None:
        row = self._page.row
        marks = index_marks(self._section.columns)
        for track, mark in zip(self._tracks, marks, strict=True):
            style = framed(face(Font.FIGURES, _INDEX_SIZE, "center"), track.edges)
            self._page.merged((row, track.first), (row, track.last), mark, style)
        self._page.next(4.8)


def _spread(node: Group | Column, span: int) -> str:
    """Spread a head of two characters where its column has room (备　注)."""
    roomy = span > 2 or (isinstance(node, Column) and node.kind is ColumnKind.TEXT)
    return spread(node.label) if roomy else node.label
