"""The table of rules, weights, waivers, silence, and a whole county at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.compliance.setting import COUNTY, found, standing, unit, usual
from tests.institutions.setting import ON, STREET, TOWN, adopted, institution, plate, policies
from townoffice.compliance import RULES, CountyDossier, findings, rule, silent_rules
from townoffice.feedback import Level, PolicyConflict, Problem
from townoffice.institutions import LineageProblem
from townoffice.policy import Policies, shipped_packs
from townoffice.policy.vocabulary import entry_of
from townoffice.records import Adoption, Category, Severity, SizeClass, Waiver

WAIVER = Waiver(1, "S0.4.offices", "", "产业集聚", "示编委〔2024〕2号", date(2024, 1, 1))


def seven(*waivers: Waiver) -> list[Severity]:
    made = [*usual(TOWN), institution("六办"), institution("七办")]
    return [one.severity for one in found("S0.4.offices", unit(made, waivers=waivers))]


def test_every_rule_has_its_own_id_and_says_what_it_asks() -> None:
    assert len({one.id for one in RULES}) == len(RULES) == 27
    assert all(one.label and one.asks for one in RULES)
    assert all(entry_of(name) is not None for one in RULES for name in one.needs)
    assert rule("S4.3.deputies") is not None
    assert rule("S9.9") is None


@pytest.mark.parametrize(
    ("held", "severity"),
    [
        (WAIVER, Severity.NOTE),
        (replace(WAIVER, since=ON), Severity.NOTE),
        (replace(WAIVER, since=ON + timedelta(days=1)), Severity.BREACH),
        (replace(WAIVER, until=ON), Severity.NOTE),
        (replace(WAIVER, until=ON - timedelta(days=1)), Severity.BREACH),
        (replace(WAIVER, rule="S0.4.total"), Severity.BREACH),
        (replace(WAIVER, subject="7001"), Severity.BREACH),
        (replace(WAIVER, township_id=2), Severity.BREACH),
    ],
    ids=["holds", "first day", "not yet", "last day", "over", "other rule", "other", "other unit"],
)
def test_a_document_of_the_county_turns_a_breach_into_a_note(
    held: Waiver, severity: Severity
) -> None:
    assert seven() == [Severity.BREACH]
    assert seven(held) == [severity]


def test_a_waiver_of_one_subject_is_before_that_of_all() -> None:
    made = usual(TOWN)
    narrow = replace(
        WAIVER, rule="S0.4.nameplate_document", subject="牌子", doc_no="示编〔2024〕9号"
    )
    wide = replace(narrow, subject="", doc_no="示编〔2024〕8号")
    dossier = unit(made, [plate("牌子", made[0], None)], waivers=(wide, narrow))
    (one,) = found("S0.4.nameplate_document", dossier)
    assert one.waiver is narrow
    assert one.severity is Severity.NOTE


def test_a_county_of_good_units_has_no_findings() -> None:
    county = CountyDossier(
        COUNTY,
        ON,
        (
            unit(standing=standing(11, 11, SizeClass.FIRST)),
            unit(township=STREET),
        ),
        (date(2024, 1, 1), ON),
    )
    assert findings(county, policies()) == ()


@pytest.mark.parametrize(("pack", "admin"), [("s4-yandian", 50), ("s4-guyun", 45)])
def test_the_two_towns_of_the_seed_entered_as_it_states_them_have_no_findings(
    pack: str, admin: int
) -> None:
    known = policies(adopted(pack), adopted("s4-agencies", topic="agencies"))
    template = known.pack(pack).template
    assert template is not None
    made = [
        institution(row.name, row.kind, head_held_by=row.head_held_by, deputies=1)
        for row in template.rows
    ]
    hung = [
        plate(name, one)
        for one, row in zip(made, template.rows, strict=True)
        for name in row.nameplates
    ]
    posts = {Category.ADMIN: admin, Category.INSTITUTION: 65}
    county = CountyDossier(COUNTY, ON, (unit(made, hung, authorized=posts, actual=posts),))
    assert findings(county, known) == ()
    assert {one.rule for one in findings(county, policies())} >= {
        "S0.4.offices",
        "S0.4.public_institutions",
    }


def test_rules_no_policy_asks_for_are_silent_and_named() -> None:
    county = CountyDossier(COUNTY, ON, (unit([], platforms=(), grants=()),))
    nothing = Policies(shipped_packs(), ())
    assert findings(county, nothing) == ()
    assert set(silent_rules(county, nothing)) == {r.id for r in RULES} - {"S0.4.history"}
    told = silent_rules(county, policies())
    assert set(told) == {
        "S0.4.total",
        "S3.3.city_officers",
        "S4.3.posts",
        "S4.3.heads",
        "S4.3.deputies",
        "S0.12.promotion",
    }


QUARTERS = [date(year, month, 1) for year in range(2016, 2031) for month in (1, 4, 7, 10)]


@pytest.mark.parametrize("on", QUARTERS)
def test_every_rule_runs_in_every_quarter(on: date) -> None:
    units = unit(standing=standing()), unit(township=STREET), unit(township=replace(TOWN, code="9"))
    county = CountyDossier(COUNTY, on, units, (date(2016, 1, 1), on))
    known = policies(adopted("s4-yandian"), adopted("s4-agencies", topic="agencies"))
    assert findings(county, known)
    assert silent_rules(county, known) == ()


def test_two_packs_in_force_for_one_unit_are_a_conflict() -> None:
    twice = policies(Adoption("s4-guyun", "institutions", TOWN.kind.group))
    with pytest.raises(PolicyConflict, match="同时采用了"):
        found("S0.4.offices", unit(), twice)


def test_what_cannot_be_in_a_history_is_found_once() -> None:
    wrong = Problem(Level.STOP, "“甲”两条记录同时有效", "请终止前一条")
    problems = (
        LineageProblem(1, 7001, wrong),
        LineageProblem(1, 7001, replace(wrong, what="牌子"), "牌子"),
        LineageProblem(1, 7002, replace(wrong, level=Level.ASK)),
    )
    (one,) = found("S0.4.history", unit(problems=problems))
    assert (one.what, one.subject, one.severity) == (wrong.what, "7001", Severity.WARNING)


def test_findings_carry_unit_figures_clause_and_what_to_do() -> None:
    made = [*usual(TOWN), institution("六办"), institution("七办")]
    (one,) = found("S0.4.offices", unit(made))
    assert (one.unit, one.unit_name, one.limit, one.actual) == (TOWN.code, "白河镇", 6, 7)
    assert one.what == "党政机构7个，超过上限6个，多1个"
    assert one.cites[0].clause == "三、（一）"
    assert "5—6个党政机构" in one.cites[0].quote
    assert one.hint
    assert not one.inferred
