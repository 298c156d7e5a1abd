"""The turnover pool (周转编制): posts of the county's reserve lent to units for a term.

The county goes on owning them: a unit's 核定 does not change, the posts stand in a column of their
own. They are given to full units only, by document, and not for longer than the county's limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from townoffice.book import Book
from townoffice.desk.policies import policies_of
from townoffice.desk.reserve import least_free, pool_of
from townoffice.feedback import BadChoice, NotFound, PolicyMissing
from townoffice.records import (
    Category,
    Changes,
    CitedValue,
    GrantLine,
    KindGroup,
    Measure,
    Pool,
    Township,
    TurnoverGrant,
)

__all__ = [
    "LENT",
    "GrantTyped",
    "check",
    "due",
    "give_back",
    "grant",
    "ledger",
    "pool_of",
    "pools",
    "term",
    "terms",
]

LENT = (Category.ADMIN, Category.INSTITUTION)
"""The categories posts are lent of."""

_MONTH = timedelta(days=31)
_UNSAID = {
    "purpose": "请填用途",
    "situation": "请填适用情形",
    "doc_no": "请填文号，周转编制须凭文件使用",
}


@dataclass(frozen=True, slots=True)
class GrantTyped:
    """What is typed of posts to be lent; days are None where none is typed."""

    unit: str = ""
    category: Category = Category.ADMIN
    count: int | None = None
    purpose: str = ""
    situation: str = ""
    since: date | None = None
    until: date | None = None
    doc_no: str = ""


def pools(book: Book, on: date) -> tuple[Pool, ...]:
    """Give the pools of all categories on a day."""
    return tuple(pool_of(book, category, on) for category in LENT)


def ledger(book: Book) -> tuple[GrantLine, ...]:
    """Give the 周转编制使用台账, by the day the posts were lent."""
    units = {t.id: t for t in book.townships()}
    return tuple(
        GrantLine(grant, units[grant.township_id].name, units[grant.township_id].code)
        for grant in book.turnover_grants()
    )


def due(book: Book, on: date, within: timedelta = _MONTH) -> tuple[GrantLine, ...]:
    """List what is to come back within a month (or ``within``), and what should have, by its end.

    The end itself is the last day of use.
    """
    out = [line for line in ledger(book) if line.grant.in_use(on)]
    near = [line for line in out if line.grant.until <= on + within]
    return tuple(sorted(near, key=lambda line: (line.grant.until, line.code)))


def term(book: Book, unit: Township, on: date) -> CitedValue | None:
    """Give the longest term in years in force for a unit; None: the county adopted none."""
    try:
        value = policies_of(book).look("limits.turnover_years", on, unit.kind.group, unit.code)
    except PolicyMissing:
        return None
    return value if isinstance(value.value, int) else None


def terms(book: Book, on: date) -> CitedValue | None:
    """Give the longest term the county as a whole adopted; None: none, or one for each group."""
    policies, found = policies_of(book), set[CitedValue]()
    for group in KindGroup:
        try:
            found.add(policies.look("limits.turnover_years", on, group))
        except PolicyMissing:
            return None
    return found.pop() if len(found) == 1 else None


def check(book: Book, typed: GrantTyped) -> Mapping[str, str]:
    """Check what is typed; sentences by field, empty = it can be written."""
    faults: dict[str, str] = {}
    said = {"purpose": typed.purpose, "situation": typed.situation, "doc_no": typed.doc_no}
    faults |= {field: _UNSAID[field] for field, text in said.items() if not text.strip()}
    if typed.count is None or typed.count < 1:
        faults["count"] = "请填名数，至少 1 名"
    if typed.since is None:
        faults["since"] = "请填使用起始日期"
    unit = _unit(book, typed)
    if unit is None:
        faults["unit"] = f"台账中没有“{typed.unit.strip()}”"
    if unit is not None and typed.since is not None:
        _check_term(book, unit, typed.since, typed.until, faults)
        _check_full(book, unit, typed.category, typed.since, faults)
    if typed.since is not None and typed.count is not None and "count" not in faults:
        free = least_free(book, typed.category, typed.since)
        if typed.count > free:
            faults["count"] = f"县级周转{typed.category.label}只有 {max(0, free)} 名可用"
    return faults


def grant(book: Book, typed: GrantTyped) -> Changes:
    """Lend posts to a unit as one change; :class:`BadChoice` with the first fault."""
    faults = check(book, typed)
    unit = _unit(book, typed)
    if faults:
        raise BadChoice(next(iter(faults.values())), hint="请更正后再写入")
    assert unit is not None
    assert unit.id is not None
    assert typed.count is not None
    assert typed.since is not None
    assert typed.until is not None
    record = TurnoverGrant(
        unit.id,
        typed.category,
        typed.count,
        typed.purpose.strip(),
        typed.situation.strip(),
        typed.since,
        typed.until,
        typed.doc_no.strip(),
    )
    label = f"借出周转编制：{unit.name} {typed.count} 名（{record.doc_no}）"
    with book.change(label) as writer:
        writer.add(record)
    assert writer.changes is not None
    return writer.changes


def give_back(book: Book, grant_id: int, *, on: date, doc_no: str) -> Changes:
    """Take the posts of a grant back on a day, by document; one undo. They are free from that day.

    :class:`NotFound`, :class:`BadChoice` where they came back before or were not out yet.
    """
    line = next((line for line in ledger(book) if line.grant.id == grant_id), None)
    if line is None:
        raise NotFound(f"没有第 {grant_id} 号周转编制", hint="请查看周转编制使用台账的编号")
    held = line.grant
    if held.returned is not None:
        raise BadChoice(
            f"{line.name}的这 {held.count} 名已于 {held.returned.isoformat()} 收回", hint="不必再收"
        )
    if on < held.since:
        raise BadChoice(
            f"{held.since.isoformat()} 才开始使用，不能在 {on.isoformat()} 收回",
            hint="请改收回日期",
        )
    if not doc_no.strip():
        raise BadChoice("收回周转编制须有文号", hint="如 示编办〔2025〕3号")
    with book.change(f"收回周转编制：{line.name} {held.count} 名（{doc_no.strip()}）") as writer:
        writer.update(replace(held, returned=on, return_doc_no=doc_no.strip()))
    assert writer.changes is not None
    return writer.changes


def _unit(book: Book, typed: GrantTyped) -> Township | None:
    wanted = typed.unit.strip()
    on = typed.since
    found = [
        t
        for t in book.townships()
        if wanted in {t.code, t.name} and (t.valid_to is None if on is None else t.exists(on))
    ]
    return found[0] if len(found) == 1 else None


def _check_term(
    book: Book, unit: Township, since: date, until: date | None, faults: dict[str, str]
) -> None:
    if until is None:
        faults["until"] = "请填使用到哪天为止"
        return
    if until < since:
        faults["until"] = "使用止早于使用起"
        return
    limit = term(book, unit, since)
    if limit is None or not isinstance(limit.value, int):
        return
    day = 28 if (since.month, since.day) == (2, 29) else since.day
    last = date(since.year + limit.value, since.month, day)
    if until > last:
        faults["until"] = f"周转编制最长 {limit.value} 年，最晚到 {last.isoformat()}"


def _check_full(
    book: Book, unit: Township, category: Category, on: date, faults: dict[str, str]
) -> None:
    """Refuse a unit with vacancies: it has posts of its own to use first."""
    counts = {
        fact.measure: fact.count
        for fact in book.post_facts(on)
        if fact.township_id == unit.id and fact.category is category
    }
    posts, persons = counts.get(Measure.AUTHORIZED), counts.get(Measure.ACTUAL)
    if posts is None or persons is None:
        faults["unit"] = f"{unit.name}的{category.label}核定或实有没有登记，不知是否满编"
    elif persons < posts:
        faults["unit"] = f"{unit.name}{category.label}还有空编 {posts - persons} 名，应先用空编"
