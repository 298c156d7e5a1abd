"""考核得分排名表, 计分明细表, 指标及计分表 and 部门反向评价汇总表, of open and closed contests."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.contest import LIUXI, contest_2024
from tests.eight_book import eight_book
from townoffice.desk import evaluation
from townoffice.desk.books import Book
from townoffice.desk.evaluation_ballots import VoteTyped, weigh_votes, write_votes
from townoffice.desk.evaluation_closing import close
from townoffice.desk.evaluation_contests import ContestTyped, start
from townoffice.desk.evaluation_marks import MarkTyped, weigh, write
from townoffice.desk.tables import drawn, print_table
from townoffice.desk.tables.wish import Wish
from townoffice.feedback import NotFound
from townoffice.prints import Form
from townoffice.prints.form import Absent
from townoffice.records import (
    Agency,
    AgencyKind,
    ContestKind,
    Opinion,
    Right,
    RightUse,
    ShownContest,
    shown,
)

ON = date(2025, 1, 31)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The eight units with the contest of the design picture."""
    made = eight_book(tmp_path / "县.db")
    contest_2024(made)
    return made


def _drawn(book: Book, table: str, contest: int | None = None) -> Form:
    order = None if contest is None else ShownContest(contest)
    form, _ = drawn(table, Wish(book, None, None, draft=False, order=order, on=ON))
    return form


def test_the_ranking_has_every_groups_order_and_the_worked_example(book: Book) -> None:
    towns, streets = _drawn(book, "ranking").sections
    assert (towns.heading, streets.heading) == ("一、乡镇类（6个）", "二、街道类（2个）")
    assert [row[1] for row in towns.rows][:3] == ["青石镇", "柳溪镇", "白河镇"]
    baihe = towns.rows[2]
    base, bonus, deduction, total, grade = baihe[7:12]
    assert (bonus, deduction) == (Fraction("1.5"), Fraction("0.8"))
    assert isinstance(base, Fraction)
    assert total == base + Fraction("1.5") - Fraction("0.8")
    assert shown(base + Fraction("0.7"), 2) == "89.95"
    assert grade == "良好"
    assert towns.rows[1][12] == "优秀名额已满"


def test_the_workbook_recalculates_to_the_same_totals(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    print_table(book, "ranking", path)
    formulas = openpyxl.load_workbook(path).worksheets[0]
    values = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    checked = 0
    for row in formulas.iter_rows():
        for cell in row:
            text = str(cell.value)
            if text.startswith("=(") and text.endswith("/100"):
                terms = text[2:-5].split("+")
                parts = [term.split("*") for term in terms]
                summed = sum(values[name].value * float(weight) for name, weight in parts)
                assert values[cell.coordinate].value == pytest.approx(summed / 100, abs=1e-9)
                checked += 1
    assert checked == 8


def test_a_missing_mark_leaves_the_unit_unranked_and_says_so(book: Book) -> None:
    known = evaluation.ground(book, None)
    mark = next(m for m in known.marks if m.subject == LIUXI)
    assert known.contest.id is not None
    write(book, known.contest.id, weigh(known, [MarkTyped(LIUXI, mark.indicator_id, "")]))
    form = _drawn(book, "ranking")
    last = form.sections[0].rows[-1]
    assert last[0] is Absent.NOT_REPORTED
    assert str(last[-1]).startswith("缺")
    assert "不参加排名" in form.notes.signs[0]


def test_details_add_up_to_the_weighted_score(book: Book) -> None:
    ranking, detail = _drawn(book, "ranking"), _drawn(book, "score-detail")
    base = {row[1]: row[7] for section in ranking.sections for row in section.rows}
    sums = {row[1]: row[-1] for section in detail.sections for row in section.rows}
    assert base == sums


def test_indicators_are_told_with_their_method_and_add_up(book: Book) -> None:
    form = _drawn(book, "indicators")
    towns = form.sections[0]
    assert sum(Fraction(str(row[3])) for row in towns.rows) == 100
    assert "票决：满意100、基本满意80、不满意30" in str(towns.rows[-1][4])
    assert "乡镇类" in form.notes.inferred


def test_a_closed_contest_is_printed_from_its_plan(book: Book, tmp_path: Path) -> None:
    known = evaluation.ground(book, None)
    assert known.contest.id is not None
    assert _drawn(book, "ranking").check_code is None
    close(book, known.contest.id, "县考核领导小组会议", shown=evaluation.calculate(known))
    form = _drawn(book, "ranking")
    assert form.check_code is not None
    printed = print_table(book, "ranking", tmp_path / "表.pdf")
    assert printed.plan is not None
    assert not printed.draft
    with pypdfium2.PdfDocument(tmp_path / "表.pdf") as document:
        text = document[0].get_textpage().get_text_bounded()
    assert form.check_code in text
    assert "测算稿" not in text


def test_departments_rated_by_townships_are_summed_up(book: Book) -> None:
    names = ("县农业农村局", "县自然资源局")
    number = start(book, ContestTyped(ContestKind.DEPARTMENTS, 2024, names=names))
    known = evaluation.ground(book, number)
    votes = [
        VoteTyped(
            entrant.subject,
            text,
            voter_group=known.voter_groups[0].name if known.voter_groups else "",
            indicator_id=indicator.id,
            dimension=indicator.name,
        )
        for entrant, text in zip(known.entrants, ("90", "80"), strict=True)
        for indicator in known.indicators
    ]
    write_votes(book, number, weigh_votes(known, votes))
    form = _drawn(book, "reverse", number)
    (section,) = form.sections
    assert [row[1] for row in section.rows] == ["县农业农村局", "县自然资源局"]
    total, worth = section.rows[0][-5], section.rows[0][-4]
    assert total == 90
    assert worth == 9, "10 % of the points go into the department's own assessment"


def test_a_county_without_a_contest_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="还没有"):
        _drawn(eight_book(tmp_path / "空.db"), "ranking")


def test_opinions_on_appointments_stand_beside_the_reverse_evaluation(book: Book) -> None:
    unit = next(one for one in book.townships() if one.name == "白河镇")
    assert unit.id is not None
    with book.change("登记派驻机构") as writer:
        writer.add(
            Agency(
                unit.id, AgencyKind.NATURAL_RESOURCES, "白河自然资源所", "示例县自然资源局",
                opinion_doc_no="白政函〔2024〕2号",
            )
        )  # fmt: skip
        writer.add(
            RightUse(
                unit.id, Right.CONSENT, date(2024, 5, 6), "白河自然资源所所长人选",
                Opinion.CONSENT, "白政函〔2024〕5号",
            )
        )  # fmt: skip
    names = ("县农业农村局", "县自然资源局")
    number = start(book, ContestTyped(ContestKind.DEPARTMENTS, 2024, names=names))
    known = evaluation.ground(book, number)
    assert [len(known.opinions.get(name, ())) for name in names] == [0, 2]
    form = _drawn(book, "reverse", number)
    counted = {row[1]: row[-2] for row in form.sections[0].rows}
    assert counted == {"县农业农村局": 0, "县自然资源局": 2}
    assert "白政函〔2024〕5号" in form.notes.relations[-1]
    page = evaluation.page(known)
    row = page.row("县自然资源局")
    assert row is not None
    assert any("书面意见（白政函〔2024〕2号）" in line for line in row.opinions)
