"""What a pasted block or a column filled down would change, before anything is written."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from townoffice.feedback import Level
from townoffice.records import Figure, FigureChange, places_of
from ui.answers import answers
from ui.explain_rows import figure
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

__all__ = ["PastePreview", "summary"]


class PastePreview(QDialog):
    """Lists every figure that would change; 写入 emits those that can be written."""

    agreed = Signal(object)
    """The changes to write: a tuple of :class:`FigureChange`."""

    def __init__(
        self, changes: Sequence[FigureChange], left_over: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴预览")
        self.setAccessibleName("粘贴预览")
        told = [change for change in changes if change.moves or change.problem]
        self.writable = tuple(change for change in changes if change.moves)
        self.told = QLabel(summary(changes, left_over), self)
        self.told.setWordWrap(True)
        self.table: RecordTable[FigureChange] = RecordTable(
            _COLUMNS,
            key=lambda change: (change.typed.code, change.typed.field),
            name="粘贴预览",
            filters=False,
        )
        self.table.show_rows(told)
        self.told.setAccessibleName("将要改动什么")
        buttons, self.write_button = answers(self, f"写入 {len(self.writable):,} 个数")
        self.write_button.setEnabled(bool(self.writable))
        buttons.accepted.connect(self._agree)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(16), px(16), px(16), px(16))
        whole.setSpacing(px(12))
        whole.addWidget(self.told)
        whole.addWidget(self.table, 1)
        whole.addWidget(buttons)
        fit(self, 800, 460)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.writable)


def summary(changes: Sequence[FigureChange], left_over: str = "") -> str:
    """Say how many figures change, stay, cannot be read, or are worth a look."""
    moving = [change for change in changes if change.moves]
    refused = sum(change.refused for change in changes)
    asked = sum(change.problem is not None for change in moving)
    same = len(changes) - len(moving) - refused
    said = [f"共 {len(changes):,} 格，将改 {len(moving):,} 个数"]
    if same:
        said.append(f"{same:,} 个与台账相同")
    if refused:
        said.append(f"{refused:,} 个填不进去（不写入）")
    if asked:
        said.append(f"{asked:,} 个变动很大，请核对")
    return "，".join(said) + f"。{left_over}还没有写入；写入后可以撤销。"


def _figure(value: Figure) -> str:
    if value is None:
        return "空"
    exact = Fraction(value)
    return figure(exact, places_of(exact))


def _new(change: FigureChange) -> Cell:
    if change.refused:
        return Cell(change.typed.text, tone=Tone.RED, warning=True)
    tone = Tone.AMBER if change.problem else Tone.NORMAL
    number = None if change.new is None else Fraction(change.new)
    return Cell(_figure(change.new), number, tone, bold=change.moves)


def _remark(change: FigureChange) -> Cell:
    problem = change.problem
    if problem is None:
        return Cell()
    stop = problem.level is Level.STOP
    tone = Tone.RED if stop else Tone.AMBER
    return Cell(problem.what, tone=tone, warning=True, tip=problem.hint)


_COLUMNS: tuple[Column[FigureChange], ...] = (
    Column("unit", "单位", lambda c: Cell(c.name), width=110),
    Column("label", "项目", lambda c: Cell(c.label), width=120),
    Column("old", "台账现有", lambda c: Cell(_figure(c.old)), align=Align.RIGHT, width=100),
    Column("new", "改为", _new, align=Align.RIGHT, width=100),
    Column("remark", "说明", _remark, width=300),
)
