"""Values with their source, and the steps by which a figure came to be."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias


class State(StrEnum):
    """How sure a policy value is.

    ``stated`` by the document; ``inferred`` (推定) by us, shown and printed as such; ``missing``:
    the document lost it, whoever needs it must ask; ``chosen``: set for this one calculation.
    """

    STATED = "stated"
    INFERRED = "inferred"
    MISSING = "missing"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Source:
    """A document: title, 文号 (None: 文号未载), issuer, date; ``id`` within its pack."""

    id: str
    title: str
    doc_no: str | None = None
    issuer: str | None = None
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in a document: the clause and, where it helps, its words."""

    source: Source
    clause: str = ""
    quote: str = ""

    @property
    def text(self) -> str:
        """As printed: 《title》（文号）clause; 文号未载 where the source has none."""
        number = self.source.doc_no or "文号未载"
        return f"《{self.source.title}》（{number}）{self.clause}"


@dataclass(frozen=True, slots=True)
class WordList:
    """Several words as one value of a policy, in the order of the document."""

    words: tuple[str, ...]


PolicyValue: TypeAlias = int | Decimal | str | tuple[tuple[str, Decimal], ...] | WordList | None
"""A number, a word, named numbers in their written order (weights), words, or None: missing."""


@dataclass(frozen=True, slots=True)
class CitedValue:
    """One value of a policy with its unit, state and places of origin.

    ``name`` is the dotted English key (``classification.weights``), ``label`` the Chinese words.
    ``note`` says what is inferred and who must decide; ``proposal`` is what may be offered for a
    missing value (a person must accept it with a 文号).
    """

    name: str
    label: str
    unit: str
    value: PolicyValue
    state: State
    cites: tuple[Cite, ...] = ()
    note: str = ""
    proposal: PolicyValue = None
    pack_id: str = ""

    @property
    def inferred(self) -> bool:
        """Tell whether the value is only inferred (推定)."""
        return self.state is State.INFERRED

    @property
    def basis(self) -> str:
        """Say in words what the value rests on."""
        if self.state is State.STATED:
            return "文件规定"
        return f"推定：{self.note}" if self.inferred else self.note


StepValue: TypeAlias = int | Fraction | str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: what, how much, how, by which clause, from which parts.

    ``decimals`` is the number of places shown; parts carry enough of them to add up by hand.
    ``rule`` is the word of the operation by which the value follows from the parts' values and
    ``numbers``, for a program that does it again; empty where the value was given.
    """

    label: str
    value: StepValue
    unit: str = ""
    how: str = ""
    cites: tuple[Cite, ...] = ()
    steps: tuple["Step", ...] = ()
    decimals: int = 0
    inferred: bool = False
    rule: str = ""
    numbers: tuple[int | Fraction, ...] = ()
