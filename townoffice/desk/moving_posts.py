"""The posts a transfer leaves every unit with, and what stands against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from townoffice.book import Book
from townoffice.desk.reserve import carried, least_free, reserve_before
from townoffice.feedback import BadChoice, Stale
from townoffice.records import (
    Category,
    Measure,
    Overhang,
    Plan,
    PostFact,
    StaffingResult,
    Township,
    TransferEntry,
)


def with_people(book: Book, result: StaffingResult, on: date | None) -> StaffingResult:
    """Count the people there are on the day; where nobody counted them, those of the plan."""
    if on is None:
        return result
    persons = _persons(book, result.category, on)
    codes = {t.code: t.id for t in book.townships() if t.exists(on) and t.id is not None}
    rows = tuple(
        replace(row, actual=persons.get(codes.get(row.code, 0), row.actual)) for row in result.rows
    )
    return replace(result, rows=rows)


def _persons(book: Book, category: Category, on: date) -> Mapping[int, int]:
    return {
        fact.township_id: fact.count
        for fact in book.post_facts(on)
        if fact.category is category and fact.measure is Measure.ACTUAL
    }


def new_posts(
    book: Book,
    entries: Sequence[TransferEntry],
    result: StaffingResult,
    on: date,
    doc_no: str,
    *,
    as_planned: bool,
) -> list[PostFact]:
    """Make every moved unit's new number of posts; nothing may have been registered since."""
    units = {t.code: t for t in book.townships() if t.exists(on)}
    planned = {row.code: row for row in result.rows}
    held: dict[int, PostFact] = {
        fact.township_id: fact
        for fact in book.post_facts()
        if fact.category is result.category and fact.measure is Measure.AUTHORIZED
    }
    persons = _persons(book, result.category, on)
    facts = []
    for code, net in _nets(entries).items():
        row = planned[code]
        unit_id = _unit(units, code, row.name, on)
        fact = held.get(unit_id)
        if fact is None or (as_planned and fact.count != row.current):
            now = "没有登记" if fact is None else f"是 {fact.count} 名"
            raise Stale(
                f"方案按{row.name}现有 {row.current} 名测算，台账中现在{now}",
                hint="请按现在的编制重新测算并采用",
            )
        if fact.since >= on:
            raise BadChoice(
                f"{row.name}自 {fact.since.isoformat()} 起的核定数已有登记，划转日期须在此后",
                hint="请改划转日期",
            )
        new = fact.count + net
        if net < 0 and (persons.get(unit_id, 0) > new or new < 0):
            over = Overhang(code, row.name, new, persons.get(unit_id, 0))
            raise BadChoice(
                f"{row.name}划出后只有 {new} 名编制，实有 {over.persons} 名，将超编 {over.over} 名",
                hint="请等人员减少后再执行，或重新测算",
            )
        facts.append(PostFact(unit_id, result.category, Measure.AUTHORIZED, new, on, doc_no))
    return facts


def _unit(units: Mapping[str, Township], code: str, name: str, on: date) -> int:
    unit = units.get(code)
    if unit is None or unit.id is None:
        raise Stale(
            f"{name}（{code}）在 {on.isoformat()} 已撤销或改了代码",
            hint="请按现在的单位重新测算并采用",
        )
    return unit.id


def _nets(entries: Iterable[TransferEntry]) -> dict[str, int]:
    nets: dict[str, int] = {}
    for entry in entries:
        for code, posts in ((entry.giver, -entry.posts), (entry.taker, entry.posts)):
            if code:
                nets[code] = nets.get(code, 0) + posts
    return nets


def need_reserve(
    book: Book, plan: Plan, result: StaffingResult, entries: Sequence[TransferEntry], on: date
) -> None:
    """Refuse what would take from the county posts it has not, or has lent out."""
    wanted = -sum(_nets(entries).values())
    if wanted >= 0:
        return
    done = carried(book, result.category)
    free = least_free(book, result.category, on) if done else reserve_before(book, plan, result)
    if free + wanted < 0:
        raise BadChoice(
            f"方案要从县级周转划出 {-wanted} 名，只有 {free} 名可用",
            hint="请先收回借出的周转编制，或重新测算",
        )
