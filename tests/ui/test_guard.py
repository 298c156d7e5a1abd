"""The PySide6 that is installed is none of those that abort."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    script = Path(__file__).with_name("guard.py")
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_guard_tries_both_ends_of_the_range() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked: list[str] = tomllib.load(file)["project"]["dependencies"]
    (line,) = (line for line in asked if line.startswith("PySide6"))
    least, below = re.findall(r"[\d.]+\d", line.partition(">=")[2])
    tried = re.findall(r"\d+\.\d+\.[\d.]+\d|\d+\.\d+\.\d", (ROOT / "tools/guard.sh").read_text())
    assert tried[0] == least
    low, high = (tuple(map(int, text.split("."))) for text in (tried[-1], below))
    assert low[0] == high[0]
    assert low[1] == high[1] - 1
