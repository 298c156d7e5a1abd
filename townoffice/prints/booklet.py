"""Many forms as one PDF: contents in front, page numbers running through, ready for duplex.

Every table is drawn as it is drawn alone, bound with the rest: the number of a 横排 sheet stands
where the upright one has it. Where a number is passed over (the back of an A3 sheet, the even page
before one) a blank page is put, and after the contents too, so that printed on both sides page 1 is
a front and A3 is never on a back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from townoffice.filing import put_file
from townoffice.prints.fonts import FontSet, Role, system_fonts
from townoffice.prints.form import Binding, Form
from townoffice.prints.pdf import Layout, PdfReport, draw_pages, lay_out, open_canvas, stand_ins
from townoffice.prints.pen import Pen
from townoffice.prints.sheet import Paper, corner, page_numbers
from townoffice.prints.typeset import Typesetter
from townoffice.prints.wrap import wrap

_TITLE, _TITLE_SIZE, _TITLE_MIDDLE = "目　录", 22.0, 4.9
_SIZE, _PITCH = 14.0, 10.2
_HEAD_LINES = 2
_DOTS = "…"
_GAP = 2.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A form with its pages, the number of its first, and how many blank pages come before."""

    form: Form
    layout: Layout
    key: str
    number: int
    blanks: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the contents; the last of an entry has the number."""

    text: str
    key: str
    number: int | None


def write_booklet(
    forms: Sequence[Form], path: Path, title: str, fonts: FontSet | None = None
) -> PdfReport:
    """Draw the forms with a table of contents and put them at ``path``, whole or not at all.

    ``title`` is the file's own (shown by readers). At least one form; raises as
    :func:`~townoffice.prints.pdf.write_pdf` does. The pages reported include contents and blanks.
    """
    type_ = Typesetter(fonts or system_fonts())
    placed = _placed(forms, type_)
    out = BytesIO()
    canvas = open_canvas(out, title, forms[0].reporting_unit, type_)
    _draw_contents(canvas, _lines(placed, type_), type_)
    for one in placed:
        _blank(canvas, one.blanks)
        canvas.bookmarkPage(one.key)
        canvas.addOutlineEntry(_plain(one.form), one.key)
        draw_pages(canvas, one.form, one.layout, type_, backs=True)
    pages = canvas.getPageNumber() - 1
    canvas.save()
    put_file(out.getvalue(), path)
    return PdfReport(pages, stand_ins(type_), tuple(type_.missing))


def _placed(forms: Sequence[Form], type_: Typesetter) -> tuple[_Placed, ...]:
    placed, last, following = [], 0, 1
    for place, form in enumerate(forms):
        bound = replace(form, binding=Binding.ATTACHMENT, first_page=following)
        layout = lay_out(bound, type_)
        paper = layout.plan.paper
        numbers = page_numbers(paper, following, len(layout.pages))
        placed.append(_Placed(bound, layout, f"t{place}", numbers[0], numbers[0] - last - 1))
        last = numbers[-1]
        following = last + (2 if paper is Paper.A3 else 1)
    return tuple(placed)


def _plain(form: Form) -> str:
    return form.title.replace("\n", "")


def _lines(placed: Sequence[_Placed], type_: Typesetter) -> tuple[_Line, ...]:
    """Write the contents: long titles take several lines, the number stands after the last."""
    room = Paper.UPRIGHT.value.body_width - 16

    def measure(text: str) -> float:
        return type_.width(text, Role.FANG, _SIZE)

    lines = []
    for one in placed:
        *first, last = wrap(_plain(one.form), measure, room)
        lines += [_Line(text, one.key, None) for text in first]
        lines.append(_Line(last, one.key, one.number))
    return tuple(lines)


def _draw_contents(canvas: Canvas, lines: Sequence[_Line], type_: Typesetter) -> None:
    area = Paper.UPRIGHT.value
    whole = int(area.body_height // _PITCH)
    rest, page = list(lines), 1
    while rest:
        pen = Pen(canvas, Paper.UPRIGHT, corner(Paper.UPRIGHT, page), type_)
        taken = 0
        if page == 1:
            x = (area.body_width - type_.width(_TITLE, Role.TITLE, _TITLE_SIZE)) / 2
            pen.write(_TITLE, Role.TITLE, _TITLE_SIZE, x, _TITLE_MIDDLE)
            taken = _HEAD_LINES
        here, rest = rest[: whole - taken], rest[whole - taken :]
        for place, line in enumerate(here, taken):
            _draw_line(pen, line, place, type_)
        pen.finish()
        page += 1
    _blank(canvas, (page - 1) % 2)


def _draw_line(pen: Pen, line: _Line, place: int, type_: Typesetter) -> None:
    """Write the title, dots, and the number at the right edge; the whole line leads there."""
    width, middle = Paper.UPRIGHT.value.body_width, (place + 0.5) * _PITCH
    pen.write(line.text, Role.FANG, _SIZE, 0, middle)
    pen.link(line.key, 0, place * _PITCH, width, _PITCH)
    if line.number is None:
        return
    number = str(line.number)
    right = width - type_.width(number, Role.SONG, _SIZE)
    left = type_.width(line.text, Role.FANG, _SIZE) + _GAP
    dot = type_.width(_DOTS, Role.SONG, _SIZE)
    dots = max(0, int((right - _GAP - left) / dot))
    pen.write(_DOTS * dots, Role.SONG, _SIZE, right - _GAP - dots * dot, middle)
    pen.write(number, Role.SONG, _SIZE, right, middle)


def _blank(canvas: Canvas, count: int) -> None:
    for _ in range(count):
        area = Paper.UPRIGHT.value
        canvas.setPageSize((area.width * 72 / 25.4, area.height * 72 / 25.4))
        canvas.showPage()
