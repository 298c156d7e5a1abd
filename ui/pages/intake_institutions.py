"""A list of institutions on the import page: what is listed, what is put right, what stays."""

from collections.abc import Iterator

from townoffice.records import Preview, PreviewRow
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

__all__ = [
    "INSTITUTIONS_SAID",
    "InstitutionEntries",
    "institution_columns",
    "institutions_button",
    "institutions_headline",
]

INSTITUTIONS_SAID = {
    Segment.CHANGED: "与登记不同的，{} 项，按更正登记写入",
    Segment.ADDED: "还没有登记的机构，{} 个",
    Segment.SAME: "与登记相同，{} 个",
    Segment.WRONG: "读不出来，{} 处，要在文件里改正",
    Segment.MISSING: "台账里有、表里没有的单位，{} 个，它们的机构保持不变",
}


class InstitutionEntries(Listed):
    """The rows of each segment: what is put right, new ones, the same, what is wrong."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(
            {
                Segment.CHANGED: _changed(preview),
                Segment.ADDED: map(_whole, preview.added),
                Segment.SAME: map(_whole, preview.unchanged),
                Segment.WRONG: wrong_ones(preview, _name),
                Segment.MISSING: missing_ones(preview, "表里没有这个单位"),
            }
        )


def _changed(preview: Preview) -> Iterator[Entry]:
    for row in preview.changed:
        for number, found in enumerate(row.differences):
            key = (row.cell, f"{found.field}{number}")
            yield Entry(
                key, unit_of(row), _name(row), found.label, found.old, found.new, "", found.cell
            )


def _whole(row: PreviewRow) -> Entry:
    kind = str(row.values.get("kind") or "")
    said = [f"核定 {_count(row, 'authorized')}", f"实有 {_count(row, 'actual')}"]
    plates = row.values.get("plates")
    if plates:
        said.append(f"牌子：{plates}")
    doc_no = row.values.get("doc_no")
    return Entry(
        (row.cell, ""), unit_of(row), _name(row), kind, None, "，".join(said),
        str(doc_no or ""), row.cell,
    )  # fmt: skip


def _count(row: PreviewRow, field: str) -> str:
    value = row.values.get(field)
    return "—" if value is None else str(value)


def _name(row: PreviewRow) -> str:
    return str(row.values.get("institution") or "")


def institution_columns() -> list[Column[Entry]]:
    """Give the columns of the difference table for institutions."""
    return [
        Column("unit", "单位", lambda e: Cell(e.unit), width=106, frozen=True, rule=True),
        Column("label", "机构", lambda e: Cell(e.label, bold=True, tip=e.label), width=180),
        Column("measure", "类别或项目", lambda e: Cell(e.measure), width=96),
        Column("old", "现在", lambda e: words_cell(e.old), width=130),
        Column("new", "导入后", lambda e: words_cell(e.new, bold=True), width=260, rule=True),
        Column("note", "文号或说明", note_cell, width=180),
    ]


def institutions_headline(preview: Preview, wrong: int, asked: int) -> str:
    """Say how many institutions come, which are put right, and what needs somebody."""
    units = {row.township.code for row in preview.rows if row.township is not None}
    added = linked(str(len(preview.added)), Segment.ADDED.name)
    changed = linked(str(len(preview.changed)), Segment.CHANGED.name)
    same = linked(str(len(preview.unchanged)), Segment.SAME.name)
    upper = (
        f"机构名册，对上 {len(units)} 个单位：新登记 {added} 个，更正 {changed} 个，相同 {same} 个"
    )
    return with_open(upper, wrong, asked)


def institutions_button(preview: Preview) -> str:
    """Name what the button would really write."""
    return f"导入 {len(preview.added) + len(preview.changed)} 个机构"
