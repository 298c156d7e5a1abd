"""The sample counties have what every table needs, and show what they were made to show."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sample_db import sources
from sample_db.demo import build_demo
from sample_db.make import DOC_NO, build_book, build_workbook
from townoffice.desk import compliance, institutions, intake
from townoffice.desk.books import Book, new_book, newest_backup, open_book
from townoffice.desk.county import snapshot
from townoffice.desk.staffing import Order
from townoffice.desk.staffing import calculate as calculate_staffing
from townoffice.desk.tables import TABLES
from townoffice.desk.townships import classify
from townoffice.records import (
    Category,
    FunctionClass,
    Kind,
    Severity,
    SizeClass,
    persons_in,
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with build_book(tmp_path_factory.mktemp("sample") / "样本县.db") as made:
        yield made


def test_the_county_has_24_units_of_every_kind_and_had_25_before_the_merger(book: Book) -> None:
    now, before = snapshot(book, 2024), snapshot(book, 2023)
    assert len(now.units) == 24
    assert len(before.units) == 25
    assert {unit.township.kind for unit in now.units} == set(Kind)
    assert {unit.township.function_class for unit in now.units} == {*FunctionClass, None}


def test_the_merged_unit_follows_its_predecessors_without_a_gap(book: Book) -> None:
    units = {unit.code: unit for unit in book.townships()}
    (merged,) = (unit for unit in units.values() if unit.predecessors)
    assert merged.doc_no == "样编办〔2024〕1号"
    assert merged.valid_from == date(2024, 2, 1)
    assert {units[code].valid_to for code in merged.predecessors} == {date(2024, 1, 31)}


def test_every_unit_has_every_figure_in_both_years(book: Book) -> None:
    for year in (2023, 2024):
        for unit in snapshot(book, year).units:
            assert unit.indicators is not None
            assert None not in {getattr(unit.indicators, n) for n in unit.indicators.__slots__}
            assert set(unit.own) == set(sources.OWN_INDICATORS)
            assert set(unit.actual) == set(Category)
            # Leadership posts were authorised anew in 2024 only.
            assert set(unit.authorized) | {Category.LEADERSHIP} == set(Category)
    assert all(set(unit.authorized) == set(Category) for unit in snapshot(book, 2024).units)


@pytest.mark.parametrize("category", [Category.ADMIN, Category.INSTITUTION, Category.LEADERSHIP])
def test_one_unit_has_more_persons_than_posts(book: Book, category: Category) -> None:
    over = [
        unit.township.name
        for unit in snapshot(book, 2024).units
        if unit.actual[category] > unit.authorized[category]
    ]
    assert len(over) == 1


def test_all_classes_occur_and_one_unit_lies_near_a_line(book: Book) -> None:
    result = classify(book, 2024)
    assert {row.size_class for row in result.rows} == set(SizeClass)
    assert [row.name for row in result.rows if row.near_cut] == ["清泉镇"]


def test_the_countys_own_pack_answers_the_missing_class_1_figure(book: Book) -> None:
    result = classify(book, 2024)
    first = {row.leadership_posts for row in result.rows if row.size_class is SizeClass.FIRST}
    assert first == {13}
    (value,) = (v for v in result.parameters if v.name == "leadership.class_1")
    assert [cite.source.doc_no for cite in value.cites] == [DOC_NO]


def test_authorised_leadership_agrees_with_the_class(book: Book) -> None:
    authorized = {u.township.code: u.authorized for u in snapshot(book, 2024).units}
    for row in classify(book, 2024).rows:
        assert authorized[row.code][Category.LEADERSHIP] == row.leadership_posts


def test_the_list_of_leaders_agrees_with_the_reported_numbers_and_shows_what_to_look_for(
    book: Book,
) -> None:
    facts = {f.township_id: f.count for f in book.post_facts() if f.category is Category.LEADERSHIP}
    units = snapshot(book, 2024).units
    for unit in units:
        assert unit.township.id is not None
        assert persons_in(unit.leaders) == facts[unit.township.id]
    remarks = {row.name: row.leadership_remarks for row in classify(book, 2024).rows}
    assert {name: said for name, said in remarks.items() if said} == {
        "城东街道": ("12个职务由11人担任",),
        "清泉镇": ("12个职务由11人担任",),
        "石桥镇": ("专职副书记2名，应为1名",),
        "红岩镇": ("组织委员空缺",),
        "高岭乡": ("9个职务由8人担任", "纪（工）委书记为兼任"),
    }
    assert all(unit.leaders == () for unit in snapshot(book, 2023).units)


def test_every_unit_has_institutions_within_its_posts_and_people(book: Book) -> None:
    page = institutions.register(book, date(2024, 12, 31))
    assert (page.count, page.plates, len(page.units)) == (199, 62, 24)
    for unit in page.units:
        posts = {Category.ADMIN: 0, Category.INSTITUTION: 0}
        people = dict(posts)
        for row in unit.register.rows:
            category = row.institution.category
            assert category is not None
            posts[category] += row.institution.authorized or 0
            people[category] += row.institution.actual or 0
        leaders = unit.authorized[Category.LEADERSHIP]
        assert posts[Category.ADMIN] + leaders == unit.authorized[Category.ADMIN]
        assert posts[Category.INSTITUTION] == unit.authorized[Category.INSTITUTION]
        assert people[Category.INSTITUTION] == unit.actual[Category.INSTITUTION]
        assert people[Category.ADMIN] <= unit.actual[Category.ADMIN]
        assert unit.register.loose == ()


def test_the_sample_shows_what_a_check_finds(book: Book) -> None:
    checked = compliance.check(book, date(2024, 12, 31))
    found = {(f.rule, f.unit_name): f for f in checked.findings}
    assert found["S0.4.nameplates", "清泉镇"].severity is Severity.BREACH
    assert found["S0.4.nameplates", "样城镇"].severity is Severity.NOTE
    assert (found["S0.12.institution_over", "清泉镇"].limit, checked.units) == (8, 24)
    assert {f.unit_name for f in checked.of(Severity.BREACH)} == {
        *("城西街道", "竹园镇", "清泉镇", "柏树镇", "铁山镇"),
    }
    assert len(checked.findings) == 28


def test_institutions_have_a_history_without_a_contradiction(book: Book) -> None:
    dossier = compliance.gather(book, date(2024, 12, 31))
    assert [unit.problems for unit in dossier.units if unit.problems] == []
    told = {event.act for event in institutions.unit_lineage_of(book, "松溪镇")}
    assert {"合并设立", "设立", "加挂牌子"} <= told
    acts = {
        event.act
        for unit in ("样城镇", "石桥镇", "红岩镇", "沙河镇")
        for event in institutions.unit_lineage_of(book, unit)
    }
    assert {"分设", "撤销", "更名", "合并设立", "调整"} <= acts


def test_three_step_staffing_comes_to_a_tie_between_two_units(book: Book) -> None:
    result = calculate_staffing(book, Order(Category.ADMIN))
    assert (result.year, result.total, result.reserve) == (2024, 623, 31)
    (tie,) = result.ties
    names = {row.code: row.name for row in result.rows}
    assert [names[code] for code in tie.units] == ["梅溪镇", "桃源镇"]
    assert (tie.seats, [names[code] for code in tie.given]) == (1, ["梅溪镇"])


def test_every_division_code_and_document_number_is_fictional(book: Book) -> None:
    codes = [row["区划代码"] for row in sources.rows("shili_units.csv")]
    codes += [unit.code for unit in book.townships()]
    assert {code[:4] for code in codes} == {"9999"}
    numbers = {fact.doc_no for fact in book.post_facts()} | {u.doc_no for u in book.townships()}
    known = institutions.known(book)
    numbers |= {state.doc_no for state in known.institutions}
    numbers |= {plate.doc_no for plate in known.nameplates}
    assert all(number.startswith("样编办〔") for number in numbers if number)


def test_the_workbook_of_eight_units_imports_without_a_problem(tmp_path: Path) -> None:
    build_workbook(tmp_path / "示例县.xlsx")
    with new_book(tmp_path / "示例县.db", "示例县", "999901") as book:
        preview = intake.preview(book, tmp_path / "示例县.xlsx")
        assert preview.problems == ()
        assert preview.year == 2024
        assert intake.commit(book, preview) is not None
        units = snapshot(book, 2024).units
    assert len(units) == 8
    assert sum(unit.authorized[Category.ADMIN] for unit in units) == 214


def test_the_eight_units_add_up_as_in_the_worked_example() -> None:
    rows = list(sources.rows("shili_units.csv"))
    sums = {name: sum(Decimal(r[name]) for r in rows) for name in rows[0] if name[-1] == "）"}
    assert list(map(str, sums.values())) == [
        *("320000", "345000", "842.0", "2300000", "74000", "214", "230", "206", "223"),
    ]


def test_the_eight_units_are_those_of_the_countys_own_forms(shared_data: Path) -> None:
    truth = json.loads((shared_data / "county_forms/truth.json").read_text("utf-8"))
    expected = {row["code"]: row for row in truth["01_规范表.xlsx"]}
    rows = list(sources.rows("shili_units.csv"))
    assert len(rows) == len(expected)
    for row in rows:
        assert list(map(str, expected[row["区划代码"]].values())) == list(row.values())


def test_the_demonstration_adopts_its_plans_and_prints_every_table(tmp_path: Path) -> None:
    made = build_demo(tmp_path)
    assert {(path.stem, path.suffix) for path in made.tables} == {
        (table.title, suffix) for table in TABLES for suffix in (".pdf", ".xlsx")
    }
    assert all(path.stat().st_size > 0 for path in (made.workbook, *made.tables))
    with open_book(made.book, read_only=True) as book:
        topics = sorted(plan.topic for plan in book.plans())
        assert topics == ["classification", *["evaluation"] * 2, *["staffing"] * 2]
        assert book.verify() == ()


def test_a_second_demonstration_keeps_the_first_as_a_backup(tmp_path: Path) -> None:
    first = build_demo(tmp_path)
    with open_book(first.book) as book, book.change("改名") as writer:
        unit = book.townships()[0]
        writer.update(replace(unit, name="改名街道"))
    second = build_demo(tmp_path)
    with open_book(second.book, read_only=True) as book:
        assert book.townships()[0].name == unit.name
    kept = newest_backup(second.book)
    assert kept is not None
    with open_book(kept, read_only=True) as book:
        assert book.townships()[0].name == "改名街道"
