"""What a file carries beside its cells: never opened, never run, and said so to the clerk."""

import re
from collections.abc import Collection

_MACROS = "文件带有宏，没有运行，也不影响数据"
_OBJECTS = "文件里嵌有别的对象，没有读取"
_OLE_OBJECT = re.compile(rb"M\0B\0D\0(?:[0-9A-F]\0){8}")

_BY_NAME = (
    (re.compile(r"vbaproject\.bin$|^basic/|^scripts/|/macrosheets/"), _MACROS),
    (re.compile(r"(^|/)externallinks/"), "文件引用了别的文件，没有打开，只读取了保存下来的数值"),
    (
        re.compile(r"(^|/)(connections\.(xml|bin)|querytables/)"),
        "文件连着外部数据，没有连接，只读取了保存下来的数值",
    ),
    (re.compile(r"(^|/)(embeddings|activex|ctrlprops)/|^object [0-9]"), _OBJECTS),
)


def carried_in_parts(names: Collection[str], *, archives: bool) -> list[str]:
    """Say what the parts of a zip hold beside cells; ``archives``: one of them is a zip itself."""
    lowered = [name.lower() for name in names]
    found = [words for pattern, words in _BY_NAME if any(pattern.search(name) for name in lowered)]
    return [*found, _OBJECTS] if archives and _OBJECTS not in found else found


def carried_in_ole(data: bytes) -> list[str]:
    """Say what an old workbook holds: its container lists the names in UTF-16."""
    found = []
    if "_VBA_PROJECT_CUR".encode("utf-16-le") in data:
        found.append(_MACROS)
    if _OLE_OBJECT.search(data) is not None:
        found.append(_OBJECTS)
    return found
