"""One institution by document: founded, changed, renamed, moved, closed."""

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from townoffice.desk.institution_drafts import (
    ChangeDraft,
    CloseDraft,
    FoundDraft,
    MoveDraft,
    RenameDraft,
)
from townoffice.desk.institution_looking import (
    CHANGED,
    Deed,
    Look,
    Weighed,
    by,
    ended,
    moved,
    plain,
    whose,
)
from townoffice.desk.institution_plates import moved_plates, plates_down
from townoffice.records import (
    Category,
    Ending,
    Institution,
    InstitutionKind,
    Origin,
)

__all__ = ["change", "close", "follow", "found", "move", "rename"]


class Anew(TypedDict, total=False):
    """What a following state has anew."""

    township_id: int
    kind: InstitutionKind
    name: str
    place: int
    category: Category | None
    authorized: int | None
    actual: int | None
    level: str | None
    predecessors: tuple[int, ...]


def follow(
    held: Institution, since: date, doc_no: str, origin: Origin, **anew: Unpack[Anew]
) -> tuple[Institution, Institution]:
    """Give a state as it ends and the one that goes on from ``since`` under the same number."""
    fresh = replace(
        held,
        origin=origin,
        predecessors=(),
        valid_from=since,
        valid_to=None,
        doc_no=doc_no,
        ending=None,
        end_doc_no=None,
        id=None,
        row_version=0,
    )
    return ended(held, since, Ending.REPLACED, doc_no), replace(fresh, **anew)


def found(look: Look, draft: FoundDraft) -> Weighed:
    """Found an institution, or register one that is there already."""
    if draft.listed:
        since, doc_no = look.maybe_day(draft.since), look.maybe_document(draft.doc_no)
    else:
        since = look.day(draft.since, "设立日期")
        doc_no = look.document(draft.doc_no, "设立机构")
    unit = look.unit(draft.unit_id, since, "unit_id")
    name = look.name(draft.name, "机构名称")
    look.free_name(unit, name, since)
    look.posts(draft.kind, draft.category, draft.authorized, draft.actual)
    look.count(draft.deputies, "副职人数", "deputies")
    if look.faults or unit is None:
        return look.weighed(None)
    made = Institution(
        look.known.next_number(),
        draft.unit_id,
        draft.kind,
        name,
        look.known.next_place(draft.unit_id),
        draft.category,
        draft.authorized,
        draft.actual,
        plain(draft.level) or None,
        plain(draft.head) or None,
        draft.head_held_by,
        draft.deputies,
        plain(draft.duties) or None,
        draft.module,
        Origin.LISTED if draft.listed else Origin.FOUNDED,
        valid_from=since,
        doc_no=doc_no,
    )
    label = f"{made.origin.label}{unit.name}{name}{by(doc_no)}"
    posts = "" if draft.authorized is None else f"，核定 {draft.authorized} 名"
    begins = f"自 {since.isoformat()} 起，" if since else ""
    lines = (f"{begins}{unit.name}{made.origin.label}{draft.kind.label} {name}{posts}",)
    return look.weighed(Deed(label, lines, added=(made,)))


def change(look: Look, draft: ChangeDraft) -> Weighed:
    """Set kind, posts or rank anew."""
    since = look.day(draft.since, "自何日起调整")
    doc_no = look.document(draft.doc_no, "调整机构编制")
    held = look.institution(draft.number, since)
    look.posts(draft.kind, draft.category, draft.authorized, held.actual if held else None)
    if held is None or since is None:
        return look.weighed(None)
    old, new = follow(
        held,
        since,
        doc_no,
        Origin.CHANGED,
        kind=draft.kind,
        category=draft.category,
        authorized=draft.authorized,
        level=plain(draft.level) or None,
    )
    lines = moved(held, new, CHANGED)
    if not lines:
        look.fault("number", "与现在相同，没有要调整的")
    label = f"调整{whose(look, held)}{held.name}：{'，'.join(lines)}{by(doc_no)}"
    told = tuple(f"自 {since.isoformat()} 起，{held.name}{line}" for line in lines)
    return look.weighed(Deed(label, told, (old,), (new,)))


def rename(look: Look, draft: RenameDraft) -> Weighed:
    """Give an institution another name."""
    since = look.day(draft.since, "自何日起更名")
    doc_no = look.document(draft.doc_no, "更名")
    name = look.name(draft.name, "新名称")
    held = look.institution(draft.number, since)
    if held is None:
        return look.weighed(None)
    unit = look.unit(held.township_id, since, "number")
    look.free_name(unit, name, since, (held.number,))
    if name == held.name:
        look.fault("name", "与现在的名称相同")
    if since is None:
        return look.weighed(None)
    old, new = follow(held, since, doc_no, Origin.RENAMED, name=name)
    label = f"更名 {whose(look, held)}{held.name} → {name}{by(doc_no)}"
    lines = (f"自 {since.isoformat()} 起，{held.name}更名为{name}，编制、人员和牌子不变",)
    return look.weighed(Deed(label, lines, (old,), (new,)))


def move(look: Look, draft: MoveDraft) -> Weighed:
    """Hand an institution to another unit, with its posts, people and plates."""
    since = look.day(draft.since, "自何日起划转")
    doc_no = look.document(draft.doc_no, "划转机构")
    held = look.institution(draft.number, since)
    unit = look.unit(draft.unit_id, since, "unit_id")
    if held is None or unit is None or unit.id is None:
        return look.weighed(None)
    if unit.id == held.township_id:
        look.fault("unit_id", f"{held.name}本来就属{unit.name}")
    look.free_name(unit, held.name, since, (held.number,), "unit_id")
    if since is None:
        return look.weighed(None)
    place = look.known.next_place(unit.id)
    old, new = follow(held, since, doc_no, Origin.MOVED, township_id=unit.id, place=place)
    down, up = moved_plates(look, (held.number,), since, doc_no, held.number, unit.id)
    label = f"划转{held.name}：{whose(look, held)} → {unit.name}{by(doc_no)}"
    lines = (
        f"自 {since.isoformat()} 起，{held.name}由{whose(look, held)}划归{unit.name}",
        *(f"牌子{plate.name}随之划转" for plate in up),
    )
    return look.weighed(Deed(label, lines, (old, *down), (new, *up)))


def close(look: Look, draft: CloseDraft) -> Weighed:
    """Close an institution; its plates come down with it."""
    since = look.day(draft.since, "自何日起撤销")
    doc_no = look.document(draft.doc_no, "撤销机构")
    held = look.institution(draft.number, since)
    if held is None or since is None:
        return look.weighed(None)
    if held.actual:
        look.notes["number"] = f"{held.name}还有 {held.actual} 人，请另行安排"
    down = plates_down(look, held.number, since, doc_no)
    label = f"撤销{whose(look, held)}{held.name}{by(doc_no)}"
    lines = (
        f"自 {since.isoformat()} 起不再有{held.name}",
        *(f"牌子{plate.name}同时摘下" for plate in down),
    )
    return look.weighed(Deed(label, lines, (ended(held, since, Ending.CLOSED, doc_no), *down)))
