"""What the documents say of institutions: figures, words, templates, and who it holds for."""

from datetime import date

import pytest

from tests.institutions.setting import policies
from townoffice.feedback import BadPack
from townoffice.policy import Policies, pack_text, read_pack, shipped_packs, words
from townoffice.policy.vocabulary import fault_of
from townoffice.records import (
    Adoption,
    Category,
    HeadHeldBy,
    InstitutionKind,
    KindGroup,
    Module,
    State,
    WordList,
)

ON = date(2024, 12, 31)
TOWNS, STREETS = KindGroup.TOWNS, KindGroup.SUBDISTRICTS
YANDIAN, GUYUN = "999901110", "999901111"
PARTY, CENTRE = InstitutionKind.PARTY_GOV_OFFICE, InstitutionKind.PUBLIC_INSTITUTION


def towns() -> Policies:
    """The starting policies, and the two towns' own."""
    own = [("s4-yandian", YANDIAN), ("s4-guyun", GUYUN)]
    known = policies()
    return Policies(
        known.packs,
        (
            *known.adoptions,
            *(Adoption(pack, "institutions", TOWNS, unit_code=code) for pack, code in own),
            *(Adoption("s4-agencies", "agencies", TOWNS, unit_code=code) for _, code in own),
        ),
    )


@pytest.mark.parametrize(
    ("name", "group", "figure", "state"),
    [
        ("institutions.party_gov_office_min", TOWNS, 5, State.STATED),
        ("institutions.party_gov_office_max", TOWNS, 6, State.STATED),
        ("institutions.public_institution_max", TOWNS, 3, State.STATED),
        ("institutions.enforcement_body_max", TOWNS, 1, State.STATED),
        ("institutions.nameplates_max", TOWNS, 3, State.STATED),
        ("institutions.party_gov_office_min", STREETS, 4, State.STATED),
        ("institutions.party_gov_office_max", STREETS, 6, State.STATED),
        ("institutions.public_institution_max", STREETS, 2, State.INFERRED),
        ("institutions.total_max", STREETS, 8, State.INFERRED),
        ("enforcement.officers_min", TOWNS, 2, State.STATED),
        ("enforcement.officers_min", STREETS, 2, State.INFERRED),
        ("enforcement.city_officers_per_10k", STREETS, 4, State.STATED),
    ],
)
def test_the_figures_of_the_seeds_are_in_force(
    name: str, group: KindGroup, figure: int, state: State
) -> None:
    value = policies().value(name, ON, group)
    assert (value.value, value.state) == (figure, state)


def test_the_word_lists_are_those_of_the_seed() -> None:
    known = policies()
    devolved = words(known.value("agencies.not_devolvable", ON, TOWNS))
    assert devolved == (
        "court",
        "procuratorate",
        "justice",
        "police",
        "market",
        "natural_resources",
    )
    managed = words(known.value("agencies.not_managed", ON, TOWNS))
    assert managed == ("court", "procuratorate", "police", "justice")
    assert len(words(known.value("rights.granted", ON, TOWNS))) == 5
    assert len(words(known.value("rights.granted", ON, STREETS))) == 4
    assert len(words(known.value("platforms.required", ON, STREETS))) == 4


@pytest.mark.parametrize(
    ("code", "admin", "plates"), [(YANDIAN, 50, 5), (GUYUN, 45, 3)], ids=["烟店", "古云"]
)
def test_the_two_towns_have_their_own_posts_heads_and_deputies(
    code: str, admin: int, plates: int
) -> None:
    known = towns()

    def value(name: str) -> object:
        return known.value(f"institutions.{name}", ON, TOWNS, code).value

    assert (value("admin_posts"), value("institution_posts")) == (admin, 65)
    assert (value("party_gov_office_max"), value("public_institution_max")) == (8, 6)
    assert (value("heads"), value("deputies_max"), value("nameplates_max")) == ("leader", 1, plates)
    assert known.said("institutions.admin_posts", ON, TOWNS, "999901112") is None
    assert known.value("agencies.opinion", ON, TOWNS, code).state is State.STATED
    assert known.value("agencies.opinion", ON, TOWNS).state is State.INFERRED
    assert known.said("platforms.required", ON, TOWNS, code) is not None


