"""Drawing in mm from the upper left corner of the 版心 on reportlab's canvas, which counts upwards
in points: texts split over faces, lines of two weights.
"""

from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas

from townoffice.prints.fonts import Role
from townoffice.prints.frame import Piece
from townoffice.prints.sheet import Corner, Paper
from townoffice.prints.typeset import CENTRE, MM, Typesetter

FRAME, HAIR = 1.25, 0.5
"""Line weights in points: the outer frame, and all others."""
_STROKED_SIZE = 22.0
_FILL, _FILL_AND_STROKE = 0, 2

Segment = tuple[float, float, float, float]
"""A line from (x, y) to (x, y) in mm."""


class Pen:
    """One page's drawing: collects texts and lines, puts them down with :meth:`finish`."""

    def __init__(self, canvas: Canvas, paper: Paper, corner: Corner, type_: Typesetter) -> None:
        """Begin a page whose 版心 has its upper left corner there."""
        self._canvas = canvas
        self._type = type_
        self._left = corner.left * MM
        self._top = (paper.value.height - corner.top) * MM
        self._text = canvas.beginText()
        self._font: tuple[str, float] | None = None
        self._mode = _FILL
        self._hairs: list[Segment] = []
        self._frames: list[tuple[float, float, float, float]] = []
        canvas.setPageSize((paper.value.width * MM, paper.value.height * MM))

    def write(self, text: str, role: Role, size: float, x: float, middle: float) -> None:
        """Write a text from ``x``, the middle of its character box at ``middle`` (mm)."""
        self._write(text, role, size, self._left + x * MM, self._top - middle * MM - CENTRE * size)

    def write_baseline(self, text: str, role: Role, size: float, x: float, base: float) -> None:
        """Write a text from ``x`` on a baseline (mm)."""
        self._write(text, role, size, self._left + x * MM, self._top - base * MM)

    def _write(self, text: str, role: Role, size: float, x: float, y: float) -> None:
        out = self._text
        for run in self._type.runs(text, role):
            stroke = run.face.stroke if role is Role.TITLE else 0.0
            if stroke or self._mode != _FILL:
                self._set_mode(stroke * size / _STROKED_SIZE)
            font = (run.face.font_name, size * run.scale)
            if font != self._font:
                out.setFont(*font)
                self._font = font
            out.setTextOrigin(round(x + run.offset * size, 3), round(y + run.rise * size, 3))
            out.textOut(run.text)

    def _set_mode(self, stroke: float) -> None:
        """Switch between plain letters and letters with their outline drawn."""
        mode = _FILL_AND_STROKE if stroke else _FILL
        if mode == self._mode:
            return
        self._canvas.drawText(self._text)
        if stroke:
            self._canvas.setLineWidth(stroke)
        self._text = self._canvas.beginText()
        self._text.setTextRenderMode(mode)
        self._font, self._mode = None, mode

    def pieces(self, pieces: Iterable[Piece]) -> None:
        """Write pieces where they say."""
        for piece in pieces:
            self.write(piece.text, piece.role, piece.size, piece.x, piece.y)

    def write_downwards(self, text: str, role: Role, size: float, x: float, top: float) -> None:
        """Write a text turned to read downwards: baseline at ``x``, its beginning at ``top``."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(self._left + x * MM, self._top - top * MM)
        canvas.rotate(-90)
        out = canvas.beginText()
        for run in self._type.runs(text, role):
            out.setFont(run.face.font_name, size * run.scale)
            out.setTextOrigin(round(run.offset * size, 3), round(run.rise * size, 3))
            out.textOut(run.text)
        canvas.drawText(out)
        canvas.restoreState()

    def hair(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a thin line (mm)."""
        self._hairs.append((x1, y1, x2, y2))

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the outer frame of a table (mm)."""
        self._frames.append((x, y, width, height))

    def finish(self) -> None:
        """Put texts and lines down and close the page."""
        canvas = self._canvas
        self._set_mode(0.0)
        canvas.drawText(self._text)
        if self._hairs:
            canvas.setLineWidth(HAIR)
            path = canvas.beginPath()
            for x1, y1, x2, y2 in self._hairs:
                path.moveTo(self._across(x1), self._up(y1))
                path.lineTo(self._across(x2), self._up(y2))
            canvas.drawPath(path)
        canvas.setLineWidth(FRAME)
        for x, y, width, height in self._frames:
            canvas.rect(self._across(x), self._up(y + height), width * MM, height * MM)
        canvas.showPage()

    def _across(self, x: float) -> float:
        return round(self._left + x * MM, 3)

    def _up(self, y: float) -> float:
        return round(self._top - y * MM, 3)
