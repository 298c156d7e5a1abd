"""Forms handed out: filled ones import again as nothing changed, empty ones take what is typed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from sample_db.make import build_book
from tests import dirty
from tests.institution_book import BAIHE, institution_book, unit_id
from tests.shell import shell
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.desk.books import new_book
from townoffice.records import Category, Institution, InstitutionKind, Measure, Nameplate

KINDS = tuple(intake.EXPORTS)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    made = build_book(tmp_path_factory.mktemp("sample") / "sample.db")
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_imports_again_without_a_change_or_a_word(
    kind: str, sample: Book, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    intake.export(sample, kind, path, 2024)
    found = intake.preview(sample, path)
    assert (len(found.added), len(found.changed), len(found.unchanged)) == (0, 0, 24)
    assert found.problems == ()
    assert (found.missing, found.skipped, found.year) == ((), (), 2024)
    assert len([column for column in found.columns if column.field is None]) == 0
    assert intake.commit(sample, found) is None


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_has_the_headings_checks_and_notes(
    kind: str, sample: Book, tmp_path: Path
) -> None:
    path, empty = tmp_path / "out.xlsx", tmp_path / "empty.xlsx"
    intake.export(sample, kind, path, 2024)
    intake.export(sample, kind, empty, 2024, blank=True)
    filled, bare = openpyxl.load_workbook(path), openpyxl.load_workbook(empty)
    heads = [cell.value for cell in bare.worksheets[0][2]]
    assert heads == [cell.value for cell in filled.worksheets[0][2]]
    assert all(cell.value is None for row in bare.worksheets[0]["A3:Z62"] for cell in row)
    assert bare.sheetnames == ["乡镇（街道）", "填表说明"]
    rules = bare.worksheets[0].data_validations.dataValidation
    lists = [rule for rule in rules if rule.type == "list"]
    assert '"镇,乡,街道"' in {rule.formula1 for rule in lists}
    column = {str(rule.sqref).split("3")[0]: rule.type for rule in rules}
    whole = heads.index("核定行政编制（名）" if kind == "posts" else "户籍人口（人）")
    assert column[openpyxl.utils.get_column_letter(whole + 1)] == "whole"


def test_what_is_typed_into_an_empty_form_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with new_book(tmp_path / "b.db", "示例县", "999901") as book:
        for kind in ("indicators", "posts"):
            intake.export(book, kind, path, 2024, blank=True)
            form = openpyxl.load_workbook(path)
            page = form.worksheets[0]
            heads = {str(cell.value).split("（")[0]: cell.column for cell in page[2]}
            forms: dict[str, dict[str, object]] = {
                "indicators": {"户籍人口": 32001, "面积": 86.4, "地区生产总值": 512300},
                "posts": {"核定行政编制": 30, "实有行政编制人员": 28, "文号": "示编发〔2024〕1号"},
            }
            typed: dict[str, object] = {
                "区划代码": "999901101",
                "名称": "青石镇",
                "类型": "镇",
            } | forms[kind]
            for name, value in typed.items():
                page.cell(3, next(n for h, n in heads.items() if name in h), value)
            form.save(path)
            found = intake.preview(book, path)
            assert found.problems == ()
            assert intake.commit(book, found) is not None
        [unit] = book.townships()
        [row] = book.indicators(2024)
        assert (unit.name, row.registered_population, row.area_km2) == (
            "青石镇",
            32001,
            Decimal("86.4"),
        )
        posts = {(f.category, f.measure): (f.count, f.doc_no) for f in book.post_facts()}
        assert posts == {
            (Category.ADMIN, Measure.AUTHORIZED): (30, "示编发〔2024〕1号"),
            (Category.ADMIN, Measure.ACTUAL): (28, None),
        }


def test_a_list_of_institutions_imports_again_without_a_change_or_a_word(
    sample: Book, tmp_path: Path
) -> None:
    path = tmp_path / "机构名册.xlsx"
    for year in (2023, 2024):
        intake.export(sample, "institutions", path, year)
        found = intake.preview(sample, path, kind=None)
        on = date(year, 12, 31)
        there = [one for one in sample.all_of(Institution) if one.exists(on)]
        assert (found.kind, found.year) == ("institutions", year)
        assert (len(found.added), len(found.changed)) == (0, 0)
        assert len(found.unchanged) == len(there)
        assert (found.problems, found.missing, found.skipped) == ((), (), ())
        assert intake.commit(sample, found) is None


def test_every_kind_and_every_plate_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "机构名册.xlsx"
    with institution_book(tmp_path / "b.db") as book:
        unit = unit_id(book, BAIHE)
        with book.change("登记") as writer:
            writer.add(Institution(90, unit, InstitutionKind.EXEMPT, "人民武装部", 90))
            writer.add(Nameplate(unit, 1, "档案室"))
            writer.add(Nameplate(unit, 1, "保密办公室"))
        intake.export(book, "institutions", path, 2024)
        page = openpyxl.load_workbook(path).worksheets[0]
        assert "档案室、保密办公室" in {row[4].value for row in page}
        found = intake.preview(book, path, kind=None, year=2024)
        assert (len(found.added), len(found.changed)) == (0, 0)
        assert len(found.unchanged) == 10


def test_what_is_typed_into_an_empty_list_of_institutions_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "机构名册.xlsx"
    with institution_book(tmp_path / "b.db") as book:
        intake.export(book, "institutions", path, 2024, blank=True)
        form = openpyxl.load_workbook(path)
        page = form.worksheets[0]
        rules = {rule.formula1 for rule in page.data_validations.dataValidation}
        assert '"党政机构,执法队伍,事业单位,不计入机构数"' in rules
        heads = {str(cell.value).split("（")[0]: cell.column for cell in page[2]}
        typed = {"乡镇": "云岭镇", "机构名称": "党政办公室", "机构类别": "党政机构",
                 "加挂牌子": "人大办公室、档案室", "核定编制": 6}  # fmt: skip
        for name, value in typed.items():
            page.cell(3, heads[name], value)
        form.save(path)
        (row,) = intake.preview(book, path, kind=None).added
        assert row.institution is not None
        assert (row.institution.name, row.institution.authorized) == ("党政办公室", 6)
        assert [plate.name for plate in row.plates] == ["人大办公室", "档案室"]


def test_the_shell_writes_each_form_filled_and_empty(tmp_path: Path) -> None:
    book = tmp_path / "b.db"
    dirty.book(book).close()
    for kind in (*KINDS, "institutions"):
        out = tmp_path / f"{kind}.xlsx"
        assert shell("export", book, kind, out).status == 0
        again = shell("import", book, out, "--json").document()
        assert (again["added"], again["changed"], again["problems"]) == (0, 0, [])
        told = shell("export", book, kind, out, "--blank")
        assert told.status == 0
        assert "空白表样" in told.err
        assert openpyxl.load_workbook(out).worksheets[0]["A3"].value is None
