"""The print preview: an official table as the paper it will be, and the ways out of the program.

The desk writes the table as a PDF in the worker; here its pages are shown as they are in that file,
so what is seen, saved and printed is one and the same document.

======== ====================================================================================
dialog   the dialog: which table, which plan, zoom, pages, saving
work     what the worker is asked to do
pages    the PDF's pages as pictures: the only place of the window that knows pdfium
paper    pages on a grey ground, drawn tile by tile as they come into sight
thumbs   the small pages at the left
printing onto a printer, page by page, each on its own paper
======== ====================================================================================

Decisions, and why:

* **Tiles, in the window's thread.** A tile of 512 pixels takes pdfium about 2 ms at any zoom, so
  nothing freezes and memory stays the same at 400 %; and pdfium is not made for two threads.
* **Printing is a picture at 300 dpi at most**: Qt cannot pass a PDF on. Who wants lines instead of
  dots opens the file in the system's reader.
* **The dialog is not modal.** It follows the book: what is changed or undone beside it is shown
  anew.
"""

from ui.preview.dialog import PrintPreview

__all__ = ["PrintPreview"]
