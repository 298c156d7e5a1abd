"""沿革 in order, and what cannot be in one."""

from dataclasses import replace
from datetime import date

import pytest

from tests.institutions.setting import SINCE, STREET, TOWN, institution, plate
from townoffice.feedback import Level
from townoffice.institutions import lineage, lineage_problems, unit_lineage
from townoffice.records import Ending, Institution, Kind, Nameplate, Origin, Township

DAY = date(2022, 7, 15)
BEFORE = date(2022, 7, 14)


def founded(name: str, number: int, since: date = SINCE) -> Institution:
    return replace(institution(name, number=number, valid_from=since), origin=Origin.FOUNDED)


def renamed(one: Institution, name: str) -> tuple[Institution, Institution]:
    ended = replace(one, valid_to=BEFORE, ending=Ending.REPLACED, end_doc_no="示编〔2022〕7号")
    return ended, replace(
        one, name=name, origin=Origin.RENAMED, valid_from=DAY, doc_no="示编〔2022〕7号"
    )


def merged(*parts: Institution) -> tuple[Institution, ...]:
    ended = tuple(
        replace(p, valid_to=BEFORE, ending=Ending.MERGED, end_doc_no="示编〔2022〕8号")
        for p in parts
    )
    made = replace(
        founded("综合服务中心", 90, DAY),
        origin=Origin.MERGED,
        predecessors=tuple(p.number for p in parts),
        doc_no="示编〔2022〕8号",
    )
    return (*ended, made)


def test_every_event_stands_on_its_day_with_its_document() -> None:
    states = renamed(founded("农业办", 1), "农业农村办公室")
    events = lineage(1, states, [plate("乡村振兴办公室", states[0])])
    assert [(e.on, e.act, e.name, e.detail) for e in events] == [
        (SINCE, "设立", "农业办", ""),
        (SINCE, "加挂牌子", "乡村振兴办公室", "挂在农业农村办公室"),
        (DAY, "更名", "农业农村办公室", "原名农业办"),
    ]
    assert [e.doc_no for e in events] == ["示编〔2019〕12号", "示编〔2019〕13号", "示编〔2022〕7号"]


def test_a_merger_is_told_on_both_sides_on_the_same_day() -> None:
    states = merged(founded("农业站", 1), founded("水利站", 2))
    assert [(e.on, e.act, e.detail) for e in lineage(1, states, [])][-1] == (
        DAY,
        "并入",
        "并入综合服务中心",
    )
    (made,) = lineage(90, states, [])
    assert (made.on, made.act, made.detail) == (DAY, "合并设立", "由农业站、水利站合并")
    assert [e.act for e in unit_lineage([1], states, [])] == [
        "设立",
        "设立",
        "并入",
        "并入",
        "合并设立",
    ]
    assert lineage_problems(states) == ()


def test_a_split_a_move_a_change_and_a_closing_are_told() -> None:
    root = replace(founded("经济办", 1), valid_to=BEFORE, ending=Ending.SPLIT)
    part = replace(founded("统计办", 2, DAY), origin=Origin.SPLIT, predecessors=(1,))
    assert lineage(1, [root, part], [])[-1].detail == "分为统计办"
    assert lineage(2, [root, part], [])[0].detail == "自经济办分出"
    one = founded("文化站", 3)
    moved = replace(one, township_id=2, origin=Origin.MOVED, valid_from=DAY)
    here = replace(one, valid_to=BEFORE, ending=Ending.REPLACED)
    assert lineage(3, [here, moved], [], [TOWN, STREET])[-1].detail == "由白河镇划入"
    assert [e.act for e in unit_lineage([2], [here, moved], [])] == ["划转"]
    posts = replace(one, origin=Origin.CHANGED, authorized=8, valid_from=DAY)
    assert lineage(3, [here, posts], [])[-1].detail == "编制由未分解改为8名"
    closed = replace(one, valid_to=BEFORE, ending=Ending.CLOSED, end_doc_no="示编〔2022〕9号")
    last = lineage(3, [closed], [])[-1]
    assert (last.on, last.act, last.doc_no) == (DAY, "撤销", "示编〔2022〕9号")


ONE = founded("农业站", 1)
GONE = replace(ONE, valid_to=BEFORE, ending=Ending.CLOSED)


