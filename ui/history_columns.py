"""The columns of the history: the acts of the book, and what one of them moved."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from townoffice.records import Act
from ui.tables import Align, Cell, Column
from ui.theme import Tone

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.moves import ActLine

__all__ = ["ACTS", "Line", "moved_cells", "moves"]


@dataclass(frozen=True, slots=True)
class Line:
    """An act, and whether going back to the chosen one would take it back."""

    act: Act
    goes: bool = False


def _when(line: Line) -> Cell:
    return Cell(f"{line.act.at.astimezone():%Y-%m-%d %H:%M:%S}", tone=_tone(line))


def _label(line: Line) -> Cell:
    act = line.act
    aside = f"理由：{act.reason}" if act.reason else ""
    return Cell(act.label, tone=_tone(line), aside=aside, tip=f"{act.label}　{aside}".strip())


def _state(line: Line) -> Cell:
    act = line.act
    if line.goes:
        return Cell("将撤销", tone=Tone.AMBER, bold=True, tip="撤到选中的那一次，这一次会被撤销")
    if act.undone:
        return Cell("已撤销", tone=Tone.FAINT)
    return Cell(f"对应第 {act.undoes} 号" if act.undoes is not None else "")


def _tone(line: Line) -> Tone:
    return Tone.FAINT if line.act.undone else Tone.NORMAL


def _digest(line: Line) -> Cell:
    return Cell(line.act.digest[:12].upper(), tone=Tone.SECOND, tip=line.act.digest)


ACTS: tuple[Column[Line], ...] = (
    Column(
        "number", "编号", lambda n: Cell(str(n.act.change_id), n.act.change_id), width=64, least=56
    ),
    Column("at", "时间", _when, width=160, least=126),
    Column("label", "操作", _label, width=400, least=136),
    Column("state", "状态", _state, width=96, least=76),
    Column(
        "rows",
        "条数",
        lambda n: Cell(f"{n.act.rows:,}", n.act.rows),
        align=Align.RIGHT,
        width=72,
        least=60,
    ),
    Column("who", "操作人", lambda n: Cell(n.act.who, tip=n.act.who), width=140, least=72),
    Column("digest", "校验码", _digest, width=130, least=60),
)


def moved_cells(old: str, new: str, unit: str, *, undone: bool = False) -> tuple[Cell, Cell]:
    """Show an old and a new value, each with its unit where it is a figure."""
    tone = Tone.FAINT if undone else Tone.NORMAL

    def cell(text: str, *, bold: bool) -> Cell:
        aside = unit if text[:1].isdigit() else ""
        return Cell(text, tone=tone, bold=bold, aside=aside, tip=f"{text} {aside}".strip())

    return cell(old, bold=False), cell(new, bold=not undone)


def moves() -> "tuple[Column[ActLine], ...]":
    """Give the columns of what an act moved."""
    right = Align.RIGHT
    return (
        Column("noun", "登记", lambda m: Cell(m.noun), width=100, least=72),
        Column("about", "单位或名称", lambda m: Cell(m.about, tip=m.about), width=206, least=96),
        Column("item", "项目", lambda m: Cell(m.item, tip=m.item), width=250, least=96),
        Column(
            "old",
            "原值",
            lambda m: moved_cells(m.old, m.new, m.measure)[0],
            align=right,
            width=150,
            least=130,
        ),
        Column(
            "new",
            "→ 新值",
            lambda m: moved_cells(m.old, m.new, m.measure)[1],
            align=right,
            width=186,
            least=160,
        ),
    )
