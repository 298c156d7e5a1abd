"""Pinyin of names: initials and full spelling for finding, the order of a Chinese register.

Only the table of single characters is loaded: the phrase dictionary would cost twenty megabytes
and helps little with place names. A character with several readings is found under each.
"""

import functools
import itertools
import os

MOST = 8  # combinations of readings kept per name


@functools.lru_cache(maxsize=30_000)
def _readings(char: str) -> tuple[str, ...]:
    if char < "\u2e80":
        return (char.lower(),)
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415  the dictionary loads at the first search

    found = pinyin(char, style=Style.NORMAL, heteronym=True)
    return tuple(found[0]) if found and found[0] else (char,)


@functools.lru_cache(maxsize=65_536)  # the names of a whole province, once searched
def spelled(text: str) -> str:
    """Initials and full pinyin of ``text``, one combination of readings a line."""
    readings = [_readings(char) for char in text if not char.isspace()]
    if all(len(one) == 1 for one in readings):
        whole = [one[0] for one in readings]
        return "".join(one[:1] for one in whole) + "\n" + "".join(whole)
    initials = [tuple(dict.fromkeys(one[:1] for one in group)) for group in readings]
    lines = ["".join(one) for one in itertools.islice(itertools.product(*initials), MOST)]
    lines += ["".join(one) for one in itertools.islice(itertools.product(*readings), MOST)]
    return "\n".join(lines)


def is_spelling(query: str) -> bool:
    """Whether ``query`` could be pinyin: Latin letters only."""
    return query.isascii() and query.isalpha()


def found_in(query: str, text: str) -> bool:
    """Whether ``text`` holds ``query`` as it stands, or as pinyin (qsz → 青石镇)."""
    wanted = query.strip().lower()
    return wanted in text.lower() or (is_spelling(wanted) and wanted in spelled(text))


def order_key(text: str) -> str:
    """Sort key of ``text`` by pinyin, character by character.

    The end of a reading sorts before every letter, so that 西安 (xi·an) stands before 先 (xian).
    """
    return "\0".join([_readings(char)[0] for char in text])
