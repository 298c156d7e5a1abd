"""A tree of boxes, root at the left, and where each box lies: the screen and the paper draw it.

Lengths are whole units of the drawer's own choosing (pixels of the design, tenths of a millimetre).
"""

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Box", "Lengths", "PlacedBox", "Tree", "Twig", "lay_out"]


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one box: a name, posts, a line of words, and the boxes below it.

    ``authorized`` and ``actual`` are posts and people, None: not broken down to it. ``note`` is the
    line under the name, ``flagged`` follows it in red: the part that breaks a rule. ``lines`` are
    further lines, as the posts of a unit by category. ``tip`` says more of it in a sentence.
    """

    key: str
    name: str
    authorized: int | None = None
    actual: int | None = None
    note: str = ""
    flagged: str = ""
    lines: tuple[str, ...] = ()
    below: tuple["Box", ...] = ()
    tip: str = ""

    @property
    def over(self) -> int:
        """Count the people beyond its posts (超编)."""
        return max(0, (self.actual or 0) - self.authorized) if self.authorized is not None else 0

    def all(self) -> Iterator["Box"]:
        """Give the box and every box under it, from above."""
        yield self
        for box in self.below:
            yield from box.all()


@dataclass(frozen=True, slots=True)
class Lengths:
    """How large the boxes are: ``widths`` of each column but the last, which takes what is left.

    ``row`` is the height of a box with a name and a bar, ``line`` what each further line adds.
    ``beside`` parts columns, ``between`` boxes of one parent, ``apart`` those of different ones.
    ``head`` is the height of the root without its ``lines``.
    """

    widths: tuple[int, ...]
    row: int
    line: int
    head: int
    beside: int
    between: int
    apart: int


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box at its place; ``depth`` 0 is the root. ``folded``: what is under it does not show."""

    box: Box
    depth: int
    x: int
    y: int
    width: int
    height: int
    folded: bool = False

    @property
    def middle(self) -> int:
        """Give the height of its middle."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Twig:
    """A line from the right of one box to the left of another, bent at ``bend``."""

    start: tuple[int, int]
    end: tuple[int, int]
    bend: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole picture: its size, the boxes from above, and the lines between them."""

    width: int
    height: int
    boxes: tuple[PlacedBox, ...]
    twigs: tuple[Twig, ...]

    def box(self, key: str) -> PlacedBox | None:
        """Find a box that shows."""
        return next((placed for placed in self.boxes if placed.box.key == key), None)


def lay_out(root: Box, lengths: Lengths, width: int, folded: frozenset[str] = frozenset()) -> Tree:
    """Place every box that shows; a parent stands beside the middle of what is under it."""
    layer = _Layer(lengths, width, folded)
    height = layer.span(root, 0)
    layer.place(root, 0, 0)
    boxes = sorted(layer.boxes, key=lambda placed: (placed.y, placed.depth))
    return Tree(width, height, tuple(boxes), tuple(layer.twigs))


class _Layer:
    """Puts boxes down one under another; nothing overlaps, as each has its span of the height."""

    def __init__(self, lengths: Lengths, width: int, folded: frozenset[str]) -> None:
        self._lengths, self._width, self._folded = lengths, width, folded
        self.boxes: list[PlacedBox] = []
        self.twigs: list[Twig] = []

    def span(self, box: Box, depth: int) -> int:
        """Measure the height a box takes with all that shows under it."""
        return max(self._height(box, depth), self._under(self._open(box), depth + 1))

    def place(self, box: Box, depth: int, top: int) -> PlacedBox:
        """Place a box and what is under it into its span, which begins at ``top``."""
        high, whole, below = self._height(box, depth), self.span(box, depth), self._open(box)
        at = top + (whole - self._under(below, depth + 1)) // 2
        placed: list[PlacedBox] = []
        for number, child in enumerate(below):
            placed.append(self.place(child, depth + 1, at))
            at += self.span(child, depth + 1) + self._gap(below[number : number + 2])
        middle = (placed[0].middle + placed[-1].middle) // 2 if placed else top + whole // 2
        y = min(max(top, middle - high // 2), top + whole - high)
        x, wide = self._column(depth)
        own = PlacedBox(box, depth, x, y, wide, high, folded=bool(box.below) and not below)
        bend = x + wide + self._lengths.beside // 2
        self.boxes.append(own)
        self.twigs += [Twig((x + wide, own.middle), (one.x, one.middle), bend) for one in placed]
        return own

    def _open(self, box: Box) -> tuple[Box, ...]:
        return () if box.key in self._folded else box.below

    def _under(self, below: tuple[Box, ...], depth: int) -> int:
        gaps = (self._gap(below[number : number + 2]) for number in range(len(below) - 1))
        return sum(self.span(child, depth) for child in below) + sum(gaps)

    def _gap(self, neighbours: tuple[Box, ...]) -> int:
        """Give the room between two boxes; more where one of them has boxes under it."""
        branches = any(self._open(box) for box in neighbours)
        return self._lengths.apart if branches else self._lengths.between

    def _height(self, box: Box, depth: int) -> int:
        base = self._lengths.row if depth else self._lengths.head
        return base + self._lengths.line * (bool(box.note or box.flagged) + len(box.lines))

    def _column(self, depth: int) -> tuple[int, int]:
        lengths = self._lengths
        x = sum(lengths.widths[:depth]) + lengths.beside * depth
        wide = lengths.widths[depth] if depth < len(lengths.widths) else max(0, self._width - x)
        return x, wide
