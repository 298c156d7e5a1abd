"""A real window on a display of its own, driven by the keyboard alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def display() -> Iterator[str]:
    """A display without a screen."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    words = [program, "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        yield f":{number}"
        server.terminate()


@pytest.mark.timeout(240)
def test_a_real_window_is_walked_through_by_keys(display: str, tmp_path: Path) -> None:
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    env = {
        **os.environ,
        **dict.fromkeys(homes, str(tmp_path)),
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.walk", tmp_path],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    if "could not load the Qt platform plugin" in done.stderr.lower():
        pytest.skip("Qt's libraries for a screen are not installed (tools/system.sh screen)")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "walked on xcb" in done.stdout
