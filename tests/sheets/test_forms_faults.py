"""One fault put into a difficult form is told at its own cell, and changes nothing else."""

import random

import pytest

from tests.sheets.forms_county import COUNTY, FIELDS
from tests.sheets.forms_files import as_read
from tests.sheets.forms_making import Form, Maker
from tests.sheets.forms_pages import Out
from townoffice.feedback import Level, Problem
from townoffice.sheets.fields import field_list
from townoffice.sheets.reader.scan import column_number
from townoffice.sheets.table import Table, read_table

FAULTS = ("约6万", "-12", "1234567890123456", "6.8.2", "68200*", "#REF!")


def read(form: Form) -> Table:
    return read_table(as_read(form.page), field_list("townships"), county=COUNTY)


def put(form: Form, address: str, value: Out) -> None:
    letters = address.rstrip("0123456789")
    row = form.page.rows[int(address.removeprefix(letters)) - 1]
    row += [None] * (column_number(letters) + 1 - len(row))
    row[column_number(letters)] = value


def told(found: Table, *levels: Level) -> list[Problem]:
    return [p for p in found.problems if p.level in levels]


@pytest.mark.parametrize("seed", range(8000, 8080))
def test_a_wrong_figure_stops_at_its_own_cell_and_its_sums_cannot_be_checked(seed: int) -> None:
    chance = random.Random(seed)
    form = Maker(seed).form()
    before = read(form)
    lines = [line for line in before.lines if any(line.values.get(f) is not None for f in FIELDS)]
    line = chance.choice(lines)
    field = chance.choice([f for f in FIELDS if line.values.get(f) is not None])
    address = line.addresses(field)
    put(form, address, chance.choice(FAULTS))
    after = read(form)
    assert [p.cell for p in told(after, Level.STOP)] == [address], form.traits
    assert told(after, Level.ASK) == [], form.traits
    for one, other in zip(before.lines, after.lines, strict=True):
        gone = {field} if one.cell == line.cell else set()
        assert other.values == {k: v for k, v in one.values.items() if k not in gone}


def totals(found: Table) -> list[str]:
    """Give the first cells of the lines of sums, without those of shares."""
    return [cell for cell, why in found.skipped if why.startswith("合计行")]


def summed(form: Form, found: Table, chance: random.Random) -> str | None:
    """Give the cell of some sum of a form, None where it has none or its tables stand abreast."""
    columns = [c for c in found.columns if c.key in FIELDS and c.unit]
    if found.turned or "arranged=beside" in form.traits or not totals(found) or not columns:
        return None
    row = chance.choice(totals(found)).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters = chance.choice(columns).cell.rstrip("0123456789")
    cells = form.page.rows[int(row) - 1]
    place = column_number(letters)
    return letters + row if place < len(cells) and cells[place] is not None else None


@pytest.mark.parametrize("first", range(9000, 9200, 20))
def test_a_control_sum_that_differs_is_asked_about_at_its_own_cell(first: int) -> None:
    tried = 0
    for seed in range(first, first + 20):
        form = Maker(seed).form()
        address = summed(form, read(form), random.Random(seed))
        if address is not None:
            tried += 1
            put(form, address, "987654")
            assert [p.cell for p in told(read(form), Level.ASK)] == [address], form.traits
    assert tried > 0
