"""The line under a policy pack by which it is adopted: for whom, since when, by which document."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from townoffice.records import KindGroup
from ui.pages.staffing_flow import Flow
from ui.style import wear
from ui.theme import px

__all__ = ["Adopting"]


class Adopting(QWidget):
    """Asks and checks; ``wanted`` when the button is pressed."""

    wanted = Signal()

    def __init__(self, parent: QWidget, *, read_only: bool) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self.groups = {group: QCheckBox(group.value) for group in KindGroup}
        self.doc_no, self.since = QLineEdit(), QLineEdit()
        self.doc_no.setPlaceholderText("本县文号，如 示编办〔2024〕3号")
        self.doc_no.setAccessibleName("本县文号")
        self.since.setPlaceholderText("自何日起，如 2024-03-01")
        self.since.setAccessibleName("自何日起")
        self.adopt = QPushButton("采用")
        self.adopt.setProperty("primary", "true")
        self.adopt.clicked.connect(lambda _checked: self.wanted.emit())
        self.wrong = QLabel()
        self.wrong.setProperty("tone", "red")
        self.wrong.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        row = Flow(px(8), px(6), middle=True)
        whole.addLayout(row)
        whole.addWidget(self.wrong)
        row.addWidget(QLabel("适用"))
        for box in self.groups.values():
            box.setChecked(True)
            row.addWidget(box)
            box.toggled.connect(self._look)
        for line, width in ((self.since, 190), (self.doc_no, 260)):
            line.setFixedWidth(px(width))
            row.addWidget(line)
            line.textChanged.connect(self._look)
        row.addWidget(self.adopt)
        self._look()

    def chosen(self) -> tuple[tuple[KindGroup, ...], date | None, str]:
        """Give for whom, since when (None: from the beginning) and by which document."""
        groups = tuple(group for group, box in self.groups.items() if box.isChecked())
        return groups, _day(self.since.text().strip()), self.doc_no.text().strip()

    def say(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _look(self) -> None:
        day = self.since.text().strip()
        wrong = bool(day) and _day(day) is None
        wear(self.since, "wrong", "true" if wrong else "false")
        self.say("日期写成 2024-03-01" if wrong else "")
        ticked = any(box.isChecked() for box in self.groups.values())
        ready = bool(self.doc_no.text().strip()) and ticked and not wrong
        self.adopt.setEnabled(ready and not self._read_only)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
