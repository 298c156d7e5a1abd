"""One institution without a new document: kept up in place, and put right where it was mistyped."""

from dataclasses import replace

from townoffice.desk.institution_drafts import CorrectDraft, EditDraft, as_edit
from townoffice.desk.institution_known import day_before
from townoffice.desk.institution_looking import CHANGED, Deed, Look, Weighed, moved, plain, whose
from townoffice.records import Institution, Origin

__all__ = ["correct", "edit"]

_EDITED = {
    "actual": "实有",
    "head": "负责人",
    "head_held_by": "负责人配备",
    "deputies": "副职",
    "duties": "职责",
    "module": "职能模块",
}
_CORRECTED = {"name": "名称", **CHANGED, "valid_from": "日期", "doc_no": "文号"}


def edit(look: Look, draft: EditDraft) -> Weighed:
    """Keep up what needs no document."""
    held = look.institution(draft.number, None)
    look.count(draft.deputies, "副职人数", "deputies")
    if held is None:
        return look.weighed(None)
    look.posts(held.kind, held.category, held.authorized, draft.actual)
    after = replace(
        held,
        actual=draft.actual,
        head=plain(draft.head) or None,
        head_held_by=draft.head_held_by,
        deputies=draft.deputies,
        duties=plain(draft.duties) or None,
        module=draft.module,
    )
    if as_edit(after) == as_edit(held):
        look.fault("number", "没有改动")
    lines = moved(held, after, _EDITED)
    label = f"修改{whose(look, held)}{held.name}：{'，'.join(lines)}"
    return look.weighed(Deed(label, lines, updated=(after,)))


def correct(look: Look, draft: CorrectDraft) -> Weighed:
    """Put one state right; the one before it ends where this one begins."""
    held = look.known.state(draft.institution_id)
    if held is None:
        look.fault("institution_id", "台账中没有这一条了")
        return look.weighed(None)
    listed = held.origin is Origin.LISTED
    since = (
        look.maybe_day(draft.since) if listed else look.day(draft.since, f"{held.origin.label}日期")
    )
    doc_no = (
        look.maybe_document(draft.doc_no)
        if listed or held.doc_no is None
        else look.document(draft.doc_no, held.origin.label)
    )
    unit = look.unit(held.township_id, since, "institution_id")
    name = look.name(draft.name, "机构名称")
    look.free_name(unit, name, held.valid_to or since, (held.number,))
    look.posts(draft.kind, draft.category, draft.authorized, held.actual)
    before = _before(look, held)
    if since is not None and held.valid_to is not None and since > held.valid_to:
        look.fault("since", f"{held.valid_to.isoformat()} 就已结束，日期须在此前")
    if before is not None and (
        since is None or (before.valid_from is not None and since <= before.valid_from)
    ):
        begun = before.valid_from.isoformat() if before.valid_from else "更早"
        look.fault("since", f"上一次变动在 {begun}，日期须在此后")
    after = replace(
        held,
        name=name,
        kind=draft.kind,
        category=draft.category,
        authorized=draft.authorized,
        level=plain(draft.level) or None,
        valid_from=since,
        doc_no=doc_no,
    )
    if after == held:
        look.fault("institution_id", "没有改动")
    lines = moved(held, after, _CORRECTED)
    updated: tuple[Institution, ...] = (after,)
    if before is not None and since is not None and since != held.valid_from:
        updated = (replace(before, valid_to=day_before(since)), after)
    label = f"更正登记 {whose(look, held)}{held.name}：{'，'.join(lines)}"
    return look.weighed(Deed(label, lines, updated))


def _before(look: Look, held: Institution) -> Institution | None:
    """Give the state before one, of the same institution."""
    states = look.known.states(held.number)
    at = next((n for n, state in enumerate(states) if state.id == held.id), 0)
    return states[at - 1] if at else None
