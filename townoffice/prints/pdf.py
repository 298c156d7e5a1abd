"""Form → PDF, to the millimetre of the paper rules, on reportlab's canvas alone.

reportlab's own tables grow faster than their rows; here every text is measured once and every row
drawn once. The same form gives the same bytes, so a reprint can be held against the first print.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from townoffice.filing import put_file
from townoffice.prints.fonts import FontSet, Role, system_fonts
from townoffice.prints.form import Binding, Form
from townoffice.prints.frame import closing_part, continued_line, heading_part, marking_piece
from townoffice.prints.pages import (
    Page,
    Tables,
    base_heights,
    fits_one_page,
    paginate,
    tables,
)
from townoffice.prints.pen import Pen
from townoffice.prints.plan import Grid, Plan, grids_of, plans
from townoffice.prints.sheet import (
    CODE_BELOW,
    CODE_SIZE,
    NUMBER_BELOW,
    NUMBER_IN,
    NUMBER_SIZE,
    Paper,
    corner,
    page_numbers,
)
from townoffice.prints.table import TableDrawer
from townoffice.prints.typeset import Typesetter


@dataclass(frozen=True, slots=True)
class StandIn:
    """A face printed instead of the one the rules ask for."""

    role: Role
    face: str


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What came out: pages, faces that stood in for others, and characters printed as 〓."""

    pages: int
    stand_ins: tuple[StandIn, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A form with every decision made: sheet, sections, pages."""

    plan: Plan
    table: Tables
    pages: tuple[Page, ...]


def write_pdf(form: Form, path: Path, fonts: FontSet | None = None) -> PdfReport:
    """Draw the form and put it at ``path``, whole or not at all.

    ``fonts`` are those of the system, if None. Raises CannotRead without a Chinese font,
    BadChoice if a title, row or column is too large for paper, CannotWrite if the file cannot be
    written.
    """
    type_ = Typesetter(fonts or system_fonts())
    layout = lay_out(form, type_)
    content = _draw(form, layout, type_)
    put_file(content, path)
    stand_ins = tuple(
        StandIn(role, face.name)
        for role, face in ((role, type_.fonts.face(role)) for role in Role)
        if role in type_.used and not face.genuine
    )
    return PdfReport(len(layout.pages), stand_ins, tuple(type_.missing))


def lay_out(form: Form, type_: Typesetter) -> Layout:
    """Choose sheet, sizes and pages: on one page if it can be, as a long list otherwise."""
    grids = grids_of(form, type_)
    for long in (False, True):
        plan = next(plans(grids, type_, long=long))
        layout = _on_paper(form, grids, plan, type_, must_fit=not long)
        if layout is not None:
            return layout
    raise AssertionError("a long list always has a layout")


def _on_paper(
    form: Form, grids: tuple[Grid, ...], plan: Plan, type_: Typesetter, *, must_fit: bool
) -> Layout | None:
    """Try the row heights of a plan; None if it must fit on one page and does not."""
    area = plan.paper.value
    head = heading_part(form, area.body_width, type_).height
    tail = closing_part(form, area.body_width, type_).height
    table = None
    for base in base_heights(grids, long=plan.long):
        table = tables(grids, plan, base, type_)
        if fits_one_page(table, head, tail, area.body_height):
            break
    else:
        if must_fit:
            return None
    assert table is not None
    return Layout(plan, table, tuple(paginate(table, head, tail, area.body_height)))


def _draw(form: Form, layout: Layout, type_: Typesetter) -> bytes:
    """Draw all pages and give the file's bytes."""
    paper = layout.plan.paper
    out = BytesIO()
    canvas = Canvas(
        out,
        invariant=1,
        pageCompression=1,
        initialFontName=type_.fonts.face(Role.SONG).font_name,  # type: ignore[arg-type] # the published types call the name a number
    )
    canvas.setTitle(form.title.replace("\n", ""))
    canvas.setAuthor(form.reporting_unit)
    canvas.setCreator("townoffice")
    # Readers shrink pages to the printer's margins unless told not to; margins here are law.
    canvas.setViewerPreference("PrintScaling", "None")
    drawer = TableDrawer(layout.table, layout.plan, type_)
    width = paper.value.body_width
    numbers = page_numbers(paper, form.first_page, len(layout.pages))
    for place, (page, number) in enumerate(zip(layout.pages, numbers, strict=True)):
        pen = Pen(canvas, paper, corner(paper, number), type_)
        if place == 0:
            pen.pieces(marking_piece(form))
            pen.pieces(heading_part(form, width, type_).pieces)
        elif page.blocks:
            pen.pieces(continued_line(form, place, width, type_))
        for block in page.blocks:
            drawer.draw(pen, block)
        if page.tail is not None:
            below = page.tail
            closing = closing_part(form, width, type_).pieces
            pen.pieces(piece._replace(y=piece.y + below) for piece in closing)
        _draw_page_marks(pen, form, paper, number, type_)
        pen.finish()
    canvas.save()
    return out.getvalue()


def _draw_page_marks(pen: Pen, form: Form, paper: Paper, number: int, type_: Typesetter) -> None:
    """Draw the page number, and the 校验码 in the corner free of it."""
    area = paper.value
    text = f"— {number} —"
    wide = type_.width(text, Role.SONG, NUMBER_SIZE)
    odd = number % 2 == 1
    turned = paper is Paper.SIDEWAYS and form.binding is Binding.ATTACHMENT
    if turned:
        top = area.body_height - NUMBER_IN - wide if odd else NUMBER_IN
        pen.write_downwards(text, Role.SONG, NUMBER_SIZE, -NUMBER_BELOW, top)
    else:
        x = area.body_width - NUMBER_IN - wide if odd else NUMBER_IN
        base = area.body_height + NUMBER_BELOW
        pen.write_baseline(text, Role.SONG, NUMBER_SIZE, x, base)
    if form.check_code is not None:
        code = f"校验码：{form.check_code}"
        room = area.body_width - type_.width(code, Role.SONG, CODE_SIZE)
        x = 0.0 if turned or odd else room
        pen.write(code, Role.SONG, CODE_SIZE, x, area.body_height + CODE_BELOW)
