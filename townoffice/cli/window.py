"""Shell command for the window: it starts as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import click

from townoffice.cli.options import PATH
from townoffice.feedback import CannotRead

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@click.command(name="open")
@click.argument("book", metavar="[BOOK]", type=PATH, required=False)
def open_(book: Path | None) -> None:
    """打开窗口；给出台账就打开这本台账。"""
    open_window(book)


def open_window(book: Path | None) -> None:
    """Start the window and let it be; CannotRead where there is no screen or no such book."""
    if sys.platform not in {"win32", "darwin"} and not any(map(os.environ.get, _SCREENS)):
        raise CannotRead("这里没有图形桌面，打不开窗口", hint="请用 townoffice --help 查看命令")
    if book is not None and not book.is_file():
        raise CannotRead("没有这个台账", where=str(book), hint="请核对路径")
    command = [sys.executable, "-m", "ui", *([str(book.resolve())] if book else [])]
    subprocess.Popen(command, start_new_session=True)


COMMANDS = (open_,)
