"""The dialog about one mark: its figure with its own target, and what it rests on."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from townoffice.records import AssessmentIndicator, Entrant, Scoring
from ui.pages import evaluation_writing as writing
from ui.pages.evaluation_form import Form, Job

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestGround
    from townoffice.desk.evaluation_marks import MarkTyped
    from ui.office import Office

__all__ = ["MarkForm"]

_TARGETS = frozenset({Scoring.COMPLETION, Scoring.REVERSE_COMPLETION})


class MarkForm(Form):
    """Asks for the mark of one entrant under one indicator."""

    def __init__(
        self,
        office: "Office",
        parent: QWidget,
        known: "ContestGround",
        entrant: Entrant,
        indicator: AssessmentIndicator,
    ) -> None:
        super().__init__(office, parent, "得分、说明和佐证", "写入")
        from townoffice.desk.evaluation_marks import (  # noqa: PLC0415  read by the worker
            MarkField,
            value_of,
            written,
        )

        self._known, self._entrant, self._indicator = known, entrant, indicator
        self.about.say(f"{entrant.name} · {indicator.name}（{indicator.scoring.label}）")
        self.about.show()
        mark = known.mark(indicator.id or 0, entrant.subject)
        unit = f"（{indicator.unit}）" if indicator.unit else ""
        asked = [(MarkField.VALUE, f"得分依据的数{unit}", "没有就空着；缺不等于 0")]
        if indicator.scoring in _TARGETS:
            asked.append((MarkField.TARGET, f"目标值{unit}", "不填就用指标表里的目标值"))
        asked += [
            (MarkField.NOTE, "说明", "如 县统计局初步核实数"),
            (MarkField.EVIDENCE, "佐证材料", "如 统计年报第 3 表；文件名或存放处"),
            (MarkField.SCORER, "评分人", "如 县统计局"),
        ]
        voted = any(b.indicator_id == indicator.id for b in known.ballots_of(entrant.subject))
        self.lines = {
            field: self.fields.line(field.value, name, example, written(value_of(mark, field)))
            for field, name, example in asked
            if not (voted and field is MarkField.VALUE)
        }
        self.finish()

    def faults(self) -> Mapping[str, str]:
        """Say what cannot be."""
        from townoffice.desk.evaluation_marks import weigh  # noqa: PLC0415  read by the worker

        changes = weigh(self._known, self._typed())
        return {c.typed.field.value: c.problem.what for c in changes if c.problem is not None}

    def job(self) -> Job:
        """Write the mark as one change."""
        return partial(writing.write_marks, self._known, self._typed(), "修改")

    def _typed(self) -> "list[MarkTyped]":
        from townoffice.desk.evaluation_marks import MarkTyped  # noqa: PLC0415  by the worker

        subject, number = self._entrant.subject, self._indicator.id or 0
        return [MarkTyped(subject, number, line.text(), f) for f, line in self.lines.items()]
