"""The module view (S2 五), and gathering institutions by module (九办五中心 → 九办三中心)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townoffice.institutions.drawing_up import proposal
from townoffice.institutions.matching import Slot, counted, module_of
from townoffice.institutions.proposals import Proposal
from townoffice.institutions.register import RegisterRow, UnitRegister, total
from townoffice.records import (
    Category,
    Institution,
    InstitutionKind,
    Module,
    ModuleFunctions,
    ModuleLeader,
    TemplateRow,
)


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """One module of a unit: who leads it, what belongs to it, what it gathers.

    ``inferred`` are the numbers of institutions put here by their name alone (推定).
    """

    module: Module
    leader: ModuleLeader | None
    rows: tuple[RegisterRow, ...]
    functions: tuple[str, ...]
    inferred: frozenset[int] = frozenset()

    @property
    def authorized(self) -> int | None:
        """The posts of its institutions; None where none is broken down."""
        return total(row.institution.authorized for row in self.rows)

    @property
    def actual(self) -> int | None:
        """The people of its institutions; None where none is broken down."""
        return total(row.institution.actual for row in self.rows)


def module_view(
    register: UnitRegister, leaders: Iterable[ModuleLeader], modules: Sequence[ModuleFunctions]
) -> tuple[tuple[ModuleRow, ...], tuple[RegisterRow, ...]]:
    """Give a unit by modules, and the institutions that belong to none.

    ``leaders`` of any unit and time: the one in office on the register's day counts.
    """
    unit, on = register.township.id, register.on
    leading = {
        leader.module: leader
        for leader in leaders
        if leader.township_id == unit
        and (leader.since is None or leader.since <= on)
        and (leader.until is None or on <= leader.until)
    }
    found: dict[Module, list[RegisterRow]] = {module: [] for module in Module}
    inferred: set[int] = set()
    left: list[RegisterRow] = []
    for row in counted(register.rows):
        module, guessed = module_of(row.institution, modules)
        (left if module is None else found[module]).append(row)
        if guessed:
            inferred.add(row.institution.number)
    functions = {gathers.module: gathers.functions for gathers in modules}
    return tuple(
        ModuleRow(
            module,
            leading.get(module),
            tuple(rows),
            functions.get(module, ()),
            frozenset(inferred & {row.institution.number for row in rows}),
        )
        for module, rows in found.items()
    ), tuple(left)


def propose_gathering(
    register: UnitRegister,
    modules: Sequence[ModuleFunctions],
    *,
    offices: int | None = None,
    centres: int | None = None,
) -> Proposal:
    """Merge institutions of one kind and module until a unit has no more than it is to have.

    ``offices`` 党政机构, ``centres`` 事业单位; None leaves that kind as it is. The two smallest of
    the module with the most are merged first, the larger one goes on; where no module has two, the
    rest stays as it is.
    """
    slots = [_own_slot(row) for row in counted(register.rows)]
    for kind, most in (
        (InstitutionKind.PARTY_GOV_OFFICE, offices),
        (InstitutionKind.PUBLIC_INSTITUTION, centres),
    ):
        while most is not None and sum(s.row.kind is kind for s in slots) > most:
            pair = _next_pair([s for s in slots if s.row.kind is kind], modules)
            if pair is None:
                break
            larger, smaller = pair
            larger.olds += smaller.olds
            larger.guessed = True
            slots = [slot for slot in slots if slot is not smaller]
    words = [f"{n}{unit}" for n, unit in ((offices, "办"), (centres, "中心")) if n is not None]
    return proposal(f"按职能模块归并（{''.join(words)}）", register, slots, ((), ()))


def _own_slot(row: RegisterRow) -> Slot:
    record = row.institution
    return Slot(
        TemplateRow(
            record.name,
            record.kind,
            record.category or Category.ADMIN,
            module=record.module,
            head_held_by=record.head_held_by,
            level=record.level,
        ),
        [row],
    )


def _next_pair(
    slots: Sequence[Slot], modules: Sequence[ModuleFunctions]
) -> tuple[Slot, Slot] | None:
    """Choose the two to merge: the smallest of the fullest module, of one category of posts."""
    groups: dict[tuple[Module, Category | None], list[Slot]] = {}
    for slot in slots:
        record = slot.olds[0].institution
        module, _ = module_of(record, modules)
        if module is not None:
            groups.setdefault((module, record.category), []).append(slot)
    fullest = max(groups.values(), key=len, default=[])
    if len(fullest) < 2:
        return None
    smaller, larger = sorted(fullest, key=_posts)[:2]
    return larger, smaller


def _posts(slot: Slot) -> int:
    def of(record: Institution) -> int:
        return record.authorized or 0

    return sum(of(old.institution) for old in slot.olds)
