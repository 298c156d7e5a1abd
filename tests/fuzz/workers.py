"""Main processes that preview mutant after mutant, watched: death and silence are told."""

import functools
import multiprocessing
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeAlias

from tests.fuzz.door import End, Outcome, knock
from tests.fuzz.mutants import Mutant, mutant
from townoffice.book import Book
from townoffice.desk.books import new_book

SILENT = 60.0
Door: TypeAlias = Callable[[Book, Mutant, Path], Outcome]
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Worker:
    """A process at work on one number since a moment."""

    process: BaseProcess
    line: "Connection[int, Outcome]"
    number: int
    since: float


def outcomes(
    seed: int, numbers: Iterable[int], processes: int, door: Door = knock
) -> Iterator[tuple[int, Outcome]]:
    """Give the outcome of each mutant as it comes; a worker that dies is one, and is replaced."""
    left = iter(numbers)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        start = functools.partial(_start, seed, left, Path(folder), door)
        started = (start() for _ in range(processes))
        workers = [worker for worker in started if worker is not None]
        while workers:
            ready = wait([worker.line for worker in workers], timeout=1.0)
            for worker in list(workers):
                late = time.monotonic() - worker.since > SILENT
                if worker.line not in ready and not late:
                    continue
                outcome = _answer(worker) if worker.line in ready else None
                yield worker.number, outcome or _lost(worker)
                if outcome is None or not _go_on(worker, left):
                    _end(worker)
                    workers.remove(worker)
                    other = start() if outcome is None else None
                    workers += [other] if other is not None else []


def _start(seed: int, left: Iterator[int], folder: Path, door: Door) -> _Worker | None:
    number = next(left, None)
    if number is None:
        return None
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(seed, theirs, folder, door), daemon=True)
    process.start()
    theirs.close()
    ours.send(number)
    return _Worker(process, ours, number, time.monotonic())


def _answer(worker: _Worker) -> Outcome | None:
    try:
        return worker.line.recv()
    except (EOFError, OSError):
        return None


def _lost(worker: _Worker) -> Outcome:
    """Say what became of a worker that gave no answer."""
    seconds = time.monotonic() - worker.since
    if seconds > SILENT:
        return Outcome(End.FAILURE, f"no answer in {SILENT:g} s", seconds, 0)
    worker.process.join(SILENT)
    words = f"the main process died, exit {worker.process.exitcode}"
    return Outcome(End.FAILURE, words, seconds, 0)


def _go_on(worker: _Worker, left: Iterator[int]) -> bool:
    number = next(left, None)
    if number is None:
        return False
    worker.line.send(number)
    worker.number, worker.since = number, time.monotonic()
    return True


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join(SILENT)
    worker.line.close()


def _work(seed: int, line: "Connection[Outcome, int]", folder: Path, door: Door) -> None:
    """Preview every number that comes down the line, with an open book of one county."""
    warnings.simplefilter("error")
    own = Path(tempfile.mkdtemp(dir=folder))
    with new_book(own / "测试县.db", "测试县", "999901") as book:
        while True:
            try:
                number = line.recv()
            except EOFError:  # whoever watched is gone
                os._exit(0)
            line.send(door(book, mutant(seed, number), own))
