"""One policy value in full under the table: the clause in its words, and what 推定 rests on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.records import Cite, CitedValue, State, WordList
from ui.policies_table import STATES, Line
from ui.room import keep_room
from ui.style import wear
from ui.theme import px
from ui.values import figure_words, value_words

__all__ = ["Detail"]


class Detail(QFrame):
    """Shows a line; ``change`` asks for the county's own value."""

    change = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAccessibleName("所选政策项")
        self._name = ""
        self.title = self._label(role="tab")
        self.question = self._label(tone="red")
        self.own = self._label()
        self.cites = self._label()
        self.cites.setAccessibleName("原文")
        self.basis = self._label(tone="amber")
        self.button = QPushButton("改为本县取值…", self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _checked: self.change.emit(self._name))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.setSpacing(px(6))
        column.addLayout(head)
        for label in (self.question, self.own, self.cites, self.basis):
            column.addWidget(label)
        column.addStretch(1)
        keep_room(self, 96)

    def show_line(self, line: Line | None, *, read_only: bool) -> None:
        """Show a value, or nothing."""
        self.setVisible(line is not None)
        if line is None:
            return
        value, holds = line.value, line.holds
        self._name = value.name
        plain = isinstance(holds.value, str | WordList) or value.unit in {"权重", "比例"}
        unit = "" if plain else f" {value.unit}"
        words = "" if holds.value is None else f"：{value_words(holds)}{unit}"
        state = "本县取值" if line.own else STATES[value.state]
        self.title.setText(f"<b>{value.label}{words}</b>　{state}")
        asks = line.own is None and value.state is State.MISSING
        self._say(self.question, _question(value) if asks else "")
        self._say(self.own, f"本县：{line.own.words}。{_before(value)}" if line.own else "")
        self._say(self.cites, _words(value))
        note = value.note if line.own is None and value.inferred else ""
        self._say(self.basis, f"推定依据：{note}。政策文件没有写明这一项。" if note else "")
        self.button.setText("答复：确定本县取值…" if asks else "改为本县取值…")
        wear(self.button, "primary", "true" if asks else "false")
        self.button.setEnabled(not read_only)
        self.button.setToolTip("台账是以只读方式打开的，不能改动" if read_only else "")

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _label(self, *, tone: str = "", role: str = "") -> QLabel:
        label = QLabel(self)
        label.setProperty("tone", tone)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


def _question(value: CitedValue) -> str:
    offered = figure_words(value.proposal, value.unit)
    proposal = f"可考虑 {offered} {value.unit}；" if value.proposal is not None else ""
    return f"待本县确定：{value.label}是多少？{proposal}{value.note}。"


def _before(value: CitedValue) -> str:
    before = value_words(value)
    return "原件缺失。" if value.value is None else f"原为 {before}（{STATES[value.state]}）。"


def _words(value: CitedValue) -> str:
    if not value.cites:
        return "出处：没有上级文件。"
    return "\n".join(_cite(cite) for cite in value.cites)


def _cite(cite: Cite) -> str:
    quote = f"\n“{cite.quote}”" if cite.quote else "　未录原文"
    return f"出处：{cite.text}{quote}"
