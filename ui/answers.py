"""What dialogs that ask have in common: one column, the sentence told, the foot that answers.

The foot has one filled button that says what it does, and the way out.
"""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.room import keep_room
from ui.style import wear
from ui.theme import px

__all__ = ["Told", "answers", "ask_in_column"]


class Told(QLabel):
    """A sentence of a dialog that asks, over as many lines as it needs."""

    def __init__(self, parent: QWidget, words: str = "", tone: str = "second") -> None:
        super().__init__(words, parent)
        self.setProperty("tone", tone)
        self.setWordWrap(True)

    def say(self, words: str, tone: str = "second") -> None:
        """Say something in a tone: ``red`` where it stands in the way."""
        self.setText(words)
        wear(self, "tone", tone)


def answers(
    dialog: QDialog, words: str, way_out: str = "取消"
) -> tuple[QDialogButtonBox, QPushButton]:
    """Make the row of buttons, and give the one that Enter presses.

    The row tells ``accepted`` by itself and makes the button the default as it is shown;
    ``way_out`` rejects the dialog.
    """
    row = QDialogButtonBox()  # no child yet: fields made after it are to have the keyboard first
    role = QDialogButtonBox.ButtonRole
    good = row.addButton(words, role.AcceptRole)
    good.setProperty("primary", "true")
    good.style().polish(good)  # the row has dressed it already
    row.addButton(way_out, role.RejectRole)
    row.rejected.connect(dialog.reject)
    return row, good


def ask_in_column(dialog: QDialog, *parts: QWidget) -> None:
    """Put the parts of a dialog one under another and keep room for their words.

    The last two, what is told and the buttons, stand at the foot however high the dialog is.
    """
    column = QVBoxLayout(dialog)
    column.setContentsMargins(px(20), px(16), px(20), px(16))
    column.setSpacing(px(8))
    for part in parts[:-2]:
        column.addWidget(part)
    column.addStretch(1)
    for part in parts[-2:]:
        column.addWidget(part)
    keep_room(dialog)
