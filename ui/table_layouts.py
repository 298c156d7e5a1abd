"""表格版式: what the county sets for its tables – letterhead, sign-off, 表号, notes, columns."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError, Progress
from townoffice.records import ReportBlock, TableLayout
from ui.answers import Told, answers
from ui.office import Office
from ui.print_lists import TickList
from ui.room import fit
from ui.theme import px

if TYPE_CHECKING:  # sqlalchemy and reportlab are read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.layout_page import LayoutPage
    from townoffice.records import Changes

__all__ = ["TableLayouts"]

_FIELDS = (
    ("reporting_unit", "填报单位", "如 示例县委机构编制委员会办公室"),
    ("sign_off", "落款各项", "用顿号隔开，如 单位负责人、审核人、填表人、联系电话、填报日期"),
    ("attachment", "附件标记", "如 附件1；不作附件的不填"),
    ("doc_no", "文号", "只用于成批存文件时的文件名"),
    ("number", "表号", "只用于报表；填了才印表号一栏"),
    ("issuer", "制定机关", ""),
    ("report_doc_no", "制定文号", ""),
    ("valid_until", "有效期至", ""),
)


class TableLayouts(QDialog):
    """Shows and sets the layout of one table or of all; 保存 is one act; not modal."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._page: LayoutPage | None = None
        self.setWindowTitle("表格版式")
        self.choice = QComboBox()
        self.choice.setAccessibleName("哪张表")
        self.fields = {key: QLineEdit() for key, _, _ in _FIELDS}
        self.notes = QPlainTextEdit()
        self.notes.setAccessibleName("另加的注")
        self.notes.setPlaceholderText("每行一条，印在注的末尾")
        self.notes.setTabChangesFocus(True)
        self.picture = QCheckBox("表下附图（各单位的条形图）")
        self.protect = QCheckBox("存为 xlsx 时锁定公式格（不设密码）")
        self.columns = TickList("印哪些栏", self)
        self.told = Told(self)
        buttons, self.save = answers(self, "保存", "关闭")
        buttons.accepted.connect(self._save)
        self._arrange(buttons)
        fit(self, 900, 620)
        self.choice.currentIndexChanged.connect(lambda _place: self._read())
        office.changed.connect(self._reload)
        office.closed.connect(self.reject)
        self._read()

    def layout_wished(self) -> TableLayout:
        """Give what stands in the fields."""
        said = {key: field.text().strip() for key, field in self.fields.items()}
        report = ReportBlock(
            said["number"], said["issuer"], said["report_doc_no"], said["valid_until"]
        )
        signs = (sign.strip() for sign in said["sign_off"].split("、"))
        lines = (line.strip() for line in self.notes.toPlainText().splitlines())
        shown = self.columns.chosen()
        named = self._page.columns if self._page is not None else ()
        return TableLayout(
            reporting_unit=said["reporting_unit"] or None,
            sign_off=tuple(sign for sign in signs if sign),
            attachment=said["attachment"] or None,
            doc_no=said["doc_no"] or None,
            report=report if said["number"] else None,
            notes=tuple(line for line in lines if line),
            hidden=tuple(name for name in named if name not in shown),
            picture=self.picture.isChecked(),
            protect=self.protect.isChecked(),
        )

    def table_id(self) -> str:
        """Give the table chosen; empty: all tables."""
        return str(self.choice.currentData() or "")

    def _arrange(self, buttons: QWidget) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(px(8))
        form.addRow("哪张表", self.choice)
        for key, words, example in _FIELDS:
            self.fields[key].setAccessibleName(words)
            self.fields[key].setPlaceholderText(example)
            form.addRow(words, self.fields[key])
        form.addRow("另加的注", self.notes)
        form.addRow("", self.picture)
        form.addRow("", self.protect)
        beside = QHBoxLayout()
        beside.setSpacing(px(16))
        beside.addLayout(form, 3)
        beside.addWidget(self.columns, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(beside, 1)
        column.addWidget(self.told)
        column.addWidget(buttons)

    def _read(self) -> None:
        work = partial(_page, self.table_id(), self._office.year)
        self._office.jobs.run(work, self._show, latest="layout")

    def _reload(self, _changes: object) -> None:
        self._read()

    def _show(self, page: "LayoutPage") -> None:
        self._page = page
        if not self.choice.count():
            self.choice.blockSignals(True)  # noqa: FBT003 - a property of Qt has no keyword
            for table_id, title in page.tables:
                self.choice.addItem(title, table_id)
            self.choice.blockSignals(False)  # noqa: FBT003 - a property of Qt has no keyword
        self._fill(page.layout)
        of_one = bool(page.table_id)
        for key in ("attachment", "doc_no", "number", "issuer", "report_doc_no", "valid_until"):
            self.fields[key].setEnabled(of_one)
        self.picture.setVisible(page.chart)
        self.columns.setVisible(bool(page.columns))
        self.columns.show_items(
            [(name, name.replace("/", " · ")) for name in page.columns], ticked=True
        )
        self.columns.choose([name for name in page.columns if name not in page.layout.hidden])
        self.save.setEnabled(not self._office.read_only)
        self.told.say(_about(of_one=of_one, read_only=self._office.read_only))

    def _fill(self, layout: TableLayout) -> None:
        report = layout.report or ReportBlock("")
        said = {
            "reporting_unit": layout.reporting_unit,
            "sign_off": "、".join(layout.sign_off),
            "attachment": layout.attachment,
            "doc_no": layout.doc_no,
            "number": report.number,
            "issuer": report.issuer,
            "report_doc_no": report.doc_no,
            "valid_until": report.valid_until,
        }
        for key, field in self.fields.items():
            field.setText(said[key] or "")
        self.notes.setPlainText("\n".join(layout.notes))
        self.picture.setChecked(layout.picture)
        self.protect.setChecked(layout.protect)

    def _save(self) -> None:
        if self._page is None:
            return
        work = partial(
            _change, self._page.table_id, self.choice.currentText(), self.layout_wished()
        )
        self._office.jobs.write(work, self._saved, wrong=self._refuse)

    def _saved(self, changes: "Changes | None") -> None:
        if changes is None:
            self.told.say("没有要保存的改动。")
        else:
            self._office.say(f"已保存{changes.label}", undo=True)

    def _refuse(self, error: OfficeError) -> bool:
        self.told.say(f"{error.what}（{error.where}）。{error.hint}。", "red")
        return True


def _about(*, of_one: bool, read_only: bool) -> str:
    if read_only:
        return "台账是只读的，不能改"
    if of_one:
        return "这张表自己的设定优先，不填的按“所有表格”，再按程序原样。隐藏一栏不改变栏号和数字。"
    return "对每一张表都起作用；单张表另有设定的，以单张表为准。"


def _page(table_id: str, year: int | None, book: "Book", _progress: Progress) -> "LayoutPage":
    from townoffice.desk.layout_page import layout_page  # noqa: PLC0415  read by the worker

    return layout_page(book, table_id, year)


def _change(
    table_id: str, title: str, layout: TableLayout, book: "Book", _progress: Progress
) -> "Changes | None":
    from townoffice.desk.layouts import change_layout  # noqa: PLC0415  read by the worker

    return change_layout(book, table_id, title if table_id else "", layout)
