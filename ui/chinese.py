"""Qt's own words in Chinese: its translation, what it leaves in English, and the locale."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

_LEFT_OUT = {
    "Look in:": "位置：",
    "Files of type:": "文件类型：",
    "File &name:": "文件名(&N)：",
    "File name:": "文件名：",
    "Folder": "文件夹",
    "File Folder": "文件夹",
    "Directory:": "文件夹：",
    "Computer": "计算机",
    "My Computer": "计算机",
    "Parent Directory": "上一级文件夹",
    "Create New Folder": "新建文件夹",
    "Create a New Folder": "新建文件夹",
    "List View": "列表",
    "Detail View": "详细信息",
    "Change to list view mode": "改为列表",
    "Change to detail view mode": "改为详细信息",
    "Back": "后退",
    "Forward": "前进",
    "Go back": "后退",
    "Go forward": "前进",
    "Go to the parent directory": "到上一级文件夹",
    "Sidebar": "侧栏",
    "List of places and bookmarks": "常用位置",
    "Files": "文件",
    "&Choose": "选定(&C)",
    "Choose": "选定",
    "Show Details...": "显示详情…",
    "Hide Details...": "隐藏详情…",
    "Clear": "清除",
    "Select All": "全选",
    "Copy Link &Location": "复制链接地址(&L)",
    "Step up": "增加",
    "Step down": "减少",
    "Open": "打开",
    "Close": "关闭",
    "Press": "按下",
    "More": "更多",
}
"""Found by walking the dialogs with Qt's own Chinese translation installed."""


class _Rest(QTranslator):
    """Answers for the words Qt's translation has not; "" leaves a word as it is."""

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to ask for."""
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002  the signature is Qt's
        sourceText: str,  # noqa: N803  the signature is Qt's
        disambiguation: str | None = None,  # noqa: ARG002  the signature is Qt's
        n: int = -1,  # noqa: ARG002  the signature is Qt's
    ) -> str:
        """Give the Chinese for one of Qt's words."""
        return _LEFT_OUT.get(sourceText, "")


def speak_chinese(app: QApplication) -> None:
    """Install locale and translations for the life of the application; twice is once."""
    if app.findChild(QObject, "qt-in-chinese") is not None:
        return
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    rest = _Rest(app)
    app.installTranslator(rest)  # asked last: the one installed later is asked first
    base = QTranslator(app)
    base.setObjectName("qt-in-chinese")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if base.load("qtbase_zh_CN", folder):
        app.installTranslator(base)
