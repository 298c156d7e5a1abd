"""Draw every page and dialog as PNG: ``python -m ui.shots DIR``, see ``--help``.

The real window is driven by its own menus and buttons, offscreen, on the 24-unit sample county or
on a copy of another book, at 1440 × 900 unless another size is asked for. Settings and books lie
in a folder of their own, so nothing of the user's is read or written. The pictures of the help
and of the README are made by this.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QEvent, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from sample_db.make import build_book
from townoffice.desk.books import new_book
from townoffice.feedback import CannotRead
from ui import alerts
from ui.history import History
from ui.jobs import Jobs
from ui.office import Office
from ui.pages.compliance import CompliancePage
from ui.pages.staffing import StaffingPage
from ui.pages.townships import TownshipsPage
from ui.policies import Policies
from ui.program import application
from ui.settings import Settings
from ui.shots_evaluation import draw_evaluation
from ui.shots_institutions import draw_institutions
from ui.shots_posts import draw_posts
from ui.tabs import COMPLIANCE, STAFFING, TOWNSHIPS
from ui.window import Window

_QUIET_MS = 350
"""Nothing runs and nothing moved for so long: the picture is whole."""
_OPENING_MS = 90
"""As long as a dialog takes to open once the worker has answered."""
_PATIENCE_S = 30

SHEET = """样本县2024年乡镇（街道）基本情况表,,,,,,
填报单位：样本县统计局,,2024年12月31日,,单位：万人、平方公里、万元,,
序号,乡镇（街道）,户籍人口（万人）,常住人口（万人）,辖区面积（平方公里）,地区生产总值（万元）,财政收入（万元）
1,城东街道,7.63,9.51,22.3,835000,28400
2,城西街道,6.74,8.94,18.6,602900,21530
3,望江街道,5.27,6.82,29.3,499000,1806
4,样城镇,8.444,9.46,74.8,629000,21070
5,石桥镇,6.23,5.3l,102.4,430800,11610
6,竹园镇,5.73,5.2,113.7km²,351100,9540
7,清泉镇办事处,4.98,4.28,121.4,294600,8050
8,枫林镇,5.02,4.70,93.4,291000,8320
合计,,50.2,54.0,575.9,3919300,113120
"""
"""A county's sheet as they come: units in the headings, a slip of the finger, a doubtful figure."""


class Camera:
    """Waits until the window is quiet and takes pictures of it."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window, self._folder = window, folder

    def settle(self, quiet: int | None = None) -> None:
        """Wait until the worker is idle and nothing more is drawn, for so many milliseconds."""
        wanted = _QUIET_MS if quiet is None else min(quiet, _QUIET_MS)
        deadline, quiet_since = monotonic() + _PATIENCE_S, monotonic()
        while monotonic() - quiet_since < wanted / 1000:
            if monotonic() > deadline:
                raise CannotRead("窗口一直在忙，没有画成", hint="请换一本小一些的台账再试")
            loop = QEventLoop()
            QTimer.singleShot(20, loop.quit)
            loop.exec()
            if self.window.office.jobs.at_work:
                quiet_since = monotonic()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Write one picture."""
        self.settle()
        (widget or self.window).grab().save(str(self._folder / f"{name}.png"))

    def dialog(self, name: str, act: Callable[[], object]) -> None:
        """Take what an act opens, and close it again."""
        before = set(_dialogs())
        act()
        self.settle(_OPENING_MS)
        for dialog in _dialogs():
            if dialog not in before:
                self.take(name, dialog)
                dialog.reject()
        self.settle(_OPENING_MS)

    def press(self, name: str, words: str) -> None:
        """Take the dialog behind a button of the page in front, if the button can be pressed."""
        page = self.window.tabs.page()
        for button in page.findChildren(QPushButton) if page is not None else ():
            if button.text() == words and button.isEnabled() and button.isVisible():
                self.dialog(name, button.click)
                return

    def turn(self, words: str) -> None:
        """Press a button of the page in front that opens nothing."""
        page = self.window.tabs.page()
        for button in page.findChildren(QPushButton) if page is not None else ():
            if button.text() == words and button.isVisible():
                button.click()


