"""The worker: order, dropping, stopping, errors, and what the window hears of writes."""

import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON
from townoffice.desk.books import Book
from townoffice.feedback import Cancelled, CannotRead, OfficeError, Progress
from townoffice.records import Changes, Kind, Township
from ui.jobs import Jobs

NEW = Township("999902399", "新设乡", Kind.TOWNSHIP)


@pytest.fixture
def jobs(qtbot: QtBot, book_file: Path) -> Iterator[Jobs]:
    """Jobs with a county open."""
    made = Jobs()
    opened: list[bool] = []
    made.open(book_file, lambda: opened.append(True))
    qtbot.waitUntil(lambda: bool(opened), timeout=SOON)
    yield made
    made.shut()


def idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.at_work, timeout=SOON)


def give(number: int, _book: Book, _progress: Progress) -> int:
    return number


def add_unit(book: Book, _progress: Progress) -> Changes | None:
    with book.change("新设一个乡") as writer:
        writer.add(NEW)
    return writer.changes


def test_answers_come_in_order_and_in_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[tuple[int, bool]] = []
    here = QThread.currentThread()
    for n in range(5):
        jobs.run(partial(give, n), lambda n: heard.append((n, QThread.currentThread() is here)))
    idle(qtbot, jobs)
    assert heard == [(n, True) for n in range(5)]


