"""Official tables: records become a Form, a Form becomes a PDF or a workbook.

Floor 4. ``forms`` draws up what a table says (pure data, from records alone); ``pdf`` and ``xlsx``
draw that Form and add nothing, so paper and spreadsheet can never disagree; ``laid_out`` gives it
the county's letterhead and columns first, ``booklet`` binds many into one file. reportlab and
XlsxWriter live here and nowhere else.

``form``, ``approval`` (审批表) and ``picture`` say what a paper is. ``cells`` writes it out;
``widths``, ``heads``, ``merges`` and ``boxes`` measure it; ``plan`` chooses the sheet, ``pages``
breaks it; ``table``, ``boxes_pen`` and ``picture_pen`` draw it. ``texts`` lists what it says and
what no font can draw. A workbook knows no fonts: ``xlsx_words`` estimates, ``xlsx_sizes`` chooses,
``xlsx_page`` is the sheet that ``xlsx_table``, ``xlsx_rows`` and ``xlsx_boxes`` write.
"""

from townoffice.prints.booklet import write_booklet
from townoffice.prints.charting import Chart, charted
from townoffice.prints.form import Form
from townoffice.prints.laid_out import columns_of, laid_out
from townoffice.prints.pdf import PdfReport, write_pdf
from townoffice.prints.texts import Missing, missing_characters
from townoffice.prints.xlsx import write_xlsx

__all__ = [
    "Chart",
    "Form",
    "Missing",
    "PdfReport",
    "charted",
    "columns_of",
    "laid_out",
    "missing_characters",
    "write_booklet",
    "write_pdf",
    "write_xlsx",
]
