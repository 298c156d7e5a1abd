"""Which value is in force: no gap, no conflict, no last-one-wins."""

from dataclasses import replace
from datetime import date

import pytest

from tests.county import BOTH, ON, eight, policies
from townoffice.feedback import NotFound, PolicyConflict, PolicyMissing
from townoffice.policy import Policies, read_pack, shipped_methods, shipped_packs
from townoffice.records import Adoption, KindGroup
from townoffice.staffing import Choices, calculate, staffing_rule
from townoffice.townships import classification_rule, classify

OWN = """format = 1
id = "{id}"
title = "本县领导职数"
topic = "leadership"
overrides = "s0-leadership"
[sources.doc]
title = "批复"
[[values]]
name = "leadership.class_1"
label = "一类领导职数"
unit = "名"
state = "stated"
value = {value}
cite = [{{ source = "doc" }}]
"""


def own(pack_id: str, value: int) -> str:
    return OWN.format(id=pack_id, value=value)


def test_a_lost_figure_is_missing_until_an_amendment_answers_it() -> None:
    known = policies()
    with pytest.raises(PolicyMissing, match="原文缺失"):
        known.value("leadership.class_1", ON, KindGroup.TOWNS)
    pack = read_pack(own("own", 13), "own.toml")
    amended = Policies(
        (*shipped_packs(), pack),
        (*known.adoptions, Adoption("own", "leadership", KindGroup.TOWNS, valid_from=ON)),
    )
    assert amended.value("leadership.class_1", ON, KindGroup.TOWNS).value == 13
    assert amended.value("leadership.class_2", ON, KindGroup.TOWNS).value == 11
    with pytest.raises(PolicyMissing):
        amended.value("leadership.class_1", ON, KindGroup.SUBDISTRICTS)
    with pytest.raises(PolicyMissing):
        amended.value("leadership.class_1", date(2024, 12, 30), KindGroup.TOWNS)


def test_none_in_force_is_missing_and_two_are_a_conflict() -> None:
    packs = shipped_packs()
    with pytest.raises(PolicyMissing, match="没有采用“staffing”的政策"):
        Policies(packs, ()).value("three-step.base", ON, KindGroup.TOWNS)
    twice = [Adoption("s2-three-step", "staffing", KindGroup.TOWNS)] * 2
    with pytest.raises(PolicyConflict, match="同时采用了"):
        Policies(packs, twice).value("three-step.base", ON, KindGroup.TOWNS)
    amendments = [read_pack(own(f"own-{n}", n), "own.toml") for n in (12, 13)]
    both = [Adoption(p.id, "leadership", KindGroup.TOWNS) for p in amendments]
    rivals = Policies((*packs, *amendments), (*policies().adoptions, *both))
    with pytest.raises(PolicyConflict, match="各有规定"):
        rivals.value("leadership.class_1", ON, KindGroup.TOWNS)


def test_an_adoption_for_one_unit_stands_before_that_for_its_group() -> None:
    text = own("own", 13).replace('overrides = "s0-leadership"\n', "")
    pack = read_pack(text, "own.toml")
    adoption = Adoption("own", "leadership", KindGroup.TOWNS, unit_code="999901100")
    known = Policies((*shipped_packs(), pack), (*policies().adoptions, adoption))
    assert known.look("leadership.class_1", ON, KindGroup.TOWNS, "999901100").value == 13
    assert known.look("leadership.class_1", ON, KindGroup.TOWNS, "999901101").value is None


def test_an_unknown_pack_and_a_doubled_id_are_named() -> None:
    with pytest.raises(NotFound, match="没有名为“other”的政策包"):
        policies().pack("other")
    with pytest.raises(PolicyConflict, match="两个政策包都叫"):
        Policies((*shipped_packs(), *shipped_packs()), ())


QUARTERS = [date(y, m, 1) for y in range(2016, 2031) for m in (1, 4, 7, 10)]


@pytest.mark.parametrize("on", QUARTERS)
def test_every_calculator_runs_in_every_quarter(on: date) -> None:
    county = replace(eight(), on=on, year=on.year)
    rows = classify(county, classification_rule(policies(), on, BOTH, {})).rows
    choices = Choices(classes={row.code: row.size_class for row in rows if row.size_class})
    for method in shipped_methods():
        calculate(county, staffing_rule(policies(), on, BOTH, method, {}), choices)
