"""What becomes of a unit's institutions when it ceases: they go to its heir, or end with it.

An institution whose name the heir has already is merged into that one, posts and people added up;
any other moves. Agencies go over as they are; platforms, rights and figures stay with the unit that
had them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from townoffice.desk.institution_acts import follow
from townoffice.desk.institution_drafts import added
from townoffice.desk.institution_known import Known, day_before, still
from townoffice.desk.institution_looking import Kept, Look, ended
from townoffice.desk.institution_plates import moved_plates, plates_down, taken_down
from townoffice.records import Ending, Institution, ModuleLeader, Origin, Township
from townoffice.sheets.cells import name_key

__all__ = ["Handed", "hand_over"]


@dataclass(slots=True)
class Handed:
    """What is written beside the units: how many institutions moved, were merged, were closed."""

    moved: int = 0
    merged: int = 0
    closed: int = 0
    updated: list[Kept] = field(default_factory=list)
    added: list[Kept] = field(default_factory=list)
    fault: str = ""

    @property
    def words(self) -> str:
        """Say it behind a label: ，机构划转 7 个、并入 2 个."""
        counts = (("划转", self.moved), ("并入", self.merged), ("撤销", self.closed))
        told = "、".join(f"{word} {count} 个" for word, count in counts if count)
        return f"，机构{told}" if told else ""


def hand_over(
    known: Known, unit: Township, into: Township | None, since: date, doc_no: str
) -> Handed:
    """Say what becomes of a unit's institutions, plates, agencies and module leaders.

    ``fault`` where something of the unit began on the day or later: that has to be cleared first.
    """
    look, done = Look(known), Handed()
    assert unit.id is not None
    own = [state for state in known.of_unit(unit.id, since) if state.valid_to is None]
    for state in own:
        look.institution(state.number, since)
    if into is None:
        for state in own:
            done.updated.append(ended(state, since, Ending.CLOSED, doc_no))
            done.updated += plates_down(look, state.number, since, doc_no)
        done.closed = len(own)
    else:
        _to_heir(look, done, own, into, since, doc_no)
    hosts = {state.number for state in own}
    done.updated += [
        taken_down(look, plate, since, doc_no)
        for plate in known.nameplates
        if plate.township_id == unit.id and plate.host not in hosts and still(plate.valid_to, since)
    ]
    _agencies(known, done, unit.id, into, since)
    done.updated += [
        replace(leader, until=day_before(since))
        for leader in known.leaders
        if leader.township_id == unit.id and _runs_over(leader, since)
    ]
    done.fault = next(iter(look.faults.values()), "")
    return done


def _to_heir(
    look: Look,
    done: Handed,
    own: Sequence[Institution],
    into: Township,
    since: date,
    doc_no: str,
) -> None:
    assert into.id is not None
    theirs = {
        name_key(state.name): state
        for state in look.known.of_unit(into.id, since)
        if state.valid_to is None
    }
    place = look.known.next_place(into.id)
    for state in own:
        heir = theirs.get(name_key(state.name))
        number = state.number if heir is None else heir.number
        down, up = moved_plates(look, (state.number,), since, doc_no, number, into.id, state.name)
        done.updated += down
        done.added += up
        if heir is None:
            old, new = follow(state, since, doc_no, Origin.MOVED, township_id=into.id, place=place)
            done.moved, place = done.moved + 1, place + 1
            done.updated.append(old)
            done.added.append(new)
        else:
            done.merged += 1
            done.updated.append(ended(state, since, Ending.MERGED, doc_no))
            _join(look, done, state, heir, since, doc_no)


def _join(
    look: Look, done: Handed, state: Institution, heir: Institution, since: date, doc_no: str
) -> None:
    """Let an institution join its namesake; on the day the namesake began it is so from then on.

    Two units may go into a third on one day: the second finds what the first made.
    """
    posts = added((heir.authorized, state.authorized))
    people = added((heir.actual, state.actual))
    if heir.valid_from == since:
        done.updated.append(
            replace(
                heir,
                authorized=posts,
                actual=people,
                origin=Origin.MERGED,
                predecessors=(*heir.predecessors, state.number),
                doc_no=doc_no,
            )
        )
        return
    look.institution(heir.number, since)
    old, new = follow(
        heir,
        since,
        doc_no,
        Origin.MERGED,
        authorized=posts,
        actual=people,
        predecessors=(state.number,),
    )
    done.updated.append(old)
    done.added.append(new)


def _agencies(known: Known, done: Handed, unit_id: int, into: Township | None, since: date) -> None:
    for agency in known.agencies:
        there = agency.valid_from is None or agency.valid_from < since
        if agency.township_id != unit_id or not there or not still(agency.valid_to, since):
            continue
        done.updated.append(replace(agency, valid_to=day_before(since)))
        if into is not None and into.id is not None:
            moved = replace(agency, township_id=into.id, valid_from=since, id=None, row_version=0)
            done.added.append(moved)


def _runs_over(leader: ModuleLeader, since: date) -> bool:
    began = leader.since is None or leader.since < since
    return began and still(leader.until, since)
