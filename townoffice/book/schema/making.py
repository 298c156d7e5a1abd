"""What every table of the book has in common."""

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def table(name: str, *parts: SchemaItem) -> sa.Table:
    """Describe a table with the two columns every table has.

    AUTOINCREMENT: the number of a removed plan or unit is never given to another.
    """
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("row_version", sa.Integer, nullable=False),
        *parts,
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def of_unit() -> sa.Column[int]:
    """Describe the column of a table that hangs on a unit."""
    return sa.Column("township_id", sa.Integer, sa.ForeignKey("townships.id"), nullable=False)


def of(name: str, parent: str, *, nullable: bool = False) -> sa.Column[int]:
    """Describe the column of a table that hangs on another."""
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{parent}.id"), nullable=nullable)
