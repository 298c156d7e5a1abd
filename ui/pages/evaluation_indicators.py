"""指标与分值: the indicators of a contest as a table, typed in, ordered, and written whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Never, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from townoffice.feedback import OfficeError
from townoffice.records import Changes
from ui.answers import Told, answers
from ui.pages import evaluation_work as work
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_cells import Cells, CellTyped
from ui.pages.evaluation_files import IndicatorFiles
from ui.pages.evaluation_form import short
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestGround
    from townoffice.desk.evaluation_indicators import IndicatorTyped
    from ui.office import Office

__all__ = ["Indicators"]

_WHOLE = 100
_FROZEN = frozenset({"group", "section", "name"})
_FLAGS = ("lower_is_better", "inferred")


@dataclass(frozen=True, slots=True)
class _Row:
    """One indicator as typed, with what is wrong by field; ``number`` tells rows apart."""

    number: int
    typed: "IndicatorTyped"
    faults: tuple[tuple[str, str], ...]
    open: bool

    def fault(self, field: str) -> str:
        """What is wrong with a field."""
        return dict(self.faults).get(field, "")


class Indicators(QDialog):
    """The table is the act: nothing is written before 写入, then all of it as one change."""

    def __init__(self, office: "Office", parent: QWidget, known: "ContestGround") -> None:
        super().__init__(parent)
        from townoffice.desk.evaluation_indicators import typed_of  # noqa: PLC0415  by the worker

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"指标与分值：{known.contest.title}")
        self._office, self._known = office, known
        self._open = not known.closed and not office.read_only
        self._rows = [(place, typed_of(one)) for place, one in enumerate(known.indicators)]
        self._next = len(self._rows)
        self.files = IndicatorFiles(office, self, known)
        self.weights, self.told = Told(self), Told(self)
        self.weights.setAccessibleName("分值合计")
        self.table: RecordTable[_Row] = RecordTable(
            _columns(), key=lambda row: row.number, name="指标与分值", filters=False
        )
        self.cells: Cells[_Row] = Cells(self.table)
        self.cells.typed.connect(self._typed)
        self.table.ticked.connect(self._ticked)
        self.buttons, self.ok = answers(self, "写入")
        self.buttons.accepted.connect(self._write)
        self._arrange()
        office.closed.connect(self.close)
        office.changed.connect(self._read_again)
        fit(self, 1180, 600)
        self._show()
        if self._rows:
            self.table.select(0, "name")
        self.table.setFocus()

    def rows(self) -> "tuple[IndicatorTyped, ...]":
        """Give the table as it is now."""
        return tuple(typed for _number, typed in self._rows)

    def add(self) -> None:
        """Add an indicator under the current one, in its group and section."""
        from townoffice.desk.evaluation_indicators import IndicatorTyped  # noqa: PLC0415  by the worker

        at, current = self._current()
        groups = self._known.group_names
        group = current.group if current is not None else next(iter(groups), "")
        section = current.section if current is not None else ""
        self._rows.insert(at + 1, (self._next, IndicatorTyped(group, section, "", "")))
        self._next += 1
        self._show()
        self.table.select(self._next - 1, "name")
        self.table.setFocus()

    def drop(self) -> None:
        """Take the current one out of the table."""
        at, current = self._current()
        if current is not None:
            del self._rows[at]
            self._show()
            if self._rows:
                self.table.select(self._rows[min(at, len(self._rows) - 1)][0], "name")

    def shift(self, by: int) -> None:
        """Move the current one up or down."""
        at, current = self._current()
        if current is not None and 0 <= at + by < len(self._rows):
            self._rows[at], self._rows[at + by] = self._rows[at + by], self._rows[at]
            self._show()
            self.table.select(self._rows[at + by][0])

    def _current(self) -> "tuple[int, IndicatorTyped | None]":
        current = self.table.current()
        for at, (number, typed) in enumerate(self._rows):
            if current is not None and number == current[0].number:
                return at, typed
        return len(self._rows) - 1, None

    # ── layout ────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for words, act in (
            ("增加一行", self.add),
            ("删除", self.drop),
            ("上移", partial(self.shift, -1)),
            ("下移", partial(self.shift, 1)),
        ):
            head.addWidget(self._button(words, act, on=self._open))
        head.addStretch(1)
        head.addWidget(self._button("导出工作簿…", self.files.export, on=True))
        head.addWidget(self._button("导入工作簿…", self.files.choose, on=self._open))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addLayout(head)
        for part in (self.weights, self.table, self.told, self.buttons):
            column.addWidget(part, int(part is self.table))

    def _button(self, words: str, act: Callable[[], object], *, on: bool) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setEnabled(on)
        button.clicked.connect(lambda _checked: act())
        return button

    # ── what is typed ─────────────────────────────────────────────────────────────────────────

    def _typed(self, typed: "Sequence[CellTyped[_Row]]", _verb: str, _left: str) -> None:
        texts = {(one.record.number, one.key): one.text for one in typed}
        for at, (number, row) in enumerate(self._rows):
            own = {key: text for (of, key), text in texts.items() if of == number}
            if own:
                self._rows[at] = (number, replace(row, **cast("dict[str, Never]", own)))
        self._show()

    def _ticked(self, row: _Row, key: str, on: bool) -> None:  # noqa: FBT001  from a signal
        at = next(n for n, (number, _typed) in enumerate(self._rows) if number == row.number)
        ticked = cast("dict[str, Never]", {key: on})  # the columns are the row's own fields
        self._rows[at] = (row.number, replace(self._rows[at][1], **ticked))
        self._show()

    def _show(self) -> None:
        from townoffice.desk.evaluation_indicators import (  # noqa: PLC0415  read by the worker
            check_indicator,
            weights_of,
        )

        every = self.rows()
        faulty = 0
        rows = []
        for number, typed in self._rows:
            faults = check_indicator(typed, (other for other in every if other is not typed))
            faulty += bool(faults)
            rows.append(_Row(number, typed, tuple(faults.items()), self._open))
        self.table.show_rows(rows)
        sums = weights_of(every)
        told = [f"{name} {total.normalize():f} 分" for name, total in sums.items()]
        off = [name for name, total in sums.items() if total != _WHOLE]
        words = "分值合计：" + "　".join(told)
        words += f"。{'、'.join(off)}应为 100" if off else "，都是 100"
        self.weights.say(words, "red" if off else "second")
        self._tell(faulty)

    def _tell(self, faulty: int) -> None:
        """Say what writing would move, or what has to be corrected first."""
        from townoffice.desk.evaluation_indicators import (  # noqa: PLC0415  read by the worker
            indicator_moves,
            made,
        )

        self.ok.setEnabled(False)
        if not self._open:
            closed = self._known.closed
            self.told.say("考核已发布，只能看" if closed else "台账是以只读方式打开的，不能改动")
            return
        if faulty:
            self.told.say(f"{faulty} 行标红处须先改正", "red")
            return
        moves = indicator_moves(self._known, made(self._known, self.rows()))
        gone = [move for move in moves if move.what == "删除" and "连同" in move.old]
        words = f"将改动 {len(moves)} 处，作为一步写入，可以撤销" if moves else "还没有改动"
        if gone:
            words += "。" + "；".join(f"删除{one.name}：{one.old}" for one in gone[:2])
        self.told.say(words, "amber" if gone else "second")
        self.ok.setEnabled(bool(moves))

    # ── the book ──────────────────────────────────────────────────────────────────────────────

    def _write(self) -> None:
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            job = partial(writing.write_indicators, self._known.contest.id or 0, self.rows())
            self._office.jobs.write(job, self._written, wrong=self._refused)

    def _written(self, changes: Changes | None) -> None:
        if changes is not None:
            self._office.say(f"已{short(changes.label)}", undo=True)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self._show()
        self.told.say(str(error), "red")
        return True

    def _read_again(self, _changes: object) -> None:
        """The book moved on, as by an import here: what is typed would be against old figures."""
        self._office.jobs.run(
            partial(work.read_ground, self._known.contest.id or 0),
            self._take,
            latest="evaluation.indicators",
            wrong=self._gone,
        )

    def _gone(self, _error: OfficeError) -> bool:
        """The contest is not there any more, as when its beginning was undone."""
        return self.close()

    def _take(self, known: "ContestGround") -> None:
        from townoffice.desk.evaluation_indicators import typed_of  # noqa: PLC0415  by the worker

        if known.indicators != self._known.indicators:
            self._rows = [(place, typed_of(one)) for place, one in enumerate(known.indicators)]
            self._next = len(self._rows)
        self._known = known
        self._show()


def _text(field: str, row: _Row) -> Cell:
    text, fault = str(getattr(row.typed, field)), row.fault(field)
    return Cell(
        text or ("未填" if fault else ""),
        tone=Tone.RED if fault else Tone.NORMAL,
        tip=fault or text,
        edit=text if row.open else None,
        ground=Tone.RED if fault else None,
        inferred=field == "weight" and row.typed.inferred,
    )


def _flag(field: str, row: _Row) -> Cell:
    on = bool(getattr(row.typed, field))
    return Cell(check=on) if row.open else Cell("是" if on else "")


def _columns() -> tuple[Column[_Row], ...]:
    named = (
        ("group", "组别", 84),
        ("section", "一级指标", 110),
        ("name", "指标", 150),
        ("weight", "分值", 64),
        ("scoring", "计分方法", 100),
        ("figures", "计分参数", 170),
        ("unit", "计量单位", 76),
        ("source", "数据来源", 110),
        ("note", "说明", 150),
    )
    found: list[Column[_Row]] = [
        Column(
            key,
            title,
            partial(_text, key),
            align=Align.RIGHT if key == "weight" else Align.LEFT,
            width=width,
            frozen=key in _FROZEN,
        )
        for key, title, width in named
    ]
    for key, title in zip(_FLAGS, ("越低越好", "推定"), strict=True):
        cell = partial(_flag, key)
        found.append(Column(key, title, cell, align=Align.CENTER, width=72))
    return tuple(found)
