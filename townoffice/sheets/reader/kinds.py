"""What a file is, told from its bytes: names lie (.xls that is HTML, .xlsx that is a text)."""

from enum import Enum, auto

from townoffice.sheets.reader.utf16 import utf16_without_mark
from townoffice.sheets.reader.wire import Refused


class Kind(Enum):
    """The families the reader can open."""

    ZIP = auto()
    OLE = auto()
    BIFF = auto()
    XML2003 = auto()
    HTML = auto()
    TEXT = auto()


_ASK_AGAIN = "请向报送单位要一份完好的 .xlsx 或 .xls 文件"
_SAVE_AS = "请用 WPS 打开后另存为 .xlsx，再导入"

_FOREIGN = (
    (b"%PDF", "这是 PDF 文件，不是电子表格", "请要原始的 .xlsx 表格，或先把它转成表格"),
    (b"\x89PNG", "这是图片，不是电子表格", "请要原始的 .xlsx 表格"),
    (b"\xff\xd8\xff", "这是图片，不是电子表格", "请要原始的 .xlsx 表格"),
    (b"GIF8", "这是图片，不是电子表格", "请要原始的 .xlsx 表格"),
    (b"BM", "这是图片，不是电子表格", "请要原始的 .xlsx 表格"),
    (b"Rar!", "这是压缩包，不是电子表格", "请先解压，再导入里面的表格"),
    (b"7z\xbc\xaf", "这是压缩包，不是电子表格", "请先解压，再导入里面的表格"),
    (b"\x1f\x8b", "这是压缩包，不是电子表格", "请先解压，再导入里面的表格"),
    (
        b"{\\rtf",
        "这是 Word（RTF）文档，不是电子表格",
        "请把其中的表格复制到 WPS 表格里，另存为 .xlsx",
    ),
    (b"SQLite format 3", "这是数据库文件，不是电子表格", "要打开台账，请用“打开”，不是“导入”"),
    (b"MIME-Version:", "这是网页归档（.mht），不是电子表格", _SAVE_AS),
)

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_STARTS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")


def kind_of(data: bytes) -> Kind:
    """Tell the family of a file from its content; :class:`Refused` for everything else."""
    if not data:
        raise Refused("文件是空的（0 字节）", _ASK_AGAIN)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if data.startswith(_OLE_MAGIC):
        return _ole(data)
    if data.startswith(_BIFF_STARTS):
        return Kind.BIFF
    for magic, what, hint in _FOREIGN:
        if data.startswith(magic) and not (magic == b"BM" and _is_text(data)):
            raise Refused(what, hint)
    return _markup(data)


def _ole(data: bytes) -> Kind:
    """Tell workbooks from the other things that share the OLE container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("文件设有打开密码", "请先在 WPS 里取消密码（审阅—文档加密），另存后再导入")
    if "WordDocument".encode("utf-16-le") in data:
        raise Refused(
            "这是 Word 文档，不是电子表格", "请把其中的表格复制到 WPS 表格里，另存为 .xlsx"
        )
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise Refused("这是演示文稿，不是电子表格", "请要原始的 .xlsx 表格")
    return Kind.OLE


def _markup(data: bytes) -> Kind:
    """Tell XML 2003, HTML and plain text apart; binaries are refused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = data[:8192].decode("utf-16", errors="ignore").lower()
    else:
        head = data[:8192].decode("latin-1").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<workbook" in head:
        return Kind.XML2003
    if "office:document" in head and "<?xml" in head:
        raise Refused("这是单个 XML 的 ODF 表格（.fods）", _SAVE_AS)
    if "<html" in head or "<table" in head or "<!doctype html" in head:
        return Kind.HTML
    if head.lstrip("\ufeff\u00ef\u00bb\u00bf \r\n\t").startswith("<?xml"):
        raise Refused("这是一般的 XML 文件，不是电子表格", _SAVE_AS)
    if _is_text(data):
        return Kind.TEXT
    raise Refused("这不是电子表格文件，或者文件已损坏", _ASK_AGAIN)


def _is_text(data: bytes) -> bool:
    """Tell text from a binary: text has no control characters but tab, line and page breaks."""
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if utf16_without_mark(data) is not None:
        return True
    allowed = {9, 10, 11, 12, 13, 26}
    return not any(byte < 32 and byte not in allowed for byte in set(sample))
