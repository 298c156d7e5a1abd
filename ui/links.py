"""Buttons that look like a link: what can be done beside what is said."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

__all__ = ["link_button"]


def link_button(
    words: str, act: Callable[[], object], parent: QWidget | None = None, *, name: str = ""
) -> QPushButton:
    """Make a link that does something; ``name`` where its words alone would not say what.

    It never takes Enter from the dialog it stands in.
    """
    button = QPushButton(words, parent)
    button.setProperty("link", "true")
    button.setAutoDefault(False)
    if name:
        button.setAccessibleName(name)
    button.clicked.connect(lambda _checked: act())
    return button
