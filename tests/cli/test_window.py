"""The shell starts the window as a process of its own, or says why not."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.shell import shell

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """A screen, and a list of what was started instead of starting it."""
    monkeypatch.setenv("DISPLAY", ":0")
    commands: list[Sequence[str]] = []

    def start(command: Sequence[str], *, start_new_session: bool) -> None:
        assert start_new_session
        commands.append(command)

    monkeypatch.setattr(subprocess, "Popen", start)
    return commands


def test_bare_and_open_start_the_window(started: list[Sequence[str]], tmp_path: Path) -> None:
    book = tmp_path / "示例县.db"
    book.touch()
    for words in ((), ("open",), ("open", book)):
        assert shell(*words).status == 0
    assert started == [
        [sys.executable, "-m", "ui"],
        [sys.executable, "-m", "ui"],
        [sys.executable, "-m", "ui", str(book)],
    ]


def test_a_book_that_is_not_there_is_refused(started: list[Sequence[str]], tmp_path: Path) -> None:
    answer = shell("open", tmp_path / "没有.db")
    assert (answer.status, answer.out) == (1, "")
    assert "没有这个台账" in answer.err
    assert started == []


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a screen there")
@pytest.mark.parametrize("words", [(), ("open",)])
def test_without_a_screen_one_sentence_says_so(
    started: list[Sequence[str]], words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    answer = shell(*words)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.strip().count("\n") == 0
    assert "没有图形桌面" in answer.err
    assert started == []


def test_help_lists_the_commands_and_starts_nothing(started: list[Sequence[str]]) -> None:
    answer = shell("--help")
    assert answer.status == 0
    assert "打开窗口" in answer.out
    assert started == []
