"""Several institutions merged into one, and one split into several."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from townoffice.desk.institution_acts import follow
from townoffice.desk.institution_drafts import MergeDraft, PartDraft, SplitDraft, added
from townoffice.desk.institution_looking import Deed, Look, Weighed, by, ended
from townoffice.desk.institution_plates import moved_plates
from townoffice.records import Ending, Institution, InstitutionKind, Nameplate, Origin, Township
from townoffice.sheets.cells import name_key

__all__ = ["merge", "split"]


def merge(look: Look, draft: MergeDraft) -> Weighed:
    """Merge institutions of one unit: one of them goes on, or a new one is made of all."""
    since = look.day(draft.since, "自何日起合并")
    doc_no = look.document(draft.doc_no, "合并机构")
    held = _sources(look, draft, since)
    look.posts(draft.kind, draft.category, draft.authorized, draft.actual)
    if len(held) < 2:
        return look.weighed(None)
    unit = look.unit(held[0].township_id, since, "numbers")
    heir = next((state for state in held if state.number == draft.into), None)
    if draft.into is not None and heir is None:
        look.fault("into", "并入的机构须是所选机构之一")
    if heir is not None and not draft.name.strip():
        name = heir.name
    else:
        name = look.name(draft.name, "合并后的名称")
    look.free_name(unit, name, since, draft.numbers)
    _note_posts(look, held, draft.authorized)
    if since is None or look.faults or unit is None:
        return look.weighed(None)
    ends, goes_on = _joined(look, draft, held, heir, name, since, doc_no)
    hosts = [state.number for state in held if state is not heir]
    assert unit.id is not None
    down, up = moved_plates(look, hosts, since, doc_no, goes_on.number, unit.id, name)
    sources = "、".join(state.name for state in held)
    label = f"合并 {unit.name}{sources} → {name}{by(doc_no)}"
    posts = "" if draft.authorized is None else f"，核定 {draft.authorized} 名"
    lines = (
        f"自 {since.isoformat()} 起，{sources}合并为{name}{posts}",
        *_plates_told(down, up, name),
    )
    return look.weighed(Deed(label, lines, (*ends, *down), (goes_on, *up)))


def split(look: Look, draft: SplitDraft) -> Weighed:
    """Split an institution; its plates stay with the first part."""
    since = look.day(draft.since, "自何日起分设")
    doc_no = look.document(draft.doc_no, "分设机构")
    held = look.institution(draft.number, since)
    if held is None:
        return look.weighed(None)
    unit = look.unit(held.township_id, since, "number")
    names = _part_names(look, draft.parts, unit, held, since)
    _note_parts(look, held, draft.parts)
    if since is None or look.faults or unit is None or unit.id is None:
        return look.weighed(None)
    old, new = _parted(look, draft, held, names, since, doc_no)
    down: tuple[Nameplate, ...] = ()
    up: tuple[Nameplate, ...] = ()
    if not draft.goes_on:
        down, up = moved_plates(look, (held.number,), since, doc_no, new[0].number, unit.id)
    into = "、".join(names)
    label = f"分设 {unit.name}{held.name} → {into}{by(doc_no)}"
    lines = (
        f"自 {since.isoformat()} 起，{held.name}分设为{into}",
        *_plates_told(down, up, names[0]),
    )
    return look.weighed(Deed(label, lines, (old, *down), (*new, *up)))


def _sources(look: Look, draft: MergeDraft, since: date | None) -> list[Institution]:
    numbers = dict.fromkeys(draft.numbers)
    if len(numbers) < 2:
        look.fault("numbers", "请选两个以上要合并的机构")
    held = [s for n in numbers if (s := look.institution(n, since, "numbers")) is not None]
    if len({state.township_id for state in held}) > 1:
        look.fault("numbers", "不在同一乡镇（街道）的机构不能合并，请先划转")
    return held


def _joined(
    look: Look,
    draft: MergeDraft,
    held: Sequence[Institution],
    heir: Institution | None,
    name: str,
    since: date,
    doc_no: str,
) -> tuple[tuple[Institution, ...], Institution]:
    """Give the states as they end, and the one institution that there is from then on."""
    ends = [ended(s, since, Ending.MERGED, doc_no) for s in held if s is not heir]
    before = heir or held[0]
    predecessors = tuple(state.number for state in held if state is not heir)
    old, new = follow(
        before,
        since,
        doc_no,
        Origin.MERGED,
        name=name,
        kind=draft.kind or before.kind,
        category=draft.category or before.category,
        authorized=draft.authorized,
        actual=draft.actual,
        predecessors=predecessors,
        place=min(state.place for state in held),
    )
    if heir is not None:
        return (old, *ends), new
    made = replace(
        new, number=look.known.next_number(), head=None, head_held_by=None, deputies=None
    )
    return tuple(ends), replace(made, duties=None, level=None)


def _parted(
    look: Look,
    draft: SplitDraft,
    held: Institution,
    names: Sequence[str],
    since: date,
    doc_no: str,
) -> tuple[Institution, tuple[Institution, ...]]:
    """Give the old state as it ends, and the parts; the first may be the old one itself."""
    number, made = look.known.next_number(), []
    for at, (part, name) in enumerate(zip(draft.parts, names, strict=True)):
        goes_on = draft.goes_on and at == 0
        old, new = follow(
            held,
            since,
            doc_no,
            Origin.CHANGED if goes_on else Origin.SPLIT,
            name=name,
            kind=part.kind,
            category=part.category,
            authorized=part.authorized,
            actual=part.actual,
        )
        if not goes_on:
            new = replace(new, number=number, predecessors=(held.number,), head=None)
            new = replace(new, head_held_by=None, deputies=None, duties=None, level=None)
            number += 1
        made.append(new)
    end = old if draft.goes_on else ended(held, since, Ending.SPLIT, doc_no)
    return end, tuple(made)


def _part_names(
    look: Look,
    parts: Sequence[PartDraft],
    unit: Township | None,
    held: Institution,
    since: date | None,
) -> list[str]:
    """Read the names of the parts, and weigh each part."""
    if len(parts) < 2:
        look.fault("parts", "分设须有两个以上的机构")
    names: list[str] = []
    for at, part in enumerate(parts):
        name = look.name(part.name, "名称", f"parts.{at}.name")
        look.free_name(unit, name, since, (held.number,), f"parts.{at}.name")
        if name and name_key(name) in map(name_key, names):
            look.fault(f"parts.{at}.name", f"有两个机构都叫{name}")
        look.posts(part.kind, part.category, part.authorized, part.actual, f"parts.{at}.")
        names.append(name)
    return names


def _note_posts(look: Look, held: Sequence[Institution], authorized: int | None) -> None:
    posts = added([state.authorized for state in held])
    if posts is not None and authorized is not None and posts != authorized:
        look.notes.setdefault(
            "authorized", f"合并前核定合计 {posts} 名，这里是 {authorized} 名，请核对文件"
        )
    kinds = {state.kind for state in held} - {InstitutionKind.EXEMPT}
    if len(kinds) > 1:
        look.notes.setdefault("kind", "所选机构的性质不同，请核对合并后的性质")


def _note_parts(look: Look, held: Institution, parts: Sequence[PartDraft]) -> None:
    for word, before, after in (
        ("核定", held.authorized, added([part.authorized for part in parts])),
        ("实有", held.actual, added([part.actual for part in parts])),
    ):
        if before is not None and after is not None and before != after:
            look.notes.setdefault(
                "parts", f"分设前{word} {before} 名，各机构合计 {after} 名，请核对文件"
            )


def _plates_told(down: Sequence[Nameplate], up: Sequence[Nameplate], heir: str) -> tuple[str, ...]:
    """Say where plates go."""
    kept = {plate.name for plate in up}
    return (
        *(f"牌子{plate.name}改挂在{heir}" for plate in up),
        *(f"牌子{plate.name}摘下" for plate in down if plate.name not in kept),
    )
