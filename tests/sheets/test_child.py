"""The child that reads: whatever becomes of it, the office says one sentence and goes on."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest

from tests.sheets import forms
from tests.sheets.test_hostile import refusal
from townoffice.feedback import BadWorkbook, Cancelled
from townoffice.sheets.workbook import read_workbook


class DyingChild(subprocess.Popen[bytes]):
    """A child that is killed as soon as it has started."""

    def __init__(self, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)  # type: ignore[call-overload]  # handed through as it came
        self.kill()


class WatchedChild(subprocess.Popen[bytes]):
    """A child the test can look at after it is gone."""

    seen: ClassVar[list["WatchedChild"]] = []

    def __init__(self, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)  # type: ignore[call-overload]  # handed through as it came
        self.seen.append(self)


def test_the_death_of_the_child_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = forms.xlsx(tmp_path / "好.xlsx", [forms.HEADER, *forms.UNITS])
    monkeypatch.setattr(subprocess, "Popen", DyingChild)
    assert "中途停止" in refusal(path)


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.write_text("名称,户籍人口\n" + "青石镇,1\n" * 190_000)
    with pytest.raises(BadWorkbook, match="已停止"):
        read_workbook(path, seconds=0)


def test_cancelling_leaves_no_child_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = forms.xlsx(tmp_path / "好.xlsx", [forms.HEADER, *forms.UNITS])
    monkeypatch.setattr(subprocess, "Popen", WatchedChild)

    def cancel(_done: int, _total: int, _text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(path, cancel)
    assert WatchedChild.seen[-1].returncode is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_AS")
def test_the_child_limits_its_own_memory() -> None:
    code = (
        "from townoffice.sheets.reader.limits import limit_itself\n"
        "limit_itself()\n"
        "try:\n    bytearray(600 * 1024 * 1024)\n"
        "except MemoryError:\n    print('refused')\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert answer.stdout.strip() == "refused"


def test_the_child_knows_nothing_of_the_office() -> None:
    code = (
        "import sys\n"
        "import townoffice.sheets.reader.__main__, townoffice.sheets.reader.package\n"
        "import townoffice.sheets.reader.legacy, townoffice.sheets.reader.markup\n"
        "print(*[name for name in sys.modules if name.startswith('townoffice')\n"
        "        and not name.startswith('townoffice.sheets.reader')])\n"
        "print('sqlalchemy' in sys.modules)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert answer.stdout.split() == ["townoffice", "townoffice.sheets", "False"]


def test_a_variable_of_the_machine_has_no_say_in_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = forms.xlsx(tmp_path / "好.xlsx", [forms.HEADER, *forms.UNITS])
    assert len(read_workbook(path).sheets[0].rows) == 1 + len(forms.UNITS)


def test_a_text_named_by_very_many_cells_ends_the_child_and_not_the_office(tmp_path: Path) -> None:
    path = tmp_path / "长.xlsx"
    base = forms.xlsx(tmp_path / "一.xlsx", [["镇" * 32_000]])
    with zipfile.ZipFile(base) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 90_001)
    )
    sheet = "xl/worksheets/sheet1.xml"
    head, _, tail = parts[sheet].partition("<sheetData>")
    rest = tail.partition("</sheetData>")[2]
    parts[sheet] = f"{head}<sheetData>{cells}</sheetData>{rest}"
    path.write_bytes(forms.package(parts))
    assert "中途停止" in refusal(path)