def _dialogs() -> Iterator[QDialog]:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            yield widget


def draw(camera: Camera, book: Path, sheet: Path, empty: Path) -> None:
    """Walk through everything there is to see."""
    window = camera.window
    window.show()
    camera.take("opening")
    window.show_no_book()
    camera.take("start")
    camera.dialog("new-book", window.menus.actions["new"].trigger)
    window.open_book(empty)
    camera.take("empty")
    window.open_book(book)
    camera.take("townships")
    _draw_townships(camera)
    _draw_menus(camera)
    _show_leaders(camera)
    draw_institutions(camera)
    _draw_staffing(camera)
    draw_evaluation(camera)
    _draw_compliance(camera)
    _draw_paper_and_import(camera, sheet)
    _draw_boxes(camera, sheet)
    draw_posts(camera)


def _draw_townships(camera: Camera) -> None:
    """Walk through what hangs on the page 乡镇街道."""
    menus = camera.window.menus.actions
    camera.press("townships-columns", "列…")
    camera.press("townships-ways", "口径…")
    _try_out(camera)
    camera.press("unit-history", "修改记录…")
    for name, command in (
        ("unit-new", "new_unit"),
        ("unit-change", "change_unit"),
        ("unit-merge", "merge_unit"),
    ):
        camera.dialog(name, menus[command].trigger)
    camera.turn("人口与编制")
    camera.take("townships-scatter")
    camera.turn("总指数与分界线")


def _draw_menus(camera: Camera) -> None:
    """Walk through the histories, the county's settings and the policies."""
    menus = camera.window.menus.actions
    camera.dialog("history", menus["history"].trigger)
    camera.dialog("imports", menus["imports"].trigger)
    camera.dialog("history-back", lambda: _choose_act(camera, 3))
    camera.dialog("undo-reason", menus["undo"].trigger)
    camera.dialog("county", menus["county"].trigger)
    camera.dialog("layouts", menus["layouts"].trigger)
    camera.dialog("print-batch", menus["print_batch"].trigger)
    camera.dialog("policies", menus["policies"].trigger)
    camera.dialog("class", menus["set_class"].trigger)
    camera.dialog("policy-value", lambda: _ask_value(camera, "classification.cut_1"))
    camera.dialog("policy-words", lambda: _ask_value(camera, "agencies.not_managed"))


def _draw_staffing(camera: Camera) -> None:
    """Walk through the page 编制测算."""
    camera.window.tabs.show_tab(STAFFING)
    camera.take("staffing")
    for name, words in (
        ("staffing-decide", "记录决定…"),
        ("staffing-keep", "另存方案…"),
        ("staffing-adopt", "采用方案…"),
        ("staffing-plans", "已存方案…"),
        ("preview-staffing", "打印核定表…"),
    ):
        camera.press(name, words)
    for name, words in (
        ("staffing-trial", "试算…"),
        ("staffing-compare", "比较"),
        ("staffing-together", "合计"),
    ):
        camera.turn(words)
        camera.take(name)
        camera.turn({"试算…": "收起试算", "合计": "行政"}.get(words, words))
    camera.dialog("method-editor", lambda: _own_method(camera))


def _draw_compliance(camera: Camera) -> None:
    """Walk through the page 合规检查."""
    camera.window.tabs.show_tab(COMPLIANCE)
    camera.take("compliance")
    page = camera.window.tabs.page()
    if isinstance(page, CompliancePage):
        camera.dialog("compliance-act", page.ask)
        camera.dialog("compliance-freeze", page.ask_freeze)


def _draw_paper_and_import(camera: Camera, sheet: Path) -> None:
    """Walk through the preview and a file that is read."""
    window = camera.window
    window.tabs.show_tab(TOWNSHIPS)
    camera.dialog("preview", window.menus.actions["print"].trigger)
    window.office.import_file(sheet)
    camera.take("import")
    camera.press("import-header", "换表头行…")


