"""The dossier of the rules: what of the book counts on a day; the 冻结期 the county sets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.institution_book import BAIHE, YUNLING, institution_book, unit_id
from townoffice.compliance import UnitDossier
from townoffice.desk import compliance, institutions
from townoffice.desk.beside_drafts import EnforcementDraft
from townoffice.desk.books import Book
from townoffice.desk.county_settings import freeze, set_freeze
from townoffice.desk.institution_drafts import RenameDraft
from townoffice.desk.moves import act_moves
from townoffice.desk.policies import adopt_pack, adopt_starting, never_adopted
from townoffice.feedback import BadChoice, PolicyConflict
from townoffice.records import (
    Category,
    KindGroup,
    LeaderPost,
    LeadershipSeat,
    Measure,
    PostFact,
    Severity,
    SizeClass,
)

ON = date(2024, 12, 31)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with institution_book(tmp_path / "示例县.db") as made:
        yield made


def _unit(book: Book, on: date = ON) -> UnitDossier:
    dossier = compliance.gather(book, on)
    return next(unit for unit in dossier.units if unit.township.code == BAIHE)


def test_only_what_was_so_by_the_day_counts(book: Book) -> None:
    unit = unit_id(book, BAIHE)
    with book.change("改") as writer:
        writer.add(PostFact(unit, Category.ADMIN, Measure.AUTHORIZED, 31, date(2025, 3, 1)))
    for year, officers in ((2023, 5), (2024, 6), (2025, 7)):
        institutions.commit(book, EnforcementDraft(unit, year, officers=officers))
    for on, posts, officers in ((ON, 30, 6), (date(2025, 3, 1), 31, 7)):
        found = _unit(book, on)
        assert found.authorized[Category.ADMIN] == posts
        assert found.enforcement is not None
        assert found.enforcement.officers == officers
    assert _unit(book, date(2022, 1, 1)).enforcement is None
    assert _unit(book, date(2022, 1, 1)).authorized == {}


def test_the_class_is_that_of_the_newest_year_begun(book: Book) -> None:
    assert _unit(book).size_class is SizeClass.SECOND
    assert _unit(book, date(2026, 5, 1)).size_class is SizeClass.SECOND
    assert _unit(book, date(2023, 12, 31)).standing is None


def test_a_contradiction_in_the_history_is_found(book: Book) -> None:
    institutions.commit(book, RenameDraft(1, "党政综合办公室", "2024-07-01", "示编〔2024〕1号"))
    old = institutions.known(book).states(1)[0]
    with book.change("改坏") as writer:
        writer.update(replace(old, valid_to=date(2024, 8, 1)))
    found = [f for f in compliance.check(book, ON).findings if f.rule == "S0.4.history"]
    assert [(finding.unit_name, finding.subject) for finding in found] == [("白河镇", "1")]


def test_the_freeze_of_a_reform_is_set_told_and_taken_away(book: Book) -> None:
    assert freeze(book) is None
    assert "S0.12.promotion" in compliance.check(book, ON).silent
    changes = set_freeze(book, date(2024, 5, 1), date(2024, 10, 31))
    assert changes is not None
    assert changes.label == "县设置：干部冻结期 2024-05-01 至 2024-10-31"
    assert [line.about for line in act_moves(book, book.version).lines] == ["干部冻结期"]
    unit = unit_id(book, BAIHE)
    with book.change("登记") as writer:
        for person, since in (("甲一", date(2024, 4, 30)), ("甲二", date(2024, 5, 1))):
            seat = LeadershipSeat(unit, person, LeaderPost.DEPUTY_HEAD, "副镇长", since, ON)
            writer.add(seat)
    checked = compliance.check(book, ON)
    assert "S0.12.promotion" not in checked.silent
    found = [f.subject for f in checked.findings if f.rule == "S0.12.promotion"]
    assert found == ["甲二"]
    assert set_freeze(book, date(2024, 5, 1), date(2024, 10, 31)) is None
    set_freeze(book, None, None)
    assert freeze(book) is None


def test_a_freeze_has_two_days_in_their_order(book: Book) -> None:
    with pytest.raises(BadChoice, match="起止两个日期"):
        set_freeze(book, date(2024, 5, 1), None)
    with pytest.raises(BadChoice, match="早于起始日期"):
        set_freeze(book, date(2024, 5, 2), date(2024, 5, 1))


def test_findings_are_counted_by_weight(book: Book) -> None:
    checked = compliance.check(book, ON)
    weights = [len(checked.of(severity)) for severity in Severity]
    assert sum(weights) == len(checked.findings)
    assert institutions.register(book, ON).findings == checked.findings
    assert {rule.id for rule in compliance.RULES} >= {finding.rule for finding in checked.findings}


def test_a_book_is_asked_once_for_what_it_never_adopted(book: Book) -> None:
    assert never_adopted(book) == ()
    gone = [a for a in book.adoptions() if a.topic in {"institutions", "rights"}]
    with book.change("如旧台账") as writer:
        for adoption in gone:
            writer.remove(adoption)
    wanting = {(a.pack_id, a.group) for a in never_adopted(book)}
    assert wanting == {
        ("s0-institutions", KindGroup.TOWNS),
        ("s3-institutions", KindGroup.SUBDISTRICTS),
        ("s0-rights", KindGroup.TOWNS),
        ("s3-rights", KindGroup.SUBDISTRICTS),
    }
    assert institutions.register(book, ON).unadopted == never_adopted(book)
    changes = adopt_starting(book)
    assert changes is not None
    assert adopt_starting(book) is None
    # A county that ended an adoption has said so.
    with book.change("终止") as writer:
        for adoption in book.adoptions():
            if adoption.topic == "rights":
                writer.update(replace(adoption, valid_to=date(2020, 1, 1)))
    assert never_adopted(book) == ()


def test_a_pack_is_adopted_for_one_unit_beside_that_of_its_group(book: Book) -> None:
    unit = next(t for t in book.townships() if t.code == BAIHE)
    adopt_pack(book, "s4-yandian", unit=unit, doc_no="示〔2024〕1号")
    own = [a for a in book.adoptions() if a.unit_code]
    assert [(a.pack_id, a.group, a.unit_code, a.valid_to) for a in own] == [
        ("s4-yandian", KindGroup.TOWNS, BAIHE, None)
    ]
    group = [a for a in book.adoptions() if a.pack_id == "s0-institutions"]
    assert [a.valid_to for a in group] == [None]
    page = institutions.register(book, ON)
    own_page, other = page.unit(BAIHE), page.unit(YUNLING)
    assert own_page is not None
    assert other is not None
    kind = own_page.register.groups[0].kind
    assert (own_page.limit_words(kind), other.limit_words(kind)) == ("限 8", "限 5—6")
    assert institutions.templates(book, BAIHE, ON)[0].id == "s4-yandian"
    with pytest.raises(PolicyConflict, match="已采用"):
        adopt_pack(book, "s4-guyun", unit=unit, doc_no="示〔2024〕2号")
