"""The contest of the design picture: eight units, 白河镇 with the worked example of §6.3."""

from collections.abc import Mapping

from townoffice.desk import evaluation
from townoffice.desk.books import Book
from townoffice.desk.evaluation_adjustments import AdjustmentTyped, add_adjustment
from townoffice.desk.evaluation_ballots import VoteTyped, weigh_votes, write_votes
from townoffice.desk.evaluation_contests import ContestTyped, start
from townoffice.desk.evaluation_ground import ContestGround
from townoffice.desk.evaluation_marks import MarkTyped, weigh, write
from townoffice.records import AdjustmentKind, ContestKind

BAIHE, QINGSHI, LIUXI = "999901101", "999901100", "999901103"
SATISFACTION = "群众满意度"
_SCORES: Mapping[str, tuple[str, ...]] = {
    "青石镇": ("95", "94", "92", "90.5", "90"),
    "白河镇": ("92.5", "88", "90.4", "85.6", ""),
    "云岭镇": ("90", "82.5", "88", "87", "91"),
    "柳溪镇": ("93", "89.5", "91", "88.5", "89"),
    "双桥乡": ("86.4", "77", "84", "83.5", "87"),
    "高坪乡": ("83", "70.5", "80", "82.5", "86"),
    "南湖街道": ("93.5", "92", "89", "90", "88.5"),
    "北岸街道": ("90", "88.5", "86", "84.5", "86"),
}
"""Marks by unit in the order of its group's indicators; 白河镇's satisfaction is voted on."""


def marks_of(known: ContestGround) -> list[MarkTyped]:
    """Give the marks of all units as they are typed."""
    typed = []
    for entrant in known.entrants:
        indicators = known.of_group(entrant.group)
        for indicator, text in zip(indicators, _SCORES[entrant.name], strict=True):
            assert indicator.id is not None
            typed.append(MarkTyped(entrant.subject, indicator.id, text))
    return typed


def indicator_id(known: ContestGround, group: str, name: str) -> int:
    """Give the number of an indicator."""
    found = next(one.id for one in known.of_group(group) if one.name == name)
    assert found is not None
    return found


def votes_of(known: ContestGround) -> list[VoteTyped]:
    """Give the papers about 白河镇: 62 : 25 : 8 and 5 that do not count."""
    number = indicator_id(known, "乡镇类", SATISFACTION)
    counted = {"满意": "62", "基本满意": "25", "不满意": "8", "不了解": "5"}
    return [
        VoteTyped(BAIHE, text, option=option, indicator_id=number)
        for option, text in counted.items()
    ]


def contest_2024(book: Book) -> int:
    """Start the contest of 2024 and enter everything; gives its number."""
    number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    known = evaluation.ground(book, number)
    write(book, number, weigh(known, marks_of(known)))
    write_votes(book, number, weigh_votes(known, votes_of(known)))
    for kind, points, reason in (
        (AdjustmentKind.BONUS, "1.5", "全省试点 1 项"),
        (AdjustmentKind.DEDUCTION, "0.8", "报送迟 2 次"),
    ):
        add_adjustment(book, number, AdjustmentTyped(BAIHE, kind, points, reason))
    return number
