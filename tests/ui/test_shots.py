"""The pictures: every page and dialog is drawn, and none of them is empty."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

PAGES = (
    "start",
    "empty",
    "townships",
    "institutions",
    "staffing",
    "import",
    "preview",
    "history",
    "policies",
)
DIALOGS = ("new-book", "help", "about", "alert", "bug", "staffing-adopt", "unit-history")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw once: dark and at 1.5, which asks more than the ordinary."""
    folder = tmp_path_factory.mktemp("shots")
    command = [sys.executable, "-m", "ui.shots", str(folder), "--scale", "1.5", "--dark"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return folder


@pytest.mark.parametrize("name", [*PAGES, *DIALOGS])
def test_each_picture_shows_something(pictures: Path, name: str) -> None:
    picture = QImage(str(pictures / f"{name}.png"))
    assert not picture.isNull()
    small = picture.scaled(64, 64)
    colours = {small.pixel(x, y) for x in range(64) for y in range(64)}
    assert len(colours) > 20


def test_pages_have_the_size_of_the_design_times_the_scale_and_are_dark(pictures: Path) -> None:
    for name in ("townships", "institutions", "staffing", "import"):
        picture = QImage(str(pictures / f"{name}.png"))
        assert (picture.width(), picture.height()) == (2160, 1350)
        assert QColor(picture.pixel(2100, 20)).lightness() < 80
