"""机构调整前后对照表 and 机构图: what documents made of a unit, and the picture of what it has."""

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from sample_db.make import build_book
from tests.institution_book import BAIHE, ROWS, YUNLING, institution_book, number
from townoffice.desk import institutions
from townoffice.desk.books import Book
from townoffice.desk.institution_drafts import (
    CloseDraft,
    MergeDraft,
    PartDraft,
    RenameDraft,
    SplitDraft,
)
from townoffice.desk.tables import drawn, print_table
from townoffice.desk.tables.wish import Wish
from townoffice.feedback import BadChoice, NotFound
from townoffice.prints import Form
from townoffice.prints.form import Merged
from townoffice.prints.forms import tree_form
from townoffice.prints.picture import Lettering, Stroke
from townoffice.prints.texts import form_texts
from townoffice.records import Box, Category, County, InstitutionKind

DAY = "2024-05-01"
ON = date(2024, 12, 31)
DOC = "示编〔2024〕6号"


def _drawn(book: Book, table: str, unit: str | None = BAIHE, on: date = ON) -> Form:
    form, _ = drawn(table, Wish(book, None, None, draft=False, order=None, on=on, unit=unit))
    return form


def _value(cell: object) -> object:
    return cell.value if isinstance(cell, Merged) else cell


def _sums_agree(form: Form) -> bool:
    cells = form.sections[0].totals[0].cells
    return cells[0] == cells[3]


