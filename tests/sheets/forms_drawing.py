"""Drawing by chance, the same for the same seed, and remembering what was drawn."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.sheets.forms_words import UNITS


@dataclass(slots=True)
class Column:
    """One column of the form: its header from top to bottom, and what stands under it."""

    path: list[str]
    field: str = ""
    unit: str = ""
    factor: Fraction = Fraction(1)
    style: str = "number"


class Drawing:
    """The choices of one form; ``traits`` are what was drawn, ``by_line`` a unit line's units."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.traits: list[str] = []
        self.by_line = {d: self.chance.choice(units) for d, units in UNITS.items() if d != "posts"}
        self.by_line["posts"] = UNITS["posts"][0]

    def drawn(self, what: str, likely: float) -> bool:
        """Draw a yes or no, and note the yes."""
        found = self.chance.random() < likely
        if found:
            self.traits.append(what)
        return found

    def one(self, what: str, choices: Iterable[str]) -> str:
        """Draw one of several, and note it."""
        found = self.chance.choice(list(choices))
        self.traits.append(f"{what}={found}")
        return found
