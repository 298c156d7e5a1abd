"""What a file would change, old → new, before anything is written: scores, votes, indicators."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from townoffice.feedback import Level, Problem
from townoffice.records import IntakeValue, Preview
from ui.answers import Told, answers
from ui.room import fit
from ui.tables import Cell, Column, RecordTable
from ui.theme import Tone, px

__all__ = ["Move", "MovePreview", "moves_of"]

_TOLD = 3


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that would change: of whom, what, from what, to what, and where it stands."""

    place: int
    who: str
    what: str
    old: str
    new: str
    cell: str = ""
    problem: Problem | None = None


class MovePreview(QDialog):
    """Lists moves and problems; ``agreed`` when they are to be written."""

    agreed = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        moves: Sequence[Move],
        problems: Sequence[Problem],
        about: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        stops = [one for one in problems if one.level is Level.STOP]
        lines = [*moves, *_lines(problems, len(moves))]
        self.told = Told(self)
        self.told.setAccessibleName("将要改动什么")
        self.told.say(_summary(moves, problems, about), "red" if stops else "second")
        self.table: RecordTable[Move] = RecordTable(
            _COLUMNS, key=lambda move: move.place, name="改动预览", filters=False
        )
        self.table.show_rows(lines)
        buttons, self.ok = answers(self, f"导入 {len(moves):,} 处" if moves else "导入")
        self.ok.setEnabled(bool(moves) and not stops)
        buttons.accepted.connect(self._agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        fit(self, 1080, 500)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def moves_of(preview: Preview) -> tuple[Move, ...]:
    """Give the moves of a sheet of scores or votes."""
    found: list[Move] = []
    for row in preview.rows:
        for one in row.differences:
            found.append(
                Move(
                    len(found), row.name or "", one.label, _said(one.old), _said(one.new), one.cell
                )
            )
    return tuple(found)


def _said(value: IntakeValue) -> str:
    if value is None:
        return "空"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _lines(problems: Sequence[Problem], start: int) -> list[Move]:
    order = sorted(problems, key=lambda one: one.level is not Level.STOP)
    return [
        Move(start + place, "", "", "", "", one.cell or "", one) for place, one in enumerate(order)
    ]


def _summary(moves: Sequence[Move], problems: Sequence[Problem], about: str) -> str:
    names = len({move.who for move in moves})
    said = f"将改 {names} 个对象共 {len(moves):,} 处" if moves else "没有要改的"
    stops = [one for one in problems if one.level is Level.STOP]
    if stops:
        more = f"等 {len(stops)} 处" if len(stops) > 1 else ""
        return f"{stops[0].what}{more}，没有改正前不能导入。{said}。{about}"
    asks = sum(one.level is Level.ASK for one in problems)
    said += f"，{asks} 处请核对" if asks else ""
    return f"{said}。{about}还没有写入；写入后可以撤销。"


def _of(name: str) -> Callable[[Move], Cell]:
    return lambda move: Cell(str(getattr(move, name)), tip=str(getattr(move, name)))


def _remark(move: Move) -> Cell:
    problem = move.problem
    if problem is None:
        return Cell()
    tone = {Level.STOP: Tone.RED, Level.ASK: Tone.AMBER}.get(problem.level, Tone.SECOND)
    words = f"{problem.what}。{problem.hint}" if problem.hint else problem.what
    return Cell(words, tone=tone, warning=tone is not Tone.SECOND, tip=words)


_COLUMNS: tuple[Column[Move], ...] = (
    Column("who", "对象", _of("who"), width=110),
    Column("what", "项目", _of("what"), width=130),
    Column("old", "台账现有", _of("old"), width=110),
    Column("new", "改为", lambda move: Cell(move.new, bold=True, tip=move.new), width=110),
    Column("cell", "单元格", _of("cell"), width=70),
    Column("remark", "说明", _remark, width=360, least=160),
)