def test_a_renamed_institution_stands_beside_its_old_name(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        one = number(book, "经济发展办公室")
        institutions.commit(book, RenameDraft(one, "经济和乡村振兴办公室", DAY, DOC))
        form = _drawn(book, "reorganization")
    rows = {str(row[4]): row for row in form.sections[0].rows}
    row = rows["经济和乡村振兴办公室"]
    assert (row[1], row[3], row[6], row[8], row[9]) == ("经济发展办公室", 4, 4, "更名", DOC)
    assert rows["党政办公室"][8] == "不变"
    assert form.as_of == "2024年5月1日"
    assert _sums_agree(form)


def test_a_merger_is_one_block_and_no_post_is_lost(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        two = (number(book, "社会事务综合服务中心"), number(book, "农业综合服务中心"))
        draft = MergeDraft(two, name="综合服务中心", authorized=18, since=DAY, doc_no=DOC)
        institutions.commit(book, draft)
        form = _drawn(book, "reorganization")
    rows = form.sections[0].rows
    place = next(n for n, row in enumerate(rows) if _value(row[4]) == "综合服务中心")
    assert [row[1] for row in rows[place : place + 2]] == [
        "社会事务综合服务中心",
        "农业综合服务中心",
    ]
    assert rows[place][4] == Merged("综合服务中心", down=2)
    assert rows[place][6:10] == (
        Merged(18, down=2),
        Merged(0, down=2),
        Merged("合并", down=2),
        Merged(DOC, down=2),
    )
    assert _sums_agree(form)
    assert form.sections[0].totals[0].cells[1] == "9个→8个"


def test_a_split_keeps_the_sum_and_the_old_one_stands_once(tmp_path: Path) -> None:
    parts = (
        PartDraft("政务服务中心", InstitutionKind.PUBLIC_INSTITUTION, Category.INSTITUTION, 4, 4),
        PartDraft("党群服务中心", InstitutionKind.PUBLIC_INSTITUTION, Category.INSTITUTION, 2, 2),
    )
    with institution_book(tmp_path / "县.db") as book:
        one = number(book, "政务（便民）服务中心")
        institutions.commit(book, SplitDraft(one, parts, since=DAY, doc_no=DOC))
        form = _drawn(book, "reorganization")
    rows = form.sections[0].rows
    place = next(n for n, row in enumerate(rows) if row[4] == "政务服务中心")
    assert rows[place][1] == Merged("政务（便民）服务中心", down=2)
    assert [row[6] for row in rows[place : place + 2]] == [4, 2]
    assert rows[place][8] == Merged("分设", down=2)
    assert _sums_agree(form)


def test_a_closed_institution_has_nothing_beside_it_and_the_sums_differ(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        institutions.commit(book, CloseDraft(number(book, "社会事务办公室"), DAY, DOC))
        form = _drawn(book, "reorganization")
    row = next(row for row in form.sections[0].rows if row[1] == "社会事务办公室")
    assert (row[4], row[6], row[7], row[8], row[9]) == ("无", 0, -3, "撤销", DOC)
    assert "不等，相差3名" in form.notes.relations[0]


def test_the_day_asked_chooses_the_change(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        one = number(book, "社会事务办公室")
        institutions.commit(book, RenameDraft(one, "民生事务办公室", "2022-03-01", DOC))
        institutions.commit(book, RenameDraft(one, "民生服务办公室", DAY, DOC))
        then, now = (
            {(row[1], row[4]) for row in _drawn(book, "reorganization", on=on).sections[0].rows}
            for on in (date(2023, 1, 1), ON)
        )
    assert ("社会事务办公室", "民生事务办公室") in then
    assert ("民生事务办公室", "民生服务办公室") in now


def test_a_merged_town_shows_what_its_predecessors_had(tmp_path: Path) -> None:
    with build_book(tmp_path / "样本县.db") as book:
        form = _drawn(book, "reorganization", "松溪镇", date(2024, 2, 1))
    rows = form.sections[0].rows
    assert rows[0][4] == Merged("党政办公室", down=2)
    assert [row[1] for row in rows[:2]] == ["党政办公室", "党政办公室"]


def test_a_unit_without_any_change_is_told_so(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        with pytest.raises(NotFound, match="没有登记过调整"):
            _drawn(book, "reorganization", YUNLING)
        with pytest.raises(NotFound, match="还没有登记机构"):
            _drawn(book, "tree", YUNLING)
        with pytest.raises(BadChoice, match="一次印一个"):
            _drawn(book, "tree", None)


def test_the_picture_has_every_institution_with_posts_and_people(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        form = _drawn(book, "tree")
    assert form.picture is not None
    words = [shape.text for shape in form.picture.shapes if isinstance(shape, Lettering)]
    for _, name, posts, people, plates in ROWS:
        at = words.index(name)
        over = f" 超{people - posts}" if people > posts else ""
        assert words[at + 1] == f"核{posts} 实{people}{over}"
        assert all(any(plate in word for word in words) for plate in plates)


def test_a_box_over_its_posts_has_a_thick_frame_and_no_other(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        form = _drawn(book, "tree")
    assert form.picture is not None
    shapes = form.picture.shapes
    over = [shape for shape in shapes if isinstance(shape, Lettering) and "超" in shape.text]
    thick = [shape for shape in shapes if isinstance(shape, Stroke) and shape.weight == 2]
    assert len(thick) == len(over)


def test_the_picture_is_one_sheet_of_a3_and_its_workbook_a_list(tmp_path: Path) -> None:
    paper, sheet = tmp_path / "图.pdf", tmp_path / "图.xlsx"
    with institution_book(tmp_path / "县.db") as book:
        form = print_table(book, "tree", paper, unit=BAIHE, on=ON).form
        print_table(book, "tree", sheet, unit=BAIHE, on=ON)
    with pypdfium2.PdfDocument(paper) as document:
        (page,) = list(document)
        wide, high = page.get_size()
        text = "".join(page.get_textpage().get_text_bounded().split())
    assert [said for said in form_texts(form) if "".join(said.split()) not in text] == []
    assert (round(wide / 72 * 25.4), round(high / 72 * 25.4)) == (420, 297)
    cells = {cell.value for row in openpyxl.load_workbook(sheet).worksheets[0] for cell in row}
    for _, name, *_ in ROWS:
        assert name in cells


def test_more_institutions_than_a_sheet_holds_are_refused_in_words() -> None:
    group = Box("g", "党政机构", below=tuple(Box(str(n), f"第{n}办公室") for n in range(60)))
    with pytest.raises(BadChoice, match="机构太多"):
        tree_form(County("示例县", "999901"), Box("u", "白河镇", below=(group,)), ON)


def test_people_of_a_unit_are_summed_only_where_all_are_reported(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as book:
        form = _drawn(book, "tree")
    assert form.picture is not None
    words = [shape.text for shape in form.picture.shapes if isinstance(shape, Lettering)]
    assert words[words.index("白河镇") + 1] == "核63"
    assert "事业编制 核33" in words
