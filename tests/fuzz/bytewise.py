"""Harm below any format: bytes changed, cut, moved."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

Spoil: TypeAlias = Callable[[bytes, Random], bytes]
"""Gives the file or part with one kind of harm done to it."""

_TELLING = (0x00, 0xFF, 0x7F, 0x80, 0x22, 0x3C, 0x3E, 0x0A, 0x2C)


def flip(data: bytes, chance: Random) -> bytes:
    """Change a few bytes anywhere."""
    spoilt = bytearray(data)
    for _ in range(chance.randrange(1, 20)):
        if spoilt:
            at = chance.randrange(len(spoilt))
            spoilt[at] = chance.choice((chance.randrange(256), *_TELLING))
    return bytes(spoilt)


def truncate(data: bytes, chance: Random) -> bytes:
    """Lose the end, as a download that broke off."""
    return data[: chance.randrange(len(data) + 1)]


def behead(data: bytes, chance: Random) -> bytes:
    """Lose some bytes at the front."""
    return data[chance.randrange(min(len(data), 600) + 1) :]


def cut_out(data: bytes, chance: Random) -> bytes:
    """Lose a stretch in the middle."""
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 2_000) :]


def repeat(data: bytes, chance: Random) -> bytes:
    """Write a stretch several times."""
    start = chance.randrange(len(data) + 1)
    stretch = data[start : start + chance.randrange(1, 2_000)]
    return data[:start] + stretch * chance.randrange(2, 12) + data[start:]


def blank(data: bytes, chance: Random) -> bytes:
    """Overwrite a stretch with zeros, as a disk that lost a sector."""
    start = chance.randrange(len(data) + 1)
    length = min(chance.choice((16, 512, 4_096)), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def surround(data: bytes, chance: Random) -> bytes:
    """Put foreign bytes before or behind."""
    foreign = chance.randbytes(chance.choice((1, 16, 3_000)))
    return foreign + data if chance.random() < 0.3 else data + foreign


SPOILS: tuple[Spoil, ...] = (flip, flip, flip, truncate, behead, cut_out, repeat, blank, surround)
