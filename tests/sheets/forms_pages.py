"""A page of cells, and what people do with it: under a title, on two pages, turned round."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Out = int | float | str | None
Row = list[Out]
Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class Page:
    """A sheet to be written: cells from A1, merges as (top, left, bottom, right) from 0."""

    rows: list[Row]
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def under(above: list[Row], page: Page, merges: Iterable[Merge] = ()) -> Page:
    """Put lines above a page; ``merges`` are those within these lines."""
    down = len(above)
    moved = [(t + down, left, b + down, right) for t, left, b, right in page.merges]
    return Page([*above, *page.rows], [*merges, *moved])


def paged(page: Page, header: int, lines: int, titles: int) -> Page:
    """Repeat the header after some lines, as a new printed page does."""
    head, body = page.rows[:header], page.rows[header:]
    continued: list[Row] = [["测试县乡镇基本情况（续表）"] for _ in range(titles)]
    first = [*head, *body[:lines], *continued]
    merges = [(t + len(first), left, b + len(first), right) for t, left, b, right in page.merges]
    return Page([*first, *head, *body[lines:]], [*page.merges, *merges])


def beside(page: Page, header: int, lines: int, gap: int) -> Page:
    """Put the second half of the lines to the right of the first, under the header again."""
    width = max(len(row) for row in page.rows[:header])
    head, body = page.rows[:header], page.rows[header:]
    right = [*head, *body[lines:]]
    left = [*head, *body[:lines]]
    rows = []
    for n in range(max(len(left), len(right))):
        row = [*left[n]] if n < len(left) else []
        row += [None] * (width + gap - len(row))
        rows.append(row + (right[n] if n < len(right) else []))
    shift = width + gap
    return Page(rows, [*page.merges, *((t, a + shift, b, z + shift) for t, a, b, z in page.merges)])


def turned(page: Page) -> Page:
    """Make the columns of a page its rows."""
    width = max(len(row) for row in page.rows)
    padded = [row + [None] * (width - len(row)) for row in page.rows]
    rows = [list(column) for column in zip(*padded, strict=True)]
    return Page(rows, [(left, top, right, bottom) for top, left, bottom, right in page.merges])
