"""处理…: what the check found in a unit, the rule and its words; to waive or to put right."""

from collections.abc import Callable
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.records import Finding, Severity
from ui.pages import institutions_work as work
from ui.pages.institutions_beside_views import VIEWS
from ui.pages.institutions_columns import SEVERITY_TONES
from ui.pages.institutions_form import DraftForm, Field, Line, doc_no, since
from ui.pages.institutions_lines import OF_PLATES, PLATES
from ui.room import fit
from ui.tables import Cell, Column, RecordTable
from ui.theme import Tone, px
from ui.values import spaced

if TYPE_CHECKING:
    from townoffice.desk.institution_known import Known
    from townoffice.desk.institution_views import UnitPage
    from townoffice.desk.institution_weighing import Draft
    from ui.office import Office

__all__ = ["FINDING_COLUMNS", "INSTITUTION", "FindingsDialog", "record_of", "told"]

INSTITUTION = "institution"


def _severity(finding: Finding) -> Cell:
    tone = SEVERITY_TONES[finding.severity]
    loud = finding.severity is not Severity.NOTE
    return Cell(finding.severity.label, tone=tone, warning=loud, inferred=finding.inferred)


def _figure(value: int | Fraction | str | None) -> Cell:
    return Cell("—", tone=Tone.FAINT) if value is None else Cell(str(value))


FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column("severity", "结论", _severity, width=92, frozen=True),
    Column("label", "规则", lambda finding: Cell(finding.label), width=150),
    Column("limit", "限额", lambda finding: _figure(finding.limit), width=72),
    Column("actual", "实际", lambda finding: _figure(finding.actual), width=72),
    Column(
        "what",
        "情况",
        lambda finding: Cell(spaced(finding.what), tip=finding.what),
        width=330,
        least=160,
    ),
)


class FindingsDialog(QDialog):
    """Lists a unit's findings; ``record_wanted`` gives the subject of the one to put right."""

    record_wanted = Signal(str)

    def __init__(
        self, office: "Office", page: "UnitPage", chosen: Finding | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"核查结果 · {page.register.township.name}")
        self._office, self._page, self._on = office, page, page.register.on
        self.table: RecordTable[Finding] = RecordTable(
            FINDING_COLUMNS, key=_key, name="核查结果", filters=False, row_height=30
        )
        self.details = QLabel(self)
        self.details.setWordWrap(True)
        self.details.setTextFormat(Qt.TextFormat.RichText)
        self.waive = QPushButton("凭文件认可…", self)
        self.lift = QPushButton("取消认可…", self)
        self.open_record = QPushButton("打开登记…", self)
        self._arrange()
        fit(self, 820, 460)
        self.table.show_rows(page.findings)
        self.table.current_changed.connect(lambda _finding, _key: self._look())
        first = chosen or next(iter(page.findings), None)
        if first is not None:
            self.table.select(_key(first), "what")
        office.changed.connect(self.close)  # what was found may be no more
        office.closed.connect(self.close)
        self._look()
        self.table.setFocus()

    def _arrange(self) -> None:
        self.waive.clicked.connect(lambda _on: self._ask(self._waive))
        self.lift.clicked.connect(lambda _on: self._ask(self._lift))
        self.open_record.clicked.connect(lambda _on: self._go())
        close = QPushButton("关闭", self)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        for button in (self.waive, self.lift, self.open_record):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        for button in (self.waive, self.lift, self.open_record, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        column.addLayout(foot)

    def chosen(self) -> Finding | None:
        """Give the finding of the current row."""
        current = self.table.current()
        return None if current is None else current[0]

    def _look(self) -> None:
        finding, pen = self.chosen(), not self._office.read_only
        self.details.setText("" if finding is None else told(finding))
        waived = finding is not None and finding.waiver is not None
        self.waive.setEnabled(pen and finding is not None and not waived)
        self.lift.setVisible(waived)
        self.lift.setEnabled(pen)
        self.open_record.setEnabled(finding is not None)

    def _go(self) -> None:
        finding = self.chosen()
        if finding is not None:
            self.record_wanted.emit(finding.subject)
            self.close()

    def _ask(self, make: "Callable[[Known], None]") -> None:
        self._office.jobs.run(work.read_known, make)

    def _waive(self, known: "Known") -> None:
        from townoffice.desk.beside_drafts import waiver_of  # noqa: PLC0415  read by the worker

        finding, unit_id = self.chosen(), self._page.register.township.id
        if finding is None or unit_id is None:
            return
        about = f"{finding.what} 县里有文件允许的，写明理由和文号，核查时记为“已有文件”。"
        fields = (
            Line("reason", "理由", "如 经县委编委会议研究同意"),
            since("自何日起"),
            Line("until", "至何日止", "如 2026-12-31；长期有效就空着"),
            doc_no(),
        )
        draft = waiver_of(finding, unit_id, self._on)
        self._open(known, draft, fields, (f"凭文件认可 · {finding.label}", "认可", about))

    def _lift(self, known: "Known") -> None:
        from townoffice.desk.beside_drafts import LiftDraft  # noqa: PLC0415  read by the worker

        finding = self.chosen()
        waiver = finding.waiver if finding is not None else None
        if finding is None or waiver is None or waiver.id is None:
            return
        about = f"{waiver.reason}（{waiver.doc_no}）。取消后重新按限额核查。"
        fields = (Line("until", "至何日止", "如 2025-12-31，次日起不再认可"),)
        title = f"取消认可 · {finding.label}"
        self._open(known, LiftDraft(waiver.id), fields, (title, "取消认可", about))

    def _open(
        self,
        known: "Known",
        draft: "Draft",
        fields: tuple[Field, ...],
        words: tuple[str, str, str],
    ) -> None:
        title, verb, about = words
        form = DraftForm(
            self._office, known, self, draft, fields, title=title, verb=verb, about=about
        )
        form.open()


def record_of(finding: Finding) -> str:
    """Tell where it is put right: an institution, the plates, a view by its key; "" elsewhere."""
    if finding.subject.isdecimal():
        return INSTITUTION
    if finding.rule in OF_PLATES:
        return PLATES
    return next((key for key, view in VIEWS.items() if view.answers(finding.rule)), "")


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.subject


def told(finding: Finding) -> str:
    """Write what is wrong, what to do, and the words of the rule."""
    said = [f"<b>{escape(spaced(finding.what))}</b>"]
    if finding.hint:
        said.append(escape(finding.hint.rstrip("。") + "。"))
    for cite in finding.cites:
        quote = f"：“{escape(cite.quote)}”" if cite.quote else "：未录原文"
        said.append(f"依据　{escape(cite.text)}{quote}")
    if finding.inferred:
        said.append("推定：政策文件没有写明这个数，只作提醒。")
    if finding.waiver is not None:
        waiver = finding.waiver
        until = f"至 {waiver.until.isoformat()}" if waiver.until else "起长期有效"
        said.append(
            f"已认可　{escape(waiver.reason)}，{escape(waiver.doc_no)}，"
            f"{waiver.since.isoformat()} {until}"
        )
    return "<br>".join(said)
