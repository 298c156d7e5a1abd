"""Official tables: records become a Form, a Form becomes a PDF or a workbook.

Floor 4. ``forms`` draws up what a table says (pure data, from records alone); ``pdf`` and ``xlsx``
draw that Form and add nothing, so paper and spreadsheet can never disagree. reportlab and
XlsxWriter live here and nowhere else.
"""

from townoffice.prints.form import Form
from townoffice.prints.pdf import PdfReport, write_pdf
from townoffice.prints.xlsx import write_xlsx

__all__ = ["Form", "PdfReport", "write_pdf", "write_xlsx"]
