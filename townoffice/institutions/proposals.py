"""A proposed change of a unit's institutions: old → new, as data; nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from townoffice.feedback import Problem
from townoffice.records import (
    Category,
    HeadHeldBy,
    InstitutionKind,
    Module,
    Nameplate,
    Township,
)


class ProposedAct(StrEnum):
    """What becomes of an institution."""

    KEPT = "kept"
    RENAMED = "renamed"
    CHANGED = "changed"
    """Of the same name, of another kind or with another head or rank."""
    MERGED = "merged"
    FOUNDED = "founded"
    BESIDE = "beside"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The Chinese word of the difference table."""
        return _ACTS[self]


_ACTS = {
    ProposedAct.KEPT: "保留",
    ProposedAct.RENAMED: "更名",
    ProposedAct.CHANGED: "调整",
    ProposedAct.MERGED: "合并",
    ProposedAct.FOUNDED: "新设",
    ProposedAct.BESIDE: "模板外保留",
    ProposedAct.CLOSED: "撤销",
}


class PlateAct(StrEnum):
    """What becomes of a name plate."""

    STAYS = "stays"
    MOVES = "moves"
    HUNG = "hung"
    TAKEN_DOWN = "taken_down"

    @property
    def label(self) -> str:
        """The Chinese word of the difference table."""
        return _PLATE_ACTS[self]


_PLATE_ACTS = {
    PlateAct.STAYS: "保留",
    PlateAct.MOVES: "改挂",
    PlateAct.HUNG: "加挂",
    PlateAct.TAKEN_DOWN: "取消",
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person decided on a proposal.

    ``into``: an old institution's number → the template institution it becomes or joins. ``keep``
    stay beside the template, ``close`` are closed, ``take_down`` are plates (ids) to come down.
    ``optional`` are the optional institutions to have.
    """

    into: Mapping[int, str] = field(default_factory=dict)
    keep: frozenset[int] = frozenset()
    close: frozenset[int] = frozenset()
    take_down: frozenset[int] = frozenset()
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One institution of the unit after the change, or one that is closed.

    ``number`` goes on (None: a new institution), ``sources`` end and are merged into it.
    ``guessed``: put there by kind and module alone, a person should look. ``place`` is its place
    in the unit's list, from 1.
    """

    act: ProposedAct
    name: str
    kind: InstitutionKind
    category: Category | None
    place: int
    number: int | None = None
    sources: tuple[int, ...] = ()
    authorized: int | None = None
    actual: int | None = None
    module: Module | None = None
    head_held_by: HeadHeldBy | None = None
    level: str | None = None
    guessed: bool = False
    was: tuple[str, ...] = ()
    """The names before, the one that goes on first."""


@dataclass(frozen=True, slots=True)
class PlateMove:
    """What becomes of one plate; ``host`` is the number it hangs on then, None: a new one's."""

    act: PlateAct
    name: str
    host_name: str
    host: int | None
    plate: Nameplate | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The change of a unit that a template or a gathering asks for."""

    label: str
    township: Township
    on: date
    rows: tuple[ProposedRow, ...]
    plates: tuple[PlateMove, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def changes(self) -> bool:
        """Tell whether anything would become different."""
        quiet = {ProposedAct.KEPT, ProposedAct.BESIDE}
        return any(row.act not in quiet for row in self.rows) or any(
            plate.act is not PlateAct.STAYS for plate in self.plates
        )

    def posts(self) -> dict[Category | None, int]:
        """Add up the posts by category."""
        found: dict[Category | None, int] = {}
        for row in self.rows:
            if row.authorized is not None:
                found[row.category] = found.get(row.category, 0) + row.authorized
        return found
