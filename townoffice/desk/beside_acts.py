"""Enforcement of a year, platforms, rights and their use, module leaders, what is waived."""

from dataclasses import replace
from datetime import date

from townoffice.desk.beside_drafts import (
    EnforcementDraft,
    LeaderDraft,
    LiftDraft,
    PlatformDraft,
    RightDraft,
    UseDraft,
    WaiverDraft,
)
from townoffice.desk.institution_known import day_before, still
from townoffice.desk.institution_looking import Deed, Kept, Look, Weighed, by, plain
from townoffice.records import (
    Enforcement,
    ModuleLeader,
    Platform,
    RightGrant,
    RightUse,
    Township,
    Waiver,
)

__all__ = ["enforcement", "grant_right", "lead_module", "lift", "platform", "use_right", "waive"]

_COUNTED = {
    "officers": "执法人员",
    "certified": "持证人员",
    "city_officers": "城管执法人员",
    "auxiliary": "执法辅助人员",
    "cases": "办案数",
    "joint_cases": "联合执法案件数",
    "trained": "培训人次",
}


def enforcement(look: Look, draft: EnforcementDraft) -> Weighed:
    """Write a year's enforcement figures of a unit."""
    unit = _unit_of_year(look, draft.unit_id, draft.year)
    for name, words in _COUNTED.items():
        look.count(getattr(draft, name), words, name)
    known = (draft.certified, draft.officers)
    if None not in known and (draft.certified or 0) > (draft.officers or 0):
        look.fault("certified", f"持证 {draft.certified} 人多于执法人员 {draft.officers} 人")
    counts = {name: getattr(draft, name) for name in _COUNTED}
    if draft.arrangement is None and set(counts.values()) == {None}:
        look.fault("officers", "请至少填一项")
    if look.faults or unit is None:
        return look.weighed(None)
    held = next(
        (
            row
            for row in look.known.enforcement
            if (row.township_id, row.year) == (draft.unit_id, draft.year)
        ),
        None,
    )
    row = held or Enforcement(draft.unit_id, draft.year)
    after = replace(
        row,
        officers=draft.officers,
        certified=draft.certified,
        city_officers=draft.city_officers,
        auxiliary=draft.auxiliary,
        arrangement=draft.arrangement,
        cases=draft.cases,
        joint_cases=draft.joint_cases,
        trained=draft.trained,
    )
    label = f"登记执法力量 {unit.name}（{draft.year}年）"
    lines = tuple(
        f"{words} {counts[name]}" for name, words in _COUNTED.items() if counts[name] is not None
    )
    return _kept(look, label, lines, held, after)


def platform(look: Look, draft: PlatformDraft) -> Weighed:
    """Write what a platform of a unit has."""
    since, doc_no = look.maybe_day(draft.since), look.maybe_document(draft.doc_no)
    unit = look.unit(draft.unit_id, since, "unit_id")
    for name, words in (("staff", "人数"), ("grids", "网格数"), ("grid_staff", "网格员")):
        look.count(getattr(draft, name), words, name)
    if look.faults or unit is None:
        return look.weighed(None)
    held = next(
        (
            row
            for row in look.known.platforms
            if (row.township_id, row.kind) == (draft.unit_id, draft.kind)
        ),
        None,
    )
    after = replace(
        held or Platform(draft.unit_id, draft.kind),
        staff=draft.staff,
        systems=plain(draft.systems) or None,
        grids=draft.grids,
        grid_staff=draft.grid_staff,
        valid_from=since,
        doc_no=doc_no,
    )
    label = f"登记平台 {unit.name}{draft.kind.label}{by(doc_no)}"
    return _kept(look, label, (f"{draft.kind.label}的登记改为所填内容",), held, after)


def grant_right(look: Look, draft: RightDraft) -> Weighed:
    """Grant a right to a unit by a document; granted again, day and document are put right."""
    since = look.day(draft.since, "自何日起赋予")
    doc_no = look.document(draft.doc_no, "赋权")
    unit = look.unit(draft.unit_id, since, "unit_id")
    if since is None or unit is None:
        return look.weighed(None)
    held = _grant(look, draft.unit_id, draft.right.value)
    after = replace(
        held or RightGrant(draft.unit_id, draft.right, since, doc_no), since=since, doc_no=doc_no
    )
    label = f"{'更正赋权' if held else '赋权'} {unit.name}：{draft.right.label}{by(doc_no)}"
    lines = (f"自 {since.isoformat()} 起，{unit.name}有{draft.right.label}",)
    return _kept(look, label, lines, held, after)


def use_right(look: Look, draft: UseDraft) -> Weighed:
    """Register that a unit used a right."""
    used_on = look.day(draft.used_on, "行使日期", "used_on")
    doc_no = look.document(draft.doc_no, "行使权力")
    matter = plain(draft.matter)
    if not matter:
        look.fault("matter", "请填事项")
    unit = look.unit(draft.unit_id, None, "unit_id")
    if unit is not None and used_on is not None and not unit.exists(used_on):
        look.fault("used_on", f"{used_on.isoformat()} 没有{unit.name}")
    grant = _grant(look, draft.unit_id, draft.right.value)
    if grant is None:
        look.notes["right"] = f"还没有登记赋予{draft.right.label}的文件"
    elif used_on is not None and used_on < grant.since:
        look.fault("used_on", f"{draft.right.label}自 {grant.since.isoformat()} 才赋予")
    if unit is None or used_on is None:
        return look.weighed(None)
    outcome = plain(draft.outcome) or None
    used = RightUse(draft.unit_id, draft.right, used_on, matter, draft.opinion, doc_no, outcome)
    label = f"行使{draft.right.label} {unit.name}：{matter[:20]}{by(doc_no)}"
    said = f"{used_on.isoformat()} {unit.name}对“{matter}”{draft.opinion.value}"
    return look.weighed(Deed(label, (said,), (), (used,)))


