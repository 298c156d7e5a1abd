"""The question before an act of weight is taken back: why? The answer stays in the history."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from townoffice.records import Act
from ui.answers import answers
from ui.office import Office
from ui.room import keep_room
from ui.theme import px

_TOLD = 4
"""So many acts are named; of more it says how many."""


class UndoReason(QDialog):
    """Asks once for all acts of weight; closes when the book moves on, for then they may differ."""

    def __init__(
        self, office: Office, acts: Sequence[Act], then: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("撤销采用：请写明理由")
        self._then = then
        about = QLabel("这一步在台账之外已经算数，撤销的理由会留在历史记录里，以后查得到。")
        self.acts = QLabel(_named(acts))
        label = QLabel("撤销的理由")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("撤销的理由")
        self.reason.setPlaceholderText("如 县委编委会议决定重新测算")
        label.setBuddy(self.reason)
        self.missing = QLabel()
        buttons, self.ok = answers(self, "撤销采用", "不撤销")
        buttons.accepted.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        for widget in (self.acts, about, label, self.reason, self.missing, buttons):
            column.addWidget(widget)
        self.acts.setProperty("role", "tab")
        for words, tone in ((self.acts, ""), (about, "second"), (self.missing, "second")):
            words.setWordWrap(True)
            words.setProperty("tone", tone)
        self.setMinimumWidth(px(520))
        keep_room(self)
        self.reason.textChanged.connect(self._look)
        office.changed.connect(self.reject)
        office.closed.connect(self.reject)
        self._look("")
        self.reason.setFocus()

    def _look(self, text: str) -> None:
        self.missing.setText("" if text.strip() else "理由不能为空")
        self.ok.setEnabled(bool(text.strip()))

    def _accept(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.accept()
            self._then(reason)


def _named(acts: Sequence[Act]) -> str:
    lines = [f"第 {act.change_id} 号　{act.label}" for act in acts[:_TOLD]]
    if len(acts) > _TOLD:
        lines.append(f"等 {len(acts)} 次")
    return "\n".join(lines)
