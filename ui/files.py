"""Dialogs for files that do not block: each is opened and answers by a callback.

The system's own dialog where there is one; what was chosen comes back as a path, 取消 as nothing.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

SHEETS = "电子表格 (*.xlsx *.xls *.et *.ods *.csv *.xlsm)"
BOOKS = "台账 (*.db)"
SHEET_SUFFIXES = frozenset({".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm", ".ett", ".txt"})
BOOK_SUFFIX = ".db"


def choose_file(
    parent: QWidget, title: str, kinds: str, then: Callable[[Path], None], folder: Path | None
) -> None:
    """Choose a file that is there."""
    dialog = _dialog(parent, title, then, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([kinds, "所有文件 (*)"])
    dialog.open()


def choose_folder(
    parent: QWidget, title: str, then: Callable[[Path], None], folder: Path | None
) -> None:
    """Choose a folder that is there."""
    dialog = _dialog(parent, title, then, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def choose_target(
    parent: QWidget, title: str, kinds: str, then: Callable[[Path], None], proposed: Path
) -> None:
    """Choose where to write; the dialog itself asks before a file is replaced."""
    dialog = _dialog(parent, title, then, proposed.parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([kinds])
    dialog.setDefaultSuffix(proposed.suffix.lstrip("."))
    dialog.selectFile(proposed.name)
    dialog.open()


def _dialog(
    parent: QWidget, title: str, then: Callable[[Path], None], folder: Path | None
) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName("files")
    if folder is not None and folder.is_dir():
        dialog.setDirectory(str(folder))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    return dialog
