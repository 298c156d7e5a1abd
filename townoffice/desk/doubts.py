"""What of an import somebody should look at before it is written, and what is ticked.

In the window nothing blocks: a wrong cell leaves the book's figure as it is, and what is doubtful
starts unticked. Doubtful is what the preview asks about, a column that is not settled, and a change
by a large share of the value (``check_share`` in ``resources/fields``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import BadChoice, Level, Problem
from townoffice.records import (
    County,
    Difference,
    IntakeValue,
    Preview,
    PreviewColumn,
    PreviewRow,
    RowStatus,
    Tick,
    shown,
)
from townoffice.sheets.fields import FieldList


def unsettled_columns(
    columns: Iterable[PreviewColumn], problems: Iterable[Problem]
) -> Mapping[str, Problem]:
    """Give the fields whose column has something wrong or open in its header, with the problem."""
    heads = {p.cell: p for p in problems if p.level is not Level.NOTE and p.cell}
    return {c.field: heads[c.cell] for c in columns if c.field and c.cell in heads}


def doubted(preview: Preview, fields: FieldList) -> tuple[PreviewRow, ...]:
    """Give the rows with what is doubtful in them."""
    columns = unsettled_columns(preview.columns, preview.problems)
    asked = {p.cell: p.what for p in preview.problems_at(Level.ASK) if p.cell}
    return tuple(
        replace(
            row,
            differences=tuple(_looked_at(d, columns, asked, fields) for d in row.differences),
            doubt=_of_unit(row, columns, asked, preview.county),
        )
        for row in preview.rows
    )


def _looked_at(
    found: Difference, columns: Mapping[str, Problem], asked: Mapping[str, str], fields: FieldList
) -> Difference:
    if (open_column := columns.get(found.field)) is not None:
        barred = open_column.level is Level.STOP
        return replace(found, doubt="这一列还没有确认", barred=barred)
    if (why := asked.get(found.cell)) is not None:
        return replace(found, doubt=why)
    return replace(found, doubt=_large_share(found.old, found.new, fields))


def _of_unit(
    row: PreviewRow, columns: Mapping[str, Problem], asked: Mapping[str, str], county: County
) -> str:
    if row.status is not RowStatus.ADDED:
        return ""
    if row.code is not None and not row.code.startswith(county.code):
        return f"区划代码不是{county.name}的"
    if any(name in columns for name, value in row.values.items() if value is not None):
        return "有的列还没有确认"
    return next((asked[cell] for cell in (row.cell, *row.cells.values()) if cell in asked), "")


def _large_share(old: IntakeValue, new: IntakeValue, fields: FieldList) -> str:
    if not isinstance(old, int | Decimal) or not isinstance(new, int | Decimal):
        return ""
    share = share_changed(old, new)
    if share is None or old < fields.likely.check_from or abs(share) <= fields.likely.check_share:
        return ""
    word = "多" if share > 0 else "少"
    return f"{word}了 {shown(abs(share) * 100, 1)} %，请核对"


def share_changed(old: int | Decimal, new: int | Decimal) -> Fraction | None:
    """Give the change as a share of the old value; None where that was nothing."""
    return (Fraction(new) - Fraction(old)) / Fraction(old) if old else None


def ticks(preview: Preview, by_hand: Mapping[Tick, bool]) -> frozenset[Tick]:
    """Give what would be written: what nobody doubts, changed by the ticks somebody set."""
    found = set()
    for row in preview.changed:
        for difference in row.differences:
            tick = (row.cell, difference.field)
            if by_hand.get(tick, not difference.doubt) and not difference.barred:
                found.add(tick)
    for row in preview.added:
        if by_hand.get((row.cell, ""), not row.doubt):
            found.add((row.cell, ""))
    return frozenset(found)


def only_ticked(preview: Preview, chosen: frozenset[Tick]) -> Preview:
    """Give the preview with nothing in it but what is ticked.

    :raises BadChoice: a tick in a column whose unit cannot be.
    """
    return replace(preview, rows=tuple(_ticked_part(row, chosen) for row in preview.rows))


def _ticked_part(row: PreviewRow, chosen: frozenset[Tick]) -> PreviewRow:
    if row.status is RowStatus.ADDED:
        return row if (row.cell, "") in chosen else replace(row, status=RowStatus.LEFT_OUT)
    if row.status is not RowStatus.CHANGED:
        return row
    kept = tuple(d for d in row.differences if (row.cell, d.field) in chosen)
    if barred := next((d for d in kept if d.barred), None):
        raise BadChoice(f"{barred.label}这一列还不能导入", where=barred.cell, hint="请先选定单位")
    status = RowStatus.CHANGED if kept else RowStatus.UNCHANGED
    return replace(row, status=status, differences=kept)
