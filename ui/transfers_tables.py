"""The tables of 编制调剂: who gives whom how many, what every unit comes to, and the stages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.records import COUNTY_RESERVE, TransferLine, TransferSheet
from ui.days import today
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone
from ui.transfers_work import Batch, batch_words

__all__ = ["LineTable", "Move", "batch_table", "move_table", "moves_of"]

_LINE_KEYS = ("name", "before", "given", "taken", "after", "later", "persons", "hint")


@dataclass(frozen=True, slots=True)
class Move:
    """One line: so many posts go from one party to another in a stage."""

    number: int
    stage: int
    giver: str
    taker: str
    posts: int


def moves_of(sheet: TransferSheet | None) -> list[Move]:
    """Lay the transfers of a sheet out, stage by stage."""
    if sheet is None:
        return []
    moved = sorted(sheet.transfers, key=lambda transfer: transfer.stage)
    return [
        Move(number, t.stage, sheet.name(t.giver), sheet.name(t.taker), t.posts)
        for number, t in enumerate(moved)
    ]


def move_table() -> RecordTable[Move]:
    """Make the table of transfers; its total counts every post once."""
    columns: tuple[Column[Move], ...] = (
        Column(
            "stage",
            "批次",
            lambda m: Cell(batch_words(m.stage), m.stage),
            width=72,
            align=Align.CENTER,
            least=60,
        ),
        Column("giver", "划出单位", lambda m: _party(m.giver), width=112, least=84),
        Column("taker", "划入单位", lambda m: _party(m.taker), width=112, least=84),
        Column("posts", "名数", lambda m: _count(m.posts), align=Align.RIGHT, width=64, least=52),
    )

    def total(rows: Sequence[Move]) -> list[Cell]:
        return [Cell("合计", bold=True), Cell(), Cell(), _sum(row.posts for row in rows)]

    table: RecordTable[Move] = RecordTable(
        columns, key=lambda m: m.number, name="transfers.moves", total=total, numbered=False
    )
    table.setAccessibleName("划转明细")
    return table


class LineTable(RecordTable[TransferLine]):
    """Every unit before and after; the county's reserve under the total: nothing is lost."""

    def __init__(self) -> None:
        self._sheet: TransferSheet | None = None
        super().__init__(
            _line_columns(),
            key=lambda line: line.code,
            name="transfers.lines",
            total=_line_total,
            pinned=self._reserve,
            numbered=False,
        )
        self.setAccessibleName("各单位调剂前后")

    def show_sheet(self, sheet: TransferSheet | None) -> None:
        """Show the units of a sheet, those that move first."""
        self._sheet = sheet
        lines = () if sheet is None else sheet.lines
        self.show_rows(sorted(lines, key=lambda line: not (line.given or line.taken)))
        self._repin()  # the reserve may differ where no unit does

    def _reserve(self, _rows: Sequence[TransferLine]) -> Sequence[Sequence[Cell]]:
        sheet = self._sheet
        if sheet is None:
            return ()
        gave = sum(t.posts for t in sheet.transfers if not t.giver)
        took = sum(t.posts for t in sheet.transfers if not t.taker)
        cells = {
            "name": Cell(COUNTY_RESERVE, bold=True),
            "before": _bold(sheet.reserve),
            "given": _bold(gave),
            "taken": _bold(took),
            "after": _bold(sheet.reserve_after),
            "hint": _checked(sheet),
        }
        return ([cells.get(key, Cell()) for key in _LINE_KEYS],)


def batch_table() -> RecordTable[Batch]:
    """Make the table of stages: when each was, or is to be, carried out, by which document."""
    columns: tuple[Column[Batch], ...] = (
        Column(
            "stage",
            "批次",
            lambda b: Cell(batch_words(b.stage.number), b.stage.number),
            width=84,
            least=64,
        ),
        Column("title", "方案", lambda b: Cell(b.title, tip=b.title), width=330, least=110),
        Column(
            "posts", "名数", lambda b: _count(b.stage.posts), align=Align.RIGHT, width=64, least=52
        ),
        Column("due", "应于", lambda b: _day(b.stage.due), width=104, least=100),
        Column("since", "执行日期", lambda b: _day(b.stage.since), width=104, least=100),
        Column("doc_no", "文号", lambda b: Cell(b.stage.doc_no or ""), width=190, least=140),
        Column("state", "状态", _state, width=150, least=130),
    )
    table: RecordTable[Batch] = RecordTable(
        columns,
        key=lambda b: (b.plan_id, b.stage.number),
        name="transfers.batches",
        numbered=False,
        filters=False,
    )
    table.setAccessibleName("执行的批次")
    return table


