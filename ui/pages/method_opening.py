"""The way to the method editor: the worker reads the county and the desk, then it opens."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from townoffice.feedback import Progress

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.planning import Ground
    from ui.office import Office

__all__ = ["open_editor"]


def open_editor(office: "Office", parent: QWidget, start: str = "") -> None:
    """Open the editor over ``parent``, beginning with the method ``start`` (its id)."""

    def show(known: "Ground") -> None:
        from ui.pages.method_editor import MethodEditor  # noqa: PLC0415  read when first wanted

        if isValid(parent):
            MethodEditor(office, known, start, parent).open()

    office.jobs.run(partial(_read, office.year), show, latest="method.open")


def _read(year: int | None, book: "Book", _progress: Progress) -> "Ground":
    from townoffice.desk import planning  # noqa: PLC0415  sqlalchemy is read by the worker

    import_module("ui.pages.method_editor")  # here, so that the window's thread need not read it
    return planning.ground(book, year)
