"""Form → PDF, to the millimetre of the paper rules, on reportlab's canvas alone.

reportlab's own tables grow faster than their rows; here every text is measured once and every row
drawn once. The same form gives the same bytes, so a reprint can be held against the first print.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from townoffice.feedback import BadChoice
from townoffice.filing import put_file
from townoffice.prints.approval import Approval
from townoffice.prints.boxes import boxes_of
from townoffice.prints.boxes_pen import BoxSheet, draw_boxes, lay_out_boxes
from townoffice.prints.fonts import FontSet, Role, system_fonts
from townoffice.prints.form import Binding, Form
from townoffice.prints.frame import (
    annex_line,
    closing_part,
    continued_line,
    heading_part,
    marking_piece,
)
from townoffice.prints.pages import (
    CONTINUED_HEIGHT,
    Page,
    Tables,
    base_heights,
    fits_one_page,
    paginate,
    tables,
)
from townoffice.prints.pen import Pen
from townoffice.prints.picture import Picture
from townoffice.prints.picture_pen import draw_picture, picture_height
from townoffice.prints.plan import SIZES, Grid, Plan, grids_of, plans
from townoffice.prints.sheet import (
    CODE_BELOW,
    CODE_SIZE,
    NUMBER_BELOW,
    NUMBER_IN,
    NUMBER_SIZE,
    Area,
    Paper,
    corner,
    page_numbers,
)
from townoffice.prints.table import TableDrawer
from townoffice.prints.typeset import Typesetter

# Page contents are compressed; to write that as text on top makes files larger and slower.
rl_config.useA85 = 0


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
    """A form with every decision made: sheet, sections, pages; the boxes of a 审批表."""

    plan: Plan
    table: Tables
    pages: tuple[Page, ...]
    boxes: BoxSheet | None = None


def write_pdf(form: Form, path: Path, fonts: FontSet | None = None) -> PdfReport:
    """Draw the form and put it at ``path``, whole or not at all.

    ``fonts`` are those of the system, if None. Raises CannotRead without a Chinese font,
    BadChoice if a title, row or column is too large for paper, CannotWrite if the file cannot be
    written.
    """
    type_ = Typesetter(fonts or system_fonts())
    layout = lay_out(form, type_)
    out = BytesIO()
    canvas = open_canvas(out, form.title.replace("\n", ""), form.reporting_unit, type_)
    draw_pages(canvas, form, layout, type_)
    canvas.save()
    put_file(out.getvalue(), path)
    return PdfReport(len(layout.pages), stand_ins(type_), tuple(type_.missing))


def stand_ins(type_: Typesetter) -> tuple[StandIn, ...]:
    """Name the faces that were printed instead of those the rules ask for."""
    return tuple(
        StandIn(role, face.name)
        for role, face in ((role, type_.fonts.face(role)) for role in Role)
        if role in type_.used and not face.genuine
    )


def lay_out(form: Form, type_: Typesetter) -> Layout:
    """Choose sheet, sizes and pages: on one page if it can be, as a long list otherwise."""
    if form.approval is not None:
        return _boxed(form, form.approval, type_)
    if form.picture is not None and form.picture_alone:
        return _pictured(form, form.picture, type_)
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
    room = 0.0 if form.picture is None else picture_height(form.picture, area)
    table = None
    for below in (tail + room, tail) if room else (tail,):
        for base in base_heights(grids, long=plan.long):
            table = tables(grids, plan, base, type_)
            if fits_one_page(table, head, below, area.body_height):
                return Layout(plan, table, tuple(_pages(table, head, tail, room, area)))
    assert table is not None
    return None if must_fit else Layout(plan, table, tuple(_pages(table, head, tail, room, area)))


def _pages(table: Tables, head: float, tail: float, room: float, area: Area) -> list[Page]:
    """Put everything on pages; the picture above the notes, or last where it would take a page."""
    pages = paginate(table, head, tail, area.body_height)
    if not room:
        return pages
    if tail + room <= area.body_height:
        closer = paginate(table, head, tail + room, area.body_height)
        last = closer[-1]
        if len(closer) == len(pages) and last.tail is not None:
            last.picture, last.tail = last.tail, last.tail + room
            return closer
    return [*pages, Page(picture=CONTINUED_HEIGHT)]


def _boxed(form: Form, approval: Approval, type_: Typesetter) -> Layout:
    """Lay out a 审批表 on its one sheet."""
    area = Paper.UPRIGHT.value
    head = heading_part(form, area.body_width, type_).height
    tail = closing_part(form, area.body_width, type_).height
    sheet = lay_out_boxes(boxes_of(approval), area.body_height - head - tail, type_)
    plan = Plan(Paper.UPRIGHT, SIZES[0], long=False, strips=())
    pages = (Page(tail=head + sheet.tops[-1]),)
    return Layout(plan, Tables((), (), (), 0.0, ()), pages, sheet)


def _pictured(form: Form, picture: Picture, type_: Typesetter) -> Layout:
    """Lay out a form that is its picture alone, on one A3 sheet; BadChoice if it is too large."""
    area = Paper.A3.value
    head = heading_part(form, area.body_width, type_).height
    below = head + picture_height(picture, area)
    if below + closing_part(form, area.body_width, type_).height > area.body_height:
        raise BadChoice(f"《{form.title}》太大，一张 A3 放不下", hint="请存为 xlsx")
    plan = Plan(Paper.A3, SIZES[0], long=False, strips=())
    return Layout(plan, Tables((), (), (), 0.0, ()), (Page(tail=below, picture=head),))


def open_canvas(out: BytesIO, title: str, author: str, type_: Typesetter) -> Canvas:
    """Begin a file whose bytes depend on what is drawn alone; ``title`` is what readers show."""
    canvas = Canvas(
        out,
        invariant=1,
        pageCompression=1,
        initialFontName=type_.fonts.face(Role.SONG).font_name,  # type: ignore[arg-type] # the published types call the name a number
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("townoffice")
    # Readers shrink pages to the printer's margins unless told not to; margins here are law.
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas


def draw_pages(
    canvas: Canvas, form: Form, layout: Layout, type_: Typesetter, *, backs: bool = False
) -> None:
    """Draw the pages of a form; ``backs`` puts a blank page where a number is passed over."""
    paper = layout.plan.paper
    drawer = TableDrawer(layout.table, layout.plan, type_)
    numbers = page_numbers(paper, form.first_page, len(layout.pages))
    for place, (page, number) in enumerate(zip(layout.pages, numbers, strict=True)):
        pen = Pen(canvas, paper, corner(paper, number), type_)
        _draw_above(pen, form, paper, page, place, type_)
        for block in page.blocks:
            drawer.draw(pen, block)
        if layout.boxes is not None:
            top = heading_part(form, paper.value.body_width, type_).height
            draw_boxes(pen, layout.boxes, top, type_)
        _draw_below(pen, form, paper, page, type_)
        _draw_page_marks(pen, form, paper, number, type_)
        pen.finish()
        if backs and place + 1 < len(numbers) and numbers[place + 1] > number + 1:
            canvas.showPage()


def _draw_above(
    pen: Pen, form: Form, paper: Paper, page: Page, place: int, type_: Typesetter
) -> None:
    width = paper.value.body_width
    if place == 0:
        pen.pieces((*marking_piece(form), *heading_part(form, width, type_).pieces))
    elif page.blocks:
        pen.pieces(continued_line(form, place, width, type_))
    elif page.tail is None:
        pen.pieces(annex_line())


def _draw_below(pen: Pen, form: Form, paper: Paper, page: Page, type_: Typesetter) -> None:
    width = paper.value.body_width
    if page.picture is not None and form.picture is not None:
        draw_picture(pen, form.picture, width, page.picture, type_)
    if page.tail is not None:
        below = page.tail
        closing = closing_part(form, width, type_).pieces
        pen.pieces(piece._replace(y=piece.y + below) for piece in closing)


def _draw_page_marks(pen: Pen, form: Form, paper: Paper, number: int, type_: Typesetter) -> None:
    """Draw the page number, and the 校验码 in the corner free of it."""
    area = paper.value
    text = f"— {number} —"
    wide = type_.width(text, Role.SONG, NUMBER_SIZE)
    odd = number % 2 == 1
    turned = paper is Paper.SIDEWAYS and form.binding is Binding.ATTACHMENT
    if form.approval is not None and form.binding is Binding.ALONE:
        pass  # A form of one page has no number unless it is bound with others.
    elif turned:
        top = area.body_height - NUMBER_IN - wide if odd else NUMBER_IN
        pen.write_downwards(text, Role.SONG, NUMBER_SIZE, -NUMBER_BELOW, top)
    else:
        x = area.body_width - NUMBER_IN - wide if odd else NUMBER_IN
        base = area.body_height + NUMBER_BELOW
        pen.write_baseline(text, Role.SONG, NUMBER_SIZE, x, base)
    _draw_code(pen, form, type_, area, left=turned or odd)


def _draw_code(pen: Pen, form: Form, type_: Typesetter, area: Area, *, left: bool) -> None:
    """Draw the 校验码 of an adopted table at one end of its line."""
    if form.check_code is not None:
        code = f"校验码：{form.check_code}"
        room = area.body_width - type_.width(code, Role.SONG, CODE_SIZE)
        pen.write(code, Role.SONG, CODE_SIZE, 0.0 if left else room, area.body_height + CODE_BELOW)
