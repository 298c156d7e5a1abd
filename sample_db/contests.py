"""The contests of 样本县: last year's, closed; this year's, open; departments rated in return.

Scores and votes stand in sheets as departments hand them in (``yangben_scores_*``,
``yangben_votes_*``, ``yangben_reverse_*``) and come in by the import. In 2024 two subdistricts are
tied at the only seat of 优秀 among them, one town is a hair below the line of 优秀, and others
are above it with no seat left.
"""

from importlib import resources

from townoffice.desk import appraisals, evaluation, intake
from townoffice.desk.books import Book
from townoffice.desk.evaluation_adjustments import AdjustmentTyped, add_adjustment
from townoffice.desk.evaluation_ballots import set_voter_groups
from townoffice.desk.evaluation_closing import close, decide
from townoffice.desk.evaluation_contests import ContestTyped, start
from townoffice.desk.evaluation_ground import entrant_of
from townoffice.records import AdjustmentKind, ContestKind

_ADJUSTMENTS = (
    ("清泉镇", AdjustmentKind.BONUS, "1.5", "全省乡村治理试点 1 项"),
    ("枫林镇", AdjustmentKind.BONUS, "0.5", "全市现场会 1 次"),
    ("枫林镇", AdjustmentKind.DEDUCTION, "0.8", "报送材料迟 2 次"),
    ("黑水乡", AdjustmentKind.DEDUCTION, "1", "督查通报 1 次"),
)
_DEPARTMENTS = (
    *("县教育局", "县民政局", "县农业农村局"),
    *("县卫生健康局", "县市场监管局", "县自然资源局"),
)
_APPRAISED = (
    ("样城镇", "61", "12"),
    ("石桥镇", "47", "9"),
    ("竹园镇", "43", "8"),
    ("清泉镇", "42", "8"),
    ("城东街道", "52", "11"),
    ("高岭乡", "24", ""),
)
"""Who took part in the yearly appraisal, and how many were 优秀: one street has one too many."""


def enter_contests(book: Book) -> None:
    """Enter the contests of two years, and the appraisal of 2024."""
    last = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2023))
    _take_in(book, last, "yangben_scores_2023.csv")
    close(book, last, "样本县委考核委员会2024年第1次会议审定（虚构）")
    templates = ("township-detail", "street")
    now = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024, templates=templates))
    _take_in(book, now, "yangben_scores_2024.csv")
    _take_in(book, now, "yangben_votes_2024.csv", kind="ballots")
    known = evaluation.ground(book, now)
    for name, kind, points, reason in _ADJUSTMENTS:
        subject = entrant_of(known, name).subject
        add_adjustment(book, now, AdjustmentTyped(subject, kind, points, reason))
    back = start(book, ContestTyped(ContestKind.DEPARTMENTS, 2024, names=_DEPARTMENTS))
    set_voter_groups(book, back, [("乡镇（街道）", "70"), ("社区（村）", "30")])
    _take_in(book, back, "yangben_reverse_2024.csv", kind="ballots")
    _take_in(book, back, "yangben_reverse_votes_2024.csv", kind="ballots")
    codes = {unit.name: unit.code for unit in book.townships()}
    typed = [appraisals.AppraisalTyped(codes[n], s, e) for n, s, e in _APPRAISED]
    appraisals.set_appraisals(book, 2024, typed)


def _take_in(book: Book, contest_id: int, name: str, kind: str = "scores") -> None:
    with resources.as_file(resources.files("sample_db") / name) as file:
        found = intake.preview(book, file, kind=kind, contest_id=contest_id)
    intake.commit(book, found)


def close_contest(book: Book, meeting: str) -> int:
    """Decide the tie of 2024 and close the contest; gives the number of the plan."""
    known = evaluation.ground(book)
    contest_id = known.contest.id
    assert contest_id is not None
    for group in evaluation.calculate(known).groups:
        if group.tie is not None:
            decide(book, contest_id, group.name, group.tie.tied[: group.tie.seats], meeting)
    return close(book, contest_id, meeting)
