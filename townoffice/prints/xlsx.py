"""Draw a form as a spreadsheet: one sheet, live formulas with their values, ready to print.

Every text is written as text, whatever it begins with, so nothing a unit is called can become a
formula. Formulas carry the exact figure as their stored result: a preview that does not calculate
shows the same as a program that does. The same form gives the same bytes.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from townoffice.feedback import CannotWrite
from townoffice.filing import put_file
from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Inferred,
    Section,
    TotalRow,
    index_marks,
)
from townoffice.prints.xlsx_faces import (
    Edges,
    Face,
    Font,
    face,
    figure_face,
    framed,
    raised,
    word_face,
)
from townoffice.prints.xlsx_formulas import Ground, cell, row_formula, total_formula
from townoffice.prints.xlsx_lines import Line, Piece, closing_lines, heading_lines
from townoffice.prints.xlsx_sizes import (
    LONG_LIST,
    POINT,
    Sizes,
    column_values,
    free_digits,
    label_span,
    lines_of,
    remark_size,
    sizes_of,
)

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed date in the file's properties: the same form must give the same bytes."""

_DEFAULTS_WIDTH = 72
_OPTIONS = {
    "in_memory": True,
    # Column widths count digits of the default font. In 宋体 12 one is 8 pixels sharp, so that no
    # program rounds it another way.
    "default_format_properties": {"font_name": Font.FIGURES.value, "font_size": 12},
    "default_column_width": _DEFAULTS_WIDTH,
    "default_row_height": 19,
}
_INCH = 25.4
_PIXEL = _INCH / 96
_MARK = "※"
_ROW, _LOW_ROW, _LONG_ROW = 7.2, 6.3, 5.5
"""Heights of a body row in mm: usual, if needed to stay on one page, in a long list."""
_SHRINK = 0.08
"""How much of a page a table may be too high and still be scaled down to it."""
_INDEX_SIZE = 9.0


def write_xlsx(form: Form, path: Path) -> None:
    """Write the form to ``path``; a file already there is replaced only once the new one is whole.

    Raises :class:`CannotWrite`.
    """
    put_file(_content(form), path)


def _content(form: Form) -> bytes:
    buffer = BytesIO()
    try:
        with Workbook(buffer, _OPTIONS) as book:
            book.set_properties(
                {"title": form.title, "author": form.reporting_unit, "created": _CREATED}
            )
            _Drawing(book, form).draw()
    except XlsxWriterException as error:
        raise CannotWrite(
            f"无法生成电子表格《{form.title}》", hint="请减少表中的单位数后重试"
        ) from error
    return buffer.getvalue()