@pytest.mark.parametrize(
    ("pack", "kinds", "plates"),
    [
        ("s0-institutions", (5, 1, 3), 3),
        ("s3-institutions", (6, 0, 2), 0),
        ("s4-yandian", (8, 0, 6), 5),
        ("s4-guyun", (8, 0, 6), 3),
    ],
)
def test_a_template_has_as_many_institutions_as_its_document(
    pack: str, kinds: tuple[int, int, int], plates: int
) -> None:
    template = policies().pack(pack).template
    assert template is not None
    order = (PARTY, InstitutionKind.ENFORCEMENT_BODY, CENTRE)
    assert tuple(sum(r.kind is k for r in template.rows) for k in order) == kinds
    assert sum(len(row.nameplates) for row in template.rows) == plates
    quoted = "".join(cite.quote for cite in template.cites)
    assert all(row.optional or row.name in quoted for row in template.rows)
    assert all(plate in quoted for row in template.rows for plate in row.nameplates)


def test_the_template_in_force_is_the_units_then_the_groups() -> None:
    known = towns()
    unit, group = known.template(ON, TOWNS, GUYUN), known.template(ON, TOWNS)
    assert unit is not None
    assert group is not None
    assert (unit.id, group.id) == ("s4-guyun", "s0-institutions")
    assert all(r.head_held_by is HeadHeldBy.LEADER for r in unit.rows if r.kind is PARTY)
    assert {r.level for r in unit.rows if r.kind is CENTRE} == {"副科"}
    assert Policies(shipped_packs(), ()).template(ON, TOWNS) is None


def test_every_quote_of_the_two_towns_names_no_other_town() -> None:
    for pack, other in (("s4-yandian", "古云"), ("s4-guyun", "烟店")):
        assert other not in policies().pack(pack).text


PACK = """format = 1
id = "own"
title = "本县机构设置"
topic = "institutions"
[sources.doc]
title = "批复"
[[values]]
name = "institutions.not_counted"
label = "不计入"
unit = "机构"
state = "stated"
value = ["人大", "政协"]
cite = [{ source = "doc" }]
[template]
label = "本县"
register = "S0.4"
cite = [{ source = "doc" }]
[[institutions]]
name = "党政办公室"
kind = "party_gov_office"
nameplates = ["信访办公室"]
known_as = ["党政办"]
module = "party_affairs"
head_held_by = "own"
[[institutions]]
name = "农业服务中心"
kind = "public_institution"
optional = true
level = "副科"
"""


