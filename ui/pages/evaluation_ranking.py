"""The ranking as rows: each group under a heading, whose bar is the legend of those below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from townoffice.records import Capped, EntrantScore, Grade, GroupResult, shown, trimmed
from ui.explain_rows import figure
from ui.pages.evaluation_pieces import legend_of, pieces_of
from ui.tables import Align, Cell, Column, Part, RecordTable
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage, RankingRow

__all__ = ["CHIPS", "Line", "columns", "lines_of", "ranking_table"]

CHIPS = {Grade.EXCELLENT: 0, Grade.GOOD: 1, Grade.FAIR: 2, Grade.POOR: 2}
"""How the chips of the grades look."""
_FULL = 100
_ROW = 36


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an entrant, or (``row`` None) the heading of its group."""

    group: GroupResult
    row: "RankingRow | None" = None

    @property
    def key(self) -> str:
        """What tells the lines apart."""
        return f"@{self.group.name}" if self.row is None else self.row.score.subject

    @property
    def score(self) -> EntrantScore | None:
        """The entrant's score."""
        return None if self.row is None else self.row.score


def lines_of(page: "ContestPage") -> tuple[Line, ...]:
    """Give the lines of the ranking, group by group."""
    found: list[Line] = []
    for group in page.groups:
        found.append(Line(group.result))
        found += [Line(group.result, row) for row in group.rows]
    return tuple(found)


def ranking_table(page: Callable[[], "ContestPage | None"]) -> RecordTable[Line]:
    """Make the table; its columns follow the contest by :func:`columns`."""
    table: RecordTable[Line] = RecordTable(
        columns(page()),
        key=lambda line: line.key,
        name="考核排名",
        numbered=False,
        row_height=_ROW,
        heads=lambda line: line.row is None,
    )
    table.sort_by("total", descending=True)
    return table


def columns(page: "ContestPage | None") -> tuple[Column[Line], ...]:
    """Declare the columns; the caps of bonus and deduction stand in the header."""
    most = {} if page is None or page.result is None else {
        value.name: str(value.value) for value in page.result.parameters
    }  # fmt: skip
    compared = page is not None and page.known.earlier is not None
    groups = () if page is None else page.groups
    longest = max((len(f"{one.result.name}{one.result.size}个") for one in groups), default=0)
    bonus, deduction = (
        f"≤ {trimmed(Fraction(most[name]))}" if name in most else ""
        for name in ("evaluation.bonus_max", "evaluation.deduction_max")
    )
    return (
        Column("rank", "名次", _rank, align=Align.CENTER, width=52, frozen=True),
        Column("name", "单位", _name, width=max(104, 13 * longest + 24), frozen=True),
        Column("total", "得分", _total, align=Align.RIGHT, width=78),
        Column("grade", "等次", _grade, align=Align.CENTER, width=66, rule=True),
        Column(
            "parts",
            "各项得分",
            _parts,
            unit="分值合计 100；图中数取一位，准数见右",
            width=466,
            least=260,
        ),
        Column("bonus", "加分", _bonus, unit=bonus, align=Align.RIGHT, width=56),
        Column("deduction", "扣分", _deduction, unit=deduction, align=Align.RIGHT, width=56),
        Column("change", "比上年", _change, align=Align.RIGHT, width=64, hidden=not compared),
        Column("moved", "升降", _moved_places, align=Align.CENTER, width=50, hidden=not compared),
        Column("hint", "提示", _hint, width=160),
    )


def _head(text: str = "", *, bold: bool = False) -> Cell:
    return Cell(text, tone=Tone.NORMAL if bold else Tone.SECOND, bold=bold, ground=Tone.SECOND)


def _rank(line: Line) -> Cell:
    score = line.score
    if score is None:
        return _head()
    if score.rank is None:
        return Cell("—", tone=Tone.FAINT, tip="还没有总分，不排名")
    return Cell(str(score.rank), score.rank)


def _name(line: Line) -> Cell:
    if line.score is None:
        return _head(f"{line.group.name} {line.group.size} 个", bold=True)
    return Cell(line.score.name)


