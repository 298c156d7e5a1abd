"""The book: one county's SQLite file. The only room that knows sqlalchemy, alembic and cattrs.

In and out go the frozen records of ``records``; :class:`Book` is the door, :class:`Writer` the pen
of one change. No row, session or library exception leaves the room: what SQLite refuses becomes an
OfficeError in ``refusals``, anything else raised is a bug.

============ =====================================================================================
book         the door: reading, changing, undoing, verifying
entering     founding, upgrading, the look-over on opening
hold, claim  the file and its lock; the note beside it that only informs
schema/      the tables, a module per part of the office · columns, documents: how exact values
             and whole results lie in them
nouns        record ↔ row · batches: many rows at once · adding: many new ones with their journal
triggers     no row moves unseen · journal: a change and its link · digests: the chain's arithmetic
writer       add, update, remove · moves: what one change, or one unit's history, moved
undo         one change taken back · history: what stands, what has weight · stepping: back, forth
checks       is it what we wrote? · backups, shelf: copies, and which are kept
upgrade      alembic, when an older book comes
============ =====================================================================================

Decisions, and why:

* **Core, not the ORM.** Records are read by position into tuples (41,352 units in a quarter of a
  second) and leave; nothing here has a life of its own.
* **The journal is written by triggers**, so bulk statements cannot pass it by, and a write outside
  a change fails in the database. It holds rows by column name, so it outlives an upgrade. Only for
  a batch of new rows does the trigger of their table stand aside, inside ``adding``, which reads
  them back and writes what it would have written: half the time of an import.
* **The content is a sum of row digests**, carried on by each change and summed afresh on opening
  (``digests``): a foreign write is found at the door, an edit costs two hashes. SQLite's own
  integrity check, slower, is left to ``verify`` and to backups.
* **A book that was written around this program is not opened**, not even to read: official tables
  are printed from it. The newest verified backup is.
* **Undo restores rows exactly**, their ``row_version`` too; undoing everything is the first state,
  byte for byte of every noun. Several steps back are several changes in one transaction.
* **An act that counts outside the program is taken back with a reason**, which the chain covers.
  What has weight is told from the records it moved, never from its name.
* **A reader keeps its lock** while the book is open, so its version cannot grow old unnoticed.
* **A refused write spoils its change**, because half a batch may have been written before it.
"""

from townoffice.book.backups import restore
from townoffice.book.book import Book
from townoffice.book.nouns import Record
from townoffice.book.shelf import newest_backup
from townoffice.book.writer import Writer

__all__ = ["Book", "Record", "Writer", "newest_backup", "restore"]
