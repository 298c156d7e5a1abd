"""Marks the parser does not give: how far cells lie apart, error cells, hidden and unsaved ones.

Regular expressions over the worksheet's bytes: a tenth of the parser's time, and nothing in the
markup can make them allocate. The part is known to hold no DOCTYPE.
"""

import re
from dataclasses import dataclass, field

from townoffice.sheets.reader.wire import MAX_CELLS, MAX_MERGES, MAX_ROWS, Refused

# One quick pass for both: a row of six digits, a column of two letters. Almost no sheet has either.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2,9}+[0-9]|[A-Za-z]?+0*+[1-9][0-9]{5})""")
_SOMETHING = (b"v>", b"is>", b"<f")
_FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,9}0*([1-9][0-9]{5,12})["']""")
_FAR_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,9})[0-9]""")
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*0*([0-9]{1,5})["']""")
_CELL = re.compile(rb"<(?:\w+:)?(c|row)\b([^>]*?)(/?)>(</)?")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,12})["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt\s*=\s*["']e["'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<""",
    re.DOTALL,
)
_UNSAVED = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b([^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*)>""")
_HIDDEN_COLUMN = re.compile(rb"""<(?:\w+:)?col\b([^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*)>""")
_NUMBER = {
    name: re.compile(rf"""\b{name}\s*=\s*["'](\d{{1,7}})["']""".encode()) for name in ("min", "max")
}
_ODS_TAG = re.compile(
    rb"<table:(table-row|table-column|table-cell|covered-table-cell|table)(?=[\s>/])([^>]*)>"
)
_ODS_WORDS = 80
_FEW = 1_000


@dataclass(slots=True)
class Marks:
    """What one worksheet's markup says beside its values; rows and columns zero-based."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def column_number(letters: str) -> int:
    """Zero-based number of a column: A is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def sheet_marks(content: bytes) -> Marks:
    """Scan one worksheet part; :class:`Refused` where its cells lie too far apart to be read."""
    end = content.rfind(b"sheetData>")
    end = len(content) if end < 0 else end
    start = max(content.find(b"sheetData", 0, end), 0) + len(b"sheetData")
    # One letter is found twenty times as fast as a word: plain cells have neither e nor f.
    hidden = b"hidden" in content[:start] or (
        content.find(b"e", start, end) >= 0 and content.find(b"hidden", start, end) >= 0
    )
    whole, content = content, _with_something_in_it(content, end)
    _refuse_far_cells(content)
    marks = Marks()
    if content.find(b"e", start) >= 0 and (b't="e"' in content or b"t='e'" in content):
        for tag, words in _ERROR.findall(content):
            if place := _PLACE.search(tag):
                column = column_number(place.group(1).decode())
                marks.errors.append((int(place.group(2)) - 1, column, words.decode()))
    if content.find(b"f", start) >= 0 and (b"<f" in content or b":f" in content):
        for tag in _UNSAVED.findall(content):
            if place := _PLACE.search(tag):
                marks.unsaved.append((place.group(1) + place.group(2)).decode())
    if hidden:
        _mark_hidden(whole, marks)
    return marks


def _with_something_in_it(content: bytes, end: int) -> bytes:
    """Cut off the blank bordered rows at the end: the parser skips them, and so does the scan.

    ``end`` is where the cells end. What is cut has no value, no text, no formula. 200,000 such rows
    then cost less here than in the parser.
    """
    last = -1
    for mark in _SOMETHING:
        last = max(last, content.rfind(mark, max(last, 0), end))
    close = content.find(b"row>", last, end)
    return content[: close if close >= 0 else end] if last >= 0 else b""


def _mark_hidden(content: bytes, marks: Marks) -> None:
    for tag in _HIDDEN_ROW.findall(content):
        if place := _PLACE.search(tag):
            marks.hidden_rows.append(int(place.group(2)) - 1)
    for tag in _HIDDEN_COLUMN.findall(content):
        first, last = _NUMBER["min"].search(tag), _NUMBER["max"].search(tag)
        if first and last and int(last.group(1)) <= _FEW:
            marks.hidden_columns.extend(range(int(first.group(1)) - 1, int(last.group(1))))


