"""S2.9, S2.10, S3.3, S0.8, S0.11: agencies, enforcement officers, platforms and rights."""

from collections.abc import Iterator

from townoffice.compliance.rule import Case, Found
from townoffice.institutions import (
    agency_rule,
    bound,
    city_officers_needed,
    not_with_unit,
    officers_needed,
    opinion_missing,
)
from townoffice.policy import words
from townoffice.records import Agency, InstitutionKind, PlatformKind, Right


def _agencies(case: Case) -> Iterator[Agency]:
    return (agency for agency in case.unit.agencies if agency.exists(case.on))


def devolved(case: Case) -> Iterator[Found]:
    """An agency on the list of exceptions is not handed to the unit."""
    value = case.policies.value("agencies.not_devolvable")
    if value is None:
        return
    for agency in _agencies(case):
        if agency.devolved and not agency_rule(case.policies, agency.kind).devolvable:
            yield Found(
                f"“{agency.name}”登记为已下放，{agency.kind.label}不在可下放之列",
                "请收回管理体制，或补登批准文件",
                (value,),
                agency.name,
                "不下放",
                "已下放",
            )


def managed(case: Case) -> Iterator[Found]:
    """Management, assessment and performance pay are the unit's, but for the exceptions."""
    value = case.policies.value("agencies.not_managed")
    if value is None:
        return
    for agency in _agencies(case):
        left = not_with_unit(agency)
        if left and agency_rule(case.policies, agency.kind).managed:
            yield Found(
                f"“{agency.name}”的{'、'.join(left)}由主管部门负责，应由驻地乡镇（街道）负责",
                "请移交，或补登批准文件",
                (value,),
                agency.name,
                "乡镇（街道）负责",
                "主管部门负责",
            )


def opinion(case: Case) -> Iterator[Found]:
    """The head of an agency is in office with the unit's written opinion."""
    value = case.policies.says("agencies.opinion", "required")
    if value is None:
        return
    for agency in _agencies(case):
        if opinion_missing(agency):
            since = f"于{agency.head_since}到任" if agency.head_since is not None else "在任"
            yield Found(
                f"“{agency.name}”负责人{agency.head}{since}，没有乡镇（街道）党（工）委书面意见",
                "请补登书面意见的文号",
                (value,),
                agency.name,
                "有书面意见",
                "无",
            )


def officers(case: Case) -> Iterator[Found]:
    """Each enforcement office has at least so many officers."""
    offices = case.unit.register.of(InstitutionKind.ENFORCEMENT_BODY).count
    need, record = officers_needed(case.policies, offices), case.unit.enforcement
    if need is None or record is None or record.officers is None:
        return
    if record.officers < need.figure:
        yield Found(
            f"执法人员{record.officers}名，少于{need.figure}名",
            "请充实执法人员；执法辅助人员不计在内",
            (need.value,),
            limit=need.figure,
            actual=record.officers,
            warns=True,
        )


def certified(case: Case) -> Iterator[Found]:
    """Every officer holds a certificate."""
    value = case.policies.says("enforcement.certified", "required")
    record = case.unit.enforcement
    if value is None or record is None or record.officers is None or record.certified is None:
        return
    if record.certified < record.officers:
        lack = record.officers - record.certified
        yield Found(
            f"执法人员{record.officers}名，持证{record.certified}名，{lack}名没有执法证",
            "请安排考证，无证人员不得执法",
            (value,),
            limit=record.officers,
            actual=record.certified,
            warns=True,
        )


def city_officers(case: Case) -> Iterator[Found]:
    """A subdistrict has its 城管执法人员 per 10,000 urban residents."""
    per_10k = bound(case.policies, "enforcement.city_officers_per_10k")
    record, figures = case.unit.enforcement, case.unit.indicators
    if per_10k is None or record is None or record.city_officers is None:
        return
    if figures is None or figures.urban_population is None:
        return
    people = figures.urban_population
    need = city_officers_needed(people, per_10k.figure)
    if record.city_officers < need:
        yield Found(
            f"城镇人口{people}人，应有城管执法人员{need}名，现有{record.city_officers}名",
            "请充实城管执法人员；执法辅助人员不计在内",
            (per_10k.value,),
            limit=need,
            actual=record.city_officers,
            warns=True,
        )


def platforms(case: Case) -> Iterator[Found]:
    """Every platform the document names is there."""
    value = case.policies.value("platforms.required")
    if value is None:
        return
    due = [PlatformKind(word.removesuffix("_platform")) for word in words(value)]
    there = {
        platform.kind
        for platform in case.unit.platforms
        if platform.valid_from is None or platform.valid_from <= case.on
    }
    missing = [kind.label for kind in due if kind not in there]
    if missing:
        yield Found(
            f"没有登记{'、'.join(missing)}",
            "请建设并登记平台",
            (value,),
            limit=len(due),
            actual=len(due) - len(missing),
            warns=True,
        )


def rights(case: Case) -> Iterator[Found]:
    """Every right the document grants is granted by a document of the county."""
    value = case.policies.value("rights.granted")
    if value is None:
        return
    due = [Right(word) for word in words(value)]
    granted = {grant.right for grant in case.unit.grants if grant.since <= case.on}
    missing = [right.label for right in due if right not in granted]
    if missing:
        yield Found(
            f"没有登记赋予{'、'.join(missing)}的文件",
            "请登记赋权的日期和文号",
            (value,),
            limit=len(due),
            actual=len(due) - len(missing),
            warns=True,
        )
