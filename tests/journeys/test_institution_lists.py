"""Lists of institutions: read, held against the register, listed, put right, taken back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.shell import shell
from townoffice.desk import intake
from townoffice.desk.books import Book, new_book
from townoffice.feedback import BadChoice, Level
from townoffice.records import Institution, InstitutionKind, Kind, Nameplate, Origin, Township

FORM = Path(__file__).parents[3] / "shared/data/county_forms/06_机构一览.xlsx"
TRUTH = FORM.with_name("truth_institutions.json")
HEADER = ("序号", "乡镇", "机构名称", "机构类别", "加挂牌子", "核定编制", "实有人数", "批准文号")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A county of two towns."""
    made = new_book(tmp_path / "县.db", "示例县", "999901")
    with made.change("登记") as writer:
        for code, name in (("999901101", "烟店镇"), ("999901102", "古云镇")):
            writer.add(Township(code, name, Kind.TOWN))
    return made


def _sheet(path: Path, rows: Sequence[Sequence[object]], title: str = "") -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    if title:
        sheet.append([title])
    for row in rows:
        sheet.append(list(row))
    workbook.save(path)
    return path


def _listed(tmp_path: Path, *rows: Sequence[object], title: str = "") -> Path:
    return _sheet(tmp_path / "机构.xlsx", (HEADER, *rows), title)


def _of(book: Book, name: str) -> Institution:
    return next(one for one in book.all_of(Institution) if one.name == name)


@pytest.mark.skipif(not FORM.exists(), reason="other people's test files are not here")
def test_a_county_form_is_read_as_its_truth(book: Book) -> None:
    preview = intake.preview(book, FORM, kind=None)
    assert preview.kind == "institutions"
    read = [
        {
            "unit": row.name,
            "name": row.values["institution"],
            "category": row.values["kind"],
            "nameplates": str(row.values["plates"]).split("、") if row.values["plates"] else [],
        }
        for row in preview.rows
    ]
    assert read == json.loads(TRUTH.read_text(encoding="utf-8"))
    assert [p for p in preview.problems if p.level is not Level.NOTE] == []


@pytest.mark.skipif(not FORM.exists(), reason="other people's test files are not here")
def test_a_county_form_is_listed_in_one_step_and_then_the_same(book: Book) -> None:
    changes = intake.commit(book, intake.preview(book, FORM, kind=None))
    assert changes is not None
    assert changes.label == "导入 28 个机构（06_机构一览.xlsx）"
    assert len(book.all_of(Institution)) == 28
    assert len(book.all_of(Nameplate)) == 5 + 3
    again = intake.preview(book, FORM, kind=None)
    assert (len(again.added), len(again.changed), len(again.unchanged)) == (0, 0, 28)
    book.undo()
    assert book.all_of(Institution) == ()
    assert book.all_of(Nameplate) == ()


def test_what_is_new_is_listed_with_its_plates_and_document(book: Book, tmp_path: Path) -> None:
    path = _listed(
        tmp_path,
        (1, "烟店镇", "党政办公室", "党政机构", "无", 5, 4, "示编〔2019〕12号"),
        (2, None, "便民服务中心", "公益一类事业单位", "加挂党群服务中心牌子", 9, 9, None),
        (3, None, "综合行政执法大队", "执法队伍", None, 9, 10, None),
    )
    intake.commit(book, intake.preview(book, path, kind=None))
    office, centre, team = (
        _of(book, n) for n in ("党政办公室", "便民服务中心", "综合行政执法大队")
    )
    assert (office.authorized, office.actual, office.doc_no) == (5, 4, "示编〔2019〕12号")
    assert office.origin is Origin.LISTED
    assert centre.kind is InstitutionKind.PUBLIC_INSTITUTION
    assert team.kind is InstitutionKind.ENFORCEMENT_BODY
    plates = book.all_of(Nameplate)
    assert [(plate.name, plate.host) for plate in plates] == [("党群服务中心", centre.number)]
    assert len({office.number, centre.number, team.number}) == 3


