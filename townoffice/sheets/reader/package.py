"""Zip-based workbooks (.xlsx .xlsm .xlsb .ods .et): checked part by part, then parsed."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from townoffice.sheets.reader.binary import parse
from townoffice.sheets.reader.carried import carried_in_parts
from townoffice.sheets.reader.scan import Marks, ods_marks, sheet_marks
from townoffice.sheets.reader.wire import Refused, WireBook, WireSheet

MAX_PARTS = 2_000
MAX_TOTAL = 200_000_000
MAX_RATIO = 200
RATIO_FROM = 10_000_000
_DAMAGED = "请用 WPS 打开后另存为 .xlsx，再导入；打不开就请向报送单位重新要一份"
_TOO_BIG = "请只保留要导入的表，另存后再导入"
_DECLARATIONS = tuple(
    word.encode(coding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("utf-8", "utf-16-le", "utf-16-be")
)
_PLAIN_DECLARATIONS = tuple(mark for mark in _DECLARATIONS if 0 not in mark)
_PICTURES = (".svg", ".bin", ".emf", ".wmf", ".png", ".jpeg", ".jpg", ".gif")
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")


@dataclass(slots=True)
class _Package:
    """What the check found: the worksheets' marks by part name, and small parts needed later."""

    names: list[str]
    marks: dict[str, Marks] = field(default_factory=dict)
    small: dict[str, bytes] = field(default_factory=dict)
    archives: bool = False


def read_package(data: bytes) -> WireBook:
    """Check the zip, then read it; every weakness is a refusal before a parser sees the bytes."""
    package = _check(data)
    book = parse(data, _format(package.names))
    parts = _sheet_parts(package)
    for sheet in book.sheets:
        marks = package.marks.get(parts.get(sheet.name, ""))
        if marks is not None:
            _apply(sheet, marks)
    for sheet, marks in _ods_pairs(book, package):
        _apply(sheet, marks)
    book.remarks.extend(carried_in_parts(package.names, archives=package.archives))
    return book


def _check(data: bytes) -> _Package:
    """Count parts and real sizes, refuse DOCTYPE and encryption, scan the worksheets."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, EOFError) as error:
        raise Refused("文件已损坏或不完整（压缩结构读不出来）", _DAMAGED) from error
    if len(entries) > MAX_PARTS:
        raise Refused(f"文件里有 {len(entries)} 个部件，不是正常的表格", _TOO_BIG)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise Refused(f"文件展开后超过 {MAX_TOTAL // 1_000_000} MB", _TOO_BIG)
    package = _Package([entry.filename for entry in entries])
    _refuse_names(package.names)
    _refuse_foreign(package.names)
    total = 0
    for entry in entries:
        if entry.flag_bits & 1:
            raise Refused("文件设有打开密码", "请先在 WPS 里取消密码，另存后再导入")
        content = _unpack(data, entry, MAX_TOTAL - total)
        total += len(content)
        if len(content) > RATIO_FROM and len(content) > MAX_RATIO * max(entry.compress_size, 1):
            raise Refused("文件的压缩比异常，可能是恶意文件", _TOO_BIG)
        _look_into(package, entry.filename, content)
    return package


def _unpack(data: bytes, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Give a part's real bytes, whatever size it declares, and never more than ``most``."""
    at = entry.header_offset
    if data[at : at + 4] != b"PK\x03\x04" or len(data) < at + 30:
        raise Refused("文件已损坏或不完整（部件找不到）", _DAMAGED)
    name_length, extra_length = struct.unpack("<HH", data[at + 26 : at + 30])
    start = at + 30 + name_length + extra_length
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return _bounded(bytes(packed), most)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Refused("文件用了不常见的压缩方式，读不了", _DAMAGED)
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = _bounded(inflate.decompress(packed, most + 1), most)
    except zlib.error as error:
        raise Refused(f"文件已损坏（部件 {_shown(entry.filename)} 解不开）", _DAMAGED) from error
    if not inflate.eof:
        raise Refused(f"文件不完整（部件 {_shown(entry.filename)} 被截断）", _DAMAGED)
    return content


