"""The sound files that are spoilt: our own in every format, and the corpus where it lies near."""

import functools
import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.conftest import SHARED_DATA
from tests.fuzz.zipped import packed
from tests.sheets import forms

_LARGEST = 120_000
_TITLE = ("测试县乡镇（街道）基本情况表",)
_ROWS: forms.Rows = (_TITLE, forms.HEADER, *forms.UNITS)


@dataclass(frozen=True, slots=True)
class Sound:
    """A file as it was before the harm; ``suffix`` with its dot."""

    name: str
    suffix: str
    data: bytes
    ours: bool


@functools.cache
def sound_files() -> tuple[Sound, ...]:
    """Give our own files, then those of the corpus, in the order of their names."""
    ours = (
        Sound("own.xlsx", ".xlsx", _xlsx(), ours=True),
        Sound("plain.xlsx", ".xlsx", _plain(), ours=True),
        Sound("own.ods", ".ods", _ods(), ours=True),
        Sound("xml.xls", ".xls", _xml2003().encode(), ours=True),
        Sound("html.xls", ".xls", _html().encode(), ours=True),
        Sound("own.csv", ".csv", _csv().encode("gb18030"), ours=True),
    )
    folder = SHARED_DATA / "corpus"
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size <= _LARGEST)
    return (*ours, *(_theirs(path) for path in paths))


def _theirs(path: Path) -> Sound:
    return Sound(path.name, path.suffix.lower(), path.read_bytes(), ours=False)


def _xlsx() -> bytes:
    """Give a form with all a county sends: merges, formulas, hidden rows, notes, a second sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2024, 1, 1)})  # noqa: DTZ001 - a mark without a zone
    page, other = book.add_worksheet("基本情况"), book.add_worksheet("填表说明")
    page.merge_range("A1:E1", *_TITLE)
    for line, row in enumerate(_ROWS[1:], start=2):
        page.write_row(line, 0, row)
    page.write_string("A7", "合计")
    page.write_formula("C7", "=SUM(C4:C7)", None, 196_100)
    page.write_formula("E7", "=1/0", None, "#DIV/0!")
    page.set_row(4, None, None, {"hidden": True})
    page.set_column("D:D", None, None, {"hidden": True})
    page.write_string("A9", "填表人：")
    page.write_comment("C4", "核对过")
    other.write_string("A1", "一、本表由各乡镇填报")
    other.hide()
    book.close()
    return buffer.getvalue()


def _plain() -> bytes:
    """Give the least markup that is a workbook, so that harm meets what matters."""
    lines = []
    for line, row in enumerate(_ROWS, start=1):
        cells = [
            f'<c r="{chr(65 + place)}{line}" t="inlineStr"><is><t>{cell}</t></is></c>'
            if isinstance(cell, str)
            else f'<c r="{chr(65 + place)}{line}"><v>{cell}</v></c>'
            for place, cell in enumerate(row)
        ]
        lines.append(f'<row r="{line}">{"".join(cells)}</row>')
    return forms.worksheet("".join(lines))


def _ods() -> bytes:
    names = "office table text"
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names.split()
    )
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            if isinstance(cell, int | float)
            else '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in _ROWS
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="表">'
        f'{rows}<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return packed(
        [
            ("mimetype", kind.encode()),
            ("content.xml", content.encode()),
            ("META-INF/manifest.xml", manifest.encode()),
        ]
    )


def _xml2003() -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell><Data ss:Type="{"String" if isinstance(cell, str) else "Number"}">{cell}'
            "</Data></Cell>"
            for cell in row
        )
        + "</Row>"
        for row in _ROWS[1:]
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        '<Worksheet ss:Name="表"><Table><Row ss:Index="2"><Cell ss:MergeAcross="4">'
        f'<Data ss:Type="String">{_TITLE[0]}</Data></Cell></Row>{rows}'
        "</Table></Worksheet></Workbook>"
    )


def _html() -> str:
    rows = "".join(
        "<tr>" + "".join(f'<td rowspan="1">{cell}</td>' for cell in row) + "</tr>"
        for row in _ROWS[1:]
    )
    return (
        f'<html><body><table><tr><td colspan="5">{_TITLE[0]}</td></tr>{rows}</table></body></html>'
    )


def _csv() -> str:
    return "\r\n".join(",".join(map(str, row)) for row in (*_ROWS, ("合计", "", 196_100)))
