"""Harm to zip containers: parts spoilt and packed again with a right checksum; the zip too."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from random import Random
from typing import TypeAlias

from tests.fuzz import bytewise, markup
from tests.fuzz.bytewise import Spoil

_Parts: TypeAlias = list[tuple[str, bytes]]
_NAMES = (
    "/etc/passwd", "../../a.xml", "..\\..\\a.xml", "C:\\a.xml", "xl\\workbook.xml", "", "/",
    "XL/WORKBOOK.XML", "xl/workbook.xml", "content.xml", "[Content_Types].xml", "word/document.xml",
    "xl/vbaProject.bin", "META-INF/manifest.xml", "xl/worksheets/sheet1.xml", "部件\u202e.xml",
    "a/" * 400,
)  # fmt: skip


def parts_of(data: bytes) -> _Parts:
    """Unpack what can be unpacked; nothing where it is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds, and its decompressors more
        return []


def packed(parts: _Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip parts, also of the same name or of none."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")  # a name twice is what is meant here
        for name, content in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, content, method, 1)
    return buffer.getvalue()


def _spoil_part(spoils: tuple[Spoil, ...]) -> Callable[[_Parts, Random], _Parts]:
    def spoil(parts: _Parts, chance: Random) -> _Parts:
        weights = [20 if name.endswith(".xml") else 2 for name, _ in parts]
        (at,) = chance.choices(range(len(parts)), weights)
        name, content = parts[at]
        for _ in range(chance.choice((1, 1, 2, 4))):
            content = chance.choice(spoils)(content, chance)
        return [*parts[:at], (name, content), *parts[at + 1 :]]

    return spoil


def _drop(parts: _Parts, chance: Random) -> _Parts:
    gone = chance.randrange(len(parts))
    return [part for at, part in enumerate(parts) if at != gone]


def _double(parts: _Parts, chance: Random) -> _Parts:
    name, content = chance.choice(parts)
    return [*parts, (name, chance.choice(markup.SPOILS)(content, chance))]


def _rename(parts: _Parts, chance: Random) -> _Parts:
    at = chance.randrange(len(parts))
    return [*parts[:at], (chance.choice(_NAMES), parts[at][1]), *parts[at + 1 :]]


def _swap(parts: _Parts, chance: Random) -> _Parts:
    contents = [content for _, content in parts]
    chance.shuffle(contents)
    return [(name, content) for (name, _), content in zip(parts, contents, strict=True)]


def _add(parts: _Parts, chance: Random) -> _Parts:
    match chance.randrange(4):
        case 0:
            return [*parts, (chance.choice(_NAMES), packed(parts))]
        case 1:
            return [*parts, ("xl/media/bomb.bin", bytes(11_000_000))]
        case 2:
            return [*parts, *((f"x/{n}.xml", b"") for n in range(2_001))]
        case _:
            return [*parts, (chance.choice(_NAMES), chance.randbytes(300))]


_ON_PARTS: tuple[Callable[[_Parts, Random], _Parts], ...] = (
    _drop, _double, _rename, _swap, _add, _spoil_part(bytewise.SPOILS),
    *[_spoil_part(markup.SPOILS)] * 8,
)  # fmt: skip
_FIELDS = (
    (b"PK\x03\x04", (4, 6, 8, 14, 18, 22, 26, 28)),
    (b"PK\x01\x02", (8, 10, 16, 20, 24, 28, 42)),
    (b"PK\x05\x06", (4, 8, 10, 12, 16, 20)),
)


def respoil(data: bytes, chance: Random) -> bytes:
    """Spoil one or two parts and pack them again; what is no zip comes back as it was."""
    parts = parts_of(data)
    for _ in range(chance.choice((1, 1, 2))):
        if parts:
            parts = chance.choice(_ON_PARTS)(parts, chance)
    method = zipfile.ZIP_STORED if chance.random() < 0.1 else zipfile.ZIP_DEFLATED
    return packed(parts, method) if parts else data


def lie(data: bytes, chance: Random) -> bytes:
    """Write other sizes, offsets, flags, checksums or methods into the zip's own headers."""
    spoilt = bytearray(data)
    magic, fields = chance.choice(_FIELDS)
    places = []
    at = data.find(magic)
    while at >= 0:
        places.append(at)
        at = data.find(magic, at + 4)
    for start in chance.sample(places, min(len(places), chance.choice((1, 1, 4)))):
        at = start + chance.choice(fields)
        value = chance.choice((0, 1, 9, 99, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, chance.getrandbits(32)))
        if at + 4 <= len(spoilt):
            size = chance.choice((2, 4))
            spoilt[at : at + size] = struct.pack("<I", value)[:size]
    return bytes(spoilt)


SPOILS: tuple[Spoil, ...] = (*[respoil] * 20, lie, lie, bytewise.flip, bytewise.truncate)
