"""Apply a template to a unit: old → new, with posts moved so that their sum is kept.

Nothing is written: the result says what goes on under which number, what is merged into it, what is
new, what stays beside the template, and which plates are hung or come down. What cannot be closed
because posts or people are left stays beside and is named.
"""

from collections.abc import Iterable, Iterator, Sequence

from townoffice.feedback import Level, Problem
from townoffice.institutions.drawing_up import proposal
from townoffice.institutions.matching import Slot, counted, matched
from townoffice.institutions.proposals import Proposal, Wishes
from townoffice.institutions.register import RegisterRow, UnitRegister
from townoffice.records import ModuleFunctions, Template


def propose(
    template: Template,
    register: UnitRegister,
    modules: Sequence[ModuleFunctions] = (),
    wishes: Wishes | None = None,
) -> Proposal:
    """Set a unit's register against a template; ``modules`` help where names do not."""
    wished = wishes or Wishes()
    olds = counted(register.rows)
    free = [old for old in olds if not _decided(old, wished)]
    rows = [row for row in template.rows if not row.optional or row.name in wished.optional]
    optional = [row for row in template.rows if row.optional and row not in rows]
    slots, left = matched((*rows, *optional), free, register.township, modules)
    slots = [slot for slot in slots if slot.olds or slot.row not in optional]
    problems = list(_follow(slots, olds, wished))
    beside, closed, more = _outside(olds, left, slots, wished)
    return proposal(
        template.label, register, slots, (beside, closed), (*problems, *more), wished.take_down
    )


def _decided(old: RegisterRow, wishes: Wishes) -> bool:
    number = old.institution.number
    return number in wishes.into or number in wishes.keep or number in wishes.close


def _follow(
    slots: Sequence[Slot], olds: Iterable[RegisterRow], wishes: Wishes
) -> Iterator[Problem]:
    """Put institutions where a person wants them."""
    by_name = {slot.row.name: slot for slot in slots}
    for old in olds:
        wanted = wishes.into.get(old.institution.number)
        if wanted in by_name:
            by_name[wanted].olds.append(old)
        elif wanted is not None:
            what = f"模板中没有“{wanted}”，“{old.institution.name}”仍单独保留"
            yield Problem(Level.ASK, what, "请另选机构")


def _outside(
    olds: Iterable[RegisterRow],
    left: Iterable[RegisterRow],
    slots: Iterable[Slot],
    wishes: Wishes,
) -> tuple[list[RegisterRow], list[RegisterRow], list[Problem]]:
    """Sort what the template does not take: kept beside it, or closed where nothing is left."""
    taken = {old.institution.number for slot in slots for old in slot.olds}
    beside = list(left)
    closed: list[RegisterRow] = []
    problems: list[Problem] = []
    for old in olds:
        record = old.institution
        if record.number in taken or old in beside:
            continue
        if record.number not in wishes.close:
            beside.append(old)
        elif record.authorized or record.actual:
            words = f"编制{record.authorized or 0}名、人员{record.actual or 0}名"
            what = f"“{record.name}”还有{words}，不能撤销"
            problems.append(Problem(Level.STOP, what, "请并入一个机构，编制和人员随之划转"))
            beside.append(old)
        else:
            closed.append(old)
    return beside, closed, problems
