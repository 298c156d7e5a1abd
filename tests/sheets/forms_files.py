"""Writing one page in every format clerks send, as the programs they use write it."""

import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from tests.sheets.forms_pages import Out, Page
from townoffice.sheets.workbook import Cell, Sheet, Workbook


def as_read(page: Page) -> Workbook:
    """Give the page as the child would hand it over, without a file."""
    rows = [[_cell(value) for value in row] for row in page.rows]
    sheet = Sheet(
        name="表",
        hidden=False,
        row=0,
        column=0,
        rows=rows,
        merges=tuple(page.merges),
        hidden_rows=frozenset(page.hidden_rows),
        hidden_columns=frozenset(page.hidden_columns),
        unsaved=frozenset(),
    )
    return Workbook("表.xlsx", "xlsx", "", (sheet,), ())


def _cell(value: Out) -> Cell:
    return Decimal(repr(value)) if isinstance(value, float) else value


def _text(value: Out) -> str:
    return "" if value is None else str(value)


def xlsx(path: Path, page: Page) -> Path:
    """Write a workbook with merges, hidden rows and columns, behind sheets of remarks."""
    book = xlsxwriter.Workbook(path)
    _words(book.add_worksheet("填表说明"), (("填表说明",), ("1.名称：填写全称",)))
    old = book.add_worksheet("去年底稿")
    _words(old, (("名称", "户籍人口"), ("旧镇", "1")))
    old.hide()
    table = book.add_worksheet("汇总表")
    for merge in page.merges:
        table.merge_range(*_corners(merge), "")
    for line, row in enumerate(page.rows):
        for place, value in enumerate(row):
            if isinstance(value, str):
                table.write_string(line, place, value)
            elif value is not None:
                table.write_number(line, place, value)
    for line in page.hidden_rows:
        table.set_row(line, None, None, {"hidden": True})
    for place in page.hidden_columns:
        table.set_column(place, place, None, None, {"hidden": True})
    table.activate()
    book.close()
    return path


def _words(sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for line, row in enumerate(rows):
        for place, words in enumerate(row):
            sheet.write_string(line, place, words)


def _corners(merge: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    top, left, bottom, right = merge
    return top, left, bottom, right


def ods(path: Path, page: Page) -> Path:
    """Write an OpenDocument sheet."""
    spans = {(t, left): (b - t + 1, right - left + 1) for t, left, b, right in page.merges}
    covered = {
        (line, place)
        for t, left, b, right in page.merges
        for line in range(t, b + 1)
        for place in range(left, right + 1)
    } - set(spans)
    width = max(len(row) for row in page.rows)
    rows = []
    for line, row in enumerate(page.rows):
        cells = []
        for place in range(width):
            value = row[place] if place < len(row) else None
            kind = "covered-table-cell" if (line, place) in covered else "table-cell"
            cells.append(_ods_cell(value, kind, spans.get((line, place))))
        hidden = ' table:visibility="collapse"' if line in page.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    columns = "".join(f"<table:table-column{_collapsed(place, page)}/>" for place in range(width))
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="表">'
        f"{columns}{''.join(rows)}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def _collapsed(place: int, page: Page) -> str:
    return ' table:visibility="collapse"' if place in page.hidden_columns else ""


def _ods_cell(value: Out, kind: str, span: tuple[int, int] | None) -> str:
    size = ""
    if span is not None:
        size = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    if value is None:
        return f"<table:{kind}{size}/>"
    if isinstance(value, str) and value.startswith("#"):  # an error cell, as LibreOffice saves it
        typed = 'office:value-type="float" office:value="0" calcext:value-type="error"'
    elif isinstance(value, str):
        typed = 'office:value-type="string"'
    else:
        typed = f'office:value-type="float" office:value="{value}"'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in _text(value).split("\n"))
    return f"<table:{kind} {typed}{size}>{lines}</table:{kind}>"


def _spaced(text: str) -> str:
    """Keep blanks that a reader of XML would drop."""
    return escape(text).replace("  ", '<text:s text:c="2"/>').replace(" ", "<text:s/>", 0)


def xml2003(path: Path, page: Page) -> Path:
    """Write what Excel 2003 calls an XML spreadsheet, named .xls."""
    spans = {(t, left): (b - t, right - left) for t, left, b, right in page.merges}
    rows = []
    for line, row in enumerate(page.rows):
        cells = []
        for place, value in enumerate(row):
            if value is None and (line, place) not in spans:
                continue
            down, across = spans.get((line, place), (0, 0))
            kind = "String" if isinstance(value, str) else "Number"
            data = "" if value is None else f'<Data ss:Type="{kind}">{escape(_text(value))}</Data>'
            merge = f' ss:MergeDown="{down}"' if down else ""
            merge += f' ss:MergeAcross="{across}"' if across else ""
            cells.append(f'<Cell ss:Index="{place + 1}"{merge}>{data}</Cell>')
        hidden = ' ss:Hidden="1"' if line in page.hidden_rows else ""
        rows.append(f'<Row ss:Index="{line + 1}"{hidden}>{"".join(cells)}</Row>')
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="表"><Table>{"".join(rows)}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def html(path: Path, page: Page) -> Path:
    """Write a web page with a table, named .xls, in GBK where it can be."""
    spans = {(t, left): (b - t + 1, right - left + 1) for t, left, b, right in page.merges}
    covered = {
        (line, place)
        for t, left, b, right in page.merges
        for line in range(t, b + 1)
        for place in range(left, right + 1)
    } - set(spans)
    rows = []
    for line, row in enumerate(page.rows):
        cells = []
        for place, value in enumerate(row):
            if (line, place) in covered:
                continue
            down, across = spans.get((line, place), (1, 1))
            text = escape(_text(value)).replace("\n", "<br>")
            cells.append(f'<td rowspan="{down}" colspan="{across}">{text}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    path.write_bytes(f"<html><body><table>{''.join(rows)}</table></body></html>".encode("gb18030"))
    return path


def delimited(delimiter: str, encoding: str, end: str = "") -> Callable[[Path, Page], Path]:
    """Give a writer of delimited text; the last cells of short lines are left out (ragged)."""

    def write(path: Path, page: Page) -> Path:
        lines = [delimiter.join(_quoted(value, delimiter) for value in row) for row in page.rows]
        path.write_bytes(f"{end}\r\n".join(lines).encode(encoding))
        return path

    return write


def _quoted(value: Out, delimiter: str) -> str:
    text = _text(value)
    if delimiter[-1] in text or "\n" in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


FORMATS: dict[str, tuple[str, Callable[[Path, Page], Path]]] = {
    "xlsx": (".xlsx", xlsx),
    "xlsm": (".xlsm", xlsx),
    "ods": (".ods", ods),
    "xml2003": (".xls", xml2003),
    "html": (".xls", html),
    "csv utf-8": (".csv", delimited(",", "utf-8")),
    "csv utf-8-sig": (".csv", delimited(",", "utf-8-sig")),
    "csv gb18030": (".csv", delimited(",", "gb18030")),
    "csv as xls": (".xls", delimited(",", "gb18030")),
    "tsv utf-16": (".tsv", delimited("\t", "utf-16")),
    "tsv utf-16-le": (".txt", delimited("\t", "utf-16-le")),
    "tsv utf-16-be": (".txt", delimited("\t", "utf-16-be")),
    "semicolon": (".csv", delimited(";", "utf-8")),
    "tab comma": (".csv", delimited("\t,", "gb18030", "\t")),
}