def _refuse_far_cells(content: bytes) -> None:
    """Bound the rectangle the parser will allocate, before it does.

    The quick test takes every reference, also of empty styled cells; only when that rectangle is
    too large are the cells with content looked at one by one.
    """
    if _FAR.search(content) is None:
        return  # then 26 columns and 99,999 rows at most, far below MAX_CELLS
    far_rows = [int(row) for row in _FAR_ROW.findall(content)]
    columns = max(
        (column_number(c.decode()) for c in set(_FAR_COLUMN.findall(content))), default=25
    )
    rows = max(far_rows, default=99_999)
    if not far_rows and (columns + 1) * rows > MAX_CELLS:
        rows = max((int(row) for row in set(_ROW.findall(content))), default=1)
    if (columns + 1) * rows > MAX_CELLS or rows > MAX_ROWS:
        _refuse_far_content(content)


def _refuse_far_content(content: bytes) -> None:
    """Walk the cells that hold something; name the one that lies too far away."""
    first_row = first_column = 1 << 30
    last_row = last_column = row = column = 0
    for found in _CELL.finditer(content):  # one by one: millions in a list would not fit
        tag, attributes, closed, empty = found.groups(b"")
        place = _PLACE.search(attributes)
        if tag == b"row":
            row, column = (int(place.group(2)) if place else row + 1), 0
            continue
        column += 1
        if place and place.group(1):
            row, column = int(place.group(2)), column_number(place.group(1).decode()) + 1
        if closed or empty:
            continue
        first_row, last_row = min(first_row, row), max(last_row, row)
        first_column, last_column = min(first_column, column), max(last_column, column)
        size = (last_row - first_row + 1) * (last_column - first_column + 1)
        if size > MAX_CELLS or last_row - first_row >= MAX_ROWS:
            raise Refused(
                f"第 {row} 行第 {column} 列有内容，离表格太远，整张表大得读不了",
                "请在 WPS 里删除远处多余的行和列（选中后按“删除”），保存后再导入",
            )


def ods_marks(content: bytes) -> dict[str, Marks]:
    """Marks of an OpenDocument content part, by sheet name."""
    found: dict[str, Marks] = {}
    row = column = columns = 0
    marks = Marks()
    for tag in _ODS_TAG.finditer(content):
        kind, attributes = tag.group(1), tag.group(2).decode("utf-8", "replace")
        rows = kind == b"table-row"
        repeated = _ods_number(
            attributes, "number-rows-repeated" if rows else "number-columns-repeated"
        )
        if kind == b"table":
            name = re.search(r'table:name="([^"]*)"', attributes)
            marks = found.setdefault(name.group(1) if name else "", Marks())
            row = column = columns = 0
        elif kind == b"table-column":
            if "table:visibility=" in attributes and repeated <= _FEW:
                marks.hidden_columns.extend(range(columns, columns + repeated))
            columns += repeated
        elif rows:
            if "table:visibility=" in attributes and repeated <= _FEW:
                marks.hidden_rows.extend(range(row, row + repeated))
            row, column = row + repeated, 0
        else:
            _mark_ods_cell(
                marks, (row - 1, column), attributes, content[tag.end() : tag.end() + _ODS_WORDS]
            )
            column += repeated
    return found


def _mark_ods_cell(marks: Marks, place: tuple[int, int], attributes: str, after: bytes) -> None:
    """Mark a merged range, an error, or a formula without a value."""
    row, column = place
    down = _ods_number(attributes, "number-rows-spanned")
    across = _ods_number(attributes, "number-columns-spanned")
    if (down > 1 or across > 1) and len(marks.merges) < MAX_MERGES:
        marks.merges.append((row, column, row + down - 1, column + across - 1))
    if 'calcext:value-type="error"' in attributes:
        words = re.match(rb"\s*<text:p>([^<]{1,20})<", after)
        text = words.group(1).decode("utf-8", "replace") if words else "#ERR!"
        marks.errors.append((row, column, text))
    elif "table:formula=" in attributes and "office:value-type=" not in attributes:
        marks.unsaved.append(f"{_letters(column)}{row + 1}")


def _letters(column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _ods_number(attributes: str, name: str) -> int:
    found = re.search(rf'table:{name}="(\d{{1,7}})"', attributes)
    return int(found.group(1)) if found else 1
