"""One cell with Qt's painter: the only place that draws what a Cell says."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.colours import Theme, Tone
from ui.icons import icon_pixmap
from ui.tables.cells import Align, Cell
from ui.tables.numbers import is_number
from ui.tables.parts import draw_parts
from ui.theme import font, percent, px, theme

PAD = 10


class _Face:
    """A font with its measures; widths of texts are remembered, they recur in a table."""

    def __init__(self, made: QFont) -> None:
        self.font = made
        self.metrics = QFontMetrics(made)
        self.rise = (self.metrics.ascent() - self.metrics.descent()) / 2
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            found = self._widths[text] = self.metrics.horizontalAdvance(text)
        return found


class Pen:
    """Draws cells with one painter; knows fonts and colours so that a cell costs little."""

    def __init__(self) -> None:
        self.colours: Theme = theme()
        self.body = _Face(font("body"))
        self.bold = _Face(font("body", bold=True))
        self.note = _Face(font("note"))
        self.note_bold = _Face(font("note", bold=True))
        self.unit = _Face(font("unit"))
        self.inks = {tone: self.colours.ink(tone) for tone in Tone}
        self.pad = px(PAD)
        self.chip_ground = (self.colours.accent, self.colours.selection, self.colours.table)
        self._painter: QPainter | None = None
        self._face: _Face | None = None
        self._ink: QColor | None = None

    def needed(self, cell: Cell) -> int:
        """Pixels the content of a cell needs, padding aside; a bar takes what there is."""
        if cell.parts:
            return 0
        extra = px(20) if cell.warning else px(8) if cell.chip is not None else 0
        extra += self.note_bold.width("  " + cell.aside) if cell.aside else 0
        extra += px(20) + self.body.width(cell.flagged) if cell.flagged else 0
        return self.bold.width(cell.text) + extra

    @staticmethod
    def unscaled(pixels: int) -> int:
        """``pixels`` of the screen in pixels of the 100 % design, rounded up."""
        return -(-pixels * 100 // percent())

    def begin(self, painter: QPainter) -> None:
        """Draw with ``painter`` from here on."""
        self._painter = painter
        self._face = self._ink = None

    def write(self, x: float, middle: float, text: str, face: _Face, ink: QColor) -> None:
        """``text`` from ``x``, centred on the line ``middle``."""
        painter = self._painter
        if painter is None:
            return
        if face is not self._face:
            painter.setFont(face.font)
            self._face = face
        if ink is not self._ink:
            painter.setPen(ink)
            self._ink = ink
        painter.drawText(QPointF(x, middle + face.rise), text)

    def cell(
        self,
        rect: QRect,
        cell: Cell,
        align: Align,
        *,
        wrong: str | None = None,
        selected: bool = False,
        bold: bool = False,
    ) -> None:
        """The content of one cell inside ``rect``; the ground is already there."""
        if wrong is not None:
            self._text(rect, Cell(wrong, tone=Tone.RED, warning=True), align, selected=False)
        elif cell.check is not None:
            self._check(rect, checked=cell.check)
        elif cell.parts and self._painter is not None:
            draw_parts(self._painter, rect, cell.parts)
            self._face = self._ink = None
        elif cell.chip is not None and cell.text:
            self._chip(rect, cell, align)
        elif cell.text or cell.aside or cell.flagged or cell.warning:
            self._text(rect, cell, align, selected=selected, bold=bold)

    def _text(
        self, rect: QRect, cell: Cell, align: Align, *, selected: bool, bold: bool = False
    ) -> None:
        face = self.bold if cell.bold or bold else self.body
        tone = cell.tone
        if selected and tone is Tone.FAINT:
            tone = Tone.SECOND  # faint text is too pale on the selection
        ink = self.inks[tone]
        aside = f"  {cell.aside}" if cell.aside and cell.text else cell.aside
        sign = px(20) if cell.warning else 0
        beside = self.note.width(aside) if aside else 0
        room = rect.width() - 2 * self.pad - sign - beside
        flagged, last = cell.flagged, 0
        if flagged:  # what is wrong is cut last
            flagged = self._cut(flagged, self.body, room - px(20))
            last = px(20) + self.body.width(flagged)
            room -= last
        text, width = cell.text, face.width(cell.text)
        if width > room:
            text, width = self._short(cell, text, face, room)
        whole = width + sign + beside + last
        x = float(rect.left() + self.pad)
        if align is Align.RIGHT:
            x = rect.right() + 1 - self.pad - whole
        elif align is Align.CENTER:
            x = rect.left() + (rect.width() - whole) / 2
        middle = rect.top() + rect.height() / 2
        if sign:
            self._sign(x, middle, ink)
        self.write(x + sign, middle, text, face, ink)
        if aside:
            tinted = ink if tone in (Tone.AMBER, Tone.RED) else self.inks[Tone.SECOND]
            strong = self.note_bold if tinted is ink else self.note
            self.write(x + sign + width, middle, aside, strong, tinted)
        if flagged:
            start = x + sign + width + beside
            loud = self.inks[cell.flag_tone]
            self._sign(start, middle, loud)
            self.write(start + px(20), middle, flagged, self.body, loud)
        if cell.inferred and text:
            self._dots(x + sign, middle + face.metrics.ascent() / 2 + px(3), width)

    def _short(self, cell: Cell, text: str, face: _Face, room: int) -> tuple[str, int]:
        """Text is cut with …; a number never: a part of a number is another number."""
        if cell.number is not None and is_number(text):
            text = "#" * max(1, room // max(1, face.width("#")))
        else:
            text = self._cut(text, face, room)
        return text, face.width(text)

    @staticmethod
    def _cut(text: str, face: _Face, room: int) -> str:
        return face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))

    def _sign(self, x: float, middle: float, ink: QColor) -> None:
        if self._painter is not None:
            size = px(16)
            picture = icon_pixmap("warning", ink, size)
            self._painter.drawPixmap(QPointF(x, middle - size / 2), picture)

    def _dots(self, x: float, y: float, width: int) -> None:
        if self._painter is not None:
            pen = QPen(self.inks[Tone.SECOND], max(1, percent() // 100))
            pen.setDashPattern([2, 2])
            self._painter.setPen(pen)
            self._ink = None
            self._painter.drawLine(QPointF(x, y), QPointF(x + width, y))

    def _chip(self, rect: QRect, cell: Cell, align: Align) -> None:
        painter = self._painter
        if painter is None:
            return
        kind = min(2, max(0, cell.chip or 0))
        face = self.note_bold if kind == 0 else self.note
        text = face.metrics.elidedText(
            cell.text, Qt.TextElideMode.ElideRight, rect.width() - px(16)
        )
        width, height = face.width(text) + px(14), px(20)
        x = rect.left() + (rect.width() - width) / 2
        if align is Align.LEFT:
            x = float(rect.left() + self.pad)
        elif align is Align.RIGHT:
            x = float(rect.right() + 1 - self.pad - width)
        top = rect.top() + (rect.height() - height) / 2
        colours = self.colours
        edge = (colours.accent, colours.bar_other, colours.rule)[kind]
        ink = (colours.on_accent, colours.accent, colours.second)[kind]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(self.chip_ground[kind])
        painter.drawRoundedRect(
            QRectF(round(x) + 0.5, round(top) + 0.5, width - 1, height - 1), px(4), px(4)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._ink = None
        self.write(round(x) + px(7), top + height / 2, text, face, ink)

    def _check(self, rect: QRect, *, checked: bool) -> None:
        painter = self._painter
        if painter is None:
            return
        size = px(16)
        x = rect.left() + (rect.width() - size) // 2
        y = rect.top() + (rect.height() - size) // 2
        colours = self.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent if checked else colours.faint, 1))
        painter.setBrush(colours.accent if checked else colours.table)
        painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, size - 1, size - 1), px(3), px(3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._ink = None
        if checked:
            mark = icon_pixmap("check", colours.on_accent, px(12))
            painter.drawPixmap(QPointF(x + px(2), y + px(2)), mark)
