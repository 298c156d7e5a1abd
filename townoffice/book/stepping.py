"""Back and forth: which changes an undo takes back, and that an act of weight wants a reason."""

from functools import partial
from pathlib import Path

import sqlalchemy as sa

from townoffice.book.history import acts, read_standing, read_ways_back, weighty
from townoffice.book.journal import Journal, Undoing
from townoffice.book.schema import changes
from townoffice.book.undo import take_back
from townoffice.feedback import NotFound, OfficeError, UndoBlocked
from townoffice.records import Act, Changes


class Stepping:
    """Undoes and redoes on one open book."""

    def __init__(self, connection: sa.Connection, journal: Journal, path: Path) -> None:
        self._connection = connection
        self._journal = journal
        self._path = path

    def back(self, steps: int, reason: str | None) -> Changes:
        """Take back so many changes; a reason given stays with each of the undos."""
        words = (reason or "").strip() or None
        now = read_standing(self._connection)
        heavy = weighty(self._connection, now.done[-steps:])
        if heavy and words is None:
            act = self._act(now.original(max(heavy)))
            raise UndoBlocked(
                f"“{act.label}”（第 {act.change_id} 号）在台账之外已经算数，没有撤销",
                where=str(self._path),
                hint="撤销它须写明理由（界面上会问，命令行用 --reason）",
            )
        return self._take_back("撤销", now.done[: -steps - 1 : -1], words)

    def back_to(self, change_id: int, reason: str | None) -> Changes:
        """Take back everything done since a change; 0: since the book was founded."""
        steps = read_ways_back(self._connection).steps.get(change_id)
        if not steps:
            raise self._no_way_back(change_id, steps)
        return self.back(steps, reason)

    def forth(self) -> Changes:
        """Make the change undone last again."""
        return self._take_back("重做", read_standing(self._connection).undone[-1:], None)

    def _take_back(self, verb: str, steps: list[int], reason: str | None) -> Changes:
        """Take back the changes in their order, each as a change of its own; all or none."""
        if not steps:
            raise UndoBlocked(
                f"没有可以{verb}的操作", where=str(self._path), hint="可查看台账的历史记录"
            )
        now = read_standing(self._connection)
        made: list[Changes] = []
        with self._journal.steps() as step:
            for undoes in steps:
                label = f"{verb}：{self._act(now.original(undoes)).label}"
                work = partial(take_back, self._connection, undoes)
                made.append(step(Undoing(label, undoes, reason, work)))
        if len(made) == 1:
            return made[0]
        nouns = frozenset[str]().union(*(one.nouns for one in made))
        return Changes(made[-1].change_id, f"{verb} {len(made)} 次改动", nouns)

    def _act(self, change_id: int) -> Act:
        return acts(self._connection, changes.c.id == change_id)[0]

    def _no_way_back(self, change_id: int, steps: int | None) -> OfficeError:
        where = str(self._path)
        if steps == 0:
            return UndoBlocked(
                f"台账现在就是第 {change_id} 号之后的样子，没有什么要撤",
                where=where,
                hint="请查看历史记录，另选一个编号",
            )
        act = next(iter(acts(self._connection, changes.c.id == change_id)), None)
        if act is None:
            return NotFound(
                f"历史记录没有第 {change_id} 号", where=where, hint="请查看历史记录中的编号"
            )
        return UndoBlocked(
            f"第 {change_id} 号“{act.label}”已被撤销，撤不回到它之后",
            where=where,
            hint="请用“重做”恢复它，或另选一个编号",
        )
