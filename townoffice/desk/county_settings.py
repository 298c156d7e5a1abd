"""What the county has set for its book: the marking that pages, tables and papers carry."""

from dataclasses import replace

from townoffice.book import Book
from townoffice.feedback import BadChoice
from townoffice.records import Changes, Setting

__all__ = ["LONGEST", "marking", "set_marking"]

MARKING = "marking"
LONGEST = 12
"""Characters of a marking: more would not stand in the margin of a sheet."""


def marking(book: Book) -> str | None:
    """Give the line that start page, tables and papers carry; None where the county set none."""
    held = _held(book)
    return held.value if held is not None else None


def set_marking(book: Book, text: str | None) -> Changes | None:
    """Set the marking, or take it away (None or blank). One undo step; None: nothing changed.

    :raises BadChoice: longer than :data:`LONGEST` characters, or more than one line.
    """
    words, held = (text or "").strip(), _held(book)
    if len(words) > LONGEST or not words.isprintable():
        raise BadChoice(
            f"标识最多 {LONGEST} 个字，只能一行", where=words[:20], hint="请写短一些，如 内部资料"
        )
    if words == (held.value if held is not None else ""):
        return None
    label = f"县设置：页面和表格标“{words}”" if words else "县设置：页面和表格不带标识"
    with book.change(label) as writer:
        if held is None:
            writer.add(Setting(MARKING, words))
        elif words:
            writer.update(replace(held, value=words))
        else:
            writer.remove(held)
    return writer.changes


def _held(book: Book) -> Setting | None:
    return next((one for one in book.settings() if one.name == MARKING), None)
