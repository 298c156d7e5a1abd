"""A second program opens the workbooks and recalculates them (only where LibreOffice is there)."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.prints import test_forms_transfers, test_xlsx
from tests.prints.ways import WAYS
from townoffice.prints.xlsx import write_xlsx

FORMS = {**test_xlsx.FORMS, **test_forms_transfers.FORMS, **WAYS}
SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def without_stored_results(source: Path, target: Path) -> None:
    """Copy a workbook and take the stored result out of every formula, so it must be calculated."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(name, content)


def test_the_office_program_calculates_what_was_stored(tmp_path: Path) -> None:
    bare, again = tmp_path / "bare", tmp_path / "again"
    bare.mkdir()
    for name, make in FORMS.items():
        write_xlsx(make(), tmp_path / f"{name}.xlsx")
        without_stored_results(tmp_path / f"{name}.xlsx", bare / f"{name}.xlsx")
    subprocess.run(
        [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(again),
            *(str(bare / f"{name}.xlsx") for name in FORMS),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    for name in FORMS:
        stored = openpyxl.load_workbook(tmp_path / f"{name}.xlsx", data_only=True).worksheets[0]
        live = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").worksheets[0]
        other = openpyxl.load_workbook(again / f"{name}.xlsx", data_only=True).worksheets[0]
        for row in live.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    ours, theirs = stored[cell.coordinate].value, other[cell.coordinate].value
                    assert theirs == pytest.approx(ours, rel=1e-12), (name, cell.coordinate)
