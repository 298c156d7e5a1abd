"""Other people's parser test files: each ends in data or in one clear sentence."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED_DATA
from tests.sheets import forms
from townoffice.feedback import BadWorkbook
from townoffice.sheets import child
from townoffice.sheets.fields import field_list
from townoffice.sheets.table import read_table
from townoffice.sheets.workbook import read_workbook

CORPUS = SHARED_DATA / "corpus"
FOLDERS = ("corpus", "nbs", "indicators", "forms")
FILES = sorted(p for name in FOLDERS for p in (SHARED_DATA / name).rglob("*") if p.is_file())
MOST_KB = 512 * 1024
# VmHWM is the child's own highest figure; getrusage would count the test's process before exec.
WEIGHED = """
import sys
sys.path += sys.argv[2:]
from townoffice.sheets.reader.__main__ import main
main(sys.argv[1])
with open("/proc/self/status") as status:
    lines = dict(line.split(":", 1) for line in status)
sys.stderr.write(lines["VmHWM"].split()[0])
"""


def ends_well(path: Path) -> bool:
    """Read a file; True with data, False with a sentence that says what to do."""
    refused: BadWorkbook | None = None
    book = None
    try:
        book = read_workbook(path)
        read_table(book, field_list("townships"))
    except BadWorkbook as error:
        refused = error
    if refused is not None:
        assert refused.what
        assert refused.hint
        assert refused.where == path.name
    return book is not None


@pytest.mark.skipif(not FILES, reason="../shared/data/corpus is not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_ends_in_data_or_a_sentence(path: Path) -> None:
    ends_well(path)  # within 20 seconds: a child that takes longer is a sentence that says so


@pytest.mark.skipif(not FILES, reason="../shared/data/corpus is not here")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the highest memory of itself")
def test_no_file_takes_the_child_more_than_512_mib_or_ends_it() -> None:
    peaks = {path.name: peak(path) for path in FILES}
    assert [name for name, kilobytes in peaks.items() if not 0 < kilobytes <= MOST_KB] == []


def peak(path: Path) -> int:
    """Read a file as the child does, under its limits; its highest memory in kB, 0 if it died."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", WEIGHED, str(path), *child._folders()],
        capture_output=True,
        check=False,
    )
    return int(done.stderr) if done.stderr.isdigit() else 0


@pytest.mark.skipif(not FILES, reason="../shared/data/corpus is not here")
@pytest.mark.parametrize(
    "name",
    [
        "calamine/biff5_write.xls",
        "calamine/any_sheets.xlsb",
        "calamine/date_1904.xls",
        "calamine/strict_iso_paths.xlsx",
        "openpyxl/empty_no_dimensions.xlsx",
        "sheetjs/artifacts_wps_write.et",
        "sheetjs/minimal_112.tsv",
        "sheetjs/sheet_visibility_strict.xlsx",
        "sheetjs/wps_image.et",
        "calamine/OOM_alloc.xls",
        "calamine/OOM_alloc2.xls",
        "calamine/issue_666_panic.xlsb",
        "sheetjs/phpexcel_bad_cfb_dir.xls",
    ],
)
def test_files_that_hold_data_give_it(name: str) -> None:
    assert ends_well(CORPUS / name)


@pytest.mark.parametrize("seed", range(12))
def test_a_mutated_workbook_never_gets_past_the_child(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = forms.xlsx(tmp_path / "变.xlsx", [forms.HEADER, *forms.UNITS])
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(bytes(data))
    ends_well(path)
