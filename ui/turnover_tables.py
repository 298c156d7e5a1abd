"""The tables of 周转编制: what the county holds, and who uses how much of it until when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.records import GrantLine, Pool
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone
from ui.turnover_work import Lent

__all__ = ["GrantRow", "grant_table", "pool_table", "rows_of", "state_words"]


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant as it stands on a day; ``due``: it ends within a month or is over."""

    line: GrantLine
    on: date
    due: bool

    @property
    def out(self) -> bool:
        """Tell whether the posts have not come back."""
        back = self.line.grant.returned
        return back is None or self.on < back


def rows_of(lent: Lent) -> list[GrantRow]:
    """Lay the grants out: those that are out by their end, then what came back."""
    rows = [GrantRow(line, lent.on, line.grant.id in lent.due) for line in lent.lines]
    return sorted(rows, key=lambda row: (not row.out, row.line.grant.until, row.line.code))


_Column = Column[GrantRow]


def pool_table() -> RecordTable[Pool]:
    """Make the table of pools."""

    def figure(key: str, title: str, cell: Callable[[Pool], Cell]) -> Column[Pool]:
        return Column(key, title, cell, align=Align.RIGHT, width=110, least=84)

    columns: tuple[Column[Pool], ...] = (
        Column("category", "类别", lambda p: Cell(p.category.label, bold=True), width=140),
        figure("posts", "总数（名）", lambda p: _count(p.posts)),
        figure("in_use", "在用（名）", lambda p: _count(p.in_use)),
        figure("free", "可用（名）", _free),
    )
    table: RecordTable[Pool] = RecordTable(
        columns,
        key=lambda p: p.category,
        name="turnover.pools",
        numbered=False,
        filters=False,
    )
    table.setAccessibleName("县级周转")
    return table


def grant_table() -> RecordTable[GrantRow]:
    """Make the table of grants; the total counts what is out."""

    def words(key: str, title: str, text: Callable[[GrantRow], str], width: int) -> _Column:
        return Column(key, title, lambda row: _words(text(row)), width=width, least=72)

    columns: tuple[_Column, ...] = (
        words("name", "使用单位", lambda g: g.line.name, 112),
        Column("category", "类别", lambda g: Cell(g.line.grant.category.label), width=84, least=72),
        Column("count", "名数", _posts, align=Align.RIGHT, width=60, least=52),
        Column("since", "使用起", lambda g: _day(g.line.grant.since), width=100, least=92),
        Column("until", "使用止", lambda g: _day(g.line.grant.until), width=100, least=92),
        Column("state", "状态", _state, width=150, least=118),
        words("purpose", "用途", lambda g: g.line.grant.purpose, 140),
        words("situation", "适用情形", lambda g: g.line.grant.situation, 160),
        words("doc_no", "文号", lambda g: g.line.grant.doc_no, 150),
        words("return_doc_no", "收回文号", lambda g: g.line.grant.return_doc_no or "", 150),
    )
    table: RecordTable[GrantRow] = RecordTable(
        columns,
        key=lambda row: row.line.grant.id,
        name="turnover.grants",
        total=_total,
        numbered=False,
    )
    table.setAccessibleName("使用台账")
    return table


def state_words(row: GrantRow) -> str:
    """Say whether posts are out, and for how long still."""
    held = row.line.grant
    if not row.out and held.returned is not None:
        return f"{held.returned.isoformat()} 已收回"
    if row.on < held.since:
        return "尚未起用"
    left = (held.until - row.on).days
    if left < 0:
        return f"到期 {-left} 天未收回"
    return "今天到期" if left == 0 else f"还有 {left} 天到期"


def _state(row: GrantRow) -> Cell:
    words = state_words(row)
    if not row.out:
        return Cell(words, tone=Tone.SECOND)
    if row.line.grant.until < row.on:
        return Cell(words, None, Tone.RED, warning=True)
    return Cell(words, None, Tone.AMBER, warning=True) if row.due else Cell(words)


def _total(rows: Sequence[GrantRow]) -> list[Cell]:
    in_use = sum(row.line.grant.count for row in rows if row.line.grant.in_use(row.on))
    return [
        Cell("在用合计", bold=True),
        Cell(),
        Cell(f"{in_use:,}", in_use, bold=True),
        *([Cell()] * 7),
    ]


def _free(pool: Pool) -> Cell:
    if pool.free < 0:
        return Cell(f"{pool.free:,}", pool.free, Tone.RED, bold=True, warning=True)
    return Cell(f"{pool.free:,}", pool.free, bold=True)


def _posts(row: GrantRow) -> Cell:
    return _count(row.line.grant.count)


def _count(count: int) -> Cell:
    return Cell(f"{count:,}", count)


def _day(day: date) -> Cell:
    return Cell(day.isoformat())


def _words(text: str) -> Cell:
    return Cell(text, tip=text)