def _total(line: Line) -> Cell:
    score = line.score
    if score is None:
        return _head()
    if score.total is None:
        tip = f"已有合计 {shown(score.so_far, 2)}；还缺 {'、'.join(score.missing)}"
        return Cell("—", tone=Tone.FAINT, tip=tip)
    return Cell(shown(score.total, 2), score.total, bold=True)


def _grade(line: Line) -> Cell:
    score = line.score
    if score is None:
        return _head()
    if score.grade is not None:
        return Cell(score.grade.label, chip=CHIPS[score.grade])
    if score.capped is Capped.TIE:
        return Cell("待定", tone=Tone.AMBER)
    return Cell("—", tone=Tone.FAINT)


def _parts(line: Line) -> Cell:
    score = line.score
    if score is None:
        return _legend(line.group)
    pieces = pieces_of(score, line.group)
    if all(one.points is None for one in pieces):
        return Cell("还没有得分", tone=Tone.FAINT)
    told = [(one, "" if one.points is None else shown(one.points, 1)) for one in pieces]
    words = "　".join(f"{one.name} {text or '缺'}" for one, text in told)
    parts = tuple(Part((one.points or Fraction(0)) / _FULL, text) for one, text in told)
    return Cell(words, tip=words, parts=parts)


def _legend(group: GroupResult) -> Cell:
    """Draw full marks per part: the legend of the bars and their scale."""
    told = [(one, f"{one.name} {trimmed(one.weight)}") for one in legend_of(group)]
    words = "　".join(text for _one, text in told)
    parts = tuple(Part(one.weight / _FULL, text, one.name) for one, text in told)
    return Cell(words, tip=words, parts=parts, ground=Tone.SECOND)


def _bonus(line: Line) -> Cell:
    score = line.score
    return _head() if score is None else _moved(score.bonus, score.bonus_counted, "+")


def _deduction(line: Line) -> Cell:
    score = line.score
    return _head() if score is None else _moved(score.deduction, score.deduction_counted, "−")


def _moved(entered: Fraction, counted: Fraction, sign: str) -> Cell:
    if not entered:
        return Cell("0", 0, Tone.FAINT)
    capped = counted < entered
    tip = f"登记 {trimmed(entered)} 分，按上限计 {trimmed(counted)} 分" if capped else ""
    text = trimmed(counted) if "." in trimmed(counted) else shown(counted, 1)
    return Cell(sign + text, counted if sign == "+" else -counted, warning=capped, tip=tip)


def _change(line: Line) -> Cell:
    row = line.row
    if row is None:
        return _head()
    before = row.earlier
    if before is None or row.change is None:
        return Cell("—", tone=Tone.FAINT)
    sign = "+" if row.change > 0 else ""
    total = "" if before.total is None else f"{before.year} 年 {shown(before.total, 2)} 分"
    return Cell(sign + figure(row.change, 2), row.change, tip=total)


def _moved_places(line: Line) -> Cell:
    """Say how many places an entrant went up or down."""
    row = line.row
    if row is None:
        return _head()
    before, moved = row.earlier, row.moved
    if before is None or moved is None:
        return Cell("—", tone=Tone.FAINT)
    words = "平" if not moved else f"升 {moved}" if moved > 0 else f"降 {-moved}"
    return Cell(words, moved, Tone.NORMAL if moved else Tone.FAINT, tip=f"上年第 {before.rank} 名")


def _hint(line: Line) -> Cell:
    row = line.row
    if row is None:
        return _head(f"优秀名额 {line.group.seats} 个")
    words = "；".join(row.hints)
    score = row.score
    if score.vetoed:
        return Cell(words, tone=Tone.RED, warning=True, tip=words)
    if score.near or score.capped is Capped.TIE or score.missing:
        return Cell(words, tone=Tone.AMBER, warning=bool(words), tip=words)
    return Cell(words, tone=Tone.SECOND, tip=words)


def first_worth_a_look(lines: Sequence[Line]) -> Line | None:
    """Give the line to begin with: the nearest to a better grade, else the first."""
    entrants = [line for line in lines if line.score is not None]
    near = [line for line in entrants if line.score is not None and line.score.near]
    return min(near, key=_gap, default=next(iter(entrants), None))


def _gap(line: Line) -> Fraction:
    gap = line.score.distance if line.score is not None else None
    return Fraction(0) if gap is None else gap
