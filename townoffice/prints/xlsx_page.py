"""One sheet of a workbook while it is written from top to bottom: page set-up, texts, rows.

Every text is written as text, whatever it begins with, so nothing a unit is called can become a
formula. Cells are where the time goes: a format is made once, and whoever writes thousands of
cells asks for it beforehand.
"""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from townoffice.prints.form import Form
from townoffice.prints.typeset import INFERRED_MARK
from townoffice.prints.xlsx_faces import Face, Font, raised
from townoffice.prints.xlsx_lines import Line
from townoffice.prints.xlsx_sizes import PIXEL, Sizes
from townoffice.prints.xlsx_words import POINT

DEFAULT_WIDTH = 72
_INCH = 25.4
ROW, LOW_ROW, LONG_ROW, WORD_ROW = 7.2, 6.3, 5.5, 8.4
"""Heights of a body row in mm: usual, if needed to stay on one page, in a long list, of words."""
_SHRINK = 0.08
"""How much of a page a table may be too high and still be scaled down to it."""


class Page:
    """A sheet and its next free row; columns are those of ``sizes``."""

    def __init__(self, book: Workbook, form: Form, sizes: Sizes) -> None:
        """Begin a sheet named after the form, set up to be printed."""
        self.sheet: Worksheet = book.add_worksheet(_sheet_name(form.title))
        self.sizes = sizes
        self.row = 0
        self._book = book
        self._form = form
        self._height = 0.0
        self._usual: float | None = None
        self._lowerable: list[int] = []
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._set_up()

    def _set_up(self) -> None:
        sheet, paper = self.sheet, self.sizes.paper
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
        font = f'&"{Font.FIGURES.value},Regular"'
        left = f"&L{font}&8校验码：{code.replace('&', '&&')}" if code else ""
        number = "" if self._form.approval is not None else f"&C{font}&14— &P —"
        # The dash of the page number lies 7 mm below the print area (GB/T 9704 §7.5).
        sheet.set_footer(left + number, margin=(paper.bottom - 12) / _INCH)
        sheet.set_start_page(self._form.first_page)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        if self._form.protected:
            sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
        for place, width in enumerate(self.sizes.widths):
            # The library leaves out a width that equals its default; others' defaults differ.
            pixels = round(width / PIXEL)
            sheet.set_column_pixels(place, place, pixels + (pixels == DEFAULT_WIDTH))

    def usual_height(self, height: float) -> None:
        """Let rows that are not said to be higher have this height (mm)."""
        self._usual = height
        self.sheet.set_default_row(height / POINT)

    def format(self, properties: Face) -> Format:
        """Give the format of these properties, made once."""
        if self._form.protected and "locked" not in properties:
            properties = {**properties, "locked": False}
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(properties))
        return self._formats[key]

    def text(self, row: int, column: int, text: str, properties: Face) -> None:
        """Write text as text, with every ※ in it raised."""
        form = self.format(properties)
        if not text:
            self.sheet.write_blank(row, column, None, form)
            return
        if INFERRED_MARK not in text or text == INFERRED_MARK:
            self.sheet.write_string(row, column, text, form)
            return
        size = float(properties["font_size"])
        base = self.format({"font_name": properties["font_name"], "font_size": size})
        mark = self.format(raised(Font.FIGURES, size))
        parts: list[str | Format] = []
        for n, part in enumerate(text.split(INFERRED_MARK)):
            parts += [mark, INFERRED_MARK] if n else []
            parts += [base, part] if part else []
        self.sheet.write_rich_string(row, column, *parts, form)

    def merged(self, first: tuple[int, int], last: tuple[int, int], text: str, face_: Face) -> None:
        """Write text into the cells from one corner to the other, merged if they are several."""
        if first != last:
            self.sheet.merge_range(*first, *last, "", self.format(face_))
        self.text(*first, text, face_)

    def lines(self, lines: Sequence[Line]) -> None:
        """Write lines outside the table."""
        for line in lines:
            for piece in line.pieces:
                ends = (self.row, piece.first), (self.row, piece.last)
                self.merged(*ends, piece.text, piece.face)
            self.next(line.height)

    def next(self, height: float, *, lowerable: bool = False) -> None:
        """Give the row its height in mm and go to the next one."""
        if height != self._usual:
            self.sheet.set_row(self.row, height / POINT)
        if lowerable:
            self._lowerable.append(self.row)
        self._height += height
        self.row += 1

    def finish(self) -> None:
        """Set what is printed, on one page if it nearly fits: lower rows, then a smaller scale."""
        sheet, sizes = self.sheet, self.sizes
        sheet.print_area(0, 0, self.row - 1, len(sizes.widths) - 1)
        if sizes.breaks:
            # A scale that fits the pages makes programs forget where a page was to begin.
            sheet.set_v_pagebreaks(list(sizes.breaks))
            sheet.print_across()
            if sizes.repeated >= 0:
                sheet.repeat_columns(0, sizes.repeated)
            return
        room = sizes.paper.height
        over = self._height - room
        gain = min(max(over, 0.0), len(self._lowerable) * (ROW - LOW_ROW))
        one = over - gain <= room * _SHRINK or self._form.approval is not None
        if one and gain:
            for row in self._lowerable:
                sheet.set_row(row, (ROW - gain / len(self._lowerable)) / POINT)
        sheet.fit_to_pages(1, 1 if one else 0)


def _sheet_name(title: str) -> str:
    """Make a sheet name: at most 31 characters and none a spreadsheet forbids."""
    return "".join("_" if c in "[]:*?/\\'" else c for c in title)[:31] or "表"
