"""The finished file: pages, texts, fonts, bytes, lines at their places, and what can go wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from tests.prints import paper_forms, test_forms_transfers, test_xlsx
from tests.prints.extraction import expected, found, pages_text
from tests.prints.paper_forms import classification, comparison, list_of, sixty_units, staffing
from tests.prints.pictures import BARS
from tests.prints.places import crossed, frames
from tests.prints.ways import WAYS
from townoffice.feedback import CannotWrite
from townoffice.prints.cells import cell_text
from townoffice.prints.fonts import FontSet, Role, find_fonts
from townoffice.prints.form import Absent, Binding, Column, ColumnKind, Form, Inferred
from townoffice.prints.pdf import write_pdf

FORMS: Mapping[str, Callable[[], Form]] = {
    "1 classification": paper_forms.classification,
    "2 staffing": paper_forms.staffing,
    "3 comparison": paper_forms.comparison,
    "4 sixty units": paper_forms.sixty_units,
    "5 institutions": paper_forms.institutions,
    "6 secondment": paper_forms.secondment,
    "7 ranking": paper_forms.ranking,
    "groups over pages": lambda: paper_forms.duties(20, 3, 26, 9, 12),
    "divided": lambda: list_of(45, 40),
    "no row": lambda: list_of(0),
    "one row": lambda: list_of(1),
    "forty columns, no row": lambda: list_of(0, 40),
    "picture below": lambda: replace(list_of(8), picture=BARS),
    "picture apart": lambda: replace(list_of(60), picture=BARS),
    **test_xlsx.FORMS,
    **test_forms_transfers.FORMS,
    **WAYS,
}
MM = 72 / 25.4


@pytest.mark.parametrize("name", FORMS)
def test_every_text_of_the_form_and_nothing_else_is_on_paper(
    name: str, tmp_path: Path, fonts: FontSet
) -> None:
    form = FORMS[name]()
    report = write_pdf(form, tmp_path / "t.pdf", fonts)
    assert found(tmp_path / "t.pdf") == expected(form, fonts)
    assert crossed(tmp_path / "t.pdf") == []
    assert report.missing == ()


def test_rows_are_read_from_left_to_right(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(staffing(), tmp_path / "t.pdf", fonts)
    (text,) = pages_text(tmp_path / "t.pdf")
    assert "2白河镇301515.331512.8785132828−2余数第1位，进1取13" in text


def test_sign_off_and_notes_stand_on_the_last_page_only(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(sixty_units(), tmp_path / "t.pdf", fonts)
    first, last = pages_text(tmp_path / "t.pdf")
    assert "单位负责人" not in first
    assert "注：" not in first
    assert "合计" in first
    assert "单位负责人" in last
    assert "续表1" in last
    assert "表号" not in last


def test_the_same_form_gives_the_same_bytes(tmp_path: Path, fonts: FontSet) -> None:
    for place in ("a.pdf", "b.pdf"):
        write_pdf(staffing(), tmp_path / place, fonts)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_every_font_is_embedded_as_a_subset(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(staffing(), tmp_path / "t.pdf", fonts)
    embedded = set()
    with pdfium.PdfDocument(tmp_path / "t.pdf") as document:
        for item in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item)
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
            embedded.add(raw.FPDFFont_GetIsEmbedded(font))
    content = (tmp_path / "t.pdf").read_bytes()
    names = [line for line in content.split(b"\n") if b"/BaseFont" in line]
    assert embedded == {1}
    assert names
    assert all(b"+" in name for name in names)
    assert b"Helvetica" not in content


RARE = "堌垴塬埗㳇㮾䃥𠮷"


def test_names_with_rare_characters_are_printed_and_copied(tmp_path: Path, fonts: FontSet) -> None:
    form = list_of(len(RARE))
    section = form.sections[0]
    rows = tuple(
        (row[0], f"{char}镇", *row[2:]) for row, char in zip(section.rows, RARE, strict=True)
    )
    report = write_pdf(replace(form, sections=(replace(section, rows=rows),)), tmp_path / "t.pdf")
    text = pages_text(tmp_path / "t.pdf")[0]
    for char in RARE:
        assert f"{char}镇" in text or char in report.missing


def test_a_character_no_font_has_is_listed(tmp_path: Path, fonts: FontSet) -> None:
    form = replace(list_of(1), title="示例县\U000323af表")
    assert write_pdf(form, tmp_path / "t.pdf", fonts).missing == ("\U000323af",)
    assert "示例县〓表" in pages_text(tmp_path / "t.pdf")[0]


def test_stand_ins_are_named(tmp_path: Path, fonts: FontSet) -> None:
    report = write_pdf(list_of(1), tmp_path / "t.pdf", fonts)
    roles = {stand_in.role for stand_in in report.stand_ins}
    assert roles == {
        role
        for role in (Role.TITLE, Role.FANG, Role.HEI, Role.SONG)
        if not fonts.face(role).genuine
    }


@pytest.mark.parametrize(
    ("form", "left", "top", "right"),
    [
        (classification(), 35, 28 + 20.4 + 11 + 6.6, 260),
        (staffing(), 35, 28 + 11 + 7.5 + 6.6, 260),
        (comparison(), 35, 26 + 20.4 + 11 + 6.6, 260),
    ],
)
def test_the_table_stands_where_the_reference_pages_have_it(
    form: Form, left: float, top: float, right: float, tmp_path: Path, fonts: FontSet
) -> None:
    write_pdf(form, tmp_path / "t.pdf", fonts)
    (frame,) = frames(tmp_path / "t.pdf")
    assert frame[:3] == pytest.approx((left, top, right), abs=0.01)


def test_each_page_closes_the_frame_around_its_own_rows(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(sixty_units(), tmp_path / "t.pdf", fonts)
    (first,), (second,) = frames(tmp_path / "t.pdf", 0), frames(tmp_path / "t.pdf", 1)
    assert (first[0], first[2]) == pytest.approx((28, 184), abs=0.01)
    assert (second[0], second[2]) == pytest.approx((26, 182), abs=0.01)
    assert second[1] == pytest.approx(37 + 5.8, abs=0.01)
    assert max(first[3], second[3]) <= 37 + 225


def place_of(path: Path, wanted: str) -> tuple[float, float]:
    """Give the left and lower end of a text in mm from the upper left corner of the first page."""
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        textpage = page.get_textpage()
        place, _ = textpage.search(wanted).get_next() or (None, 0)
        assert place is not None
        left, bottom, _, _ = textpage.get_charbox(place, loose=True)
        return left / MM, (page.get_height() - bottom) / MM


@pytest.mark.parametrize(("number", "side"), [(1, "right"), (2, "left")])
def test_the_page_number_changes_sides_and_the_code_takes_the_free_corner(
    number: int, side: str, tmp_path: Path, fonts: FontSet
) -> None:
    form = replace(list_of(3), first_page=number)
    write_pdf(form, tmp_path / "t.pdf", fonts)
    dash, _ = place_of(tmp_path / "t.pdf", "—")
    code, _ = place_of(tmp_path / "t.pdf", "校验码")
    assert (dash > 150) == (side == "right")
    assert (code < 40) == (side == "right")


def test_an_attachment_lying_sideways_has_its_number_outside_the_left_edge(
    tmp_path: Path, fonts: FontSet
) -> None:
    for number, low in ((1, True), (2, False)):
        form = replace(classification(), first_page=number, binding=Binding.ATTACHMENT)
        write_pdf(form, tmp_path / "t.pdf", fonts)
        left, bottom = place_of(tmp_path / "t.pdf", "—")
        assert left < 35
        assert (bottom > 150) == low


def test_a_draft_says_so_and_has_no_code(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(replace(staffing(), check_code=None), tmp_path / "t.pdf", fonts)
    (text,) = pages_text(tmp_path / "t.pdf")
    assert "（测算稿）" in text
    assert "校验码" not in text


def test_an_empty_table_says_nothing_in_words(tmp_path: Path, fonts: FontSet) -> None:
    assert write_pdf(list_of(0), tmp_path / "t.pdf", fonts).pages == 1
    assert "甲乙123丙无单位负责人" in pages_text(tmp_path / "t.pdf")[0]


def test_values_are_written_as_the_rules_say() -> None:
    signed = Column("增减", ColumnKind.NUMBER, signed=True)
    share = Column("占比", ColumnKind.NUMBER, decimals=2)
    assert [cell_text(v, signed) for v in (2, -2, 0)] == ["+2", "−2", "0"]
    assert [cell_text(v, share) for v in (0, 1)] == ["0.00", "1.00"]
    assert cell_text(Inferred(15), signed) == "+15※"
    assert cell_text(Absent.NOT_REPORTED, share) == "—"
    assert cell_text(Absent.NOT_APPLICABLE, share) == "×"


def test_five_thousand_rows_come_out_whole(tmp_path: Path, fonts: FontSet) -> None:
    report = write_pdf(list_of(5000), tmp_path / "t.pdf", fonts)
    texts = pages_text(tmp_path / "t.pdf")
    assert report.pages == len(texts)
    assert "5000示例5000镇" in texts[-1]
    assert all(f"续表{place}" in text for place, text in enumerate(texts) if place)
    assert sum(text.count("单位负责人") for text in texts) == 1


def test_a_place_that_cannot_be_written_is_told_and_left_as_it_was(
    tmp_path: Path, fonts: FontSet
) -> None:
    with pytest.raises(CannotWrite, match="文件夹不存在"):
        write_pdf(list_of(1), tmp_path / "没有" / "t.pdf", fonts)
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(CannotWrite):
        write_pdf(list_of(1), tmp_path / "folder.pdf", fonts)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pdf"]


def test_a_full_disk_leaves_the_earlier_file(
    tmp_path: Path, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.pdf").write_bytes(b"earlier")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="磁盘"):
        write_pdf(list_of(1), tmp_path / "t.pdf", fonts)
    assert (tmp_path / "t.pdf").read_bytes() == b"earlier"
    assert len(list(tmp_path.iterdir())) == 1


def test_another_set_of_fonts_gives_another_look_but_the_same_text(
    tmp_path: Path, fonts: FontSet
) -> None:
    write_pdf(list_of(3), tmp_path / "a.pdf", fonts)
    write_pdf(list_of(3), tmp_path / "b.pdf", find_fonts())
    assert pages_text(tmp_path / "a.pdf") == pages_text(tmp_path / "b.pdf")
