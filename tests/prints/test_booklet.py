"""Many forms in one file: contents, running numbers, and what duplex printing needs."""

from pathlib import Path

import pypdfium2
import pytest

from tests.prints.paper_forms import institutions, ranking, secondment
from townoffice.prints import Form, write_booklet, write_pdf
from townoffice.prints.form import Column, ColumnKind, Section


def _texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _wide(columns: int) -> Form:
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("单位", ColumnKind.NAME),
        *(Column(f"第{n}项", ColumnKind.NUMBER) for n in range(columns)),
    )
    return Form(
        "宽表", "样本县", (Section(header, ((1, "甲镇", *range(10000, 10000 + columns)),)),)
    )


def test_contents_come_first_and_tell_where_each_table_begins(tmp_path: Path) -> None:
    path = tmp_path / "册.pdf"
    report = write_booklet([institutions(), ranking(), secondment()], path, "样本县表册")
    pages = _texts(path)
    assert report.pages == len(pages) == 2 + 3
    assert "目" in pages[0]
    assert not pages[1].strip(), "the back of the contents is blank, so page 1 is a front"
    lines = [line for line in pages[0].splitlines() if "…" in line]
    assert [line.rsplit("…", 1)[1].strip() for line in lines] == ["1", "2", "3"]
    assert institutions().title in lines[0]


def test_page_numbers_run_through_and_every_page_is_as_the_table_alone(tmp_path: Path) -> None:
    path, alone = tmp_path / "册.pdf", tmp_path / "表.pdf"
    write_booklet([institutions(), ranking()], path, "样本县表册")
    write_pdf(institutions(), alone)
    pages = _texts(path)[2:]
    assert "— 1 —" in pages[0]
    assert "— 2 —" in pages[1]
    assert pages[0].split() == _texts(alone)[0].split()


def test_a3_is_a_front_and_its_back_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "册.pdf"
    write_booklet([institutions(), _wide(24), ranking()], path, "样本县表册")
    with pypdfium2.PdfDocument(path) as document:
        sizes = [round(page.get_width() / 72 * 25.4) for page in document]
    assert sizes.count(420) == 1, "the wide table takes one A3 sheet"
    place = sizes.index(420)
    assert place % 2 == 0, "counted from 0, an even place is a front"
    pages = _texts(path)
    assert "— 3 —" in pages[place]
    assert not pages[place + 1].strip()
    assert "— 5 —" in pages[place + 2]


def test_the_outline_leads_to_every_table(tmp_path: Path) -> None:
    path = tmp_path / "册.pdf"
    write_booklet([institutions(), ranking()], path, "样本县表册")
    with pypdfium2.PdfDocument(path) as document:
        marks = [(item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    assert [place for _, place in marks] == [2, 3]
    assert marks[0][0] == institutions().title


def test_the_same_forms_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for path in (first, second):
        write_booklet([institutions(), ranking()], path, "样本县表册")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("count", [1, 25, 60])
def test_contents_of_any_length_leave_page_one_a_front(tmp_path: Path, count: int) -> None:
    path = tmp_path / "册.pdf"
    write_booklet([ranking()] * count, path, "样本县表册")
    pages = _texts(path)
    first = next(n for n, text in enumerate(pages) if "— 1 —" in text)
    assert first % 2 == 0
    assert sum("…" in line for text in pages[:first] for line in text.splitlines()) == count
