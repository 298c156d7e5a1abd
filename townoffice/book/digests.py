"""The arithmetic of the journal's chain: SHA-256 throughout, no database.

* A **row digest** covers a random salt and one row before and after. The chain links digests, not
  contents, so contents and salt can be blanked one day and the chain still holds.
* The **content** is the sum, modulo 2^256, of the digests of all rows of all nouns. A sum can be
  carried on: a change adds its rows' *after* and takes off their *before*, so a one-cell edit
  costs two hashes however big the book is; opening the book sums all rows afresh (41,352 units
  with 6 rows each: well under a second) and so finds whatever another program wrote. Only
  the sum hashed with the change's own salt is stored: two neighbouring sums would tell what one row
  hashes to.
* A **change digest** covers the one before it and everything the change says of itself. The last is
  the head of the chain, printed on official tables.

None of this is a signature: who knows the program can build another chain. The head on paper is
what such a chain cannot reproduce.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime

_MODULUS = 1 << 256
BLANK = bytes(32)
"""What stands in a journal row until its digest is made."""

_BETWEEN = "\x1f"  # JSON never holds a control character, so parts cannot run into each other


def row_content(noun: str, row: str) -> int:
    """One row's part in the content; ``row`` is its JSON text."""
    return int.from_bytes(hashlib.sha256(f"{noun}{_BETWEEN}{row}".encode()).digest(), "big")


def content_of(noun: str, rows: Iterable[str]) -> int:
    """Add up the parts of many rows of one noun."""
    return sum(row_content(noun, row) for row in rows) % _MODULUS


def moved(content: int, noun: str, before: str | None, after: str | None) -> int:
    """Carry the content on over one moved row."""
    if before is not None:
        content -= row_content(noun, before)
    if after is not None:
        content += row_content(noun, after)
    return content % _MODULUS


def row_digest(salt: bytes, noun: str, row_id: int, before: str | None, after: str | None) -> bytes:
    """Digest one journal row."""
    text = _BETWEEN.join((noun, str(row_id), before or "", after or ""))
    return hashlib.sha256(salt + text.encode()).digest()


class NewRows:
    """Digests the journal rows of new rows of one noun, one by one, and adds up their content.

    ``salts`` are the salts one after another, each of ``size`` bytes, from row ``first`` on;
    ``made`` are the digests in their order. The same arithmetic as :func:`row_digest` and
    :func:`row_content`.
    """

    def __init__(self, noun: str, first: int, salts: bytes, size: int) -> None:
        self._head = noun.encode() + _BETWEEN.encode()
        self._first, self._salts, self._size = first, salts, size
        self._parts: list[bytes] = []
        self.made: list[bytes] = []

    def digest(self, row_id: int, text: bytes) -> bytes:
        """Digest one row, given as JSON text."""
        sha, head = hashlib.sha256, self._head
        self._parts.append(sha(head + text).digest())
        at = (row_id - self._first) * self._size
        salt = self._salts[at : at + self._size]
        made = sha(b"%b%b%d\x1f\x1f%b" % (salt, head, row_id, text)).digest()
        self.made.append(made)
        return made

    @property
    def content(self) -> int:
        """What the rows digested so far add to the content."""
        return sum(map(int.from_bytes, self._parts)) % _MODULUS


def rows_digest(digests: Iterable[bytes]) -> str:
    """Digest the row digests of one change, in their order."""
    return hashlib.sha256(b"".join(digests)).hexdigest()


def content_mark(salt: str, content: int) -> str:
    """Content as a change stores it."""
    return linked(salt, (f"{content:064x}",))


def linked(previous: str, parts: Sequence[str | int | None]) -> str:
    """Link one record to the one before: 64 hex digits."""
    text = json.dumps([previous, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def change_digest(
    previous: str,
    change_id: int,
    label: str,
    who: str,
    at: datetime,
    undoes: int | None,
    row_count: int,
    rows: str,
    content: str,
    reason: str | None,
) -> str:
    """Digest one change: the next link of the chain.

    A change without a reason is digested as before there were any, so old links still hold.
    """
    parts = (change_id, label, who, at.isoformat(), undoes, row_count, rows, content)
    return linked(previous, parts if reason is None else (*parts, reason))


def founding_digest(name: str, code: str, book: str, at: datetime, who: str) -> str:
    """Digest what the book was founded with: the chain's first link, its head until a change."""
    return linked("townoffice", (name, code, book, at.isoformat(), who))


def summed(contents: Iterable[int]) -> int:
    """Add contents of several nouns to one."""
    return sum(contents) % _MODULUS
