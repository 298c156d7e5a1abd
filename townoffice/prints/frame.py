"""What stands around the table: mark, title, 表号, meta line above; notes and sign-off below.

Everything is a :class:`Piece` of text at a place in the 版心; heights in mm, from the paper rules.
"""

from collections.abc import Callable
from typing import NamedTuple

from townoffice.feedback import BadChoice
from townoffice.prints.fonts import Role
from townoffice.prints.form import DRAFT, Form, Notes, ReportNumber
from townoffice.prints.typeset import INFERRED_MARK, Typesetter
from townoffice.prints.wrap import balanced, wrap

MARK_SIZE, MARK_PITCH = 16.0, 10.2
TITLE_SIZES = (22.0, 18.0)
TITLE_HEIGHT, TITLE_CENTRE = 11.0, 4.9
SUBTITLE_SIZE, SUBTITLE_HEIGHT, SUBTITLE_CENTRE = 14.0, 7.5, 3.4
NUMBER_LINE, NUMBER_SIZE, NUMBER_FROM_RIGHT = 4.2, 9.0, 46.0
META_SIZE, META_HEIGHT, META_CENTRE = 10.5, 6.6, 3.4
CONTINUED_SIZE = 10.5
ANNEX = "附图"
NOTES_GAP, NOTE_SIZE, NOTE_PITCH = 1.2, 9.0, 4.3
SIGN_GAP, SIGN_HEIGHT, SIGN_SIZE = 2.5, 5.0, 10.5
_NOTE = "注："
_DATE = "填报日期"
_DATE_ROOM = "　　　年　　月　　日"
_GAP = 3.0


class Piece(NamedTuple):
    """A line of text: left end and middle of the character box (mm), face, size in points."""

    x: float
    y: float
    text: str
    role: Role
    size: float


class Part(NamedTuple):
    """Pieces and the height they take together."""

    pieces: tuple[Piece, ...]
    height: float


def heading_part(form: Form, width: float, type_: Typesetter) -> Part:
    """Set everything above the table on the first page, for a 版心 of that width."""
    pieces: list[Piece] = []
    y = 0.0
    if form.attachment is not None:
        pieces.append(Piece(0, MARK_PITCH / 2, form.attachment, Role.HEI, MARK_SIZE))
        y += 2 * MARK_PITCH
    size, title = title_lines(form.title, width, type_)
    for line in title:
        x = (width - type_.width(line, Role.TITLE, size)) / 2
        pieces.append(Piece(x, y + TITLE_CENTRE, line, Role.TITLE, size))
        y += TITLE_HEIGHT
    for line in subtitle_lines(form, width, type_):
        x = (width - type_.width(line, Role.KAI, SUBTITLE_SIZE)) / 2
        pieces.append(Piece(x, y + SUBTITLE_CENTRE, line, Role.KAI, SUBTITLE_SIZE))
        y += SUBTITLE_HEIGHT
    right = width
    if form.report_number is not None:
        block, right = _number_block(form.report_number, unit_text(form), width, type_)
        pieces.extend(piece._replace(y=piece.y + y) for piece in block)
        y += 4 * NUMBER_LINE
    meta = _meta_line(form, width, right, type_)
    pieces.extend(piece._replace(y=piece.y + y) for piece in meta.pieces)
    return Part(tuple(pieces), y + meta.height)


def marking_piece(form: Form) -> tuple[Piece, ...]:
    """Set the county's marking on the first page: flush left, in the margin above the 版心.

    GB/T 9704-2012 §7.2.2 has 密级 in 黑 16 at the upper left of a document's own first page. A
    table's first line belongs to the 附件 mark and its title, whose heights are measured, so the
    marking stands above it: no row moves, and it cannot be taken for the mark.
    """
    if form.marking is None:
        return ()
    return (Piece(0, -MARK_PITCH / 2, form.marking, Role.HEI, MARK_SIZE),)


def title_lines(title: str, width: float, type_: Typesetter) -> tuple[float, tuple[str, ...]]:
    """Give the title's size and one or two lines.

    Raises BadChoice if even the smaller size does not hold it in two lines.
    """
    for size in TITLE_SIZES:

        def measure(text: str, size: float = size) -> float:
            return type_.width(text, Role.TITLE, size)

        lines = balanced(title, measure, width)
        if lines is not None:
            return size, lines
    raise BadChoice("标题太长，两行放不下", where=title, hint="请缩短标题，或者把一部分放到副标题")


def subtitle_lines(form: Form, width: float, type_: Typesetter) -> tuple[str, ...]:
    """Give the subtitle; a table not yet adopted says so, on the same line if it has room."""
    own = () if form.subtitle is None else (form.subtitle,)
    if form.check_code is not None or form.approval is not None:
        return own
    both = "".join((*own, DRAFT))
    if type_.width(both, Role.KAI, SUBTITLE_SIZE) <= width:
        return (both,)
    return (*own, DRAFT)


def unit_text(form: Form) -> str | None:
    """Give the right end of the meta line; a 报表 with a 表号 says 计量单位."""
    if form.unit is None:
        return None
    unit = form.unit.removeprefix("计量")
    return f"计量{unit}" if form.report_number is not None else unit


def left_text(form: Form) -> str:
    """Give the left end of the meta line: who reports, unless the form has something else."""
    return f"填报单位（盖章）：{form.reporting_unit}" if form.left is None else form.left


def report_number_lines(number: ReportNumber) -> tuple[str, ...]:
    """Write the lines of the 表号 block."""
    return (
        f"表　　号：{number.number}",
        f"制定机关：{number.issuer}",
        f"文　　号：{number.doc_no}",
        f"有效期至：{number.valid_until}",
    )


