"""套用模板…: what a document's set-up would make of a unit, old → new, before it is written."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from townoffice.desk.institution_views import Proposal, Wishes
from townoffice.desk.template_acts import TemplateDraft
from townoffice.feedback import OfficeError, Progress
from townoffice.records import Template, Township
from ui.answers import Told, answers
from ui.days import today, typed_day
from ui.pages import institutions_work as work
from ui.pages.institutions_proposal import MoveRow, proposal_table, rows_of, sums_of
from ui.pages.townships_fields import Fields
from ui.room import fit
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.books import Book
    from townoffice.desk.institution_known import Known
    from townoffice.records import Changes
    from ui.office import Office

__all__ = ["GATHER", "TemplateDialog"]

GATHER = "gather"
"""The choice that merges by module instead of following a template."""
_AUTO, _KEEP, _CLOSE = "按模板", "单独保留", "撤销"
_OFFICES, _CENTRES = 9, 3
_MOST = 20


class TemplateDialog(QDialog):
    """Chooses a template and the wishes, shows what would become of the unit, writes it."""

    def __init__(self, office: "Office", unit: Township, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"套用模板 · {unit.name}")
        self._office, self._unit = office, unit
        self._known: Known | None = None
        self._templates: tuple[Template, ...] = ()
        self._wishes = Wishes()
        self.proposal: Proposal | None = None
        self.template, self.old, self.target = QComboBox(self), QComboBox(self), QComboBox(self)
        self.offices, self.centres = _spin(self, "办"), _spin(self, "中心")
        self._optional = QHBoxLayout()
        self._boxes: list[QCheckBox] = []
        self.table = proposal_table()
        self.sums = Told(self)
        self.fields = Fields(self)
        self.since = self.fields.line(
            "since", "自何日起", "如 2025-03-01", today().isoformat(), at_once=False
        )
        self.doc_no = self.fields.line(
            "doc_no", "文号", "必填，如 示编办〔2025〕3号", at_once=False
        )
        self.told = Told(self)
        self.buttons, self.ok = answers(self, "写入")
        self._arrange()
        fit(self, 1060, 680)
        self._connect()
        self._read_templates()
        self._read_known()
        self.template.setFocus()

    def draft(self) -> TemplateDraft | None:
        """Give what would be written."""
        if self.proposal is None:
            return None
        return TemplateDraft(self.proposal, self.since.text(), self.doc_no.text())

    # ── making ────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        for box, name in ((self.template, "模板"), (self.old, "原机构"), (self.target, "改为")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(px(200))
        self.template.setMinimumWidth(px(300))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(_label("模板", self.template, self))
        top.addWidget(self.template)
        for spin in (self.offices, self.centres):
            top.addWidget(spin)
        top.addLayout(self._optional)
        top.addStretch(1)
        wish = QHBoxLayout()
        wish.setSpacing(px(8))
        wish.addWidget(_label("不合适的可以改：", self.old, self))
        wish.addWidget(self.old)
        wish.addWidget(QLabel("→", self))
        wish.addWidget(self.target)
        wish.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.sums)
        column.addLayout(wish)
        for part in (self.fields, self.told, self.buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        office = self._office
        self.template.activated.connect(lambda _place: self._turn())
        for spin in (self.offices, self.centres):
            spin.valueChanged.connect(lambda _count: self._propose())
        self.old.activated.connect(lambda _place: self._show_wish())
        self.target.activated.connect(lambda _place: self._wish())
        self.table.current_changed.connect(lambda move, _key: self._choose(move))
        self.fields.edited.connect(self._edited)
        self.buttons.accepted.connect(self._write)
        office.changed.connect(self._read_known)
        office.closed.connect(self.close)

    # ── what the worker brings ────────────────────────────────────────────────────────────────

    def _read_templates(self) -> None:
        job = partial(work.read_templates, self._unit.code, today())
        self._office.jobs.run(job, self._take_templates, wrong=self._refused)

    def _take_templates(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        for template in templates:
            self.template.addItem(template.label, template.id)
        self.template.addItem("按职能模块归并（如九办五中心 → 九办三中心）", GATHER)
        self._turn()

    def _turn(self) -> None:
        """Begin anew with another template."""
        self._wishes = Wishes()
        gather = self.template.currentData() == GATHER
        for spin in (self.offices, self.centres):
            spin.setVisible(gather)
        self._offer(self._template())
        self._propose()

    def _template(self) -> Template | None:
        """Give the template that is chosen, None where institutions are merged by module."""
        key = self.template.currentData()
        return next((template for template in self._templates if template.id == key), None)

    def _offer(self, template: Template | None) -> None:
        """Offer what the document leaves to the unit."""
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        self._boxes = []
        for row in template.rows if template else ():
            if row.optional:
                box = QCheckBox(f"设{row.name}", self)
                box.setObjectName(row.name)
                box.toggled.connect(lambda _on: self._choose_optional())
                self._optional.addWidget(box)
                self._boxes.append(box)

    def _choose_optional(self) -> None:
        chosen = frozenset(box.objectName() for box in self._boxes if box.isChecked())
        self._wishes = replace(self._wishes, optional=chosen)
        self._propose()

    def _propose(self) -> None:
        on = typed_day(self.since.text()) or today()
        job: Callable[[Book, Progress], Proposal]
        template = self._template()
        if template is not None:
            job = partial(work.propose, self._unit.code, template, on, self._wishes)
        else:
            counts = self.offices.value(), self.centres.value()
            job = partial(work.gather, self._unit.code, on, counts)
        self._office.jobs.run(job, self._take, latest="institutions.template", wrong=self._refused)

    def _take(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.table.show_rows(tuple(rows_of(proposal)))
        self.sums.say(sums_of(proposal))
        chosen = self.old.currentData()
        self.old.clear()
        olds = [row for row in proposal.rows if row.number is not None]
        for row in olds:
            for number, name in zip((row.number, *row.sources), row.was, strict=False):
                self.old.addItem(name, number)
        self.old.setCurrentIndex(max(0, self.old.findData(chosen)))
        by_template = self.template.currentData() != GATHER
        self.old.setEnabled(by_template and self.old.count() > 0)
        self.target.setEnabled(by_template and self.old.count() > 0)
        self._show_wish()
        self._look()

    def _read_known(self, _changes: object = None) -> None:
        self._office.jobs.run(work.read_known, self._take_known, latest="institutions.known")
        if self.template.count():
            self._propose()

    def _take_known(self, known: "Known") -> None:
        self._known = known
        self._look()

    # ── wishes ────────────────────────────────────────────────────────────────────────────────

    def _choose(self, move: object) -> None:
        """Offer to change what became of the institution of the chosen row."""
        if isinstance(move, MoveRow) and move.row.number is not None:
            self.old.setCurrentIndex(max(0, self.old.findData(move.row.number)))
            self._show_wish()

    def _show_wish(self) -> None:
        number, wishes = self.old.currentData(), self._wishes
        self.target.clear()
        template = self._template()
        self.target.addItem(_AUTO, "")
        for row in template.rows if template else ():
            self.target.addItem(f"成为或并入 {row.name}", row.name)
        self.target.addItem(_KEEP, _KEEP)
        self.target.addItem(_CLOSE, _CLOSE)
        wanted = wishes.into.get(number, "")
        if number in wishes.keep:
            wanted = _KEEP
        elif number in wishes.close:
            wanted = _CLOSE
        self.target.setCurrentIndex(max(0, self.target.findData(wanted)))

    def _wish(self) -> None:
        number, wanted = self.old.currentData(), self.target.currentData()
        if not isinstance(number, int):
            return
        wishes = self._wishes
        into = {known: name for known, name in wishes.into.items() if known != number}
        if wanted not in {"", _KEEP, _CLOSE}:
            into[number] = wanted
        self._wishes = replace(
            wishes,
            into=into,
            keep=(wishes.keep - {number}) | ({number} if wanted == _KEEP else set()),
            close=(wishes.close - {number}) | ({number} if wanted == _CLOSE else set()),
        )
        self._propose()

    # ── writing ───────────────────────────────────────────────────────────────────────────────

    def _edited(self, key: str) -> None:
        if key == "since" and typed_day(self.since.text()) is not None:
            self._propose()
        self._look()

    def _look(self) -> None:
        from townoffice.desk.institution_weighing import weigh  # noqa: PLC0415  read by the worker

        draft, known = self.draft(), self._known
        if draft is None or known is None:
            self.ok.setEnabled(False)
            return
        weighed = weigh(known, draft)
        missing = self.fields.tell(weighed.faults, weighed.notes)
        missing = weighed.faults.get("proposal", missing)
        self.told.say(missing or ("可以整体撤销。" if weighed.deed else ""))
        self.ok.setEnabled(weighed.deed is not None and not self._office.read_only)

    def _write(self) -> None:
        draft = self.draft()
        if draft is not None and self.ok.isEnabled():
            self.ok.setEnabled(False)
            self._office.jobs.write(partial(work.commit, draft), self._done, wrong=self._refused)

    def _done(self, changes: "Changes") -> None:
        self._office.say(f"已{changes.label}", undo=True)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self._look()
        self.told.say(str(error), "red")
        return True


def _spin(parent: QWidget, words: str) -> QSpinBox:
    spin = QSpinBox(parent)
    spin.setRange(0, _MOST)
    spin.setValue(_OFFICES if words == "办" else _CENTRES)
    spin.setSuffix(f" {words}")
    spin.setAccessibleName(f"归并后有几{words}")
    return spin


def _label(words: str, buddy: QWidget, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setBuddy(buddy)
    return label
