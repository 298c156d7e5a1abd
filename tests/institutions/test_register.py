"""The register of a day: what holds, in which group, with which plates and sums."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.institutions.setting import (
    BODY,
    CENTRE,
    EXEMPT,
    OFFICE,
    ON,
    SINCE,
    STREET,
    TOWN,
    institution,
    plate,
    register,
)
from townoffice.feedback import Level
from townoffice.institutions import registers
from townoffice.records import InstitutionKind


def test_institutions_stand_by_kind_with_their_plates_and_sums() -> None:
    office, body = institution("党政办公室", OFFICE, 5, 5), institution("执法大队", BODY, 9, 10)
    centre, exempt = institution("农业服务中心", CENTRE, 9, 8), institution("武装部", EXEMPT)
    found = register([exempt, centre, body, office], [plate("文化站", centre), plate("无主", None)])
    assert [g.kind for g in found.groups] == [OFFICE, BODY, CENTRE, EXEMPT]
    assert (found.count, len(found.rows), len(found.plates)) == (3, 4, 2)
    assert (found.authorized, found.actual) == (23, 23)
    assert [p.name for p in found.loose] == ["无主"]
    assert (found.of(BODY).rows[0].over, found.of(BODY).rows[0].vacant) == (1, 0)
    assert (found.of(CENTRE).rows[0].over, found.of(CENTRE).rows[0].vacant) == (0, 1)
    assert (found.of(EXEMPT).authorized, found.of(EXEMPT).rows[0].vacant) == (None, None)


def test_the_last_day_still_counts_and_the_day_after_does_not() -> None:
    last = date(2024, 6, 30)
    closed = replace(institution("党政办公室"), valid_to=last)
    hung = plate("牌子", closed)
    assert register([closed], [hung], on=last).count == 1
    after = register([closed], [hung], on=last + timedelta(days=1))
    assert (after.count, [p.name for p in after.loose]) == (0, ["牌子"])
    assert register([closed], on=SINCE).count == 1
    assert register([closed], on=SINCE - timedelta(days=1)).count == 0


def test_a_plate_on_another_units_institution_is_loose() -> None:
    there = institution("党政办公室", unit=STREET)
    units = registers([TOWN, STREET], [there], [plate("牌子", there)], ON)
    assert [unit.township.name for unit in units] == ["南湖街道", "白河镇"]
    assert [len(unit.loose) for unit in units] == [0, 1]


def test_units_that_are_gone_have_no_register() -> None:
    gone = replace(TOWN, valid_to=date(2020, 12, 31))
    assert registers([gone], [institution("党政办公室")], [], ON) == ()


def test_doublets_are_named() -> None:
    one = institution("党政办公室")
    (same,) = register([one, institution("党政办公室")]).problems
    assert (same.level, same.what) == (Level.ASK, "“党政办公室”登记了两次")
    (twice,) = register([one, replace(one, name="党建办公室")]).problems
    assert (twice.level, "同一天有两条记录" in twice.what) == (Level.STOP, True)
    assert register([one, institution("党建办公室")]).problems == ()


@given(st.lists(st.tuples(st.sampled_from([OFFICE, BODY, CENTRE]), st.integers(0, 9)), max_size=9))
def test_groups_lose_nothing(listed: list[tuple[InstitutionKind, int]]) -> None:
    made = [institution(f"第{n}个", kind, posts) for n, (kind, posts) in enumerate(listed)]
    found = register(made)
    assert found.count == len(made)
    assert (found.authorized or 0) == sum(posts for _, posts in listed)
    assert sum(group.authorized or 0 for group in found.groups) == (found.authorized or 0)