def _number_block(
    number: ReportNumber, unit: str | None, width: float, type_: Typesetter
) -> tuple[list[Piece], float]:
    """Set the four lines of the 表号 block; give also where its left end is."""
    lines = report_number_lines(number)
    widest = max(type_.width(line, Role.FANG, NUMBER_SIZE) for line in (*lines, unit or ""))
    left = width - max(NUMBER_FROM_RIGHT, widest)
    pieces = [
        Piece(left, (place + 0.5) * NUMBER_LINE, line, Role.FANG, NUMBER_SIZE)
        for place, line in enumerate(lines)
    ]
    return pieces, left


def _meta_line(form: Form, width: float, block_left: float, type_: Typesetter) -> Part:
    """Set who reports, as of when, and the unit; two lines if one does not hold them."""
    size = META_SIZE if form.report_number is None else NUMBER_SIZE

    def measure(text: str) -> float:
        return type_.width(text, Role.FANG, size)

    left = left_text(form)
    unit, date = unit_text(form), form.as_of
    if unit is None:
        unit, date = date, None
    end = width if unit is None else width - measure(unit)
    if form.report_number is not None and form.unit is not None:
        end = block_left
    free = end - measure(left) - (measure(date) + _GAP if date else 0.0)
    lines = [left] if free >= _GAP else list(wrap(left, measure, width))
    pieces = [
        Piece(0, META_CENTRE + place * META_HEIGHT, line, Role.FANG, size)
        for place, line in enumerate(lines)
    ]
    taken = measure(left) if free >= _GAP else 0.0
    row = 0 if free >= _GAP else len(lines)
    y = META_CENTRE + row * META_HEIGHT
    if date is not None:
        x = (width - measure(date)) / 2
        if x < taken + _GAP or x + measure(date) + _GAP > end:
            x = (taken + end - measure(date)) / 2
        pieces.append(Piece(max(x, 0.0), y, date, Role.FANG, size))
    if unit is not None:
        pieces.append(Piece(end, y, unit, Role.FANG, size))
    return Part(
        tuple(pieces), (row + 1) * META_HEIGHT if unit or date else META_HEIGHT * max(row, 1)
    )


def continued_line(form: Form, number: int, width: float, type_: Typesetter) -> tuple[Piece, ...]:
    """Set the line above the table of a next page: 续表1 and the unit."""
    pieces = [Piece(0, 2.7, f"续表{number}", Role.HEI, CONTINUED_SIZE)]
    unit = unit_text(form)
    if unit is not None:
        size = META_SIZE if form.report_number is None else NUMBER_SIZE
        x = width - type_.width(unit, Role.FANG, size)
        pieces.append(Piece(x, 2.7, unit, Role.FANG, size))
    return tuple(pieces)


def annex_line() -> tuple[Piece, ...]:
    """Set the line above a picture that has a page of its own."""
    return (Piece(0, 2.7, ANNEX, Role.HEI, CONTINUED_SIZE),)


def note_texts(notes: Notes) -> tuple[tuple[str, str], ...]:
    """Number the notes: basis, relations, signs; ※推定 last, marked instead of numbered."""
    plain = (*notes.basis, *notes.relations, *notes.signs)
    marked = [(f"{number}.", text) for number, text in enumerate(plain, 1)]
    if notes.inferred:
        marked.append((INFERRED_MARK, f"推定：{notes.inferred}"))
    return tuple(marked)


def closing_part(form: Form, width: float, type_: Typesetter) -> Part:
    """Set notes and sign-off, from the lower edge of the table downwards."""

    def measure(text: str) -> float:
        return type_.width(text, Role.FANG, NOTE_SIZE)

    marked = note_texts(form.notes)
    pieces: list[Piece] = []
    y = 0.0
    if marked:
        indent = measure(_NOTE)
        hang = indent + max(measure(mark) for mark, _ in marked)
        y = NOTES_GAP
        pieces.append(Piece(0, y + NOTE_PITCH / 2, _NOTE, Role.FANG, NOTE_SIZE))
        for mark, text in marked:
            # Marks end where the texts begin, so that 9. and 10. keep one hanging indent.
            x = hang - measure(mark)
            pieces.append(Piece(x, y + NOTE_PITCH / 2, mark, Role.FANG, NOTE_SIZE))
            for line in wrap(text, measure, width - hang):
                pieces.append(Piece(hang, y + NOTE_PITCH / 2, line, Role.FANG, NOTE_SIZE))
                y += NOTE_PITCH
    if form.sign_off:
        pieces.extend(_sign_off(form.sign_off, y + SIGN_GAP, width, type_))
        y += SIGN_GAP + SIGN_HEIGHT
    return Part(tuple(pieces), y)


def _sign_off(labels: tuple[str, ...], top: float, width: float, type_: Typesetter) -> list[Piece]:
    """Set the labels in one line with equal spaces, the last one flush right."""
    texts = [f"{label}：{_DATE_ROOM if label == _DATE else ''}" for label in labels]
    size = SIGN_SIZE

    def total(measure: Callable[[str], float]) -> float:
        return sum(measure(text) for text in texts)

    def measure(text: str) -> float:
        return type_.width(text, Role.FANG, size)

    while total(measure) + _GAP * (len(texts) - 1) > width and size > NOTE_SIZE:
        size -= 0.5
    gap = (width - total(measure)) / max(len(texts) - 1, 1)
    pieces = []
    x = 0.0
    for text in texts:
        pieces.append(Piece(x, top + SIGN_HEIGHT / 2, text, Role.FANG, size))
        x += measure(text) + gap
    return pieces
