"""A sheet of scores held against a contest, and written into it.

A cell left open leaves the book's mark as it is; one that cannot be stops the sheet, since the
department has to say what it meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from townoffice.book import Writer
from townoffice.desk.contest_comparing import ContestComparison
from townoffice.desk.evaluation_ground import ContestGround
from townoffice.desk.evaluation_marks import MarkField, mark_with, unfit, value_of
from townoffice.feedback import Level
from townoffice.records import (
    AssessmentIndicator,
    Difference,
    Entrant,
    IntakeValue,
    Mark,
    Preview,
)
from townoffice.sheets.scores import MARK, TARGET, options_of
from townoffice.sheets.table import Line

__all__ = ["ScoreComparison", "enter_scores"]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of a line that says something: whose mark, which field, what."""

    key: str
    indicator: AssessmentIndicator
    value: Decimal | str

    @property
    def field(self) -> MarkField:
        return MarkField.TARGET if self.key.startswith(TARGET) else MarkField.VALUE


class ScoreComparison(ContestComparison):
    """Compares a table of scores with a contest."""

    def differences(self, line: Line, entrant: Entrant) -> Iterator[Difference]:
        """Give every cell that says otherwise than the book; a cell that cannot be is told."""
        for cell in self._cells(line, entrant):
            mark = self.known.mark(cell.indicator.id or 0, entrant.subject)
            old = value_of(mark, cell.field)
            if cell.value == old:
                continue
            at, label = line.addresses(cell.key), cell.indicator.name + cell.field.label
            fault = unfit(self.known, cell.indicator, entrant.subject, cell.field, cell.value)
            if fault is None:
                yield Difference(cell.key, label, old, cell.value, at)
            else:
                what = f"{entrant.name}的{label}：{fault.what}"
                self.said(Level.STOP, what, "请改正后重新导入", at)

    def _cells(self, line: Line, entrant: Entrant) -> Iterator[_Cell]:
        own = {one.name: one for one in self.known.of_group(entrant.group)}
        for key, value in line.values.items():
            if value is None or not key.startswith((MARK, TARGET)):
                continue
            at, name = line.addresses(key), key.partition(":")[2]
            indicator = own.get(name)
            words = options_of(indicator) if indicator else ()
            if indicator is None:
                what = f"{entrant.name}属{entrant.group}，不考核“{name}”，没有导入"
                self.said(Level.ASK, what, "请核对；不该有的，清空这一格", at)
            elif key.startswith(MARK) and self._counted(indicator, entrant):
                what = f"{entrant.name}的“{name}”已有评议票，按票计分，没有导入"
                self.said(Level.ASK, what, "请清空这一格", at)
            elif words and value not in words:
                self.said(
                    Level.STOP, f"“{value}”不是“{name}”的等级", f"请填 {'、'.join(words)}", at
                )
            else:
                exact = value if isinstance(value, str) else Decimal(value)
                yield _Cell(key, indicator, exact)

    def _counted(self, indicator: AssessmentIndicator, entrant: Entrant) -> bool:
        papers = self.known.ballots_of(entrant.subject)
        return any(paper.indicator_id == indicator.id for paper in papers)


def enter_scores(writer: Writer, known: ContestGround, preview: Preview) -> None:
    """Write every difference of a preview into its contest, inside the change of the import."""
    after: dict[tuple[int, str], Mark] = {}
    for row in preview.changed:
        entrant = known.entrant(row.subject or "")
        own = {one.name: one for one in known.of_group(entrant.group)} if entrant else {}
        for found in row.differences:
            kind, _, name = found.field.partition(":")
            indicator = own[name]
            assert entrant is not None
            assert indicator.id is not None
            key = (indicator.id, entrant.subject)
            mark = after.get(key) or known.mark(*key) or Mark(indicator.contest_id, *key, None)
            field = MarkField.TARGET if kind + ":" == TARGET else MarkField.VALUE
            after[key] = mark_with(mark, field, _value(found.new))
    writer.update_all([mark for mark in after.values() if mark.id is not None])
    writer.add_all([mark for mark in after.values() if mark.id is None])


def _value(value: IntakeValue) -> Decimal | str | None:
    return Decimal(value) if isinstance(value, int) else value
