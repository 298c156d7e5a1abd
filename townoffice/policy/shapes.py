"""What a value of a policy may look like, and what is known of its name."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What a value may look like."""

    COUNT = "count"
    """A whole number ≥ 0."""
    NUMBER = "number"
    """Any number ≥ 0."""
    SHARE = "share"
    """0 ≤ x < 1."""
    WEIGHTS = "weights"
    """Names with numbers ≥ 0, at least one above 0."""
    COUNTS = "counts"
    """Names with whole numbers ≥ 0, at least one above 0."""
    WORD = "word"
    """One of a list of words."""
    WORDS = "words"
    """Words, each once, in the document's order; of a list where the entry names one."""
    OPTIONS = "options"
    """Words of the county's own, each once, with numbers ≥ 0, at least one above 0."""
    LINES = "lines"
    """All the words of the entry in their order, with numbers ≥ 0 that fall."""
    BANDS = "bands"
    """Numbers from 0 upwards, each the inclusive lower bound of a band, with whole numbers."""
    POINTS = "points"
    """Numbers from 0 upwards, each the inclusive lower bound of a step, with points ≥ 0."""
    METHOD = "method"
    """The id of a staffing method."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: its topic, shape and, for words and weights, what it may contain."""

    topic: str
    shape: Shape
    words: tuple[str, ...] = ()
