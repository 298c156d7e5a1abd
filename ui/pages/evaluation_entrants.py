"""考核对象: who is rated in a contest, in which group, with which coefficient of difficulty."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError
from townoffice.records import Changes, ContestKind, Entrant, trimmed
from ui.answers import Told
from ui.pages import evaluation_work as work
from ui.pages.evaluation_cells import Cells, CellTyped
from ui.pages.evaluation_form import Form, Job, short
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestGround
    from ui.office import Office

__all__ = ["Entrants"]

_LINES = 6


@dataclass(frozen=True, slots=True)
class _Row:
    """One entrant and how much of it is entered."""

    entrant: Entrant
    marks: int
    open: bool

    @property
    def difficulty(self) -> str:
        """The coefficient as typed."""
        found = self.entrant.difficulty
        return "" if found is None else trimmed(Fraction(found))


class Entrants(QDialog):
    """Lists who is rated; groups and coefficients are typed in place."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"考核对象：{known.contest.title}")
        self._office, self._known = office, known
        self.told = Told(self)
        self.table: RecordTable[_Row] = RecordTable(
            _COLUMNS, key=lambda row: row.entrant.subject, name="考核对象"
        )
        self.cells: Cells[_Row] = Cells(self.table)
        self.cells.typed.connect(self._typed)
        self.add = self._button("增加…", self.ask)
        self.drop = self._button("去掉", self.remove)
        away = self._button("关闭", self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.drop)
        foot.addStretch(1)
        foot.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        fit(self, 640, 520)
        office.changed.connect(self._read_again)
        office.closed.connect(self.close)
        self._show()
        self.table.setFocus()

    def ask(self) -> None:
        """Ask for more."""
        _AddForm(self._office, self, self._known).open()

    def remove(self) -> None:
        """Take the current one out, with what was entered for it."""
        current = self.table.current()
        if current is not None:
            subjects = (current[0].entrant.subject,)
            job = partial(work.remove_entrants, self._known.contest.id or 0, subjects)
            self._office.jobs.write(job, self._said)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())
        return button

    def _show(self) -> None:
        known = self._known
        pen = not known.closed and not self._office.read_only
        marks = [mark.subject for mark in known.marks]
        rows = [_Row(one, marks.count(one.subject), pen) for one in known.entrants]
        self.table.show_rows(rows)
        if self.table.current() is None and rows:
            self.table.select(rows[0].entrant.subject, "group")
        self.add.setEnabled(pen)
        self.drop.setEnabled(pen and bool(rows))
        closed = "考核已发布，只能看。" if known.closed else ""
        self.told.say(
            f"{closed}同组的排在一起定等次；难度系数乘在得分上，没有就留空。"
            "去掉考核对象，它的得分、评议票和加减分一并去掉，可以撤销。"
        )

    def _typed(self, typed: "Sequence[CellTyped[_Row]]", _verb: str, _left: str) -> None:
        from townoffice.desk.evaluation_entrants import EntrantTyped  # noqa: PLC0415  by the worker

        found: dict[str, EntrantTyped] = {}
        for one in typed:
            entrant = one.record.entrant
            was = found.get(entrant.subject) or EntrantTyped(
                entrant.subject, entrant.group, one.record.difficulty
            )
            group = one.text if one.key == "group" else was.group
            difficulty = one.text if one.key == "difficulty" else was.difficulty
            found[entrant.subject] = EntrantTyped(entrant.subject, group, difficulty)
        job = partial(work.change_entrants, self._known.contest.id or 0, tuple(found.values()))
        self._office.jobs.write(job, self._said, wrong=partial(self._refused, tuple(typed)))

    def _refused(self, typed: "Sequence[CellTyped[_Row]]", error: OfficeError) -> bool:
        for one in typed:
            self.table.mark_wrong(one.record.entrant.subject, one.key, one.text, str(error))
        return True

    def _said(self, changes: Changes | None) -> None:
        if changes is not None:
            self.table.clear_wrong()
            self._office.say(f"已{short(changes.label)}", undo=True)

    def _read_again(self, _changes: object) -> None:
        self._office.jobs.run(
            partial(work.read_ground, self._known.contest.id or 0),
            self._take,
            latest="evaluation.entrants",
            wrong=self._gone,
        )

    def _gone(self, _error: OfficeError) -> bool:
        """The contest is not there any more, as when its beginning was undone."""
        return self.close()

    def _take(self, known: "ContestGround") -> None:
        self._known = known
        self._show()


class _AddForm(Form):
    """Asks for more entrants, one a line."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        super().__init__(office, parent, "增加考核对象", "增加")
        self._contest_id = known.contest.id or 0
        self.group = QComboBox(self)
        self.group.setEditable(True)
        self.group.addItems(list(known.group_names))
        self.group.editTextChanged.connect(lambda _text: self.look())
        self.fields.add("group", "组别", self.group)
        self.names = QPlainTextEdit(self)
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(px(22) * _LINES)
        self.names.setAccessibleName("名称，每行一个")
        units = known.contest.kind is ContestKind.TOWNSHIPS
        self.names.setPlaceholderText(
            "乡镇街道的名称或区划代码，每行一个" if units else "部门或社区的名称，每行一个"
        )
        self.names.textChanged.connect(self.look)
        self.finish(self.names)

    def faults(self) -> Mapping[str, str]:
        """Names and a group there must be."""
        if not self._names():
            return {"": "请填写名称，每行一个"}
        return {} if self.group.currentText().strip() else {"group": "请写明组别"}

    def job(self) -> Job:
        """Enter them."""
        group = self.group.currentText().strip()
        return partial(work.add_entrants, self._contest_id, self._names(), group)

    def _names(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.names.toPlainText().splitlines())
        return tuple(line for line in lines if line)


def _group(row: _Row) -> Cell:
    return Cell(row.entrant.group, edit=row.entrant.group if row.open else None)


def _difficulty(row: _Row) -> Cell:
    found = row.entrant.difficulty
    number = None if found is None else Fraction(found)
    return Cell(row.difficulty, number, edit=row.difficulty if row.open else None)


_COLUMNS: tuple[Column[_Row], ...] = (
    Column("name", "考核对象", lambda row: Cell(row.entrant.name), width=150, frozen=True),
    Column("group", "组别", _group, width=150),
    Column("difficulty", "难度系数", _difficulty, align=Align.RIGHT, width=96),
    Column("marks", "已填", lambda row: Cell(str(row.marks), row.marks), "格", align=Align.RIGHT),
)
