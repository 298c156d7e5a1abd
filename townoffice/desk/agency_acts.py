"""Dispatched agencies: registered and kept up, devolved, heads commented on, withdrawn."""

from dataclasses import replace
from datetime import date

from townoffice.desk.beside_drafts import (
    AgencyDraft,
    DevolveDraft,
    OpinionDraft,
    WithdrawDraft,
    as_agency,
)
from townoffice.desk.institution_known import day_before, still
from townoffice.desk.institution_looking import Deed, Look, Weighed, by, plain
from townoffice.records import Agency
from townoffice.sheets.cells import name_key

__all__ = ["devolve", "keep", "record_opinion", "withdraw"]


def keep(look: Look, draft: AgencyDraft) -> Weighed:
    """Register an agency, or keep up in place what is registered of one."""
    held = look.known.agency(draft.agency_id)
    if draft.agency_id is not None and held is None:
        look.fault("agency_id", "台账中没有这个派驻机构了")
        return look.weighed(None)
    since, head_since = look.maybe_day(draft.since), look.maybe_day(draft.head_since, "head_since")
    unit = look.unit(draft.unit_id, since, "unit_id")
    name = look.name(draft.name, "派驻机构名称")
    owner = look.name(draft.owner, "主管部门", "owner")
    look.count(draft.staff, "人数", "staff")
    if head_since is not None and not draft.head.strip():
        look.fault("head", "填了任职日期，请填负责人姓名")
    _free_agency(look, draft, name, since)
    if look.faults or unit is None:
        return look.weighed(None)
    after = replace(
        held or Agency(draft.unit_id, draft.kind, name, owner),
        kind=draft.kind,
        name=name,
        owner=owner,
        manages=draft.manages,
        assesses=draft.assesses,
        pays=draft.pays,
        staff=draft.staff,
        head=plain(draft.head) or None,
        head_since=head_since,
        opinion_doc_no=look.maybe_document(draft.opinion_doc_no, "opinion_doc_no"),
        preference=plain(draft.preference) or None,
        valid_from=since,
        doc_no=look.maybe_document(draft.doc_no),
    )
    if held is None:
        label = f"登记派驻机构 {unit.name}{name}{by(after.doc_no)}"
        return look.weighed(
            Deed(label, (f"{unit.name}登记派驻机构{name}，主管部门{owner}",), (), (after,))
        )
    if as_agency(after) == as_agency(held):
        look.fault("agency_id", "没有改动")
    return look.weighed(
        Deed(f"修改派驻机构 {unit.name}{name}", (f"{name}的登记改为所填内容",), (after,))
    )


def devolve(look: Look, draft: DevolveDraft) -> Weighed:
    """Hand an agency to its unit."""
    since = look.day(draft.since, "自何日起下放")
    doc_no = look.document(draft.doc_no, "下放派驻机构")
    held = _present(look, draft.agency_id, since)
    if held is None or since is None:
        return look.weighed(None)
    if held.devolved:
        look.fault("agency_id", f"{held.name}已经下放")
    after = replace(
        held,
        devolved=True,
        manages=draft.manages,
        assesses=draft.assesses,
        pays=draft.pays,
        valid_from=since,
        doc_no=doc_no,
        id=None,
        row_version=0,
    )
    name = _whole_name(look, held)
    who = "、".join(
        f"{word}由{party.label}负责"
        for word, party in (
            ("日常管理", draft.manages),
            ("年度考核", draft.assesses),
            ("绩效发放", draft.pays),
        )
        if party is not None
    )
    lines = (f"自 {since.isoformat()} 起，{name}下放乡镇（街道）{f'，{who}' if who else ''}",)
    deed = Deed(f"下放派驻机构 {name}{by(doc_no)}", lines, (_ended(held, since),), (after,))
    return look.weighed(deed)


def record_opinion(look: Look, draft: OpinionDraft) -> Weighed:
    """Record the unit's written opinion on an appointment."""
    since = look.day(draft.head_since, "任职日期", "head_since")
    doc_no = look.document(draft.opinion_doc_no, "书面意见", "opinion_doc_no")
    head = plain(draft.head)
    if not head:
        look.fault("head", "请填负责人姓名")
    held = _present(look, draft.agency_id, None)
    if held is None or since is None:
        return look.weighed(None)
    after = replace(held, head=head, head_since=since, opinion_doc_no=doc_no)
    name = _whole_name(look, held)
    lines = (f"{head}自 {since.isoformat()} 任{name}负责人，书面意见{doc_no}",)
    return look.weighed(Deed(f"登记书面意见 {name}：{head}{by(doc_no)}", lines, (after,)))


def withdraw(look: Look, draft: WithdrawDraft) -> Weighed:
    """Let an agency be there no more."""
    since = look.day(draft.since, "自何日起撤回")
    doc_no = look.document(draft.doc_no, "撤回派驻机构")
    held = _present(look, draft.agency_id, since)
    if held is None or since is None:
        return look.weighed(None)
    name = _whole_name(look, held)
    lines = (f"自 {since.isoformat()} 起不再有派驻机构{name}",)
    return look.weighed(Deed(f"撤回派驻机构 {name}{by(doc_no)}", lines, (_ended(held, since),)))


def _present(look: Look, agency_id: int, since: date | None) -> Agency | None:
    """Find an agency that is there; an act on it comes after it began."""
    held = look.known.agency(agency_id)
    if held is None:
        look.fault("agency_id", "台账中没有这个派驻机构了")
    elif held.valid_to is not None:
        look.fault("agency_id", f"{held.name}的这一段登记已于 {held.valid_to.isoformat()} 结束")
    elif since is not None and held.valid_from is not None and since <= held.valid_from:
        look.fault("since", f"{held.name}自 {held.valid_from.isoformat()} 起登记，日期须在此后")
    return held


def _free_agency(look: Look, draft: AgencyDraft, name: str, since: date | None) -> None:
    for agency in look.known.agencies:
        other = agency.township_id == draft.unit_id and agency.id != draft.agency_id
        if not other or not name or name_key(agency.name) != name_key(name):
            continue
        if still(agency.valid_to, since) and draft.agency_id is None:
            look.fault("name", f"已登记有{agency.name}")


def _ended(held: Agency, since: date) -> Agency:
    return replace(held, valid_to=day_before(since))


def _whole_name(look: Look, agency: Agency) -> str:
    unit = look.known.unit(agency.township_id)
    return f"{unit.name if unit else ''}{agency.name}"
