"""SIGKILL in the middle of a change: all of it or nothing, and nothing acknowledged is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked")
def test_thirty_kills_leave_no_half_change(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.book.killing", tmp_path / "b.db", "30"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=100,
    )
    seen = json.loads(said.stdout)
    assert (seen["lost"], seen["half"], seen["unsound"]) == (0, 0, 0), seen
    assert seen["hot"] > 0, "no kill fell into a change; the test proves nothing"
    assert seen["states"] > 1
