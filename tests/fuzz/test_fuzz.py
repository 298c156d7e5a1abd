"""A short run of the mutants, and proof that the run would say so if one went wrong."""

import os
import sys
from pathlib import Path

import pytest

from tests.fuzz import __main__ as fuzz
from tests.fuzz.door import End, Outcome, knock
from tests.fuzz.mutants import Mutant, mutant
from tests.fuzz.workers import outcomes
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.desk.books import new_book
from townoffice.feedback import OfficeError

SHORT, SEED = 200, 9


def test_200_mutants_end_in_data_or_one_sentence(tmp_path: Path) -> None:
    lines = list(fuzz.report(SHORT, SEED, 2, tmp_path))
    assert [line for line in lines if line.startswith("FAIL")] == []
    assert any(line.strip().startswith(f"{SHORT} of {SHORT}: ") for line in lines)


def test_a_number_of_a_seed_is_always_the_same_mutant() -> None:
    first = [mutant(SEED, number) for number in range(60)]
    assert [mutant(SEED, number) for number in range(60)] == first
    assert [mutant(SEED + 1, number) for number in range(60)] != first
    assert len({made.data for made in first}) > 50


def test_every_own_format_is_spoilt() -> None:
    origins = {mutant(SEED, number).origin for number in range(200)}
    assert origins >= {"own.xlsx", "plain.xlsx", "own.ods", "xml.xls", "html.xls", "own.csv"}


def outcome_of(error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    def raise_it(*_given: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(intake, "preview", raise_it)
    with new_book(tmp_path / "b.db", "测试县", "999901") as book:
        return knock(book, Mutant("a", ".csv", (), b"x"), tmp_path)


@pytest.mark.parametrize("error", [IndexError("list index out of range"), MemoryError()])
def test_another_exception_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    assert outcome_of(error, tmp_path, monkeypatch).end is End.FAILURE


@pytest.mark.parametrize("what", ["broken", "读取程序出了意外（IndexError）", "文件坏了，\n第二行"])
def test_words_that_are_no_clear_sentence_are_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    error = OfficeError(what, hint="请另存")
    assert outcome_of(error, tmp_path, monkeypatch).end is End.FAILURE


def die_at_the_second(_book: Book, made: Mutant, _folder: Path) -> Outcome:
    """Stand in for a door whose parser takes the whole process with it."""
    if made == mutant(SEED, 5):
        os.abort()
    return Outcome(End.DATA, "", 0.0, 0)


def test_the_death_of_a_main_process_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("the death is that of a POSIX system")
    found = list(outcomes(SEED, [4, 5, 6], 1, die_at_the_second))
    assert [number for number, _ in found] == [4, 5, 6]
    assert [outcome.end for _, outcome in found] == [End.DATA, End.FAILURE, End.DATA]
    assert "died, exit -6" in found[1][1].words
