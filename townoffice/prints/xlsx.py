"""Draw a form as a spreadsheet: one sheet, live formulas with their values, ready to print.

Every text is written as text, whatever it begins with, so nothing a unit is called can become a
formula. Formulas carry the exact figure as their stored result: a preview that does not calculate
shows the same as a program that does. The same form gives the same bytes. A picture is left out:
the figures it shows stand in the cells, where a spreadsheet draws its own.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from townoffice.feedback import CannotWrite
from townoffice.filing import put_file
from townoffice.prints.boxes import boxes_of
from townoffice.prints.form import Form
from townoffice.prints.xlsx_boxes import write_boxes
from townoffice.prints.xlsx_faces import Font
from townoffice.prints.xlsx_lines import closing_lines, heading_lines
from townoffice.prints.xlsx_page import DEFAULT_WIDTH, Page
from townoffice.prints.xlsx_sizes import sizes_of
from townoffice.prints.xlsx_table import write_section

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed date in the file's properties: the same form must give the same bytes."""

_OPTIONS = {
    "in_memory": True,
    # Column widths count digits of the default font. In 宋体 12 one is 8 pixels sharp, so that no
    # program rounds it another way.
    "default_format_properties": {"font_name": Font.FIGURES.value, "font_size": 12},
    "default_column_width": DEFAULT_WIDTH,
    "default_row_height": 19,
}


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
            _draw(Page(book, form, sizes_of(form)), form)
    except XlsxWriterException as error:
        raise CannotWrite(
            f"无法生成电子表格《{form.title}》", hint="请减少表中的单位数后重试"
        ) from error
    return buffer.getvalue()


def _draw(page: Page, form: Form) -> None:
    page.lines(heading_lines(form, page.sizes))
    if form.approval is not None:
        write_boxes(page, boxes_of(form.approval))
    for place in range(len(form.sections)):
        write_section(page, form, place)
    page.lines(closing_lines(form, page.sizes))
    page.finish()