class _Drawing:
    """One form on one sheet; ``row`` is the next free row, columns are the leaves of the header."""

    def __init__(self, book: Workbook, form: Form) -> None:
        self._book = book
        self._form = form
        self._sizes: Sizes = sizes_of(form)
        self._last = len(self._sizes.widths) - 1
        self._heights: list[float] = []
        self._body_rows: list[int] = []
        self._remarks: dict[int, float] = {}
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._sheet: Worksheet = book.add_worksheet(_sheet_name(form.title))
        self._row = 0

    def draw(self) -> None:
        self._page()
        self._lines(heading_lines(self._form, self._sizes))
        for section in self._form.sections:
            self._section(section)
        self._lines(closing_lines(self._form, self._sizes))
        self._sheet.print_area(0, 0, self._row - 1, self._last)
        self._fit()

    # -- the page

    def _page(self) -> None:
        sheet, paper = self._sheet, self._sizes.paper
        sheet.set_paper(paper.number)
        if paper.landscape:
            sheet.set_landscape()
        sheet.set_margins(
            left=paper.left / _INCH,
            right=paper.right / _INCH,
            top=paper.top / _INCH,
            bottom=paper.bottom / _INCH,
        )
        code = self._form.check_code
        left = (
            f'&L&"{Font.FIGURES.value},Regular"&8校验码：{code.replace("&", "&&")}' if code else ""
        )
        # The dash of the page number lies 7 mm below the print area (GB/T 9704 §7.5).
        sheet.set_footer(
            f'{left}&C&"{Font.FIGURES.value},Regular"&14— &P —',
            margin=(paper.bottom - 12) / _INCH,
        )
        sheet.set_start_page(self._form.first_page)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        for place, width in enumerate(self._sizes.widths):
            # The library leaves out a width that equals its default; others' defaults differ.
            pixels = round(width / _PIXEL)
            sheet.set_column_pixels(place, place, pixels + (pixels == _DEFAULTS_WIDTH))

    def _fit(self) -> None:
        """Keep a table on one page that is a little too high: lower rows, then a smaller scale."""
        room = self._sizes.paper.height
        over = sum(self._heights) - room
        lower = [row for row in self._body_rows if self._heights[row] == _ROW]
        gain = min(max(over, 0.0), len(lower) * (_ROW - _LOW_ROW))
        one = over - gain <= room * _SHRINK
        if one and gain:
            for row in lower:
                self._sheet.set_row(row, (_ROW - gain / len(lower)) / POINT)
        self._sheet.fit_to_pages(1, 1 if one else 0)

    def _format(self, properties: Face) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(properties))
        return self._formats[key]

    def _text(self, row: int, column: int, text: str, properties: Face) -> None:
        """Write text as text, with every ※ in it raised."""
        form = self._format(properties)
        if not text:
            self._sheet.write_blank(row, column, None, form)
            return
        if _MARK not in text or text == _MARK:
            self._sheet.write_string(row, column, text, form)
            return
        size = float(properties["font_size"])
        base = self._format({"font_name": properties["font_name"], "font_size": size})
        mark = self._format(raised(Font.FIGURES, size))
        parts: list[str | Format] = []
        for n, part in enumerate(text.split(_MARK)):
            parts += [mark, _MARK] if n else []
            parts += [base, part] if part else []
        self._sheet.write_rich_string(row, column, *parts, form)

    def _merged(
        self, first: tuple[int, int], last: tuple[int, int], text: str, face_: Face
    ) -> None:
        if first != last:
            self._sheet.merge_range(*first, *last, "", self._format(face_))
        self._text(*first, text, face_)

    def _lines(self, lines: Sequence[Line]) -> None:
        """Write lines outside the table."""
        for line in lines:
            for piece in line.pieces:
                ends = (self._row, piece.first), (self._row, piece.last)
                self._merged(*ends, piece.text, piece.face)
            self._next(line.height)

    def _next(self, height: float) -> None:
        self._sheet.set_row(self._row, height / POINT)
        self._heights.append(height)
        self._row += 1

    # -- the table

    def _section(self, section: Section) -> None:
        if section.heading:
            self._lines([Line((Piece(0, self._last, section.heading, face(Font.HEAD, 12)),), 8)])
        last = len(section.columns) - 1
        top = self._row
        self._header(section, top, last)
        self._index_row(section, last)
        if len(self._form.sections) == 1:
            self._sheet.repeat_rows(top, self._row - 1)
            names = [n for n, c in enumerate(section.columns) if c.kind is ColumnKind.NAME]
            self._sheet.freeze_panes(self._row, names[0] + 1 if names else 0)
        self._remarks = {
            n: remark_size(column_values(section, n), self._sizes.widths[n], self._sizes.body)
            for n, column in enumerate(section.columns)
            if column.kind is ColumnKind.TEXT
        }
        ground = self._ground(section)
        count = len(section.rows) + len(section.totals)
        end = self._row + count - 1
        if section.totals_first:
            self._totals(section, ground, end)
        self._body(section, ground, end)
        if not section.totals_first:
            self._totals(section, ground, end)
        codes = [n for n, c in enumerate(section.columns) if c.kind is ColumnKind.CODE]
        if codes and section.rows:
            corner = cell(ground.first + len(section.rows) - 1, codes[-1])
            area = f"{cell(ground.first, codes[0])}:{corner}"
            self._sheet.ignore_errors({"number_stored_as_text": area})

    def _ground(self, section: Section) -> Ground:
        columns = section.columns
        totals = len(section.totals)
        first = self._row + (totals if section.totals_first else 0)
        counted = len(section.rows) if section.counted is None else section.counted
        start = self._row if section.totals_first else first + len(section.rows)
        return Ground(
            tuple(n for n, c in enumerate(columns) if c.kind is ColumnKind.NUMBER),
            first,
            first + counted - 1,
            tuple(range(start, start + totals)),
        )

    def _header(self, section: Section, top: int, last: int) -> None:
        depth = max(_depth(node) for node in section.header)
        labels = [""] * depth
        start = 0
        for node in section.header:
            start = self._head_cell(node, (top, start), top + depth, last, labels)
        for label in labels:
            lines = label.count("\n") + 1
            self._next(7 if lines == 1 else 4.6 * lines + 0.6)

    def _head_cell(
        self, node: Group | Column, at: tuple[int, int], below: int, last: int, labels: list[str]
    ) -> int:
        """Draw a node of the header and everything under it; give the next free column."""
        row, column = at
        if isinstance(node, Column):
            end, foot = column + 1, below - 1
        else:
            end, foot = column, row
            for child in node.children:
                end = self._head_cell(child, (row + 1, end), below, last, labels)
        level = len(labels) - (below - row)
        # A leaf over several rows is held by all of them, so its lines ask for no height here.
        if foot == row and node.label.count("\n") > labels[level].count("\n"):
            labels[level] = node.label
        edges = Edges(top=level == 0, left=column == 0, right=end - 1 == last)
        style = framed(face(Font.HEAD, self._sizes.head, "center", wrap=True), edges)
        text = _spread(node, end - column) + (_MARK if node.inferred else "")
        self._merged((row, column), (foot, end - 1), text, style)
        return end

    def _index_row(self, section: Section, last: int) -> None:
        for column, mark in enumerate(index_marks(section.columns)):
            edges = Edges(left=column == 0, right=column == last)
            style = framed(face(Font.FIGURES, _INDEX_SIZE, "center"), edges)
            self._text(self._row, column, mark, style)
        self._next(4.8)

    def _body(self, section: Section, ground: Ground, end: int) -> None:
        columns = section.columns
        free = free_digits(section, self._sizes)
        for values in section.rows:
            for place, (column, value) in enumerate(zip(columns, values, strict=True)):
                edges = Edges(
                    bottom=self._row == end, left=place == 0, right=place == len(columns) - 1
                )
                formula = None
                if column.formula and self._row <= ground.last:
                    formula = row_formula(column.formula, ground, self._row)
                self._cell(place, column, value, formula, edges, free[place])
            self._next(self._height(section, columns, values))

    def _totals(self, section: Section, ground: Ground, end: int) -> None:
        columns = section.columns
        lead = label_span(section)
        free = free_digits(section, self._sizes)
        for total in section.totals:
            self._total_label(total, lead, end)
            for n, (value, formula) in enumerate(zip(total.cells, total.formulas, strict=True)):
                place = lead + n
                edges = Edges(bottom=self._row == end, right=place == len(columns) - 1)
                written = None
                if formula and not (ground.empty and formula != "OTHERS"):
                    written = total_formula(formula, ground, self._row, place)
                self._cell(place, columns[place], value, written, edges, free[place])
            self._next(self._height(section, columns[lead:], total.cells))

    def _total_label(self, total: TotalRow, lead: int, end: int) -> None:
        font = Font.HEAD if total.heavy else Font.WORDS
        edges = Edges(bottom=self._row == end, left=True)
        style = framed(face(font, self._sizes.body, "center"), edges)
        label = "　".join(total.label) if total.heavy and len(total.label) == 2 else total.label
        self._merged((self._row, 0), (self._row, lead - 1), label, style)

    def _cell(
        self,
        place: int,
        column: Column,
        value: CellValue,
        formula: str | None,
        edges: Edges,
        free: int,
    ) -> None:
        body = self._sizes.body
        inferred = isinstance(value, Inferred)
        figure = value.value if isinstance(value, Inferred) else value
        if isinstance(figure, Absent):
            self._text(
                self._row, place, figure.value, framed(face(Font.FIGURES, body, "center"), edges)
            )
        elif isinstance(figure, str):
            text = f"{figure}{_MARK}" if inferred else figure
            self._text(
                self._row,
                place,
                text,
                framed(word_face(column, self._remarks.get(place, body)), edges),
            )
        else:
            style = framed(figure_face(column, body, free, inferred=inferred), edges)
            self._number(place, figure, formula, self._format(style))

    def _number(
        self, place: int, figure: int | Fraction, formula: str | None, form: Format
    ) -> None:
        # The file format stores binary numbers: this is the only place where exactness ends.
        stored = figure if isinstance(figure, int) else float(figure)
        if formula is None:
            self._sheet.write_number(self._row, place, stored, form)
        else:
            self._sheet.write_formula(self._row, place, formula, form, stored)

    def _height(
        self, section: Section, columns: Sequence[Column], values: Sequence[CellValue]
    ) -> float:
        usual = _LONG_ROW if len(section.rows) > LONG_LIST else _ROW
        self._body_rows.append(self._row)
        first = len(section.columns) - len(columns)
        lines = [
            lines_of(value, self._remarks[first + n], self._sizes.widths[first + n])
            for n, (column, value) in enumerate(zip(columns, values, strict=True))
            if column.kind is ColumnKind.TEXT and isinstance(value, str)
        ]
        size = max(self._remarks.values(), default=0.0)
        return max(usual, max(lines, default=1) * size * POINT * 1.22 + 1)


def _sheet_name(title: str) -> str:
    """Make a sheet name: at most 31 characters and none a spreadsheet forbids."""
    return "".join("_" if c in "[]:*?/\\'" else c for c in title)[:31] or "表"


def _depth(node: Group | Column) -> int:
    return 1 if isinstance(node, Column) else 1 + max(_depth(child) for child in node.children)


def _spread(node: Group | Column, span: int) -> str:
    """Spread a head of two characters where its column has room (备　注)."""
    roomy = span > 2 or (isinstance(node, Column) and node.kind is ColumnKind.TEXT)
    return "　".join(node.label) if roomy and len(node.label) == 2 else node.label
