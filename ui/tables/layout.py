"""Which columns show, in which order and how wide: remembered per table."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol

from PySide6.QtCore import QSettings

from ui.tables.cells import Column, R


class Memory(Protocol):
    """Where layouts are kept: the user's settings, or a dictionary in a test."""

    def read(self, name: str) -> str:
        """What was kept under ``name``; "" when nothing was."""

    def write(self, name: str, text: str) -> None:
        """Keep ``text`` under ``name``."""


class SettingsMemory:
    """The settings of the application (QSettings under the names the window has set)."""

    def read(self, name: str) -> str:
        """What was kept under ``name``; "" when nothing was."""
        return str(QSettings().value(f"tables/{name}", ""))

    def write(self, name: str, text: str) -> None:
        """Keep ``text`` under ``name``."""
        QSettings().setValue(f"tables/{name}", text)


@dataclass(slots=True)
class Layout(Generic[R]):
    """The chosen order, widths and hidden columns; columns unknown to it come as declared."""

    columns: Sequence[Column[R]]
    order: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    hidden: dict[str, bool] = field(default_factory=dict)

    def declare(self, columns: Sequence[Column[R]]) -> None:
        """Other columns: what was chosen for those that stay is kept."""
        self.columns = tuple(columns)

    def arranged(self) -> list[Column[R]]:
        """All columns in the chosen order, frozen ones first, new ones where they were declared."""
        by_key = {column.key: column for column in self.columns}
        keys = [key for key in self.order if key in by_key]
        for at, column in enumerate(self.columns):
            if column.key not in keys:
                before = [one.key for one in self.columns[:at] if one.key in keys]
                keys.insert(keys.index(before[-1]) + 1 if before else 0, column.key)
        found = [by_key[key] for key in keys]
        return [one for one in found if one.frozen] + [one for one in found if not one.frozen]

    def is_hidden(self, column: Column[R]) -> bool:
        """Whether ``column`` does not show."""
        return self.hidden.get(column.key, column.hidden)

    def visible(self) -> list[Column[R]]:
        """The columns that show, in their order; never none."""
        found = [column for column in self.arranged() if not self.is_hidden(column)]
        return found or self.arranged()[:1]

    def width(self, column: Column[R]) -> int:
        """Width of ``column`` at 100 %."""
        return self.widths.get(column.key, column.width)

    def choose(self, order: Sequence[str], shown: Sequence[str]) -> None:
        """Take over order and visibility from the chooser."""
        self.order = list(order)
        self.hidden = {key: key not in shown for key in order}

    def move(self, key: str, before: str | None) -> None:
        """Put a column before another, None = at the end."""
        keys = [column.key for column in self.arranged() if column.key != key]
        keys.insert(keys.index(before) if before in keys else len(keys), key)
        self.order = keys

    def reset(self) -> None:
        """As declared."""
        self.order, self.widths, self.hidden = [], {}, {}

    def to_text(self) -> str:
        """For :class:`Memory`."""
        kept = {"order": self.order, "widths": self.widths, "hidden": self.hidden}
        return json.dumps(kept, ensure_ascii=False)

    def take_text(self, text: str) -> None:
        """From :class:`Memory`; what cannot be read counts as never kept."""
        try:
            kept = json.loads(text) if text else {}
        except ValueError:
            return
        if not isinstance(kept, dict):
            return
        order, widths, hidden = kept.get("order"), kept.get("widths"), kept.get("hidden")
        if isinstance(order, list):
            self.order = [key for key in order if isinstance(key, str)]
        if isinstance(widths, dict):
            self.widths = {
                key: min(2_000, max(LEAST, width))
                for key, width in widths.items()
                if isinstance(width, int)
            }
        if isinstance(hidden, dict):
            self.hidden = {key: bool(one) for key, one in hidden.items()}


LEAST = 40
