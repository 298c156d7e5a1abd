"""The foot of a dialog that asks: one filled button that says what it does, and the way out."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

__all__ = ["answers"]


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
