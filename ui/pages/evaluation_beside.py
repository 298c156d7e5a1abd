"""Beside the sheet of marks: what the current mark comes to, and what is still owed by whom."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from townoffice.records import AssessmentIndicator, Entrant
from ui.explain import StepTree
from ui.links import link_button
from ui.style import wear
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage, Missing

__all__ = ["MarkPanel"]

_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Gap:
    """One indicator with gaps."""

    missing: "Missing"

    @property
    def names(self) -> str:
        """Whose marks are missing."""
        names = self.missing.names
        more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
        return "、".join(names[:_NAMED]) + more


class MarkPanel(QFrame):
    """Shows one mark; ``wanted`` gives indicator and entrant of a gap somebody chose."""

    wanted = Signal(int, str)
    asked = Signal()
    """说明和佐证… is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAccessibleName("所选得分")
        self._name, self._what, self._beside = QLabel(self), QLabel(self), QLabel(self)
        self._name.setProperty("role", "name")
        for label in (self._what, self._beside):
            label.setProperty("tone", "second")
            label.setWordWrap(True)
        self._beside.setProperty("role", "note")
        self.ask = link_button("说明和佐证…", self.asked.emit, self)
        self.steps = StepTree(self)
        self._owed = QLabel(self)
        wear(self._owed, "bold", "true")
        self._sources = QLabel(self)
        self._sources.setProperty("tone", "second")
        self._sources.setProperty("role", "note")
        self._sources.setWordWrap(True)
        self.gaps: RecordTable[_Gap] = RecordTable(
            _COLUMNS,
            key=lambda gap: gap.missing.indicator_id,
            name="还缺的得分",
            numbered=False,
            filters=False,
        )
        self.gaps.explain_asked.connect(lambda gap, _key: self._go(gap))
        self._arrange()
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        for label in (self._name, self._what, self._beside, self._owed, self._sources):
            label.setText("")
        self.ask.hide()
        self.steps.show_step(None)
        self.gaps.show_rows(())
        self.gaps.hide()

    def show_mark(
        self,
        page: "ContestPage",
        entrant: Entrant | None,
        indicator: AssessmentIndicator | None,
    ) -> None:
        """Show one mark, and under it what the contest still lacks."""
        self._show_gaps(page)
        self.ask.setVisible(indicator is not None and not page.known.closed)
        if entrant is None or indicator is None or indicator.id is None:
            self._name.setText("" if entrant is None else entrant.name)
            self._what.setText("选一格得分，这里说明它怎样计分")
            self._beside.setText("")
            self.steps.show_step(None)
            return
        self._name.setText(f"{entrant.name} · {indicator.name}")
        self._what.setText(_method(indicator))
        mark = page.known.mark(indicator.id, entrant.subject)
        told = []
        if mark is not None:
            pairs = (("说明", mark.note), ("佐证", mark.evidence), ("评分人", mark.scorer))
            told = [f"{name}：{words}" for name, words in pairs if words]
        self._beside.setText("\n".join(told))
        self._beside.setVisible(bool(told))
        if page.result is None:
            return
        from townoffice.desk.evaluation import explain_indicator  # noqa: PLC0415  by the worker

        self.steps.show_step(explain_indicator(page.result, entrant.subject, indicator.id))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(8))
        column.setSpacing(px(6))
        column.addLayout(head)
        for part in (self._what, self.steps, self._beside):
            column.addWidget(part)
        column.addSpacing(px(8))
        column.addWidget(self._owed)
        column.addWidget(self._sources)
        column.addWidget(self.gaps, 1)
        column.addStretch(0)

    def _show_gaps(self, page: "ContestPage") -> None:
        gaps = page.missing if not page.known.closed else ()
        self.gaps.show_rows([_Gap(one) for one in gaps])
        self.gaps.setVisible(bool(gaps))
        left = page.cells - page.filled
        self._owed.setText(f"还缺 {left} 格" if gaps else "得分已填齐" if page.cells else "")
        owed = "、".join(f"{name} {count} 格" for name, count in page.by_source if name)
        self._sources.setText(f"待报送：{owed}" if owed and gaps else "")
        self._sources.setVisible(bool(self._sources.text()))

    def _go(self, gap: _Gap) -> None:
        self.wanted.emit(gap.missing.indicator_id, gap.missing.subjects[0])


def _method(indicator: AssessmentIndicator) -> str:
    """Say how an indicator is scored and who reports it."""
    said = [f"{indicator.section}，{indicator.weight.normalize():f} 分，{indicator.scoring.label}"]
    if indicator.lower_is_better:
        said.append("越低越好")
    if indicator.source:
        said.append(f"由{indicator.source}报送")
    if indicator.note:
        said.append(indicator.note)
    return "；".join(said)


_COLUMNS: tuple[Column[_Gap], ...] = (
    Column("indicator", "指标", lambda g: Cell(g.missing.indicator), width=112),
    Column("source", "数据来源", lambda g: Cell(g.missing.source or "—"), width=88),
    Column(
        "count",
        "缺",
        lambda g: Cell(
            f"{len(g.missing.subjects)}/{g.missing.of}", len(g.missing.subjects), Tone.AMBER
        ),
        align=Align.RIGHT,
        width=52,
    ),
    Column("names", "单位", lambda g: Cell(g.names, tip="、".join(g.missing.names)), width=92),
)
