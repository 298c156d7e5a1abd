"""The impostors: Excel 2003 XML and HTML tables, both usually named .xls."""

import contextlib
import re
from html.parser import HTMLParser
from xml.parsers import expat

from townoffice.sheets.reader.figures import figure
from townoffice.sheets.reader.text import decode
from townoffice.sheets.reader.wire import (
    MAX_CELLS,
    MAX_ROWS,
    Refused,
    WireBook,
    WireCell,
    WireSheet,
    trimmed,
)

_SAVE_AS = "请用 WPS 打开后另存为 .xlsx，再导入"
_TOO_BIG = "请只保留要导入的表，再导入"
_WIDEST = 16_384
_SAYS_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,80}\bencoding\s*=\s*["']([\w.-]{1,40})["']""")


def _put(sheet: WireSheet, row: int, column: int, value: WireCell) -> None:
    """Write one cell of a growing grid; refuses what lies too far away."""
    if row >= MAX_ROWS or column >= _WIDEST or (row + 1) * (column + 1) > MAX_CELLS:
        raise Refused(f"第 {row + 1} 行第 {column + 1} 列有内容，离表格太远", _TOO_BIG)
    while len(sheet.rows) <= row:
        sheet.rows.append([])
    cells = sheet.rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value


class _Xml2003:
    """Collects the sheets of a SpreadsheetML document while expat walks it."""

    def __init__(self) -> None:
        self.book = WireBook("xml2003")
        self.row = self.column = -1
        self.across = self.down = 0
        self.kind = ""
        self.words: list[str] | None = None

    def refuse_doctype(self, *_found: str | int | None) -> None:
        raise Refused("文件里有不该有的 DOCTYPE 声明，可能是恶意文件", _SAVE_AS)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        found = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self.book.sheets.append(WireSheet(found.get("Name", "表")))
            self.row = -1
        elif name == "WorksheetOptions":
            self.row = -1
        elif not self.book.sheets:
            return
        elif name == "Row":
            self.row = (_number(found.get("Index"), 0) or self.row + 2) - 1
            self.column = -1
            if found.get("Hidden") == "1":
                self.book.sheets[-1].hidden_rows.append(self.row)
        elif name == "Cell":
            self.column = (_number(found.get("Index"), 0) or self.column + 2) - 1
            self.across = _number(found.get("MergeAcross"), 0)
            self.down = _number(found.get("MergeDown"), 0)
        elif name == "Data":
            self.kind, self.words = found.get("Type", "String"), []
        elif name == "Visible":
            self.words = []

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Visible" and self.words is not None and self.book.sheets:
            self.book.sheets[-1].hidden = "Hidden" in "".join(self.words)
            self.words = None
        elif name == "Data" and self.words is not None:
            value = _typed("".join(self.words), self.kind)
            if self.row >= 0 and self.column >= 0:
                _put(self.book.sheets[-1], self.row, self.column, value)
            self.words = None
        elif name == "Cell" and self.book.sheets and (self.across or self.down):
            top, left = self.row, self.column
            merge = (top, left, top + self.down, left + self.across)
            self.book.sheets[-1].merges.append(merge)
            self.column += self.across

    def text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isdecimal() and len(words) < 8 else otherwise


def _typed(words: str, kind: str) -> WireCell:
    if kind == "Number":
        try:
            return figure(float(words))
        except ValueError:
            return words or None
    if kind == "Error":
        return {"e": words}
    if kind == "DateTime":
        return {"d": words}
    if kind == "Boolean":
        return words == "1"
    return words or None


def read_xml2003(data: bytes) -> WireBook:
    """Read a SpreadsheetML document (saved by Excel 2003 and by many reporting systems)."""
    reader = _Xml2003()
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    try:
        parser.Parse(_as_utf8(data), True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        raise Refused("文件（XML 表格）已损坏，读不出来", _SAVE_AS) from error
    if not reader.book.sheets:
        raise Refused("文件里没有能读的工作表", _SAVE_AS)
    for sheet in reader.book.sheets:
        sheet.rows = [trimmed(cells) for cells in sheet.rows]
    return reader.book


def _as_utf8(data: bytes) -> bytes:
    """Give the document in the encoding expat surely reads: GB2312, which many say, it does not."""
    said = _SAYS_ENCODING.match(data)
    if said is not None and not data.startswith(b"\xef\xbb\xbf"):
        name = said.group(1).decode("ascii").lower()
        with contextlib.suppress(LookupError, UnicodeError):
            return data.decode("gb18030" if name.startswith("gb") else name).encode()
    return decode(data)[0].encode()


class _Html(HTMLParser):
    """Collects every table of a page as a sheet; tables within tables are left to the outer one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[WireSheet] = []
        self.depth = 0
        self.row = self.column = -1
        self.words: list[str] | None = None
        self.taken: set[tuple[int, int]] = set()
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append(WireSheet(f"表{len(self.sheets) + 1}"))
                self.row, self.taken = -1, set()
        elif self.depth != 1:
            return
        elif tag == "tr":
            self._close_cell()
            self.row, self.column = self.row + 1, -1
        elif tag in ("td", "th") and self.row >= 0:
            self._close_cell()
            self.column += 1
            while (self.row, self.column) in self.taken:
                self.column += 1
            found = dict(attrs)
            self.span = (
                min(max(_number(found.get("rowspan"), 1), 1), 200),
                min(max(_number(found.get("colspan"), 1), 1), 200),
            )
            self.words = []
        elif tag == "br" and self.words is not None:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr") and self.depth == 1:
            self._close_cell()
        elif tag == "table":
            self._close_cell()
            self.depth = max(self.depth - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)

    def _close_cell(self) -> None:
        if self.words is None:
            return
        text = "".join(self.words).strip()
        self.words = None
        sheet, (down, across) = self.sheets[-1], self.span
        _put(sheet, self.row, self.column, text or None)
        if down > 1 or across > 1:
            bottom, right = self.row + down - 1, self.column + across - 1
            sheet.merges.append((self.row, self.column, bottom, right))
            self.taken.update(
                (row, column)
                for row in range(self.row, bottom + 1)
                for column in range(self.column, right + 1)
            )
        self.column += across - 1


def read_html(data: bytes) -> WireBook:
    """Read the tables of a web page (what many systems call “export to Excel”)."""
    reader = _Html()
    reader.feed(decode(data)[0])
    reader.close()
    sheets = [sheet for sheet in reader.sheets if sheet.rows]
    if not sheets:
        raise Refused("这是网页文件，里面没有表格", _SAVE_AS)
    for sheet in sheets:
        sheet.rows = [trimmed(cells) for cells in sheet.rows]
    return WireBook("html", sheets)
