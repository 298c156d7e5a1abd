"""Rows under headings: sorting and filtering keep every record under the heading it belongs to."""

from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["in_sections", "numbers"]


def in_sections(order: Sequence[int], heads: Sequence[int]) -> list[int]:
    """Put an order of records under their headings.

    ``heads`` are the places of the headings among the records, ascending; a record belongs to the
    last heading before it. A heading shows with any record of its section, and alone where only it
    passed the filters.
    """
    found: dict[int, list[int]] = {}
    ends = set(heads)
    for at in order:
        section = bisect_right(heads, at) - 1
        members = found.setdefault(section, [])
        if at not in ends:
            members.append(at)
    arranged: list[int] = []
    for section in sorted(found):
        if section >= 0:
            arranged.append(heads[section])
        arranged += found[section]
    return arranged


def numbers(order: Sequence[int], heads: Sequence[int]) -> list[int]:
    """Number the records of an order from 1; 0 stands for a heading."""
    ends, number = set(heads), 0
    found = []
    for at in order:
        number += at not in ends
        found.append(0 if at in ends else number)
    return found
