"""Evaluation through the shell: the ranking, sheets of scores, and the reason of a total."""

from pathlib import Path

import openpyxl
import pytest

from tests.contest import BAIHE, contest_2024
from tests.eight_book import eight_book
from tests.shell import shell
from townoffice.desk.books import open_book
from townoffice.desk.evaluation_closing import close
from townoffice.desk.evaluation_contests import ContestTyped, start
from townoffice.desk.score_forms import score_form
from townoffice.records import ContestKind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with eight_book(tmp_path / "示例县.db") as book:
        contest_2024(book)
        start(book, ContestTyped(ContestKind.DEPARTMENTS, 2024, names=("县教育局",)))
    return tmp_path / "示例县.db"


def test_the_ranking_comes_as_json_with_exact_totals(path: Path) -> None:
    answer = shell("evaluate", path, "--json")
    assert answer.status == 0
    found = answer.document()
    units = found["units"]
    assert isinstance(units, list)
    assert [(u["name"], u["rank"], u["grade"], u["total"]) for u in units if isinstance(u, dict)][
        :4
    ] == [
        ("青石镇", 1, "优秀", "92.55"),
        ("柳溪镇", 2, "良好", "90.40"),
        ("白河镇", 3, "良好", "89.95"),
        ("云岭镇", 4, "良好", "87.65"),
    ]
    baihe = units[2]
    assert isinstance(baihe, dict)
    assert baihe["hints"] == ["差 0.05 到优秀线"]
    numerator, _, denominator = str(baihe["total_exact"]).partition("/")
    assert round(int(numerator) / int(denominator), 3) == 89.951
    assert (found["contest"], found["year"], found["closed"]) == (1, 2024, False)


def test_the_ranking_is_read_by_people_and_names_the_other_contests(path: Path) -> None:
    answer = shell("evaluate", path)
    assert answer.status == 0
    assert "白河镇" in answer.out
    assert "过 90，名额已满" in answer.out
    assert "推定" in answer.err
    assert "另有：2 2024年度部门反向评价" in answer.err
    other = shell("evaluate", path, "--contest", "2")
    assert "还缺 6 格" in other.err
    assert shell("evaluate", path, "--contest", "9").status == 1


def test_a_sheet_of_scores_is_imported_for_the_contest_named(path: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "得分.xlsx"
    with open_book(path, read_only=True) as book:
        score_form(book, 1, sheet)
    again = shell("import", path, sheet, "--as", "scores", "--contest", "1", "--json")
    assert (again.status, again.document()["committed"]) == (0, False)
    workbook = openpyxl.load_workbook(sheet)
    workbook.worksheets[0]["C3"] = 90
    workbook.save(sheet)
    seen = shell("import", path, sheet, "--as", "scores", "--contest", "1", "--dry-run", "--json")
    assert seen.document()["changed"] == 1
    done = shell("import", path, sheet, "--as", "scores", "--contest", "1", "--json")
    document = done.document()
    assert (document["committed"], document["contest"]) == (True, 1)
    rows = document["rows"]
    assert isinstance(rows, list)
    first = rows[0]
    assert isinstance(first, dict)
    assert isinstance(first["marks"], dict)
    assert first["marks"]["党的建设"] == 90
    units = shell("evaluate", path, "--json").document()["units"]
    assert isinstance(units, list)
    assert isinstance(units[0], dict)
    assert units[0]["total"] == "91.30"
    assert shell("undo", path).status == 0


def test_a_total_is_explained_down_to_its_votes(path: Path) -> None:
    answer = shell("explain", path, "考核得分:白河镇", "--json")
    assert answer.status == 0
    assert answer.document()["value"] == "89.951"
    assert "群众满意度" in answer.out
    plain = shell("explain", path, "考核得分:白河镇")
    assert "62" in plain.out
    assert shell("explain", path, "考核得分:无名镇").status == 1


def test_a_closed_contest_says_so_and_its_plan_explains_itself(path: Path) -> None:
    with open_book(path) as book:
        plan = close(book, 1, "示例会议")
    found = shell("evaluate", path, "--json").document()
    assert (found["closed"], found["plan"]) == (True, plan)
    answer = shell("explain", path, f"考核得分:{BAIHE}", "--plan", str(plan), "--json")
    assert answer.document()["value"] == "89.951"


def test_forms_and_indicators_go_out_and_come_in_from_a_shell(path: Path, tmp_path: Path) -> None:
    table, form = tmp_path / "指标.xlsx", tmp_path / "计分.xlsx"
    assert shell("indicators", path, "--contest", "1", "--export", table).status == 0
    assert "无需改动" in shell("indicators", path, "--contest", "1", "--import", table).err
    workbook = openpyxl.load_workbook(table)
    workbook.worksheets[0]["E3"] = 24
    workbook.save(table)
    seen = shell("indicators", path, "--contest", "1", "--import", table, "--dry-run", "--json")
    assert "乡镇类 党的建设 分值：25 → 24" in seen.err
    listed = shell("indicators", path, "--contest", "1", "--import", table, "--json").document()
    rows = listed["indicators"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    assert rows[0]["weight"] == "24"
    told = shell("evaluate", path)
    assert "分值合计为99" in told.err
    assert shell("export", path, "scores", form, "--contest", "1").status == 0
    done = shell("import", path, form, "--as", "scores", "--contest", "1")
    assert "与台账中相同" in done.err
    assert shell("export", path, "scores", form, "--source", "县无名局").status == 1


def test_votes_are_imported_from_a_shell(path: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "票.xlsx"
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(("单位", "满意", "不满意"))
    workbook.worksheets[0].append(("青石镇", 70, 5))
    workbook.save(sheet)
    found = shell("import", path, sheet, "--as", "ballots", "--contest", "1", "--json").document()
    rows = found["rows"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    assert rows[0]["papers"] == {"满意": 70, "不满意": 5}
    assert found["committed"] is True
