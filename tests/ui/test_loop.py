"""The window never stands still: no slot keeps its thread busy for more than 50 ms.

Measured is the processor time of the window's own thread between two turns of the event loop, so
that neither other programs nor the worker holding the interpreter count against it. A stretch is
taken at its best of several rounds: a slow slot is slow every time, a hiccup of the machine is not.
"""

from collections.abc import Callable
from time import thread_time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, settled
from ui.window import Window

MOST_MS = 50
ROUNDS = 4


class Watch:
    """Turns with the event loop and keeps the longest stretch of work between two turns."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._turn)
        self._longest = self._last = 0.0

    def longest_ms(self, act: Callable[[], None]) -> float:
        """Watch one act until it is done."""
        self._longest, self._last = 0.0, thread_time()
        self._timer.start()
        act()
        self._timer.stop()
        return self._longest * 1000

    def _turn(self) -> None:
        now = thread_time()
        self._longest = max(self._longest, now - self._last)
        self._last = now


def best(watch: Watch, *acts: Callable[[], None]) -> list[float]:
    """Give the best of several rounds for each act."""
    rounds = [[watch.longest_ms(act) for act in acts] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def test_the_loop_turns_while_the_county_is_opened_and_read_again(
    qtbot: QtBot, open_window: Window
) -> None:
    window = open_window
    path = window.office.path
    assert path is not None

    def done() -> None:
        settled(qtbot, window)
        qtbot.wait(30)

    def open_again() -> None:
        with qtbot.waitSignal(window.office.opened, timeout=SOON):
            window.open_book(path)
        done()

    def turn(place: int) -> Callable[[], None]:
        def act() -> None:
            window.tabs.show_tab(place)
            done()

        return act

    def take_back() -> None:
        window.menus.actions["undo"].trigger()
        done()
        window.menus.actions["redo"].trigger()
        done()

    turn(1)()
    names = ("打开", "编制测算", "撤销和重做", "乡镇街道", "撤销和重做")
    acts = (open_again, turn(1), take_back, turn(0), take_back)
    found = dict(zip(names, best(Watch(), *acts), strict=True))
    assert {name: ms for name, ms in found.items() if ms > MOST_MS} == {}


def test_the_watch_sees_a_slot_that_is_too_long(qtbot: QtBot) -> None:
    def busy() -> None:
        end = thread_time() + 2 * MOST_MS / 1000
        while thread_time() < end:
            pass

    def act() -> None:
        QTimer.singleShot(0, busy)
        qtbot.wait(20)

    assert Watch().longest_ms(act) > MOST_MS