def test_work_is_done_in_one_other_thread(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[int] = []
    for _ in range(3):
        jobs.run(lambda _book, _progress: threading.get_ident(), threads.append)
    idle(qtbot, jobs)
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_of_waiting_jobs_with_one_word_only_the_newest_runs(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    ran: list[int] = []
    jobs.run(lambda _book, _progress: gate.wait(20), lambda _done: None)
    for n in range(5):
        jobs.run(partial(give, n), ran.append, latest="slider")
    jobs.run(lambda _book, _progress: 99, ran.append)
    gate.set()
    idle(qtbot, jobs)
    assert ran == [4, 99]


def test_a_write_tells_what_moved_and_a_reader_does_not(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Changes] = []
    jobs.changed.connect(told.append)
    jobs.run(lambda book, _progress: book.years(), lambda _years: None)
    jobs.write(add_unit, lambda _changes: None)
    idle(qtbot, jobs)
    assert [changes.label for changes in told] == ["新设一个乡"]
    assert told[0].nouns == {"townships"}


def test_a_write_that_fails_after_its_first_change_is_told_all_the_same(
    qtbot: QtBot, jobs: Jobs
) -> None:
    def half(book: Book, progress: Progress) -> None:
        add_unit(book, progress)
        raise CannotRead("第二步没有做成")

    told: list[Changes] = []
    failed: list[BaseException] = []
    jobs.changed.connect(told.append)
    jobs.failed.connect(failed.append)
    jobs.write(half, lambda _nothing: None)
    idle(qtbot, jobs)
    assert [changes.label for changes in told] == ["新设一个乡"]
    assert str(failed[0]) == "第二步没有做成。"


def test_cancelling_stops_at_the_next_report_and_leaves_the_book_as_it_was(
    qtbot: QtBot, jobs: Jobs
) -> None:
    begun = threading.Event()

    def long(book: Book, progress: Progress) -> None:
        with book.change("很久的导入") as writer:
            writer.add(NEW)
            begun.set()
            while True:
                progress(1, 10, "读取")

    stopped: list[bool] = []
    versions: list[int] = []
    jobs.cancelled.connect(lambda: stopped.append(True))
    jobs.run(lambda book, _progress: book.version, versions.append)
    jobs.write(long, lambda _nothing: pytest.fail("it was cancelled"))
    qtbot.waitUntil(begun.is_set, timeout=SOON)
    jobs.cancel()
    jobs.run(lambda book, _progress: book.version, versions.append)
    idle(qtbot, jobs)
    assert stopped == [True]
    assert versions[0] == versions[1]


def test_an_error_goes_to_the_page_that_wants_it_else_to_the_frame(
    qtbot: QtBot, jobs: Jobs
) -> None:
    def fail(_book: Book, _progress: Progress) -> None:
        raise CannotRead("读不出来")

    taken: list[OfficeError] = []
    failed: list[BaseException] = []

    def take(error: OfficeError) -> bool:
        taken.append(error)
        return True

    jobs.failed.connect(failed.append)
    jobs.run(fail, lambda _nothing: None, wrong=take)
    jobs.run(fail, lambda _nothing: None, wrong=lambda _error: False)
    jobs.run(fail, lambda _nothing: None)
    idle(qtbot, jobs)
    assert (len(taken), len(failed)) == (1, 2)


def test_a_bug_in_the_worker_is_handed_on_and_the_next_job_runs(qtbot: QtBot, jobs: Jobs) -> None:
    failed: list[BaseException] = []
    ran: list[int] = []
    jobs.failed.connect(failed.append)
    jobs.run(lambda _book, _progress: 1 // 0, ran.append)
    jobs.run(lambda _book, _progress: 7, ran.append)
    idle(qtbot, jobs)
    assert isinstance(failed[0], ZeroDivisionError)
    assert ran == [7]


def test_an_answer_to_a_page_that_is_gone_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    class Page(QObject):
        def take(self, _answer: object) -> None:
            pytest.fail("the page is gone")

    page = Page()
    gate = threading.Event()
    jobs.run(lambda _book, _progress: gate.wait(20), page.take)
    with qtbot.waitSignal(page.destroyed, timeout=SOON):
        page.deleteLater()
    gate.set()
    idle(qtbot, jobs)


def test_closing_stops_what_runs_keeps_waiting_writes_and_backs_up(
    qtbot: QtBot,
    jobs: Jobs,
    book_file: Path,
) -> None:
    begun = threading.Event()

    def long(_book: Book, progress: Progress) -> None:
        begun.set()
        while True:
            progress(0, 0, "打印")

    dropped: list[object] = []
    closed: list[bool] = []
    jobs.run(long, dropped.append)
    jobs.run(lambda _book, _progress: 1, dropped.append)
    jobs.write(add_unit, lambda _changes: None)
    qtbot.waitUntil(begun.is_set, timeout=SOON)
    jobs.close(lambda: closed.append(True))
    idle(qtbot, jobs)
    assert (dropped, closed) == ([], [True])
    (backup,) = book_file.with_name(book_file.name + ".backups").glob("*.db")
    with Book.open(backup, read_only=True) as copy:
        assert NEW.name in {unit.name for unit in copy.townships()}


def test_a_closed_book_answers_nobody(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[object] = []
    jobs.close(lambda: None)
    jobs.run(lambda book, _progress: book.years(), heard.append)
    jobs.failed.connect(heard.append)
    jobs.cancelled.connect(lambda: heard.append(Cancelled()))
    idle(qtbot, jobs)
    assert heard == []


def test_a_book_that_cannot_be_opened_leaves_the_open_one(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    broken = tmp_path / "坏的.db"
    broken.write_bytes(b"no book at all")
    failed: list[BaseException] = []
    years: list[tuple[int, ...]] = []
    jobs.failed.connect(failed.append)
    jobs.open(broken, lambda: pytest.fail("that is no book"))
    jobs.run(lambda book, _progress: book.years(), years.append)
    idle(qtbot, jobs)
    assert isinstance(failed[0], OfficeError)
    assert years == [(2023, 2024)]


def test_a_backup_that_fails_is_told_and_the_book_is_let_go(
    qtbot: QtBot,
    jobs: Jobs,
    book_file: Path,
) -> None:
    book_file.with_name(book_file.name + ".backups").write_text("a file where the folder belongs")
    failed: list[BaseException] = []
    closed: list[bool] = []
    jobs.failed.connect(failed.append)
    jobs.close(lambda: closed.append(True))
    idle(qtbot, jobs)
    assert isinstance(failed[0], OfficeError)
    assert closed == [True]
    connection = sqlite3.connect(book_file, timeout=0)
    connection.execute("BEGIN EXCLUSIVE")  # nobody holds it any more
    connection.close()


def test_progress_is_reported_and_not_more_often_than_anybody_sees(
    qtbot: QtBot, jobs: Jobs
) -> None:
    seen: list[tuple[int, int, str]] = []
    jobs.moved.connect(lambda done, total, text: seen.append((done, total, text)))

    def long(_book: Book, progress: Progress) -> None:
        for n in range(20_000):
            progress(n, 20_000, "读取")

    jobs.run(long, lambda _nothing: None)
    idle(qtbot, jobs)
    assert seen[0] == (0, 20_000, "读取")
    assert len(seen) < 2_000