def lead_module(look: Look, draft: LeaderDraft) -> Weighed:
    """Say who heads a module; the one before does so to the day before."""
    since, doc_no = look.day(draft.since, "自何日起负责"), look.maybe_document(draft.doc_no)
    unit = look.unit(draft.unit_id, since, "unit_id")
    person = plain(draft.person)
    if not person:
        look.fault("person", "请填姓名")
    look.count(draft.open_posts, "岗位数", "open_posts")
    before = [
        leader
        for leader in look.known.leaders
        if (leader.township_id, leader.module) == (draft.unit_id, draft.module)
        and still(leader.until, since)
    ]
    for leader in before:
        if since is not None and leader.since is not None and since <= leader.since:
            begun = leader.since.isoformat()
            look.fault("since", f"{leader.person}自 {begun} 起负责，日期须在此后")
    if since is None or unit is None:
        return look.weighed(None)
    after = ModuleLeader(draft.unit_id, draft.module, person, draft.open_posts, since, None, doc_no)
    ends = tuple(replace(leader, until=day_before(since)) for leader in before)
    label = f"模块负责人 {unit.name}{draft.module.label}：{person}{by(doc_no)}"
    lines = (f"自 {since.isoformat()} 起，{person}负责{draft.module.label}模块",)
    return look.weighed(Deed(label, lines, ends, (after,)))


def waive(look: Look, draft: WaiverDraft) -> Weighed:
    """Allow by a document of the county what a rule finds."""
    since = look.day(draft.since, "自何日起认可")
    until = look.maybe_day(draft.until, "until")
    doc_no = look.document(draft.doc_no, "认可核查问题")
    unit = look.unit(draft.unit_id, since, "unit_id")
    reason, rule = plain(draft.reason), draft.rule.strip()
    if not reason:
        look.fault("reason", "请写明理由")
    if not rule:
        look.fault("rule", "请选要认可的核查问题")
    if since is not None and until is not None and until < since:
        look.fault("until", "截止日期早于起始日期")
    for other in look.known.waivers:
        same = (other.township_id, other.rule, other.subject) == (
            draft.unit_id,
            rule,
            draft.subject,
        )
        if same and since is not None and _overlap(other, since, until):
            look.fault("rule", f"已由{other.doc_no}认可，自 {other.since.isoformat()} 起")
    if since is None or unit is None:
        return look.weighed(None)
    waiver = Waiver(draft.unit_id, rule, draft.subject, reason, doc_no, since, until)
    label = f"认可核查问题 {unit.name}（{rule}）：{reason[:20]}{by(doc_no)}"
    ends = f"至 {until.isoformat()}" if until else "，未定截止"
    lines = (f"自 {since.isoformat()} {ends}，这一项列为已有文件",)
    return look.weighed(Deed(label, lines, (), (waiver,)))


def lift(look: Look, draft: LiftDraft) -> Weighed:
    """Let a waiver hold to a day only."""
    until = look.day(draft.until, "认可到何日为止", "until")
    held = next((w for w in look.known.waivers if w.id == draft.waiver_id), None)
    if held is None:
        look.fault("waiver_id", "台账中没有这一项认可了")
        return look.weighed(None)
    if until is not None and until < held.since:
        look.fault("until", f"自 {held.since.isoformat()} 才认可，日期不能更早")
    if until is None:
        return look.weighed(None)
    unit = look.known.unit(held.township_id)
    label = f"终止认可 {unit.name if unit else ''}（{held.rule}）：至 {until.isoformat()}"
    lines = (f"{until.isoformat()} 之后，这一项重新列为问题",)
    return look.weighed(Deed(label, lines, (replace(held, until=until),)))


def _kept(
    look: Look, label: str, lines: tuple[str, ...], held: Kept | None, after: Kept
) -> Weighed:
    """Write over what was registered, or add it; refused where nothing moves."""
    if held == after:
        look.fault("unit_id", "没有改动")
    return look.weighed(
        Deed(label, lines, added=(after,)) if held is None else Deed(label, lines, updated=(after,))
    )


def _unit_of_year(look: Look, unit_id: int, year: int) -> Township | None:
    """Find a unit that exists at the end of a year."""
    unit = look.unit(unit_id, None, "unit_id")
    if not 1949 <= year <= 2999:
        look.fault("year", "请填年度，如 2024")
    elif unit is not None and not unit.exists(date(year, 12, 31)):
        look.fault("year", f"{year} 年底没有{unit.name}")
    return unit


def _grant(look: Look, unit_id: int, right: str) -> RightGrant | None:
    own = (grant for grant in look.known.grants if grant.township_id == unit_id)
    return next((grant for grant in own if grant.right.value == right), None)


def _overlap(waiver: Waiver, since: date, until: date | None) -> bool:
    return still(waiver.until, since) and (until is None or waiver.since <= until)
