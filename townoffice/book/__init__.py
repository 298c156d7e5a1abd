"""The book: one county's SQLite file. The only room that knows a database."""

from townoffice.book.backups import restore
from townoffice.book.book import Book
from townoffice.book.nouns import Record
from townoffice.book.shelf import newest_backup
from townoffice.book.writer import Writer

__all__ = ["Book", "Record", "Writer", "newest_backup", "restore"]
