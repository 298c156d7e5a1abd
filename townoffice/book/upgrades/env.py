"""Alembic's entrance: runs on the connection the book hands over, inside the book's transaction."""

from alembic import context

from townoffice.book.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column by rebuilding its table
)
with context.begin_transaction():
    context.run_migrations()
