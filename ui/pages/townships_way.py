"""The columns of 乡镇街道 that follow the way of classifying: index, place, distance to a cut."""

from dataclasses import dataclass
from fractions import Fraction

from townoffice.records import Classification, SizeClass, UnitOverview
from ui.explain_rows import figure
from ui.tables import Align, Cell, Column
from ui.theme import Tone

__all__ = ["Way"]

_Column = Column[UnitOverview]
_INDEX_UNITS = {
    "share": "合计 100",
    "min-max": "0 至 100",
    "points": "分",
    "mean-rank": "小者在前",
}


@dataclass(frozen=True, slots=True)
class Way:
    """What of the way of classifying the heads of the columns follow."""

    method: str = "mean"
    by_list: bool = False
    apart: bool = False

    @classmethod
    def of(cls, result: Classification | None) -> "Way":
        """Give the way of a classification; the usual one where there is none."""
        if result is None:
            return cls()
        return cls(result.method, result.assignment == "proportion", result.scope == "apart")

    @property
    def by_rank(self) -> bool:
        """Tell whether a smaller index is the better one."""
        return self.method == "mean-rank"

    def index(self) -> _Column:
        """Give the column of the index."""
        title = {"points": "总分", "mean-rank": "平均名次"}.get(self.method, "总指数")
        unit = _INDEX_UNITS.get(self.method, "平均 100")
        return Column(
            "index",
            title,
            _index,
            unit=f"组内{unit}" if self.apart and self.method != "points" else unit,
            align=Align.RIGHT,
            width=96 if self.apart else 84,
            number=lambda unit: unit.row.index if unit.row else None,
        )

    def rank(self) -> _Column:
        """Give the column of the places."""
        unit = "组内" if self.apart else ""
        return Column("rank", "位次", _rank, unit=unit, align=Align.CENTER, width=60, hidden=True)

    def distance(self) -> _Column:
        """Give the column of what is near a cut."""
        cell = neighbour_cell if self.by_list else distance_cell
        title = "距邻类" if self.by_list else "距分界线"
        return Column("distance", title, cell, width=138, rule=True, number=_distance)


def _index(row: UnitOverview) -> Cell:
    if row.row is None or row.row.index is None:
        lacking = "、".join(row.row.missing) if row.row else ""
        return Cell("—", tone=Tone.FAINT, tip=f"缺{lacking}，未分类" if lacking else "")
    return Cell(figure(row.row.index, 2), row.row.index, bold=True, tip="F1 看怎么来的")


def _rank(row: UnitOverview) -> Cell:
    rank = row.row.rank if row.row else None
    return Cell("—", tone=Tone.FAINT) if rank is None else Cell(str(rank), rank)


def _distance(row: UnitOverview) -> Fraction | None:
    found = row.row
    if found is None or found.distance is None or found.nearest_cut is None:
        return None
    return abs(found.distance)


def distance_cell(row: UnitOverview) -> Cell:
    """Speak only of units near a line: which line, which side, how far."""
    found = row.row
    if found is None or found.distance is None or found.nearest_cut is None:
        return Cell()
    if not found.near_cut:
        return Cell(number=abs(found.distance))
    line = SizeClass(found.nearest_cut).label
    side = "低于" if found.distance < 0 else "高出"
    text = f"{side}{line}线 {figure(abs(found.distance), 2)}"
    return Cell(text, abs(found.distance), Tone.AMBER, warning=True, tip=row.hint)


def neighbour_cell(row: UnitOverview) -> Cell:
    """Speak only of units near one of the other class: which neighbour, how far, or equal."""
    found = row.row
    if found is None or found.distance is None or found.nearest_cut is None:
        return Cell()
    gap = abs(found.distance)
    if not found.near_cut:
        return Cell(number=gap)
    whose = "下类首位" if found.above_cut else "上类末位"
    text = "同分并列" if found.cut_tie else f"距{whose} {figure(gap, 2)}"
    return Cell(text, gap, Tone.AMBER, warning=True, tip=row.hint)
