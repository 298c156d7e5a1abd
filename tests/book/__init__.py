"""The book: journal, undo, lock, backups, upgrades."""
