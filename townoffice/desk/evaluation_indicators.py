"""The indicators of a contest as a table, written as one change.

Adding, changing, removing and reordering are the same act: the table as it shall be is held against
the one that is. What an indicator was marked with goes when it goes, and the change says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from townoffice.book import Book
from townoffice.desk.evaluation_ground import ContestGround, ground, writable
from townoffice.desk.evaluation_indicator_moves import IndicatorMove, indicator_moves
from townoffice.desk.evaluation_indicator_rows import (
    IndicatorTyped,
    check_indicator,
    indicator_of,
    typed_of,
    weights_of,
)
from townoffice.feedback import BadChoice, Stale
from townoffice.records import AssessmentIndicator, Changes, ImportLog

__all__ = [
    "IndicatorMove",
    "IndicatorTyped",
    "check_indicator",
    "indicator_moves",
    "made",
    "typed_of",
    "weights_of",
    "write_indicators",
]


def made(known: ContestGround, table: Sequence[IndicatorTyped]) -> tuple[AssessmentIndicator, ...]:
    """Make the table of indicators as it shall be; :class:`BadChoice` names the first fault."""
    contest_id = known.contest.id
    assert contest_id is not None
    found = []
    for place, row in enumerate(table):
        faults = check_indicator(row, (one for one in table if one is not row))
        one = indicator_of(row)
        if faults or one is None:
            where = f"第 {place + 1} 行 {row.name}".rstrip()
            raise BadChoice(next(iter(faults.values())), where=where, hint="请更正后再写入")
        before = None if row.indicator_id is None else known.indicator(row.indicator_id)
        if row.indicator_id is not None and before is None:
            raise Stale("指标已有改动", where=row.name, hint="请重新打开再改")
        after = replace(one, contest_id=contest_id, place=place)
        if before is not None:
            after = replace(after, id=before.id, row_version=before.row_version)
        found.append(_still_exact(after, before))
    return tuple(found)


def _still_exact(
    after: AssessmentIndicator, before: AssessmentIndicator | None
) -> AssessmentIndicator:
    """Keep numbers as they are written in the book where they are the same: 25 is 25.0."""
    if before is None:
        return after
    if after.weight == before.weight:
        after = replace(after, weight=before.weight)
    return replace(after, figures=before.figures) if after.figures == before.figures else after


def write_indicators(
    book: Book,
    contest_id: int,
    table: Sequence[IndicatorTyped],
    verb: str = "修改",
    log: ImportLog | None = None,
) -> Changes | None:
    """Write the table of indicators as one change; None where nothing moves.

    Weights that do not add up yet may be written: ranking and closing say so. ``log`` tells of the
    workbook it came from.

    :raises BadChoice: a fault in a row, or the contest is closed. :raises Stale: see there.
    """
    contest = writable(book, contest_id)
    known = ground(book, contest_id)
    after = made(known, table)
    moves = indicator_moves(known, after)
    if not moves:
        return None
    held = {one.id: one for one in known.indicators}
    gone = held.keys() - {one.id for one in after}
    told = f"{moves[0].what} {moves[0].name}" if len(moves) == 1 else f"共 {len(moves)} 处"
    with book.change(f"{verb}考核指标：{told}（{contest.title}）") as writer:
        for mark in known.marks:
            if mark.indicator_id in gone:
                writer.remove(mark)
        for ballot in known.ballots:
            if ballot.indicator_id is not None and ballot.indicator_id in gone:
                writer.remove(ballot)
        for number in gone:
            writer.remove(held[number])
        writer.update_all([one for one in after if one.id is not None and one != held[one.id]])
        writer.add_all([one for one in after if one.id is None])
        if log is not None:
            writer.add(log)
    return writer.changes
