"""What a day's documents made of a unit's institutions: old and new, by what became what."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from townoffice.records import Ending, Institution, Origin

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Old institutions and the new ones they became, with the word for it and the document.

    ``old`` as they stood the day before, ``new`` as on the day; one of them may be empty.
    """

    old: tuple[Institution, ...]
    new: tuple[Institution, ...]
    act: str
    doc_no: str | None


def newest_change(
    unit_ids: Collection[int], institutions: Iterable[Institution], on: date
) -> date | None:
    """Give the last day up to ``on`` on which an institution of the unit began, changed or ended.

    What was only taken from a list (登记) is no change; None: nothing ever changed.
    """
    days = [
        day
        for record in institutions
        if record.township_id in unit_ids
        for day in _days(record)
        if day <= on
    ]
    return max(days, default=None)


def _days(record: Institution) -> Iterator[date]:
    if record.valid_from is not None and record.origin is not Origin.LISTED:
        yield record.valid_from
    if record.valid_to is not None and record.ending is not None:
        yield record.valid_to + _DAY


def regroupings(
    unit_ids: Collection[int], institutions: Sequence[Institution], on: date
) -> tuple[Regrouping, ...]:
    """Set the unit's institutions of the day before against those of the day, in their order.

    What came from another unit or went to one is on its side too, so nothing is lost from sight.
    """
    before = {one.number: one for one in institutions if one.exists(on - _DAY)}
    after = {one.number: one for one in institutions if one.exists(on)}
    new = {n: one for n, one in after.items() if one.township_id in unit_ids}
    sources = {n: _sources(one, before, on) for n, one in new.items()}
    came = {number for numbers in sources.values() for number in numbers}
    old = {n: one for n, one in before.items() if one.township_id in unit_ids or n in came}
    groups = _joined(_ordered(old), _ordered(new), sources)
    return tuple(
        _regrouping([old[n] for n in olds], [new[n] for n in news], unit_ids, after)
        for olds, news in groups
    )


def _sources(one: Institution, before: Mapping[int, Institution], on: date) -> tuple[int, ...]:
    """Name what an institution of the day was, or was made from, the day before."""
    made_now = one.predecessors if one.valid_from == on else ()
    return tuple(dict.fromkeys(n for n in (one.number, *made_now) if n in before))


def _ordered(held: Mapping[int, Institution]) -> list[int]:
    return sorted(held, key=lambda n: (held[n].township_id, held[n].place, n))


def _joined(
    olds: Sequence[int], news: Sequence[int], sources: Mapping[int, tuple[int, ...]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Group what hangs together: in the order of the new ones, then what nothing came of."""
    left, waiting = list(olds), list(news)
    while waiting:
        own, made = set(sources[waiting[0]]), [waiting[0]]
        while True:
            further = [n for n in waiting if n not in made and own & set(sources[n])]
            if not further:
                break
            made += further
            own.update(n for one in further for n in sources[one])
        yield [n for n in left if n in own], sorted(made, key=waiting.index)
        left = [n for n in left if n not in own]
        waiting = [n for n in waiting if n not in made]
    for number in left:
        yield [number], []


def _regrouping(
    old: list[Institution],
    new: list[Institution],
    unit_ids: Collection[int],
    after: Mapping[int, Institution],
) -> Regrouping:
    documents = [one.doc_no for one in new if one not in old]
    documents += [one.end_doc_no for one in old if one not in new]
    doc_no = next((number for number in documents if number), None)
    return Regrouping(tuple(old), tuple(new), _act(old, new, unit_ids, after), doc_no)


def _act(
    old: list[Institution],
    new: list[Institution],
    unit_ids: Collection[int],
    after: Mapping[int, Institution],
) -> str:
    if not old:
        return Origin.FOUNDED.label
    if not new:
        return "划出" if old[0].number in after else Ending.CLOSED.label
    if len(old) > 1 and len(new) > 1:
        return "重组"
    if len(old) > 1:
        return "合并"
    if len(new) > 1:
        return Origin.SPLIT.label
    (was,), (now,) = old, new
    if was.township_id not in unit_ids:
        return "划入"
    if was.name != now.name:
        return Origin.RENAMED.label
    return "不变" if (was.authorized, was.kind) == (now.authorized, now.kind) else "调整"
