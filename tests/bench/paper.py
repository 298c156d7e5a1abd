"""Tables on paper and as workbooks: against reportlab's LongTable and plain XlsxWriter.

The same columns everywhere: 序号, 名称, ten numbers of which two are fractions, in groups, and a
remark that wraps in every fourth row. LongTable has the same merged header repeated, and wraps the
words as CJK paragraphs; XlsxWriter writes the same cells with one format a column.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle
from xlsxwriter import Workbook

from tests.bench.turns import in_turns, seconds
from townoffice.prints import Form, write_pdf, write_xlsx
from townoffice.prints.fonts import Role, system_fonts
from townoffice.prints.form import CellValue, Column, ColumnKind, Group, Section, index_marks

SIZES = (1_000, 10_000, 41_352)
BESIDE = 2_000
SEEN = 40
TURNS = 3
_WIDE = (6, 6, 7, 7, 7, 13)
_REMARK = "划出两名编制转为周转编制，由县级统筹使用，期满收回"


def table(count: int) -> Form:
    """Give a table of so many rows."""

    def three(label: str) -> Group:
        names = ("核定", "实有", "空缺")
        return Group(label, tuple(Column(name, ColumnKind.NUMBER) for name in names))

    shares = tuple(Column(f"占比\n（{n}）", ColumnKind.NUMBER, decimals=2) for n in "甲乙")
    header: tuple[Group | Column, ...] = (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.NAME),
        three("行政编制"),
        three("事业编制"),
        Group("职数", (Column("核定", ColumnKind.NUMBER), Column("实配", ColumnKind.NUMBER))),
        *shares,
        Column("备注", ColumnKind.TEXT),
    )
    rows: list[tuple[CellValue, ...]] = [
        (
            n,
            f"示例{n}镇",
            *((n * 7 + k) % 97 for k in range(8)),
            Fraction(n % 89, 7),
            Fraction(n % 83, 3),
            "" if n % 4 else _REMARK,
        )
        for n in range(1, count + 1)
    ]
    return Form("示例县测试表", "示例县委编办", (Section(header, tuple(rows)),), unit="单位：名")


def long_table(form: Form, path: Path) -> None:
    """Draw the same table as reportlab's LongTable."""
    section = form.sections[0]
    song, hei = (system_fonts().face(role).font_name for role in (Role.SONG, Role.HEI))
    words = ParagraphStyle("words", fontName=song, fontSize=10.5, leading=12.8, wordWrap="CJK")
    head, style = _head(section)
    body = [[_flowing(value, words) for value in row] for row in section.rows]
    style.add("GRID", (0, 0), (-1, -1), 0.5, "black")
    style.add("BOX", (0, 0), (-1, -1), 1.25, "black")
    style.add("FONT", (0, 0), (-1, 1), hei, 10.5)
    style.add("FONT", (0, 2), (-1, -1), song, 10.5)
    style.add("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    widths = [10 * mm, 30 * mm, *[15 * mm] * 10, 35 * mm]
    drawn = LongTable([*head, *body], widths, repeatRows=len(head), style=style)
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([drawn])


def _head(section: Section) -> tuple[list[list[str]], TableStyle]:
    """Write the merged header: two rows and the index row."""
    style = TableStyle()
    groups: list[str] = []
    leaves: list[str] = []
    for node in section.header:
        below = [leaf.label for leaf in node.children] if isinstance(node, Group) else []
        place = len(leaves)
        leaves += below or [""]
        groups += [node.label, *[""] * (len(leaves) - place - 1)]
        style.add("SPAN", (place, 0), (len(leaves) - 1, 0 if below else 1))
    return [groups, leaves, list(index_marks(section.columns))], style


def _flowing(value: CellValue, words: ParagraphStyle) -> str | Paragraph:
    if isinstance(value, str):
        return Paragraph(value, words)
    return f"{float(value):.2f}" if isinstance(value, Fraction) else str(value)


def plain_workbook(form: Form) -> bytes:
    """Write the same cells, each with the format of its column."""
    section = form.sections[0]
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        formats = [
            book.add_format(
                {
                    "font_name": "宋体",
                    "font_size": 10.5,
                    "border": 1,
                    "num_format": "0.00" if column.decimals else "0",
                }
            )
            for column in section.columns
        ]
        for n, column in enumerate(section.columns):
            sheet.write_string(0, n, column.label, formats[n])
        for n, row in enumerate(section.rows, 1):
            for k, (value, form_) in enumerate(zip(row, formats, strict=True)):
                if isinstance(value, int):
                    sheet.write_number(n, k, value, form_)
                elif isinstance(value, Fraction):
                    sheet.write_number(n, k, float(value), form_)
                elif value:
                    sheet.write_string(n, k, str(value), form_)
                else:
                    sheet.write_blank(n, k, None, form_)
    return out.getvalue()


def at_best(work: Callable[[], object], turns: int) -> float:
    """Give the processor's seconds of the best turn: growth, not what else the machine does."""
    taken = []
    for _ in range(turns):
        gc.collect()
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


def first_page(form: Form, path: Path) -> None:
    """Draw the table and make a picture of its first page, as the preview does."""
    write_pdf(form, path)
    with pdfium.PdfDocument(path) as document:
        document[0].render(scale=2, prefer_bgrx=True)


def report(sizes: Sequence[int] = SIZES, beside: int = BESIDE, turns: int = TURNS) -> Iterator[str]:
    """Give the lines: growth of the PDF, LongTable, XlsxWriter, the first page."""
    with TemporaryDirectory() as folder:
        pdf, xlsx = Path(folder) / "t.pdf", Path(folder) / "t.xlsx"
        write_pdf(table(1), pdf)  # opens the fonts, which is no part of drawing
        yield "paper: a table of 13 columns as PDF and as workbook"
        heads = zip(
            ("rows", "pages", "pdf s", "µs/row", "xlsx s", "÷ XlsxWriter"), _WIDE, strict=True
        )
        yield " ".join(f"{head:>{wide}}" for head, wide in heads)
        for count in sizes:
            form = table(count)
            pages = write_pdf(form, pdf).pages
            took = at_best(partial(write_pdf, form, pdf), turns)
            book = in_turns(partial(write_xlsx, form, xlsx), partial(plain_workbook, form), turns)
            yield (
                f"{count:>6} {pages:>6} {took:>7.2f} {took / count * 1e6:>7.0f}"
                f" {book.a:>7.2f} {book.times:>13.2f}"
            )
        form = table(beside)
        ratio = in_turns(partial(long_table, form, pdf), partial(write_pdf, form, pdf), 1)
        yield (
            f"LongTable ÷ this, {beside} rows: {ratio.times:.1f}"
            f" ({ratio.a:.2f} s and {ratio.b:.2f} s)"
        )
        took = median(seconds(partial(first_page, table(SEEN), pdf)) for _ in range(turns))
        yield f"{SEEN} rows to the picture of their first page: {took * 1e3:.0f} ms"