def _line_columns() -> tuple[Column[TransferLine], ...]:
    def figure(
        key: str, title: str, cell: Callable[[TransferLine], Cell], width: int = 66
    ) -> Column[TransferLine]:
        return Column(key, title, cell, align=Align.RIGHT, width=width, least=width - 8)

    return (
        Column("name", "单位", lambda n: Cell(n.name, tip=n.code), width=112, frozen=True),
        figure("before", "调剂前", lambda n: _count(n.before)),
        figure("given", "划出", lambda n: _moved(n.given, "−")),
        figure("taken", "划入", lambda n: _moved(n.taken, "+")),
        figure("after", "调剂后", _after),
        figure("later", "以后批次", lambda n: _moved(n.later, "−"), 84),
        figure("persons", "实有", lambda n: _count(n.persons)),
        Column("hint", "提示", _hint, width=176, least=100),
    )


def _line_total(rows: Sequence[TransferLine]) -> list[Cell]:
    return [
        Cell("合计", bold=True),
        _sum(row.before or 0 for row in rows),
        _sum(row.given for row in rows),
        _sum(row.taken for row in rows),
        _sum(row.after or 0 for row in rows),
        _sum(row.later for row in rows),
        _sum(row.persons or 0 for row in rows),
        Cell(),
    ]


def _checked(sheet: TransferSheet) -> Cell:
    """Add the units up with the reserve, before and after: nothing may be lost."""
    before = sum(line.before or 0 for line in sheet.lines)
    after = sum(line.after or 0 for line in sheet.lines)
    whole, left = before + sheet.reserve, after + sheet.reserve_after
    words = f"{after:,} + {sheet.reserve_after:,} = {left:,}"
    tip = f"调剂前 {before:,} + {sheet.reserve:,} = {whole:,}，调剂后 {words}"
    if whole == left:
        return Cell(f"✓ {words}", tip=f"{tip}，总量不变", bold=True)
    return Cell(f"{words} ≠ {whole:,}", None, Tone.RED, bold=True, warning=True, tip=tip)


def _after(line: TransferLine) -> Cell:
    return Cell("—", tone=Tone.FAINT) if line.after is None else _bold(line.after)


def _hint(line: TransferLine) -> Cell:
    if line.before is None:
        return Cell("现有编制没有登记，不划转", None, Tone.AMBER, warning=True)
    if line.over:
        tip = f"实有 {line.persons} 名，调剂后 {line.after} 名"
        if line.later:
            return Cell(f"减员 {line.over} 名后划完", None, Tone.AMBER, warning=True, tip=tip)
        words = f"调剂后超编 {line.over} 名"
        return Cell(words, None, Tone.RED, warning=True, tip=tip)
    return Cell()


def _state(batch: Batch) -> Cell:
    stage = batch.stage
    if stage.since is not None:
        return Cell("已执行", tone=Tone.SECOND)
    if not batch.ready:
        return Cell("待前一批执行后", tone=Tone.SECOND)
    if stage.due is None or stage.number == 0:
        return Cell("待执行")
    if stage.due <= today():
        late = (today() - stage.due).days
        words = f"已到期 {late} 天" if late else "今天到期"
        return Cell(words, None, Tone.RED, warning=True)
    return Cell(f"{(stage.due - today()).days} 天后到期")


def _party(name: str) -> Cell:
    return Cell(name, tone=Tone.SECOND if name == COUNTY_RESERVE else Tone.NORMAL)


def _day(day: date | None) -> Cell:
    return Cell(day.isoformat() if day else "")


def _count(count: int | None) -> Cell:
    return Cell("—", tone=Tone.FAINT) if count is None else Cell(f"{count:,}", count)


def _moved(count: int, sign: str) -> Cell:
    return Cell(f"{sign}{count:,}", count) if count else Cell("", 0)


def _bold(count: int) -> Cell:
    return Cell(f"{count:,}", count, bold=True)


def _sum(counts: Iterable[int]) -> Cell:
    return _bold(sum(counts))
