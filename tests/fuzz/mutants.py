"""Mutant number N of a seed: which sound file, and which harm."""

from dataclasses import dataclass
from random import Random

from tests.fuzz import bytewise, lines, markup, zipped
from tests.fuzz.bytewise import Spoil
from tests.fuzz.sound import Sound, sound_files

_OURS = 0.55
_LARGEST = 3_000_000
_TEXTS = (b"<?xml", b"<html")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A spoilt file: from which it was made, what was done, what came of it."""

    origin: str
    suffix: str
    harms: tuple[str, ...]
    data: bytes


def mutant(seed: int, number: int) -> Mutant:
    """Make one mutant; the same seed and number give the same bytes."""
    chance = Random(f"{seed}:{number}")
    files = sound_files()
    ours = [file for file in files if file.ours]
    theirs = [file for file in files if not file.ours]
    sound = chance.choice(ours if chance.random() < _OURS or not theirs else theirs)
    data, harms = sound.data, []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if len(data) > _LARGEST:
            break
        spoil = chance.choice(_spoils(sound))
        data = spoil(data, chance)
        harms.append(f"{spoil.__module__.rpartition('.')[2]}.{spoil.__name__}")
    suffix = chance.choice((sound.suffix, sound.suffix, ".xlsx", ".xls", ".csv"))
    return Mutant(sound.name, suffix, tuple(harms), data)


def _spoils(sound: Sound) -> tuple[Spoil, ...]:
    if sound.data.startswith(b"PK"):
        return zipped.SPOILS
    if sound.data.startswith(_TEXTS):
        return (*markup.SPOILS, *bytewise.SPOILS[:5])
    if sound.suffix in {".csv", ".tsv"}:
        return (*lines.SPOILS, *bytewise.SPOILS)
    return bytewise.SPOILS
