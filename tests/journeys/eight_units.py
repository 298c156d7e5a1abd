"""The eight units of §0.3 as a clerk hands them in, and a book they were imported into."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from tests.shell import Document, shell

HEADS = (
    *("区划代码", "名称", "类型", "户籍人口(人)", "常住人口(人)", "辖区面积(平方公里)"),
    *(
        "地区生产总值(万元)",
        "财政收入(万元)",
        "核定行政编制",
        "核定事业编制",
        "实有行政",
        "实有事业",
    ),
)
UNITS = (
    ("999901100", "青石镇", "镇", 68200, 74100, 86.4, 512300, 18650, 34, 38, 32, 36),
    ("999901101", "白河镇", "镇", 51400, 46200, 132.7, 301200, 9120, 30, 33, 30, 31),
    ("999901102", "云岭镇", "镇", 33800, 28900, 158.2, 142600, 3980, 25, 27, 23, 26),
    ("999901103", "柳溪镇", "镇", 42600, 39500, 97.5, 228400, 6410, 28, 30, 28, 30),
    ("999901200", "双桥乡", "乡", 18900, 15200, 121.3, 60800, 1240, 20, 20, 18, 18),
    ("999901201", "高坪乡", "乡", 12300, 9800, 203.6, 41500, 760, 18, 17, 17, 16),
    ("999901001", "南湖街道", "街道", 57600, 83200, 24.1, 695000, 23800, 32, 36, 32, 37),
    ("999901002", "北岸街道", "街道", 35200, 48100, 18.2, 318200, 10040, 27, 29, 26, 29),
)


def workbook(path: Path, rows: tuple[tuple[str | float, ...], ...]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (HEADS, *rows):
        sheet.append(list(row))
    made.save(path)
    return path


def imported(folder: Path) -> Path:
    """Make a book of the eight units through the shell."""
    path = folder / "示例县.db"
    assert shell("new", path, "--county", "示例县", "--code", "999901").status == 0
    file = workbook(folder / "乡镇基本情况.xlsx", UNITS)
    assert shell("import", path, file, "--year", "2024").status == 0
    return path


def units(document: Mapping[str, Document]) -> dict[str, Mapping[str, Document]]:
    listed = document["units"]
    assert isinstance(listed, list)
    found: dict[str, Mapping[str, Document]] = {}
    for unit in listed:
        assert isinstance(unit, Mapping)
        found[str(unit["name"])] = unit
    return found
