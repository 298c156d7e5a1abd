"""Every text of a form, without drawing it, and the characters in them that no font has."""

from collections.abc import Iterator
from dataclasses import dataclass

from townoffice.prints.approval import Approval
from townoffice.prints.boxes import DATED, boxes_of
from townoffice.prints.cells import lines_of, merges_of, wordy
from townoffice.prints.fonts import FontSet, Role, system_fonts
from townoffice.prints.form import DRAFT, Column, Form, Group, Section, index_marks
from townoffice.prints.frame import left_text, note_texts, report_number_lines, unit_text
from townoffice.prints.picture import Lettering, Picture
from townoffice.prints.typeset import INFERRED_MARK, Typesetter


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no font of this machine has, printed as 〓, and the texts it stands in."""

    char: str
    texts: tuple[str, ...]


def missing_characters(form: Form, fonts: FontSet | None = None) -> tuple[Missing, ...]:
    """List the characters of a form that cannot be printed, in reading order.

    ``fonts`` are those of the system, if None. Raises CannotRead without a Chinese font.
    """
    type_ = Typesetter(fonts or system_fonts())
    texts = dict.fromkeys(form_texts(form))
    for char in dict.fromkeys(char for text in texts for char in text):
        type_.em(char, Role.SONG)
    return tuple(
        Missing(char, tuple(text for text in texts if char in text)) for char in type_.missing
    )


def form_texts(form: Form) -> Iterator[str]:
    """Give every text of a form's paper once, from top to bottom, each cell for itself."""
    yield from filter(None, (form.marking, form.attachment, form.title, form.subtitle))
    if form.check_code is None and form.approval is None:
        yield DRAFT
    if form.report_number is not None:
        yield from report_number_lines(form.report_number)
    yield from filter(None, (left_text(form), form.as_of, unit_text(form)))
    for section in () if form.picture_alone else form.sections:
        yield from _section(section)
    if form.approval is not None:
        yield from _approval(form.approval)
    if form.picture is not None:
        yield from _picture(form.picture)
    for mark, text in note_texts(form.notes):
        yield f"{mark}{text}"
    yield from (f"{label}：" for label in form.sign_off)
    if form.check_code is not None:
        yield f"校验码：{form.check_code}"


def _section(section: Section) -> Iterator[str]:
    if section.heading is not None:
        yield section.heading
    for node in section.header:
        yield from _labels(node)
    if not wordy(section):
        yield from index_marks(section.columns)
    merged: dict[int, list[str]] = {}
    for merge in merges_of(section):
        merged.setdefault(merge.top, []).append(merge.text)
    for row, line in enumerate(lines_of(section)):
        if line.label is not None:
            yield line.label
        yield from filter(None, line.texts)
        yield from merged.get(row, ())


def _labels(node: Group | Column) -> Iterator[str]:
    yield node.label + (INFERRED_MARK if node.inferred else "")
    if isinstance(node, Group):
        for child in node.children:
            yield from _labels(child)


def _approval(approval: Approval) -> Iterator[str]:
    for box in boxes_of(approval).boxes:
        if box.text:
            yield box.text
        if box.opinion is not None:
            yield from (box.opinion.signed, box.opinion.stamp, DATED)


def _picture(picture: Picture) -> Iterator[str]:
    if picture.title:
        yield picture.title
    yield from (shape.text for shape in picture.shapes if isinstance(shape, Lettering))
