"""What the county sets for its book: whether pages and papers carry a marking, and which."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import Progress
from ui.answers import answers
from ui.office import Office
from ui.room import keep_room
from ui.theme import px

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.records import Changes

USUAL = "内部资料"
LONGEST = 12
"""Characters of a marking, as the desk takes them."""


class CountySettings(QDialog):
    """Shows the county and asks for the marking; 保存 is one act that can be undone."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("县设置")
        self._office = office
        self.none = QRadioButton("不标")
        self.usual = QRadioButton(USUAL)
        self.other = QRadioButton("其他字样：")
        self.words = QLineEdit()
        self.words.setAccessibleName("其他字样")
        self.words.setPlaceholderText(f"最多 {LONGEST} 个字")
        self.words.setMaxLength(LONGEST)
        self.missing = QLabel()
        self.missing.setProperty("tone", "second")
        note = QLabel(
            "标在窗口右上、打印的表第一页左上和导出的表上。密级须由定密责任人依法确定；"
            "涉密数据不得录入。"
        )
        note.setProperty("tone", "second")
        note.setWordWrap(True)
        buttons, self.save = answers(self, "保存")
        buttons.accepted.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(self._form())
        for widget in (note, self.missing, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(px(520))
        keep_room(self)
        self._fill(office.marking)
        for choice in (self.none, self.usual, self.other):
            choice.toggled.connect(self._look)
        self.words.textEdited.connect(self._type)
        self._look()
        office.closed.connect(self.reject)

    def marking(self) -> str:
        """Give the marking chosen; empty for none."""
        if self.usual.isChecked():
            return USUAL
        return self.words.text().strip() if self.other.isChecked() else ""

    def _form(self) -> QFormLayout:
        county = self._office.county
        form = QFormLayout()
        form.setVerticalSpacing(px(10))
        form.addRow("县（市、区）", QLabel(county.name if county else ""))
        form.addRow("区划代码", QLabel(county.code if county else ""))
        other = QHBoxLayout()
        other.addWidget(self.other)
        other.addWidget(self.words, 1)
        choices = QVBoxLayout()
        choices.setSpacing(px(6))
        choices.addWidget(self.none)
        choices.addWidget(self.usual)
        choices.addLayout(other)
        form.addRow("页面和表格标", choices)
        return form

    def _fill(self, marking: str | None) -> None:
        chosen = self.none if not marking else self.usual if marking == USUAL else self.other
        chosen.setChecked(True)
        self.words.setText(marking if marking and marking != USUAL else "")

    def _type(self, _text: str) -> None:
        self.other.setChecked(True)
        self._look()

    def _look(self) -> None:
        missing = self.other.isChecked() and not self.words.text().strip()
        pen = not self._office.read_only
        said = "请填写要标的字样" if missing else "" if pen else "台账是只读的，不能改"
        self.missing.setText(said)
        self.missing.setVisible(bool(said))
        self.save.setEnabled(not said)

    def _accept(self) -> None:
        work = partial(_set_marking, self.marking())
        self.accept()
        self._office.jobs.write(work, partial(_told, self._office))


def _told(office: Office, changes: "Changes | None") -> None:
    if changes is not None:
        office.say(f"已保存{changes.label}", undo=True)


def _set_marking(marking: str, book: "Book", _progress: Progress) -> "Changes | None":
    from townoffice.desk import county_settings  # noqa: PLC0415  sqlalchemy is read by the worker

    return county_settings.set_marking(book, marking)
