"""How the sheet paints its cells: grounds, contents, grid, frames, in one loop over what shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QLine, QRect
from PySide6.QtGui import QColor, QPainter, QPen

from ui.colours import Tone
from ui.tables.cells import Align, Cell, R
from ui.tables.drawing import Pen
from ui.tables.lanes import Lanes
from ui.tables.model import RecordModel
from ui.theme import px

Block = tuple[int, int, int, int]  # top, left, bottom, right
Places = list[tuple[int, int, int, Align]]  # column, x, width, align


@dataclass(frozen=True, slots=True)
class Look(Generic[R]):
    """What painting needs to know of a sheet at one moment."""

    model: RecordModel[R]
    lanes: Lanes[R]
    block: Block | None
    anchor: tuple[int, int]
    lit: Callable[[int], bool]
    rows_in: Callable[[int, int], range]
    top_of: Callable[[int], int]
    height: int


def inside(block: Block | None, row: int, column: int) -> bool:
    """Whether a cell belongs to the selected block."""
    return block is not None and (block[0] <= row <= block[2] and block[1] <= column <= block[3])


def paint(painter: QPainter, pen: Pen, look: Look[R], area: QRect) -> None:
    """Paint what shows of the sheet inside ``area``: first what scrolls, then what is frozen."""
    pen.begin(painter)
    painter.fillRect(area, pen.colours.table)
    rows, lanes = look.rows_in(area.top(), area.bottom()), look.lanes
    if not rows or not lanes.columns:
        return
    frozen = lanes.frozen_width
    painter.setClipRect(QRect(frozen, area.top(), area.right() + 1 - frozen, area.height()))
    _columns(painter, pen, look, rows, lanes.moving(area.left(), area.right()))
    painter.setClipRect(QRect(0, area.top(), frozen, area.height()))
    _columns(painter, pen, look, rows, range(lanes.frozen))


def _columns(painter: QPainter, pen: Pen, look: Look[R], rows: range, columns: range) -> None:
    if not columns:
        return
    lanes, model = look.lanes, look.model
    places = [(c, lanes.left(c), lanes.width(c), lanes.columns[c].align) for c in columns]
    left, right = places[0][1], places[-1][1] + places[-1][2]
    begin = top = look.top_of(rows[0])
    lines: list[QLine] = []
    for row in rows:
        lit = look.lit(row)
        if lit:
            painter.fillRect(left, top, right - left, look.height, pen.colours.selection)
        cells = model.cells(row)
        for column, x, width, align in places:
            wrong = model.wrong_at(row, column) if model.wrong else None
            cell = cells[column]
            chosen = inside(look.block, row, column)
            ground = _ground(pen, cell, wrong=wrong is not None)
            if ground is None and chosen and not lit and (row, column) != look.anchor:
                ground = pen.colours.selection
            if ground is not None:
                painter.fillRect(x, top, width, look.height, ground)
            pen.cell(
                QRect(x, top, width - 1, look.height - 1),
                cell,
                align,
                wrong=wrong[0] if wrong else None,
                selected=lit or chosen,
            )
        top += look.height
        lines.append(QLine(left, top - 1, right - 1, top - 1))
    _grid(painter, pen, look, lines, places, (begin, top))
    _reds(painter, pen, look, rows, places)
    _frames(painter, pen, look, rows, places)
    pen.begin(painter)


def _ground(pen: Pen, cell: Cell, *, wrong: bool) -> QColor | None:
    colours = pen.colours
    if wrong:
        return colours.red_ground
    grounds = {Tone.RED: colours.red_ground, Tone.SECOND: colours.pinned}
    return None if cell.ground is None else grounds.get(cell.ground, colours.amber_ground)


def _grid(
    painter: QPainter,
    pen: Pen,
    look: Look[R],
    lines: list[QLine],
    places: Places,
    ends: tuple[int, int],
) -> None:
    lanes = look.lanes
    rules: list[QLine] = []
    for column, x, width, _ in places:
        line = QLine(x + width - 1, ends[0], x + width - 1, ends[1] - 1)
        strong = lanes.columns[column].rule or column == lanes.frozen - 1
        (rules if strong else lines).append(line)
    painter.setPen(QPen(pen.colours.grid, 1))
    painter.drawLines(lines)
    if rules:
        painter.setPen(QPen(pen.colours.rule, 1))
        painter.drawLines(rules)


def _reds(painter: QPainter, pen: Pen, look: Look[R], rows: range, places: Places) -> None:
    """A frame round what was typed wrongly: the red ground alone would be colour alone."""
    if not look.model.wrong:
        return
    painter.setPen(QPen(pen.colours.red, 1))
    for row in rows:
        for column, x, width, _ in places:
            if look.model.wrong_at(row, column) is not None:
                painter.drawRect(x - 1, look.top_of(row) - 1, width, look.height)


def _frames(painter: QPainter, pen: Pen, look: Look[R], rows: range, places: Places) -> None:
    """A line round the selected block and a stronger one round the current cell."""
    block, lanes = look.block, look.lanes
    if block is None:
        return
    top, left, bottom, right = block
    first, last = max(left, places[0][0]), min(right, places[-1][0])
    painter.setPen(QPen(pen.colours.accent, 1))
    if (top, left) != (bottom, right) and first <= last:
        x = lanes.left(first)
        width = lanes.left(last) + lanes.width(last) - x
        height = (bottom + 1 - top) * look.height
        painter.drawRect(x - 1, look.top_of(top) - 1, width, height)
    row, column = look.anchor
    if row in rows and places[0][0] <= column <= places[-1][0]:
        rect = QRect(lanes.left(column), look.top_of(row), lanes.width(column), look.height)
        for inset in range(max(1, px(2))):
            painter.drawRect(rect.adjusted(inset - 1, inset - 1, -1 - inset, -1 - inset))
