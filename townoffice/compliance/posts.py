"""S0.5, S0.12, S4.3: posts broken down, posts exceeded, people taken on beyond them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from townoffice.compliance.rule import Case, Found
from townoffice.institutions import bound
from townoffice.records import Category, Measure, PostFact

_FORBIDDEN = "forbidden"
_STAFF = tuple(category for category in Category if category is not Category.LEADERSHIP)


def within_total(case: Case) -> Iterator[Found]:
    """The posts of all institutions, category by category, are within those of the unit."""
    value = case.policies.says("discipline.beyond_total", _FORBIDDEN)
    if value is None:
        return
    sums: dict[Category, int] = {}
    for row in case.unit.register.rows:
        record = row.institution
        if record.category is not None and record.authorized is not None:
            sums[record.category] = sums.get(record.category, 0) + record.authorized
    for category, actual in sums.items():
        most = case.unit.authorized.get(category)
        if most is not None and actual > most:
            yield Found(
                f"各机构{category.label}合计{actual}名，超过单位核定{most}名，多{actual - most}名",
                "请核减机构编制，或补登单位核定编制的文件",
                (value,),
                category.value,
                most,
                actual,
            )


def institution_over(case: Case) -> Iterator[Found]:
    """No institution has more people than posts."""
    value = case.policies.says("discipline.overstaffed", _FORBIDDEN)
    if value is None:
        return
    for row in case.unit.register.rows:
        if row.over:
            record = row.institution
            yield Found(
                f"“{record.name}”核定{record.authorized}名、实有{record.actual}名，超编{row.over}名",
                "请调出人员，或在单位内调剂编制",
                (value,),
                str(record.number),
                record.authorized,
                record.actual,
            )


def unit_over(case: Case) -> Iterator[Found]:
    """No unit has more people of a category than posts."""
    value = case.policies.says("discipline.overstaffed", _FORBIDDEN)
    if value is None:
        return
    for category in _STAFF:
        most, actual = case.unit.authorized.get(category), case.unit.actual.get(category)
        if most is not None and actual is not None and actual > most:
            yield Found(
                f"{category.label}核定{most}名、实有{actual}名，超编{actual - most}名",
                "请逐步消化，消化完以前不再进人",
                (value,),
                category.value,
                most,
                actual,
            )


@dataclass(frozen=True, slots=True)
class _Entry:
    """People who came on a day although no post was free for ``beyond`` of them."""

    on: date
    beyond: int
    authorized: int
    actual: int


def entry(case: Case) -> Iterator[Found]:
    """Nobody came while the posts were full (超编进人).

    Counted is what has not come right since, and what fell into the county's window.
    """
    value = case.policies.says("discipline.entry", _FORBIDDEN)
    if value is None:
        return
    for category in _STAFF:
        facts = [fact for fact in case.unit.facts if fact.category is category]
        found = _entries(facts, case.on, case.window)
        if not found:
            continue
        people = sum(one.beyond for one in found)
        told = "；".join(
            f"{one.on}进人后{one.actual}名，核定{one.authorized}名" for one in found[-3:]
        )
        yield Found(
            f"{category.label}满编后进人{people}名：{told}",
            "请核对进人手续，超编期间停止进人",
            (value,),
            category.value,
            found[-1].authorized,
            found[-1].actual,
        )


def _entries(facts: Sequence[PostFact], on: date, window: tuple[date, date] | None) -> list[_Entry]:
    standing: list[_Entry] = []
    within: list[_Entry] = []
    authorized: int | None = None
    actual: int | None = None
    ordered = sorted((f for f in facts if f.since <= on), key=lambda f: f.since)
    for day, same in groupby(ordered, key=lambda fact: fact.since):
        before = actual
        for fact in same:
            if fact.measure is Measure.AUTHORIZED:
                authorized = fact.count
            else:
                actual = fact.count
        if authorized is None or actual is None:
            continue
        if actual <= authorized:
            standing.clear()
        elif before is not None and actual > before:
            come = _Entry(day, actual - max(before, authorized), authorized, actual)
            standing.append(come)
            if window is not None and window[0] <= day <= window[1]:
                within.append(come)
    return sorted({*standing, *within}, key=lambda one: one.on)


def approved_posts(case: Case) -> Iterator[Found]:
    """The posts of the unit are those its own document approved (S4.3: 50/65, 45/65)."""
    for name, category in (
        ("institutions.admin_posts", Category.ADMIN),
        ("institutions.institution_posts", Category.INSTITUTION),
    ):
        due, actual = bound(case.policies, name), case.unit.authorized.get(category)
        if due is not None and actual is not None and actual != due.figure:
            yield Found(
                f"核定{category.label}{actual}名，文件核定{due.figure}名",
                "请按文件改正核定编制，或补登后来的文件",
                (due.value,),
                category.value,
                due.figure,
                actual,
            )
