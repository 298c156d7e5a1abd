"""The dialog that makes a book: county, code, and where it lies."""

from collections.abc import Callable
from pathlib import Path

from platformdirs import user_documents_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.answers import answers
from ui.files import BOOKS, choose_target
from ui.room import keep_room
from ui.theme import px


class NewBook(QDialog):
    """Asks for what a book cannot be without; 建立 works when all of it makes sense."""

    def __init__(self, parent: QWidget, then: Callable[[Path, str, str], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("新建台账")
        self._then = then
        self._own_place = False
        self.county = _line("县（市、区）名称", "如 示例县")
        self.code = _line("区划代码", "6 位，如 999901")
        self.place = _line("存放位置", "")
        self.reason = QLabel()
        self.reason.setProperty("tone", "second")
        secret = QLabel("涉密数据不得录入。台账只存在本机，不联网。")
        secret.setProperty("tone", "amber")
        other = QPushButton("换个位置…")
        other.clicked.connect(lambda _checked: self._choose())
        where = QHBoxLayout()
        where.addWidget(self.place, 1)
        where.addWidget(other)
        form = QFormLayout()
        form.setVerticalSpacing(px(12))
        form.addRow("县（市、区）名称", self.county)
        form.addRow("区划代码", self.code)
        form.addRow("存放位置", where)
        buttons, self.make = answers(self, "建立")
        buttons.accepted.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(secret)
        column.addLayout(form)
        column.addWidget(self.reason)
        column.addWidget(buttons)
        self.setMinimumWidth(px(560))
        self.reason.setWordWrap(True)
        secret.setWordWrap(True)
        keep_room(self)
        for line in (self.county, self.code, self.place):
            line.textChanged.connect(lambda _text: self._look())
        self.county.textChanged.connect(self._propose)
        self.place.textEdited.connect(self._settle_place)
        self._propose("")
        self._look()

    def _settle_place(self, _text: str) -> None:
        self._own_place = True

    def _propose(self, name: str) -> None:
        if not self._own_place:
            folder = user_documents_path()
            stem = "".join(c for c in name.strip() if c not in '\\/:*?"<>|') or "台账"
            self.place.setText(str(folder / f"{stem}.db"))

    def _choose(self) -> None:
        def chosen(path: Path) -> None:
            self._own_place = True
            self.place.setText(str(path))

        choose_target(self, "台账存放在哪里", BOOKS, chosen, Path(self.place.text()))

    def _look(self) -> None:
        code, path = self.code.text().strip(), Path(self.place.text().strip())
        reason = ""
        if not self.county.text().strip():
            reason = "请填县（市、区）名称"
        elif len(code) != 6 or not code.isascii() or not code.isdigit():
            reason = "区划代码是 6 位数字（GB/T 2260）"
        elif path.suffix.lower() != ".db" or not path.parent.is_dir():
            reason = "存放位置须是已有文件夹里以 .db 结尾的文件"
        elif path.exists():
            reason = "那里已有同名的文件，请换一个名字"
        self.reason.setText(reason)
        self.make.setEnabled(not reason)

    def _accept(self) -> None:
        self.accept()
        self._then(Path(self.place.text().strip()), self.county.text(), self.code.text().strip())


def _line(name: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(example)
    return line
