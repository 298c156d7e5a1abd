"""What is typed, pasted or filled down in the table of 乡镇街道, on its way into the book.

Everything is weighed in the worker against the overview the person had before their eyes, and
written as one change. What cannot be read stays in its cell in red and blocks nothing else.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from townoffice.records import FigureChange, Overview, TypedFigure, UnitOverview
from ui.pages import townships_work as work
from ui.pages.townships_figures import edit_text
from ui.pages.townships_paste import PastePreview
from ui.tables import RecordTable

if TYPE_CHECKING:
    from ui.office import Office

__all__ = ["Entry"]

_PASTE, _FILL = "粘贴", "填充"
_NAME = "name"
"""A block pasted here brings its units' names: it is laid by them, not by the rows' order."""


class Entry(QObject):
    """Takes the table's signals and answers with a change, a red cell or a preview."""

    refused = Signal()
    """A figure stays in its cell, in red."""

    def __init__(
        self,
        office: "Office",
        table: RecordTable[UnitOverview],
        overview: Callable[[], Overview | None],
    ) -> None:
        super().__init__(table)
        self._office, self._table, self._overview = office, table, overview
        self.preview: PastePreview | None = None
        self._filling: list[TypedFigure] = []
        table.edited.connect(self._edited)
        table.block_pasted.connect(self._pasted)
        table.filled_down.connect(self._filled)

    def _edited(self, unit: object, key: str, text: str) -> None:
        page = self._overview()
        if not isinstance(unit, UnitOverview) or page is None:
            return
        typed = TypedFigure(unit.code, key, text)
        self._office.jobs.write(partial(work.save, page, typed), self._take_saved)

    def _take_saved(self, change: FigureChange) -> None:
        typed = change.typed
        if change.refused and change.problem is not None:
            reason = f"{change.problem.what}。{change.problem.hint}"
            self._table.mark_wrong(typed.code, typed.field, typed.text, reason)
            self.refused.emit()
            return
        if change.moves:
            doubt = f"。{change.problem.what}，{change.problem.hint}" if change.problem else ""
            self._office.say(f"已修改{change.name}{change.label}{doubt}", undo=True)

    def _pasted(self, first: object, key: str, block: object) -> None:
        rows = self._table.rows()
        at = next((n for n, unit in enumerate(rows) if unit is first), None)
        if at is None or not isinstance(block, list):
            return
        keys = [column.key for column in self._table.lanes.columns]
        keys = keys[keys.index(key) :]
        if key == _NAME:
            units, words = self._named(block)
        else:
            units = list(rows[at : at + len(block)])
            left = len(block) - len(units)
            words = f"下面没有单位可放的 {left} 行不要。" if left else ""
        takes = {column.key: column.cell for column in self._table.lanes.columns}
        typed, closed = [], dict[str, None]()
        for unit, line in zip(units, block, strict=False):
            for field, text in zip(keys, line, strict=False):
                if unit is None or field == _NAME:
                    continue
                if takes[field](unit).edit is None:
                    closed[field] = None
                else:
                    typed.append(TypedFigure(unit.code, field, text))
        if closed:
            words += f"算出来的 {len(closed)} 列不粘贴。"
        if not typed:
            self._office.say(f"没有可以粘贴的数。{words}")
        self._weigh(typed, _PASTE, words)

    def _named(self, block: Sequence[Sequence[str]]) -> tuple[list[UnitOverview | None], str]:
        """Find the unit of each line by the name in front, wherever its row stands."""
        page = self._overview()
        by_name = {unit.name: unit for unit in page.units} if page else {}
        units = [by_name.get(line[0].strip()) if line else None for line in block]
        missed = [
            line[0].strip() or "空"
            for line, unit in zip(block, units, strict=True)
            if line and unit is None
        ]
        if not missed:
            return units, "按单位名称对应。"
        some = "、".join(missed[:3]) + (f"等 {len(missed)} 行" if len(missed) > 3 else "")
        return units, f"按单位名称对应；没有叫“{some}”的单位，不粘贴。"

    def _filled(self, source: object, key: str, targets: object) -> None:
        """Gather the columns of one fill down, which come one by one, into one change."""
        if not isinstance(source, UnitOverview) or not isinstance(targets, list | tuple):
            return
        if not self._filling:
            QTimer.singleShot(0, self._fill)
        text = edit_text(source, key)
        units = [unit for unit in targets if isinstance(unit, UnitOverview)]
        self._filling += [TypedFigure(unit.code, key, text) for unit in units]

    def _fill(self) -> None:
        typed, self._filling = self._filling, []
        self._weigh(typed, _FILL, "")

    def _weigh(self, typed: Sequence[TypedFigure], verb: str, words: str) -> None:
        page = self._overview()
        if page is not None and typed:
            self._office.jobs.run(
                partial(work.weigh, page, tuple(typed)),
                partial(self._weighed, page.snapshot.year, verb, words),
            )

    def _weighed(self, year: int, verb: str, words: str, changes: Sequence[FigureChange]) -> None:
        """Show what would change; a fill down that nothing speaks against is written at once."""
        if verb == _FILL and not any(change.problem for change in changes):
            self._write(year, verb, tuple(changes))
            return
        self.preview = PastePreview(changes, words, self._table)
        self.preview.agreed.connect(partial(self._write, year, verb))
        self.preview.open()

    def _write(self, year: int, verb: str, changes: Sequence[FigureChange]) -> None:
        self._office.jobs.write(
            partial(work.save_weighed, year, changes, verb),
            lambda label: self._office.say(f"已{label}", undo=True),
        )
