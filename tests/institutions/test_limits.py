"""Limits by class and kind; officers; agencies."""

import pytest

from tests.institutions.setting import (
    BODY,
    CENTRE,
    EXEMPT,
    OFFICE,
    ON,
    STREET,
    TOWN,
    adopted,
    in_force,
    policies,
)
from townoffice.institutions import (
    agency_rule,
    bound,
    city_officers_needed,
    explain_city_officers,
    explain_limit,
    not_with_unit,
    officers_needed,
    opinion_missing,
    unit_limits,
)
from townoffice.policy import DayPolicies, Policies, UnitPolicies, read_pack
from townoffice.records import Adoption, Agency, AgencyKind, KindGroup, Party, SizeClass

OWN = """format = 1
id = "own"
title = "本县机构限额"
topic = "institutions"
overrides = "s0-institutions"
[sources.doc]
title = "批复"
doc_no = "示编〔2024〕1号"
[[values]]
name = "institutions.party_gov_office_max_by_class"
label = "各类镇乡党政机构上限"
unit = "个"
state = "stated"
value = { class_1 = 7, class_2 = 6, class_3 = 5 }
cite = [{ source = "doc" }]
"""


@pytest.mark.parametrize(
    ("size", "words", "most", "line", "least"),
    [
        (None, "5—6", 6, None, 5),
        (SizeClass.FIRST, "5—6", 6, None, 5),
        (SizeClass.THIRD, "4—5", 6, 5, 4),
    ],
)
def test_small_units_compress_below_an_inferred_line(
    size: SizeClass | None, words: str, most: int, line: int | None, least: int
) -> None:
    limit = unit_limits(in_force(), size).of(OFFICE)
    assert limit.words == words
    assert limit.most is not None
    assert limit.least is not None
    assert (limit.most.figure, limit.least.figure) == (most, least)
    assert (limit.line.figure if limit.line else None) == line
    assert not limit.most.inferred


def test_a_countys_own_figure_by_class_stands_in_the_place_of_the_general_one() -> None:
    pack, known = read_pack(OWN, "own.toml"), policies()
    amended = Policies(
        (*known.packs, pack), (*known.adoptions, Adoption("own", "institutions", KindGroup.TOWNS))
    )
    limit = unit_limits(DayPolicies(amended, ON).of(TOWN), SizeClass.FIRST).of(OFFICE)
    assert (limit.most and limit.most.figure, limit.line, limit.words) == (7, None, "5—7")
    unclassed = unit_limits(DayPolicies(amended, ON).of(TOWN), None).of(OFFICE)
    assert unclassed.most is not None
    assert unclassed.most.figure == 6


def test_kinds_have_the_limits_of_their_document_and_none_else() -> None:
    town, street = unit_limits(in_force(), None), unit_limits(in_force(STREET), None)
    assert (town.of(CENTRE).words, town.of(BODY).words) == ("3", "1")
    assert (street.of(OFFICE).words, street.of(CENTRE).words, street.of(BODY).words) == (
        "4—6",
        "2",
        "",
    )
    assert town.of(EXEMPT).words == ""
    assert town.nameplates is not None
    assert (town.nameplates.figure, street.nameplates, town.deputies) == (3, None, None)
    own = unit_limits(in_force(TOWN, adopted("s4-guyun")), SizeClass.THIRD)
    assert (own.of(OFFICE).words, own.of(CENTRE).words) == ("8", "6")
    assert own.total is not None
    assert own.deputies is not None
    assert (own.total.figure, own.deputies.figure) == (14, 1)


def test_nothing_adopted_limits_nothing() -> None:
    limits = unit_limits(UnitPolicies({}), SizeClass.FIRST)
    assert all(limit.words == "" and not limit.bounds for limit in limits.kinds)
    step = explain_limit(limits.of(OFFICE), None)
    assert (step.value, step.steps) == ("未作规定", ())


def test_a_limit_is_explained_by_its_clauses() -> None:
    step = explain_limit(unit_limits(in_force(), SizeClass.THIRD).of(OFFICE), SizeClass.THIRD)
    assert (step.label, step.value, step.unit, step.inferred) == ("党政机构限额", "4—5", "个", True)
    assert [part.value for part in step.steps] == [4, 6, 5]
    assert step.steps[2].how.startswith("三类；推定：")
    assert step.steps[1].how == "文件规定"
    assert all(part.cites for part in step.steps)


@pytest.mark.parametrize(
    ("people", "needed"), [(0, 0), (1, 1), (10_000, 4), (10_001, 5), (25_000, 10)]
)
def test_city_officers_are_rounded_up(people: int, needed: int) -> None:
    assert city_officers_needed(people, 4) == needed
    per_10k = bound(in_force(STREET), "enforcement.city_officers_per_10k")
    assert per_10k is not None
    step = explain_city_officers(people, per_10k)
    assert (step.value, step.unit, len(step.steps)) == (needed, "名", 2)


@pytest.mark.parametrize(("offices", "needed"), [(0, 2), (1, 2), (2, 4)])
def test_each_enforcement_office_needs_its_officers(offices: int, needed: int) -> None:
    found = officers_needed(in_force(), offices)
    assert found is not None
    assert found.figure == needed
    assert officers_needed(UnitPolicies({}), offices) is None


@pytest.mark.parametrize(
    ("kind", "devolvable", "managed"),
    [
        (AgencyKind.COURT, False, False),
        (AgencyKind.JUSTICE, False, False),
        (AgencyKind.MARKET, False, True),
        (AgencyKind.NATURAL_RESOURCES, False, True),
        (AgencyKind.OTHER, True, True),
    ],
)
def test_agencies_follow_the_two_lists(
    kind: AgencyKind, *, devolvable: bool, managed: bool
) -> None:
    rule = agency_rule(in_force(), kind)
    assert (rule.devolvable, rule.managed, rule.opinion) == (devolvable, managed, True)
    silent = agency_rule(UnitPolicies({}), kind)
    assert (silent.devolvable, silent.managed, silent.opinion) == (None, None, None)


def test_what_is_not_on_file_of_an_agency_is_nobodys_fault() -> None:
    agency = Agency(1, AgencyKind.OTHER, "农技站", "农业农村局")
    assert not_with_unit(agency) == ()
    assert not opinion_missing(agency)
    held = Agency(
        1,
        AgencyKind.OTHER,
        "农技站",
        "农业农村局",
        manages=Party.BOTH,
        assesses=Party.DEPARTMENT,
        pays=Party.DEPARTMENT,
        head="某甲",
    )
    assert not_with_unit(held) == ("年度考核", "目标绩效考核发放")
    assert opinion_missing(held)
