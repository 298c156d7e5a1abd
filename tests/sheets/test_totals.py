"""Totals as control sums: they must agree, and say so at their own cell where they do not."""

from pathlib import Path

import pytest

from tests.sheets import forms
from townoffice.feedback import Level
from townoffice.sheets.table import Table

HEADER = ("名称", "代码", "类型", "行政编制", "事业编制")
TOWNS: forms.Rows = (("青石镇", "999901100", "镇", 34, 38), ("白河镇", "999901101", "镇", 30, 33))
TOWNSHIPS: forms.Rows = (("双桥乡", "999901200", "乡", 20, 20),)


def read(tmp_path: Path, *rows: tuple[forms.Out, ...]) -> Table:
    return forms.table(forms.xlsx(tmp_path / "a.xlsx", [HEADER, *rows]))


def asked(found: Table) -> list[str]:
    return [p.cell for p in found.problems if p.level is Level.ASK]


def test_subtotals_above_their_members_and_a_total_below_agree(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("镇小计", None, None, 64, 71),
        *map(tuple, TOWNS),
        ("乡小计", None, None, 20, 20),
        *map(tuple, TOWNSHIPS),
        ("总　计", None, None, 84, 91),
    )
    assert found.problems == ()
    assert [cell for cell, _ in found.skipped] == ["A2", "A5", "A7"]
    assert len(found.lines) == 3


@pytest.mark.parametrize(
    ("label", "place"),
    [("合计", "top"), ("合 计", "bottom"), ("全县合计", "top"), ("总计", "bottom")],
)
def test_a_total_that_differs_is_asked_at_its_own_cell(
    tmp_path: Path, label: str, place: str
) -> None:
    total = (label, None, None, 64, 72)
    rows = [*map(tuple, TOWNS)]
    found = read(tmp_path, *([total, *rows] if place == "top" else [*rows, total]))
    assert asked(found) == ["E2" if place == "top" else "E4"]
    problem = found.problems[0]
    assert "72 名" in problem.what
    assert "71 名" in problem.what


def test_subtotals_below_their_members_agree(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        *map(tuple, TOWNS),
        ("小计", None, None, 64, 71),
        *map(tuple, TOWNSHIPS),
        ("小计", None, None, 20, 21),
    )
    assert asked(found) == ["E6"]


def test_a_part_named_by_its_kind_is_checked_and_another_is_not(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        *map(tuple, TOWNS),
        *map(tuple, TOWNSHIPS),
        ("合计", None, None, 84, 91),
        ("其中：镇", None, None, 64, 70),
        ("其中：贫困乡镇", None, None, 1, 1),
    )
    assert asked(found) == ["E6"]
    assert len(found.lines) == 3


def test_a_total_of_wrong_members_is_told_as_not_checkable(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("青石镇", "999901100", "镇", "三十四", 38),
        ("白河镇", "999901101", "镇", 30, 33),
        ("合计", None, None, 64, 71),
    )
    notes = [(p.cell, "没法核对" in p.what) for p in found.problems if p.level is Level.NOTE]
    assert notes == [("D4", True)]
    assert asked(found) == []


def test_the_county_itself_is_a_total(tmp_path: Path) -> None:
    found = read(tmp_path, ("测试县", "999901", None, 64, 71), *map(tuple, TOWNS))
    assert len(found.lines) == 2
    assert found.problems == ()


def test_totals_in_other_units_are_added_up_exactly(tmp_path: Path) -> None:
    rows: forms.Rows = [
        ("名称", "面积（亩）", "户籍人口（万人）"),
        ("青石镇", 1000, 0.1),
        ("白河镇", 2000, 0.2),
        ("合计", 3000, 0.3),
    ]
    found = forms.table(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert asked(found) == []
