"""The chart below a table is the table's own figures."""

from fractions import Fraction
from pathlib import Path

import pypdfium2

from townoffice.prints import Chart, Form, charted, write_pdf
from townoffice.prints.form import Absent, Column, ColumnKind, Group, Section
from townoffice.prints.picture import Bar, Ink, Lettering, Picture

NUMBER = ColumnKind.NUMBER


def _form(rows: int = 3) -> Form:
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("单位", ColumnKind.NAME),
        Group("编制", (Column("核定", NUMBER, decimals=1), Column("现有", NUMBER))),
    )
    body = tuple((n, f"第{n}镇", Fraction(n * 10), 7) for n in range(1, rows + 1))
    return Form("样表", "样本县", (Section(header, body),))


def _picture(form: Form, chart: Chart) -> Picture:
    picture = charted(form, chart).picture
    assert picture is not None
    return picture


def test_every_row_has_a_bar_as_long_as_its_figure() -> None:
    picture = _picture(_form(), Chart("图", "编制/核定"))
    bars = [shape for shape in picture.shapes if isinstance(shape, Bar)]
    assert [bar.width / bars[-1].width for bar in bars] == [
        Fraction(1, 3),
        Fraction(2, 3),
        1,
    ]
    texts = [shape.text for shape in picture.shapes if isinstance(shape, Lettering)]
    assert texts == ["第1镇", "10.0", "第2镇", "20.0", "第3镇", "30.0"]


def test_the_other_column_is_the_thin_bar_and_stands_in_brackets() -> None:
    picture = _picture(_form(1), Chart("图", "编制/核定", "编制/现有"))
    thin = [s for s in picture.shapes if isinstance(s, Bar) and s.ink is Ink.BLACK]
    assert thin[-1].width == Fraction(7, 10) * 92
    texts = [s.text for s in picture.shapes if isinstance(s, Lettering)]
    assert texts == ["核定", "现有（括号内）", "第1镇", "10.0（7.0）"]


def test_a_missing_figure_has_no_bar_and_a_missing_column_no_chart() -> None:
    section = _form().sections[0]
    rows = ((1, "第1镇", Absent.NOT_REPORTED, 7), *section.rows[1:])
    picture = _picture(
        Form("样表", "样本县", (Section(section.header, rows),)), Chart("图", "编制/核定")
    )
    assert sum(isinstance(shape, Bar) for shape in picture.shapes) == 2
    assert charted(_form(), Chart("图", "没有")) == _form()


def test_too_many_rows_are_told_instead() -> None:
    form = charted(_form(51), Chart("图", "编制/核定"))
    assert form.picture is None
    assert form.notes.signs == ("单位超过50个，不附图。",)


def test_the_chart_is_on_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    write_pdf(charted(_form(), Chart("各镇编制", "编制/核定")), path)
    with pypdfium2.PdfDocument(path) as document:
        assert "各镇编制" in document[0].get_textpage().get_text_bounded()