@pytest.mark.parametrize(
    ("states", "plates", "level", "what"),
    [
        (
            [replace(ONE, valid_to=DAY), replace(ONE, name="水利站", valid_from=DAY)],
            [],
            Level.STOP,
            "“水利站”与“农业站”是同一机构，自2022-07-15起至2022-07-15两条记录同时有效",
        ),
        (
            [replace(ONE, valid_from=DAY, valid_to=BEFORE)],
            [],
            Level.STOP,
            "“农业站”终止于2022-07-14，早于起始日2022-07-15",
        ),
        (
            [GONE, replace(ONE, name="农业中心", valid_from=DAY)],
            [],
            Level.STOP,
            "“农业站”已于2022-07-14后撤销，2022-07-15又有记录“农业中心”",
        ),
        (
            [
                replace(founded("新站", 1, date(2023, 1, 1))),
                replace(founded("中心", 2, DAY), origin=Origin.MERGED, predecessors=(1,)),
            ],
            [],
            Level.STOP,
            "“新站”设立于2023-01-01，不早于并入“中心”的日期2022-07-15",
        ),
        (
            [ONE, replace(founded("中心", 2, DAY), origin=Origin.MERGED, predecessors=(1,))],
            [],
            Level.STOP,
            "“农业站”已于2022-07-15并入“中心”，仍登记为有效",
        ),
        (
            [replace(founded("中心", 2, DAY), origin=Origin.MERGED, predecessors=(7,))],
            [],
            Level.ASK,
            "“中心”写明来自7号机构，没有登记这个机构",
        ),
        ([ONE], [plate("牌子", None)], Level.ASK, "牌子“牌子”没有写明挂在哪个机构"),
        (
            [GONE],
            [plate("牌子", GONE)],
            Level.STOP,
            "牌子“牌子”所挂的“农业站”已于2022-07-14后撤销",
        ),
        (
            [],
            [plate("牌子", ONE)],
            Level.STOP,
            "牌子“牌子”挂在1号机构，没有登记这个机构",
        ),
        (
            [replace(ONE, valid_from=DAY)],
            [plate("牌子", ONE)],
            Level.STOP,
            "牌子“牌子”加挂于2019-07-01，早于“农业站”的设立日2022-07-15",
        ),
        (
            [ONE],
            [plate("牌子", ONE, unit=STREET)],
            Level.STOP,
            "牌子“牌子”挂在别的单位的“农业站”上",
        ),
        (
            [ONE],
            [replace(plate("牌子", ONE), valid_to=date(2018, 1, 1))],
            Level.STOP,
            "牌子“牌子”取消于2018-01-01，早于加挂日2019-07-01",
        ),
    ],
)
def test_what_cannot_be_is_found(
    states: list[Institution], plates: list[Nameplate], level: Level, what: str
) -> None:
    (found,) = lineage_problems(states, plates)
    assert (found.problem.level, found.problem.what) == (level, what)
    assert found.problem.hint
    assert (found.plate is not None) is bool(plates)


def test_an_institution_outliving_its_unit_is_found() -> None:
    gone = replace(TOWN, valid_to=BEFORE)
    (found,) = lineage_problems([ONE], [], [gone])
    assert found.problem.what == "“农业站”所在的白河镇已于2022-07-14后撤销"
    assert found.problem.level is Level.STOP
    assert lineage_problems([replace(ONE, valid_to=BEFORE)], [], [gone]) == ()


def test_what_follows_without_a_gap_is_whole() -> None:
    assert lineage_problems(renamed(ONE, "农业中心"), [plate("牌子", ONE)], [TOWN]) == ()
    until = replace(plate("牌子", GONE), valid_to=BEFORE)
    assert lineage_problems([GONE], [until]) == ()
    assert lineage_problems([replace(ONE, valid_from=DAY, valid_to=DAY)]) == ()
    assert lineage_problems(merged(founded("新站", 1, BEFORE), founded("旧站", 2))) == ()
    told = lineage_problems(merged(founded("新站", 1, DAY), founded("旧站", 2)))
    assert any("不早于并入" in one.problem.what for one in told)


def test_a_plate_comes_down_on_the_day_after_its_last() -> None:
    down = replace(plate("牌子", ONE), valid_to=BEFORE, end_doc_no="示编〔2022〕9号")
    last = lineage(1, [ONE], [down])[-1]
    assert (last.on, last.act, last.doc_no) == (DAY, "取消牌子", "示编〔2022〕9号")


def test_the_history_of_a_unit_begins_with_its_own() -> None:
    one = replace(TOWN, valid_to=BEFORE)
    other = Township("999901102", "云岭镇", Kind.TOWN, id=3, valid_to=BEFORE)
    made = Township(
        "999901103",
        "白云镇",
        Kind.TOWN,
        valid_from=DAY,
        predecessors=(one.code, other.code),
        doc_no="示政发〔2022〕3号",
        id=4,
    )
    renamed_to = Township(
        "999901103",
        "大白云镇",
        Kind.TOWN,
        valid_from=date(2023, 1, 1),
        predecessors=("999901103",),
        doc_no="示政发〔2023〕1号",
        id=5,
    )
    units = [one, other, replace(made, valid_to=date(2022, 12, 31)), renamed_to]
    office = founded("党政办公室", 7, DAY)
    own = unit_lineage([4, 5], [replace(office, township_id=4)], [], units)
    assert [(e.on, e.act, e.name, e.detail, e.doc_no) for e in own if e.number is None] == [
        (DAY, "合并设立", "白云镇", "由白河镇、云岭镇合并", "示政发〔2022〕3号"),
        (date(2023, 1, 1), "更名", "大白云镇", "原名白云镇", "示政发〔2023〕1号"),
    ]
    assert [e.act for e in own] == ["合并设立", "设立", "更名"]
    (gone,) = unit_lineage([1], [], [], units)
    assert (gone.on, gone.act, gone.detail, gone.doc_no) == (
        DAY,
        "撤销",
        "并入白云镇",
        "示政发〔2022〕3号",
    )
    assert unit_lineage([1], [], [], [TOWN]) == ()
    changed = replace(made, predecessors=(other.code,))
    (event,) = unit_lineage([4], [], [], [other, changed])
    assert event.detail == "由云岭镇改设"
    lonely = replace(other, valid_to=BEFORE)
    assert unit_lineage([3], [], [], [lonely])[0].detail == ""
    (unknown,) = unit_lineage([4], [], [], [changed])
    assert unknown.detail == "由999901102改设"
