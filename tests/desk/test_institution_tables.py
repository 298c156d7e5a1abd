"""机构设置一览表, 沿革表 and 核查情况表 as they are printed; 烟店 and 古云 as seed 004 has them."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from tests.institution_book import BAIHE, institution_book
from townoffice.desk import institutions
from townoffice.desk.books import Book, new_book
from townoffice.desk.institution_drafts import RenameDraft
from townoffice.desk.policies import adopt_pack
from townoffice.desk.tables import drawn, print_table
from townoffice.desk.tables.wish import Wish
from townoffice.feedback import BadChoice
from townoffice.policy import shipped_templates
from townoffice.prints import Form
from townoffice.prints.form import COVERED, Merged
from townoffice.records import Institution, Kind, Nameplate, Township

TOWNS = {"烟店镇": ("999901101", "s4-yandian"), "古云镇": ("999901102", "s4-guyun")}
ON = date(2024, 12, 31)


@pytest.fixture
def two_towns(tmp_path: Path) -> Book:
    """The two towns of the seed with what their plan sets up, and nothing else."""
    book = new_book(tmp_path / "县.db", "示例县", "999901")
    templates = {template.id: template for template in shipped_templates()}
    number = 0
    for name, (code, pack) in TOWNS.items():
        with book.change("登记") as writer:
            unit = writer.add(Township(code, name, Kind.TOWN))
            for place, row in enumerate(templates[pack].rows, 1):
                number += 1
                writer.add(
                    Institution(
                        number, unit, row.kind, row.name, place, row.category,
                        head_held_by=row.head_held_by,
                    )
                )  # fmt: skip
                for plate in row.nameplates:
                    writer.add(Nameplate(unit, number, plate, "示编〔2019〕1号"))
        township = next(one for one in book.townships() if one.name == name)
        adopt_pack(
            book, pack, unit=township, groups=[township.kind.group], doc_no="示编〔2019〕1号"
        )
    return book


def _drawn(book: Book, table: str, unit: str | None = None, on: date = ON) -> Form:
    form, _ = drawn(table, Wish(book, None, None, draft=False, order=None, on=on, unit=unit))
    return form


def _said(form: Form) -> list[str]:
    """Give the words of all cells, merged ones once."""
    cells = (cell for section in form.sections for row in section.rows for cell in row)
    cells = (cell.value if isinstance(cell, Merged) else cell for cell in cells)
    return [str(cell) for cell in cells if cell is not COVERED]


@pytest.mark.parametrize(
    ("unit", "sums", "posts"),
    [
        ("烟店镇", ("14个（党政8、事业6）", "5块（党政2、事业3）"), "行政编制50名、事业编制65名"),
        ("古云镇", ("14个（党政8、事业6）", "3块（党政2、事业1）"), "行政编制45名、事业编制65名"),
    ],
)
def test_a_town_of_the_seed_is_printed_as_the_seed_has_it(
    two_towns: Book, unit: str, sums: tuple[str, str], posts: str
) -> None:
    form = _drawn(two_towns, "institutions", unit)
    (section,) = form.sections
    total, in_posts, leaders = section.totals
    assert total.cells[:2] == sums
    assert in_posts.cells[0] == Merged(f"{posts}（未分解到各机构）", across=4)
    assert leaders.label == "领导职数"
    words = _said(form)
    assert words.count("由镇领导副职兼任") == 1, "one cell for the eight offices"
    assert any("副科级" in word and "1名" in word for word in words)
    assert any(word.startswith("可按副科级") for word in words)
    assert "未作规定" in words
    assert "2019" in form.notes.basis[0] or "《" in form.notes.basis[0]


def test_the_lists_of_the_two_towns_have_the_plates_of_the_seed(two_towns: Book) -> None:
    words = _said(_drawn(two_towns, "institutions", "烟店镇"))
    assert "农业农村办公室\n生态环境办公室" in words
    assert "退役军人服务中心" in words
    assert "社会事务发展局" in _said(_drawn(two_towns, "institutions", "古云镇"))


def test_the_list_of_the_county_has_every_unit(two_towns: Book) -> None:
    form = _drawn(two_towns, "institution-list")
    assert len(form.sections[0].rows) == 28
    assert [word for word in _said(form) if word in TOWNS] == ["烟店镇", "古云镇"]
    assert "共28个（党政16、事业12），加挂牌子8块" in form.notes.relations[0]


def test_posts_of_institutions_stand_beside_them_and_are_summed(tmp_path: Path) -> None:
    book = institution_book(tmp_path / "县.db")
    form = _drawn(book, "institutions", BAIHE)
    (section,) = form.sections
    posts = [row[4:6] for row in section.rows]
    assert section.totals[0].cells[2:4] == tuple(
        sum(int(str(row[n])) for row in posts) for n in (0, 1)
    )
    assert form.unit == "单位：个、块、名"


def test_a_table_of_one_unit_asks_for_it(tmp_path: Path) -> None:
    book = institution_book(tmp_path / "县.db")
    with pytest.raises(BadChoice, match="一次印一个"):
        _drawn(book, "institutions")


def test_the_history_has_each_act_with_its_document(tmp_path: Path) -> None:
    book = institution_book(tmp_path / "县.db")
    number = next(o.number for o in book.all_of(Institution) if o.name == "经济发展办公室")
    institutions.commit(
        book, RenameDraft(number, "经济和乡村振兴办公室", "2023-05-01", "示编〔2023〕6号")
    )
    rows = _drawn(book, "lineage", BAIHE).sections[0].rows
    renamed = [row for row in rows if row[3] == "更名"]
    assert [(row[1], row[5]) for row in renamed] == [("2023.05.01", "示编〔2023〕6号")]
    before = _drawn(book, "lineage", BAIHE, date(2022, 1, 1)).sections[0].rows
    assert [row for row in before if row[3] == "更名"] == []


def test_the_check_prints_every_finding_with_its_clause(tmp_path: Path) -> None:
    book = institution_book(tmp_path / "县.db")
    form = _drawn(book, "check")
    statistics, findings = form.sections
    page = institutions.register(book, ON)
    assert len(findings.rows) == len(page.findings)
    assert sum(int(str(row[-2])) for row in statistics.rows) == len(page.breaches)
    assert all(str(row[7]) for row in findings.rows)


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
@pytest.mark.parametrize("table", ["institution-list", "institutions", "lineage", "check"])
def test_every_table_is_written(tmp_path: Path, table: str, suffix: str) -> None:
    book = institution_book(tmp_path / "县.db")
    path = tmp_path / f"表{suffix}"
    unit = BAIHE if table in {"institutions", "lineage"} else None
    print_table(book, table, path, unit=unit)
    assert path.stat().st_size > 1000
    if suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            text = document[0].get_textpage().get_text_bounded()
        assert "示例县" in text
