"""The module view, and 九办五中心 → 九办三中心."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.institutions.setting import CENTRE, EXEMPT, OFFICE, ON, in_force, institution, register
from townoffice.institutions import ProposedAct, module_of, module_view, propose_gathering
from townoffice.records import Module, ModuleLeader

MODULES = in_force().modules
NINE = (
    *("党政办公室", "党建工作办公室", "财政办公室", "经济发展办公室", "村镇建设办公室"),
    *("社会事务办公室", "便民服务办公室", "综合行政执法办公室", "应急管理办公室"),
)
FIVE = (
    ("农业综合服务中心", 8),
    ("水利服务中心", 3),
    ("文化服务中心", 4),
    ("社会保障服务中心", 5),
    ("综治中心", 6),
)


def test_an_institution_says_its_module_or_its_name_does() -> None:
    said = institution("经济发展办公室", module=Module.SERVICE)
    assert module_of(said, MODULES) == (Module.SERVICE, False)
    assert module_of(institution("经济发展办公室"), MODULES) == (Module.ECONOMY, True)
    assert module_of(institution("乡村振兴和社会事务办公室"), MODULES)[0] is Module.ECONOMY
    assert module_of(institution("农村社会事务办公室"), MODULES)[0] is Module.SERVICE
    assert module_of(institution("专班"), MODULES) == (None, False)


def test_the_view_shows_leader_institutions_posts_and_functions() -> None:
    unit = register(
        [
            institution("党政办公室", OFFICE, 5, 5, number=1),
            institution("财政所", CENTRE, 4, 3, number=2, module=Module.PARTY_AFFAIRS),
            institution("专班", OFFICE, 1, 1),
            institution("武装部", EXEMPT),
        ]
    )
    leaders = [
        ModuleLeader(1, Module.PARTY_AFFAIRS, "某甲", 12, date(2023, 1, 1), date(2023, 12, 31)),
        ModuleLeader(1, Module.PARTY_AFFAIRS, "某乙", 12, date(2024, 1, 1)),
        ModuleLeader(2, Module.ECONOMY, "某丙"),
    ]
    modules, left = module_view(unit, leaders, MODULES)
    assert [row.module for row in modules] == list(Module)
    first = modules[0]
    assert first.leader is not None
    assert (first.leader.person, first.authorized, first.actual) == ("某乙", 9, 8)
    assert first.functions == ("党政综合运转", "基层党建工作", "财政服务")
    assert (first.inferred, modules[1].leader, modules[1].rows) == (frozenset({1}), None, ())
    assert [row.institution.name for row in left] == ["专班"]


@pytest.mark.parametrize(
    ("since", "until", "leads"),
    [
        (ON, None, True),
        (ON + timedelta(days=1), None, False),
        (None, ON, True),
        (None, ON - timedelta(days=1), False),
    ],
)
def test_a_leader_leads_from_the_first_to_the_last_day(
    since: date | None, until: date | None, *, leads: bool
) -> None:
    leader = ModuleLeader(1, Module.ECONOMY, "某甲", None, since, until)
    modules, _ = module_view(register([]), [leader], MODULES)
    assert (modules[1].leader is leader) is leads


def test_nine_offices_and_five_centres_become_nine_and_three() -> None:
    made = [institution(name, OFFICE, 3, 3) for name in NINE]
    made += [institution(name, CENTRE, posts, posts) for name, posts in FIVE]
    policies = in_force()
    most = policies.value("modules.public_institution_max")
    assert most is not None
    assert most.value == 3
    found = propose_gathering(register(made), MODULES, offices=9, centres=3)
    centres = {row.name: row.authorized for row in found.rows if row.kind is CENTRE}
    assert centres == {"农业综合服务中心": 11, "社会保障服务中心": 9, "综治中心": 6}
    assert sum(row.kind is OFFICE for row in found.rows) == 9
    merged = [row for row in found.rows if row.act is ProposedAct.MERGED]
    assert [row.was for row in merged] == [
        ("农业综合服务中心", "水利服务中心"),
        ("社会保障服务中心", "文化服务中心"),
    ]
    assert all(row.guessed for row in merged)
    assert found.label == "按职能模块归并（9办3中心）"


def test_nine_offices_become_seven() -> None:
    made = [institution(name, OFFICE, 3, 3) for name in NINE]
    found = propose_gathering(register(made), MODULES, offices=7)
    assert len(found.rows) == 7
    assert sum(found.posts().values()) == 27


def test_nothing_is_merged_across_modules() -> None:
    made = [institution("农业综合服务中心", CENTRE, 2), institution("综治中心", CENTRE, 2)]
    assert len(propose_gathering(register(made), MODULES, centres=1).rows) == 2


@given(st.lists(st.sampled_from([name for name, _ in FIVE]), max_size=9), st.integers(0, 6))
def test_gathering_keeps_every_post_and_never_goes_below(names: list[str], most: int) -> None:
    made = [institution(name, CENTRE, n, n) for n, name in enumerate(names)]
    found = propose_gathering(register(made), MODULES, centres=most)
    assert sum(found.posts().values()) == sum(range(len(names)))
    assert len(found.rows) >= min(most, len(names))
