"""A county's own method as a file, through the shell: adopted, calculated by, listed, printed."""

from pathlib import Path

import pytest

from tests.eight_book import eight_book
from tests.shell import shell

DOC_NO = "示编办〔2024〕7号"
PACK = f"""
format = 1
id = "two-parts"
title = "示例县两部分核编法"
topic = "staffing"
[method]
id = "two-parts"
label = "两部分核编法"
subtitle = "平均＋人口与面积"
[sources.doc]
title = "示例县核编办法"
doc_no = "{DOC_NO}"
[[values]]
name = "staffing.method"
label = "核编办法"
unit = "办法"
state = "stated"
value = "two-parts"
cite = [{{ source = "doc", clause = "第一条" }}]
[[values]]
name = "two-parts.shares"
label = "各部分所占份额"
unit = "份"
state = "stated"
value = {{ part_1 = 1, part_2 = 1 }}
cite = [{{ source = "doc" }}]
[[values]]
name = "two-parts.weights"
label = "平均部分指标及权重"
unit = "权重"
state = "stated"
value = {{ equal = 1 }}
cite = [{{ source = "doc" }}]
[[values]]
name = "two-parts.weights_2"
label = "人口与面积部分指标及权重"
unit = "权重"
state = "inferred"
value = {{ registered_population = 3, area_km2 = 1 }}
note = "第二条只写了指标"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "示例县.db"
    eight_book(path).close()
    return path


def test_a_file_with_an_own_method_is_adopted_and_staffing_calculates_by_it(
    book: Path, tmp_path: Path
) -> None:
    file = tmp_path / "两部分.toml"
    file.write_text(PACK, "utf-8")
    words = ("--doc", DOC_NO, "--from", "2024-01-01")
    adopted = shell("policies", book, "--adopt", file, *words)
    assert adopted.status == 0, adopted.err
    found = shell("staffing", book, "--json")
    assert found.status == 0, found.err
    document = found.document()
    rows = document["units"]
    assert isinstance(rows, list)
    posts = {row["name"]: row["posts"] for row in rows if isinstance(row, dict)}
    # 107 evenly are 13 or 14 each; 107 by 3/4 人口, 1/4 面积: 青石镇 19.8, 高坪乡 9.5
    assert (posts["青石镇"], posts["高坪乡"]) == (34, 23)
    assert sum(n for n in posts.values() if isinstance(n, int)) == 214
    table = tmp_path / "核定表.pdf"
    assert shell("print", book, "staffing", "--out", table).status == 0
    assert table.stat().st_size
    former = shell("staffing", book, "--method", "three-step", "--json")
    assert former.status == 0


def test_a_value_of_a_method_the_file_does_not_declare_is_refused(
    book: Path, tmp_path: Path
) -> None:
    file = tmp_path / "错.toml"
    file.write_text(PACK.replace('"two-parts.shares"', '"three-step.base"'), "utf-8")
    refused = shell("policies", book, "--adopt", file, "--doc", DOC_NO, "--from", "2024-01-01")
    assert refused.status == 1
