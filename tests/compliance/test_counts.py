"""How many institutions and plates: over, on the line, under."""

from dataclasses import replace
from datetime import date

import pytest

from tests.compliance.setting import found, standing, unit, usual
from tests.institutions.setting import (
    BODY,
    CENTRE,
    OFFICE,
    STREET,
    TOWN,
    adopted,
    centres,
    institution,
    offices,
    plate,
    policies,
)
from townoffice.records import Institution, InstitutionKind, Severity, SizeClass, Township

BREACH, WARNING = Severity.BREACH, Severity.WARNING
RULES = {
    OFFICE: "S0.4.offices",
    CENTRE: "S0.4.public_institutions",
    BODY: "S0.4.enforcement_bodies",
}


def several(kind: InstitutionKind, number: int, town: Township = TOWN) -> list[Institution]:
    others = [one for one in usual(town) if one.kind is not kind]
    return [*others, *(institution(f"第{n}个", kind, unit=town) for n in range(number))]


@pytest.mark.parametrize(
    ("kind", "number", "severity", "limit"),
    [
        (OFFICE, 7, BREACH, 6),
        (OFFICE, 6, None, None),
        (OFFICE, 5, None, None),
        (OFFICE, 4, WARNING, 5),
        (CENTRE, 4, BREACH, 3),
        (CENTRE, 3, None, None),
        (CENTRE, 2, WARNING, 3),
        (BODY, 2, BREACH, 1),
        (BODY, 1, None, None),
        (BODY, 0, WARNING, 1),
    ],
)
def test_a_town_over_its_stated_limit_is_a_breach_and_under_the_lower_a_warning(
    kind: InstitutionKind, number: int, severity: Severity | None, limit: int | None
) -> None:
    told = found(RULES[kind], unit(several(kind, number)))
    assert [(one.severity, one.limit, one.actual) for one in told] == (
        [] if severity is None else [(severity, limit, number)]
    )
    assert all(one.cites and one.hint for one in told)


@pytest.mark.parametrize(
    ("number", "severity", "limit"),
    [(7, BREACH, 6), (6, WARNING, 5), (5, None, None), (4, None, None), (3, WARNING, 4)],
)
def test_a_small_town_is_held_to_the_inferred_line_by_warnings_only(
    number: int, severity: Severity | None, limit: int | None
) -> None:
    small = unit(several(OFFICE, number), standing=standing(9, 9, SizeClass.THIRD))
    told = found(RULES[OFFICE], small)
    assert [(one.severity, one.limit) for one in told] == (
        [] if severity is None else [(severity, limit)]
    )
    assert all(one.inferred is (number in {6, 3}) for one in told)
    assert all("三类的推定上限5个" in one.what for one in told if number == 6)


@pytest.mark.parametrize(
    ("kind", "number", "severity"),
    [
        (OFFICE, 7, BREACH),
        (OFFICE, 6, None),
        (OFFICE, 4, None),
        (OFFICE, 3, WARNING),
        (CENTRE, 3, WARNING),
        (CENTRE, 2, None),
        (CENTRE, 1, WARNING),
        (BODY, 2, None),
    ],
)
def test_a_subdistrict_has_four_and_up_to_two_more_and_two_platforms(
    kind: InstitutionKind, number: int, severity: Severity | None
) -> None:
    told = found(RULES[kind], unit(several(kind, number, STREET), township=STREET))
    assert [one.severity for one in told] == ([] if severity is None else [severity])


@pytest.mark.parametrize(("number", "severity"), [(9, WARNING), (8, None)])
def test_all_institutions_of_a_subdistrict_together(number: int, severity: Severity | None) -> None:
    made = [*offices(6, STREET), *centres(number - 6, STREET)]
    told = found("S0.4.total", unit(made, township=STREET))
    assert [one.severity for one in told] == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("offices_", "centres_", "rules"),
    [(8, 6, []), (9, 5, ["S0.4.offices", "S0.4.public_institutions"]), (7, 7, None)],
)
def test_the_two_towns_have_exactly_what_their_plan_sets_up(
    offices_: int, centres_: int, rules: list[str] | None
) -> None:
    known = policies(adopted("s4-yandian"))
    made = unit([*offices(offices_), *centres(centres_)])
    told = [r for r in RULES.values() for _ in found(r, made, known)]
    assert told == (rules if rules is not None else ["S0.4.offices", "S0.4.public_institutions"])
    assert found("S0.4.total", made, known) == []
    more = unit([*offices(8), *centres(6), institution("执法大队", BODY)])
    (total,) = found("S0.4.total", more, known)
    assert (total.severity, total.limit, total.actual) == (BREACH, 14, 15)


@pytest.mark.parametrize(("number", "told"), [(4, True), (3, False), (0, False)])
def test_plates_over_their_limit(number: int, *, told: bool) -> None:
    made = usual(TOWN)
    plates = [plate(f"牌子{n}", made[n]) for n in range(number)]
    findings = found("S0.4.nameplates", unit(made, plates))
    assert [(one.severity, one.limit, one.actual) for one in findings] == (
        [(BREACH, 3, 4)] if told else []
    )


def test_plates_without_a_document_are_warned_of_and_named_where_there_are_too_many() -> None:
    made = usual(TOWN)
    plates = [plate(f"牌子{n}", made[n]) for n in range(3)]
    bare = plate("退役军人服务站", made[3], None)
    dossier = unit(made, [*plates, bare])
    (one,) = found("S0.4.nameplate_document", dossier)
    assert (one.severity, one.subject, one.inferred) == (WARNING, "退役军人服务站", True)
    (over,) = found("S0.4.nameplates", dossier)
    assert over.hint == "请取消没有批准文号的：退役军人服务站"
    assert found("S0.4.nameplate_document", unit(made, plates)) == []


def test_a_plate_without_a_host_or_on_a_closed_one_is_a_breach() -> None:
    made = usual(TOWN)
    closed = replace(institution("旧站", CENTRE), valid_to=date(2023, 1, 1))
    dossier = unit([*made, closed], [plate("无主", None), plate("旧牌", closed)])
    told = found("S0.4.nameplate_host", dossier)
    assert [(one.subject, one.severity) for one in told] == [("无主", BREACH), ("旧牌", BREACH)]
    assert "没有写明挂在哪个机构" in told[0].what
    assert "已撤并" in told[1].what
    assert found("S0.4.nameplate_host", unit(made, [plate("牌子", made[0])])) == []
