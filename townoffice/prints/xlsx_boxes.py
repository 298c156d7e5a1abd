"""A 审批表 on a sheet: its boxes as merged cells, an opinion as three with no lines between.

Tick boxes are written as ☑ and ☐: a cell holds no drawing that would move with its words.
"""

from collections.abc import Mapping

from townoffice.prints.boxes import DATED, LOOKS, OPINION_HEIGHTS, Box, Boxes, RowKind, Style
from townoffice.prints.fonts import Role
from townoffice.prints.heads import lines_height
from townoffice.prints.wrap import SMALLEST
from townoffice.prints.xlsx_faces import STACKED, Edges, Face, Font, bare, face, framed
from townoffice.prints.xlsx_page import Page
from townoffice.prints.xlsx_words import lines_of, text_width

_HEIGHTS: Mapping[RowKind, float] = {
    RowKind.FIELD: 9.0,
    RowKind.HEAD: 7.0,
    RowKind.CHECK: 8.0,
    **dict(zip((RowKind.ROOM, RowKind.SIGNED, RowKind.DATED), OPINION_HEIGHTS, strict=True)),
}
_FONTS: Mapping[Role, Font] = {Role.HEI: Font.HEAD, Role.FANG: Font.WORDS, Role.SONG: Font.FIGURES}
_STAMP_SPACE = "　　　"


def write_boxes(page: Page, boxes: Boxes) -> None:
    """Write all boxes below what is there already."""
    heights = [_HEIGHTS[kind] for kind in boxes.rows]
    top, last = page.row, len(boxes.rows)
    for box, (first, end) in zip(boxes.boxes, page.sizes.tracks[0], strict=True):
        edges = Edges(box.top == 0, box.bottom == last, first == 0, end == page.sizes.last)
        style = framed(_face(box), edges)
        size = float(style["font_size"])
        if box.opinion is None:
            corners = (top + box.top, first), (top + box.bottom - 1, end)
            page.merged(*corners, box.text, style)
        else:
            _write_opinion(page, box, (first, end), style)
        count = max(lines_of(box.text, size, box.right - box.left), box.lines)
        rows = range(box.top, box.top + 1 if box.opinion else box.bottom)
        if count > 1 and box.style is not Style.UPRIGHT:
            lacking = lines_height(count, size) - sum(heights[row] for row in rows)
            for row in rows:
                heights[row] += max(0.0, lacking) / len(rows)
    for height in heights:
        page.next(height)


def _face(box: Box) -> Face:
    look = LOOKS[box.style]
    size = look.size
    if box.style in {Style.VALUE, Style.WORDS}:
        room = box.right - box.left - 2 * look.inside
        # One line if a little smaller type gives one, as on paper.
        while size > SMALLEST and text_width(box.text, size) > room:
            size -= 0.5
        single = text_width(box.text, size) <= room or box.style is Style.VALUE
        size = size if single else look.size
    plain = face(_FONTS[look.role], size, "center" if look.centred else "left", wrap=True)
    if box.style is Style.UPRIGHT:
        return {**plain, "rotation": STACKED, "text_wrap": False}
    return {**plain, "indent": 1} if box.style is Style.WORDS else plain


def _write_opinion(page: Page, box: Box, track: tuple[int, int], style: Face) -> None:
    """Write what is said beforehand, the signature with the stamp, and the date."""
    if box.opinion is None:
        return
    signed = f"{box.opinion.signed}{_STAMP_SPACE}{box.opinion.stamp}"
    parts = (
        (box.text, {**bare(style, "bottom"), "valign": "top"}),
        (signed, {**bare(style, "top", "bottom"), "align": "center"}),
        (f"{DATED}　", {**bare(style, "top"), "align": "right"}),
    )
    for row, (text, look) in enumerate(parts, page.row + box.top):
        page.merged((row, track[0]), (row, track[1]), text, look)
