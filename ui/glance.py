"""The first look at the book, taken by a process of its own while the window is made.

Reading the desk and Qt in one process adds up, whichever thread does it: there is one interpreter
lock. A child (:mod:`townoffice.desk.glance`) that is started before Qt is read has the first page
ready when the frame is painted. Measured with two processors (``tests.bench``, medians of 7): the
table of 24 units stands painted 4.1 × a bare window after the start, without the child 6.4 ×; the
frame pays 5 ms for reading ``subprocess``. The child gives way to everything else, so where all
processors are busy the frame is not later; the table then is by what the worker waits in vain.

It costs no certainty: what the child gives is shown read-only until the window has opened the book
itself, and an answer that does not come, is late or is no overview changes nothing. The answer is
that of our own child over a pipe nobody else holds, hence it may be pickled.
"""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import townoffice

if TYPE_CHECKING:  # nothing is read before Qt that the child does not need to be started
    from townoffice.feedback import Progress
    from townoffice.records import Overview

__all__ = ["Glance"]

_START = """
import os, sys
if hasattr(os, "nice"):
    os.nice(10)  # what the window does comes first
sys.path += sys.argv[1:]
from townoffice.desk.glance import main
sys.exit(main())
"""
_LATE = 0.2
"""Seconds the worker waits at most; on a machine with a processor to spare it waits 30 ms."""
_LOOK_EVERY = 0.05


class Glance:
    """One child: started, asked once, read once; or dropped.

    ``command`` starts another child, ``late`` is how many seconds :meth:`read` waits at most.
    """

    def __init__(self, command: list[str] | None = None, *, late: float = _LATE) -> None:
        self._late = late
        self._child: subprocess.Popen[bytes] | None = None
        if command is None and (os.cpu_count() or 1) < 2:
            return  # one processor does one thing after the other, and the frame would wait
        folders = [str(Path(townoffice.__file__).parents[1]), *sys.path]
        try:
            self._child = subprocess.Popen(
                command or [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, *folders],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:  # the system gives no process: then without
            return

    def ask(self, path: Path, year: int | None) -> None:
        """Say what to look at; it is looked at while the window goes on."""
        if self._child is None or self._child.stdin is None:
            return
        asked = f"{'' if year is None else year}\t{path.absolute()}"
        try:
            self._child.stdin.write(os.fsencode(asked) + b"\n")
            self._child.stdin.flush()
        except OSError:  # it died: reading finds no answer
            return

    def read(self, progress: "Progress") -> "Overview | None":
        """Wait for the answer; None where there is none. For the worker."""
        if self._child is None:
            return None
        end = monotonic() + self._late
        try:
            while monotonic() < end:
                progress(0, 0, "正在打开…")
                try:
                    said, _ = self._child.communicate(timeout=_LOOK_EVERY)
                except subprocess.TimeoutExpired:
                    continue
                return _understood(said) if self._child.returncode == 0 else None
            return None
        finally:
            self.drop()

    def drop(self) -> None:
        """End the child, if it has not ended."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        child.wait()


def _understood(said: bytes) -> "Overview | None":
    import pickle  # noqa: PLC0415  read when there is an answer, after the frame is painted

    from townoffice.records import Overview  # noqa: PLC0415  the same

    if len(said) < 8 or int.from_bytes(said[:8], "big") != len(said) - 8:
        return None
    try:
        page = pickle.loads(said[8:])  # noqa: S301  from our own child, see the module
    except Exception:  # noqa: BLE001  whatever it said, the book is opened as ever
        return None
    return page if isinstance(page, Overview) else None