def _draw_boxes(camera: Camera, sheet: Path) -> None:
    """Walk through help, what is said over the window, and the boxes of errors."""
    window = camera.window
    camera.dialog("help", window.menus.actions["help"].trigger)
    camera.dialog("about", window.menus.actions["about"].trigger)
    window.office.say("已导入 8 个乡镇", undo=True)
    window.tabs.close_import()
    camera.take("toast")
    told = CannotRead("文件打不开", where=sheet.name, hint="请确认文件没有被别的程序占用")
    camera.dialog("alert", lambda: alerts.show(window, told))
    camera.dialog("bug", lambda: alerts.show(window, ZeroDivisionError("division by zero")))


def _choose_act(camera: Camera, number: int) -> None:
    """Open the history on an act, as if to go back to it."""
    camera.window.menus.actions["history"].trigger()
    camera.settle()
    for dialog in _dialogs():
        if isinstance(dialog, History):
            dialog.table.select(number, "label")


def _ask_value(camera: Camera, name: str) -> None:
    """Open the form for the county's own figure of a value, without the policies behind it."""
    camera.window.office.show_policy(name)
    camera.settle()
    for dialog in [found for found in _dialogs() if isinstance(found, Policies)]:
        dialog.change(name)
        dialog.hide()


def _own_method(camera: Camera) -> None:
    """Press 自定办法…, which a low window keeps behind 参数…."""
    page = camera.window.tabs.page()
    if isinstance(page, StaffingPage) and page.body is not None:
        page.body.bar.own.click()


def _try_out(camera: Camera) -> None:
    """Show the page with values tried out, and put it back."""
    page = camera.window.tabs.page()
    if not isinstance(page, TownshipsPage):
        return
    for name, settings in (
        ("townships-tried", {"assignment": "proportion", "scope": "apart"}),
        ("townships-points", {"index": "points"}),
        ("townships-ranks", {"index": "mean-rank", "assignment": "proportion"}),
    ):
        page.trying.take(settings)
        camera.take(name)
    page.trying.take({})
    camera.settle()


def _show_leaders(camera: Camera) -> None:
    page = camera.window.tabs.page()
    if isinstance(page, TownshipsPage):
        page.side.show_leaders()
        camera.take("leaders")
        page.side.tabs.setCurrentIndex(0)


@contextmanager
def _window(folder: Path, *, dark: bool, percent: int) -> Iterator[Window]:
    """Give a window whose settings and books lie in a folder of their own."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    settings = Settings()
    settings.dark, settings.percent = dark, percent
    jobs = Jobs()
    office = Office(jobs)
    office.data_folder = folder
    window = Window(office, settings)
    try:
        yield window
    finally:
        jobs.shut()
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m ui.shots", description="画出每一页和每个对话框"
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="图片放在哪里")
    parser.add_argument("--book", type=Path, help="用这本台账（取副本），不给则用示例县")
    parser.add_argument("--scale", type=float, default=1.0, help="放大倍数，如 1.5")
    parser.add_argument("--percent", type=int, default=100, help="大字，100 到 200")
    parser.add_argument("--size", type=_size, default=(1440, 900), help="窗口多大，如 1280x800")
    parser.add_argument("--dark", action="store_true", help="深色")
    return parser.parse_args(words)


def _size(word: str) -> tuple[int, int]:
    width, _, height = word.partition("x")
    return int(width), int(height)


def main(words: Sequence[str]) -> int:
    """Draw everything into a folder."""
    asked = _arguments(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(asked.scale)
    os.environ["LOGNAME"] = "jingban"  # pictures show the history: it need not name who drew them
    asked.folder.mkdir(parents=True, exist_ok=True)
    app = application()
    assert QApplication.instance() is app
    with TemporaryDirectory(prefix="shots-") as name:
        folder = Path(name)
        book, empty, sheet = folder / "样本县.db", folder / "示例县.db", folder / "基本情况表.csv"
        if asked.book is None:
            build_book(book).close()
        else:
            shutil.copy(asked.book, book)
        new_book(empty, "示例县", "999901").close()
        sheet.write_text(SHEET, encoding="utf-8")
        with _window(folder, dark=asked.dark, percent=asked.percent) as window:
            window.resize(*asked.size)
            draw(Camera(window, asked.folder), book, sheet, empty)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
