"""The colour tokens of the two themes, by what they are for."""

import enum
from dataclasses import dataclass, fields

from PySide6.QtGui import QColor


class Tone(enum.Enum):
    """What a piece of text is: never said by colour alone, always also by a word or sign."""

    NORMAL = enum.auto()
    SECOND = enum.auto()
    FAINT = enum.auto()
    AMBER = enum.auto()
    RED = enum.auto()
    ACCENT = enum.auto()


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, by what they are for."""

    dark: bool
    window: QColor
    table: QColor
    panel: QColor
    header: QColor
    pinned: QColor
    grid: QColor
    rule: QColor
    text: QColor
    second: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor
    red: QColor
    red_ground: QColor
    amber: QColor
    amber_ground: QColor
    bar: QColor
    bar_other: QColor

    def part(self, place: int) -> tuple[QColor, QColor]:
        """Ground and ink of the part of a bar at ``place``; after the fifth they begin anew."""
        grounds = _PARTS[self.dark]
        at = place % len(grounds)
        if self.dark:
            return grounds[at], self.on_accent if at < 3 else self.text
        return grounds[at], self.on_accent if at < 2 else self.text

    def ink(self, tone: Tone) -> QColor:
        """Colour of text in ``tone``."""
        return {
            Tone.NORMAL: self.text,
            Tone.SECOND: self.second,
            Tone.FAINT: self.faint,
            Tone.AMBER: self.amber,
            Tone.RED: self.red,
            Tone.ACCENT: self.accent,
        }[tone]


_PARTS = {
    dark: tuple(QColor("#" + colour) for colour in colours.split())
    for dark, colours in (
        (False, "17467F 2A6BB8 6C9FD8 A9C8EA D6E5F5"),
        (True, "A9CCF5 7FB2F0 6A9AD2 3C628F 2C4664"),
    )
}
"""The parts of a bar, one after another; what is written inside reads at 5.4 : 1 and better."""


def _theme(*, dark: bool, colours: str) -> Theme:
    names = [field.name for field in fields(Theme) if field.name != "dark"]
    values = [QColor("#" + colour) for colour in colours.split()]
    return Theme(dark=dark, **dict(zip(names, values, strict=True)))


LIGHT = _theme(
    dark=False,
    colours="F3F5F7 FFFFFF FAFBFC EEF1F4 F3F5F7 E3E7EB C9D0D8 1A1F26 56606C 6B7580 "
    "1B5FAE FFFFFF E4EEF9 B3261E FCE9E7 8A5300 FFF3D9 1B5FAE 7294C5",
)
DARK = _theme(
    dark=True,
    colours="1C1F23 23272C 1F2328 2B3036 2B3036 343A41 4A525C E8EBEF AAB4C0 909BA8 "
    "7FB2F0 10233A 28405E FF9B92 4A2724 F0C46A 41351B 7FB2F0 6283AC",
)
