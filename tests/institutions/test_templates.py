"""Templates: old → new by name, other names, kind and module; posts and plates are kept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.institutions.setting import (
    BODY,
    CENTRE,
    EXEMPT,
    OFFICE,
    STREET,
    TOWN,
    adopted,
    in_force,
    institution,
    plate,
    policies,
    register,
)
from townoffice.feedback import Level
from townoffice.institutions import (
    PlateAct,
    Proposal,
    ProposedAct,
    ProposedRow,
    UnitRegister,
    Wishes,
    propose,
)
from townoffice.records import Category, HeadHeldBy, InstitutionKind, Module, Template

MODULES = in_force().modules


def template(pack: str) -> Template:
    found = policies().pack(pack).template
    assert found is not None
    return found


def of(found: Proposal, name: str) -> ProposedRow:
    (row,) = [row for row in found.rows if row.name == name]
    return row


def posts_of(unit: UnitRegister) -> dict[Category | None, int]:
    sums: dict[Category | None, int] = {}
    for row in unit.rows:
        record = row.institution
        if record.authorized is not None and record.kind is not EXEMPT:
            sums[record.category] = sums.get(record.category, 0) + record.authorized
    return sums


def test_a_unit_without_institutions_is_set_up_as_the_document_says() -> None:
    found = propose(template("s4-yandian"), register([]), MODULES)
    assert [row.name for row in found.rows] == [r.name for r in template("s4-yandian").rows]
    assert {row.act for row in found.rows} == {ProposedAct.FOUNDED}
    assert [row.place for row in found.rows] == list(range(1, 15))
    hung = [(p.name, p.host_name) for p in found.plates if p.act is PlateAct.HUNG]
    assert hung == [
        ("农业农村办公室", "经济发展局"),
        ("生态环境办公室", "经济发展局"),
        ("党群服务中心", "便民服务中心"),
        ("审计统计服务中心", "财政经济服务中心"),
        ("退役军人服务中心", "社会保障综合服务中心"),
    ]
    assert found.changes


def test_a_unit_that_is_so_already_does_not_change() -> None:
    made = []
    plates = []
    for row in template("s4-guyun").rows:
        one = replace(
            institution(row.name, row.kind, 3, 3, category=row.category),
            head_held_by=row.head_held_by,
            level=row.level,
        )
        made.append(one)
        plates += [plate(name, one) for name in row.nameplates]
    found = propose(template("s4-guyun"), register(made, plates), MODULES)
    assert {row.act for row in found.rows} == {ProposedAct.KEPT}
    assert {p.act for p in found.plates} == {PlateAct.STAYS}
    assert (len(found.rows), len(found.plates), found.changes) == (14, 3, False)


def test_names_decide_before_other_names_before_cores() -> None:
    unit = register(
        [
            institution("白河镇党政办公室", OFFICE, 5, 5, number=1),
            institution("经济发展办", OFFICE, 4, 4, number=2),
            institution("应急管理办公室", OFFICE, 4, 3, number=3),
            institution("农业服务中心", CENTRE, 8, 8, number=4),
            institution("综合行政执法中队", BODY, 6, 6, number=5),
        ]
    )
    found = propose(template("s0-institutions"), unit, MODULES)
    assert (of(found, "党政办公室").act, of(found, "党政办公室").number) == (ProposedAct.KEPT, 1)
    economy = of(found, "经济发展办公室")
    assert (economy.act, economy.was, economy.guessed) == (
        ProposedAct.RENAMED,
        ("经济发展办",),
        False,
    )
    assert of(found, "社会治安和应急管理办公室").number == 3
    assert of(found, "农业综合服务中心").authorized == 8
    assert of(found, "综合行政执法大队").number == 5
    assert of(found, "社会事务办公室").act is ProposedAct.FOUNDED
    assert found.posts() == posts_of(unit)


def test_several_become_one_and_the_largest_goes_on() -> None:
    unit = register(
        [
            institution("自然资源办公室", OFFICE, 2, 2, number=1),
            institution("生态环境办公室", OFFICE, 5, 4, number=2),
        ],
    )
    row = of(propose(template("s0-institutions"), unit, MODULES), "自然资源和生态环境办公室")
    assert (row.act, row.number, row.sources) == (ProposedAct.MERGED, 2, (1,))
    assert (row.authorized, row.actual) == (7, 6)
    assert row.was == ("生态环境办公室", "自然资源办公室")


def test_what_only_kind_and_module_tell_is_marked_as_a_guess() -> None:
    unit = register([institution("民生保障办公室", OFFICE, 3, 3, number=1, module=Module.SERVICE)])
    row = of(propose(template("s0-institutions"), unit, MODULES), "社会事务办公室")
    assert (row.act, row.number, row.guessed) == (ProposedAct.RENAMED, 1, True)


def test_a_guess_goes_first_to_what_nobody_became_yet() -> None:
    unit = register(
        [
            institution("经济发展办公室", OFFICE, 4, 4, number=1),
            institution("村镇建设办公室", OFFICE, 3, 3, number=2),
            institution("项目推进办公室", OFFICE, 2, 2, number=3),
        ]
    )
    found = propose(template("s0-institutions"), unit, MODULES)
    second, first = of(found, "自然资源和生态环境办公室"), of(found, "经济发展办公室")
    assert (second.number, second.guessed) == (2, True)
    assert (first.number, first.sources, first.guessed) == (1, (3,), True)


def test_what_fits_nowhere_stays_beside_and_what_is_not_counted_is_left_alone() -> None:
    unit = register(
        [institution("特色小镇专班", OFFICE, 3, 3, number=1), institution("武装部", EXEMPT)]
    )
    found = propose(template("s0-institutions"), unit, MODULES)
    beside = of(found, "特色小镇专班")
    assert (beside.act, beside.place) == (ProposedAct.BESIDE, 6)
    assert all(row.name != "武装部" for row in found.rows)


def test_a_person_decides_otherwise() -> None:
    old = institution("特色小镇专班", OFFICE, 3, 3, number=1)
    empty = institution("旧站", OFFICE, number=2)
    party = institution("党政办公室", OFFICE, 5, 5, number=3)
    wishes = Wishes(into={1: "经济发展办公室"}, close=frozenset({2}), keep=frozenset({3}))
    found = propose(template("s0-institutions"), register([old, empty, party]), MODULES, wishes)
    assert of(found, "经济发展办公室").number == 1
    assert of(found, "旧站").act is ProposedAct.CLOSED
    acts = [row.act for row in found.rows if row.name == "党政办公室"]
    assert acts == [ProposedAct.FOUNDED, ProposedAct.BESIDE]
    (told,) = propose(
        template("s0-institutions"), register([old]), MODULES, Wishes(into={1: "不存在办公室"})
    ).problems
    assert told.what == "模板中没有“不存在办公室”，“特色小镇专班”仍单独保留"


def test_what_has_posts_or_people_is_not_closed() -> None:
    old = institution("旧站", CENTRE, 0, 1, number=1)
    found = propose(
        template("s0-institutions"), register([old]), MODULES, Wishes(close=frozenset({1}))
    )
    (told,) = found.problems
    assert (told.level, told.what) == (
        Level.STOP,
        "“旧站”还有编制0名、人员1名，不能撤销",
    )
    assert of(found, "旧站").act is ProposedAct.BESIDE


def test_posts_of_two_categories_are_not_added_up() -> None:
    unit = register(
        [
            institution("自然资源办公室", OFFICE, 2, 2, number=1, category=Category.INSTITUTION),
            institution("生态环境办公室", OFFICE, 5, 4, number=2),
        ],
    )
    found = propose(template("s0-institutions"), unit, MODULES)
    assert of(found, "自然资源办公室").act is ProposedAct.BESIDE
    assert of(found, "自然资源和生态环境办公室").authorized == 5
    assert "用的是另一类编制" in found.problems[0].what
    assert found.posts() == posts_of(unit)


def test_plates_move_with_their_host_and_come_down_where_they_become_an_institution() -> None:
    small = institution("自然资源办公室", OFFICE, 2, 2, number=1)
    large = institution("生态环境办公室", OFFICE, 5, 4, number=2)
    hung = [
        plate("河长制办公室", small, plate_id=1),
        plate("社会事务办公室", large, plate_id=2),
        plate("林长制办公室", large, plate_id=3),
    ]
    unit = register([small, large], hung)
    wishes = Wishes(take_down=frozenset({3}))
    found = propose(template("s0-institutions"), unit, MODULES, wishes)
    acts = {p.name: (p.act, p.host) for p in found.plates if p.plate is not None}
    assert acts == {
        "河长制办公室": (PlateAct.MOVES, 2),
        "社会事务办公室": (PlateAct.TAKEN_DOWN, 2),
        "林长制办公室": (PlateAct.TAKEN_DOWN, 2),
    }


def test_a_plate_that_hangs_under_another_known_name_is_not_hung_again() -> None:
    one = institution("经济发展办公室", OFFICE, 4, 4)
    unit = register([one], [plate("农业农村办公室", one)])
    plates = propose(template("s0-institutions"), unit, MODULES).plates
    assert [(p.act, p.name) for p in plates if p.host_name == "经济发展办公室"] == [
        (PlateAct.STAYS, "农业农村办公室")
    ]


def test_optional_institutions_come_only_where_wished() -> None:
    street = template("s3-institutions")
    found = propose(street, register([], unit=STREET), MODULES)
    assert len(found.rows) == 6
    more = Wishes(optional=frozenset({"因地制宜设置的内设机构（一）"}))
    assert len(propose(street, register([], unit=STREET), MODULES, more).rows) == 7


def test_of_the_same_name_but_another_head_or_kind_is_a_change() -> None:
    office = institution("党政办公室", OFFICE, 5, 5, head_held_by=HeadHeldBy.OWN)
    team = institution("综合行政执法局", BODY, 6, 6, head_held_by=HeadHeldBy.LEADER)
    right = institution("应急管理局", OFFICE, 3, 3, head_held_by=HeadHeldBy.LEADER)
    found = propose(template("s4-yandian"), register([office, team, right]), MODULES)
    first, second = of(found, "党政办公室"), of(found, "综合行政执法局")
    assert (first.act, first.head_held_by) == (ProposedAct.CHANGED, HeadHeldBy.LEADER)
    assert (second.act, second.kind) == (ProposedAct.CHANGED, OFFICE)
    assert of(found, "应急管理局").act is ProposedAct.KEPT


def test_of_two_categories_the_one_of_the_same_name_goes_on() -> None:
    unit = register(
        [
            institution("党政办公室", OFFICE, 2, 2, number=1),
            institution("党政办", OFFICE, 5, 5, number=2, category=Category.INSTITUTION),
        ],
    )
    found = propose(template("s0-institutions"), unit, MODULES)
    assert of(found, "党政办公室").number == 1
    assert of(found, "党政办").act is ProposedAct.BESIDE


def test_an_institution_keeps_what_the_template_does_not_say() -> None:
    one = institution("党政办公室", OFFICE, 2, 2, head_held_by=HeadHeldBy.OWN)
    row = of(propose(template("s0-institutions"), register([one]), MODULES), "党政办公室")
    assert (row.act, row.head_held_by) == (ProposedAct.KEPT, HeadHeldBy.OWN)


def test_the_template_in_force_is_that_of_the_unit() -> None:
    assert in_force(TOWN, adopted("s4-yandian")).template == template("s4-yandian")


NAMES = st.sampled_from(
    (
        *("党政办公室", "经济发展办", "生态环境办公室", "自然资源办公室", "农业服务中心"),
        *("便民服务中心", "执法中队", "综治中心", "文化综合服务站", "特色小镇专班"),
        *("社会事务办公室", "财政所"),
    )
)
OLDS = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from([OFFICE, CENTRE, BODY]),
        st.one_of(st.none(), st.integers(0, 12)),
        st.one_of(st.none(), st.integers(0, 12)),
        st.sampled_from([Category.ADMIN, Category.INSTITUTION]),
    ),
    max_size=12,
)


@pytest.mark.parametrize("pack", ["s0-institutions", "s3-institutions", "s4-yandian", "s4-guyun"])
@given(listed=OLDS, closed=st.sets(st.integers(1, 12)))
def test_posts_people_and_institutions_are_never_lost(
    pack: str,
    listed: list[tuple[str, InstitutionKind, int | None, int | None, Category]],
    closed: set[int],
) -> None:
    made = [
        institution(name, kind, posts, people, number=n, category=category)
        for n, (name, kind, posts, people, category) in enumerate(listed, 1)
    ]
    unit = register(made)
    found = propose(template(pack), unit, MODULES, Wishes(close=frozenset(closed)))
    assert {c: n for c, n in found.posts().items() if n} == {
        c: n for c, n in posts_of(unit).items() if n
    }
    assert sum(row.actual or 0 for row in found.rows) == sum(row.actual or 0 for row in made)
    numbers = [n for row in found.rows for n in (row.number, *row.sources) if n is not None]
    assert sorted(numbers) == [one.number for one in made]
    places = [row.place for row in found.rows if row.act is not ProposedAct.CLOSED]
    assert places == list(range(1, len(places) + 1))
