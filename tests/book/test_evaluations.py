"""A closed contest is a plan: its whole result is kept to the last digit, and explains itself."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.book import samples
from tests.evaluation.cases import case
from tests.evaluation.contests import result, rule
from tests.evaluation.test_totals import panel, paper
from townoffice.book import Book
from townoffice.evaluation import explain_grade, explain_total
from townoffice.records import (
    AssessmentIndicator,
    Contest,
    ContestKind,
    EvaluationResult,
    Mark,
    PackText,
    Plan,
    Scoring,
)


def plan(found: EvaluationResult) -> Plan:
    return Plan("evaluation", found.title, found, (PackText("a", "b" * 64, "甲"),), "结果确定")


def kept(book: Book, found: EvaluationResult) -> EvaluationResult:
    with book.change("考核结束") as writer:
        plan_id = writer.add(plan(found))
    read = book.plan(plan_id).result
    assert isinstance(read, EvaluationResult)
    return read


def test_a_result_comes_back_to_the_last_digit(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db") as book:
        for found in (result(panel()), paper()):
            assert kept(book, found) == found


def test_results_of_every_kind_come_back(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db") as book:
        for number in range(40):
            given = case(11, number)
            found = result(given.entries, rule(**given.settings))
            assert kept(book, found) == found


def test_a_result_that_was_kept_explains_itself_as_before(tmp_path: Path) -> None:
    found = result(panel())
    with samples.new_book(tmp_path / "b.db") as book:
        read = kept(book, found)
    assert explain_total(read, "白河镇") == explain_total(found, "白河镇")
    assert explain_grade(read, "白河镇") == explain_grade(found, "白河镇")


def test_the_word_of_a_grade_is_kept_with_its_mark(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db") as book:
        with book.change("登记") as writer:
            contest_id = writer.add(Contest(ContestKind.TOWNSHIPS, 2024, "年度考核"))
            indicator_id = writer.add(
                AssessmentIndicator(
                    contest_id, "乡镇类", "党建", "定级", Decimal(100), Scoring.BANDS, 1
                )
            )
            mark = Mark(contest_id, indicator_id, "999901101", None, option="一类")
            writer.add(mark)
        (read,) = book.all_of(Mark)
        assert replace(read, id=None, row_version=0) == mark
