"""Templates and gatherings carried out: one change, posts kept; refused where the book moved on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.institution_book import BAIHE, YUNLING, institution_book, number, unit_id
from townoffice.desk import institutions
from townoffice.desk.books import Book
from townoffice.desk.institution_drafts import FoundDraft, RenameDraft
from townoffice.desk.institution_views import Proposal, Wishes
from townoffice.desk.institution_weighing import weigh
from townoffice.desk.template_acts import TemplateDraft
from townoffice.records import Category, Ending, InstitutionKind, Origin

ON, DAY, DOC = date(2024, 6, 30), "2024-07-01", "示编〔2024〕8号"
AFTER = date(2024, 7, 1)
OLD = (
    ("党政综合办公室", 6, 6),
    ("经济发展办公室", 4, 4),
    ("农业农村办公室", 2, 1),
    ("社会事务办公室", 3, 3),
    ("卫生健康办公室", 1, 1),
    ("自然资源办公室", 2, 2),
    ("应急管理办公室", 3, 4),
    ("社会治安综合治理办公室", 2, 2),
    ("党建工作办公室", 2, 2),
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """云岭镇 has nine offices and five centres of its own making."""
    with institution_book(tmp_path / "示例县.db") as made:
        unit = unit_id(made, YUNLING)
        centre = InstitutionKind.PUBLIC_INSTITUTION
        for name, posts, people in OLD:
            draft = FoundDraft(unit, name=name, category=Category.ADMIN)
            institutions.commit(made, _listed(draft, posts, people))
        for name in ("社会事务服务中心", "农业服务中心", "便民服务中心", "文化站", "林业站"):
            draft = FoundDraft(unit, kind=centre, name=name, category=Category.INSTITUTION)
            institutions.commit(made, _listed(draft, 4, 3))
        yield made


def _listed(draft: FoundDraft, posts: int, people: int) -> FoundDraft:
    return FoundDraft(
        draft.unit_id, draft.kind, draft.name, draft.category, posts, people, listed=True
    )


def _proposal(book: Book, wishes: Wishes | None = None) -> Proposal:
    template = institutions.templates(book, YUNLING, ON)[0]
    return institutions.proposed(book, YUNLING, template, ON, wishes)


def _posts(book: Book, on: date) -> dict[str, tuple[int | None, int | None]]:
    page = institutions.register(book, on).unit(YUNLING)
    assert page is not None
    return {
        row.institution.name: (row.institution.authorized, row.institution.actual)
        for row in page.register.rows
    }


def test_a_template_is_applied_as_one_step_and_keeps_every_post(book: Book) -> None:
    draft = TemplateDraft(_proposal(book), DAY, DOC)
    weighed = weigh(institutions.known(book), draft)
    assert weighed.faults == {}
    assert weighed.deed is not None
    assert weighed.deed.lines[0] == "党政综合办公室、党建工作办公室合并为党政办公室，核定 8 名"
    assert "自然资源办公室更名为自然资源和生态环境办公室，核定 2 名" in weighed.deed.lines
    assert "新设综合行政执法大队" in weighed.deed.lines
    before, version = _posts(book, ON), book.version
    assert institutions.commit(book, draft).label == (f"云岭镇按“镇乡 5—6+3+1”调整机构（{DOC}）")
    assert book.version == version + 1
    after = _posts(book, AFTER)
    assert _posts(book, ON) == before
    for at in (0, 1):
        assert sum(p[at] or 0 for p in after.values()) == sum(p[at] or 0 for p in before.values())
    assert {"党政办公室", "综合行政执法大队", "政务（便民）服务中心"} <= set(after)
    known = institutions.known(book)
    renamed = known.states(number(book, "自然资源和生态环境办公室"))
    assert [state.origin for state in renamed][-2:] == [Origin.LISTED, Origin.RENAMED]
    assert renamed[-1].doc_no == DOC
    page = institutions.register(book, AFTER).unit(YUNLING)
    assert page is not None
    assert "农业农村工作办公室" in {plate.name for plate in page.register.plates}
    assert {plate.doc_no for plate in page.register.plates} == {DOC}
    book.undo()
    assert _posts(book, AFTER) == before


def test_nine_offices_and_five_centres_are_gathered_to_seven_and_three(book: Book) -> None:
    proposal = institutions.gathering(book, YUNLING, ON, offices=7, centres=3)
    institutions.commit(book, TemplateDraft(proposal, DAY, DOC))
    page = institutions.register(book, AFTER).unit(YUNLING)
    assert page is not None
    assert page.register.of(InstitutionKind.PARTY_GOV_OFFICE).count == 7
    assert (page.register.authorized, page.register.actual) == (45, 40)
    merged = [
        state for state in institutions.known(book).institutions if state.origin is Origin.MERGED
    ]
    for state in merged:
        for source in state.predecessors:
            (gone,) = institutions.known(book).states(source)
            assert (gone.ending, gone.end_doc_no) == (Ending.MERGED, DOC)
    assert merged


def test_a_proposal_is_refused_when_the_book_moved_on(book: Book) -> None:
    draft = TemplateDraft(_proposal(book), DAY, DOC)
    institutions.commit(
        book, RenameDraft(number(book, "党政综合办公室"), "综合办公室", "2024-06-01", DOC)
    )
    found = weigh(institutions.known(book), draft).faults
    assert found == {"proposal": "台账在生成方案之后已有改动，请重新生成"}


def test_a_template_says_what_is_missing(book: Book) -> None:
    known = institutions.known(book)
    assert set(weigh(known, TemplateDraft(_proposal(book))).faults) == {"since", "doc_no"}
    closing = Wishes(close=frozenset({number(book, "党建工作办公室")}))
    found = weigh(known, TemplateDraft(_proposal(book, closing), DAY, DOC)).faults
    assert "不能撤销" in found["proposal"]
    template = institutions.templates(book, BAIHE, ON)[0]
    same = institutions.proposed(book, BAIHE, template, ON)
    found = weigh(known, TemplateDraft(same, DAY, DOC)).faults
    assert found == {"proposal": "白河镇与“镇乡 5—6+3+1”已经一致"}


def test_the_template_in_force_comes_first(book: Book) -> None:
    assert institutions.templates(book, YUNLING, ON)[0].id == "s0-institutions"
    assert institutions.templates(book, "南湖街道", ON)[0].id == "s3-institutions"
    assert len(institutions.templates(book, YUNLING, ON)) == 4
