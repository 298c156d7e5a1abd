"""Harm to delimited text: encodings, zeros, quotes, endless lines."""

from random import Random

from tests.fuzz.bytewise import Spoil
from tests.fuzz.markup import WORDS

_CODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5")


def recode(data: bytes, chance: Random) -> bytes:
    """Save it in another encoding; what that one cannot write becomes a question mark."""
    return data.decode("utf-8", "replace").encode(chance.choice(_CODINGS), "replace")


def mix(data: bytes, chance: Random) -> bytes:
    """Append the same lines in another encoding, as copied together."""
    return data + b"\r\n" + recode(data, chance)


def mark(data: bytes, chance: Random) -> bytes:
    """Put a byte order mark where none belongs."""
    return chance.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0")) + data


def zeros(data: bytes, chance: Random) -> bytes:
    """Scatter NUL and other control characters."""
    for _ in range(chance.randrange(1, 6)):
        data = _at(data, chance.choice((b"\0", b"\x1a", b"\x1b", b"\0\0\0\0", b"\x0c")), chance)
    return data


def quotes(data: bytes, chance: Random) -> bytes:
    """Open a quote and never close it, or close one that was not open."""
    return _at(data, chance.choice((b'"', b'""', b',"', b'"\n', b'"a"b"', b"'", b"\\")), chance)


def endings(data: bytes, chance: Random) -> bytes:
    """Change the ends of lines."""
    ending = chance.choice((b"\r", b"\n\r", b"", b"\x0b", "\u2028".encode(), b"\r\r\n"))
    return data.replace(b"\r\n", ending)


def long_line(data: bytes, chance: Random) -> bytes:
    """Put in a very long cell, or a line of very many cells."""
    filler = chance.choice((b"9", b",", "镇".encode(), b" ", b"\t", b"1,"))
    return _at(data, filler * chance.choice((5_000, 140_000, 600_000)), chance)


def many_lines(data: bytes, chance: Random) -> bytes:
    """Write a line thousands of times."""
    lines = data.split(b"\r\n")
    at = chance.randrange(len(lines))
    count = chance.choices((50, 5_000, 210_000), (60, 37, 3))[0]
    return b"\r\n".join([*lines[:at], *[lines[at]] * count, *lines[at:]])


def delimiters(data: bytes, chance: Random) -> bytes:
    """Separate by something else, in all lines or from one place on."""
    new = chance.choice((b"\t", b";", b"|", b"\t,", b" ", b"", "，".encode()))
    at = chance.choice((0, chance.randrange(len(data) + 1)))
    return data[:at] + data[at:].replace(b",", new)


def cell(data: bytes, chance: Random) -> bytes:
    """Write something else into a few cells."""
    cells = data.split(b",")
    for _ in range(chance.randrange(1, 5)):
        cells[chance.randrange(len(cells))] = chance.choice(WORDS).encode()
    return b",".join(cells)


def shuffle(data: bytes, chance: Random) -> bytes:
    """Put the lines in another order."""
    lines = data.split(b"\r\n")
    chance.shuffle(lines)
    return b"\r\n".join(lines)


def _at(data: bytes, inserted: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + inserted + data[at:]


SPOILS: tuple[Spoil, ...] = (
    recode, mix, mark, zeros, quotes, endings, long_line, many_lines, delimiters, cell, cell,
    shuffle,
)  # fmt: skip
