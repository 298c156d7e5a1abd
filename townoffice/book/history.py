"""The history as the user sees it, and what is next to be undone or redone.

Undo and redo are changes like any other, so nothing is ever taken out of the history: an undo
names the change it took back, a redo names the undo it took back. Walking the list tells what
stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from townoffice.book.schema import changes
from townoffice.records import Act


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


def read_standing(connection: sa.Connection) -> Standing:
    """Walk the book's changes; those without rows (an upgrade) are nothing to undo."""
    query = sa.select(changes.c.id, changes.c.undoes).where(changes.c.row_count > 0)
    rows = connection.execute(query.order_by(changes.c.id))
    return standing((change_id, undoes) for change_id, undoes in rows)


def acts(
    connection: sa.Connection, *where: sa.ColumnElement[bool], limit: int | None = None
) -> tuple[Act, ...]:
    """Read lines of the history, newest first."""
    part = changes.c
    query = (
        sa.select(part.id, part.label, part.who, part.at, part.row_count, part.digest, part.undoes)
        .where(*where)
        .order_by(part.id.desc())
        .limit(limit)
    )
    void = read_standing(connection).void
    found = (Act(*row) for row in connection.execute(query))
    return tuple(replace(act, undone=act.change_id in void) for act in found)
