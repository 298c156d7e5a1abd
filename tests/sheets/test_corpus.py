"""Other people's parser test files: each ends in data or in one clear sentence."""

import random
from pathlib import Path

import pytest

from tests.conftest import SHARED_DATA
from tests.sheets import forms
from townoffice.feedback import BadWorkbook
from townoffice.sheets.fields import field_list
from townoffice.sheets.table import read_table
from townoffice.sheets.workbook import read_workbook

CORPUS = SHARED_DATA / "corpus"
FILES = sorted(p for p in CORPUS.rglob("*") if p.is_file()) if CORPUS.is_dir() else []


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
    ends_well(path)


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
