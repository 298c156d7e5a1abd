"""A proposal old → new as a table: what was, what becomes of it, with its plates and posts."""

from collections.abc import Iterator
from dataclasses import dataclass

from townoffice.desk.institution_views import (
    PlateAct,
    PlateMove,
    Proposal,
    ProposedAct,
    ProposedRow,
)
from townoffice.records import Category
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone

__all__ = ["MoveRow", "proposal_table", "rows_of", "sums_of"]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One row of old → new, with the plates of its institution."""

    row: ProposedRow
    plates: tuple[PlateMove, ...]


def rows_of(proposal: Proposal) -> Iterator[MoveRow]:
    """Give the rows of a proposal."""
    for row in proposal.rows:
        own = tuple(move for move in proposal.plates if move.host_name == row.name)
        yield MoveRow(row, own)


def _was(move: MoveRow) -> Cell:
    names = "、".join(move.row.was)
    return Cell(names, tip=names) if names else Cell("—", tone=Tone.FAINT)


def _act(move: MoveRow) -> Cell:
    quiet = move.row.act in {ProposedAct.KEPT, ProposedAct.BESIDE}
    tip = "按类别和职能推定，请核对" if move.row.guessed else ""
    return Cell(move.row.act.label, chip=2 if quiet else 1, tip=tip, inferred=move.row.guessed)


def _new(move: MoveRow) -> Cell:
    if move.row.act is ProposedAct.CLOSED:
        return Cell("—", tone=Tone.FAINT)
    guess = move.row.guessed
    return Cell(
        move.row.name,
        bold=move.row.act not in {ProposedAct.KEPT, ProposedAct.BESIDE},
        inferred=guess,
        tip="按类别和职能推定，请核对" if guess else move.row.name,
    )


def _plates(move: MoveRow) -> Cell:
    said = [
        plate.name if plate.act is PlateAct.STAYS else f"{plate.name}（{plate.act.label}）"
        for plate in move.plates
    ]
    words = "、".join(said)
    return Cell(words, tip="\n".join(said))


def _posts(count: int | None) -> Cell:
    return Cell("—", tone=Tone.FAINT) if count is None else Cell(f"{count:,}", count)


_COLUMNS: tuple[Column[MoveRow], ...] = (
    Column("was", "原机构", _was, width=250, frozen=True, least=140),
    Column("act", "办理", _act, width=96, align=Align.CENTER),
    Column("name", "改设为", _new, width=190),
    Column("kind", "类别", lambda move: Cell(move.row.kind.label), width=80),
    Column("plates", "加挂牌子", _plates, width=200, least=100),
    Column(
        "authorized",
        "核定",
        lambda move: _posts(move.row.authorized),
        group="编制（名）",
        align=Align.RIGHT,
        width=52,
    ),
    Column(
        "actual",
        "实有",
        lambda move: _posts(move.row.actual),
        group="编制（名）",
        align=Align.RIGHT,
        width=52,
    ),
)


def proposal_table() -> RecordTable[MoveRow]:
    """Make the table."""
    return RecordTable(
        _COLUMNS,
        key=lambda move: (move.row.name, move.row.number, move.row.act),
        name="新旧对照",
        filters=False,
        row_height=30,
    )


def sums_of(proposal: Proposal) -> str:
    """Say that no post is lost, and what needs a look."""
    posts = [
        f"{category.label if isinstance(category, Category) else '未分类编制'} {count} 名"
        for category, count in proposal.posts().items()
    ]
    now = sum(1 for row in proposal.rows if row.act is not ProposedAct.CLOSED)
    before = sum(len(row.was) for row in proposal.rows)
    said = [f"机构 {before} → {now} 个"]
    if posts:
        said.append(f"{'、'.join(posts)}，前后不变")
    said += [f"{problem.what}；{problem.hint}" for problem in proposal.problems]
    return "。".join(said) + "。"
