"""Every command of the frame, once: its words, icon and keys; menus and toolbar share them.

A command that needs a book, units or a page's help is disabled while it cannot work, not hidden.
复制, 粘贴 and the like belong to whatever has the keyboard, so the menu shows their keys and passes
them on instead of taking them away from tables and text fields.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from ui.theme import icon


@dataclass(frozen=True, slots=True)
class Command:
    """A command: words (… where it opens a dialog), short words for the toolbar, icon, keys."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    short: str = ""
    passes: str = ""
    """Keys that are shown and passed on to what has the keyboard."""


LINE = Command("", "")
FILE = (
    Command("new", "新建台账…", "Ctrl+N"),
    Command("open", "打开台账…", "Ctrl+O", "open", "打开"),
    Command("recent", "最近打开"),
    Command("sample", "打开示例县"),
    LINE,
    Command("import", "导入表格…", "Ctrl+I", "import", "导入"),
    Command("export", "导出表格…", "Ctrl+E", "export", "导出"),
    Command("print", "打印…", "Ctrl+P", "print", "打印"),
    Command("print_batch", "批量打印…", "Ctrl+Shift+B"),
    LINE,
    Command("copy_book", "存一个副本…", "Ctrl+Shift+S"),
    Command("back_up", "备份", "Ctrl+B"),
    Command("back_up_to", "备份到…"),
    Command("restore", "从备份恢复…"),
    LINE,
    Command("close", "关闭台账", "Ctrl+W"),
    Command("quit", "退出", "Ctrl+Q"),
)
EDIT = (
    Command("undo", "撤销", "Ctrl+Z", "undo", "撤销"),
    Command("redo", "重做", "Ctrl+Y", "redo", "重做"),
    LINE,
    Command("copy", "复制", passes="Ctrl+C"),
    Command("paste", "粘贴", passes="Ctrl+V"),
    Command("fill", "向下填充", passes="Ctrl+D"),
    Command("select_all", "全选", passes="Ctrl+A"),
    LINE,
    Command("search", "查找", "Ctrl+F"),
    Command("next_problem", "下一个问题", "F8"),
    Command("previous_problem", "上一个问题", "Shift+F8"),
)
VIEW = (
    Command("tab_0", "乡镇街道", "Ctrl+1"),
    Command("tab_1", "机构设置", "Ctrl+2"),
    Command("tab_2", "编制测算", "Ctrl+3"),
    Command("tab_3", "考核评价", "Ctrl+4"),
    Command("tab_4", "合规检查", "Ctrl+5"),
    Command("tab_5", "导入预览", "Ctrl+6"),
    LINE,
    Command("columns", "选择列…"),
    LINE,
    Command("theme", "颜色"),
    Command("bigger", "放大", "Ctrl+="),
    Command("smaller", "缩小", "Ctrl+-"),
    Command("usual", "原大小", "Ctrl+0"),
    Command("large", "大字"),
    LINE,
    Command("full", "全屏", "F11"),
)
DATA = (
    Command("new_unit", "新增单位…", "Ctrl+Shift+N"),
    Command("change_unit", "修改单位…"),
    Command("merge_unit", "撤并单位…"),
    Command("set_class", "改定类别…", "Ctrl+Shift+K"),
    LINE,
    Command("institutions", "机构办理"),
    Command("evaluation", "考核办理"),
    LINE,
    Command("transfers", "编制调剂…"),
    Command("turnover", "周转编制…"),
    LINE,
    Command("year", "年度"),
    Command("policies", "政策…", "Ctrl+Shift+P"),
    LINE,
    Command("history", "历史记录…", "Ctrl+H", "history"),
    Command("imports", "导入记录…"),
)
TOOLS = (
    Command("county", "县设置…"),
    Command("layouts", "表格版式…"),
    LINE,
    Command("verify", "校验台账"),
    Command("template", "存一份空白表样…"),
    Command("folder", "打开台账所在文件夹"),
)
HELP = (
    Command("help", "本页帮助", "F1", "help"),
    Command("contents", "帮助目录", "Ctrl+F1"),
    LINE,
    Command("about", "关于…"),
)
MENUS = (
    ("文件(&F)", FILE),
    ("编辑(&E)", EDIT),
    ("视图(&V)", VIEW),
    ("数据(&D)", DATA),
    ("工具(&T)", TOOLS),
    ("帮助(&H)", HELP),
)
SUBMENUS = frozenset({"recent", "theme", "year", "institutions", "evaluation"})
THEMES = ((None, "跟随系统"), (False, "浅色"), (True, "深色"))


class Menus:
    """The menu bar of a window, its actions and submenus by name."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self.themes = QActionGroup(window)
        for title, commands in MENUS:
            menu = window.menuBar().addMenu(title)
            menu.setToolTipsVisible(True)
            self.menus[title[:2]] = menu
            for command in commands:
                self._add(menu, command)
        self.actions["large"].setCheckable(True)
        self.actions["full"].setCheckable(True)
        for dark, text in THEMES:
            action = self.menus["theme"].addAction(text)
            action.setCheckable(True)
            action.setData(dark)
            self.themes.addAction(action)

    def connect(self, name: str, slot: Callable[[], object]) -> None:
        """Have a command done."""
        self.actions[name].triggered.connect(lambda _checked: slot())

    def dress(self) -> None:
        """Draw the icons anew, in the colours of the theme."""
        for _title, commands in MENUS:
            for command in commands:
                if command.icon:
                    self.actions[command.name].setIcon(icon(command.icon))

    def _add(self, menu: QMenu, command: Command) -> None:
        if command is LINE:
            menu.addSeparator()
        elif command.name in SUBMENUS:
            below = menu.addMenu(command.text)
            below.setToolTipsVisible(True)
            self.menus[command.name] = below
        else:
            action = QAction(command.text, self._window)
            action.setObjectName(command.name)
            action.setIconText(command.short or command.text)
            if command.keys:
                action.setShortcut(QKeySequence(command.keys))
            if command.passes:
                action.setText(f"{command.text}\t{command.passes}")
                letter = command.passes[-1]
                action.triggered.connect(lambda _checked: _press(letter))
            menu.addAction(action)
            self.actions[command.name] = action


def _press(letter: str) -> None:
    """Press Ctrl and a letter on what has the keyboard, as if they had been typed there."""
    widget = QApplication.focusWidget()
    if widget is None:
        return
    control = Qt.KeyboardModifier.ControlModifier
    key = Qt.Key[f"Key_{letter}"]
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, control))


def shown_keys(action: QAction) -> str:
    """Write an action's keys for a tool tip."""
    text = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"（{text}）" if text else ""
