"""Lines of a sheet held against the entrants of a contest: what scores and votes have in common."""

from collections.abc import Iterable, Iterator, Mapping

from townoffice.desk.entrant_matching import EntrantMatcher
from townoffice.desk.evaluation_ground import ContestGround
from townoffice.feedback import Level, Problem
from townoffice.records import Difference, Entrant, PreviewRow, RowStatus
from townoffice.sheets.table import Line, Table

__all__ = ["ContestComparison"]


class ContestComparison:
    """Compares a table with a contest; ``rows``, ``absent``, ``problems`` are the outcome.

    A kind of sheet says with :meth:`differences` what a line would move, and with :meth:`voice`
    whose line it is, where an entrant may have several.
    """

    def __init__(self, known: ContestGround, told: Mapping[str, str] | None) -> None:
        """``told``: entrants somebody named, by a line's cell; with it rows bear addresses."""
        self.known = known
        self._told = told
        self._matcher = EntrantMatcher(known.entrants)
        self._seen: dict[tuple[str, ...], str] = {}
        self.rows: list[PreviewRow] = []
        self.absent: tuple[str, ...] = ()
        self.problems: list[Problem] = []

    def differences(self, line: Line, entrant: Entrant) -> Iterator[Difference]:
        """Give what a line would move."""
        raise NotImplementedError

    def voice(self, line: Line) -> tuple[str, ...]:  # noqa: ARG002  a sheet of scores has one line each
        """Give what tells lines of one entrant apart; nothing: there is one."""
        return ()

    def said(self, level: Level, what: str, hint: str, cell: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(level, what, hint, cell))

    def compare(self, table: Table) -> None:
        """Match every line and compare it cell by cell."""
        self.rows = [self._row(line) for line in table.lines]
        named = {key[0] for key in self._seen}
        self.absent = tuple(one.name for one in self.known.entrants if one.subject not in named)
        if self.absent:
            names = "、".join(self.absent[:5]) + ("等" if len(self.absent) > 5 else "")
            what = f"表里没有 {len(self.absent)} 个考核对象：{names}"
            self.said(Level.NOTE, what, "台账中原有的保留不动", "")
        self.problems = list(_located(self.problems, table.sheet))

    def _row(self, line: Line) -> PreviewRow:
        told = self._told.get(line.cell) if self._told is not None else None
        match = self._matcher.find(line) if told is None else self._matcher.told(line, told)
        self.problems += match.problems
        entrant = match.entrant
        if entrant is not None and not self._first(line, entrant):
            entrant = None
        if entrant is None:
            values = dict(line.values)
            return PreviewRow(
                RowStatus.LEFT_OUT, line.cell, line.code, line.name, None, None, values
            )
        found = tuple(self.differences(line, entrant))
        return PreviewRow(
            RowStatus.CHANGED if found else RowStatus.UNCHANGED,
            line.cell,
            line.code,
            entrant.name,
            None,
            None,
            dict(line.values),
            found,
            cells={} if self._told is None else {key: line.addresses(key) for key in line.values},
            subject=entrant.subject,
        )

    def _first(self, line: Line, entrant: Entrant) -> bool:
        """Tell whether nobody spoke of the entrant in that voice before."""
        before = self._seen.setdefault((entrant.subject, *self.voice(line)), line.cell)
        if before == line.cell:
            return True
        what = f"“{entrant.name}”重复出现，前面 {before} 已有"
        self.said(Level.STOP, what, "请删去重复的一行", line.cell)
        return False


def _located(problems: Iterable[Problem], sheet: str) -> Iterator[Problem]:
    for one in problems:
        yield Problem(one.level, one.what, one.hint, one.cell, one.sheet or sheet)
