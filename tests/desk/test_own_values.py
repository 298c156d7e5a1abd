"""本县取值: what the county sets holds from its day, and is stated only with a 文号."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.eight_book import eight_book
from townoffice.book import Book
from townoffice.desk import townships
from townoffice.desk.own_packs import set_value
from townoffice.desk.own_values import Typed, check_value, standing
from townoffice.desk.policies import adopt_pack, policies_of
from townoffice.feedback import BadChoice
from townoffice.policy import DatedValue, pack_text, read_pack, shipped_packs
from townoffice.records import KindGroup, State

CUT = Typed("classification.cut_1", "115", "示编办〔2024〕3号", since="2024-01-01")
QUOTA = Typed("leadership.class_1", "13", "示编发〔2024〕1号", since="2024-01-01")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return eight_book(tmp_path / "示例县.db")


def value(book: Book, name: str, year: int, group: KindGroup = KindGroup.TOWNS) -> object:
    return policies_of(book).look(name, date(year, 12, 31), group).value


def test_a_cut_line_with_a_document_is_stated_and_classifies_and_is_one_undo_step(
    book: Book,
) -> None:
    before = {row.name: row.size_class for row in townships.classify(book, 2024).rows}
    acts = len(book.history())
    set_value(book, CUT, 2024)
    assert len(book.history()) == acts + 1
    found = standing(book, 2024).of("classification.cut_1")
    assert found is not None
    assert found.own is not None
    assert (found.own.state, str(found.own.value)) == (State.STATED, "115")
    assert found.own.cites[0].text == "《本县文件》（示编办〔2024〕3号）"
    assert (str(found.base.value), found.since) == ("120", date(2024, 1, 1))
    after = {row.name: row.size_class for row in townships.classify(book, 2024).rows}
    assert (before["白河镇"], after["白河镇"]) == (2, 1)
    book.undo("填错了")
    assert value(book, "classification.cut_1", 2024) == 120
    assert not book.own_packs()


def test_without_a_document_it_needs_a_reason_and_stays_inferred(book: Book) -> None:
    bare = replace(CUT, doc_no="")
    assert "理由" in check_value(standing(book, 2024), bare).faults["reason"]
    with pytest.raises(BadChoice, match="理由"):
        set_value(book, bare, 2024)
    set_value(book, replace(bare, reason="编委会议研究"), 2024)
    found = standing(book, 2024).of("classification.cut_1")
    assert found is not None
    assert found.value.inferred
    assert "编委会议研究" in found.value.note


def test_a_lost_figure_can_only_be_settled_by_a_document(book: Book) -> None:
    known = standing(book, 2024)
    faults = check_value(known, replace(QUOTA, doc_no="", reason="拟定")).faults
    assert "文号" in faults["doc_no"]
    set_value(book, QUOTA, 2024)
    posts = {row.name: row.leadership_posts for row in townships.classify(book, 2024).rows}
    assert posts["青石镇"] == 13


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (replace(CUT, text="80"), "value", "一类线须高于二类线"),
        (replace(CUT, text="高"), "value", "不是合格的写法"),
        (replace(CUT, text=""), "value", "请填一类线"),
        (replace(CUT, doc_no="示编办[2024]3号"), "doc_no", "六角括号"),
        (replace(CUT, since="2024年"), "since", "2025-01-01"),
        (replace(CUT, groups=()), "groups", "至少选一类"),
        (Typed("classification.weights", "population=0", "甲〔2024〕1号"), "value", "全部是 0"),
        (Typed("classification.weights", "population=-1", "甲〔2024〕1号"), "value", "负数"),
        (Typed("three-step.reserve_share", "1.2", "甲〔2024〕1号"), "value", "小于 1"),
        (Typed("three-step.base", "14.5", "甲〔2024〕1号"), "value", "整数"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    book: Book, typed: Typed, field: str, words: str
) -> None:
    weighed = check_value(standing(book, 2024), typed)
    assert weighed.value is None
    assert words in weighed.faults[field]


def test_a_structure_that_does_not_add_up_is_remarked_not_refused(book: Book) -> None:
    typed = Typed("leadership.class_2", "12", "甲〔2024〕1号")
    weighed = check_value(standing(book, 2024), typed)
    assert weighed.value is not None
    assert "合计 11 名" in weighed.notes["value"]


def test_a_later_decision_takes_the_place_of_the_earlier_from_its_day(book: Book) -> None:
    set_value(book, CUT, 2024)
    later = replace(CUT, text="110", doc_no="示编办〔2026〕9号", since="2026-01-01")
    set_value(book, later, 2024)
    assert [value(book, CUT.name, year) for year in (2023, 2024, 2025, 2026)] == [
        120,
        115,
        115,
        110,
    ]
    with pytest.raises(BadChoice, match="2026-01-01"):
        set_value(book, replace(CUT, text="112"), 2024)


def test_a_decision_of_the_same_day_replaces_the_one_before(book: Book) -> None:
    set_value(book, CUT, 2024)
    set_value(book, replace(CUT, text="118"), 2024)
    assert value(book, CUT.name, 2024) == 118
    assert len(book.own_packs()) == 1


def test_two_values_of_one_topic_stand_beside_each_other(book: Book) -> None:
    set_value(book, CUT, 2024)
    set_value(book, replace(CUT, name="classification.cut_2", text="75"), 2024)
    assert (
        value(book, "classification.cut_1", 2024),
        value(book, "classification.cut_2", 2024),
    ) == (
        115,
        75,
    )


def test_a_value_for_subdistricts_alone_leaves_the_others(book: Book) -> None:
    typed = replace(QUOTA, name="leadership.class_2", text="12", groups=(KindGroup.SUBDISTRICTS,))
    set_value(book, typed, 2024)
    assert value(book, "leadership.class_2", 2024, KindGroup.TOWNS) == 11
    assert value(book, "leadership.class_2", 2024, KindGroup.SUBDISTRICTS) == 12


def test_what_a_pack_of_the_county_says_besides_goes_on(book: Book, tmp_path: Path) -> None:
    base = {v.cited.name: v for p in shipped_packs() for v in p.values}
    values = [
        replace(base[n], cited=replace(base[n].cited, value=number))
        for n, number in (("leadership.class_2", 10), ("leadership.class_3", 8))
    ]
    path = tmp_path / "own.toml"
    path.write_text(pack_text("xian", "县", "leadership", "s0-leadership", values), "utf-8")
    adopt_pack(book, str(path), valid_from=date(2020, 1, 1), doc_no="甲〔2020〕1号")
    set_value(book, replace(QUOTA, name="leadership.class_2", text="12"), 2024)
    assert (value(book, "leadership.class_2", 2024), value(book, "leadership.class_3", 2024)) == (
        12,
        8,
    )
    assert (value(book, "leadership.class_2", 2023), value(book, "leadership.class_3", 2023)) == (
        10,
        8,
    )


@pytest.mark.parametrize("pack", shipped_packs(), ids=lambda pack: pack.id)
def test_a_pack_written_and_read_again_says_the_same(pack: object) -> None:
    known = next(p for p in shipped_packs() if p is pack)
    parts = (known.id, known.title, known.topic, known.overrides, known.values)
    text = pack_text(*parts, known.method, known.assessments)
    again = read_pack(text, "again")

    def said(values: tuple[DatedValue, ...]) -> list[object]:
        return [
            (
                replace(v.cited, cites=()),
                [(c.text, c.quote, c.source.issuer) for c in v.cited.cites],
            )
            for v in values
        ]

    assert said(again.values) == said(known.values)
