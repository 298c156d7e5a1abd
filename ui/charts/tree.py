"""Boxes below a unit: posts and people of each as figures and as a bar, red where over."""

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from townoffice.records import Box, Lengths, PlacedBox, Tree, lay_out
from ui.charts.drawing import Frame, put, width_of
from ui.charts.pictures import TreePicture
from ui.icons import icon_pixmap
from ui.theme import Theme, Tone, font, px

__all__ = ["Shade", "Trees", "posts_words"]

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_WIDE = 500
"""Below this width, at 100 %, the columns of unit and groups are narrower."""
_PAD, _BAR, _SIGN, _HANDLE = 10, 4, 14, 7
_PALE = 0.62


class Shade(Enum):
    """What a part of a bar is."""

    FILLED = 0
    VACANT = 1
    OVER = 2

    def colour(self, colours: Theme) -> QColor:
        """Give its colour in a theme; the bars are paler, the figure stands beside them."""
        if self is not Shade.FILLED:
            return colours.grid if self is Shade.VACANT else colours.red
        pale = QColor(colours.bar_other)
        pale.setAlphaF(_PALE)
        return pale


def posts_words(box: Box) -> str:
    """Write posts and people: 核9 实10; empty where nothing is broken down to it."""
    known = (("核", box.authorized), ("实", box.actual))
    return " ".join(f"{word}{count}" for word, count in known if count is not None)


def _lengths(width: float, *, tight: bool) -> Lengths:
    wide = width >= px(_WIDE)
    return Lengths(
        widths=(px(96), px(160)) if wide else (px(92), px(112)),
        row=px(36 if tight else 38) + (0 if wide else px(16)),
        line=px(15),
        head=px(50),
        beside=px(22) if wide else px(16),
        between=px(6 if tight else 10),
        apart=px(12 if tight else 18),
    )


