"""A list of leaders held against the book, and written into it.

A list speaks of its units as of 31 December of its year. Whom it names holds the posts it says;
whom it no longer names left them the day before; a unit it does not name stays as it is. Lists come
in the order of their years: one older than what the book has of a unit would end seats that are
held today, so it is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from townoffice.book import Writer
from townoffice.desk.matching import Matcher
from townoffice.desk.standing import Standing
from townoffice.feedback import Level, Problem
from townoffice.records import (
    Difference,
    LeadershipSeat,
    Preview,
    PreviewRow,
    RowStatus,
    Township,
)
from townoffice.sheets.roster import Roster, RosterPerson, RosterSeat, RosterUnit

KIND = "personnel"


class RosterComparison:
    """Compares a list with the book; ``rows``, ``leaving``, ``missing``, ``problems`` come of it.

    Each row is one person, with the seats to be written; ``leaving`` are seats of persons the list
    no longer names, with the day they end.
    """

    def __init__(
        self, standing: Standing, matcher: Matcher, seats: Sequence[LeadershipSeat]
    ) -> None:
        self._on = standing.on
        self._present = standing.present
        self._matcher = matcher
        self._seats = seats
        self.rows: list[PreviewRow] = []
        self.leaving: list[LeadershipSeat] = []
        self.missing: tuple[Township, ...] = ()
        self.problems: list[Problem] = []

    def compare(self, roster: Roster) -> None:
        """Match every unit of the list and compare its persons."""
        named: dict[int, str] = {}
        for unit in roster.units:
            township = self._township(unit)
            if township is None or township.id is None:
                self.rows += [_left_out(unit, person) for person in unit.persons.values()]
            elif not unit.persons:
                continue  # a heading or a unit of vacancies only says nothing of persons
            elif (earlier := named.setdefault(township.id, unit.line.cell)) != unit.line.cell:
                what = f"“{township.name}”重复出现，前面 {earlier} 已有"
                hint = "请把同一单位的人写在一起，名称和代码写成一样"
                self.problems.append(Problem(Level.STOP, what, hint, unit.line.cell))
            else:
                self._compare_unit(unit, township, township.id)
        if (foreign := self._matcher.foreign()) is not None:
            self.problems.append(foreign)
        self.missing = tuple(t for t in self._present if t.id not in named)
        self.problems = [
            Problem(p.level, p.what, p.hint, p.cell, roster.sheet) for p in self.problems
        ]
        self._say_who_leaves()

    def _township(self, unit: RosterUnit) -> Township | None:
        match = self._matcher.find(unit.line)
        if match.new:
            what = f"台账中没有{unit.line.name or unit.line.code}，它的领导名册没有导入"
            hint = "请先导入乡镇（街道）表，或核对名称和代码"
            self.problems.append(Problem(Level.ASK, what, hint, unit.line.cell))
        else:
            self.problems += match.problems
        return match.township

    def _compare_unit(self, unit: RosterUnit, township: Township, township_id: int) -> None:
        ever = [seat for seat in self._seats if seat.township_id == township_id]
        if later := max((day for seat in ever for day in self._later_lists(seat)), default=None):
            here, now = f"台账中{township.name}已有 {later.year} 年的名册", self._on.year
            what = f"{here}，不能再导入 {now} 年的"
            hint = "名册请按年份先后导入；年度不对的，请用 --year 指明"
            self.problems.append(Problem(Level.STOP, what, hint, unit.line.cell))
        for person in unit.persons.values():
            own = [seat for seat in ever if seat.person == person.name]
            self.rows.append(self._row(township, person, own))
            self.problems += self._late(person)
        gone = [seat for seat in ever if seat.person not in unit.persons]
        self.leaving += [self._ended(seat) for seat in gone if self._open(seat)]

    def _later_lists(self, seat: LeadershipSeat) -> Iterator[date]:
        """Give the days of later lists a seat tells of: one that brought it, one that ended it."""
        if seat.listed > self._on:
            yield seat.listed
        if seat.until is not None and seat.until >= self._on:
            yield seat.until + timedelta(days=1)

    def _row(
        self, township: Township, person: RosterPerson, own: Sequence[LeadershipSeat]
    ) -> PreviewRow:
        assert township.id is not None
        seats: list[LeadershipSeat] = []
        differences: list[Difference] = []
        for found in person.seats.values():
            base = self._base(own, found)
            seat = self._seat(township.id, person, found, base)
            if seat != base:
                seats.append(seat)
                differences += _differences(base, seat, found.cell)
        for seat in own:
            if self._open(seat) and seat.post not in person.seats:
                seats.append(self._ended(seat))
                differences.append(
                    Difference("post", seat.post.label, seat.title, None, person.cell)
                )
        known = any(self._open(seat) for seat in own)
        changed = RowStatus.CHANGED if known else RowStatus.ADDED
        return PreviewRow(
            status=changed if seats else RowStatus.UNCHANGED,
            cell=person.cell,
            code=township.code,
            name=township.name,
            kind=township.kind,
            township=township,
            values=_values(person),
            differences=tuple(differences) if known else (),
            seats=tuple(seats),
        )

    def _base(self, own: Sequence[LeadershipSeat], found: RosterSeat) -> LeadershipSeat | None:
        """Find the seat of the book a seat of the list goes on with, one it ended included."""
        same = [seat for seat in own if seat.post is found.post]
        held = [seat for seat in same if self._open(seat)]
        again = [
            seat
            for seat in same
            if found.since == seat.since or seat.until == self._on - timedelta(days=1)
        ]
        return next(iter((*held, *again)), None)

    def _seat(
        self,
        township_id: int,
        person: RosterPerson,
        found: RosterSeat,
        base: LeadershipSeat | None,
    ) -> LeadershipSeat:
        if base is None:
            since = found.since or self._on
            return LeadershipSeat(
                township_id,
                person.name,
                found.post,
                found.title,
                since,
                self._on,
                doc_no=found.doc_no,
            )
        return replace(
            base,
            title=found.title,
            since=found.since or base.since,
            until=None,
            doc_no=found.doc_no or base.doc_no,
        )

    def _open(self, seat: LeadershipSeat) -> bool:
        return seat.until is None or seat.until >= self._on

    def _ended(self, seat: LeadershipSeat) -> LeadershipSeat:
        return replace(seat, until=self._on - timedelta(days=1))

    def _late(self, person: RosterPerson) -> Iterator[Problem]:
        for seat in person.seats.values():
            if seat.since is not None and seat.since > self._on:
                what = f"{person.name}的任职时间 {seat.since} 晚于名册年度的年底，年底尚不计入"
                hint = "请核对任职时间；名册是以后年度的，请用 --year 指明"
                yield Problem(Level.ASK, what, hint, person.cell)
                return

    def _say_who_leaves(self) -> None:
        names = {township.id: township.name for township in self._present}
        gone = dict.fromkeys((seat.township_id, seat.person) for seat in self.leaving)
        if gone:
            who = "、".join(f"{names[unit]}{person}" for unit, person in list(gone)[:8])
            more = f"等 {len(gone)} 人" if len(gone) > 8 else ""
            day = self._on - timedelta(days=1)
            what = f"名册里没有了：{who}{more}，导入后按 {day} 离任登记"
            self.problems.append(Problem(Level.NOTE, what, "漏列的，请补上后再导入"))


def out_of_turn(year: int, later: Sequence[int]) -> tuple[Problem, ...]:
    """Ask about a list that comes after those of later years, though its own units tell nothing."""
    if not later:
        return ()
    what = f"台账已导入过 {max(later)} 年的名册，这一份是 {year} 年的"
    return (Problem(Level.ASK, what, "名册宜按年份先后导入；确认先后无妨，可以照样导入"),)


def _left_out(unit: RosterUnit, person: RosterPerson) -> PreviewRow:
    code, name = unit.line.code, unit.line.name
    return PreviewRow(RowStatus.LEFT_OUT, person.cell, code, name, None, None, _values(person))


def _values(person: RosterPerson) -> dict[str, str | None]:
    """Give what the list says of a person: posts by their ids, title, since and 文号 as stated."""
    seats = person.seats.values()
    since = [seat.since for seat in seats if seat.since]
    return {
        "person": person.name,
        "posts": ",".join(seat.post.value for seat in seats),
        "titles": "、".join(seat.title for seat in seats),
        "since": min(since).isoformat() if since else None,
        "doc_no": next((seat.doc_no for seat in seats if seat.doc_no), None),
    }


def _differences(
    base: LeadershipSeat | None, seat: LeadershipSeat, cell: str
) -> Iterator[Difference]:
    """Give what a seat says otherwise than before; a new seat is one difference."""
    label = seat.post.label
    if base is None or base.until is not None:
        yield Difference("post", label, None, seat.title, cell)
        return
    if base.title != seat.title:
        yield Difference("title", f"{label}职务名称", base.title, seat.title, cell)
    if base.since != seat.since:
        yield Difference("since", f"{label}任职时间", _day(base.since), _day(seat.since), cell)
    if base.doc_no != seat.doc_no:
        yield Difference("doc_no", f"{label}任职文号", base.doc_no, seat.doc_no, cell)


def _day(day: date) -> str:
    return day.isoformat()


def enter(writer: Writer, preview: Preview) -> None:
    """Write the seats of every added and changed person, and the end of those who leave."""
    seats = [seat for row in (*preview.added, *preview.changed) for seat in row.seats]
    seats += preview.leaving
    for seat in seats:
        if seat.until is not None and seat.until < seat.since:
            writer.remove(seat)  # it never held a day: the list that brought it was wrong
    kept = [seat for seat in seats if seat.until is None or seat.until >= seat.since]
    writer.update_all([seat for seat in kept if seat.id is not None])
    writer.add_all([seat for seat in kept if seat.id is None])
