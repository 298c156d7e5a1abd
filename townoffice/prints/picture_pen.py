"""Drawing a form's picture into the 版心: centred, its title above, ink in three greys."""

from townoffice.feedback import BadChoice
from townoffice.prints.cells import words_role
from townoffice.prints.fonts import Role
from townoffice.prints.pen import Pen
from townoffice.prints.picture import Bar, Lettering, Picture, Shape, Stroke
from townoffice.prints.sheet import Area
from townoffice.prints.typeset import Typesetter

ABOVE = 3.0
TITLE_HEIGHT, TITLE_SIZE = 6.5, 10.5


def picture_height(picture: Picture, area: Area) -> float:
    """Give the room a picture takes below a table, in mm.

    Raises BadChoice if the sheet does not hold it.
    """
    title = TITLE_HEIGHT if picture.title else 0.0
    height = ABOVE + title + float(picture.height)
    if picture.width > area.body_width or height > area.body_height:
        raise BadChoice(
            f"图《{picture.title}》太大，这张纸放不下", hint="请减少图中的单位，或者不印图"
        )
    return height


def draw_picture(pen: Pen, picture: Picture, width: float, top: float, type_: Typesetter) -> None:
    """Draw a picture centred in ``width`` from ``top`` (mm)."""
    top += ABOVE
    if picture.title:
        x = (width - type_.width(picture.title, Role.HEI, TITLE_SIZE)) / 2
        pen.write(picture.title, Role.HEI, TITLE_SIZE, x, top + TITLE_HEIGHT / 2)
        top += TITLE_HEIGHT
    left = (width - float(picture.width)) / 2
    for shape in picture.shapes:
        _draw_shape(pen, shape, left, top, type_)


def _draw_shape(pen: Pen, shape: Shape, left: float, top: float, type_: Typesetter) -> None:
    # Places are exact in the form and binary only from here on, as everything on a page is.
    match shape:
        case Bar(x, y, width, height, ink):
            corner = left + float(x), top + float(y)
            pen.bar(*corner, float(width), float(height), 1 - float(ink.value))
        case Stroke(points, weight, ink, dashed):
            places = [(left + float(x), top + float(y)) for x, y in points]
            pen.stroke(places, float(weight), 1 - float(ink.value), dashed=dashed)
        case Lettering(x, y, text, anchor, points_high, heavy):
            role, size = Role.HEI if heavy else words_role(text), float(points_high)
            wide = type_.width(text, role, size)
            start = left + float(x) - wide * float(anchor.value)
            pen.write(text, role, size, start, top + float(y))
