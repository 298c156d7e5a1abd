"""Run two ways of doing one thing in turns."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """How long A took compared with B; seconds of the median turn beside it."""

    times: float
    a: float
    b: float


def seconds(work: Callable[[], object]) -> float:
    """Time one run, garbage of earlier runs cleared away first."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def in_turns(a: Callable[[], object], b: Callable[[], object], turns: int) -> Ratio:
    """Run A and B by turns; the first turn warms up and is not counted."""
    pairs = [(seconds(a), seconds(b)) for _ in range(turns + 1)][1:]
    ratio = median(first / second for first, second in pairs)
    return Ratio(ratio, median(p[0] for p in pairs), median(p[1] for p in pairs))
