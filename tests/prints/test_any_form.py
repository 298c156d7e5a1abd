"""Whatever a form holds, paper and workbook hold it too, once, inside the sheet.

The forms come from numbered seeds, not from hypothesis: their shrinking would draw thousands of
whole documents.
"""

from fractions import Fraction
from pathlib import Path
from random import Random

import openpyxl
import pypdfium2 as pdfium
import pytest

from tests.prints.extraction import expected, found
from tests.prints.pictures import BARS
from tests.prints.places import crossed
from townoffice.prints import Form, write_pdf, write_xlsx
from townoffice.prints.fonts import FontSet
from townoffice.prints.form import (
    COVERED,
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Figure,
    Group,
    Inferred,
    Merged,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.texts import form_texts

LETTERS = "县乡镇街道编制机构设置事业单位，。（）《》、2024%abc"
KINDS = (
    *[ColumnKind.NUMBER] * 4,
    *[ColumnKind.WORD, ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.NAME],
)
FORMS = range(12)


def words(random: Random, most: int) -> str:
    return "".join(random.choices(LETTERS, k=random.randint(1, most)))


def value(random: Random, column: Column) -> Figure:
    if column.kind is ColumnKind.NUMBER:
        figure = Fraction(random.randint(-(10**6), 10**6), random.choice((1, 1, 7, 30)))
        figures: tuple[Figure, ...] = (figure, int(figure), Inferred(figure), *Absent)
        return random.choice(figures)
    if column.kind is ColumnKind.CODE:
        return "999901001"
    return words(random, 40 if column.kind is ColumnKind.TEXT else 12)


def section(random: Random) -> Section:
    leaves = [
        Column(words(random, 6), random.choice(KINDS), random.choice((0, 0, 2)))
        for _ in range(random.randint(1, 24))
    ]
    nodes: list[Group | Column] = [
        Column("序号", ColumnKind.SERIAL),
        Column("类别", ColumnKind.LABEL),
    ]
    while leaves:
        count = random.randint(1, 4)
        taken, leaves = leaves[:count], leaves[count:]
        nodes += taken if len(taken) == 1 else [Group(words(random, 8), tuple(taken))]
    columns = Section(tuple(nodes), ()).columns
    rows: list[tuple[CellValue, ...]] = []
    for _ in range(random.randint(0, 4)):
        down = random.randint(1, 12)
        for place in range(down):
            label = COVERED if place else Merged(words(random, 7), down=down)
            rest = (value(random, column) for column in columns[2:])
            rows.append((len(rows) + 1, label, *rest))
    lead = next((n for n, c in enumerate(columns) if c.kind is ColumnKind.NUMBER), 2)
    cells = tuple(value(random, column) for column in columns[lead:])
    totals = (TotalRow("合计", cells, (None,) * len(cells)),) if random.random() < 0.5 else ()
    heading = random.choice((None, "一、乡镇类"))
    return Section(tuple(nodes), tuple(rows), totals, random.random() < 0.5, heading)


def form(seed: int) -> Form:
    random = Random(seed)
    return Form(
        "乡镇编制表",
        words(random, 40),
        tuple(section(random) for _ in range(random.choice((1, 1, 2, 3)))),
        as_of=random.choice((None, "2024年12月31日")),
        unit=random.choice((None, "单位：名")),
        notes=Notes(
            tuple(words(random, 90) for _ in range(random.randint(0, 3))),
            inferred=words(random, 60),
        ),
        check_code=random.choice((None, "7C1E-40B9-A2D6")),
        first_page=random.randint(1, 4),
        picture=random.choice((None, BARS)),
    )


@pytest.mark.parametrize("seed", FORMS)
def test_paper_holds_every_text_once_and_inside_the_sheet(
    seed: int, tmp_path: Path, fonts: FontSet
) -> None:
    path = tmp_path / "t.pdf"
    write_pdf(form(seed), path, fonts)
    assert found(path) == expected(form(seed), fonts)
    assert crossed(path) == []
    with pdfium.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            for item in page.get_objects():
                left, bottom, right, top = item.get_bounds()
                assert 70 <= left <= right <= width - 70
                assert 45 <= bottom <= top <= height - 70


@pytest.mark.parametrize("seed", FORMS)
def test_the_workbook_holds_every_text(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_xlsx(form(seed), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    there = "".join("".join(str(c.value).split()) for r in sheet.iter_rows() for c in r if c.value)
    there += str(sheet.oddFooter.left.text)
    pictured = set(form_texts(Form("", "", (), picture=BARS)))
    for text in set(form_texts(form(seed))) - pictured:
        figure = text.rstrip("※").removeprefix("−").replace(".", "").isdigit()
        if not figure:
            assert "".join(text.split()) in there, text
