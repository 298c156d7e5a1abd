"""A program that writes a book in children and kills them; run as ``-m tests.book.killing``.

A process of its own because it forks: no thread must run beside. For every round a child opens the
book and makes change after change, telling through a pipe the number of each one that was
committed; at a random moment it gets SIGKILL. The book is then opened and looked over.
"""

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from tests.book import samples
from townoffice.book import Book

UNITS = 120
HOT = bytes.fromhex("d9d505f920a163d7")
"""How a rollback journal begins that the next opening has to play back."""


def write_for_ever(path: Path, tell: int) -> None:
    """Import, undo, redo: every change moves the same number of units."""
    with Book.open(path) as book:
        # a small cache: pages go to the file long before the change is over
        book._connection.exec_driver_sql("PRAGMA cache_size = 10")
        os.write(tell, b"0\n")
        while True:
            if book.townships():
                book.undo()
            elif book.next_redo():
                book.redo()
            else:
                samples.fill(book, UNITS)
            os.write(tell, f"{book.version}\n".encode())


def one_round(path: Path, chance: random.Random) -> int:
    """Start a child, kill it at a random moment, and return the last change it told of."""
    listen, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_for_ever(path, tell)
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(listen, "rb", buffering=0) as pipe:
        told, lasted = pipe.readline(), 0.05
        for _ in range(chance.randrange(3)):
            start = time.monotonic()
            told, lasted = pipe.readline(), time.monotonic() - start
        select.select([], [], [], chance.random() * lasted)  # somewhere within the next change
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return int((told + pipe.read()).split()[-1])


def main(path: Path, rounds: int) -> None:
    """Print one JSON object with what was seen."""
    chance = random.Random(7)
    Book.create(path, samples.COUNTY).close()
    lost = half = unsound = hot = 0
    versions = set()
    for _ in range(rounds):
        told = one_round(path, chance)
        journal = path.with_name(path.name + "-journal")
        hot += journal.exists() and journal.read_bytes().startswith(HOT)
        with Book.open(path) as book:
            lost += book.version < told
            half += [len(book.townships()), len(book.post_facts())] not in ([0, 0], [UNITS, UNITS])
            unsound += bool(book.verify())
            versions.add(book.version)
    seen = {"lost": lost, "half": half, "unsound": unsound, "hot": hot, "states": len(versions)}
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
