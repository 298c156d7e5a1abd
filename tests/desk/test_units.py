"""Units by hand: what is refused and why, what is written, what stays of one that changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.eight_book import eight_book
from tests.institution_book import institution_book
from townoffice.desk import institutions, units
from townoffice.desk.books import Book, new_book, state_of
from townoffice.desk.institution_drafts import FoundDraft
from townoffice.desk.moves import unit_history
from townoffice.desk.overview import overview
from townoffice.feedback import BadChoice, Stale
from townoffice.records import Ending, Kind, Origin, Township
from townoffice.records.township import FunctionClass

BAIHE = "999901101"
NEW = units.UnitTyped("石门镇", "999901104", Kind.TOWN)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def _unit(book: Book, code: str) -> Township:
    return next(t for t in book.townships() if t.code == code)


def _faults(book: Book, typed: units.UnitTyped, own: Township | None = None) -> dict[str, str]:
    return dict(units.check_unit(units.roll(book, 2024), typed, own).faults)


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("name", "", "请填名称"),
        ("name", " 白河镇 ", "已有白河镇（999901101）"),
        ("name", "白河镇人民政府", "已有白河镇"),
        ("code", "", "请填区划代码"),
        ("code", "99990110", "有 8 位"),
        ("code", "999901", "还只有 6 位"),
        ("code", "99990110a", "不是数字"),
        ("code", "999901104001", "村（社区）"),
        ("code", "999902104", "应以 999901 开头"),
        ("code", "999901101", "已是白河镇的代码"),
        ("since", "2025", "认不出"),
        ("since", "去年", "认不出"),
    ],
)
def test_a_fault_is_said_at_its_field(book: Book, field: str, text: str, fault: str) -> None:
    texts = {"name": NEW.name, "code": NEW.code, "since": ""} | {field: text}
    typed = replace(NEW, name=texts["name"], code=texts["code"], since=texts["since"])
    found = _faults(book, typed)
    assert list(found) == [field]
    assert fault in found[field]


def test_words_are_read_as_in_an_import(book: Book) -> None:
    typed = replace(NEW, code="９９９９０１１０４０００", since="2024年3月1日", name="石门 镇")
    unit = units.check_unit(units.roll(book, 2024), typed).unit
    assert unit is not None
    assert (unit.code, unit.name, unit.valid_from) == ("999901104", "石门镇", date(2024, 3, 1))


def test_what_is_only_odd_is_a_note(book: Book) -> None:
    typed = replace(NEW, kind=Kind.TOWNSHIP, since="2025-06-01", doc_no="关于设镇")
    found = units.check_unit(units.roll(book, 2024), typed)
    assert found.unit is not None
    assert set(found.notes) == {"kind", "since", "doc_no"}


def test_a_new_unit_is_one_step_and_shows_without_figures(book: Book) -> None:
    changes = units.add_unit(book, replace(NEW, doc_no="示政发〔2024〕3号"), 2024)
    assert changes.label == "新增单位 石门镇（999901104）（示政发〔2024〕3号）"
    page = overview(book, 2024)
    found = page.unit("999901104")
    assert found is not None
    assert found.size_class is None
    assert len(page.units) == 9
    book.undo()
    assert overview(book, 2024).unit("999901104") is None


def test_the_first_unit_of_a_book_begins_its_year(tmp_path: Path) -> None:
    with new_book(tmp_path / "空.db", "空县", "999903") as book:
        units.add_unit(book, replace(NEW, code="999903100"), 2023)
        assert state_of(book).years == (2023,)
        page = overview(book)
        assert [unit.name for unit in page.units] == ["石门镇"]
        assert page.classification is None
        book.undo()
        assert not state_of(book).has_units


def test_a_fault_is_never_written(book: Book) -> None:
    version = book.version
    with pytest.raises(BadChoice, match="已是白河镇的代码"):
        units.add_unit(book, replace(NEW, code=BAIHE), 2024)
    assert book.version == version


def test_a_changed_unit_keeps_its_figures_and_its_old_name(book: Book) -> None:
    before = _unit(book, BAIHE)
    typed = replace(
        units.as_typed(before),
        name="白河街道",
        code="999901003",
        kind=Kind.SUBDISTRICT,
        function_class=FunctionClass.KEY,
    )
    changes = units.change_unit(book, before, typed, 2024, "示政发〔2024〕5号")
    assert changes is not None
    assert "名称 白河镇 → 白河街道" in changes.label
    assert "区划代码 999901101 → 999901003" in changes.label
    found = overview(book, 2024).unit("999901003")
    assert found is not None
    assert found.figures.indicators is not None
    assert found.figures.indicators.registered_population == 51400
    lines = unit_history(book, "白河街道").lines
    moved = {line.item: (line.old, line.new) for line in lines if line.label == changes.label}
    assert moved["名称"] == ("白河镇", "白河街道")
    assert moved["乡、镇或街道"] == ("镇", "街道")
    assert units.change_unit(book, _unit(book, "999901003"), typed, 2024) is None


def test_a_unit_that_moved_on_meanwhile_is_not_written_over(book: Book) -> None:
    before = _unit(book, BAIHE)
    units.change_unit(book, before, replace(units.as_typed(before), name="白水镇"), 2024)
    with pytest.raises(Stale):
        units.change_unit(book, before, replace(units.as_typed(before), name="白山镇"), 2024)


def test_a_merged_unit_ceases_and_its_heir_names_it(book: Book) -> None:
    gone, heir = _unit(book, "999901201"), _unit(book, "999901200")
    assert gone.id is not None
    typed = units.MergerTyped(gone.id, heir.id, "2024-03-01", "示政发〔2024〕3号")
    changes = units.merge_unit(book, typed, 2024)
    assert changes.label == "撤并单位 高坪乡：自 2024-03-01 并入双桥乡（示政发〔2024〕3号）"
    assert _unit(book, gone.code).valid_to == date(2024, 2, 29)
    assert _unit(book, heir.code).predecessors == (gone.code,)
    assert overview(book, 2024).unit(gone.code) is None
    assert "曾是高坪乡的代码" in _faults(book, replace(NEW, code=gone.code))["code"]
    again = replace(NEW, name="高坪乡", since="2025-01-01")
    assert not _faults(book, again)
    units.change_unit(
        book,
        _unit(book, gone.code),
        replace(units.as_typed(_unit(book, gone.code)), code="999901209"),
        2024,
    )
    assert _unit(book, heir.code).predecessors == ("999901209",)


def test_a_merger_says_what_is_missing(book: Book) -> None:
    gone, known = _unit(book, "999901201"), units.roll(book, 2024)
    assert gone.id is not None
    typed = units.MergerTyped(gone.id, None, "2024-03-01", "示政发〔2024〕3号")
    assert not units.check_merger(known, typed)
    for wrong, field in (
        (replace(typed, since=""), "since"),
        (replace(typed, since="2019"), "since"),
        (replace(typed, doc_no=" "), "doc_no"),
        (replace(typed, into_id=gone.id), "into_id"),
    ):
        assert list(units.check_merger(known, wrong)) == [field]


def test_a_unit_cannot_cease_before_it_began(book: Book) -> None:
    units.add_unit(book, replace(NEW, since="2024-05-01"), 2024)
    made = _unit(book, NEW.code)
    assert made.id is not None
    typed = units.MergerTyped(made.id, None, "2024-05-01", "示政发〔2024〕3号")
    assert "才设立" in units.check_merger(units.roll(book, 2024), typed)["since"]


def test_proposals_take_numbers_nobody_ever_had(book: Book) -> None:
    known = units.roll(book, 2024)
    assert units.next_code(known, Kind.TOWN) == "999901104"
    assert units.next_code(known, Kind.SUBDISTRICT) == "999901003"
    assert units.likely_kind(replace(NEW, kind=None)) is Kind.TOWN
    assert units.likely_kind(units.UnitTyped("开发区", "999901300")) is Kind.TOWNSHIP


def test_the_group_a_unit_is_assessed_with_is_typed_kept_and_taken_back(book: Book) -> None:
    before = _unit(book, "999901100")
    typed = replace(units.as_typed(before), assessment_group=" 工业优先组 ")
    changes = units.change_unit(book, before, typed, 2024)
    assert changes is not None
    assert changes.label == "修改单位 青石镇：考核分组 空 → 工业优先组"
    after = _unit(book, "999901100")
    assert (after.assessment_group, after.function_class) == ("工业优先组", before.function_class)
    none = replace(units.as_typed(after), assessment_group="")
    units.change_unit(book, after, none, 2024)
    assert _unit(book, "999901100").assessment_group is None


def test_the_institutions_of_a_merged_unit_go_to_its_heir_in_the_same_step(
    tmp_path: Path,
) -> None:
    with institution_book(tmp_path / "示例县.db") as book:
        gone, heir = _unit(book, BAIHE), _unit(book, "999901102")
        assert gone.id is not None
        assert heir.id is not None
        institutions.commit(
            book,
            FoundDraft(
                heir.id,
                name="党政办公室",
                authorized=4,
                actual=4,
                since="2020-01-01",
                doc_no="示编〔2020〕1号",
            ),
        )
        typed = units.MergerTyped(gone.id, heir.id, "2024-03-01", "示政发〔2024〕3号")
        changes = units.merge_unit(book, typed, 2024)
        assert changes.label == (
            "撤并单位 白河镇：自 2024-03-01 并入云岭镇，机构划转 8 个、并入 1 个"
            "（示政发〔2024〕3号）"
        )
        page = institutions.register(book, date(2024, 3, 1)).unit("999901102")
        assert page is not None
        rows = {row.institution.name: row for row in page.register.rows}
        assert len(rows) == 9
        assert {row.institution.origin for row in rows.values()} == {Origin.MOVED, Origin.MERGED}
        assert (rows["党政办公室"].institution.authorized, page.register.actual) == (9, 55)
        assert [plate.name for plate in rows["经济发展办公室"].plates] == ["农业农村办公室"]
        assert not page.register.loose
        book.undo()
        before = institutions.register(book, date(2024, 3, 1)).unit(BAIHE)
        assert before is not None
        assert before.register.count == 9


def test_a_unit_that_ceases_altogether_closes_its_institutions(tmp_path: Path) -> None:
    with institution_book(tmp_path / "示例县.db") as book:
        gone = _unit(book, BAIHE)
        assert gone.id is not None
        typed = units.MergerTyped(gone.id, None, "2019-05-01", "示政发〔2024〕3号")
        with pytest.raises(BadChoice, match="才登记，这一步须在此后"):
            units.merge_unit(book, typed, 2024)
        units.merge_unit(book, replace(typed, since="2024-03-01"), 2024)
        known = institutions.known(book)
        assert {state.ending for state in known.institutions} == {Ending.CLOSED}
        assert {plate.valid_to for plate in known.nameplates} == {date(2024, 2, 29)}


def test_two_units_go_into_a_third_on_one_day(tmp_path: Path) -> None:
    doc, day = "示政发〔2024〕3号", "2024-03-01"
    with institution_book(tmp_path / "示例县.db") as book:
        heir = _unit(book, "999901102")
        for code in ("999901103", "999901200"):
            unit = _unit(book, code)
            assert unit.id is not None
            draft = FoundDraft(unit.id, name="党政办公室", authorized=4, actual=3, listed=True)
            institutions.commit(book, draft)
        assert heir.id is not None
        institutions.commit(
            book, FoundDraft(heir.id, name="党政办公室", authorized=5, actual=5, listed=True)
        )
        for code in ("999901103", "999901200"):
            gone = _unit(book, code)
            assert gone.id is not None
            changes = units.merge_unit(book, units.MergerTyped(gone.id, heir.id, day, doc), 2024)
            assert "机构并入 1 个" in changes.label
        page = institutions.register(book, date(2024, 3, 1)).unit("999901102")
        assert page is not None
        (row,) = page.register.rows
        assert (row.institution.authorized, row.institution.actual) == (13, 11)
        assert len(row.institution.predecessors) == 2
        assert page.findings_of(row.institution.number) == ()
