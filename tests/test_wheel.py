"""The wheel holds everything: installed into an empty environment, it does the main job."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("townoffice", "ui", "resources", "sample_db", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that knows nothing of this checkout; a failure shows what it said."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command} said:\n{done.stdout}\n{done.stderr}"
    return done.stdout


# Building and installing fetch packages, which takes a minute where the line is slow.
@pytest.mark.timeout(600)
def test_the_wheel_in_an_empty_environment_writes_the_tables(tmp_path: Path) -> None:
    source, neutral = tmp_path / "source", tmp_path / "elsewhere"
    source.mkdir()
    neutral.mkdir()
    # A copy, for setuptools leaves a build folder whose stale files would get into the next wheel.
    for name in SOURCES:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, source / name)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, source, cwd=neutral)
    (wheel,) = tmp_path.glob("*.whl")

    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=neutral)
    run(programs / "townoffice", "demo", neutral / "demo", cwd=neutral)

    assert (neutral / "demo" / "sample.db").is_file()
    tables = {path.name for path in (neutral / "demo" / "tables").iterdir()}
    kinds = [Path(name).suffix for name in tables]
    assert kinds.count(".pdf") >= 2, tables
    assert kinds.count(".xlsx") >= 2, tables
