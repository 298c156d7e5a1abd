"""The small dialog 换表头行…: which sheet, which lines are the header, which year."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from townoffice.records import Preview
from ui.answers import answers
from ui.pages.intake_kinds import LISTS
from ui.theme import px

_TALLEST = 6


class HeaderDialog(QDialog):
    """Asks; ``said`` tells sheet, first and last line of the header (−1: as found), year."""

    said = Signal(str, int, int, int)

    def __init__(self, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("换表头行")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preview = preview
        self._of_list = preview.kind in LISTS
        self._offset = int(preview.raw.lines[0].label) if self._numbered() and preview.raw else 1
        self.sheets = QComboBox(self)
        self.sheets.setAccessibleName("工作表")
        for found in preview.sheets:
            hidden = "，隐藏" if found.hidden else ""
            self.sheets.addItem(f"{found.name}（{found.rows} 行{hidden}）", found.name)
        self.sheets.setCurrentIndex(self.sheets.findData(preview.sheet))
        self.sheets.currentIndexChanged.connect(self._change_sheet)
        self.first, self.last = self._row("表头第一行"), self._row("表头最后一行")
        header = preview.raw.header if preview.raw else None
        if header:
            self.first.setValue(header[0] + self._offset)
            self.last.setValue(header[1] + self._offset)
        self.first.valueChanged.connect(self.last.setMinimum)
        self.last.setMinimum(self.first.value())
        self.year = QSpinBox(self)
        self.year.setRange(1949, 2100)
        self.year.setValue(preview.year)
        self.year.setAccessibleName("年度")
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._change_sheet()
        self._lay_out()

    def _numbered(self) -> bool:
        return self._preview.raw is not None and not self._preview.raw.turned

    def _row(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        lines = len(self._preview.raw.lines) if self._preview.raw else 1
        box.setRange(self._offset, self._offset + max(lines - 1, 0))
        box.setAccessibleName(name)
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        return box

    def _lay_out(self) -> None:
        rows = QHBoxLayout()
        for part in (QLabel("第"), self.first, QLabel("行到第"), self.last, QLabel("行")):
            rows.addWidget(part)
        rows.addStretch(1)
        form = QFormLayout()
        form.setVerticalSpacing(px(12))
        form.addRow("工作表", self.sheets)
        form.addRow("表头", rows)
        form.addRow("年度", self.year)
        by_hand = "也可以在原表左边的色带上拖过几行，作为表头。"
        hint = QLabel("人员名单的表头由程序认出。" if self._of_list else by_hand)
        hint.setProperty("tone", "second")
        buttons, _ = answers(self, "重新读取")
        buttons.accepted.connect(self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(buttons)

    def _change_sheet(self) -> None:
        """Another sheet's header, and that of persons, is looked for; only others can be named."""
        same = self.sheets.currentData() == self._preview.sheet and not self._of_list
        self.first.setEnabled(same)
        self.last.setEnabled(same)

    def _say(self) -> None:
        same = self.sheets.currentData() == self._preview.sheet
        first = self.first.value() - self._offset if same else -1
        last = self.last.value() - self._offset if same else -1
        header = self._preview.raw.header if self._preview.raw else None
        if header == (first, last):
            first = last = -1
        self.said.emit(str(self.sheets.currentData()), first, last, self.year.value())
        self.accept()
