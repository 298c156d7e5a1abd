"""Every rule over every unit, weighed: breach, warning, or note where a document allows it."""

from collections.abc import Iterable, Iterator

from townoffice.compliance import beside, counts, leaders, names, posts
from townoffice.compliance.dossier import CountyDossier, UnitDossier
from townoffice.compliance.rule import Case, Found, Rule
from townoffice.feedback import Level
from townoffice.institutions import UnitLimits, unit_limits
from townoffice.policy import DayPolicies, Policies
from townoffice.policy.vocabulary import entry_of
from townoffice.records import (
    Finding,
    InstitutionKind,
    Severity,
    SizeClass,
    Waiver,
)


def _history(case: Case) -> Iterator[Found]:
    """What cannot be in the history of an institution; plates are the business of their rules."""
    for told in case.unit.problems:
        if told.plate is None and told.problem.level is Level.STOP:
            number = "" if told.number is None else str(told.number)
            yield Found(told.problem.what, told.problem.hint, subject=number, warns=True)


def _bounds(kind: InstitutionKind) -> tuple[str, ...]:
    ends = ("min", "max", "min_by_class", "max_by_class")
    names = (f"institutions.{kind.value}_{end}" for end in ends)
    return tuple(name for name in names if entry_of(name) is not None)


_OFFICE, _BODY = InstitutionKind.PARTY_GOV_OFFICE, InstitutionKind.ENFORCEMENT_BODY
_CENTRE = InstitutionKind.PUBLIC_INSTITUTION

RULES: tuple[Rule, ...] = (
    Rule(
        "S0.4.offices",
        "党政机构个数",
        "党政机构（内设机构）在上下限以内",
        _bounds(_OFFICE),
        counts.of_kind(_OFFICE),
    ),
    Rule(
        "S0.4.public_institutions",
        "事业单位个数",
        "事业单位在上下限以内",
        _bounds(_CENTRE),
        counts.of_kind(_CENTRE),
    ),
    Rule(
        "S0.4.enforcement_bodies",
        "执法机构个数",
        "执法机构在上下限以内",
        _bounds(_BODY),
        counts.of_kind(_BODY),
    ),
    Rule(
        "S0.4.total",
        "机构总数",
        "机构合计不超过总数上限",
        ("institutions.total_max",),
        counts.together,
    ),
    Rule(
        "S0.4.nameplates",
        "加挂牌子个数",
        "加挂牌子总数不超过上限",
        ("institutions.nameplates_max",),
        counts.plates,
    ),
    Rule(
        "S0.4.nameplate_document",
        "牌子批准文号",
        "每块牌子都有批准文号",
        ("institutions.nameplate_document",),
        counts.plate_documents,
    ),
    Rule(
        "S0.4.nameplate_host",
        "牌子主体机构",
        "每块牌子都挂在现有机构上",
        ("institutions.nameplate_host",),
        counts.plate_hosts,
    ),
    Rule("S0.4.history", "机构沿革", "沿革前后相符", (), _history),
    Rule(
        "S4.2.counterpart",
        "上下对口",
        "不与上级部门对口设立机构或加挂牌子",
        ("discipline.counterpart",),
        names.counterparts,
    ),
    Rule(
        "S0.5.within_total",
        "机构编制合计",
        "各机构编制之和不超过单位编制",
        ("discipline.beyond_total",),
        posts.within_total,
    ),
    Rule(
        "S4.3.posts",
        "文件核定编制",
        "单位编制与文件核定的一致",
        ("institutions.admin_posts", "institutions.institution_posts"),
        posts.approved_posts,
    ),
    Rule(
        "S0.12.institution_over",
        "机构超编",
        "机构实有人员不超过核定编制",
        ("discipline.overstaffed",),
        posts.institution_over,
    ),
    Rule(
        "S0.12.unit_over",
        "单位超编",
        "单位实有人员不超过核定编制",
        ("discipline.overstaffed",),
        posts.unit_over,
    ),
    Rule("S0.12.entry", "超编进人", "满编以后没有进人", ("discipline.entry",), posts.entry),
    Rule(
        "S0.12.leaders",
        "超职数",
        "领导实配不超过核定职数",
        ("discipline.leaders_over",),
        leaders.leaders_over,
    ),
    Rule(
        "S0.2.vacant",
        "空职",
        "领导职务配齐",
        tuple(f"leadership.class_{n}" for n in (1, 2, 3)),
        leaders.leaders_vacant,
    ),
    Rule(
        "S0.12.promotion",
        "突击提拔",
        "冻结期内没有提拔（由县设定起止日期）",
        ("discipline.promotion",),
        leaders.promotion,
    ),
    Rule(
        "S4.3.heads",
        "机构负责人",
        "党政机构负责人由领导副职兼任",
        ("institutions.heads",),
        leaders.heads,
    ),
    Rule(
        "S4.3.deputies",
        "机构副职",
        "党政机构副职不超过规定名数",
        ("institutions.deputies_max",),
        leaders.deputies,
    ),
    Rule(
        "S2.9.devolved",
        "派驻机构下放",
        "例外清单上的派驻机构没有下放",
        ("agencies.not_devolvable",),
        beside.devolved,
    ),
    Rule(
        "S2.9.managed",
        "派驻机构管理",
        "日常管理、考核、绩效由乡镇（街道）负责",
        ("agencies.not_managed",),
        beside.managed,
    ),
    Rule(
        "S2.9.opinion",
        "派驻机构负责人任免",
        "任免有乡镇（街道）党（工）委书面意见",
        ("agencies.opinion",),
        beside.opinion,
    ),
    Rule(
        "S2.10.officers",
        "执法人员",
        "执法办的执法人员不少于下限",
        ("enforcement.officers_min",),
        beside.officers,
    ),
    Rule(
        "S2.10.certified",
        "执法人员持证",
        "执法人员全部持证",
        ("enforcement.certified",),
        beside.certified,
    ),
    Rule(
        "S3.3.city_officers",
        "城管执法人员",
        "城镇人口每万人城管执法人员不少于下限",
        ("enforcement.city_officers_per_10k",),
        beside.city_officers,
    ),
    Rule(
        "S0.11.platforms",
        "四个平台",
        "规定的平台都已建设",
        ("platforms.required",),
        beside.platforms,
    ),
    Rule("S0.8.rights", "赋予的权", "规定的权都已发文赋予", ("rights.granted",), beside.rights),
)
"""Every rule, in the order of findings."""


