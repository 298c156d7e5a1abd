"""The rows of a section on a sheet: values, formulas with their results, merged cells, heights.

A cell of a long list costs little more than the library asks for it: its format is known by its
column, and what is rare (formulas, ※, signs, merged cells, the frame) takes another way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.format import Format

from townoffice.prints.cells import SIGNS, Merge, cell_text, merges_of, rows_of, wordy
from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Covered,
    Inferred,
    Merged,
    Section,
)
from townoffice.prints.heads import lines_height
from townoffice.prints.typeset import INFERRED_MARK
from townoffice.prints.xlsx_faces import (
    STACKED,
    Edges,
    Face,
    Font,
    face,
    figure_face,
    framed,
    word_face,
)
from townoffice.prints.xlsx_formulas import Ground, row_formula
from townoffice.prints.xlsx_page import LONG_ROW, ROW, WORD_ROW, Page
from townoffice.prints.xlsx_sizes import LONG_LIST
from townoffice.prints.xlsx_words import POINT, lines_of, remark_size

_WORDS = frozenset({ColumnKind.NAME, ColumnKind.WORD})
_STACKED_LINE = 1.25


def _rare(text: str) -> bool:
    return text in SIGNS or INFERRED_MARK in text


@dataclass(frozen=True, slots=True)
class Track:
    """A column of the section on the sheet, its faces, and the formats of what is frequent."""

    place: int
    column: Column
    first: int
    last: int
    free: int
    words: Face
    edges: Edges
    figure: Format
    word: Format


class Rows:
    """Writes the rows of one section; ``end`` is the last row of its frame."""

    def __init__(self, page: Page, section: Section, place: int) -> None:
        """Take the section of the form at that place."""
        self._page = page
        self._section = section
        self._listed = wordy(section)
        self._sizes = page.sizes
        self._free = page.sizes.free_digits(place)
        self.tracks = tuple(self._track(place, n) for n in range(len(section.columns)))
        self.end = 0

    def _track(self, section: int, place: int) -> Track:
        """Find out once how the cells of a column look."""
        column = self._section.columns[place]
        sizes = self._sizes
        first, last = sizes.tracks[section][place]
        size = sizes.body
        if column.kind is ColumnKind.TEXT:
            texts = sizes.contents[section][place].texts
            size = remark_size(texts, sizes.between(first, last), size, listed=self._listed)
        free = self._free[place]
        edges = Edges(left=place == 0, right=place == len(self._section.columns) - 1)
        words = word_face(column, size, listed=self._listed)
        figure = figure_face(column, sizes.body, free, inferred=False)
        kept = {**figure, "locked": True} if column.formula is not None else figure
        formats = (self._page.format(framed(each, edges)) for each in (kept, words))
        return Track(place, column, first, last, free, words, edges, *formats)

    def write_body(self, ground: Ground, heights: Sequence[float]) -> None:
        """Write the body rows."""
        page = self._page
        sheet = page.sheet
        number, string, blank = sheet.write_number, sheet.write_string, sheet.write_blank
        ways = [(t, t.first, t.figure, t.word, t.column.formula) for t in self.tracks]
        single = all(track.first == track.last for track in self.tracks)
        for values, height in zip(self._section.rows, heights, strict=True):
            row = page.row
            plain = single and row != self.end
            live = row <= ground.last
            for (track, column, figure, word, formula), value in zip(ways, values, strict=True):
                if plain and (type(value) is int or type(value) is Fraction):
                    # The file format stores binary numbers: exactness ends here and in _number.
                    stored = value if type(value) is int else float(value)
                    if formula is None or not live:
                        number(row, column, stored, figure)
                    else:
                        written = row_formula(formula, ground, row)
                        sheet.write_formula(row, column, written, figure, stored)
                elif plain and value == "":
                    blank(row, column, None, word)
                elif plain and isinstance(value, str) and not _rare(value):
                    string(row, column, value, word)
                else:
                    live_formula = row_formula(formula, ground, row) if formula and live else None
                    self.cell(track, value, live_formula)
            page.next(height, lowerable=height == ROW)

    def cell(
        self, track: Track, value: CellValue, formula: str | None, *, total: bool = False
    ) -> None:
        """Write any value of the row: ``formula`` with the value as its result."""
        if isinstance(value, Covered):
            return
        merged = value if isinstance(value, Merged) else Merged(value)
        row = self._page.row
        foot = row + merged.down - 1
        end = self.tracks[track.place + merged.across - 1]
        corners = (row, track.first), (foot, end.last)
        edges = Edges(left=track.edges.left, right=end.edges.right, bottom=foot == self.end)
        inferred = isinstance(merged.value, Inferred)
        figure = merged.value.value if isinstance(merged.value, Inferred) else merged.value
        if isinstance(figure, int | Fraction):
            style = figure_face(track.column, self._sizes.body, track.free, inferred=inferred)
            self._number(corners, figure, formula, framed(style, edges))
            return
        text = cell_text(merged.value, track.column)
        style = self._words(track, merged, text, total=total)
        self._page.merged(*corners, text, framed(style, edges))

    def _words(self, track: Track, merged: Merged, text: str, *, total: bool) -> Face:
        """Give the face of words and signs: in a merged cell they wrap."""
        body, head = self._sizes.body, self._sizes.head
        over = merged.down > 1 or merged.across > 1
        if merged.heavy:
            return face(Font.HEAD, head, wrap=True)
        if isinstance(merged.value, Absent):
            return face(Font.FIGURES, body, "center")
        if text in SIGNS:
            return {**track.words, "align": "center"}
        if merged.across > 1:
            return face(Font.WORDS, body, wrap=True)
        if total and self._listed:
            return face(Font.WORDS, head, "center", wrap=True)
        if track.column.kind is ColumnKind.LABEL and self._stands(merged):
            return {**track.words, "rotation": STACKED, "text_wrap": False}
        return {**track.words, "text_wrap": True} if over else track.words

    def _number(
        self,
        corners: tuple[tuple[int, int], tuple[int, int]],
        figure: int | Fraction,
        formula: str | None,
        style: Face,
    ) -> None:
        stored = figure if isinstance(figure, int) else float(figure)
        style = style if formula is None else {**style, "locked": True}
        first, last = corners
        sheet, form = self._page.sheet, self._page.format(style)
        if first != last:
            sheet.merge_range(*first, *last, "", form)
        if formula is None:
            sheet.write_number(*first, stored, form)
        else:
            sheet.write_formula(*first, formula, form, stored)

    def _stands(self, label: Merged) -> bool:
        """Tell whether a label has room to be written downwards."""
        need = len(str(label.value)) * self._sizes.head * POINT * _STACKED_LINE
        return need <= label.down * self._usual

    @property
    def _usual(self) -> float:
        """The height of a row of one line."""
        if len(self._section.rows) > LONG_LIST:
            return ROW if self._listed else LONG_ROW
        return WORD_ROW if self._listed else ROW

    def heights(self) -> list[float]:
        """Give the heights of all rows, total rows included, by the lines their words need."""
        usual = self._usual
        rows = rows_of(self._section)
        heights = [usual] * len(rows)
        for place, track in enumerate(self.tracks):
            kind = track.column.kind
            if kind is not ColumnKind.TEXT and not (self._listed and kind in _WORDS):
                continue
            needed = {
                text: max(usual, self._height(text, track, track))
                for text in {row[place] for row in rows}
                if isinstance(text, str)
            }
            for n, row in enumerate(rows):
                value = row[place]
                if isinstance(value, str) and needed[value] > heights[n]:
                    heights[n] = needed[value]
        for merge in merges_of(self._section):
            self._grow(heights, merge)
        if len(rows) > LONG_LIST:
            self._page.usual_height(usual)
        return heights

    def _height(self, text: str, first: Track, last: Track) -> float:
        size = float(first.words["font_size"])
        lines = lines_of(text, size, self._sizes.between(first.first, last.last))
        return lines_height(lines, size) if lines > 1 else 0.0

    def _grow(self, heights: list[float], merge: Merge) -> None:
        first, last = self.tracks[merge.left], self.tracks[merge.right - 1]
        if first.column.kind is ColumnKind.LABEL and first is last:
            return
        lacking = self._height(merge.text, first, last) - sum(heights[merge.top : merge.bottom])
        for row in range(merge.top, merge.bottom):
            heights[row] += max(0.0, lacking) / (merge.bottom - merge.top)
