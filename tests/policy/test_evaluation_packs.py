"""The packs of evaluation: what ships holds, and a template that could not be used is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from townoffice.feedback import BadPack
from townoffice.policy import Policies, pack_text, read_pack, shipped_packs, template_version
from townoffice.policy.choice import chosen, words
from townoffice.records import ContestKind, IndicatorTemplate, KindGroup, Scoring, State

GOOD = """format = 1
id = "own-indicators"
title = "本县考核指标"
topic = "evaluation"
overrides = "evaluation-rules"
[sources.doc]
title = "考核办法"
doc_no = "示办发〔2024〕1号"
[[assessments]]
id = "street"
title = "街道类考核指标"
year = 2025
kind = "townships"
group = "街道类"
units = "街道"
cite = [{ source = "doc", clause = "二" }]
[[assessments.indicators]]
section = "党建"
name = "党建"
weight = 60
scoring = "direct"
state = "stated"
[[assessments.indicators]]
section = "公共服务"
name = "公共服务"
weight = 40
scoring = "completion"
figures = { target = 100 }
source = "政务服务局"
state = "inferred"
"""


def shipped() -> dict[str, IndicatorTemplate]:
    return {one.id: one for pack in shipped_packs() for one in pack.assessments}


def weights(template: IndicatorTemplate) -> dict[str, Decimal]:
    """The weights by section."""
    found: dict[str, Decimal] = {}
    for one in template.indicators:
        found[one.section] = found.get(one.section, Decimal(0)) + one.weight
    return found


@pytest.mark.parametrize("detail", ["", "-detail"])
def test_townships_and_subdistricts_have_the_templates_of_the_design(detail: str) -> None:
    town, street = shipped()[f"township{detail}"], shipped()[f"street{detail}"]
    assert [*weights(town).values()] == [25, 20, 20, 20, 15]
    assert [*weights(street).values()] == [30, 25, 15, 15, 15]
    assert (town.units, street.units) == (KindGroup.TOWNS, KindGroup.SUBDISTRICTS)
    assert all(one.inferred for one in (*town.indicators, *street.indicators))


def test_the_detailed_templates_show_every_method() -> None:
    met = {one.scoring for one in shipped()["township-detail"].indicators}
    assert met == {*Scoring}


def test_departments_and_communities_have_templates_of_their_own() -> None:
    assert shipped()["department"].kind is ContestKind.DEPARTMENTS
    assert {one.scoring for one in shipped()["department"].indicators} == {Scoring.BALLOT}
    assert shipped()["community"].kind is ContestKind.COMMUNITIES


def test_a_good_template_is_read_with_its_source() -> None:
    (found,) = read_pack(GOOD, "own.toml").assessments
    assert (found.id, found.year, found.group, found.pack_id) == (
        *("street", 2025, "街道类", "own-indicators"),
    )
    assert found.cites[0].text == "《考核办法》（示办发〔2024〕1号）二"
    assert [one.inferred for one in found.indicators] == [False, True]
    assert found.indicators[1].figures == (("target", Decimal(100)),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "weight = 40",
            "weight = 30",
            "第 9 行起：“街道类考核指标”各项指标的分值合计为90，须为100",
        ),
        ('name = "公共服务"', 'name = "党建"', "第 23 行起：“街道类考核指标”中指标“党建”写了两次"),
        (
            'name = "公共服务"',
            'name = "招商引资到位资金"',
            "第 23 行起：街道不得考核招商引资和经济指标：“招商引资到位资金”（招商）",
        ),
        ('name = "公共服务"', 'name = "gdp增速"', "街道不得考核.*（GDP）"),
        ('name = "公共服务"', 'name = "财税收入"', "街道不得考核.*（财税）"),
        (
            'scoring = "direct"\n',
            'scoring = "direct"\nsource = "组织部"\n',
            "第 17 行起：部门不得直接考核乡镇（街道）：“党建”由组织部打分",
        ),
        ("target = 100", "target = 0", "“公共服务”：“目标值”须大于0"),
        ("target = 100", "goal = 1", "“公共服务”：“完成率”没有名为“goal”的数值"),
        ("{ target = 100 }", '"100"', "须写成“项 = 数”"),
        ("weight = 40", "weight = true", "weight须是数字"),
        ("weight = 60", "weight = 0", "“党建”：分值须大于0"),
        ('scoring = "completion"', 'scoring = "guess"', "“scoring”只能是 direct、"),
        ('kind = "townships"', 'kind = "people"', "“kind”只能是 townships、"),
        ('kind = "townships"', "", "缺少“kind”"),
        ('units = "街道"', 'units = "村"', "“units”只能是 镇乡、街道 之一"),
        ("year = 2025", 'year = "今年"', "“year”须是年份"),
        ('state = "stated"', 'state = "sure"', "state 只能是 stated、inferred 之一"),
        ('section = "党建"', 'colour = "红"', "不认识的项“colour”"),
        ('topic = "evaluation"', 'topic = "leadership"', "只能写在 evaluation 的政策包里"),
    ],
)
def test_a_template_with_a_mistake_is_refused_with_its_line(
    old: str, new: str, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(BadPack, match=message):
        read_pack(GOOD.replace(old, new, 1), "own.toml")


def test_two_templates_of_one_id_and_year_are_refused() -> None:
    template = GOOD[GOOD.index("[[assessments]]") :]
    with pytest.raises(BadPack, match="2025年的指标“street”写了两次"):
        read_pack(GOOD + template, "own.toml")
    later = read_pack(GOOD + template.replace("2025", "2026"), "own.toml")
    assert [one.year for one in later.assessments] == [2025, 2026]


def test_towns_may_be_asked_for_investment_and_the_county_may_mark() -> None:
    towns = GOOD.replace('units = "街道"', 'units = "镇乡"').replace(
        'name = "公共服务"', 'name = "招商引资到位资金"'
    )
    assert read_pack(towns, "own.toml").assessments
    judged = GOOD.replace('scoring = "direct"\n', 'scoring = "direct"\nsource = "县考核办"\n')
    assert read_pack(judged, "own.toml").assessments


def test_the_newest_version_up_to_a_year_is_taken_and_the_countys_own_stands_beside() -> None:
    own = read_pack(GOOD, "own.toml")
    known = Policies((*shipped_packs(), own), ()).assessments
    for year, wanted in ((2023, None), (2024, 2024), (2025, 2025), (2030, 2025)):
        found = template_version(known, "street", year)
        assert (None if found is None else found.year) == wanted


def plain(template: IndicatorTemplate) -> IndicatorTemplate:
    """A template without the names its pack gives to sources."""
    cites = tuple(replace(one, source=replace(one.source, id="")) for one in template.cites)
    return replace(template, cites=cites)


@pytest.mark.parametrize("pack_id", ["evaluation-rules", "evaluation-indicators"])
def test_a_pack_written_out_is_read_as_it_was(pack_id: str) -> None:
    pack = next(one for one in shipped_packs() if one.id == pack_id)
    text = pack_text(
        pack.id, pack.title, pack.topic, pack.overrides, pack.values, None, pack.assessments
    )
    again = read_pack(text, "again")
    assert [v.cited.value for v in again.values] == [v.cited.value for v in pack.values]
    assert [*map(plain, again.assessments)] == [*map(plain, pack.assessments)]


def test_options_and_lists_of_words_may_be_chosen_for_once() -> None:
    values = {v.cited.name: v.cited for pack in shipped_packs() for v in pack.values}
    found = chosen(values["evaluation.ballot_weights"], "满意=100,一般=60")
    assert found.value == (("满意", Decimal(100)), ("一般", Decimal(60)))
    assert found.state is State.CHOSEN
    assert words(chosen(values["evaluation.ballot_abstentions"], "不清楚、弃权")) == (
        "不清楚",
        "弃权",
    )
