"""Making the tables, and bringing an older book to today's layout.

A new book is made from ``schema.py`` and stamped; tests hold that against what the scripts in
``upgrades/`` build. Alembic is imported only to upgrade (it takes half a second to load), its
configuration is made here, and its scripts are packed with the program. Everything happens in one
transaction, with the number of the layout: an upgrade is done or has not been.
"""

from pathlib import Path

import sqlalchemy as sa

from townoffice.book.schema import APPLICATION, SCHEMA, metadata, stamp

SCRIPTS = Path(__file__).parent / "upgrades"


def revision(schema: int) -> str:
    """Name the alembic revision of a layout: its number in four digits."""
    return f"{schema:04d}"


def build(connection: sa.Connection) -> None:
    """Make today's tables in an empty file; inside a transaction."""
    metadata.create_all(connection)
    stamp.create(connection)
    connection.execute(sa.insert(stamp).values(version_num=revision(SCHEMA)))
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")


def upgrade(connection: sa.Connection, to: int) -> None:
    """Run the scripts up to layout ``to``; inside a transaction, foreign keys off."""
    from alembic import command  # noqa: PLC0415  # half a second, and hardly ever needed
    from alembic.config import Config  # noqa: PLC0415  # the same

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision(to))
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the upgrade broke references: {broken[:5]}")
    connection.exec_driver_sql(f"PRAGMA user_version={to}")
