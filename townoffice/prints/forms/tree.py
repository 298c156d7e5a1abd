"""机构图: the institutions of a unit as boxes on A3, and as a list for the spreadsheet.

Black and grey only: a thick frame stands round a box with more people than posts. The rows are as
high as the sheet allows.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from townoffice.feedback import BadChoice
from townoffice.prints.form import (
    CellValue,
    Column,
    ColumnKind,
    Form,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.reported import reported
from townoffice.prints.forms.words import day, reporting_unit_short
from townoffice.prints.picture import Anchor, Bar, Ink, Lettering, Picture, Shape, Stroke
from townoffice.records import Box, County, Lengths, PlacedBox, Tree, Twig, lay_out

_WIDTH, _ROOM = 3660, 1830
"""The body of A3 less title, notes and sign-off, in tenths of a millimetre."""
_ROWS = (130, 110, 95, 80, 68)
"""Heights of a box to try, the largest first."""
_LINE, _PAD, _LETTER = 50, 25, 12
_SLIGHT, _THICK = Fraction(1, 2), 2


def tree_form(county: County, unit: Box, on: date, *, check_code: str | None = None) -> Form:
    """Draw up the picture of a unit; the boxes below the first level are its institutions.

    Raises BadChoice where a unit has more institutions than a sheet holds.
    """
    tree = _laid_out(unit)
    shapes: list[Shape] = [shape for twig in tree.twigs for shape in _twig(twig)]
    for placed in tree.boxes:
        shapes += _box(placed)
    return Form(
        title=f"{county.name}{unit.name}机构图",
        reporting_unit=reporting_unit_short(county),
        sections=(_listed(unit),),
        as_of=f"截至{day(on)}",
        unit="单位：名",
        notes=Notes(signs=("核为核定编制（职数），实为实有人数；粗框为实有多于核定。",)),
        check_code=check_code,
        picture=Picture(_mm(tree.width), _mm(tree.height), tuple(shapes)),
        picture_alone=True,
    )


def _laid_out(unit: Box) -> Tree:
    for row in _ROWS:
        gap = row // 5
        lengths = Lengths(
            widths=(620, 900), row=row, line=_LINE, head=row + _LINE, beside=160,
            between=gap, apart=2 * gap,
        )  # fmt: skip
        tree = lay_out(unit, lengths, _WIDTH)
        if tree.height <= _ROOM:
            return tree
    raise BadChoice(
        f"{unit.name}的机构太多，一张A3放不下机构图", hint="请改印机构设置一览表，或存为 xlsx"
    )


def _mm(tenths: int) -> Fraction:
    return Fraction(tenths, 10)


def _twig(twig: Twig) -> Iterator[Shape]:
    (x, y), (to_x, to_y) = twig.start, twig.end
    corners = ((x, y), (twig.bend, y), (twig.bend, to_y), (to_x, to_y))
    points = tuple((_mm(a), _mm(b)) for a, b in corners)
    yield Stroke(points, _SLIGHT, Ink.GREY)


def _box(placed: PlacedBox) -> Iterator[Shape]:
    """Draw a box: its name, posts and people at the right, then its further lines."""
    box = placed.box
    left, right = _mm(placed.x), _mm(placed.x + placed.width)
    top, bottom = _mm(placed.y), _mm(placed.y + placed.height)
    if placed.depth == 0:
        yield Bar(left, top, right - left, bottom - top, Ink.PALE)
    edge = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    yield Stroke(edge, _THICK if box.over else _SLIGHT)
    lines = [*box.lines, *([box.note] if box.note else [])]
    step = (bottom - top) / (len(lines) + 1)
    pad, middle, size = _mm(_PAD), top + step / 2, min(_LETTER, int(step * 2))
    heavy = placed.depth < 2
    yield Lettering(left + pad, middle, box.name, size=size, heavy=heavy)
    words = _posts(box)
    if words:
        yield Lettering(right - pad, middle, words, Anchor.END, size, heavy=bool(box.over))
    for n, line in enumerate(lines, 1):
        yield Lettering(left + pad, middle + step * n, line, size=min(size, 9))


def _posts(box: Box) -> str:
    known = (("核", box.authorized), ("实", box.actual))
    words = " ".join(f"{word}{count}" for word, count in known if count is not None)
    return f"{words} 超{box.over}" if box.over else words


def _listed(unit: Box) -> Section:
    """List the same boxes, for a spreadsheet."""
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("类别", ColumnKind.WORD),
        Column("机构名称", ColumnKind.NAME),
        Column("加挂牌子", ColumnKind.TEXT),
        Column("核定", ColumnKind.NUMBER),
        Column("实有", ColumnKind.NUMBER),
    )
    rows: list[tuple[CellValue, ...]] = []
    for group in unit.below:
        for box in group.below:
            posts = (reported(box.authorized), reported(box.actual))
            plates = box.note.removeprefix("牌子：") or "无"
            rows.append((len(rows) + 1, group.name, box.name, plates, *posts))
    own = (reported(unit.authorized), reported(unit.actual))
    return Section(header, tuple(rows), (TotalRow(unit.name, own, (None, None)),))
