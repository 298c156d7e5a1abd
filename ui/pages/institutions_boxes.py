"""A unit's institutions as boxes: the same groups as the table, for the picture of the page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from townoffice.records import Box, Category
from ui.pages.institutions_lines import LEADERS, PLATES, SPARE, Line, LineKind, posts

if TYPE_CHECKING:
    from townoffice.desk.institution_views import UnitPage

__all__ = ["SEATS", "UNIT", "boxes"]

UNIT, SEATS = "unit", "leaders:seats"
_SHORT = {Category.ADMIN: "行政", Category.INSTITUTION: "事业"}


def boxes(page: "UnitPage", lines: tuple[Line, ...]) -> Box:
    """Give the tree of a unit."""
    authorized, actual = page.authorized, page.actual
    whole = posts(page)
    sums = _sums(lines) if not any(whole) else whole
    by_category = tuple(
        " ".join((word, *_counts(authorized.get(category), actual.get(category))))
        for category, word in _SHORT.items()
        if authorized.get(category) or actual.get(category)
    )
    return Box(
        UNIT,
        page.register.township.name,
        sums[0],
        sums[1],
        lines=by_category,
        below=tuple(_groups(page, lines)),
    )


def _counts(authorized: int | None, actual: int | None) -> Iterator[str]:
    if authorized is not None:
        yield f"核{authorized}"
    if actual is not None:
        yield f"实{actual}"


def _sums(lines: tuple[Line, ...]) -> tuple[int, int]:
    """Add up the rows that are no sums themselves."""
    own = [one for one in lines if one.kind is not LineKind.HEAD or one.key in {LEADERS, SPARE}]
    return sum(one.authorized or 0 for one in own), sum(one.actual or 0 for one in own)


def _groups(page: "UnitPage", lines: tuple[Line, ...]) -> Iterator[Box]:
    head: Line | None = None
    members: list[Box] = []
    for line in lines:
        if line.kind is LineKind.HEAD:
            if head is not None:
                yield _group(head, members)
            head, members = None, []
            if line.key == LEADERS:
                yield _leaders(page, line)
            elif line.key not in {PLATES, SPARE}:
                head = line
        elif line.kind is LineKind.INSTITUTION:
            members.append(_institution(line))
    if head is not None:
        yield _group(head, members)


def _leaders(page: "UnitPage", line: Line) -> Box:
    words = f"领导职数（{page.class_words}）" if page.class_words else "领导职数"
    seats = Box(SEATS, words, line.authorized, line.actual, tip=line.aside)
    return Box(LEADERS, "领导班子", line.authorized, line.actual, below=(seats,), tip=line.aside)


def _group(line: Line, members: list[Box]) -> Box:
    name, _, count = line.name.partition(" ")
    note = f"{count}，{line.aside}" if line.aside else count
    return Box(
        line.key,
        name,
        line.authorized,
        line.actual,
        note=note,
        below=tuple(members),
        tip=line.verdict.tip,
    )


def _institution(line: Line) -> Box:
    good, bad = "、".join(line.plates), "、".join(line.wrong_plates)
    note = f"牌子：{good}{'、' if good and bad else ''}" if good or bad else ""
    if bad and not line.too_many:
        note, bad = f"{note}⚠ {bad}", ""
    held = line.state.head_held_by if line.state else None
    said = [line.name, *([f"主要负责人{held.label}"] if held else []), line.verdict.tip]
    return Box(
        line.key,
        line.name,
        line.authorized,
        line.actual,
        note=note,
        flagged=bad,
        tip="\n".join(words for words in said if words),
    )