def rule(rule_id: str) -> Rule | None:
    """Find a rule by its id; None for one that is not known."""
    return next((one for one in RULES if one.id == rule_id), None)


def findings(dossier: CountyDossier, policies: Policies) -> tuple[Finding, ...]:
    """Hold every unit against every rule in force for it on the dossier's day.

    Units stand as in the dossier, rules in their order. Raises
    :class:`~townoffice.feedback.PolicyConflict` where two packs in force say the same.
    """
    known = DayPolicies(policies, dossier.on)
    limits: dict[tuple[int, SizeClass | None], UnitLimits] = {}
    found: list[Finding] = []
    for unit in dossier.units:
        said = known.of(unit.township)
        key = id(said), unit.size_class
        if key not in limits:
            limits[key] = unit_limits(said, unit.size_class)
        case = Case(unit, said, limits[key], dossier.on, dossier.window)
        for one in RULES:
            found += [_weighed(case, one, part) for part in one.check(case)]
    return tuple(found)


def silent_rules(dossier: CountyDossier, policies: Policies) -> tuple[str, ...]:
    """Name the rules that ask no unit of the county, for no policy in force says what they need.

    突击提拔 is silent too while the county has set no window.
    """
    known = DayPolicies(policies, dossier.on)
    said = {name for unit in dossier.units for name in known.of(unit.township).values}
    return tuple(
        one.id
        for one in RULES
        if (one.needs and not said.intersection(one.needs))
        or (one.check is leaders.promotion and dossier.window is None)
    )


def _weighed(case: Case, rule: Rule, part: Found) -> Finding:
    unit = case.unit
    inferred = any(value.inferred for value in part.values)
    severity = Severity.WARNING if part.warns or inferred else Severity.BREACH
    waiver = _waiver(unit, rule, part, case)
    if waiver is not None or part.doc_no is not None:
        severity = Severity.NOTE
    return Finding(
        rule.id,
        rule.label,
        unit.township.code,
        unit.township.name,
        part.subject,
        severity,
        part.limit,
        part.actual,
        part.what,
        part.hint,
        tuple(dict.fromkeys(cite for value in part.values for cite in value.cites)),
        inferred,
        waiver,
    )


def _waiver(unit: UnitDossier, rule: Rule, part: Found, case: Case) -> Waiver | None:
    """Find the county's document that allows it: for this subject before one for all."""
    if not unit.waivers:
        return None
    fitting: Iterable[Waiver] = (
        waiver
        for waiver in unit.waivers
        if waiver.rule == rule.id
        and waiver.township_id == unit.township.id
        and waiver.subject in {"", part.subject}
        and waiver.holds(case.on)
    )
    return max(fitting, key=lambda waiver: waiver.subject != "", default=None)
