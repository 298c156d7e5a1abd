"""加减分和一票否决: the list of a contest, and the form for one of them."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from townoffice.feedback import OfficeError
from townoffice.records import Adjustment, AdjustmentKind, Changes, IssuerLevel, trimmed
from ui.answers import Told
from ui.pages import evaluation_work as work
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_form import Form, Job, short
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestGround
    from townoffice.desk.evaluation_adjustments import AdjustmentTyped
    from ui.office import Office

__all__ = ["AdjustmentForm", "Adjustments"]


class Adjustments(QDialog):
    """Lists bonus, deductions and vetoes; each act is written at once and can be undone."""

    def __init__(
        self, office: "Office", parent: QWidget, known: "ContestGround", subject: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"加减分和一票否决：{known.contest.title}")
        self._office, self._known, self._subject = office, known, subject
        self.told = Told(self)
        self.table: RecordTable[Adjustment] = RecordTable(
            self._columns(), key=lambda one: one.id or 0, name="加减分和一票否决"
        )
        self.table.explain_asked.connect(lambda _one, _key: self.change())
        self.add = self._button("新增…", self.ask)
        self.edit = self._button("修改…", self.change)
        self.drop = self._button("删除", self.remove)
        away = self._button("关闭", self.close)
        foot = QHBoxLayout()
        for button in (self.add, self.edit, self.drop):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        fit(self, 860, 460)
        office.changed.connect(self._read_again)
        office.closed.connect(self.close)
        self._show()

    def ask(self) -> None:
        """Ask for a new one, of the entrant chosen last."""
        AdjustmentForm(self._office, self, self._known, None, self._subject).open()

    def change(self) -> None:
        """Change the current one."""
        current = self.table.current()
        if current is not None and self.edit.isEnabled():
            AdjustmentForm(self._office, self, self._known, current[0], current[0].subject).open()

    def remove(self) -> None:
        """Take the current one away."""
        current = self.table.current()
        if current is not None and current[0].id is not None:
            job = partial(writing.remove_adjustment, self._known.contest.id or 0, current[0].id)
            self._office.jobs.write(job, self._removed)

    def _removed(self, changes: Changes) -> None:
        self._office.say(f"已{short(changes.label)}", undo=True)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())
        return button

    def _columns(self) -> tuple[Column[Adjustment], ...]:
        return (
            Column(
                "subject", "考核对象", lambda one: Cell(self._name(one)), width=110, frozen=True
            ),
            Column("kind", "类型", _kind, align=Align.CENTER, width=84),
            Column("points", "分数", _points, align=Align.RIGHT, width=64),
            Column("reason", "事由", lambda one: Cell(one.reason, tip=one.reason), width=260),
            Column("doc", "依据文件", _doc, width=220),
        )

    def _name(self, one: Adjustment) -> str:
        entrant = self._known.entrant(one.subject)
        return entrant.name if entrant is not None else one.subject

    def _show(self) -> None:
        known = self._known
        self.table.show_rows(known.adjustments)
        if self.table.current() is None and known.adjustments:
            own = [one for one in known.adjustments if one.subject == self._subject]
            self.table.select((own or list(known.adjustments))[0].id, "reason")
        pen = not known.closed and not self._office.read_only
        self.add.setEnabled(pen)
        for button in (self.edit, self.drop):
            button.setEnabled(pen and bool(known.adjustments))
        rule = known.rule
        caps = "" if rule is None else (
            f"加分合计最多计 {trimmed(rule.bonus_max)} 分，"
            f"扣分合计最多计 {trimmed(rule.deduction_max)} 分。"
        )  # fmt: skip
        closed = "考核已发布，只能看。" if known.closed else ""
        self.told.say(f"{closed}{caps}一票否决只能依据中央或省的文件。")

    def _read_again(self, _changes: object) -> None:
        self._office.jobs.run(
            partial(work.read_ground, self._known.contest.id or 0),
            self._take,
            latest="evaluation.adjustments",
            wrong=self._gone,
        )

    def _gone(self, _error: OfficeError) -> bool:
        """The contest is not there any more, as when its beginning was undone."""
        return self.close()

    def _take(self, known: "ContestGround") -> None:
        self._known = known
        self._show()


def _kind(one: Adjustment) -> Cell:
    if one.kind is AdjustmentKind.VETO:
        return Cell(one.kind.label, tone=Tone.RED)
    return Cell(one.kind.label)


def _points(one: Adjustment) -> Cell:
    if one.points is None:
        return Cell("—", tone=Tone.FAINT)
    sign = "−" if one.kind is AdjustmentKind.DEDUCTION else "+"
    number = Fraction(one.points)
    return Cell(sign + trimmed(number), -number if sign == "−" else number)


def _doc(one: Adjustment) -> Cell:
    level = "" if one.level is None else f"{one.level.value}："
    return Cell(f"{level}{one.doc_no or ''}")


class AdjustmentForm(Form):
    """Asks for one bonus, deduction or veto."""

    def __init__(
        self,
        office: "Office",
        parent: QWidget,
        known: "ContestGround",
        held: Adjustment | None,
        subject: str,
    ) -> None:
        title = "新增加减分" if held is None else "修改加减分"
        super().__init__(office, parent, title, "写入")
        self._known, self._held = known, held
        self.subject, self.kind, self.level = QComboBox(self), QComboBox(self), QComboBox(self)
        for entrant in known.entrants:
            self.subject.addItem(entrant.name, entrant.subject)
        self.subject.setCurrentIndex(max(0, self.subject.findData(subject)))
        for kind in AdjustmentKind:
            self.kind.addItem(kind.label, kind.value)
        for level in IssuerLevel:
            self.level.addItem(f"{level.value}文件", level.value)
        points = "" if held is None or held.points is None else trimmed(Fraction(held.points))
        reason, doc_no = (held.reason, held.doc_no or "") if held is not None else ("", "")
        self.fields.add("subject", "考核对象", self.subject)
        self.fields.add("kind", "类型", self.kind)
        self.points = self.fields.line("points", "分数", "大于 0，如 1.5", points)
        self.reason = self.fields.line("reason", "事由", "如 全省试点 1 项", reason)
        self.fields.add("level", "文件层级", self.level)
        self.doc_no = self.fields.line("doc_no", "文号", "如 省委发〔2024〕8号", doc_no)
        if held is not None:
            self.kind.setCurrentIndex(self.kind.findData(held.kind.value))
            self.level.setCurrentIndex(max(0, self.level.findData(str(held.level or ""))))
        self.kind.currentIndexChanged.connect(lambda _place: self.look())
        self.subject.currentIndexChanged.connect(lambda _place: self.look())
        self.finish()

    def look(self) -> None:
        """A veto has no points, the others need no level."""
        veto = AdjustmentKind(self.kind.currentData()) is AdjustmentKind.VETO
        self.points.setEnabled(not veto)
        self.level.setEnabled(veto)
        super().look()

    def faults(self) -> Mapping[str, str]:
        """Say by field what cannot be."""
        from townoffice.desk.evaluation_adjustments import (  # noqa: PLC0415  read by the worker
            check_adjustment,
        )

        return check_adjustment(self._known, self._typed())

    def job(self) -> Job:
        """Write it."""
        number = None if self._held is None else self._held.id
        return partial(writing.write_adjustment, self._known.contest.id or 0, number, self._typed())

    def _typed(self) -> "AdjustmentTyped":
        from townoffice.desk.evaluation_adjustments import (  # noqa: PLC0415  read by the worker
            AdjustmentTyped,
        )

        kind = AdjustmentKind(self.kind.currentData())
        veto = kind is AdjustmentKind.VETO
        return AdjustmentTyped(
            str(self.subject.currentData()),
            kind,
            "" if veto else self.points.text(),
            self.reason.text(),
            str(self.level.currentData()) if veto else "",
            self.doc_no.text(),
        )
