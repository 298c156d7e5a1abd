"""What the newer upgrades draw tables with; frozen like them: nothing here changes meaning."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from townoffice.book.columns import Day, Exact


def table(
    name: str,
    *columns: SchemaItem,
    unique: Sequence[str] = (),
    parents: Mapping[str, str] | None = None,
) -> None:
    """Draw a table with the columns every table has; ``parents``: column → table."""
    parts = [*columns]
    if unique:
        parts.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    parts += [
        sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{name}_{column}")
        for column, parent in (parents or {}).items()
    ]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )


def index(name: str, column: str) -> None:
    """Draw an index."""
    op.create_index(f"ix_{name}_{column}", name, [column])


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """Words."""
    return sa.Column(name, sa.Text(), nullable=nullable)


def count(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A whole number."""
    return sa.Column(name, sa.Integer(), nullable=nullable)


def day(name: str, *, nullable: bool = False) -> sa.Column[date]:
    """A day."""
    return sa.Column(name, Day(), nullable=nullable)


def exact(name: str, *, nullable: bool = False) -> sa.Column[Decimal]:
    """A decimal number."""
    return sa.Column(name, Exact(), nullable=nullable)
