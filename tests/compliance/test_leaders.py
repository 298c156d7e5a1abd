"""Leaders against their quota, heads and deputies, promotions inside the window."""

from datetime import date

import pytest

from tests.compliance.setting import found, seat, standing, unit
from tests.institutions.setting import (
    CENTRE,
    OFFICE,
    adopted,
    institution,
    plate,
    policies,
)
from townoffice.records import HeadHeldBy, Severity

FIRST, LAST = date(2024, 3, 1), date(2024, 6, 30)
LISTED = date(2020, 1, 1)
TOWNS = policies(adopted("s4-yandian"))


@pytest.mark.parametrize(
    ("posts", "people", "over", "vacant"),
    [
        (11, 12, True, False),
        (11, 11, False, False),
        (11, 10, False, True),
        (None, 13, False, False),
    ],
)
def test_leaders_over_their_quota_and_vacancies(
    posts: int | None, people: int, *, over: bool, vacant: bool
) -> None:
    dossier = unit(standing=standing(posts, people))
    told = found("S0.12.leaders", dossier)
    assert [(one.severity, one.limit, one.actual) for one in told] == (
        [(Severity.BREACH, 11, 12)] if over else []
    )
    assert all(one.cites[-1].clause == "一、（二）" for one in told)
    told = found("S0.2.vacant", dossier)
    assert [(one.severity, one.actual) for one in told] == (
        [(Severity.WARNING, 10)] if vacant else []
    )


@pytest.mark.parametrize(
    ("since", "doc_no", "severity"),
    [
        (FIRST, None, Severity.BREACH),
        (LAST, None, Severity.BREACH),
        (date(2024, 2, 29), None, None),
        (date(2024, 7, 1), None, None),
        (FIRST, "示委干〔2024〕1号", Severity.NOTE),
    ],
)
def test_nobody_is_promoted_inside_the_window(
    since: date, doc_no: str | None, severity: Severity | None
) -> None:
    seats = (seat("某甲", LISTED, LISTED), seat("某乙", since, LAST, doc_no))
    told = found("S0.12.promotion", unit(seats=seats), window=(FIRST, LAST))
    assert [(one.severity, one.subject) for one in told] == (
        [] if severity is None else [(severity, "某乙")]
    )
    assert found("S0.12.promotion", unit(seats=seats)) == []


def test_the_first_list_of_a_unit_tells_no_beginnings() -> None:
    seats = (seat("某甲", FIRST, FIRST), seat("某乙", FIRST, FIRST))
    assert found("S0.12.promotion", unit(seats=seats), window=(FIRST, LAST)) == []


@pytest.mark.parametrize(
    ("held", "severity"),
    [(HeadHeldBy.OWN, Severity.BREACH), (HeadHeldBy.LEADER, None), (None, None)],
)
def test_offices_of_the_two_towns_are_headed_by_leaders(
    held: HeadHeldBy | None, severity: Severity | None
) -> None:
    made = unit([institution("党政办公室", OFFICE, head_held_by=held, number=7001)])
    told = found("S4.3.heads", made, TOWNS)
    assert [(one.severity, one.subject) for one in told] == (
        [] if severity is None else [(severity, "7001")]
    )
    assert found("S4.3.heads", made) == []
    centre = unit([institution("中心", CENTRE, head_held_by=HeadHeldBy.OWN)])
    assert found("S4.3.heads", centre, TOWNS) == []


@pytest.mark.parametrize(("head", "told"), [("某甲", False), ("某丁", True)])
def test_a_leader_who_is_on_no_list_is_warned_of(head: str, *, told: bool) -> None:
    office = institution("党政办公室", OFFICE, head_held_by=HeadHeldBy.LEADER, head=head)
    seats = (seat("某甲", LISTED, LISTED),)
    findings = found("S4.3.heads", unit([office], seats=seats), TOWNS)
    assert [one.severity for one in findings] == ([Severity.WARNING] if told else [])


@pytest.mark.parametrize(("number", "told"), [(2, True), (1, False), (0, False), (None, False)])
def test_an_office_of_the_two_towns_has_one_deputy(number: int | None, *, told: bool) -> None:
    made = unit([institution("党政办公室", OFFICE, deputies=number)])
    findings = found("S4.3.deputies", made, TOWNS)
    assert [(one.severity, one.limit, one.actual) for one in findings] == (
        [(Severity.BREACH, 1, 2)] if told else []
    )
    assert found("S4.3.deputies", made) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("财政所", True),
        ("退役军人服务站", True),
        ("白河镇水利站", True),
        ("农业农村工作办公室", False),
        ("卫生健康办公室", False),
        ("财政经济服务中心", False),
        ("综治中心", False),
    ],
)
def test_a_name_that_is_a_departments_field_is_only_suspected(name: str, *, told: bool) -> None:
    office = institution("党政办公室", OFFICE)
    made = institution(name, CENTRE, number=7001)
    (as_institution, as_plate) = (
        found("S4.2.counterpart", unit([office, made])),
        found("S4.2.counterpart", unit([office], [plate(name, office)])),
    )
    assert [(one.severity, one.inferred, one.subject) for one in as_institution] == (
        [(Severity.WARNING, True, "7001")] if told else []
    )
    assert [one.subject for one in as_plate] == ([name] if told else [])


def test_what_the_template_in_force_sets_up_mirrors_nobody() -> None:
    made = unit([institution("财政局", OFFICE), institution("应急管理局", OFFICE)])
    assert found("S4.2.counterpart", made, policies(adopted("s4-guyun"))) == []
    told = found("S4.2.counterpart", made)
    assert ["财政局" in one.what for one in told] == [True, False]
