"""Which institution of a unit is which of a template: by name, by other names, by kind and module.

The first three ways are certain enough to be taken; the last is a guess that the result marks, so
that a person looks at it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from townoffice.institutions.register import RegisterRow
from townoffice.records import (
    Institution,
    InstitutionKind,
    Module,
    ModuleFunctions,
    TemplateRow,
    Township,
)

_BRACKETS = str.maketrans("()", "（）", " \u3000")
_ENDINGS = (
    *("综合服务中心", "服务中心", "办公室", "中心", "大队", "中队", "支队"),
    *("局", "办", "站", "所", "队", "平台"),
)


@dataclass(slots=True)
class Slot:
    """One institution to be, and those of the unit that become it, the one that goes on first."""

    row: TemplateRow
    olds: list[RegisterRow] = field(default_factory=list)
    guessed: bool = False


def plain_name(name: str, unit: Township | None = None) -> str:
    """Write a name without blanks, with full-width brackets, and without its unit in front."""
    folded = name.translate(_BRACKETS)
    return folded.removeprefix(unit.name) if unit is not None else folded


def core_of(name: str) -> str:
    """Give a name without the word for its kind: 经济发展 of 经济发展办公室 and 经济发展局."""
    return next((name[: -len(e)] for e in _ENDINGS if name.endswith(e) and name != e), name)


def module_of(
    institution: Institution, modules: Iterable[ModuleFunctions]
) -> tuple[Module | None, bool]:
    """Tell the module of an institution and whether it is inferred from the name (推定).

    Of several modules whose words the name holds, the longest word decides, then the first.
    """
    if institution.module is not None:
        return institution.module, False
    found = [
        (len(word), gathers.module)
        for gathers in modules
        for word in gathers.words
        if word in institution.name
    ]
    best = max(found, key=lambda pair: pair[0], default=None)
    return (best[1], True) if best is not None else (None, False)


def matched(
    rows: Sequence[TemplateRow],
    olds: Sequence[RegisterRow],
    unit: Township,
    modules: Sequence[ModuleFunctions],
) -> tuple[list[Slot], list[RegisterRow]]:
    """Sort the institutions of a unit into a template; what fits nowhere is given back."""
    slots = [Slot(row) for row in rows]
    left = list(olds)

    def take(fits: Callable[[TemplateRow, RegisterRow], bool]) -> None:
        for slot in slots:
            found = [old for old in left if fits(slot.row, old)]
            slot.olds += found
            for old in found:
                left.remove(old)

    def named(names: Callable[[TemplateRow], Collection[str]], *, same_kind: bool) -> None:
        take(
            lambda row, old: (
                (old.institution.kind is row.kind or not same_kind)
                and plain_name(old.institution.name, unit) in names(row)
            )
        )

    for same_kind in (True, False):
        named(lambda row: {plain_name(row.name)}, same_kind=same_kind)
    for same_kind in (True, False):
        named(lambda row: set(map(plain_name, row.known_as)), same_kind=same_kind)
    take(
        lambda row, old: (
            old.institution.kind is row.kind
            and core_of(plain_name(old.institution.name, unit)) == core_of(plain_name(row.name))
        )
    )
    _guess(slots, left, modules)
    return slots, left


def _guess(
    slots: Sequence[Slot], left: list[RegisterRow], modules: Sequence[ModuleFunctions]
) -> None:
    """Give the rest to what is of their kind and module, first to what nobody became yet."""
    empty = {id(slot) for slot in slots if not slot.olds and not slot.row.optional}
    for old in tuple(left):
        module, _ = module_of(old.institution, modules)
        near = [
            slot
            for slot in slots
            if module is not None
            and slot.row.module is module
            and slot.row.kind is old.institution.kind
        ]
        if near:
            slot = next((s for s in near if id(s) in empty and not s.olds), near[0])
            slot.olds.append(old)
            slot.guessed = True
            left.remove(old)


def counted(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Leave out what no template speaks of: 人大, 政协, 群团, 武装部."""
    return [row for row in rows if row.institution.kind is not InstitutionKind.EXEMPT]
