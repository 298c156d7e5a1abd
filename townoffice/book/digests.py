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


def of_new_rows(
    noun: str, rows: Sequence[tuple[int, bytes]], salts: bytes, size: int
) -> tuple[list[tuple[int, bytes, bytes, bytes]], int]:
    """Digest the journal rows of new rows, given as (id, JSON text), and add up their content.

    Gives (id, text, salt, digest) each; ``salts`` are the salts one after another, each of
    ``size`` bytes. The same arithmetic as :func:`row_digest` and :func:`row_content`.
    """
    sha, between = hashlib.sha256, _BETWEEN.encode()
    head = noun.encode() + between
    salted = [salts[at : at + size] for at in range(0, len(salts), size)]
    made = [
        (row_id, text, salt, sha(b"%b%b%d%b%b" % (salt, head, row_id, between * 2, text)).digest())
        for (row_id, text), salt in zip(rows, salted, strict=True)
    ]
    content = sum([int.from_bytes(sha(head + text).digest(), "big") for _, text in rows])
    return made, content % _MODULUS


def rows_digest(digests: Iterable[bytes]) -> str:
    """Digest the row digests of one change, in their order."""
    total = hashlib.sha256()
    for digest in digests:
        total.update(digest)
    return total.hexdigest()


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
