"""Difficult forms, drawn by chance, each read as its truth: nothing lost, nothing added.

The same seeds always make the same forms. What a form consists of is in ``Form.traits``; a failure
shows them beside what was read wrongly.
"""

import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from tests.sheets.forms_county import COUNTY, FIELDS, Figure
from tests.sheets.forms_files import FORMATS, as_read, xlsx
from tests.sheets.forms_making import Form, Maker
from townoffice.feedback import Level
from townoffice.sheets.fields import field_list
from townoffice.sheets.table import Line, Table, read_table
from townoffice.sheets.workbook import Workbook, read_workbook

OFFICE = shutil.which("soffice")


def read(book: Workbook) -> Table:
    return read_table(book, field_list("townships"), county=COUNTY)


def wrong(form: Form, found: Table) -> list[str]:
    """Say what was read otherwise than the truth, and what somebody would be asked needlessly."""
    read_units: dict[str | None, dict[str, object]] = {}
    said = [f"{p.cell} {p.what}" for p in found.problems if p.level is not Level.NOTE]
    for line in found.lines:
        unit = read_units.setdefault(line.code if form.by_code else line.name, {})
        said += _join(unit, line)
    said += [f"no unit {key}" for key in form.truth.keys() - read_units.keys()]
    said += [f"no such unit {key}" for key in read_units.keys() - form.truth.keys()]
    for key, figures in form.truth.items():
        said += _differences(key, figures, read_units.get(key, {}))
    return said


def _join(unit: dict[str, object], line: Line) -> Iterator[str]:
    for name, value in line.values.items():
        if name not in FIELDS:
            continue
        if value is not None and unit.get(name) is not None:
            yield f"{line.cell} {name} twice"
        if value is not None or name not in unit:
            unit[name] = value


def _differences(key: str, figures: dict[str, Figure], unit: dict[str, object]) -> Iterator[str]:
    for name in FIELDS:
        true, found = figures.get(name), unit.get(name)
        same = true is None if found is None else true is not None
        if same and found is not None and true is not None:
            assert isinstance(found, int | Fraction) or hasattr(found, "as_tuple")
            same = Fraction(str(found)) == Fraction(true)
        if not same:
            yield f"{key} {name}: {true}, read {found}"


@pytest.mark.parametrize("first", range(0, 1000, 25))
def test_forms_drawn_by_chance_are_read_as_their_truth(first: int) -> None:
    for seed in range(first, first + 25):
        form = Maker(seed).form()
        assert wrong(form, read(as_read(form.page))) == [], (seed, form.traits)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("seed", range(5000, 5003))
def test_every_format_is_read_as_its_truth(tmp_path: Path, kind: str, seed: int) -> None:
    form = Maker(seed).form()
    ending, write = FORMATS[kind]
    found = read(read_workbook(write(tmp_path / f"表{ending}", form.page)))
    assert wrong(form, found) == [], form.traits


@pytest.mark.skipif(OFFICE is None, reason="no office suite here that could write .xls")
def test_old_workbooks_are_read_as_their_truth(tmp_path: Path) -> None:
    forms = {f"{seed}.xls": Maker(seed).form() for seed in range(6000, 6006)}
    paths = [xlsx(tmp_path / f"{name}x", form.page) for name, form in forms.items()]
    assert OFFICE is not None
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=120)
    for name, form in forms.items():
        assert wrong(form, read(read_workbook(tmp_path / name))) == [], form.traits


@pytest.mark.parametrize("seed", range(7000, 7020))
def test_hidden_lines_and_columns_that_were_read_are_said(seed: int) -> None:
    form = Maker(seed).form()
    page = form.page
    page.hidden_rows = set(range(len(page.rows)))
    page.hidden_columns = {place for row in page.rows for place in range(len(row))}
    notes = [p.what for p in read(as_read(page)).problems if "隐藏" in p.what]
    assert any("行是隐藏的" in what for what in notes)
    assert any("隐藏的列" in what for what in notes)
