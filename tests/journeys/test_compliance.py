"""Compliance through the shell: findings with unit, limit, actual, clause; old books; one unit."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.institution_book import BAIHE, institution_book
from tests.shell import Answer, Document, shell
from townoffice.desk.books import open_book
from townoffice.desk.policies import SAMPLE_NOTE


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "示例县.db"
    institution_book(path).close()
    return path


def _findings(answer: Answer) -> list[Mapping[str, Document]]:
    found = answer.document()["findings"]
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, Mapping)]


def _of(answer: Answer, unit: str, level: str) -> dict[Document, Mapping[str, Document]]:
    return {
        one["check"]: one
        for one in _findings(answer)
        if (one["unit"], one["level"]) == (unit, level)
    }


def test_the_two_breaches_of_the_design_picture_are_found_with_their_clauses(book: Path) -> None:
    answer = shell("check", book, "--json")
    assert (answer.status, answer.document()["on"]) == (0, "2024-12-31")
    found = _of(answer, BAIHE, "breach")
    assert set(found) == {"S0.4.nameplates", "S0.12.institution_over"}
    plates, over = found["S0.4.nameplates"], found["S0.12.institution_over"]
    assert (plates["rule"], plates["limit"], plates["actual"]) == ("S0.4", 3, 4)
    assert (over["rule"], over["subject"], over["limit"], over["actual"]) == ("S0.12", "6", 9, 10)
    assert "三、（一）" in str(plates["cite"])
    assert over["what"] == "“综合行政执法大队”核定9名、实有10名，超编1名"
    bare = _of(answer, BAIHE, "warning")["S0.4.nameplate_document"]
    assert (bare["subject"], bare["inferred"]) == ("退役军人服务站", True)


def test_a_table_for_people_and_a_sum_on_the_other_stream(book: Path) -> None:
    answer = shell("check", book)
    assert answer.status == 0
    (line,) = [line for line in answer.out.splitlines() if "加挂牌子4块" in line]
    assert line.startswith("突破  S0.4.nameplates")
    assert "截至 2024-12-31，8 个单位：突破 3 处，提醒 " in answer.err
    assert "没有采用这方面的政策或没有设定，未查：" in answer.err
    assert "突击提拔" in answer.err


def test_a_past_day_has_other_findings(book: Path) -> None:
    answer = shell("check", book, "--on", "2019-01-01", "--json")
    assert answer.document()["on"] == "2019-01-01"
    # Before 2019-06-01 there was no institution, only the plate of which no day is known.
    assert set(_of(answer, BAIHE, "breach")) == {"S0.4.nameplate_host"}
    assert _of(answer, BAIHE, "warning")["S0.4.offices"]["actual"] == 0


@pytest.mark.parametrize("day", ["去年", "2024-13-01"])
def test_a_day_that_is_none_is_wrong_usage(book: Path, day: str) -> None:
    answer = shell("check", book, "--on", day)
    assert (answer.status, answer.out) == (2, "")
    assert "须写成 2025-01-01" in answer.err


def test_a_book_without_figures_is_checked_today(tmp_path: Path) -> None:
    path = tmp_path / "空.db"
    assert shell("new", path, "--county", "空县", "--code", "999903").status == 0
    answer = shell("check", path, "--json")
    assert (answer.status, _findings(answer)) == (0, [])
    assert "0 个单位" in answer.err


def test_a_book_from_before_the_topics_is_told_and_adopts_them_in_one_step(book: Path) -> None:
    with open_book(book) as opened, opened.change("如旧台账") as writer:
        for adoption in opened.adoptions():
            if adoption.topic not in {"classification", "leadership", "staffing", "limits"}:
                writer.remove(adoption)
    answer = shell("check", book, "--json")
    assert {one["check"] for one in _findings(answer)} <= {"S0.4.history"}
    assert "policies 台账 --starting" in answer.err
    done = shell("policies", book, "--starting")
    assert (done.status, done.err.startswith("已采用新事项的示例政策 ")) == (0, True)
    assert len(_of(shell("check", book, "--json"), BAIHE, "breach")) == 2
    with open_book(book) as opened:
        notes = {a.note for a in opened.adoptions() if a.topic == "institutions"}
        assert notes == {SAMPLE_NOTE}
        opened.undo()
    assert "没有要补采用" not in shell("policies", book, "--starting").err
    assert "没有要补采用的事项" in shell("policies", book, "--starting").err


def test_a_policy_of_one_unit_holds_for_it_alone(book: Path) -> None:
    words = (
        "policies",
        book,
        "--adopt",
        "s4-yandian",
        "--unit",
        "白河镇",
        "--doc",
        "示〔2024〕1号",
    )
    assert shell(*words).status == 0
    answer = shell("check", book, "--json")
    offices = {
        one["unit"]: one["limit"] for one in _findings(answer) if one["check"] == "S0.4.offices"
    }
    assert offices[BAIHE] == 8
    assert offices["999901102"] == 5
    assert "只用于白河镇" in shell("history", book).out


def test_a_limit_is_explained_with_its_clause(book: Path) -> None:
    answer = shell("explain", book, "机构限额:白河镇")
    assert answer.status == 0
    assert "党政机构限额" in answer.out
    assert "现有 5 个" in answer.out
    document = shell("explain", book, "limits:999901101", "--json").document()
    steps = document["steps"]
    assert isinstance(steps, list)
    plates = steps[-1]
    assert isinstance(plates, Mapping)
    assert (plates["label"], plates["value"], plates["how"]) == ("加挂牌子上限", 3, "现有 4 块")
    assert shell("explain", book, "机构限额:青岩镇").status == 1
