"""The history as the user sees it, and what is next to be undone or redone.

Undo and redo are changes like any other, so nothing is ever taken out of the history: an undo
names the change it took back, a redo names the undo it took back. Walking the list tells what
stands, and from where the book can go back to how it was right after some change.

An act has weight when it counts outside the program: it moved an adopted plan, the adoption of a
policy by document, or posts by one. What a new book starts with and plans kept as drafts were
decided by nobody.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from townoffice.book.schema import (
    adoptions,
    changes,
    journal,
    plans,
    transfers,
    turnover_grants,
)
from townoffice.records import DRAFT_TOPIC, Act, WaysBack

_FEW = 500
"""So many numbers are asked for by name; for more the whole journal is looked through."""


@dataclass(slots=True)
class Standing:
    """What stands after all changes: numbers of the changes to take back, the next one last.

    ``done`` are changes (or redos) an undo may take back, ``undone`` the undos a redo may take
    back, ``void`` every change that some later one has taken back.
    """

    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    void: set[int] = field(default_factory=set)
    undoes: dict[int, int] = field(default_factory=dict)

    def original(self, change_id: int) -> int:
        """Follow undos and redos back to the change the user made."""
        while change_id in self.undoes:
            change_id = self.undoes[change_id]
        return change_id


def standing(steps: Iterable[tuple[int, int | None]]) -> Standing:
    """Walk (change, change it took back) in order of time. A new change ends the redos."""
    now = Standing()
    walked = list(steps)
    for change_id, undoes in walked:
        if undoes is None:
            now.done.append(change_id)
            now.undone.clear()
            continue
        now.undoes[change_id] = undoes
        taken, put = (now.done, now.undone) if undoes in now.done[-1:] else (now.undone, now.done)
        assert taken[-1:] == [undoes], "a change took back what was not next"
        taken.pop()
        put.append(change_id)
    for change_id, undoes in reversed(walked):
        if undoes is not None and change_id not in now.void:
            now.void.add(undoes)
    return now


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A state of the book: the change made last, and the state it was made on."""

    change_id: int
    below: "_Place | None"


def ways_back(steps: Iterable[tuple[int, int | None]]) -> WaysBack:
    """Tell after which changes the book was as undoing alone can make it again.

    An undo leads to the place below, a redo to the very place that was left; so the places on the
    way down from the last one are all that can be reached.
    """
    place: _Place | None = None
    left: list[_Place] = []
    done: list[int] = []
    after: list[tuple[int, _Place | None]] = [(0, None)]
    for change_id, undoes in steps:
        if undoes is None:
            place = _Place(change_id, place)
            left.clear()
            done.append(change_id)
        elif undoes in done[-1:]:
            assert place is not None
            left.append(place)
            place = place.below
            done.pop()
        else:
            place = left.pop()
            done.append(change_id)
        after.append((change_id, place))
    down: dict[_Place | None, int] = {}
    standing_ids: list[int] = []
    while place is not None:
        down[place] = len(down)
        standing_ids.append(place.change_id)
        place = place.below
    down[None] = len(down)
    found = {change_id: down[there] for change_id, there in after if there in down}
    return WaysBack(tuple(standing_ids), found)


def read_ways_back(connection: sa.Connection) -> WaysBack:
    """Walk the book's changes. After a change without rows (an upgrade) it was as before it."""
    found = ways_back(_steps(connection))
    steps = dict(found.steps)
    last = 0
    for change_id, count in connection.execute(
        sa.select(changes.c.id, changes.c.row_count).order_by(changes.c.id)
    ):
        if count == 0 and last in steps:
            steps[change_id] = steps[last]
        last = change_id
    return WaysBack(found.standing, steps)


def read_standing(connection: sa.Connection) -> Standing:
    """Walk the book's changes; those without rows (an upgrade) are nothing to undo."""
    return standing(_steps(connection))


def _steps(connection: sa.Connection) -> Iterable[tuple[int, int | None]]:
    query = sa.select(changes.c.id, changes.c.undoes).where(changes.c.row_count > 0)
    rows = connection.execute(query.order_by(changes.c.id))
    return [(change_id, undoes) for change_id, undoes in rows]


def weighty(connection: sa.Connection, change_ids: Collection[int]) -> frozenset[int]:
    """Tell which of the changes moved records of weight; what was cleared counts as such."""
    part = journal.c
    said = sa.func.coalesce(part.after, part.before)
    decided = sa.and_(
        part.noun == plans.name,
        sa.func.json_extract(said, "$.topic").is_distinct_from(DRAFT_TOPIC),
    )
    by_document = sa.and_(
        part.noun == adoptions.name,
        sa.or_(said.is_(None), sa.func.json_extract(said, "$.doc_no").is_not(None)),
    )
    moved = part.noun.in_((transfers.name, turnover_grants.name))
    query = sa.select(part.change_id).distinct().where(sa.or_(decided, by_document, moved))
    if len(change_ids) <= _FEW:
        query = query.where(part.change_id.in_(list(change_ids)))
    return frozenset(connection.scalars(query)).intersection(change_ids)


def acts(
    connection: sa.Connection, *where: sa.ColumnElement[bool], limit: int | None = None
) -> tuple[Act, ...]:
    """Read lines of the history, newest first."""
    part = changes.c
    told = (part.id, part.label, part.who, part.at, part.row_count, part.digest, part.undoes)
    query = sa.select(*told, part.reason).where(*where).order_by(part.id.desc()).limit(limit)
    void = read_standing(connection).void
    rows = connection.execute(query).all()
    heavy = weighty(connection, [row.id for row in rows])
    return tuple(
        Act(*row[:-1], undone=row.id in void, reason=row.reason, weighty=row.id in heavy)
        for row in rows
    )


def changes_that_added(connection: sa.Connection, table: sa.Table) -> Mapping[int, Act]:
    """Read by id which act added each row of a table, under the name its author gave it."""
    made = journal.c.change_id
    found = connection.execute(
        sa.select(journal.c.row_id, sa.func.min(made).label("change_id"))
        .where(journal.c.noun == table.name, journal.c.before.is_(None))
        .where(journal.c.row_id.in_(sa.select(table.c.id)))
        .group_by(journal.c.row_id)
    ).all()
    numbers: dict[int, int] = {row.row_id: row.change_id for row in found}
    known = {
        act.change_id: act for act in acts(connection, changes.c.id.in_(list(numbers.values())))
    }
    return {row_id: known[change_id] for row_id, change_id in numbers.items()}
