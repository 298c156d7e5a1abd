"""A proposal of the institutions room carried out: old → new, posts moved, plates with them.

A proposal says what was there when it was made; where something moved on since, it is refused and
has to be made anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from townoffice.desk.institution_acts import follow
from townoffice.desk.institution_looking import Deed, Look, Weighed, by, ended
from townoffice.desk.institution_plates import taken_down
from townoffice.feedback import Level
from townoffice.institutions import PlateAct, PlateMove, Proposal, ProposedAct, ProposedRow
from townoffice.records import Ending, Institution, Nameplate, Origin

__all__ = ["TemplateDraft", "apply_template"]

_STALE = "台账在生成方案之后已有改动，请重新生成"
_QUIET = {ProposedAct.KEPT, ProposedAct.BESIDE}
_ORIGINS = {
    ProposedAct.MERGED: Origin.MERGED,
    ProposedAct.RENAMED: Origin.RENAMED,
    ProposedAct.CHANGED: Origin.CHANGED,
}


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A proposal to be carried out from a day on by a document."""

    proposal: Proposal
    since: str = ""
    doc_no: str = ""


@dataclass(slots=True)
class _Written:
    """What is being gathered to write."""

    updated: list[Institution | Nameplate] = field(default_factory=list)
    added: list[Institution | Nameplate] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The numbers of the institutions by their name after the change."""


def apply_template(look: Look, draft: TemplateDraft) -> Weighed:
    """Carry out a proposal as one change."""
    proposal = draft.proposal
    since = look.day(draft.since, "自何日起实施")
    doc_no = look.document(draft.doc_no, "调整机构设置")
    unit = look.unit(proposal.township.id, since, "proposal")
    for problem in proposal.problems:
        if problem.level is Level.STOP:
            look.fault("proposal", problem.what)
    if not proposal.changes:
        look.fault("proposal", f"{proposal.township.name}与“{proposal.label}”已经一致")
    if not _as_it_was(look, proposal):
        look.fault("proposal", _STALE)
    if unit is None or since is None or look.faults:
        return look.weighed(None)
    done = _Written()
    number = look.known.next_number()
    for row in proposal.rows:
        done.numbers[row.name] = row.number if row.number is not None else number
        number += row.number is None
        _carry_out(look, done, row, proposal, since, doc_no)
    for move in proposal.plates:
        _move_plate(look, done, move, proposal, since, doc_no)
    label = f"{unit.name}按“{proposal.label}”调整机构{by(doc_no)}"
    return look.weighed(Deed(label, tuple(done.lines), tuple(done.updated), tuple(done.added)))


def _carry_out(
    look: Look, done: _Written, row: ProposedRow, proposal: Proposal, since: date, doc_no: str
) -> None:
    """Write what becomes of one institution."""
    held = None if row.number is None else look.known.current(row.number)
    if row.act in _QUIET:
        assert held is not None
        kept = replace(held, place=row.place, module=row.module or held.module)
        done.updated += [kept] if kept != held else []
        return
    for number in (*(() if row.number is None else (row.number,)), *row.sources):
        look.institution(number, since, "proposal")
    done.lines.append(_said(row))
    if row.act is ProposedAct.CLOSED:
        assert held is not None
        done.updated.append(ended(held, since, Ending.CLOSED, doc_no))
        return
    for source in _held(look, row.sources):
        done.updated.append(ended(source, since, Ending.MERGED, doc_no))
    if held is None:
        done.added.append(_founded(row, done.numbers[row.name], proposal, since, doc_no))
        return
    origin = _ORIGINS[row.act]
    old, new = follow(
        held,
        since,
        doc_no,
        origin,
        name=row.name,
        kind=row.kind,
        category=row.category,
        authorized=row.authorized,
        actual=row.actual,
        level=row.level,
        place=row.place,
        predecessors=row.sources,
    )
    done.updated.append(old)
    module = row.module or held.module
    done.added.append(replace(new, module=module, head_held_by=row.head_held_by))


def _founded(
    row: ProposedRow, number: int, proposal: Proposal, since: date, doc_no: str
) -> Institution:
    assert proposal.township.id is not None
    return Institution(
        number,
        proposal.township.id,
        row.kind,
        row.name,
        row.place,
        row.category,
        row.authorized,
        row.actual,
        row.level,
        head_held_by=row.head_held_by,
        module=row.module,
        origin=Origin.MERGED if row.sources else Origin.FOUNDED,
        predecessors=row.sources,
        valid_from=since,
        doc_no=doc_no,
    )


def _move_plate(
    look: Look, done: _Written, move: PlateMove, proposal: Proposal, since: date, doc_no: str
) -> None:
    """Write what becomes of one plate; one that moves keeps the document that allowed it."""
    if move.act is PlateAct.STAYS:
        return
    where = "" if move.act is PlateAct.TAKEN_DOWN else f"（{move.host_name}）"
    done.lines.append(f"牌子{move.name}{move.act.label}{where}")
    if move.plate is not None:
        done.updated.append(taken_down(look, move.plate, since, doc_no))
    if move.act is PlateAct.TAKEN_DOWN:
        return
    assert proposal.township.id is not None
    host = move.host if move.host is not None else done.numbers[move.host_name]
    allowed = doc_no if move.plate is None else move.plate.doc_no
    done.added.append(Nameplate(proposal.township.id, host, move.name, allowed, since))


def _said(row: ProposedRow) -> str:
    """Say what becomes of one institution: 甲办、乙办合并为丙办，核定 7 名."""
    posts = "" if row.authorized is None else f"，核定 {row.authorized} 名"
    was = "、".join(row.was)
    match row.act:
        case ProposedAct.MERGED:
            return f"{was}合并为{row.name}{posts}"
        case ProposedAct.RENAMED:
            return f"{was}更名为{row.name}{posts}"
    return f"{row.act.label}{row.name}{posts}"


def _held(look: Look, numbers: tuple[int, ...]) -> Iterator[Institution]:
    for number in numbers:
        held = look.known.current(number)
        assert held is not None  # _as_it_was has looked
        yield held


def _as_it_was(look: Look, proposal: Proposal) -> bool:
    """Tell whether institutions and plates are still those the proposal was made from."""
    unit_id = proposal.township.id
    now: dict[int, Institution] = {
        state.number: state
        for state in look.known.institutions
        if state.township_id == unit_id and state.valid_to is None
    }
    plates: Mapping[int | None, Nameplate] = {p.id: p for p in look.known.nameplates}
    if any(plates.get(m.plate.id) != m.plate for m in proposal.plates if m.plate is not None):
        return False
    return all(_same(now, row) for row in proposal.rows)


def _same(now: Mapping[int, Institution], row: ProposedRow) -> bool:
    numbers = (*(() if row.number is None else (row.number,)), *row.sources)
    if any(number not in now for number in numbers):
        return False
    states = [now[number] for number in numbers]
    posts = sum(state.authorized or 0 for state in states)
    people = sum(state.actual or 0 for state in states)
    names = tuple(state.name for state in states)
    same = posts == (row.authorized or 0) and people == (row.actual or 0)
    return not numbers or (same and names == row.was)
