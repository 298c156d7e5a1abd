"""What stands above and below the table of a sheet, line by line: title, meta line, 注, sign-off.

Text of a spreadsheet runs on over empty cells to its right, so a piece is put into the column where
it should begin; only what must wrap or be centred is merged.
"""

from dataclasses import dataclass

from townoffice.prints.form import DRAFT, Form, ReportNumber
from townoffice.prints.frame import left_text, report_number_lines, unit_text
from townoffice.prints.xlsx_faces import Face, Font, face
from townoffice.prints.xlsx_sizes import Sizes
from townoffice.prints.xlsx_words import POINT, lines_of, text_width

_NOTE_SIZE, _META_SIZE = 9.0, 10.5
_META_HEIGHT = 7.0
_BROADER = 1.1
"""Words are given a tenth more room than estimated, for a broader font."""
_BLOCK_WIDTH = 46.0
_DATE_ROOM = "　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in the columns ``first`` to ``last``, merged where they differ."""

    first: int
    last: int
    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet: its pieces and its height in mm."""

    pieces: tuple[Piece, ...]
    height: float


def heading_lines(form: Form, sizes: Sizes) -> list[Line]:
    """Set everything above the table: marking, 附件 mark, title, subtitle, 表号, meta line."""
    start, end = sizes.first, sizes.last
    lines = []
    if form.marking:
        lines.append(Line((Piece(start, start, form.marking, face(Font.HEAD, 16)),), 10.2))
    if form.attachment:
        mark = Piece(start, start, form.attachment, face(Font.HEAD, 16))
        lines += [Line((mark,), 10.2), Line((), 10.2)]
    lines.append(Line((Piece(start, end, form.title, face(Font.TITLE, 22, "center")),), 12))
    draft = "" if form.check_code or form.approval else DRAFT
    subtitle = f"{form.subtitle or ''}{draft}"
    if subtitle:
        lines.append(Line((Piece(start, end, subtitle, face(Font.SUBTITLE, 14, "center")),), 7.5))
    if form.report_number is not None:
        lines += _number_block(form.report_number, sizes)
    return [*lines, *_meta(form, sizes)]


def closing_lines(form: Form, sizes: Sizes) -> list[Line]:
    """Set everything below the table: the notes with their hanging indent, the sign-off."""
    notes = form.notes
    numbered = (*notes.basis, *notes.relations, *notes.signs)
    lines = [Line((), 1.2)]
    lines += [
        _note(f"{'注：' if n == 1 else ''}{n}.", text, sizes) for n, text in enumerate(numbered, 1)
    ]
    if notes.inferred:
        lines.append(_note("" if numbered else "注：", f"※推定：{notes.inferred}", sizes))
    if form.sign_off:
        lines += [Line((), 2.5), _sign_off(form.sign_off, sizes)]
    return lines


def _number_block(number: ReportNumber, sizes: Sizes) -> list[Line]:
    start = _block_column(sizes)
    style = face(Font.WORDS, _NOTE_SIZE)
    lines = report_number_lines(number)
    return [Line((Piece(start, start, line, style),), 4.2) for line in lines]


def _meta(form: Form, sizes: Sizes) -> list[Line]:
    """Set who reports, as of when, and the unit; without a unit the date takes the right end.

    Who reports has a line of its own if its words would run into the rest.
    """
    size = _NOTE_SIZE if form.report_number else _META_SIZE
    left, unit = left_text(form), unit_text(form)
    right, middle = unit or form.as_of or "", form.as_of if unit else None
    block = form.report_number is not None and unit is not None
    end = _block_column(sizes) if block else sizes.last
    taken = text_width(left, size) * _BROADER + 2
    rest = text_width(f"{middle or ''}　　{right}", size)
    apart = taken > sizes.between(sizes.first, end - 1) or taken + rest > sizes.total
    first = Piece(sizes.first, sizes.last if apart else sizes.first, left, face(Font.WORDS, size))
    pieces = [] if apart else [first]
    if middle:
        own = text_width(middle, size)
        centre = (sizes.total - own) / 2
        start = _column_at(centre if apart else max(centre, taken), sizes)
        if start < end and sizes.between(start, end - 1) > own * _BROADER + 2:
            pieces.append(Piece(start, start, middle, face(Font.WORDS, size)))
        else:
            right = f"{middle}　　{right}"
    pieces.append(Piece(end, end, right, face(Font.WORDS, size, "left" if block else "right")))
    line = Line(tuple(pieces), _META_HEIGHT)
    return [Line((first,), _META_HEIGHT), line] if apart else [line]


def _block_column(sizes: Sizes) -> int:
    """Find the column where the 表号 block begins: at least its width before the right edge."""
    starts = range(sizes.last, sizes.first, -1)
    wide = (n for n in starts if sizes.between(n, sizes.last) >= _BLOCK_WIDTH)
    return next(wide, sizes.first)


def _column_at(offset: float, sizes: Sizes) -> int:
    """Find the first column that begins at or after an offset in mm, never the last one."""
    first = sizes.first + 1
    starts = (n for n in range(first, sizes.last) if sizes.between(first - 1, n - 1) >= offset)
    return next(starts, max(first, sizes.last - 1))


def _note(number: str, text: str, sizes: Sizes) -> Line:
    """Write a note with a hanging indent: its number in the first column, its words beside."""
    style: Face = {**face(Font.WORDS, _NOTE_SIZE, wrap=True), "valign": "top"}
    beside = sizes.first + 1
    lines = lines_of(text, _NOTE_SIZE, sizes.between(beside, sizes.last))
    mark = Piece(sizes.first, sizes.first, number, {**style, "align": "right", "text_wrap": False})
    return Line((mark, Piece(beside, sizes.last, text, style)), 4.3 * lines)


def _sign_off(sign_off: tuple[str, ...], sizes: Sizes) -> Line:
    """Spread the labels over the line with spaces; the date keeps room for its figures."""
    labels = [f"{label}：" for label in sign_off]
    if sign_off[-1].endswith("日期"):
        labels[-1] += _DATE_ROOM
    used = sum(text_width(label, _META_SIZE) for label in labels)
    gap = (sizes.total - used - 4) / max(1, len(labels) - 1)
    space = "　" * max(1, int(gap / (_META_SIZE * POINT)))
    return Line(
        (Piece(sizes.first, sizes.last, space.join(labels), face(Font.WORDS, _META_SIZE)),), 6
    )
