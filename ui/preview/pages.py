"""The pages of a PDF as pictures: the only place of the window that knows pdfium."""

from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw
from PySide6.QtCore import QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72


class Pages:
    """The pages of one PDF file, counted from 0; sizes in points."""

    def __init__(self, path: Path) -> None:
        # From memory: Windows lets nobody overwrite or remove a file that is held open.
        self._pdf = pdfium.PdfDocument(path.read_bytes())
        self._open: tuple[int, pdfium.PdfPage] | None = None
        self.sizes: tuple[QSizeF, ...] = tuple(
            QSizeF(*self._pdf.get_page_size(n)) for n in range(len(self._pdf))
        )

    def __len__(self) -> int:
        return len(self.sizes)

    def pixels(self, page: int, scale: float) -> QSize:
        """Give the size of a page in pixels at ``scale`` pixels per point."""
        size = self.sizes[page]
        return QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))

    def part(self, page: int, scale: float, part: QRect) -> QImage:
        """Draw the pixels of ``part`` of a page at ``scale`` pixels per point, on white."""
        whole = self.pixels(page, scale)
        bitmap = pdfium.PdfBitmap.new_native(part.width(), part.height(), raw.FPDFBitmap_BGRx)
        raw.FPDFBitmap_FillRect(bitmap.raw, 0, 0, part.width(), part.height(), 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(
            bitmap.raw,
            self._page(page).raw,
            -part.x(),
            -part.y(),
            whole.width(),
            whole.height(),
            0,
            raw.FPDF_ANNOT,
        )
        picture = QImage(
            bitmap.buffer, part.width(), part.height(), bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
        bitmap.close()
        return picture

    def whole(self, page: int, width: int) -> QImage:
        """Draw a page ``width`` pixels wide."""
        scale = width / self.sizes[page].width()
        return self.part(page, scale, QRect(QPoint(0, 0), self.pixels(page, scale)))

    def close(self) -> None:
        """Give the document back; no page can be drawn after it."""
        if self._open is not None:
            self._open[1].close()
            self._open = None
        self._pdf.close()

    def _page(self, page: int) -> pdfium.PdfPage:
        """Keep the page that was drawn last: its tiles come one after the other."""
        if self._open is None or self._open[0] != page:
            if self._open is not None:
                self._open[1].close()
            self._open = (page, self._pdf[page])
        return self._open[1]
