"""``python -m tests.oracle [COUNT] [SEED]``: status 1 if engine and oracle disagree anywhere."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from typing import TypeAlias

from tests.oracle.trial import tried

COUNT = 1_000_000
SEED = 2024
_AT_ONCE = 500
_EVERY = 20_000

Trial: TypeAlias = Callable[[int, range], tuple[Counter[str], list[str]]]
"""Tries the cases of a seed with these numbers: how often each kind was met, every failure."""


def report(count: int, seed: int, processes: int, trial: Trial = tried) -> Iterator[str]:
    """Give the lines of the report, each as soon as it is known; failures begin with ``FAIL``."""
    started = time.monotonic()
    kinds: Counter[str] = Counter()
    done = failed = 0
    chunks = [range(n, min(n + _AT_ONCE, count)) for n in range(0, count, _AT_ONCE)]
    with ProcessPoolExecutor(processes) as workers:
        found = workers.map(trial, repeat(seed), chunks)
        for chunk, (met, failures) in zip(chunks, found, strict=True):
            kinds += met
            done, failed = done + len(chunk), failed + len(failures)
            yield from (f"FAIL {failure}" for failure in failures)
            if done % _EVERY == 0 or done == count:
                yield f"{done:>8} of {count}: {failed} wrong; {time.monotonic() - started:.0f} s"
    for kind, times in kinds.most_common():
        yield f"{times:>8} {kind}"


def main(trial: Trial = tried, usual: int = COUNT) -> int:
    """Print the report line by line; ``usual`` is how many cases where nothing is asked."""
    given = [int(word) for word in sys.argv[1:3]]
    count, seed = (*given, *(usual, SEED)[len(given) :])
    failed = False
    for line in report(count, seed, os.cpu_count() or 1, trial):
        failed = failed or line.startswith("FAIL")
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
