"""The two pictures of a plan: posts now → planned → compared, and the last seats by remainder."""

from collections.abc import Sequence
from dataclasses import replace

from townoffice.desk.plan_rows import PlanRow
from townoffice.desk.planning import Claim, Outcome, Ranking, rankings
from townoffice.records import StaffingResult, StaffingRow, policy_word, shown
from ui.charts import Bar, Dumbbell, DumbbellPicture, RemainderPicture
from ui.pages.staffing_words import method_name, signed
from ui.theme import Tone

__all__ = [
    "claim_picture",
    "claims_title",
    "dumbbells",
    "picking",
    "remainders",
    "remainders_title",
    "the_ranking",
]

AROUND = 12
"""How many remainders are drawn on either side of the last seat; farther off nobody is near it."""


def dumbbells(outcome: Outcome, rows: Sequence[PlanRow], against: str | None) -> DumbbellPicture:
    """Draw every unit's posts now, planned, and in the plan compared with."""
    return DumbbellPicture(
        tuple(
            Dumbbell(
                row.unit.code,
                row.unit.name,
                row.unit.current,
                row.unit.posts,
                row.other.posts if row.other else None,
                "—" if row.unit.change is None else signed(row.unit.change),
            )
            for row in rows
        ),
        ("现有", method_name(outcome.result), against or ""),
    )


def picking(picture: DumbbellPicture, chosen: str | None) -> DumbbellPicture:
    """Pick one unit out of a picture that has none picked: all others stay the same records."""
    rows = (replace(row, chosen=True) if row.key == chosen else row for row in picture.rows)
    return replace(picture, rows=tuple(rows))


def the_ranking(outcome: Outcome) -> Ranking | None:
    """Pick the rounding worth a picture: one that hangs on a hair, else the last."""
    found = rankings(outcome.result)
    narrow = [ranking for ranking in found if ranking.margin is not None and ranking.narrow]
    tied = [ranking for ranking in found if ranking.margin == 0]
    return next(iter((*tied, *narrow, *reversed(found))), None)


def remainders_title(ranking: Ranking) -> str:
    """Say what is ranked, and how many seats were left."""
    return f"余数排序：{ranking.label}余 {ranking.seats} 名"


def remainders(outcome: Outcome, ranking: Ranking, chosen: str | None) -> RemainderPicture | None:
    """Draw the remainders around the last seat, falling; those at their bounds have none."""
    units = outcome.result.rows
    edge = _edge(ranking)
    first = max(0, ranking.seats - AROUND)
    bars = tuple(
        Bar(
            units[n].code,
            _short(units[n]),
            ranking.remainder(place),
            shown(ranking.remainder(place), 4).removeprefix("0"),
            Tone.AMBER if place in edge else Tone.NORMAL,
            units[n].code == chosen,
            f"{units[n].name}：余数第 {place + 1} 位",
        )
        for place, n in enumerate(ranking.rows[first : ranking.seats + AROUND], first)
        if ranking.parts[place] or place < ranking.seats
    )
    return RemainderPicture(bars, ranking.seats - first) if bars else None


def claims_title(result: StaffingResult, found: Sequence[Claim]) -> str:
    """Say by what the last seats went in a divisor method, and to how many of them it hung."""
    squared = "（平方）" if result.rounding == "huntington-hill" else ""
    return f"末席优先数{squared}：{policy_word(result.rounding)}" if found else ""


def claim_picture(
    outcome: Outcome, found: Sequence[Claim], chosen: str | None
) -> RemainderPicture | None:
    """Draw who held the last seats with the smallest claims, and who asked next."""
    units = outcome.result.rows
    got = [claim for claim in found if claim.got][-AROUND:]
    asked = [claim for claim in found if not claim.got][:AROUND]
    bars = tuple(
        Bar(
            units[claim.row].code,
            _short(units[claim.row]),
            claim.value,
            shown(claim.value, 3),
            Tone.NORMAL,
            units[claim.row].code == chosen,
            f"{units[claim.row].name}：{'占着的末席' if claim.got else '再要一席'}的优先数",
        )
        for claim in (*got, *asked)
    )
    return RemainderPicture(bars, len(got), ("占着末席", "再要一席")) if bars else None


def _edge(ranking: Ranking) -> frozenset[int]:
    """Give the places the last seat hangs on: all that are equal, or the two on either side."""
    margin = ranking.margin
    if margin is None or (margin and not ranking.narrow):
        return frozenset()
    last, first = ranking.parts[ranking.seats - 1], ranking.parts[ranking.seats]
    if margin:
        return frozenset((ranking.seats - 1, ranking.seats))
    if not last:
        return frozenset()
    return frozenset(place for place, part in enumerate(ranking.parts) if part in {last, first})


def _short(unit: StaffingRow) -> str:
    """Leave the kind off a name where enough of it stays: 青石 for 青石镇."""
    bare = unit.name.removesuffix(unit.kind.value)
    return bare if len(bare) >= 2 else unit.name
