"""``python -m tests.fuzz [COUNT] [SEED]``: status 1 if other than data or a sentence came."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.door import End
from tests.fuzz.mutants import mutant
from tests.fuzz.workers import outcomes

COUNT = 20_000
SEED = 2024
SAVED = Path("build/fuzz")
_EVERY = 1_000


def report(count: int, seed: int, processes: int, saved: Path = SAVED) -> Iterator[str]:
    """Give the lines of the report, each as soon as it is known; failures begin with ``FAIL``."""
    started = time.monotonic()
    ends: Counter[End] = Counter()
    words: Counter[tuple[End, str]] = Counter()
    slowest, peak = (0.0, 0), 0
    for done, (number, outcome) in enumerate(outcomes(seed, range(count), processes), start=1):
        ends[outcome.end] += 1
        words[outcome.end, outcome.words] += 1
        slowest = max(slowest, (outcome.seconds, number))
        peak = max(peak, outcome.peak)
        if outcome.end is End.FAILURE:
            yield f"FAIL {_saved(seed, number, saved)}: {outcome.words}"
        if done % _EVERY == 0 or done == count:
            figures = ", ".join(f"{ends[end]} {end}" for end in End)
            yield f"{done:>6} of {count}: {figures}; {time.monotonic() - started:.0f} s"
    for (end, what), times in words.most_common():
        if end is not End.FAILURE:
            yield f"{times:>6} {end}: {what}"
    yield f"slowest {slowest[0]:.1f} s (number {slowest[1]}); main process {peak} MB at most"


def _saved(seed: int, number: int, folder: Path) -> str:
    """Keep the file of a failure, and say where and how it was made."""
    folder.mkdir(parents=True, exist_ok=True)
    made = mutant(seed, number)
    path = folder / f"{seed}-{number}{made.suffix}"
    path.write_bytes(made.data)
    return f"number {number} of seed {seed}, {made.origin} {'+'.join(made.harms)}, saved as {path}"


def main() -> int:
    """Print the report line by line."""
    given = [int(word) for word in sys.argv[1:3]]
    count, seed = (*given, *(COUNT, SEED)[len(given) :])
    failed = False
    for line in report(count, seed, os.cpu_count() or 1):
        failed = failed or line.startswith("FAIL")
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