def test_a_countys_own_template_is_read_line_by_line() -> None:
    template = read_pack(PACK, "own.toml").template
    assert template is not None
    office, centre = template.rows
    assert (office.module, office.head_held_by) == (Module.PARTY_AFFAIRS, HeadHeldBy.OWN)
    assert (office.nameplates, office.known_as) == (("信访办公室",), ("党政办",))
    assert (office.category, centre.category) == (Category.ADMIN, Category.INSTITUTION)
    assert (centre.optional, centre.level) == (True, "副科")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('value = ["人大", "政协"]', 'value = ["人大", "人大"]', "第 7 行起.*同一词语写了两次"),
        ('value = ["人大", "政协"]', "value = []", "须写成一列词语"),
        ('value = ["人大", "政协"]', 'value = ["人大", 1]', "只能是词语"),
        ('value = ["人大", "政协"]', 'value = "人大"', "须写成一列词语"),
        (
            'kind = "party_gov_office"',
            'kind = "office"',
            "第 18 行起.*“kind”只能是 party_gov_office",
        ),
        ('kind = "party_gov_office"\n', "", "缺少“kind”"),
        ('name = "农业服务中心"', 'name = "信访办公室"', "第 25 行起.*“信访办公室”写了两次"),
        ('known_as = ["党政办"]', 'known_as = ["党政办公室"]', "有重复"),
        ('known_as = ["党政办"]', 'known_as = "党政办"', "“known_as”须写成一列词语"),
        ("optional = true", 'optional = "是"', "“optional”须是 true 或 false"),
        ('module = "party_affairs"', 'module = "culture"', "“module”只能是"),
        ('head_held_by = "own"', 'head_held_by = "mayor"', "“head_held_by”只能是"),
        ('level = "副科"', 'colour = "红"', "不认识的项“colour”"),
        (
            '[template]\nlabel = "本县"\nregister = "S0.4"\ncite = [{ source = "doc" }]\n',
            "",
            "须有 .template.",
        ),
        ('register = "S0.4"\ncite = [{ source = "doc" }]', 'register = "S0.4"', "须写明出处 cite"),
        ('topic = "institutions"', 'topic = "agencies"', "“agencies”没有名为"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_place(old: str, new: str, message: str) -> None:
    assert old in PACK
    with pytest.raises(BadPack, match=message):
        read_pack(PACK.replace(old, new, 1), "own.toml")


def test_a_template_belongs_to_its_topic() -> None:
    text = PACK.replace('topic = "institutions"', 'topic = "platforms"').replace(
        'name = "institutions.not_counted"', 'name = "platforms.required"'
    )
    text = text.replace('["人大", "政协"]', '["order_platform"]')
    with pytest.raises(BadPack, match="“template”只能写在 institutions 的政策包里"):
        read_pack(text, "own.toml")


MODULES = """format = 1
id = "own"
title = "本县模块"
topic = "modules"
[sources.doc]
title = "批复"
[[values]]
name = "modules.count"
label = "模块"
unit = "个"
state = "stated"
value = 2
cite = [{ source = "doc" }]
[[modules]]
module = "economy"
functions = ["项目发展"]
words = ["经济"]
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('functions = ["项目发展"]\n', "", "“functions”须写明"),
        ('module = "economy"', 'module = "x"', "“module”只能是"),
        ('module = "economy"\n', "", "缺少“module”"),
        (
            '["经济"]\n',
            '["经济"]\n[[modules]]\nmodule = "economy"\nfunctions = ["二"]\n',
            "写了两次",
        ),
    ],
)
def test_a_mistake_in_a_module_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(BadPack, match=message):
        read_pack(MODULES.replace(old, new, 1), "own.toml")


def test_modules_gather_what_the_seed_says() -> None:
    (modules,) = [pack.modules for pack in shipped_packs() if pack.modules]
    functions = {one.module: one.functions for one in modules}
    assert functions[Module.PARTY_AFFAIRS] == ("党政综合运转", "基层党建工作", "财政服务")
    assert functions[Module.GOVERNANCE] == ("综合行政执法", "社会综合治理", "维护稳定")
    assert set(functions) == set(Module)


def test_words_are_written_as_a_pack_has_them() -> None:
    values = policies().pack("s2-agencies").values
    text = pack_text("own", "本县", "agencies", "s2-agencies", values)
    assert read_pack(text, "own.toml").values[0].cited.value == values[0].cited.value


@pytest.mark.parametrize(
    ("name", "listed", "fault"),
    [
        ("agencies.not_managed", ("court",), None),
        ("agencies.not_managed", ("school",), "没有名为“school”的词"),
        ("agencies.not_managed", ("other",), "没有名为“other”的词"),
        ("discipline.counterpart_words", ("财政", " "), "不能是空白"),
        ("discipline.counterpart_words", ("财政",), None),
    ],
)
def test_a_list_of_words_is_checked(name: str, listed: tuple[str, ...], fault: str | None) -> None:
    found = fault_of(name, WordList(listed))
    assert found is None if fault is None else fault in str(found)
