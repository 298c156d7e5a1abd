"""What can be copied out of a finished PDF, and what must be there: every text of the form once,
and what next pages say again.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

from townoffice.prints.approval import TICKED, UNTICKED
from townoffice.prints.fonts import FontSet
from townoffice.prints.form import (
    Binding,
    Column,
    ColumnKind,
    Form,
    Group,
    Notes,
    index_marks,
)
from townoffice.prints.frame import ANNEX, unit_text
from townoffice.prints.merges import CONTINUED, spots
from townoffice.prints.pages import Block
from townoffice.prints.pdf import Layout, lay_out
from townoffice.prints.sheet import page_numbers
from townoffice.prints.texts import form_texts
from townoffice.prints.typeset import Typesetter

_DATED = "填报日期"


def pages_text(path: Path) -> list[str]:
    """Give the text of every page without white space."""
    with pdfium.PdfDocument(path) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def found(path: Path) -> Counter[str]:
    return Counter("".join(pages_text(path)))


def expected(form: Form, fonts: FontSet) -> Counter[str]:
    """Count the characters of all that must be on paper."""
    layout = lay_out(form, Typesetter(fonts))
    texts = [*form_texts(form), *_around(form, layout)]
    if _DATED in form.sign_off:
        texts.append("年月日")
    if form.notes != Notes():
        texts.append("注：")
    count = _characters(texts)
    for section in form.sections:
        count -= _characters(text for node in section.header for text in _labels(node))
        if any(column.kind is ColumnKind.NUMBER for column in section.columns):
            count -= _characters(index_marks(section.columns))
    for page in layout.pages:
        for block in page.blocks:
            count += _characters(_again(layout, block))
    for drawn in (TICKED, UNTICKED):
        count.pop(drawn, None)
    return count


def _characters(texts: Iterator[str] | list[str] | tuple[str, ...]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def _labels(node: Group | Column) -> Iterator[str]:
    yield node.label + ("※" if node.inferred else "")
    if isinstance(node, Group):
        for child in node.children:
            yield from _labels(child)


def _around(form: Form, layout: Layout) -> Iterator[str]:
    """Give what stands on every page but the first, and page numbers and codes."""
    numbers = page_numbers(layout.plan.paper, form.first_page, len(layout.pages))
    for place, (page, number) in enumerate(zip(layout.pages, numbers, strict=True)):
        if form.approval is None or form.binding is Binding.ATTACHMENT:
            yield f"—{number}—"
        if place and page.blocks:
            yield f"续表{place}{unit_text(form) or ''}"
        elif place and page.picture is not None and page.tail is None:
            yield ANNEX
        if place and form.check_code is not None:
            yield f"校验码：{form.check_code}"


def _again(layout: Layout, block: Block) -> Iterator[str]:
    """Give a block's header, what a divided table repeats, and what a page break cut."""
    grid = layout.table.grids[block.section]
    strips = layout.plan.strips[block.section]
    yield from ("".join(cell.lines) for cell in block.strip.head.cells)
    yield from block.strip.marks
    first = block.strip is strips[0]
    if not first:
        same = set(block.strip.columns) & set(strips[0].columns)
        for line in grid.lines[block.start : block.stop]:
            yield from (line.texts[column] for column in same)
            yield (line.label or "") if block.strip.under(line.lead) else ""
    for spot in spots(grid, block.strip):
        merge = spot.merge
        here = merge.top < block.stop and block.start < merge.bottom
        cut = merge.top < block.start
        if here and (cut or (not first and merge.left in strips[0].columns)):
            label = grid.kinds[merge.left] is ColumnKind.LABEL
            yield merge.text + (CONTINUED if label and cut else "")
