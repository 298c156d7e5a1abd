"""Name plates: hung, put right, taken down, and what becomes of them when their host changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from townoffice.desk.institution_drafts import (
    CorrectPlateDraft,
    HangDraft,
    TakeDownDraft,
    as_plate,
)
from townoffice.desk.institution_known import day_before, still
from townoffice.desk.institution_looking import Deed, Look, Weighed, by
from townoffice.records import Institution, Nameplate, Township
from townoffice.sheets.cells import name_key

__all__ = ["correct_plate", "hang", "moved_plates", "plates_down", "take_down", "taken_down"]


def hang(look: Look, draft: HangDraft) -> Weighed:
    """Hang a plate by its document, or register one as it hangs there without any."""
    if draft.as_found:
        since, doc_no = look.maybe_day(draft.since), look.maybe_document(draft.doc_no)
    else:
        since = look.day(draft.since, "自何日起挂牌")
        doc_no = look.document(draft.doc_no, "加挂牌子")
    unit = look.unit(draft.unit_id, since, "unit_id")
    name = look.name(draft.name, "牌子名称")
    host = _host(look, unit, draft.host, since)
    _free_plate(look, unit, name, since)
    if look.faults or unit is None or host is None:
        return look.weighed(None)
    if doc_no is None:
        look.notes["doc_no"] = "没有批准文号的牌子会列入核查问题"
    plate = Nameplate(draft.unit_id, host.number, name, doc_no or None, since)
    what = "登记现挂牌子" if draft.as_found else "加挂牌子"
    label = f"{what} {unit.name}{host.name}：{name}{by(doc_no)}"
    begins = f"自 {since.isoformat()} 起，" if since else ""
    return look.weighed(Deed(label, (f"{begins}{host.name}挂{name}牌子",), added=(plate,)))


def correct_plate(look: Look, draft: CorrectPlateDraft) -> Weighed:
    """Put a plate right; the document that allows it may be told afterwards."""
    held = look.known.plate(draft.plate_id)
    if held is None:
        look.fault("plate_id", "台账中没有这块牌子了")
        return look.weighed(None)
    since = look.maybe_day(draft.since)
    doc_no = (
        look.maybe_document(draft.doc_no)
        if held.doc_no is None
        else look.document(draft.doc_no, "加挂牌子")
    )
    unit = look.unit(held.township_id, since, "plate_id")
    name = look.name(draft.name, "牌子名称")
    host = _host(look, unit, draft.host, since, held.valid_to)
    _free_plate(look, unit, name, since, held)
    if since is not None and held.valid_to is not None and since > held.valid_to:
        look.fault("since", f"这块牌子 {held.valid_to.isoformat()} 已摘下，日期须在此前")
    if host is None or unit is None:
        return look.weighed(None)
    after = replace(held, host=host.number, name=name, valid_from=since, doc_no=doc_no)
    if as_plate(after) == as_plate(held):
        look.fault("plate_id", "没有改动")
    lines = tuple(_corrected(look, held, after))
    label = f"更正牌子 {unit.name}{held.name}：{'，'.join(lines)}"
    return look.weighed(Deed(label, lines, updated=(after,)))


def take_down(look: Look, draft: TakeDownDraft) -> Weighed:
    """Take a plate down; one that a document allowed needs a document."""
    since = look.day(draft.since, "自何日起摘牌")
    held = look.known.plate(draft.plate_id)
    if held is None:
        look.fault("plate_id", "台账中没有这块牌子了")
        return look.weighed(None)
    doc_no = (
        look.maybe_document(draft.doc_no)
        if held.doc_no is None
        else look.document(draft.doc_no, "摘下经批准的牌子")
    )
    if held.valid_to is not None:
        look.fault("plate_id", f"{held.name}已于 {held.valid_to.isoformat()} 摘下")
    if since is None:
        return look.weighed(None)
    unit = look.known.unit(held.township_id)
    label = f"摘下牌子 {unit.name if unit else ''}{held.name}{by(doc_no)}"
    lines = (f"自 {since.isoformat()} 起不再挂{held.name}牌子",)
    return look.weighed(Deed(label, lines, (taken_down(look, held, since, doc_no),)))


def taken_down(look: Look, plate: Nameplate, since: date, doc_no: str | None) -> Nameplate:
    """Take one plate down; a fault where it was hung later."""
    if plate.valid_from is not None and since <= plate.valid_from:
        hung = plate.valid_from.isoformat()
        look.fault("since", f"牌子{plate.name} {hung} 才挂，这一步须在此后")
    return replace(plate, valid_to=day_before(since), end_doc_no=doc_no)


def plates_down(look: Look, host: int, since: date, doc_no: str) -> tuple[Nameplate, ...]:
    """Take down what hangs at an institution that is no more."""
    plates = look.known.plates_on(host, since)
    return tuple(taken_down(look, plate, since, doc_no) for plate in plates)


def moved_plates(
    look: Look,
    hosts: Sequence[int],
    since: date,
    doc_no: str,
    heir: int,
    unit_id: int,
    name: str = "",
) -> tuple[tuple[Nameplate, ...], tuple[Nameplate, ...]]:
    """Take the plates of some institutions to their heir: as they end, and as they hang there.

    A plate the heir has already, or that says its own ``name``, is only taken down.
    """
    stays = () if heir in hosts else look.known.plates_on(heir, since)
    taken = {name_key(plate.name) for plate in stays} | {name_key(name)}
    down: list[Nameplate] = []
    up: list[Nameplate] = []
    for plate in (plate for host in hosts for plate in look.known.plates_on(host, since)):
        down.append(taken_down(look, plate, since, doc_no))
        if (key := name_key(plate.name)) not in taken:
            taken.add(key)
            up.append(
                replace(
                    plate,
                    township_id=unit_id,
                    host=heir,
                    valid_from=since,
                    id=None,
                    row_version=0,
                )
            )
    return tuple(down), tuple(up)


def _host(
    look: Look,
    unit: Township | None,
    number: int | None,
    since: date | None,
    until: date | None = None,
) -> Institution | None:
    """Find the institution a plate hangs at: of the unit, there on that day and still there."""
    held = look.known.current(number)
    if held is None:
        look.fault("host", "请选挂在哪个机构")
        return None
    if unit is not None and held.township_id != unit.id:
        look.fault("host", f"{held.name}不是{unit.name}的机构")
    if held.valid_to is not None and (until is None or held.valid_to < until):
        how = held.ending.label if held.ending else "撤销"
        look.fault("host", f"{held.name}已于 {held.valid_to.isoformat()} {how}，不能再挂牌")
    first = look.known.states(held.number)[0].valid_from
    if first is not None and since is not None and since < first:
        look.fault("since", f"{held.name} {first.isoformat()} 才设立，不能更早挂牌")
    return held


def _free_plate(
    look: Look,
    unit: Township | None,
    name: str,
    since: date | None,
    own: Nameplate | None = None,
) -> None:
    """Refuse a plate the unit has; a plate named as an institution is only odd."""
    if unit is None or unit.id is None or not name:
        return
    key = name_key(name)
    for plate in look.known.nameplates:
        other = plate.township_id == unit.id and (own is None or plate.id != own.id)
        if other and still(plate.valid_to, since) and name_key(plate.name) == key:
            look.fault("name", f"{unit.name}已挂{plate.name}牌子")
    if any(name_key(state.name) == key for state in look.known.of_unit(unit.id, since)):
        look.notes["name"] = f"{unit.name}有一个机构也叫{name}"


def _corrected(look: Look, held: Nameplate, after: Nameplate) -> list[str]:
    lines = []
    if after.host != held.host:
        old, new = look.known.current(held.host), look.known.current(after.host)
        lines.append(f"所挂机构 {old.name if old else '空'} → {new.name if new else '空'}")
    if after.name != held.name:
        lines.append(f"名称 {held.name} → {after.name}")
    if after.valid_from != held.valid_from:
        lines.append(f"挂牌日期 {held.valid_from or '空'} → {after.valid_from or '空'}")
    if after.doc_no != held.doc_no:
        lines.append(f"文号 {held.doc_no or '空'} → {after.doc_no or '空'}")
    return lines
