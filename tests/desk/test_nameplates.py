"""Name plates: hung by document, registered as found, put right, taken down."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.institution_book import BAIHE, YUNLING, institution_book, number, unit_id
from townoffice.desk import institutions
from townoffice.desk.books import Book
from townoffice.desk.institution_drafts import (
    CloseDraft,
    CorrectPlateDraft,
    HangDraft,
    TakeDownDraft,
    as_plate,
)
from townoffice.desk.institution_weighing import Draft, weigh
from townoffice.records import Nameplate

DOC, DAY = "示编〔2024〕9号", "2024-07-01"
PARTY, BARE = "党政办公室", "退役军人服务站"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with institution_book(tmp_path / "示例县.db") as made:
        yield made


def _faults(book: Book, draft: Draft) -> dict[str, str]:
    return dict(weigh(institutions.known(book), draft).faults)


def _plate(book: Book, name: str) -> Nameplate:
    return next(p for p in institutions.known(book).nameplates if p.name == name)


def _hung(book: Book) -> HangDraft:
    return HangDraft(unit_id(book, BAIHE), number(book, PARTY), "档案室", DAY, DOC)


def test_a_plate_is_hung_by_its_document_as_one_step(book: Book) -> None:
    assert institutions.commit(book, _hung(book)).label == (
        f"加挂牌子 白河镇党政办公室：档案室（{DOC}）"
    )
    made = _plate(book, "档案室")
    assert (made.host, made.doc_no, made.valid_from) == (1, DOC, date(2024, 7, 1))
    book.undo()
    assert all(p.name != "档案室" for p in institutions.known(book).nameplates)


def test_a_plate_without_a_document_is_registered_only_as_found(book: Book) -> None:
    draft = replace(_hung(book), doc_no="", since="")
    assert set(_faults(book, draft)) == {"doc_no", "since"}
    found = weigh(institutions.known(book), replace(draft, as_found=True))
    assert found.faults == {}
    assert found.notes["doc_no"] == "没有批准文号的牌子会列入核查问题"
    institutions.commit(book, replace(draft, as_found=True))
    assert _plate(book, "档案室").doc_no is None


@pytest.mark.parametrize(
    ("field", "wrong", "where", "fault"),
    [
        ("host", None, "host", "请选挂在哪个机构"),
        ("host", 99, "host", "请选挂在哪个机构"),
        ("name", "", "name", "请填牌子名称"),
        ("name", BARE, "name", "白河镇已挂退役军人服务站牌子"),
        ("since", "2019-05-31", "since", "2019-06-01 才设立，不能更早挂牌"),
    ],
)
def test_hanging_says_what_is_wrong(
    book: Book, field: str, wrong: object, where: str, fault: str
) -> None:
    found = _faults(book, replace(_hung(book), **{field: wrong}))  # type: ignore[arg-type]  # the case names field and value
    assert list(found) == [where]
    assert fault in found[where]


def test_no_plate_hangs_on_a_closed_door_or_in_another_unit(book: Book) -> None:
    other = replace(_hung(book), unit_id=unit_id(book, YUNLING))
    assert _faults(book, other) == {"host": "党政办公室不是云岭镇的机构"}
    institutions.commit(book, CloseDraft(number(book, PARTY), "2024-06-01", DOC))
    assert _faults(book, _hung(book)) == {
        "host": "党政办公室已于 2024-05-31 撤销，不能再挂牌",
    }


def test_a_plate_called_as_an_institution_is_only_odd(book: Book) -> None:
    weighed = weigh(institutions.known(book), replace(_hung(book), name="农业综合服务中心"))
    assert weighed.deed is not None
    assert weighed.notes["name"] == "白河镇有一个机构也叫农业综合服务中心"


def test_the_document_of_a_plate_is_told_afterwards(book: Book) -> None:
    draft = replace(as_plate(_plate(book, BARE)), doc_no=DOC, since="2020-03-01", host=1)
    assert institutions.commit(book, draft).label == (
        "更正牌子 白河镇退役军人服务站：所挂机构 社会事务综合服务中心 → 党政办公室，"
        f"挂牌日期 空 → 2020-03-01，文号 空 → {DOC}"
    )
    after = _plate(book, BARE)
    assert (after.doc_no, after.host) == (DOC, 1)
    assert _faults(book, as_plate(after)) == {"plate_id": "没有改动"}
    assert "须有文号" in _faults(book, replace(as_plate(after), doc_no=""))["doc_no"]
    assert "已挂卫生健康办公室" in _faults(book, replace(draft, name="卫生健康办公室"))["name"]


def test_a_plate_is_taken_down_and_stays_in_the_past(book: Book) -> None:
    held = _plate(book, BARE)
    assert held.id is not None
    changes = institutions.commit(book, TakeDownDraft(held.id, DAY))
    assert changes.label == "摘下牌子 白河镇退役军人服务站"
    assert _plate(book, BARE).valid_to == date(2024, 6, 30)
    assert "已于 2024-06-30 摘下" in _faults(book, TakeDownDraft(held.id, DAY))["plate_id"]
    before = institutions.register(book, date(2024, 6, 30)).unit(BAIHE)
    after = institutions.register(book, date(2024, 7, 1)).unit(BAIHE)
    assert before is not None
    assert after is not None
    assert (len(before.register.plates), len(after.register.plates)) == (4, 3)


def test_what_a_document_allowed_needs_one_to_come_down(book: Book) -> None:
    held = _plate(book, "卫生健康办公室")
    assert held.id is not None
    draft = TakeDownDraft(held.id, DAY)
    assert "摘下经批准的牌子须有文号" in _faults(book, draft)["doc_no"]
    early = replace(draft, since="2019-06-01", doc_no=DOC)
    assert _faults(book, early) == {
        "since": "牌子卫生健康办公室 2019-06-01 才挂，这一步须在此后",
    }
    assert "没有这块牌子" in _faults(book, TakeDownDraft(99, DAY))["plate_id"]
    assert "没有这块牌子" in _faults(book, CorrectPlateDraft(99, 1, "某站"))["plate_id"]
