"""Drawing in mm from the upper left corner of the 版心: texts and lines of two weights.

reportlab's canvas below counts upwards in points; nothing outside this module knows that.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from townoffice.prints.fonts import Role
from townoffice.prints.frame import Piece
from townoffice.prints.sheet import Corner, Paper
from townoffice.prints.typeset import CENTRE, MM, Run, Typesetter

FRAME, HAIR = 1.25, 0.5
"""Line weights in points: the outer frame, and all others."""
TICK_SIDE = 0.8
"""A tick box is a square of that part of the size, drawn: few fonts have it."""
_TICK_LINE, _TICK_MARK = 0.6, 1.0
_DASH = (3.0, 2.0)
_FILL: Final = 0
_FILL_AND_STROKE: Final = 2

Segment = tuple[float, float, float, float]
"""A line from (x, y) to (x, y) in mm."""


class _Writer:
    """A text object of one page that knows its face and whether letters are also outlined."""

    def __init__(self, canvas: Canvas) -> None:
        self.out = canvas.beginText()
        self.stroke = 0.0
        self._font: tuple[str, float] | None = None
        self._outlined = False

    def put(self, run: Run, size: float, x: float, y: float) -> None:
        """Write a run of that size from a baseline point in points."""
        out = self.out
        stroke = run.face.stroke
        if bool(stroke) != self._outlined:
            self._outlined = bool(stroke)
            out.setTextRenderMode(_FILL_AND_STROKE if stroke else _FILL)
        if stroke:
            self.stroke = max(self.stroke, stroke * size)
        font = (run.face.font_name, size * run.scale)
        if font != self._font:
            out.setFont(*font)
            self._font = font
        out.setTextOrigin(round(x + run.offset * size, 3), round(y + run.rise * size, 3))
        out.textOut(run.text)

    def finish(self, canvas: Canvas) -> None:
        """Put the texts down; outlines of all of them have one width."""
        if self._outlined:
            # The mode outlives the text object, and a new one believes it is plain.
            self.out.setTextRenderMode(_FILL)
        canvas.setLineWidth(self.stroke)
        canvas.drawText(self.out)


class Pen:
    """One page's drawing: collects texts and lines, puts them down with :meth:`finish`."""

    def __init__(self, canvas: Canvas, paper: Paper, corner: Corner, type_: Typesetter) -> None:
        """Begin a page whose 版心 has its upper left corner there."""
        self._canvas = canvas
        self._type = type_
        self._left = corner.left * MM
        self._top = (paper.value.height - corner.top) * MM
        self._title = _Writer(canvas)
        self._text = _Writer(canvas)
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
        writer = self._title if role is Role.TITLE else self._text
        for run in self._type.runs(text, role):
            writer.put(run, size, x, y)

        if "☐" in text or "☑" in text:
            for offset, ticked in self._type.ticks(text, role):
                self._tick(x + offset * size, y, size, ticked=ticked)

    def _tick(self, x: float, y: float, size: float, *, ticked: bool) -> None:
        """Draw a tick box in the place of a character that stands on a baseline point (points)."""
        side = TICK_SIDE * size
        left = x + (size - side) / 2
        low = y + CENTRE * size - side / 2
        canvas = self._canvas
        canvas.setLineWidth(_TICK_LINE)
        canvas.rect(left, low, side, side)
        if ticked:
            canvas.setLineWidth(_TICK_MARK)
            path = canvas.beginPath()
            path.moveTo(left + 0.18 * side, low + 0.5 * side)
            path.lineTo(left + 0.42 * side, low + 0.22 * side)
            path.lineTo(left + 0.84 * side, low + 0.8 * side)
            canvas.drawPath(path)

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
        writer = _Writer(canvas)
        for run in self._type.runs(text, role):
            writer.put(run, size, 0, 0)
        writer.finish(canvas)
        canvas.restoreState()

    def bar(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle with a grey (0 black, 1 white), below all texts (mm)."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(grey)
        corner = self._across(x), self._up(y + height)
        canvas.rect(*corner, width * MM, height * MM, stroke=0, fill=1)
        canvas.restoreState()

    def stroke(
        self, points: Sequence[tuple[float, float]], weight: float, grey: float, *, dashed: bool
    ) -> None:
        """Draw a line through points in mm; its weight in points."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(weight)
        canvas.setStrokeGray(grey)
        if dashed:
            canvas.setDash(_DASH)
        path = canvas.beginPath()
        for place, (x, y) in enumerate(points):
            (path.lineTo if place else path.moveTo)(self._across(x), self._up(y))
        canvas.drawPath(path)
        canvas.restoreState()

    def hair(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a thin line (mm)."""
        self._hairs.append((x1, y1, x2, y2))

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the outer frame of a table (mm)."""
        self._frames.append((x, y, width, height))

    def link(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """Let a click in the rectangle (mm) go to the page that bears the key."""
        box = (self._across(x), self._up(y + height), self._across(x + width), self._up(y))
        self._canvas.linkAbsolute("", key, box)

    def finish(self) -> None:
        """Put texts and lines down and close the page."""
        canvas = self._canvas
        self._title.finish(canvas)
        self._text.finish(canvas)
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
