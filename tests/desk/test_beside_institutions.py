"""Agencies, enforcement, platforms, rights, module leaders, waivers: written, kept up, refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.institution_book import BAIHE, institution_book, unit_id
from townoffice.desk import institutions
from townoffice.desk.beside_drafts import (
    AgencyDraft,
    DevolveDraft,
    EnforcementDraft,
    LeaderDraft,
    LiftDraft,
    OpinionDraft,
    PlatformDraft,
    RightDraft,
    UseDraft,
    WaiverDraft,
    WithdrawDraft,
    as_agency,
    as_enforcement,
    as_platform,
    waiver_of,
)
from townoffice.desk.books import Book
from townoffice.desk.institution_views import UnitPage
from townoffice.desk.institution_weighing import Draft, weigh
from townoffice.records import (
    AgencyKind,
    Arrangement,
    Module,
    Opinion,
    Party,
    PlatformKind,
    Right,
    Severity,
)

DOC, DAY = "示编〔2024〕9号", "2024-07-01"
ON = date(2024, 12, 31)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with institution_book(tmp_path / "示例县.db") as made:
        yield made


def _faults(book: Book, draft: Draft) -> dict[str, str]:
    return dict(weigh(institutions.known(book), draft).faults)


def _page(book: Book, on: date = ON) -> UnitPage:
    page = institutions.register(book, on).unit(BAIHE)
    assert page is not None
    return page


def _agency(book: Book) -> AgencyDraft:
    return AgencyDraft(
        unit_id(book, BAIHE), name="林业站", owner="县林业局", staff=6, since="2020-01-01"
    )


def _agency_id(book: Book) -> int:
    institutions.commit(book, _agency(book))
    (held,) = institutions.known(book).agencies
    assert held.id is not None
    return held.id


def test_an_agency_is_registered_and_kept_up_in_place(book: Book) -> None:
    _agency_id(book)
    (held,) = institutions.known(book).agencies
    draft = replace(as_agency(held), staff=5, manages=Party.BOTH, preference="职称评定倾斜")
    assert institutions.commit(book, draft).label == "修改派驻机构 白河镇林业站"
    (after,) = institutions.known(book).agencies
    assert (after.staff, after.manages, after.id) == (5, Party.BOTH, held.id)
    assert _faults(book, as_agency(after)) == {"agency_id": "没有改动"}
    assert _faults(book, _agency(book)) == {"name": "已登记有林业站"}


def test_an_agency_says_what_is_missing(book: Book) -> None:
    for wrong, field in (
        (replace(_agency(book), name=""), "name"),
        (replace(_agency(book), owner=" "), "owner"),
        (replace(_agency(book), staff=-1), "staff"),
        (replace(_agency(book), head_since="2024-01-01"), "head"),
        (replace(_agency(book), since="2024"), "since"),
        (replace(_agency(book), agency_id=99), "agency_id"),
    ):
        assert list(_faults(book, wrong)) == [field]


def test_a_devolved_agency_keeps_its_past(book: Book) -> None:
    draft = DevolveDraft(_agency_id(book), since=DAY, doc_no=DOC)
    deed = weigh(institutions.known(book), draft).deed
    assert deed is not None
    assert deed.label == f"下放派驻机构 白河镇林业站（{DOC}）"
    assert "日常管理由乡镇（街道）负责" in deed.lines[0]
    institutions.commit(book, draft)
    (before,), (after,) = _page(book, date(2024, 6, 30)).agencies, _page(book).agencies
    assert (before.devolved, after.devolved, after.doc_no) == (False, True, DOC)
    assert after.id is not None
    again = DevolveDraft(after.id, since="2024-08-01", doc_no=DOC)
    assert _faults(book, again) == {"agency_id": "林业站已经下放"}
    assert "2024-06-30 结束" in _faults(book, draft)["agency_id"]
    book.undo()
    assert [agency.devolved for agency in _page(book).agencies] == [False]


def test_devolving_what_the_list_excepts_is_found(book: Book) -> None:
    institutions.commit(
        book, replace(_agency(book), kind=AgencyKind.JUSTICE, name="司法所", owner="县司法局")
    )
    (held,) = institutions.known(book).agencies
    assert held.id is not None
    institutions.commit(book, DevolveDraft(held.id, since=DAY, doc_no=DOC))
    assert "S2.9.devolved" in {finding.rule for finding in _page(book).findings}


def test_a_head_in_office_without_an_opinion_is_found_until_it_is_recorded(book: Book) -> None:
    agency_id = _agency_id(book)
    (held,) = institutions.known(book).agencies
    institutions.commit(book, replace(as_agency(held), head="甲一"))
    assert "S2.9.opinion" in {finding.rule for finding in _page(book).findings}
    draft = OpinionDraft(agency_id, "甲一", DAY, "白委〔2024〕3号")
    assert institutions.commit(book, draft).label == (
        "登记书面意见 白河镇林业站：甲一（白委〔2024〕3号）"
    )
    assert "S2.9.opinion" not in {finding.rule for finding in _page(book).findings}
    assert set(_faults(book, OpinionDraft(agency_id))) == {"head", "head_since", "opinion_doc_no"}


def test_a_withdrawn_agency_is_there_no_more(book: Book) -> None:
    draft = WithdrawDraft(_agency_id(book), DAY, DOC)
    institutions.commit(book, draft)
    assert len(_page(book, date(2024, 6, 30)).agencies) == 1
    assert _page(book).agencies == ()
    early = replace(draft, since="2019-01-01")
    assert "结束" in _faults(book, early)["agency_id"]


def test_a_years_enforcement_is_written_over(book: Book) -> None:
    unit = unit_id(book, BAIHE)
    draft = EnforcementDraft(unit, 2024, officers=8, certified=6, cases=12)
    institutions.commit(book, replace(draft, arrangement=Arrangement.ONE_TO_ONE))
    held = _page(book).enforcement
    assert held is not None
    assert (held.officers, held.arrangement) == (8, Arrangement.ONE_TO_ONE)
    again = replace(as_enforcement(unit, 2024, held), certified=8)
    assert institutions.commit(book, again).label == "登记执法力量 白河镇（2024年）"
    assert len(institutions.known(book).enforcement) == 1
    assert _page(book, date(2023, 12, 31)).enforcement is None
    for wrong, field in (
        (replace(draft, certified=9), "certified"),
        (replace(draft, officers=-1, certified=None), "officers"),
        (replace(draft, year=24), "year"),
        (as_enforcement(unit, 2023, None), "officers"),
    ):
        assert list(_faults(book, wrong)) == [field]


def test_a_platform_is_written_over_and_refused_where_nothing_moves(book: Book) -> None:
    unit = unit_id(book, BAIHE)
    draft = PlatformDraft(unit, PlatformKind.ORDER, 5, "综治系统", 42, 42, "2021-01-01", DOC)
    institutions.commit(book, draft)
    (held,) = _page(book).platforms
    assert (held.systems, held.grids) == ("综治系统", 42)
    assert _faults(book, as_platform(unit, PlatformKind.ORDER, held)) == {"unit_id": "没有改动"}
    institutions.commit(book, replace(draft, grids=44))
    assert [platform.grids for platform in _page(book).platforms] == [44]
    assert list(_faults(book, replace(draft, staff=-1))) == ["staff"]


def test_a_right_is_granted_by_document_and_its_use_registered(book: Book) -> None:
    unit = unit_id(book, BAIHE)
    use = UseDraft(unit, Right.PLANNING, "2024-08-01", "集镇规划修编", Opinion.SUGGESTION, DOC)
    assert "还没有登记" in weigh(institutions.known(book), use).notes["right"]
    grant = RightDraft(unit, Right.PLANNING, DAY, DOC)
    assert institutions.commit(book, grant).label == f"赋权 白河镇：规划参与权（{DOC}）"
    assert institutions.commit(book, replace(grant, doc_no="示编〔2024〕10号")).label == (
        "更正赋权 白河镇：规划参与权（示编〔2024〕10号）"
    )
    assert "才赋予" in _faults(book, replace(use, used_on="2024-06-30"))["used_on"]
    institutions.commit(book, use)
    assert [used.matter for used in _page(book).uses] == ["集镇规划修编"]
    assert _page(book, date(2024, 7, 31)).uses == ()
    assert set(_faults(book, UseDraft(unit, Right.PLANNING))) == {"used_on", "doc_no", "matter"}
    assert set(_faults(book, RightDraft(unit, Right.CONSENT))) == {"since", "doc_no"}


def test_a_new_module_leader_ends_the_one_before(book: Book) -> None:
    unit = unit_id(book, BAIHE)
    first = LeaderDraft(unit, Module.SERVICE, "甲一", 6, "2023-01-01")
    institutions.commit(book, first)
    institutions.commit(book, replace(first, person="甲二", since=DAY))
    ends = [(leader.person, leader.until) for leader in institutions.known(book).leaders]
    assert ends == [("甲一", date(2024, 6, 30)), ("甲二", None)]
    row = next(row for row in _page(book).modules if row.module is Module.SERVICE)
    assert row.leader is not None
    assert row.leader.person == "甲二"
    assert "甲二自 2024-07-01 起负责" in _faults(book, replace(first, since=DAY))["since"]
    assert set(_faults(book, LeaderDraft(unit, Module.SERVICE))) == {"since", "person"}


def test_what_the_county_allows_becomes_a_note_until_it_is_lifted(book: Book) -> None:
    (over,) = [f for f in _page(book).findings if f.rule == "S0.4.nameplates"]
    assert over.severity is Severity.BREACH
    draft = waiver_of(over, unit_id(book, BAIHE), ON)
    assert set(_faults(book, draft)) == {"reason", "doc_no"}
    draft = replace(draft, reason="双拥示范点", doc_no=DOC)
    assert institutions.commit(book, draft).label == (
        f"认可核查问题 白河镇（S0.4.nameplates）：双拥示范点（{DOC}）"
    )
    (noted,) = [f for f in _page(book).findings if f.rule == "S0.4.nameplates"]
    assert noted.severity is Severity.NOTE
    assert noted.waiver is not None
    assert "已由" in _faults(book, draft)["rule"]
    assert noted.waiver.id is not None
    early = LiftDraft(noted.waiver.id, "2024-12-30")
    assert "日期不能更早" in _faults(book, early)["until"]
    institutions.commit(book, replace(early, until="2025-03-31"))
    for on, severity in (
        (date(2025, 3, 31), Severity.NOTE),
        (date(2025, 4, 1), Severity.BREACH),
    ):
        (found,) = [f for f in _page(book, on).findings if f.rule == "S0.4.nameplates"]
        assert found.severity is severity
    after = replace(draft, since="2025-04-01", until="2025-03-01")
    assert _faults(book, after) == {"until": "截止日期早于起始日期"}
    assert "没有这一项" in _faults(book, LiftDraft(99, "2025-01-01"))["waiver_id"]
    assert list(_faults(book, WaiverDraft(unit_id(book, BAIHE), "", "", "理由", DAY, DOC))) == [
        "rule"
    ]
