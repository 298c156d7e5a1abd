"""The real door: a preview as the window and the shell make it, and what came of it."""

import re
import resource
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.fuzz.mutants import Mutant
from townoffice.book import Book
from townoffice.desk import institution_lists, intake, roster
from townoffice.feedback import OfficeError
from townoffice.records import IntakeChoices

SLOWEST = 25.0
"""Seconds a preview may take: the child's 20, and what the office needs around them."""

_CHINESE = re.compile("[\u4e00-\u9fff]{4}")
_NO_SENTENCE = re.compile(r"出了意外|Traceback|Error\b|Exception\b|0x[0-9a-f]{6}")


class End(StrEnum):
    """How a preview ended."""

    DATA = "data"
    SENTENCE = "sentence"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, in which words (a sentence without its figures), seconds, peak MB so far."""

    end: End
    words: str
    seconds: float
    peak: int


def knock(book: Book, mutant: Mutant, folder: Path) -> Outcome:
    """Write the mutant to ``folder`` and preview it; whatever is raised is an outcome."""
    path = folder / f"mutant{mutant.suffix}"
    path.write_bytes(mutant.data)
    started = time.monotonic()
    try:
        end, words = _preview(book, path, len(mutant.data))
    except Exception as error:  # noqa: BLE001 - any other exception is what is looked for
        end, words = End.FAILURE, f"{type(error).__name__}: {error}"[:300]
    seconds = time.monotonic() - started
    if seconds > SLOWEST:
        end, words = End.FAILURE, f"took {seconds:.0f} s: {words}"
    return Outcome(end, words, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _preview(book: Book, path: Path, turn: int) -> tuple[End, str]:
    """Preview as the window does, as the shell does, or as one of the lists, in turn."""
    kinds = {0: roster.KIND, 3: institution_lists.KIND, 4: None}
    kind = kinds.get(turn % 5, intake.TOWNSHIPS)
    choices = IntakeChoices() if turn % 5 in {1, 2} else None
    try:
        found = intake.preview(book, path, kind=kind, choices=choices)
    except OfficeError as error:
        sound = _CHINESE.search(error.what) and error.hint and "\n" not in str(error)
        if not sound or _NO_SENTENCE.search(str(error)):
            return End.FAILURE, f"no clear sentence: {error}"
        return End.SENTENCE, re.sub(r"[0-9A-Za-z./_\[\]-]+|“.*”", "…", error.what)[:60]
    few = len(found.rows) < 2
    return End.DATA, f"{found.kind} of {len(found.rows)} rows" if few else found.kind
