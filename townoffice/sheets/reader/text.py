"""CSV and tab-separated text, in whatever encoding it was saved."""

import codecs
import csv
import io
import re
from collections import Counter

from townoffice.sheets.reader.utf16 import utf16_without_mark
from townoffice.sheets.reader.wire import MAX_CELLS, MAX_ROWS, Refused, WireBook, WireSheet, trimmed

_DELIMITERS = (",", "\t", ";", "|")
_LOOK_AT = 20_000
_QUOTED = re.compile(r'"[^"]*"')
_PADDING = re.compile(r"\t(?=[,;|])|\t$")
_SAVE_AS = "请用 WPS 打开后另存为 .xlsx，再导入"


def read_text(data: bytes) -> WireBook:
    """Read delimited text; each record is a row of the one sheet."""
    words, encoding = decode(data)
    delimiter = _delimiter(words)
    sheet = WireSheet(name="文本")
    cells = 0
    try:
        for record in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter):
            sheet.rows.append(trimmed([text.strip() or None for text in record]))
            cells += len(record)
            if len(sheet.rows) > MAX_ROWS or cells > MAX_CELLS:
                raise Refused(f"行数超过 {MAX_ROWS} 行，或单元格太多", "请只保留要导入的表，再导入")
    except csv.Error as error:
        raise Refused("文本里的引号不成对，分不清各列", _SAVE_AS) from error
    return WireBook(f"csv·{encoding}", [sheet])


def decode(data: bytes) -> tuple[str, str]:
    """Give the text and the name of its encoding.

    UTF-8 is tried before GB18030: valid UTF-8 often decodes as GB18030 without an error, the other
    way round hardly ever.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif (plain := utf16_without_mark(data)) is not None:
        encodings = [plain]
    else:
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding).rstrip("\x1a"), encoding
        except UnicodeDecodeError:
            continue
    raise Refused("认不出文字的编码（不是 UTF-8、GBK/GB18030、UTF-16）", _SAVE_AS)


def _delimiter(words: str) -> str:
    """Take the delimiter that parts most lines into the same number of cells, outside quotes.

    Blanks and tabs around another delimiter are padding (many exports put a tab before each comma
    to keep long numbers as text).
    """
    lines = [line for line in _unquoted(words).splitlines() if line.strip()]
    best, best_worth = ",", (0, 0)
    for delimiter in _DELIMITERS:
        counts = Counter(_count(line, delimiter) for line in lines)
        counts.pop(0, None)
        if counts:
            number, alike = max(counts.items(), key=lambda item: (item[1], item[0]))
            if (alike, number) > best_worth:
                best, best_worth = delimiter, (alike, number)
    return best


def _unquoted(words: str) -> str:
    """Give the first lines without what stands in quotes."""
    return _QUOTED.sub("", words[:_LOOK_AT])


def _count(line: str, delimiter: str) -> int:
    if delimiter == "\t":
        return line.count("\t") - len(_PADDING.findall(line))
    return line.count(delimiter)
