"""关于: which versions are at work and under which licences, to be copied into a report."""

from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import alerts
from ui.room import fit, keep_room
from ui.theme import px

PARTS = (
    ("PySide6-Essentials", "Qt 界面", "LGPL-3.0"),
    ("SQLAlchemy", "数据库访问", "MIT"),
    ("alembic", "台账升级", "MIT"),
    ("cattrs", "数据转换", "MIT"),
    ("python-calamine", "读电子表格", "MIT"),
    ("xlrd", "读旧式电子表格", "BSD-3-Clause"),
    ("xlsxwriter", "写电子表格", "BSD-2-Clause"),
    ("reportlab", "生成 PDF", "BSD-3-Clause"),
    ("pypdfium2", "显示 PDF", "BSD-3-Clause / Apache-2.0"),
    ("pypinyin", "拼音首字母", "MIT"),
    ("QtAwesome", "图标（Phosphor）", "MIT"),
    ("platformdirs", "用户文件夹", "MIT"),
    ("click", "命令行", "BSD-3-Clause"),
    ("rich", "命令行进度", "MIT"),
)


def information() -> str:
    """Write versions and licences as text."""
    lines = [alerts.versions(), ""]
    for name, purpose, licence in PARTS:
        try:
            lines.append(f"{name} {metadata.version(name)}　{purpose}　{licence}")
        except metadata.PackageNotFoundError:  # a packed program carries no metadata of it
            lines.append(f"{name}　{purpose}　{licence}")
    return "\n".join(lines)


class About(QDialog):
    """Says what the program is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("关于")
        title = QLabel("乡镇机构编制")
        title.setProperty("role", "headline")
        what = QLabel(
            "供县级机构编制部门管理乡镇（街道）机构编制：导入、分类、测算、核定、打印。\n"
            "数据只在本机，不联网。涉密数据不得录入。本程序按 MIT 许可证发布。"
        )
        what.setWordWrap(True)
        text = QPlainTextEdit(information())
        text.setReadOnly(True)
        text.setAccessibleName("版本和许可证")
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy, close = QPushButton("复制信息"), QPushButton("关闭")
        copy.clicked.connect(lambda _checked: QGuiApplication.clipboard().setText(information()))
        close.clicked.connect(self.close)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        for widget in (title, what, text):
            column.addWidget(widget)
        column.addLayout(row)
        fit(self, 620, 480)
        keep_room(self)
