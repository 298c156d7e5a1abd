"""Classifying through the shell door, every way the documents know: figures to the last digit."""

import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.eight_units import UNITS, imported, units
from tests.shell import Document, shell


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return imported(tmp_path)


def test_classify_gives_the_example_of_1_6(book: Path) -> None:
    document = shell("classify", book, "--year", "2024", "--json").document()
    found = units(document)
    assert document["weights"] == {
        "registered_population": 5,
        "fiscal_revenue": 3,
        "area_km2": 2,
    }
    assert {name: (u["share"], u["index"], u["class"]) for name, u in found.items()} == {
        "青石镇": ("20.2693", "162.15", 1),
        "南湖街道": ("19.2211", "153.77", 1),
        "白河镇": ("14.8806", "119.04", 2),
        "柳溪镇": ("11.5708", "92.57", 2),
        "云岭镇": ("10.6525", "85.22", 2),
        "北岸街道": ("10.0026", "80.02", 2),
        "高坪乡": ("7.0661", "56.53", 3),
        "双桥乡": ("6.3371", "50.70", 3),
    }
    assert found["白河镇"]["near_cut"] is True
    assert found["青石镇"]["leadership_posts"] is None
    assert found["白河镇"]["leadership_posts"] == 11
    assert "classification.cut_1" in json.dumps(document["inferred"])
    assert document["missing"] == ["leadership.class_1"]


def figures(document: Mapping[str, Document]) -> dict[str, tuple[Document, Document]]:
    return {name: (unit["index"], unit["class"]) for name, unit in units(document).items()}


def test_the_other_columns_of_1_6(book: Path) -> None:
    order = "weights=population=5,area_km2=3,fiscal_revenue=2"
    assert figures(shell("classify", book, "--set", order, "--json").document()) == {
        "青石镇": ("150.20", 1),
        "南湖街道": ("130.33", 1),
        "白河镇": ("121.79", 1),
        "柳溪镇": ("94.90", 2),
        "云岭镇": ("95.95", 2),
        "北岸街道": ("70.90", 3),
        "高坪乡": ("75.05", 3),
        "双桥乡": ("60.88", 3),
    }
    spans = ("--set", "index=min-max", "--set", "assignment=proportion")
    document = shell("classify", book, *spans, "--json").document()
    assert (document["index_method"], document["assignment"]) == ("min-max", "proportion")
    assert figures(document) == {
        "青石镇": ("80.65", 1),
        "南湖街道": ("71.16", 1),
        "白河镇": ("58.21", 1),
        "柳溪镇": ("43.01", 2),
        "云岭镇": ("38.53", 2),
        "北岸街道": ("32.57", 2),
        "高坪乡": ("20.00", 3),
        "双桥乡": ("17.65", 3),
    }


def test_the_additional_scores_of_1_6_are_imported_and_counted(book: Path, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["区划代码", "名称", "附加评分"])
    for unit, score in zip(UNITS, (71, 54, 43, 53, 36, 34, 80, 75), strict=True):
        sheet.append([unit[0], unit[1], score])
    made.save(tmp_path / "附加评分.xlsx")
    assert shell("import", book, tmp_path / "附加评分.xlsx", "--year", "2024").status == 0
    weights = "weights=population=6,fiscal_revenue=3,area_km2=1"
    words = ("--set", "index=additional", "--set", weights)
    document = shell("classify", book, "--year", "2024", *words, "--json").document()
    assert figures(document) == {
        "青石镇": ("166.63", 1),
        "白河镇": ("117.04", 2),
        "云岭镇": ("78.49", 3),
        "柳溪镇": ("94.06", 2),
        "双桥乡": ("45.96", 3),
        "高坪乡": ("42.33", 3),
        "南湖街道": ("163.64", 1),
        "北岸街道": ("91.84", 2),
    }


def test_the_three_classes_of_a_unit_are_independent(book: Path, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["区划代码", "名称", "功能分类", "考核分组"])
    sheet.append(["999901101", "白河镇", "中心镇", "农业优先组"])
    made.save(tmp_path / "分组.xlsx")
    file = tmp_path / "分组.xlsx"
    seen = shell("import", book, file, "--year", "2024", "--json").document()
    rows = seen["rows"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], Mapping)
    assert (rows[0]["function_class"], rows[0]["assessment_group"]) == ("中心镇", "农业优先组")
    assert seen["committed"] is True
    again = shell("import", book, file, "--year", "2024", "--json").document()
    assert (again["changed"], again["unchanged"]) == (0, 1)
    found = units(shell("classify", book, "--year", "2024", "--json").document())
    assert found["白河镇"]["class"] == 2


def test_every_way_of_classifying_goes_through_the_shell(book: Path) -> None:
    def way(*settings: str) -> Mapping[str, Document]:
        words = [word for setting in settings for word in ("--set", setting)]
        answer = shell("classify", book, *words, "--json")
        assert answer.status == 0, answer.err
        return answer.document()

    apart = way("scope=apart")
    assert (apart["scope"], apart["assignment"]) == ("apart", "cuts")
    found = units(apart)
    assert (found["南湖街道"]["index"], found["南湖街道"]["rank"]) == ("127.06", 1)
    assert found["青石镇"]["rank"] == 1
    points = figures(way("index=points", "points_cut_1=90", "points_cut_2=55"))
    assert (points["青石镇"], points["南湖街道"], points["高坪乡"]) == (
        ("90.00", 1),
        ("75.00", 2),
        ("40.00", 3),
    )
    ranks = figures(way("index=mean-rank", "assignment=proportion"))
    assert ranks["青石镇"] == ("2.30", 1)
    shares = figures(way("assignment=proportion", "proportions=class_1=1,class_2=0,class_3=7"))
    assert [size for _, size in shares.values()].count(3) == 7
    refused = shell("classify", book, "--set", "proportions=class_1=1")
    assert refused.status == 1
    assert "proportions" in refused.err
