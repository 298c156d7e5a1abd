"""Entry of the child: ``python -m townoffice.sheets.reader FILE`` answers in lines of JSON."""

import gc
import hashlib
import sys
from pathlib import Path

from townoffice.sheets.reader.answer import document, refusal
from townoffice.sheets.reader.kinds import Kind, kind_of
from townoffice.sheets.reader.limits import limit_itself
from townoffice.sheets.reader.wire import MAX_FILE_BYTES, Refused, WireBook


def read(path: Path) -> WireBook:
    """Read one file; :class:`Refused` where it is no spreadsheet."""
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise Refused(
            f"文件超过 {MAX_FILE_BYTES // 1_000_000} MB，太大了", "请只保留要导入的表，再导入"
        )
    book = _parse(data)
    book.digest = hashlib.sha256(data).hexdigest()
    return book


def _parse(data: bytes) -> WireBook:
    # Each family is imported when it is needed: a CSV must not pay for the parsers of the others.
    match kind_of(data):
        case Kind.ZIP:
            from townoffice.sheets.reader.package import read_package

            return read_package(data)
        case Kind.OLE | Kind.BIFF:
            from townoffice.sheets.reader.binary import read_binary

            return read_binary(data)
        case Kind.XML2003:
            from townoffice.sheets.reader.markup import read_xml2003

            return read_xml2003(data)
        case Kind.HTML:
            from townoffice.sheets.reader.markup import read_html

            return read_html(data)
        case Kind.TEXT:
            from townoffice.sheets.reader.text import read_text

            return read_text(data)


def main(name: str) -> int:
    """Read the file of that name, write the answer; 0 with cells, 1 with a refusal."""
    limit_itself()
    gc.disable()  # one file, then the end: nothing here is worth walking a million cells for
    sentence = b""
    try:
        sys.stdout.buffer.writelines(document(read(Path(name))))
    except Refused as refused:
        sentence = refusal(refused.what, refused.hint)
    except MemoryError:
        sentence = refusal("文件展开后太大，内存不够", "请只保留要导入的表，另存后再导入")
    except OSError as error:
        sentence = refusal(f"读不了这个文件（{error.strerror or error}）", "请检查文件和权限")
    except Exception as error:  # noqa: BLE001 - a bug of the reader; the clerk can still go on
        what = f"读取程序出了意外（{type(error).__name__}），这个文件读不了"
        sentence = refusal(what, "请用 WPS 打开后另存为 .xlsx，再导入")
    sys.stdout.buffer.write(sentence)
    sys.stdout.buffer.flush()
    return 1 if sentence else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
