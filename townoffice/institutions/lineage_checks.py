"""What cannot be in a history: the same day twice, a plate on a closed door, a child before birth.

Held against all records ever, not against a day. ``stop``: it cannot be so, an entry that would
make it is refused; ``ask``: something is missing that a person has to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from townoffice.feedback import Level, Problem
from townoffice.records import Ending, Institution, Nameplate, Origin, Township


@dataclass(frozen=True, slots=True)
class LineageProblem:
    """Something wrong with one institution (``number``) or one ``plate`` of it, with a sentence."""

    township_id: int
    number: int | None
    problem: Problem
    plate: str | None = None


def lineage_problems(
    institutions: Iterable[Institution],
    nameplates: Iterable[Nameplate] = (),
    townships: Iterable[Township] = (),
) -> tuple[LineageProblem, ...]:
    """Find everything that is wrong; ``townships`` empty: their own days are not looked at."""
    known: dict[int, list[Institution]] = {}
    for record in sorted(institutions, key=lambda r: r.valid_from or date.min):
        known.setdefault(record.number, []).append(record)
    units = {unit.id: unit for unit in townships if unit.id is not None}
    found: list[LineageProblem] = []
    for states in known.values():
        found += _of_days(states)
        found += _of_following(states)
        for record in states:
            found += _of_predecessors(record, known)
            found += _of_unit(record, units)
    for plate in nameplates:
        found += _of_plate(plate, known)
    return tuple(found)


def _say(record: Institution, level: Level, what: str, hint: str) -> LineageProblem:
    return LineageProblem(record.township_id, record.number, Problem(level, what, hint))


def _of_days(states: Sequence[Institution]) -> Iterator[LineageProblem]:
    for record in states:
        if _turned(record.valid_from, record.valid_to):
            what = f"“{record.name}”终止于{record.valid_to}，早于起始日{record.valid_from}"
            yield _say(record, Level.STOP, what, "请核对起止日期")


def _turned(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first


def _of_following(states: Sequence[Institution]) -> Iterator[LineageProblem]:
    """Hold each state of an institution against the next."""
    for one, other in pairwise(states):
        begins = other.valid_from or date.min
        if one.valid_to is None or one.valid_to >= begins:
            until = min(one.valid_to or date.max, other.valid_to or date.max)
            span = f"自{other.valid_from or '一开始'}起"
            span += "" if until == date.max else f"至{until}"
            what = f"“{other.name}”与“{one.name}”是同一机构，{span}两条记录同时有效"
            yield _say(other, Level.STOP, what, "请终止前一条，或改正起止日期")
        elif one.ending in {Ending.CLOSED, Ending.MERGED}:
            gone = one.ending.label
            what = f"“{one.name}”已于{one.valid_to}后{gone}，{begins}又有记录“{other.name}”"
            yield _say(other, Level.STOP, what, "重新设立的请登记为新机构")


def _of_predecessors(
    record: Institution, known: dict[int, list[Institution]]
) -> Iterator[LineageProblem]:
    for number in record.predecessors:
        states = known.get(number)
        if states is None:
            what = f"“{record.name}”写明来自{number}号机构，没有登记这个机构"
            yield _say(record, Level.ASK, what, "请补登原机构，或改正来源")
            continue
        if record.valid_from is None:
            continue
        first, last = states[0], states[-1]
        if first.valid_from is not None and first.valid_from >= record.valid_from:
            how = "并入" if record.origin is Origin.MERGED else "分出"
            what = (
                f"“{first.name}”设立于{first.valid_from}，"
                f"不早于{how}“{record.name}”的日期{record.valid_from}"
            )
            yield _say(first, Level.STOP, what, "请核对设立与合并、分设的日期")
        elif (
            record.origin is Origin.MERGED
            and number != record.number
            and last.exists(record.valid_from)
        ):
            what = f"“{last.name}”已于{record.valid_from}并入“{record.name}”，仍登记为有效"
            yield _say(last, Level.STOP, what, "请终止被并入的机构")


def _of_unit(record: Institution, units: dict[int, Township]) -> Iterator[LineageProblem]:
    unit = units.get(record.township_id)
    if unit is None:
        return
    if unit.valid_to is not None and (record.valid_to is None or record.valid_to > unit.valid_to):
        what = f"“{record.name}”所在的{unit.name}已于{unit.valid_to}后撤销"
        yield _say(record, Level.STOP, what, "请终止该机构，或划转到接收的单位")


def _of_plate(plate: Nameplate, known: dict[int, list[Institution]]) -> Iterator[LineageProblem]:
    def say(level: Level, what: str, hint: str) -> LineageProblem:
        return LineageProblem(plate.township_id, plate.host, Problem(level, what, hint), plate.name)

    if _turned(plate.valid_from, plate.valid_to):
        what = f"牌子“{plate.name}”取消于{plate.valid_to}，早于加挂日{plate.valid_from}"
        yield say(Level.STOP, what, "请核对起止日期")
    if plate.host is None:
        yield say(Level.ASK, f"牌子“{plate.name}”没有写明挂在哪个机构", "请选定主体机构")
        return
    states = known.get(plate.host)
    if states is None:
        what = f"牌子“{plate.name}”挂在{plate.host}号机构，没有登记这个机构"
        yield say(Level.STOP, what, "请改正主体机构")
        return
    first, last = states[0], states[-1]
    if last.valid_to is not None and (plate.valid_to is None or plate.valid_to > last.valid_to):
        gone = last.ending.label if last.ending is not None else "终止"
        what = f"牌子“{plate.name}”所挂的“{last.name}”已于{last.valid_to}后{gone}"
        yield say(Level.STOP, what, "请取消牌子，或改挂到现有机构")
    begun = plate.valid_from or date.min
    if first.valid_from is not None and plate.valid_from is not None and begun < first.valid_from:
        what = f"牌子“{plate.name}”加挂于{begun}，早于“{first.name}”的设立日{first.valid_from}"
        yield say(Level.STOP, what, "请核对日期")
    there = [s for s in states if plate.valid_from is None or s.exists(plate.valid_from)]
    if there and all(s.township_id != plate.township_id for s in there):
        what = f"牌子“{plate.name}”挂在别的单位的“{there[0].name}”上"
        yield say(Level.STOP, what, "请改正主体机构")
