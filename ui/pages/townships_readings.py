"""The lower pane of 乡镇街道: would another reading of the documents change a class?"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from townoffice.records import Overview, Reading
from ui.explain_rows import figure
from ui.links import link_button
from ui.pages.townships_words import flips
from ui.style import wear
from ui.tables import Align, Cell, Column, RecordTable, show_whole_rows
from ui.theme import Tone, px

__all__ = ["ReadingsPane", "in_sight"]

_IN_SIGHT, _MOST = 10, 60
"""More units than are in sight: those whose class changes come first; at most so many."""
_FEW = 4
"""Readings shown at once in a county whose own table needs the room; the others are scrolled to."""
_FOLDED = "townships/readings_folded"


class ReadingsPane(QWidget):
    """Readings as rows, units as columns; what flips stands on amber ground. It folds away."""

    unit_chosen = Signal(str)
    turned = Signal()
    """Somebody folded or unfolded it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Reading, ...], tuple[tuple[str, str], ...]] = ((), ())
        self._title = QLabel("换一种口径，类别会变吗？", self)
        self._title.setStyleSheet("font-weight: bold")
        self._answer = QLabel("", self)
        self._answer.setProperty("tone", "amber")
        self._answer.setWordWrap(True)
        self._fold = link_button("收起", self._turn, self)
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), px(4), px(12), px(4))
        row.setSpacing(px(16))
        row.addWidget(self._title)
        row.addWidget(self._answer, 1)
        row.addWidget(self._fold)
        self.table: RecordTable[Reading] = RecordTable(
            (_reading_column(),),
            key=lambda reading: (reading.word, reading.label),
            name="换口径的结果",
            numbered=False,
            filters=False,
        )
        self.table.current_changed.connect(lambda _row, key: self.unit_chosen.emit(key))
        self._nothing = QLabel("", self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.table)
        self._low = self._many = False
        self._follow_height()

    def show_readings(self, readings: Sequence[Reading], page: Overview) -> None:
        """Show the readings of a county."""
        units = in_sight(readings, page)
        shown = (tuple(readings), units)
        if shown == self._shown:
            return
        self._shown, self._many = shown, len(page.units) > _IN_SIGHT
        self._answer.setText(flips(readings, page))
        flipping = any(reading.flipped for reading in readings)
        wear(self._answer, "tone", "amber" if flipping else "second")
        self.table.set_columns((_reading_column(), *(_unit_column(*unit) for unit in units)))
        self.table.show_rows(tuple(readings))
        self._fit()

    def folded(self) -> bool:
        """Tell whether the table is folded away."""
        return self.table.isHidden()

    def give_way(self, *, low: bool) -> None:
        """Fold in a low window, where the table needs the room; in a high one as was chosen."""
        if low != self._low:
            self._low = low
            self._follow_height()

    def _follow_height(self) -> None:
        chosen = QSettings().value(_FOLDED, defaultValue=False, type=bool) is True
        self._set_folded(folded=chosen or self._low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the table as high as its rows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = len(self._shown[0])
        show_whole_rows(self.table, min(count, _FEW) if self._many else count)

    def _turn(self) -> None:
        self._set_folded(folded=not self.folded())
        if not self._low:
            QSettings().setValue(_FOLDED, self.folded())
        self.turned.emit()

    def _set_folded(self, *, folded: bool) -> None:
        self.table.setVisible(not folded)
        self._fold.setText("展开" if folded else "收起")
        self._fold.setAccessibleName(f"{self._fold.text()}换口径的结果")


def in_sight(readings: Sequence[Reading], page: Overview) -> tuple[tuple[str, str], ...]:
    """Choose the units to show: all, or in a larger county first those that flip."""
    units = [(unit.code, unit.name) for unit in page.units]
    if len(units) <= _IN_SIGHT:
        return tuple(units)
    codes = {code for reading in readings for code in reading.flipped}
    flipping = [unit for unit in units if unit[0] in codes]
    others = [unit for unit in units if unit[0] not in codes]
    return tuple((flipping + others)[:_MOST])


def _reading_column() -> Column[Reading]:
    def cell(reading: Reading) -> Cell:
        return Cell(f"{reading.word}　{reading.label}", tip=reading.label)

    return Column("reading", "口径", cell, width=240, frozen=True, rule=True)


def _unit_column(code: str, name: str) -> Column[Reading]:
    return Column(code, name, _result(code), align=Align.CENTER, width=101)


def _result(code: str) -> Callable[[Reading], Cell]:
    def cell(reading: Reading) -> Cell:
        index, size = reading.results.get(code, (None, None))
        if index is None:
            return Cell("—", tone=Tone.FAINT)
        flips_here = code in reading.flipped
        return Cell(
            figure(index, 2),
            index,
            Tone.AMBER if flips_here else Tone.NORMAL,
            aside=size.label if size else "",
            ground=Tone.AMBER if flips_here else None,
            tip="类别与现用口径不同" if flips_here else "",
        )

    return cell
