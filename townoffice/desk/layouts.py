"""What the county sets for its official tables: letterhead, sign-off, numbers, notes, columns.

A layout is of the day of printing, like the marking: it says how paper looks now, and a table of an
adopted plan keeps its figures whatever the layout. It is kept as JSON, one record for each table
and one (of the empty id) for all of them; a table's own goes over the general one.
"""

import json
from dataclasses import asdict, replace

from townoffice.book import Book
from townoffice.feedback import BadChoice
from townoffice.records import Changes, Layout, ReportBlock, TableLayout

ALL_TABLES = ""
"""The id of what holds for all tables."""

MOST_SIGNS = 6
LONGEST_SIGN = 12
LONGEST_NOTE = 200


def layout_of(book: Book, table_id: str) -> TableLayout:
    """Give the layout a table is drawn with: its own over the one for all tables."""
    return set_layout(book, table_id).over(set_layout(book, ALL_TABLES))


def set_layout(book: Book, table_id: str) -> TableLayout:
    """Give what was set for one table alone (or for all, :data:`ALL_TABLES`)."""
    held = _held(book, table_id)
    return _read(held.text) if held is not None else TableLayout()


def change_layout(book: Book, table_id: str, title: str, layout: TableLayout) -> Changes | None:
    """Set the layout of a table called ``title``; one undo step; None: nothing changed.

    :raises BadChoice: too many or too long words for the sign-off line, or too long a note.
    """
    _check(layout)
    held = _held(book, table_id)
    text = "" if layout == TableLayout() else _written(layout)
    if text == (held.text if held is not None else ""):
        return None
    with book.change(f"表格版式：{title or '所有表格'}") as writer:
        if held is None:
            writer.add(Layout(table_id, text))
        elif text:
            writer.update(replace(held, text=text))
        else:
            writer.remove(held)
    return writer.changes


def _check(layout: TableLayout) -> None:
    signs = layout.sign_off
    if len(signs) > MOST_SIGNS or any(not s.strip() or len(s) > LONGEST_SIGN for s in signs):
        raise BadChoice(
            f"落款最多 {MOST_SIGNS} 项，每项 1—{LONGEST_SIGN} 个字",
            where="、".join(signs)[:40],
            hint="请减少或写短一些，用顿号隔开",
        )
    long = next((note for note in layout.notes if len(note) > LONGEST_NOTE), None)
    if long is not None:
        raise BadChoice(
            f"一条注最多 {LONGEST_NOTE} 个字", where=f"{long[:20]}……", hint="请分成几条"
        )


def _held(book: Book, table_id: str) -> Layout | None:
    return next(iter(book.all_of(Layout, table_id=table_id)), None)


def _written(layout: TableLayout) -> str:
    said = {name: value for name, value in asdict(layout).items() if value}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _read(text: str) -> TableLayout:
    said = json.loads(text)
    report = said.get("report")
    return TableLayout(
        said.get("reporting_unit"),
        tuple(said.get("sign_off", ())),
        said.get("attachment"),
        said.get("doc_no"),
        ReportBlock(**report) if report else None,
        tuple(said.get("notes", ())),
        tuple(said.get("hidden", ())),
        bool(said.get("picture")),
        bool(said.get("protect")),
    )
