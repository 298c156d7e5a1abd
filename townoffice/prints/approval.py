"""What a 审批表 is: a sheet of labels and values, checks against rules, and opinions to be signed.

Pure data; the six columns and the boxes are geometry and stand in ``boxes.py``. ``☑`` and ``☐`` in
a text are drawn as tick boxes (:func:`ticks`), ※ is raised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

TICKED, UNTICKED = "☑", "☐"
COLUMNS = 6
"""Columns of a row of fields: label and value, three times."""


@dataclass(frozen=True, slots=True)
class Label:
    """A cell that names something, 黑, broken where it says so; spans as in :class:`Value`."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Value:
    """A cell to be filled: centred in one column, from the left over several.

    ``across`` of the six columns, ``down`` over the next rows, which leave these columns out;
    ``lines`` is the least room it has.
    """

    text: str
    across: int = 1
    down: int = 1
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """A row of labels and values; with what spans it from above it fills all six columns."""

    cells: tuple[Label | Value, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was held against a rule: what, the rule, the fact, and what comes of it."""

    item: str
    rule: str
    fact: str
    result: str


@dataclass(frozen=True, slots=True)
class Checks:
    """The block of checks: a 竖写 label, a head, and the checks numbered from 1."""

    label: str
    checks: tuple[Check, ...]
    heads: tuple[str, str, str, str] = ("核对事项", "规定", "实际", "结果")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A box to be signed and stamped, its label broken as it says; ``text`` is said beforehand."""

    label: str
    text: str = ""
    signed: str = "负责人签字："
    stamp: str = "（盖章）"


@dataclass(frozen=True, slots=True)
class Opinions:
    """Two boxes side by side."""

    left: Opinion
    right: Opinion


Part: TypeAlias = Fields | Checks | Opinions


@dataclass(frozen=True, slots=True)
class Approval:
    """A 审批表 from top to bottom."""

    parts: tuple[Part, ...]


def ticks(choices: Sequence[str], chosen: Sequence[str]) -> str:
    """Write choices as tick boxes in one line, those chosen ticked."""
    return "　".join(f"{TICKED if c in chosen else UNTICKED}{c}" for c in choices)
