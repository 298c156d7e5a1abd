"""What a day made of a unit: nothing is lost, nothing stands twice."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from townoffice.institutions import newest_change, regroupings
from townoffice.records import Ending, Institution, InstitutionKind, Origin

DAY = date(2024, 5, 1)
_BEFORE = DAY - timedelta(days=1)
_OFFICE = InstitutionKind.PARTY_GOV_OFFICE


def _old(number: int, *, ends: bool = True) -> Institution:
    return Institution(
        number, 1, _OFFICE, f"旧{number}", number, authorized=number,
        valid_from=date(2019, 1, 1), valid_to=_BEFORE if ends else None,
        ending=Ending.MERGED if ends else None,
    )  # fmt: skip


def _new(number: int, predecessors: tuple[int, ...] = ()) -> Institution:
    return Institution(
        number, 1, _OFFICE, f"新{number}", number, authorized=number,
        origin=Origin.MERGED, predecessors=predecessors, valid_from=DAY,
    )  # fmt: skip


@given(
    st.integers(0, 8),
    st.lists(st.sets(st.integers(1, 8), max_size=4), max_size=6),
    st.integers(0, 3),
)
def test_every_institution_stands_once_on_its_side(
    olds: int, news: list[set[int]], staying: int
) -> None:
    before = [_old(number) for number in range(1, olds + 1)]
    stay = [_old(50 + number, ends=False) for number in range(staying)]
    after = [_new(100 + place, tuple(sorted(came))) for place, came in enumerate(news)]
    groups = regroupings({1}, [*after, *before, *stay], DAY)
    assert sorted(one.number for group in groups for one in group.old) == sorted(
        one.number for one in (*before, *stay)
    )
    assert sorted(one.number for group in groups for one in group.new) == sorted(
        one.number for one in (*after, *stay)
    )
    home = {one.number: place for place, group in enumerate(groups) for one in group.old}
    for place, group in enumerate(groups):
        for one in group.new:
            assert all(home[n] == place for n in one.predecessors if n in home)


def test_what_went_to_another_unit_is_named_and_what_came_from_one_too() -> None:
    gone = _old(1)
    elsewhere = Institution(
        1, 2, _OFFICE, "旧1", 1, authorized=1, origin=Origin.MOVED, valid_from=DAY
    )
    (group,) = regroupings({1}, [gone, elsewhere], DAY)
    assert (group.act, group.new) == ("划出", ())
    (group,) = regroupings({2}, [gone, elsewhere], DAY)
    assert (group.act, group.old, group.new) == ("划入", (gone,), (elsewhere,))


def test_what_was_only_listed_is_no_change() -> None:
    listed = Institution(1, 1, _OFFICE, "党政办公室", 1, valid_from=date(2023, 1, 1))
    assert newest_change({1}, [listed], DAY) is None
    assert newest_change({1}, [listed, _old(2)], DAY) == DAY
    assert newest_change({1}, [listed, _old(2)], _BEFORE) is None
    assert newest_change({2}, [_old(2)], DAY) is None
