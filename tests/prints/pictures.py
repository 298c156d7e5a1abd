"""A small picture: four bars with their names, an axis and a limit."""

from fractions import Fraction

from townoffice.prints.picture import Anchor, Bar, Ink, Lettering, Picture, Stroke

_SCORES = (("青石镇", 94), ("白河镇", 91), ("柳溪镇", 90), ("云岭镇", 88))

BARS = Picture(
    150,
    46,
    (
        *(Bar(30, 2 + 9 * n, score, 5, Ink.PALE) for n, (_, score) in enumerate(_SCORES)),
        *(
            Lettering(28, Fraction(9 + 18 * n, 2), name, Anchor.END)
            for n, (name, _) in enumerate(_SCORES)
        ),
        Stroke(((30, 0), (30, 40))),
        Stroke(((120, 0), (120, 40)), dashed=True),
        Lettering(120, 43, "限额", Anchor.MIDDLE, heavy=True),
    ),
    "各乡镇总分",
)
