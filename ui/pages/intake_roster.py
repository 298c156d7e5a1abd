"""A list of leaders on the import page: persons instead of figures, one row for what moves."""

from collections.abc import Iterator

from townoffice.records import LeaderPost, Preview, PreviewRow, RowStatus
from ui.headline import linked
from ui.pages.intake_entries import Entry, Segment
from ui.pages.intake_listed import (
    Listed,
    missing_ones,
    note_cell,
    unit_of,
    with_open,
    words_cell,
    wrong_ones,
)
from ui.tables import Cell, Column
from ui.theme import Tone

__all__ = ["ROSTER_SAID", "RosterEntries", "roster_button", "roster_columns", "roster_headline"]


ROSTER_SAID = {
    Segment.CHANGED: "任职有变动的和离任的，{} 项",
    Segment.ADDED: "台账里还没有的人，{} 人",
    Segment.SAME: "与台账相同，{} 人",
    Segment.WRONG: "读不出来，{} 处，要在文件里改正",
    Segment.MISSING: "台账里有、名单里没有的单位，{} 个，保持不变",
}


class RosterEntries(Listed):
    """The rows of each segment: persons who move or leave, new ones, the same, what is wrong."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._names = {
            row.township.id: row.township.name for row in preview.rows if row.township is not None
        }
        super().__init__(
            {
                Segment.CHANGED: self._changed(),
                Segment.ADDED: self._added(),
                Segment.SAME: self._same(),
                Segment.WRONG: wrong_ones(preview, _person),
                Segment.MISSING: missing_ones(preview, "名单里没有这个单位，它的名册保持不变"),
            }
        )

    def _changed(self) -> Iterator[Entry]:
        for row in self._preview.changed:
            for number, found in enumerate(row.differences):
                key = (row.cell, f"{found.field}{number}")
                new = "不再担任" if found.new is None else found.new
                yield Entry(
                    key, unit_of(row), _person(row), found.label, found.old, new, "",
                    found.cell,
                )  # fmt: skip
        for number, seat in enumerate(self._preview.leaving):
            unit = self._names.get(seat.township_id, "")
            note = f"名单里没有了，任职到 {seat.until}"
            yield Entry(
                ("", f"leaving{number}"), unit, seat.person, seat.post.label, seat.title, "离任",
                note, "",
            )  # fmt: skip

    def _added(self) -> Iterator[Entry]:
        for row in self._preview.added:
            since = row.values.get("since")
            note = f"自 {since} 任职" if since else ""
            titles = row.values.get("titles")
            yield Entry((row.cell, ""), unit_of(row), _person(row), _posts(row), None, titles, note,
                        row.cell)  # fmt: skip

    def _same(self) -> Iterator[Entry]:
        for row in self._preview.unchanged:
            titles = row.values.get("titles")
            yield Entry((row.cell, ""), unit_of(row), _person(row), _posts(row), titles, titles, "",
                        row.cell)  # fmt: skip


def _person(row: PreviewRow) -> str:
    return str(row.values.get("person") or "")


def _posts(row: PreviewRow) -> str:
    words = str(row.values.get("posts") or "")
    return "、".join(LeaderPost(word).label for word in words.split(",") if word)


def roster_columns() -> list[Column[Entry]]:
    """Give the columns of the difference table for persons."""
    return [
        Column("unit", "单位", lambda e: Cell(e.unit), width=106, frozen=True, rule=True),
        Column("label", "姓名", lambda e: Cell(e.label, bold=True), width=96),
        Column("measure", "职务", lambda e: Cell(e.measure, tip=e.measure), width=190),
        Column("old", "现在", lambda e: words_cell(e.old), width=180),
        Column("new", "导入后", lambda e: words_cell(e.new, bold=True), width=200, rule=True),
        Column("note", "说明", note_cell, width=220),
    ]


def roster_headline(preview: Preview, wrong: int, asked: int) -> str:
    """Say who comes, changes and leaves, and what needs somebody."""
    units = {row.township.code for row in preview.rows if row.township is not None}
    left = preview.unnamed
    changed = linked(str(len(preview.changed)), Segment.CHANGED.name)
    added = linked(str(len(preview.added)), Segment.ADDED.name)
    upper = f"人员名单，对上 {len(units)} 个单位：新任 {added} 人，变动 {changed} 人"
    if left:
        upper += f"，{linked(f'离任 {left} 人', Segment.CHANGED.name, Tone.AMBER)}"
    return with_open(upper, wrong, asked)


def roster_button(preview: Preview) -> str:
    """Name what the button would really write."""
    moved = sum(row.status in {RowStatus.ADDED, RowStatus.CHANGED} for row in preview.rows)
    return f"导入 {moved + preview.unnamed} 人的任职"
