"""What somebody chose on the page 编制测算, step by step: kept in memory, undone step by step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtGui import QUndoCommand

from townoffice.desk.planning import Decision, Ground, Order, method_of
from townoffice.feedback import OfficeError
from townoffice.records import Category

__all__ = ["Choices", "Memory", "Move"]


@dataclass(frozen=True, slots=True)
class Choices:
    """An order, the decisions about last seats, and the plan it is compared with (by number).

    ``people`` are how many more people a unit (by code) is tried with; the book knows none of it.
    """

    order: Order
    decisions: tuple[Decision, ...] = ()
    beside: int | None = None
    people: Mapping[str, int] = field(default_factory=dict)

    def peopled(self, code: str, more: int) -> "Choices":
        """Try a unit with so many more people; 0: as the book has it."""
        return replace(self, people=_with(self.people, code, more or None))

    def setting(self, key: str, text: str | None) -> "Choices":
        """Choose a parameter; None goes back to what the policy says."""
        settings = {k: v for k, v in self.order.settings.items() if k != key}
        if text is not None:
            settings[key] = text
        return replace(self, order=replace(self.order, settings=settings))

    def bound(self, code: str, *, lower: int | None, upper: int | None) -> "Choices":
        """Bound one unit; None: not bounded on that side. Both the same: pinned."""
        order = replace(
            self.order,
            lower=_with(self.order.lower, code, lower),
            upper=_with(self.order.upper, code, upper),
        )
        return replace(self, order=order)

    def decide(self, decision: Decision) -> "Choices":
        """Decide about one edge; an earlier decision about it is replaced."""
        others = tuple(
            d for d in self.decisions if (d.tranche, d.units) != (decision.tranche, decision.units)
        )
        return replace(self, decisions=(*others, decision))

    def among(self, ground: Ground) -> "Choices":
        """Go back to the county's method where the one chosen was taken back or lost a parameter.

        A method of the county's own may go by an undo, and may be changed where it stands.
        """
        order, known = self.order, ground.policies.methods
        chosen = order.method if order.method in known else None
        try:
            method = known.get(chosen or method_of(ground))
        except OfficeError:  # none adopted, or two: the calculation will say so
            return self
        keys = () if method is None else method.names
        kept = method is not None and all(f"{method.id}.{key}" in keys for key in order.settings)
        if chosen == order.method and kept:
            return self
        return replace(self, order=replace(order, method=chosen, settings={}))

    @property
    def moved(self) -> bool:
        """Tell whether anything was chosen but category and comparison."""
        plain = Order(self.order.category, year=self.order.year)
        return self.order != plain or bool(self.decisions) or bool(self.people)


def _with(bounds: Mapping[str, int], code: str, posts: int | None) -> dict[str, int]:
    others = {key: value for key, value in bounds.items() if key != code}
    return others if posts is None else {**others, code: posts}


class Memory:
    """The choices of every book seen since the program started, by category."""

    def __init__(self) -> None:
        self._held: dict[tuple[Path | None, Category], Choices] = {}

    def recall(self, book: Path | None, category: Category) -> Choices:
        """Give the choices a book was left with; none: everything as the policies have it."""
        return self._held.get((book, category), Choices(Order(category)))

    def keep(self, book: Path | None, choices: Choices) -> None:
        """Keep choices for as long as the program runs."""
        self._held[book, choices.order.category] = choices


class Move(QUndoCommand):
    """One step of choosing, named by what it moved."""

    def __init__(
        self,
        text: str,
        before: Choices,
        after: Choices,
        show: Callable[[Choices], None],
        slider: str = "",
    ) -> None:
        """``slider`` names what moves step by step: its steps are one to undo."""
        super().__init__(text)
        self._before, self.after, self._show = before, after, show
        self.slider = slider

    def id(self) -> int:
        """Let steps of a slider be put together."""
        return 1 if self.slider else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next step of the same slider into this one."""
        if not isinstance(other, Move) or other.slider != self.slider:
            return False
        self.after = other.after
        self.setText(other.text())
        return True

    def redo(self) -> None:
        """Choose."""
        self._show(self.after)

    def undo(self) -> None:
        """Go back."""
        self._show(self._before)
