"""Lists of leaders as clerks write them: units carried down, titles taken apart, days."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sheets import forms
from townoffice.feedback import BadWorkbook, Level, NotFound
from townoffice.records import LeaderPost
from townoffice.sheets.days import read_day
from townoffice.sheets.fields import field_list
from townoffice.sheets.numbers import Wrong
from townoffice.sheets.roster import Roster, read_roster
from townoffice.sheets.titles import read_titles
from townoffice.sheets.workbook import CellDate, read_workbook

P = LeaderPost
HEADER = ("乡镇（街道）", "姓名", "职务", "任职时间", "文号")


def read(path: Path, sheet: str | None = None) -> Roster:
    return read_roster(read_workbook(path), field_list("leaders"), sheet=sheet)


def posts(found: Roster) -> dict[str, dict[str, list[LeaderPost]]]:
    return {
        unit.line.name or "": {name: list(person.seats) for name, person in unit.persons.items()}
        for unit in found.units
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("党委书记", [P.SECRETARY]),
        ("青石镇党委书记、人大主席", [P.SECRETARY, P.CONGRESS]),
        ("党工委书记兼人大工委主任", [P.SECRETARY, P.CONGRESS]),
        ("党委副书记", [P.DEPUTY_SECRETARY]),
        ("党委委员、纪委书记、监察办主任", [P.DISCIPLINE]),
        ("党工委委员，纪工委书记", [P.DISCIPLINE]),
        ("组织委员（兼统战委员）", [P.ORGANIZATION, P.PUBLICITY]),
        ("宣传、统战委员", [P.PUBLICITY]),
        ("党委委员、人武部长", [P.ARMED_FORCES]),
        ("政法委员；副镇长", [P.POLITICS_LAW, P.DEPUTY_HEAD]),
        ("副乡长", [P.DEPUTY_HEAD]),
        ("街道办事处副主任", [P.DEPUTY_HEAD]),
        ("办事处主任", [P.HEAD]),
        ("镇长（代）", [P.HEAD]),
        ("镇　长", [P.HEAD]),
        ("党委书记 人大主席", [P.SECRETARY, P.CONGRESS]),
        ("党委书记\n人大主席", [P.SECRETARY, P.CONGRESS]),
        ("党委委员、四级调研员", []),
    ],
)
def test_a_title_means_its_post(words: str, expected: list[LeaderPost]) -> None:
    found = read_titles(words)
    assert [post for post, _ in found.posts] == expected
    assert found.unknown == ()


@pytest.mark.parametrize(
    "words", ["党政办主任", "纪委副书记", "人大副主席", "团委书记", "派出所所长", "武装部副部长"]
)
def test_what_is_no_leadership_post_is_not_taken_for_one(words: str) -> None:
    found = read_titles(words)
    assert (found.posts, found.unknown) == ((), (words,))


def test_a_unit_stands_once_and_holds_for_the_lines_below(tmp_path: Path) -> None:
    rows = (
        ("示例县乡镇领导班子名册（2024年）",),
        HEADER,
        ("青石镇", "甲一", "党委书记", "2021.08", "示委〔2021〕1号"),
        (None, "甲 二", "党委副书记、镇长", "2021-08-01", None),
        (None, "空缺", "组织委员", None, None),
        ("白河镇", "乙一", "党委书记", None, None),
        ("合计", 3, None, None, None),
        ("填表人：某某", None, None, None, None),
    )
    found = read(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert posts(found) == {
        "青石镇": {"甲一": [P.SECRETARY], "甲二": [P.HEAD]},
        "白河镇": {"乙一": [P.SECRETARY]},
    }
    seat = found.units[0].persons["甲一"].seats[P.SECRETARY]
    assert (seat.since, seat.doc_no, seat.cell) == (date(2021, 8, 1), "示委〔2021〕1号", "C3")
    assert (found.year, found.problems) == (2024, ())
    assert [why for _, why in found.skipped] == ["组织委员空缺", "合计行", "说明或签署行"]


def test_a_merged_unit_and_two_columns_of_titles(tmp_path: Path) -> None:
    rows = (
        ("单位", "姓名", "党内职务", "行政职务"),
        ("青石镇", "甲一", "党委书记", None),
        (None, "甲二", "党委副书记", "镇长"),
        (None, "甲三", "党委副书记", None),
    )
    found = read(forms.xlsx(tmp_path / "a.xlsx", rows, merges=("A2:A4",)))
    assert posts(found) == {
        "青石镇": {"甲一": [P.SECRETARY], "甲二": [P.HEAD], "甲三": [P.DEPUTY_SECRETARY]}
    }


def test_two_lines_of_one_person_are_one_person(tmp_path: Path) -> None:
    rows = (HEADER[:3], ("青石镇", "甲一", "党委书记"), ("青石镇", "甲一", "人大主席"))
    found = read(forms.xlsx(tmp_path / "a.xlsx", rows))
    assert posts(found) == {"青石镇": {"甲一": [P.SECRETARY, P.CONGRESS]}}


@pytest.mark.parametrize(
    ("row", "level", "cell", "what"),
    [
        (("青石镇", "甲一", "党建办主任", None, None), Level.ASK, "C2", "认不出"),
        (("青石镇", "甲一", "党委委员", None, None), Level.ASK, "B2", "没有写领导职务"),
        (("青石镇", "甲一、甲二", "副镇长", None, None), Level.STOP, "B2", "几个人"),
        (("青石镇", "甲一", "副镇长", "去年", None), Level.ASK, "D2", "认不出"),
        ((None, "甲一", "副镇长", None, None), Level.ASK, "B2", "哪个单位"),
    ],
)
def test_what_is_doubtful_is_said_at_its_cell(
    tmp_path: Path, row: tuple[forms.Out, ...], level: Level, cell: str, what: str
) -> None:
    (problem,) = read(forms.xlsx(tmp_path / "a.xlsx", (HEADER, row))).problems
    assert (problem.level, problem.cell) == (level, cell)
    assert what in problem.what


def test_a_file_without_a_list_is_refused(tmp_path: Path) -> None:
    path = forms.xlsx(tmp_path / "a.xlsx", (forms.HEADER, *forms.UNITS))
    with pytest.raises(BadWorkbook, match="没有找到领导名册的表格"):
        read(path)
    with pytest.raises(NotFound, match="没有叫“名册”的工作表"):
        read(path, sheet="名册")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-08-05", date(2021, 8, 5)),
        ("2021年8月", date(2021, 8, 1)),
        ("2021.8起", date(2021, 8, 1)),
        ("202108", date(2021, 8, 1)),
        (202112, date(2021, 12, 1)),
        (Decimal("2021.08"), date(2021, 8, 1)),
        (2021, date(2021, 1, 1)),
        (CellDate("2021-08-05T00:00:00"), date(2021, 8, 5)),
        ("—", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_clerks_write_it(
    cell: str | int | Decimal | CellDate | None, day: date | None
) -> None:
    assert read_day(cell, field_list("leaders")) == day


@pytest.mark.parametrize("cell", [Decimal("2021.1"), "2021-13-01", "换届时", 20211301])
def test_a_day_that_could_be_two_or_none_is_asked_about(cell: str | int | Decimal) -> None:
    found = read_day(cell, field_list("leaders"))
    assert isinstance(found, Wrong)
    assert found.level is Level.ASK
