"""Kinds of column: how an exact value lies in the file, and comes out again as it went in.

SQLite gets TEXT, INTEGER and BLOB only, so nothing is ever rounded on the way and the JSON of the
journal holds a row exactly; another database gets its own exact types.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar, runtime_checkable

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from townoffice.records import SizeClass

W = TypeVar("W", bound=StrEnum)


@runtime_checkable
class Stored(Protocol):
    """A kind of column that writes many values in one go, as they lie in SQLite."""

    def stored(self, values: Iterable[object]) -> Iterable[object]:
        """Write the values."""
        ...


class Exact(TypeDecorator[Decimal]):
    """A Decimal: its own digits as text in SQLite (100.50 stays 100.50), NUMERIC elsewhere."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[str] | TypeEngine[Decimal]:
        """TEXT or NUMERIC."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.Numeric())

    def process_bind_param(self, value: Decimal | None, _dialect: sa.Dialect) -> str | None:
        """Write the digits, never an exponent."""
        return None if value is None else format(value, "f")

    def stored(self, values: Iterable[Decimal | None]) -> list[str | None]:
        """Write the digits of many."""
        return [None if value is None else format(value, "f") for value in values]

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(str(value))


class Day(TypeDecorator[date]):
    """A day: ISO text in SQLite (STRICT tables know no DATE), DATE elsewhere."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[str] | TypeEngine[date]:
        """TEXT or DATE."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.Date())

    def process_bind_param(self, value: date | None, dialect: sa.Dialect) -> str | date | None:
        """Write YYYY-MM-DD."""
        return value.isoformat() if value and dialect.name == "sqlite" else value

    def stored(self, values: Iterable[date | None]) -> list[str | None]:
        """Write the days of many; a file brings the same day a thousand times."""
        words: dict[date | None, str | None] = {None: None}
        return [
            words[value] if value in words else words.setdefault(value, f"{value}")
            for value in values
        ]

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> date | None:
        """Read YYYY-MM-DD."""
        return None if value is None else date.fromisoformat(str(value))


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO text: part of the journal's digests, so the same text everywhere."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> str | None:
        """Write it in UTC."""
        return None if value is None else value.astimezone(UTC).isoformat()

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> datetime | None:
        """Read it, aware of UTC."""
        return None if value is None else datetime.fromisoformat(str(value))


class Word(TypeDecorator[W], Generic[W]):
    """One word of a closed list, stored as the word itself.

    No CHECK repeats the list in the database: a list grows with the policies, and each growth
    would be a rebuilt table. The frozen records are the only way in, and they carry the enum.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__()
        self.words = words
        self._by_text = {str(word): word for word in words}
        self._texts = {word: str(word) for word in words}

    def process_bind_param(self, value: W | None, _dialect: sa.Dialect) -> str | None:
        """Write the word."""
        return None if value is None else self._texts[value]

    def stored(self, values: Iterable[W | None]) -> list[str | None]:
        """Write the words of many."""
        return [None if value is None else str(value) for value in values]

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> W | None:
        """Read the word."""
        return None if value is None else self._by_text[str(value)]


class SizeNumber(TypeDecorator[SizeClass]):
    """A size class as its number."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: SizeClass | None, _dialect: sa.Dialect) -> int | None:
        """Write the number."""
        return None if value is None else value.value

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> SizeClass | None:
        """Read the number."""
        return None if value is None else SizeClass(int(str(value)))


class Codes(TypeDecorator[tuple[str, ...]]):
    """Division codes in their order, as a JSON array: they are read with their row, never sought.

    They may name units no book ever held, so they cannot be foreign keys.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: sa.Dialect) -> str:
        """Write the array."""
        return json.dumps(value or ())

    def stored(self, values: Iterable[tuple[str, ...] | None]) -> list[str]:
        """Write the arrays of many."""
        return [json.dumps(value) if value else "[]" for value in values]

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> tuple[str, ...]:
        """Read the array."""
        return () if value == "[]" else tuple(json.loads(str(value)))


class Numbers(TypeDecorator[tuple[int, ...]]):
    """Whole numbers in their order, as a JSON array: read with their row, never sought."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, _dialect: sa.Dialect) -> str:
        """Write the array."""
        return json.dumps(value or ())

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> tuple[int, ...]:
        """Read the array."""
        return () if value == "[]" else tuple(json.loads(str(value)))


class Named(TypeDecorator[tuple[tuple[str, Decimal], ...]]):
    """Names with exact numbers in their order, as a JSON array of pairs, digits as text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(
        self, value: tuple[tuple[str, Decimal], ...] | None, _dialect: sa.Dialect
    ) -> str:
        """Write the pairs."""
        pairs = [[name, format(number, "f")] for name, number in value or ()]
        return json.dumps(pairs, ensure_ascii=False)

    def process_result_value(
        self, value: object, _dialect: sa.Dialect
    ) -> tuple[tuple[str, Decimal], ...]:
        """Read the pairs."""
        pairs = json.loads(str(value))
        return tuple((name, Decimal(number)) for name, number in pairs)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0: a STRICT table knows no BOOLEAN."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, _dialect: sa.Dialect) -> int | None:  # noqa: FBT001  the signature is SQLAlchemy's
        """Write 1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> bool | None:
        """Read it."""
        return None if value is None else bool(value)