def _bounded(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise Refused(f"文件展开后超过 {MAX_TOTAL // 1_000_000} MB", _TOO_BIG)
    return content


def _shown(name: str) -> str:
    """Give a part's name for a sentence: what cannot be printed stays out of it."""
    return "".join(char if char.isprintable() else "?" for char in name[:60])


def _look_into(package: _Package, name: str, content: bytes) -> None:
    """Refuse DOCTYPE in markup; keep what the worksheets' marks and names need."""
    head = content[:4096]
    package.archives = package.archives or head.startswith(b"PK\x03\x04")
    if b"<" not in head or name.lower().endswith(_PICTURES):
        return
    declarations = _DECLARATIONS if b"\0" in content else _PLAIN_DECLARATIONS
    if b"!" in content and any(mark in content for mark in declarations):
        raise Refused("文件里有不该有的 DOCTYPE 声明，可能是恶意文件", _DAMAGED)
    if re.search(rb"<(?:\w+:)?worksheet[\s>]", head):
        package.marks[name] = sheet_marks(content)
    elif name == "content.xml":
        package.small[name] = content
    elif name == "META-INF/manifest.xml" and b"encryption-data" in content:
        raise Refused("文件设有打开密码", "请先在 WPS 里取消密码，另存后再导入")
    elif name.endswith(("workbook.xml", "workbook.xml.rels")):
        package.small[name] = content


def _refuse_names(names: list[str]) -> None:
    """Refuse names that lead out of the file, and two parts of one name: which is the true one?"""
    for name in names:
        if _OUTSIDE.search(name):
            raise Refused(f"文件里的部件名不正常（{_shown(name)}），可能是恶意文件", _DAMAGED)
    if len({name.lower().replace("\\", "/") for name in names}) < len(names):
        raise Refused("文件里有重名的部件，分不清哪个是真的", _DAMAGED)


def _refuse_foreign(names: list[str]) -> None:
    """Tell a document or an archive from a workbook by the parts it has."""
    if not names:
        raise Refused("文件是空的压缩包，里面什么也没有", _DAMAGED)
    folders = {name.split("/")[0].lower() for name in names if "/" in name}
    if "word" in folders:
        raise Refused(
            "这是 Word 文档，不是电子表格", "请把其中的表格复制到 WPS 表格里，另存为 .xlsx"
        )
    if "ppt" in folders:
        raise Refused("这是演示文稿，不是电子表格", "请要原始的 .xlsx 表格")
    if not any(name.lower().endswith(("workbook.xml", "workbook.bin")) for name in names) and (
        "content.xml" not in names and "[Content_Types].xml" not in names
    ):
        raise Refused("这是压缩包，不是电子表格", "请先解压，再导入里面的表格")


def _format(names: list[str]) -> str:
    if "content.xml" in names:
        return "ods"
    return "xlsb" if any(name.lower().endswith("workbook.bin") for name in names) else "xlsx"


def _sheet_parts(package: _Package) -> dict[str, str]:
    """Map sheet names to their part, by the workbook's relations."""
    targets: dict[str, str] = {}
    parts: dict[str, str] = {}
    for name, content in package.small.items():
        if name.endswith(".rels"):
            for tag in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", content):
                target = _attribute(tag, "Target").removeprefix("/")
                targets[_attribute(tag, "Id")] = target
    for name, content in package.small.items():
        if name.endswith("workbook.xml"):
            folder = name.removesuffix("workbook.xml")
            for tag in re.findall(rb"<(?:\w+:)?sheet\s[^>]*>", content):
                target = targets.get(_attribute(tag, r"\w+:id"), "")
                parts[_attribute(tag, "name")] = (
                    target if target in package.marks else (folder + target)
                )
    return parts


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*["']([^"']*)["']""", tag.decode("utf-8", "replace"))
    words = found.group(1) if found else ""
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        words = words.replace(entity, char)
    return words.replace("&amp;", "&")


def _ods_pairs(book: WireBook, package: _Package) -> list[tuple[WireSheet, Marks]]:
    content = package.small.get("content.xml")
    if content is None:
        return []
    marks = ods_marks(content)
    return [(sheet, marks[sheet.name]) for sheet in book.sheets if sheet.name in marks]


def _apply(sheet: WireSheet, marks: Marks) -> None:
    """Write error cells into the grid and note what is hidden or unsaved."""
    sheet.hidden_rows = marks.hidden_rows
    sheet.hidden_columns = marks.hidden_columns
    sheet.unsaved = marks.unsaved
    if marks.merges:
        sheet.merges = marks.merges
    for row, column, words in marks.errors:
        line, place = row - sheet.row, column - sheet.column
        if 0 <= line < len(sheet.rows) and place >= 0:
            cells = sheet.rows[line]
            cells.extend([None] * (place + 1 - len(cells)))
            cells[place] = {"e": words}
