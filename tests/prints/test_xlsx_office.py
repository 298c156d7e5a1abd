"""A second program opens the workbooks and recalculates them (only where LibreOffice is there)."""

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from tests.prints import test_forms_transfers, test_xlsx, test_xlsx_forms
from tests.prints.extraction import pages_text
from tests.prints.ways import WAYS
from townoffice.prints.fonts import FontSet
from townoffice.prints.texts import form_texts
from townoffice.prints.xlsx import write_xlsx

FORMS = {**test_xlsx.FORMS, **test_forms_transfers.FORMS, **test_xlsx_forms.FORMS, **WAYS}
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


def converted(folder: Path, kind: str, sources: Path) -> None:
    """Let the office program open every workbook of a folder and write it as another kind."""
    subprocess.run(
        [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / kind),
            *(str(sources / f"{name}.xlsx") for name in FORMS),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )


def test_the_office_program_calculates_what_was_stored_and_keeps_every_cell(
    tmp_path: Path,
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    for name, make in FORMS.items():
        write_xlsx(make(), tmp_path / f"{name}.xlsx")
        without_stored_results(tmp_path / f"{name}.xlsx", bare / f"{name}.xlsx")
    converted(tmp_path, "xlsx", bare)
    for name in FORMS:
        stored = openpyxl.load_workbook(tmp_path / f"{name}.xlsx", data_only=True).worksheets[0]
        live = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").worksheets[0]
        other = openpyxl.load_workbook(tmp_path / "xlsx" / f"{name}.xlsx", data_only=True)
        theirs = other.worksheets[0]
        assert {str(r) for r in theirs.merged_cells.ranges} == {
            str(r) for r in live.merged_cells.ranges
        }, name
        for row in live.iter_rows():
            for cell in row:
                ours, its = stored[cell.coordinate].value, theirs[cell.coordinate].value
                if isinstance(ours, int | float):
                    assert its == pytest.approx(ours, rel=1e-12), (name, cell.coordinate)
                else:
                    assert its == ours, (name, cell.coordinate)


def test_the_office_program_prints_every_text_and_figure_of_the_form(
    tmp_path: Path, fonts: FontSet
) -> None:
    for name, make in FORMS.items():
        write_xlsx(make(), tmp_path / f"{name}.xlsx")
    converted(tmp_path, "pdf", tmp_path)
    for name, make in FORMS.items():
        form = make()
        pages = pages_text(tmp_path / "pdf" / f"{name}.pdf")
        wanted = Counter("".join("".join(form_texts(form)).split()))
        found = Counter("".join(pages))
        assert not wanted - found, name
        if len(pages) == 1:
            number = "" if form.approval else f"—{form.first_page}—"
            more = f"注：年月日{number}" if form.sign_off else f"注：{number}"
            assert found - wanted <= Counter(more), name
