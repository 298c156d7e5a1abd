"""Starting the child that reads a file, and turning whatever becomes of it into one sentence.

The child may die in any way: at its memory limit, aborted by its parser, killed by the system, too
slow. For the caller each of these is a :class:`~townoffice.feedback.BadWorkbook`.

The child runs isolated and without site files (``-I -S``): no variable and no ``.pth`` file of the
machine has a say in it, and it starts a little faster. Hence it is told where its modules lie.
"""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import townoffice
from townoffice.feedback import BadWorkbook, Progress

T = TypeVar("T")

SAVE_AS = "请用 WPS 打开，删除多余内容后另存为 .xlsx，再导入"
_LOOK_EVERY = 0.1
_ANSWERED = (0, 1)
_PARSERS = ("python_calamine", "xlrd")
_START = """
import os, sys
sys.path += sys.argv[2:]
from townoffice.sheets.reader.__main__ import main
os._exit(main(sys.argv[1]))
"""
"""It ends at once: the system gives back a million cells sooner than the interpreter does."""


def ask_child(
    path: Path,
    progress: Progress,
    seconds: float,
    hear: Callable[[Iterable[bytes]], T],
    *,
    program: str = _START,
    libraries: Sequence[str] = _PARSERS,
    said: bytes = b"",
) -> tuple[T, int]:
    """Run the child on a file: what was made of its output, and 0 for cells or 1 for a refusal.

    ``hear`` gets the output line by line in a thread of its own, while the child still speaks.
    Another ``program`` may do something else with the file: it needs other ``libraries`` and is
    told ``said`` on its standard input. Cancelling and running late kill it.

    :raises BadWorkbook: it died or took longer than ``seconds``.
    """
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c"]
    deadline = time.monotonic() + seconds
    still: bytes | None = said
    out, into = os.pipe()
    with (
        os.fdopen(out, "rb") as lines,
        ThreadPoolExecutor(1) as listener,
        _started([*command, program, str(path.absolute()), *_folders(libraries)], into) as child,
    ):
        heard = listener.submit(_heard, hear, lines)
        try:
            while True:
                progress(0, 0, f"正在读取 {path.name}")
                try:
                    child.communicate(still, timeout=_LOOK_EVERY)
                except subprocess.TimeoutExpired:
                    still = None
                    if time.monotonic() > deadline:
                        what = f"读取超过 {seconds:g} 秒，已停止"
                        raise BadWorkbook(what, where=path.name, hint=SAVE_AS) from None
                else:
                    break
        finally:
            if child.poll() is None:
                child.kill()
    if child.returncode not in _ANSWERED or not (answer := heard.result()):
        raise BadWorkbook("读取程序中途停止了，文件可能太大或已损坏", where=path.name, hint=SAVE_AS)
    return answer, child.returncode


def _started(command: Sequence[str], into: int) -> "subprocess.Popen[bytes]":
    """Start the child, whose output goes into a pipe nobody else holds open."""
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=into, stderr=subprocess.DEVNULL
        )
    finally:
        os.close(into)


def _heard(hear: Callable[[Iterable[bytes]], T], lines: Iterable[bytes]) -> T:
    """Hear the child to its end whatever happens: one that nobody hears would never end."""
    try:
        return hear(lines)
    finally:
        for _ in lines:
            pass


def _folders(libraries: Sequence[str] = _PARSERS) -> list[str]:
    """Give the folders of the office and of the parsers: the child looks for no site files."""
    root = str(Path(townoffice.__file__).parents[1])
    found = (importlib.util.find_spec(name) for name in libraries)
    origins = [spec.origin for spec in found if spec is not None and spec.origin]
    return list(dict.fromkeys([root, *(str(Path(origin).parents[1]) for origin in origins)]))
