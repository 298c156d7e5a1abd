"""Agencies, enforcement officers, platforms and rights."""

from dataclasses import replace
from datetime import date

import pytest

from tests.compliance.setting import found, unit, usual
from tests.institutions.setting import (
    BODY,
    ON,
    STREET,
    TOWN,
    adopted,
    institution,
    policies,
)
from townoffice.records import (
    Agency,
    AgencyKind,
    Enforcement,
    Indicators,
    Party,
    Platform,
    PlatformKind,
    Right,
    RightGrant,
    Severity,
    Township,
)

BREACH, WARNING = Severity.BREACH, Severity.WARNING


AGENCY = Agency(1, AgencyKind.OTHER, "农技站", "农业农村局")


@pytest.mark.parametrize(
    ("kind", "devolved", "told"),
    [
        (AgencyKind.POLICE, True, True),
        (AgencyKind.MARKET, True, True),
        (AgencyKind.MARKET, False, False),
        (AgencyKind.OTHER, True, False),
    ],
)
def test_agencies_on_the_list_of_six_are_not_devolved(
    kind: AgencyKind, *, devolved: bool, told: bool
) -> None:
    findings = found(
        "S2.9.devolved", unit(agencies=(replace(AGENCY, kind=kind, devolved=devolved),))
    )
    assert [one.severity for one in findings] == ([BREACH] if told else [])


@pytest.mark.parametrize(
    ("kind", "manages", "told"),
    [
        (AgencyKind.MARKET, Party.DEPARTMENT, True),
        (AgencyKind.OTHER, Party.DEPARTMENT, True),
        (AgencyKind.OTHER, Party.UNIT, False),
        (AgencyKind.OTHER, Party.BOTH, False),
        (AgencyKind.OTHER, None, False),
        (AgencyKind.JUSTICE, Party.DEPARTMENT, False),
    ],
)
def test_all_but_four_agencies_are_managed_by_the_unit(
    kind: AgencyKind, manages: Party | None, *, told: bool
) -> None:
    findings = found("S2.9.managed", unit(agencies=(replace(AGENCY, kind=kind, manages=manages),)))
    assert [(one.severity, one.subject) for one in findings] == (
        [(BREACH, "农技站")] if told else []
    )


@pytest.mark.parametrize(
    ("head", "opinion", "told"),
    [("某甲", None, True), ("某甲", "示镇党〔2024〕1号", False), (None, None, False)],
)
def test_a_head_is_in_office_with_the_written_opinion(
    head: str | None, opinion: str | None, *, told: bool
) -> None:
    dossier = unit(agencies=(replace(AGENCY, head=head, opinion_doc_no=opinion),))
    findings = found("S2.9.opinion", dossier)
    assert [(one.severity, one.inferred) for one in findings] == ([(WARNING, True)] if told else [])
    amended = policies(adopted("s4-agencies", topic="agencies"))
    assert [one.severity for one in found("S2.9.opinion", dossier, amended)] == (
        [BREACH] if told else []
    )


@pytest.mark.parametrize(
    ("since", "words"), [(date(2024, 5, 1), "某甲于2024-05-01到任"), (None, "某甲在任")]
)
def test_since_when_a_head_is_in_office_is_told_where_it_is_on_file(
    since: date | None, words: str
) -> None:
    agency = replace(AGENCY, head="某甲", head_since=since)
    (one,) = found("S2.9.opinion", unit(agencies=(agency,)))
    assert words in one.what


def test_an_agency_that_is_gone_is_not_asked() -> None:
    gone = replace(AGENCY, kind=AgencyKind.POLICE, devolved=True, valid_to=date(2023, 12, 31))
    assert found("S2.9.devolved", unit(agencies=(gone,))) == []
    assert found("S2.9.devolved", unit(agencies=(replace(gone, valid_to=ON),)))


@pytest.mark.parametrize(
    ("bodies", "officers", "limit"),
    [(1, 1, 2), (1, 2, None), (0, 1, 2), (0, 2, None), (2, 3, 4), (2, 4, None), (1, None, None)],
)
def test_an_enforcement_office_has_two_officers(
    bodies: int, officers: int | None, limit: int | None
) -> None:
    made = [one for one in usual(TOWN) if one.kind is not BODY]
    made += [institution(f"执法{n}队", BODY) for n in range(bodies)]
    record = Enforcement(1, 2024, officers, auxiliary=9)
    told = found("S2.10.officers", unit(made, enforcement=record))
    assert [(one.severity, one.limit) for one in told] == (
        [] if limit is None else [(WARNING, limit)]
    )


@pytest.mark.parametrize(("certified", "told"), [(4, True), (5, False), (None, False)])
def test_every_officer_holds_a_certificate(certified: int | None, *, told: bool) -> None:
    dossier = unit(enforcement=Enforcement(1, 2024, 5, certified))
    findings = found("S2.10.certified", dossier)
    assert [(one.severity, one.actual) for one in findings] == ([(WARNING, 4)] if told else [])


@pytest.mark.parametrize(
    ("people", "officers", "limit"),
    [(50_000, 19, 20), (50_000, 20, None), (50_001, 20, 21), (None, 0, None), (50_000, None, None)],
)
def test_a_subdistrict_has_four_city_officers_per_ten_thousand_urban_residents(
    people: int | None, officers: int | None, limit: int | None
) -> None:
    dossier = unit(
        township=STREET,
        indicators=Indicators(2, 2024, urban_population=people),
        enforcement=Enforcement(2, 2024, city_officers=officers, auxiliary=30),
    )
    told = found("S3.3.city_officers", dossier)
    assert [one.limit for one in told] == ([] if limit is None else [limit])
    assert all(one.severity is WARNING for one in told)
    town = unit(
        indicators=Indicators(1, 2024, urban_population=people),
        enforcement=Enforcement(1, 2024, city_officers=officers),
    )
    assert found("S3.3.city_officers", town) == []


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [(list(PlatformKind), ""), (list(PlatformKind)[:3], "便民服务平台"), ([], "综治工作平台")],
)
def test_the_four_platforms_are_there(kinds: list[PlatformKind], missing: str) -> None:
    told = found("S0.11.platforms", unit(platforms=tuple(Platform(1, kind) for kind in kinds)))
    assert [(one.severity, one.limit, one.actual) for one in told] == (
        [(WARNING, 4, len(kinds))] if missing else []
    )
    assert all(missing in one.what for one in told)
    later = tuple(Platform(1, kind, valid_from=date(2025, 1, 1)) for kind in PlatformKind)
    assert found("S0.11.platforms", unit(platforms=later))
    today = tuple(replace(platform, valid_from=ON) for platform in later)
    assert found("S0.11.platforms", unit(platforms=today)) == []


@pytest.mark.parametrize(
    ("township", "rights", "told"),
    [
        (TOWN, list(Right), False),
        (TOWN, [r for r in Right if r is not Right.CONSENT], True),
        (STREET, [r for r in Right if r is not Right.CONSENT], False),
        (STREET, [], True),
    ],
)
def test_five_rights_of_a_town_and_four_of_a_subdistrict(
    township: Township, rights: list[Right], *, told: bool
) -> None:
    grants = tuple(RightGrant(township.id or 0, r, ON, "示办发〔2024〕1号") for r in rights)
    findings = found("S0.8.rights", unit(township=township, grants=grants))
    assert [one.severity for one in findings] == ([WARNING] if told else [])
