"""Letters and their widths: which face draws every piece of a text, and how wide it comes out.

Widths are kept as parts of the type size (em), so one measurement serves every size; each text is
measured once for a document, which keeps long lists linear.
"""

from collections.abc import Iterator
from typing import NamedTuple

from townoffice.prints.approval import TICKED, UNTICKED
from townoffice.prints.fonts import Face, FontSet, Role

MM = 72 / 25.4
"""Points in a millimetre."""
INFERRED_MARK = "※"
MARK_SCALE = 0.7
MARK_RISE = 0.26
"""※ is set at 0.7 of the size, its top level with the letters."""
CENTRE = 0.38
"""The middle of the character box above the baseline: (0.88 − 0.12) / 2 of the size."""
TICKS = frozenset((TICKED, UNTICKED))
TOFU = "〓"
"""Printed where no face has the character; the report lists it."""

# Signs of one look wherever they stand, and quotes that stay as wide as a Chinese character.
_ALWAYS_SONG = frozenset("+−=×÷—※“”‘’…")
_UNSEEN = frozenset((*range(0x200B, 0x2010), 0xFEFF, *range(0xFE00, 0xFE10)))
_SELECTORS = range(0xE0100, 0xE01F0)


class Run(NamedTuple):
    """A piece of one face: ``offset`` and ``width`` in em, ``scale`` and ``rise`` of ※."""

    face: Face
    text: str
    offset: float
    width: float
    scale: float
    rise: float


class Typesetter:
    """Measures and splits the texts of one document and remembers what no face could draw."""

    def __init__(self, fonts: FontSet) -> None:
        """Start with nothing measured."""
        self.fonts = fonts
        self.missing: dict[str, None] = {}
        self.used: set[Role] = set()
        self._chars: dict[tuple[str, Role], tuple[Face | None, str, float]] = {}
        self._ems: dict[tuple[str, Role], float] = {}
        self._runs: dict[tuple[str, Role], tuple[Run, ...]] = {}

    def em(self, text: str, role: Role) -> float:
        """Give the width of a text as a multiple of the type size."""
        key = (text, role)
        known = self._ems.get(key)
        if known is None:
            known = sum(self._char(char, role)[2] for char in text)
            self._ems[key] = known
        return known

    def width(self, text: str, role: Role, size: float) -> float:
        """Give the width of a text in mm at a size in points."""
        return self.em(text, role) * size / MM

    def runs(self, text: str, role: Role) -> tuple[Run, ...]:
        """Split a text into pieces of one face each.

        White space without a glyph is left out, and so are tick boxes (:meth:`ticks`).
        """
        key = (text, role)
        known = self._runs.get(key)
        if known is None:
            self.used.add(role)
            known = self._runs[key] = tuple(self._split(text, role))
        return known

    def ticks(self, text: str, role: Role) -> Iterator[tuple[float, bool]]:
        """Give the tick boxes of a text: how far from its beginning in em, and whether ticked."""
        for place, char in enumerate(text):
            if char in TICKS:
                yield self.em(text[:place], role), char == TICKED

    def _split(self, text: str, role: Role) -> list[Run]:
        runs: list[Run] = []
        offset = 0.0
        for char in text:
            face, drawn, width = self._char(char, role)
            raised = char == INFERRED_MARK
            last = runs[-1] if runs else None
            if face is None or not drawn:
                pass
            elif (
                last is not None
                and last.face is face
                and not raised
                and last.rise == 0
                and abs(last.offset + last.width - offset) < 1e-9
            ):
                runs[-1] = last._replace(text=last.text + drawn, width=last.width + width)
            else:
                scale, rise = (MARK_SCALE, MARK_RISE) if raised else (1.0, 0.0)
                runs.append(Run(face, drawn, offset, width, scale, rise))
            offset += width
        return runs

    def _char(self, char: str, role: Role) -> tuple[Face | None, str, float]:
        """Tell which face draws a character, as what, and how wide in em."""
        key = (char, role)
        known = self._chars.get(key)
        if known is None:
            known = self._chars[key] = self._look_up(char, role)
        return known

    def _look_up(self, char: str, role: Role) -> tuple[Face | None, str, float]:
        code = ord(char)
        if code in _UNSEEN or code in _SELECTORS:
            return None, "", 0.0
        if char == "　" or char in TICKS:
            return None, "", 1.0
        if char.isspace() or code < 0x20:
            char = " "
        face = self.fonts.face_for(char, Role.SONG if char in _ALWAYS_SONG else role)
        if face is None:
            self.missing[char] = None
            char = TOFU
            face = self.fonts.face_for(char, Role.SONG)
            if face is None:
                return None, "", 1.0
        return face, char, face.em(char) * (MARK_SCALE if char == INFERRED_MARK else 1.0)