def test_people_are_put_right_and_posts_are_asked_about(book: Book, tmp_path: Path) -> None:
    row = (1, "烟店镇", "党政办公室", "党政机构", None, 5, 4, None)
    intake.commit(book, intake.preview(book, _listed(tmp_path, row), kind=None))
    path = _listed(tmp_path, (*row[:6], 5, None))
    changed = intake.preview(book, path, kind=None)
    assert [(d.label, d.old, d.new, d.cell) for d in changed.changed[0].differences] == [
        ("实有人数", 4, 5, "G2")
    ]
    assert not changed.problems_at(Level.ASK)
    intake.commit(book, changed)
    more = intake.preview(book, _listed(tmp_path, (*row[:5], 6, 5, None)), kind=None)
    (asked,) = more.problems_at(Level.ASK)
    assert "更正登记" in asked.what
    with pytest.raises(BadChoice):
        intake.commit(book, more)
    intake.commit(book, more, accept=True)
    assert _of(book, "党政办公室").authorized == 6


def test_what_the_list_does_not_name_stays_and_is_told(book: Book, tmp_path: Path) -> None:
    rows = [
        (1, "烟店镇", "党政办公室", "党政机构", "甲站、乙站", 5, 4, None),
        (2, "烟店镇", "规划办公室", "党政机构", None, 5, 4, None),
    ]
    intake.commit(book, intake.preview(book, _listed(tmp_path, *rows), kind=None))
    shorter = _listed(tmp_path, (1, "烟店镇", "党政办公室", "党政机构", "甲站", 5, 4, None))
    preview = intake.preview(book, shorter, kind=None)
    told = [problem.what for problem in preview.problems_at(Level.NOTE)]
    assert any("乙站" in what and "保持不变" in what for what in told)
    assert any("规划办公室" in what and "保持不变" in what for what in told)
    assert intake.commit(book, preview) is None
    assert len(book.all_of(Institution)) == 2


def test_a_list_of_one_unit_is_known_by_its_title_and_groups(book: Book, tmp_path: Path) -> None:
    path = _sheet(
        tmp_path / "表.xlsx",
        (
            ("机构名称", "加挂牌子", "核定编制"),
            ("一、党政机构（2个）", None, None),
            ("党政办公室", None, 5),
            ("经济发展办公室", "农业农村办公室", 4),
            ("二、事业单位（1个）", None, None),
            ("便民服务中心", None, 6),
            ("合计", None, 15),
        ),
        title="古云镇机构设置一览表",
    )
    preview = intake.preview(book, path, kind=None)
    assert [(row.name, row.values["institution"], row.values["kind"]) for row in preview.added] == [
        ("古云镇", "党政办公室", "党政机构"),
        ("古云镇", "经济发展办公室", "党政机构"),
        ("古云镇", "便民服务中心", "事业单位"),
    ]
    assert [row.why for row in preview.skipped] == ["类别行", "类别行", "合计行"]


def test_unknown_kinds_units_and_doubles_are_told_at_their_cells(
    book: Book, tmp_path: Path
) -> None:
    path = _listed(
        tmp_path,
        (1, "烟店镇", "党政办公室", "党政机构", None, None, None, None),
        (2, "烟店镇", "党政办公室", "党政机构", None, None, None, None),
        (3, "烟店镇", "某室", "其它类型甲", None, None, None, None),
        (4, "别的镇", "党政办公室", "党政机构", None, None, None, None),
    )
    preview = intake.preview(book, path, kind=None)
    said = {problem.cell: problem for problem in preview.problems}
    assert "重复" in said["C3"].what
    assert said["C3"].level is Level.STOP
    assert "认不出" in said["D4"].what
    assert "没有" in said["B5"].what
    assert len(preview.added) == 1
    assert len(preview.left_out) == 2


def test_an_institution_founded_by_its_day_keeps_it(book: Book, tmp_path: Path) -> None:
    path = _sheet(
        tmp_path / "表.xlsx",
        (
            ("乡镇", "机构名称", "机构类别", "设立时间"),
            ("烟店镇", "党政办公室", "党政机构", "2019-04-09"),
        ),
    )
    intake.commit(book, intake.preview(book, path, kind=None))
    assert _of(book, "党政办公室").valid_from == date(2019, 4, 9)


def test_the_shell_reads_writes_and_hands_out_a_list(book: Book, tmp_path: Path) -> None:
    path = _listed(tmp_path, (1, "烟店镇", "党政办公室", "党政机构", "甲站", 5, 4, None))
    book.close()
    said = shell("import", tmp_path / "县.db", path, "--as", "institutions", "--json").document()
    assert said["kind"] == "institutions"
    assert said["committed"] is True
    rows = said["rows"]
    assert isinstance(rows, list)
    (row,) = rows
    assert isinstance(row, Mapping)
    assert [row[key] for key in ("unit", "name", "kind", "nameplates")] == [
        "烟店镇",
        "党政办公室",
        "党政机构",
        ["甲站"],
    ]