class Trees:
    """One tree picture, laid out."""

    head = 0

    def __init__(self, picture: TreePicture) -> None:
        self._picture = picture
        self._trees: dict[tuple[int, bool], Tree] = {}
        self._width = px(_WIDE)

    def fit(self, width: int) -> None:
        """Take the width there is: where it is little, boxes are higher."""
        self._width = width

    def wanted(self) -> int:
        """Give the least height at which the whole tree shows: boxes close together."""
        return self._laid(self._width, tight=True).height + px(4)

    def most(self) -> int:
        """Give the height beyond which more would say no more."""
        return self._laid(self._width, tight=False).height + px(4)

    def places(self, frame: Frame) -> Iterator[tuple[str, QRectF]]:
        """Give each box, as far as it is in sight."""
        for placed in self._in(frame).boxes:
            yield placed.box.key, _rect(placed, frame)

    def row_of(self, key: str) -> tuple[int, int] | None:
        """Give top and bottom of a box in the whole picture."""
        placed = self._laid(self._width, tight=True).box(key)
        return None if placed is None else (placed.y, placed.y + placed.height)

    def boxes(self) -> tuple[Box, ...]:
        """Give the boxes that show, column by column as the unit reads."""
        shown = {placed.box.key for placed in self._laid(self._width, tight=True).boxes}
        return tuple(box for box in self._picture.root.all() if box.key in shown)

    def handle_at(self, point: QPointF, frame: Frame) -> str:
        """Give the box whose handle for folding is at a point, "" for none."""
        reach = px(_HANDLE) + px(3)
        for placed in self._in(frame).boxes:
            off = _handle(placed, frame) - point
            if placed.depth and placed.box.below and off.manhattanLength() <= reach:
                return placed.box.key
        return ""

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the lines, then the boxes over them, then what folds."""
        tree = self._in(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(frame.colours.rule, max(1, px(1.5))))
        for twig in tree.twigs:
            (x, y), (to_x, to_y) = twig.start, twig.end
            points = [(x, y), (twig.bend, y), (twig.bend, to_y), (to_x, to_y)]
            painter.drawPolyline([QPointF(a, b - frame.scrolled) for a, b in points])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in tree.boxes:
            if placed.depth:
                self._box(painter, frame, placed)
            else:
                self._root(painter, frame, placed)
        for placed in tree.boxes:
            if placed.depth and placed.box.below:
                self._fold(painter, frame, placed)

    def _in(self, frame: Frame) -> Tree:
        """Lay it out for a frame: boxes close together where it would have to scroll."""
        return self._laid(frame.width, tight=frame.height < self.most() - px(4))

    def _laid(self, width: float, *, tight: bool) -> Tree:
        key = int(width), tight
        if key not in self._trees:
            lengths = _lengths(width, tight=tight)
            self._trees[key] = lay_out(self._picture.root, lengths, key[0], self._picture.folded)
        return self._trees[key]

    def _ground(self, painter: QPainter, frame: Frame, placed: PlacedBox) -> QRectF:
        """Paint the box itself; a red edge says more people than posts."""
        colours, key = frame.colours, placed.box.key
        chosen = key in {self._picture.chosen, frame.hovered}
        edge = colours.rule if placed.depth else colours.accent
        if key == self._picture.chosen:
            edge = colours.accent
        if placed.box.over:
            edge = colours.red
        place = _rect(placed, frame).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(edge, px(2) if placed.box.over or key == self._picture.chosen else 1))
        painter.setBrush(colours.selection if chosen or not placed.depth else colours.table)
        painter.drawRoundedRect(place, px(4), px(4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return place

    def _root(self, painter: QPainter, frame: Frame, placed: PlacedBox) -> None:
        box, colours = placed.box, frame.colours
        place = self._ground(painter, frame, placed)
        inside = place.adjusted(px(4), 0, -px(4), 0)
        line = QRectF(inside.left(), place.top() + px(5), inside.width(), px(22))
        put(painter, line, box.name, colours.text, font("name", bold=True), _CENTRE)
        line = QRectF(inside.left(), place.top() + px(27), inside.width(), px(18))
        ink = colours.red if box.over else colours.text
        put(painter, line, posts_words(box), ink, font("body", bold=True), _CENTRE)
        second = colours.ink(Tone.SECOND)
        for number, words in enumerate(box.lines):
            top = place.top() + px(44) + px(15) * number
            line = QRectF(inside.left() - px(3), top, inside.width() + px(6), px(18))
            put(painter, line, words, second, font("note"), _CENTRE)

    def _box(self, painter: QPainter, frame: Frame, placed: PlacedBox) -> None:
        box, colours = placed.box, frame.colours
        place = self._ground(painter, frame, placed)
        inside = place.adjusted(px(_PAD), 0, -px(_PAD), 0)
        line = QRectF(inside.left(), place.top() + px(5), inside.width(), px(20))
        if not (posts_words(box) or box.note or box.flagged):
            line.moveCenter(QPointF(line.center().x(), place.center().y()))
        below = 0 if frame.width >= px(_WIDE) else px(16)  # the posts have a line of their own
        posts = line.translated(0, below + px(1) if below else 0)
        room = self._posts(painter, frame, box, posts)
        if not below:
            line.setRight(room - px(6))
        put(painter, line, box.name, colours.text, font("body", bold=placed.depth == 1), _LEFT)
        if box.note or box.flagged:
            line = QRectF(inside.left(), place.top() + px(24) + below, inside.width(), px(15))
            self._note(painter, frame, box, line)
        self._bar(painter, frame, box, inside)

    def _posts(self, painter: QPainter, frame: Frame, box: Box, line: QRectF) -> float:
        """Write the posts at the right; give where they begin."""
        colours, face = frame.colours, font("note", bold=True)
        words = posts_words(box)
        if not words:
            return line.right()
        ink = colours.red if box.over else colours.text
        wide = width_of(words, face)
        left = line.right() - wide
        if frame.width < px(_WIDE):  # under the name, not beside it
            left = line.left() + (px(_SIGN) + px(5) if box.over else 0)
        put(painter, QRectF(left, line.top(), wide + 1, line.height()), words, ink, face, _LEFT)
        if box.over:
            left -= px(_SIGN) + px(5)
            top = line.top() + (line.height() - px(_SIGN)) / 2
            painter.drawPixmap(QPointF(left, top), icon_pixmap("warning", colours.red, px(_SIGN)))
        return left

    def _note(self, painter: QPainter, frame: Frame, box: Box, line: QRectF) -> None:
        """Write the line under the name; what is wrong in it is red and is cut last."""
        face, colours = font("unit"), frame.colours
        wrong = min(width_of(box.flagged, face), line.width())
        plain = min(width_of(box.note, face), line.width() - wrong)
        put(
            painter,
            line.adjusted(0, 0, plain - line.width(), 0),
            box.note,
            colours.ink(Tone.SECOND),
            face,
            _LEFT,
        )
        put(painter, line.adjusted(plain, 0, 0, 0), box.flagged, colours.red, face, _LEFT)

    def _bar(self, painter: QPainter, frame: Frame, box: Box, inside: QRectF) -> None:
        """Paint people against posts; those beyond them red, at the end."""
        most = max(box.authorized or 0, box.actual or 0)
        if box.authorized is None or box.actual is None or not most:
            return
        colours, high = frame.colours, px(_BAR)
        bar = QRectF(inside.left(), inside.bottom() - px(6) - high / 2, inside.width(), high)
        filled = bar.width() * min(box.actual, box.authorized) / most
        self._stripe(painter, bar, Shade.VACANT.colour(colours))
        part = QRectF(bar.left(), bar.top(), filled, high)
        self._stripe(painter, part, Shade.FILLED.colour(colours))
        if box.over:
            left = bar.left() + filled + px(1)
            beyond = QRectF(left, bar.top() - px(1), bar.right() - left, high + px(2))
            painter.fillRect(beyond, Shade.OVER.colour(colours))

    @staticmethod
    def _stripe(painter: QPainter, place: QRectF, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(place, px(2), px(2))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _fold(self, painter: QPainter, frame: Frame, placed: PlacedBox) -> None:
        """Paint the handle: − folds what is under a box away, + brings it back."""
        colours, at, size = frame.colours, _handle(placed, frame), px(_HANDLE)
        painter.setPen(QPen(colours.rule, 1))
        painter.setBrush(colours.panel)
        painter.drawEllipse(at, size - 0.5, size - 0.5)
        painter.setPen(QPen(colours.second, max(1, px(1.5))))
        arm = px(3)
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
        if placed.folded:
            painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _rect(placed: PlacedBox, frame: Frame) -> QRectF:
    return QRectF(placed.x, placed.y - frame.scrolled, placed.width, placed.height)


def _handle(placed: PlacedBox, frame: Frame) -> QPointF:
    return QPointF(placed.x + placed.width + px(1), placed.middle - frame.scrolled)
