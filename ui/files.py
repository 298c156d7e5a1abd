"""Dialogs for files that do not block: each is opened and answers by a callback.

The system's own dialog where there is one; what was chosen comes back as a path, 取消 as nothing.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

SHEETS = "电子表格 (*.xlsx *.xls *.et *.ods *.csv *.tsv *.xlsm)"
BOOKS = "台账 (*.db)"
XLSX = "Excel 工作簿 (*.xlsx)"
SHEET_SUFFIXES = frozenset(
    {".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm", ".ett", ".tsv", ".txt"}
)
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


def choose_form(
    parent: QWidget,
    title: str,
    forms: Mapping[str, str],
    then: Callable[[str, Path], None],
    proposed: Path,
) -> None:
    """Choose where to write one of several forms, named by the file types: kind → its name."""
    kinds = {f"{label} (*.xlsx)": kind for kind, label in forms.items()}

    def chosen(path: Path) -> None:
        then(kinds[dialog.selectedNameFilter()], path)

    dialog = _dialog(parent, title, chosen, proposed.parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "哪一种表：")
    dialog.setDefaultSuffix("xlsx")
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
