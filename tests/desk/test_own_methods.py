"""自定办法: a method of the county's own is tried, saved, adopted, changed and taken back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.eight_book import eight_book
from townoffice.book import Book
from townoffice.desk import staffing
from townoffice.desk.own_method_packs import save
from townoffice.desk.own_method_trial import Checked, check
from townoffice.desk.own_methods import Bases, Draft, Part, blank, from_method, starts
from townoffice.desk.own_packs import set_value
from townoffice.desk.own_values import Typed
from townoffice.desk.parameters import methods
from townoffice.desk.planning import Ground, Order, calculate, ground
from townoffice.feedback import BadChoice
from townoffice.policy import read_pack
from townoffice.records import Category, State

ADMIN = Order(Category.ADMIN)
DOCUMENT = "示编办〔2024〕7号"
THIRDS = Draft(
    "示例县两部分法",
    base="10",
    reserve="5",
    parts=(
        Part("人口部分", "3", (("registered_population", "2"), ("resident_population", "1"))),
        Part("面积部分", "1", (("area_km2", "1"),)),
    ),
    since="2024-01-01",
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return eight_book(tmp_path / "示例县.db")


def here(book: Book) -> Ground:
    return ground(book, 2024)


def posts(book: Book, method: str | None = None) -> list[int]:
    found = calculate(here(book), Order(Category.ADMIN, method))
    return [row.posts for row in found.rows]


def tried(book: Book, draft: Draft, *, adopt: bool = False) -> Checked:
    return check(here(book), draft, ADMIN, adopt=adopt)


@pytest.mark.parametrize(
    "method",
    ["three-step", "base-weighted-reserve", "three-thirds-a", "three-thirds-b", "433", "weighted"],
)
def test_a_draft_started_from_a_method_comes_to_its_posts(book: Book, method: str) -> None:
    draft = replace(from_method(here(book), method), label="另一个办法")
    result = tried(book, draft).result
    assert result is not None
    assert [row.posts for row in result.rows] == posts(book, method)


def test_a_method_of_standards_is_nothing_to_start_from(book: Book) -> None:
    assert not {"class-quota", "population-bands"} & {s.id for s in starts(here(book))}
    with pytest.raises(BadChoice, match="部分"):
        from_method(here(book), "class-quota")


def test_the_trial_shares_the_total_by_the_parts(book: Book) -> None:
    checked = tried(book, THIRDS)
    assert not checked.faults
    result = checked.result
    assert result is not None
    assert result.reserve == 10  # 5 % of 214, cut
    assert result.pool == 214 - 10 - 8 * 10
    assert [tranche.label for tranche in result.tranches] == ["人口部分", "面积部分"]
    assert [tranche.pool for tranche in result.tranches] == [93, 31]
    assert sum(row.posts for row in result.rows) == 204


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        (replace(THIRDS, label=""), "label", "名称"),
        (replace(THIRDS, label="三步核编法"), "label", "已有"),
        (replace(THIRDS, base="十"), "base", "不是数字"),
        (replace(THIRDS, base="1.5"), "base", "整数"),
        (replace(THIRDS, reserve="100"), "reserve", "小于 100%"),
        (replace(THIRDS, least="-1"), "least", "0 到 10 亿"),
        (replace(THIRDS, parts=()), "parts", "1 至 4"),
        (replace(THIRDS, parts=(Part(""),)), "part_1.label", "名称"),
        (replace(THIRDS, parts=(Part("甲", "1"), Part("甲"))), "part_2.label", "已有"),
        (replace(THIRDS, parts=(Part("甲", "0"), Part("乙"))), "part_1.share", "大于 0"),
        (replace(THIRDS, parts=(Part("甲", drivers=()),)), "part_1.drivers", "至少"),
        (
            replace(THIRDS, parts=(Part("甲", drivers=(("gdp", "1"), ("gdp", "2"))),)),
            "part_1.weight_2",
            "两次",
        ),
        (
            replace(THIRDS, parts=(Part("甲", drivers=(("class", "1"),)),)),
            "class_weights.class_1",
            "没有填写",
        ),
        (replace(THIRDS, coefficients={"central": "x"}), "coefficients.central", "不是数字"),
        (replace(THIRDS, doc_no="示编办[2024]7号"), "doc_no", "六角括号"),
        (replace(THIRDS, since="2024年"), "since", "2025-01-01"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    book: Book, draft: Draft, field: str, words: str
) -> None:
    assert words in tried(book, draft).faults[field]
    with pytest.raises(BadChoice):
        save(book, draft, adopt=False)
    assert not book.own_packs()


def test_a_method_the_county_cannot_pay_says_so_and_is_not_adopted(book: Book) -> None:
    checked = tried(book, replace(THIRDS, base="30", reason="试一试"), adopt=True)
    assert not checked.faults
    assert checked.result is None
    assert "总量 214 名不够" in checked.error
    with pytest.raises(BadChoice, match="总量 214 名不够"):
        save(book, replace(THIRDS, base="30", reason="试一试"), adopt=True)


def test_a_saved_method_is_listed_for_comparison_only_and_is_one_undo_step(book: Book) -> None:
    before, acts = posts(book), len(book.history())
    changes = save(book, THIRDS, adopt=False)
    assert changes.label == "保存自定办法：示例县两部分法（只比较）"
    assert len(book.history()) == acts + 1
    listed = {method.label: method.id for method in methods(here(book))}
    own = calculate(here(book), Order(Category.ADMIN, listed["示例县两部分法"]))
    assert not own.adopted
    assert own.adoption == "本县未采用，仅供比较"
    assert posts(book) == before
    book.undo("不要了")
    assert not book.own_packs()
    assert "示例县两部分法" not in {method.label for method in methods(here(book))}


def test_values_set_for_other_policies_leave_a_method_that_is_only_compared(book: Book) -> None:
    save(book, THIRDS, adopt=False)
    cut = Typed("classification.cut_1", "115", DOCUMENT, since="2024-01-01")
    set_value(book, cut, 2024)
    set_value(book, replace(cut, text="116"), 2024)
    assert "county-method-1" in {pack.pack_id for pack in book.own_packs()}


def test_adopted_with_a_document_every_value_is_stated_by_it(book: Book) -> None:
    before = posts(book)
    save(book, replace(THIRDS, doc_no=DOCUMENT, title="《核编办法》"), adopt=True)
    (pack,) = book.own_packs()
    values = [dated.cited for dated in read_pack(pack.text, "").values]
    assert {value.state for value in values} == {State.STATED}
    assert {cite.text for value in values for cite in value.cites} == {
        "《核编办法》（示编办〔2024〕7号）"
    }
    now = calculate(here(book), ADMIN)
    assert (now.method_label, now.adopted, now.adoption) == ("示例县两部分法", True, DOCUMENT)
    assert [row.posts for row in now.rows] != before
    settled = replace(ADMIN, settle=("rule",), settled_by="会议")
    number = staffing.adopt(book, settled, calculate(here(book), settled), "会议")
    assert book.plan(number).basis[0].text == pack.text
    ended = {a.valid_to for a in book.adoptions() if a.pack_id == "s2-three-step"}
    assert ended == {date(2023, 12, 31)}


def test_without_a_document_it_needs_a_reason_and_stays_inferred(book: Book) -> None:
    assert "理由" in tried(book, THIRDS, adopt=True).faults["reason"]
    save(book, replace(THIRDS, reason="编委会议研究"), adopt=True)
    rule = calculate(here(book), ADMIN)
    assert all(value.inferred for value in rule.parameters)
    assert all("编委会议研究" in value.note for value in rule.parameters)
    assert "编委会议研究" in rule.adoption


def test_a_method_nobody_adopted_is_changed_where_it_stands(book: Book) -> None:
    save(book, THIRDS, adopt=False)
    draft = from_method(here(book), "county-method-1", change=True)
    assert draft.label == THIRDS.label
    assert (draft.base, draft.reserve, draft.parts) == ("10", "5", THIRDS.parts)
    save(book, replace(draft, base="12"), adopt=False)
    (pack,) = book.own_packs()
    assert pack.pack_id == "county-method-1"
    assert from_method(here(book), "county-method-1").base == "12"
    with pytest.raises(BadChoice, match="没有改动"):
        save(book, replace(draft, base="12"), adopt=False)


def test_an_adopted_method_is_changed_as_a_version_that_ends_it(book: Book) -> None:
    save(book, replace(THIRDS, doc_no=DOCUMENT), adopt=True)
    first = posts(book)
    draft = from_method(here(book), "county-method-1", change=True)
    assert draft.label == "示例县两部分法（第2版）"
    late = replace(draft, base="12", doc_no="示编办〔2025〕1号", since="2025-01-01")
    save(book, late, adopt=True)
    assert posts(book) == first  # 2024 stays as it was
    held = {(a.pack_id, a.valid_from, a.valid_to) for a in book.adoptions()}
    assert ("county-method-1", date(2024, 1, 1), date(2024, 12, 31)) in held
    assert ("county-method-1-v2", date(2025, 1, 1), None) in held
    book.undo("撤回")
    held = {(a.pack_id, a.valid_from, a.valid_to) for a in book.adoptions()}
    assert ("county-method-1", date(2024, 1, 1), None) in held


def test_a_version_from_the_same_day_takes_the_place_and_an_earlier_one_is_refused(
    book: Book,
) -> None:
    save(book, replace(THIRDS, doc_no=DOCUMENT), adopt=True)
    draft = replace(from_method(here(book), "county-method-1", change=True), doc_no=DOCUMENT)
    early = tried(book, replace(draft, since="2023-06-01"), adopt=True)
    assert "请写更晚的日期" in early.faults["since"]
    save(book, replace(draft, base="12"), adopt=True)
    now = calculate(here(book), ADMIN)
    assert now.method == "county-method-1-v2"
    assert now.adopted


def test_bases_and_weights_by_class_follow_the_classes(book: Book) -> None:
    draft = replace(
        blank(here(book)),
        label="按类",
        bases=Bases.CLASS,
        by_class={"class_1": "20", "class_2": "15", "class_3": "10"},
        parts=(Part("分类部分", drivers=(("class", "1"),)),),
        class_weights={"class_1": "1.5", "class_2": "1.2", "class_3": "1"},
        coefficients={"central": "1.1"},
    )
    result = tried(book, draft).result
    assert result is not None
    assert {row.base for row in result.rows} <= {10, 15, 20}
    assert sum(row.posts for row in result.rows) == 214
    save(book, draft, adopt=False)
    again = from_method(here(book), "county-method-1")
    assert (again.by_class, again.class_weights) == (draft.by_class, draft.class_weights)
    assert again.coefficients == {"central": "1.1"}
