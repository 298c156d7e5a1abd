"""Where a person puts a name to a plan: deciding a last seat, keeping a draft, adopting.

Dialogs are opened, never executed: nothing waits inside them. Each says at once what is still
missing, and its button stays grey until nothing is.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from townoffice.desk.planning import Decision, Narrow, Outcome
from townoffice.records import StaffingResult, Tie
from ui.answers import answers
from ui.pages.staffing_words import narrow_sentence, tie_sentence
from ui.room import keep_room
from ui.theme import px

__all__ = ["AdoptDialog", "DecideDialog", "KeepDialog"]


def _edge(
    result: StaffingResult, seat: Tie | Narrow
) -> tuple[str, tuple[str, ...], tuple[str, ...], int]:
    """Give sentence, units, those that have a seat now, and the number of seats."""
    if isinstance(seat, Tie):
        return tie_sentence(result, seat), seat.units, seat.given, seat.seats
    return narrow_sentence(result, seat), (seat.winner, seat.loser), (seat.winner,), 1


class _Seats(QWidget):
    """Who gets the last seats: as many ticks as there are seats."""

    def __init__(
        self, result: StaffingResult, seat: Tie | Narrow, moved: Callable[[], None]
    ) -> None:
        super().__init__()
        sentence, units, given, self._seats = _edge(result, seat)
        self._seat = seat
        names = {row.code: f"{row.name}（户籍人口 {row.population:,}）" for row in result.rows}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(_label(sentence))
        self._boxes: dict[str, QCheckBox] = {}
        for code in units:
            box = QCheckBox(names.get(code, code), self)
            box.setChecked(code in given)
            box.toggled.connect(moved)
            column.addWidget(box)
            self._boxes[code] = box

    def given(self) -> tuple[str, ...]:
        """Give the units ticked."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def fault(self) -> str:
        """Say what is wrong with the ticks."""
        found = len(self.given())
        return "" if found == self._seats else f"要给 {self._seats} 个单位，勾选了 {found} 个"

    def decision(self, words: str) -> Decision:
        """Make the decision the ticks say."""
        return Decision(self._seat.tranche, frozenset(self._boxes), self.given(), words)


def _label(text: str, tone: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if tone:
        label.setProperty("tone", tone)
    return label


class _Dialog(QDialog):
    """A dialog with a line for what is missing above its buttons."""

    def __init__(self, title: str, button: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(520))
        keep_room(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(20), px(16), px(20), px(16))
        self.column.setSpacing(px(10))
        self.missing = _label("", "second")
        self._buttons, self.ok = answers(self, button)
        self._buttons.accepted.connect(self.accept)

    def line(self, name: str, placeholder: str, text: str = "") -> QLineEdit:
        """Add a field under its name."""
        label = _label(name)
        field = QLineEdit(text, self)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        label.setBuddy(field)
        field.textChanged.connect(self.look)
        self.column.addWidget(label)
        self.column.addWidget(field)
        return field

    def finish(self) -> None:
        """Close the column with the line of what is missing and the buttons."""
        self.column.addStretch(1)
        self.column.addWidget(self.missing)
        self.column.addWidget(self._buttons)
        self.look()

    def faults(self) -> list[str]:
        """Say what is still missing."""
        return []

    def look(self) -> None:
        """Show what is missing; the button is grey until nothing is."""
        faults = self.faults()
        self.missing.setText("；".join(faults))
        self.ok.setEnabled(not faults)


class DecideDialog(_Dialog):
    """Record who gets a last seat, why, and by which document."""

    def __init__(self, outcome: Outcome, seat: Tie | Narrow, parent: QWidget | None = None) -> None:
        super().__init__("记录决定", "记录", parent)
        self.seats = _Seats(outcome.result, seat, self.look)
        self.column.addWidget(self.seats)
        self.reason = self.line("理由", "如 人口更多、任务更重")
        self.doc_no = self.line("文号或会议", "如 示编办〔2024〕3号；县委编委会议")
        if isinstance(seat, Narrow):
            words = "改给另一个单位时，两个单位按这个名数限定，其余单位按比例重算，合计不变。"
            self.column.addWidget(_label(words, "second"))
        self.finish()

    def faults(self) -> list[str]:
        """Say what is still missing: the right number of units, a reason, a document."""
        found = [self.seats.fault()]
        found.append("" if self.reason.text().strip() else "请写明理由")
        found.append("" if self.doc_no.text().strip() else "请写明文号或会议")
        return [fault for fault in found if fault]

    def decision(self) -> Decision:
        """Give the decision, worded as it is printed."""
        return self.seats.decision(f"{self.reason.text().strip()}，{self.doc_no.text().strip()}")


class KeepDialog(_Dialog):
    """Keep a calculation as a draft under a name."""

    def __init__(self, title: str, taken: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("另存方案", "保存", parent)
        self._taken = frozenset(taken)
        self.name = self.line("方案名称", "如 方案甲", title)
        self.note = self.line("说明（可不填）", "如 周转比例提高到 8% 时")
        self.column.addWidget(
            _label("存为草案，供对照和打印测算稿；正式核定请用“采用方案…”。", "second")
        )
        self.name.selectAll()
        self.finish()

    def faults(self) -> list[str]:
        """Say what is still missing."""
        name = self.name.text().strip()
        if not name:
            return ["请写方案名称"]
        return [f"已有一个“{name}”，请换一个名称"] if name in self._taken else []


class AdoptDialog(_Dialog):
    """Adopt a plan: why, on what inferred values, and each open tie asked once."""

    def __init__(
        self,
        outcome: Outcome,
        headline: str,
        inferred: Sequence[str],
        warning: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("采用方案", "采用", parent)
        self.setMinimumWidth(px(620))  # many words: wider is lower
        head = _label(headline)
        head.setProperty("role", "name")
        self.column.addWidget(head)
        if warning:
            self.column.addWidget(_label(f"⚠ {warning}", "red"))
        if inferred:
            values = "\n".join(f"　· {words}" for words in inferred)
            self.column.addWidget(
                _label(f"下列数值是推定的，文件没有写明，采用即确认使用：\n{values}")
            )
        edges = {(tie.units, tie.seats): tie for tie in outcome.open_ties}
        self.ties = [_Seats(outcome.result, tie, self.look) for tie in edges.values()]
        for seats in self.ties:
            self.column.addWidget(seats)
        self.confirmed = QCheckBox("余数相同的，就按上面勾选的给", self)
        self.confirmed.setVisible(bool(self.ties))
        self.confirmed.toggled.connect(self.look)
        self.column.addWidget(self.confirmed)
        self.reason = self.line("理由、文号或会议", "如 县委编委2025年第1次会议审定")
        self.column.addWidget(
            _label("采用后可以撤销；方案连同依据存入台账，十年后照样能打印。", "second")
        )
        self.reason.setFocus()
        self.finish()

    def faults(self) -> list[str]:
        """Say what is still missing."""
        found = [seats.fault() for seats in self.ties]
        if self.ties and not self.confirmed.isChecked():
            found.append("请确认余数相同的怎么给")
        if not self.reason.text().strip():
            found.append("请写明理由、文号或会议")
        return [fault for fault in found if fault]

    def decisions(self) -> tuple[Decision, ...]:
        """Give the decisions about the ties, in the words of the adoption."""
        words = f"经确认：{self.reason.text().strip()}"
        return tuple(seats.decision(words) for seats in self.ties)
