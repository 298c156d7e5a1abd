"""A form's picture: below the table, or on a page of its own; never cut."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from tests.prints.extraction import pages_text
from tests.prints.paper_forms import list_of, ranking
from tests.prints.pictures import BARS
from tests.prints.places import corners
from townoffice.feedback import BadChoice
from townoffice.prints import Form, write_pdf
from townoffice.prints.fonts import FontSet
from townoffice.prints.pdf import Layout, lay_out
from townoffice.prints.picture import Bar, Picture
from townoffice.prints.typeset import Typesetter

MM = 72 / 25.4


def laid_out(form: Form, fonts: FontSet) -> Layout:
    return lay_out(form, Typesetter(fonts))


def test_it_stands_between_the_table_and_the_notes_where_there_is_room(fonts: FontSet) -> None:
    plain, pictured = (laid_out(f, fonts) for f in (list_of(8), replace(list_of(8), picture=BARS)))
    assert len(pictured.pages) == 1
    (page,) = pictured.pages
    assert page.picture == plain.pages[0].tail
    assert page.tail == pytest.approx((page.picture or 0) + 3 + 6.5 + 46)


@pytest.mark.parametrize("form", [list_of(28), list_of(200), ranking()], ids=["28", "200", "7"])
def test_it_takes_a_page_of_its_own_rather_than_squeeze_the_table(
    form: Form, tmp_path: Path, fonts: FontSet
) -> None:
    plain, pictured = laid_out(form, fonts), laid_out(replace(form, picture=BARS), fonts)
    assert pictured.plan == plain.plan
    write_pdf(replace(form, picture=BARS), tmp_path / "t.pdf", fonts)
    texts = pages_text(tmp_path / "t.pdf")
    if len(texts) > len(plain.pages):
        assert len(texts) == len(plain.pages) + 1
        assert "附图各乡镇总分" in texts[-1]
        assert "单位负责人" in texts[-2]
    assert sum(text.count("青石镇") for text in texts) >= 1


def test_bars_lie_where_the_picture_says(tmp_path: Path, fonts: FontSet) -> None:
    write_pdf(replace(list_of(1), picture=BARS), tmp_path / "t.pdf", fonts)
    left = 28 + (156 - 150) / 2 + 30
    widths = []
    with pdfium.PdfDocument(tmp_path / "t.pdf") as document:
        for item in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            across = [x / MM for x, _ in corners(item)]
            down = [y / MM for _, y in corners(item)]
            if max(down) - min(down) == pytest.approx(5, abs=0.01):
                assert min(across) == pytest.approx(left, abs=0.01)
                widths.append(round(max(across) - min(across), 2))
    assert widths == [94, 91, 90, 88]


@pytest.mark.parametrize("size", [(157, 20), (20, 226)])
def test_one_larger_than_the_sheet_is_refused_in_words(
    size: tuple[int, int], fonts: FontSet
) -> None:
    picture = Picture(*size, (Bar(0, 0, 10, 10),), "总分")
    with pytest.raises(BadChoice, match="图《总分》太大"):
        laid_out(replace(list_of(3), picture=picture), fonts)
